import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { openQuestions, readState } from '../../functions/review/reading.ts';
import { askedQuestions, furtherQuestions, nextQuestions } from '../../functions/review/views.ts';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { Contact, ContactRow } from '../../shared/domain/contact.ts';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import { contactSubject, type Period } from '../../shared/domain/ids.ts';
import { digestLinks, linkExpiresAt } from '../../shared/domain/link.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import { locales, type Owner } from '../../shared/domain/owner.ts';
import { firstQuestions, openSubjects } from '../../shared/domain/questions.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { isolated } from '../../shared/render/locales/words.ts';
import { maxHtmlBytes, maxMimeBytes } from '../../shared/render/mail/mime.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { aContact, aHead, anImport, anOwner, time } from '../domain/builders.ts';
import { longestRowIn, rowIn, type Script, scripts } from '../fixtures/scripts.ts';
import { me } from '../network.ts';
import { linksOf, textOf } from '../render/html.ts';

const at = time('2026-11-01T07:00:00.000Z');
const period = '2026-11' as Period;
const baseUrl = 'https://woher.example';

async function homeOf(rows: readonly ContactRow[], owner: Partial<Owner> = {}): Promise<ContactStore> {
  const store = createMemoryContactStore();
  await store.createOwner(anOwner({ ownerId: me, digestSize: 25, ...owner }), at);
  await store.writeContacts(
    me,
    rows.map((row): Contact => aContact({ row })),
  );
  await store.writeMemory(me, { ...emptyMemory, excerpts: [] });
  await store.writeImport(me, anImport(['connections', 'messages'], { exportedAt: time('2026-10-30') }));
  await store.moveHead(me, aHead('2026-10-30'));
  return store;
}

const audit = (store: ContactStore) =>
  runAudit(
    {
      store,
      mails: { send: async () => {} },
      newLinkKey: () => crypto.getRandomValues(new Uint8Array(32)),
      baseUrl,
      sender: 'Woher <woher@example.org>',
      now: () => new Date(at),
    },
    { ownerId: me, at, period },
  );

/** The audit's digest with its mail, and what the digest's page lists. */
async function digestOf(store: ContactStore) {
  const { digest } = await audit(store);
  expect(digest).toBe('queued');
  const [record] = await store.readDigests(me);
  const state = await readState(store, { ownerId: me }, new Date(at));
  if (record === undefined || state === undefined) throw new Error('no digest was opened');
  const { mime = '', subject } = (await store.readMail(me, 'audit', record.mailId)) ?? {};
  const { html = '', text = '' } = await PostalMime.parse(mime);
  const asked = askedQuestions(state, record);
  const links = digestLinks(record, baseUrl);
  const mailed = record.questions.filter(({ no }) => html.includes(links.question(no).keep));
  return { record, state, mime, subject, html, text: text.replaceAll('\r\n', '\n'), asked, mailed, links };
}

/** Both limits, and the plain text holding what the HTML holds. */
function expectWhole({ mime, html, text, mailed, links }: Awaited<ReturnType<typeof digestOf>>): void {
  expect(Buffer.byteLength(html.trim())).toBeLessThanOrEqual(maxHtmlBytes);
  expect(Buffer.byteLength(mime)).toBeLessThanOrEqual(maxMimeBytes);
  expect(mime).toMatch(/^[\r\n\x20-\x7e]*$/);
  for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  expect(mailed.length).toBeGreaterThan(0);
  expect(mailed.map(({ no }) => no)).toEqual(mailed.map((_, index) => index + 1));
  for (const { no } of mailed) expect(text).toContain(links.question(no).keep);
  expect(text).not.toContain('\ufffd');
}

const sixtyFour = Array.from({ length: 64 }, (_, no) => no);

describe.each(scripts)('a digest of 25 names in %s letters', (script) => {
  test('is mailed within both limits, and asks about all 25', async () => {
    const seen = await digestOf(await homeOf(sixtyFour.map((no) => rowIn(script, no))));
    expectWhole(seen);
    expect(seen.record.questions).toHaveLength(25);
    expect(seen.mailed).toHaveLength(25);
    for (const { name } of seen.asked)
      for (const part of [seen.text, textOf(seen.html)]) expect(part).toContain(isolated(name));
  });

  test.each(locales)(
    'asks the first of them where every text is the longest, and counts the others (%s)',
    async (locale) => {
      const rows = sixtyFour.map((no) => longestRowIn(script, no));
      const seen = await digestOf(await homeOf(rows, { locale }));
      expectWhole(seen);
      const { mail } = mailCatalogueFor(locale);
      const { record, mailed, asked, state } = seen;
      expect(mailed.length).toBeLessThan(25);
      expect(mailed.length).toBeGreaterThanOrEqual(5);
      // What is mailed is what the record says, and the page lists no more.
      expect(record.questions).toEqual(mailed);
      expect(asked.map(({ no }) => no)).toEqual(mailed.map(({ no }) => no));
      expect(seen.text).toContain(mail.footer.notAsked(64 - mailed.length));
      expect(seen.text).toContain(mail.all(mailed.length));
      expect(furtherQuestions(openQuestions(state, new Date(at)), record)).toHaveLength(nextQuestions);
      // The newest connections come first, as ever.
      const newest = rows
        .toSorted((a, b) => (a.connectedOn < b.connectedOn ? 1 : -1))
        .slice(0, mailed.length)
        .map(({ slug }) => slug);
      const askedSlugs = asked.map(({ contactId }) => contactId && state.byId.get(contactId)?.row.slug);
      expect(askedSlugs).toEqual(newest);
    },
  );
});

describe('a digest that stands with more questions than its mail has room for', () => {
  const opened = async (store: ContactStore, rows: readonly ContactRow[]): Promise<DigestRecord> => {
    const contacts = rows.map((row) => aContact({ row }));
    const newestFirst = contacts.toSorted((a, b) => (a.row.connectedOn < b.row.connectedOn ? 1 : -1));
    return store.openDigest({
      ownerId: me,
      period,
      mailId: `digest-${period}` as never,
      openedAt: at,
      expiresAt: linkExpiresAt(at),
      linkKey: '7d'.repeat(32),
      questions: newestFirst
        .slice(0, 25)
        .map(({ contactId }, index) => ({ no: index + 1, subject: contactSubject(contactId) })),
    });
  };

  test.each(scripts)('is mailed with as many as fit; its page lists the others (%s)', async (script) => {
    const rows = sixtyFour.map((no) => longestRowIn(script, no));
    const store = await homeOf(rows);
    const standing = await opened(store, rows);
    const seen = await digestOf(store);
    expectWhole(seen);
    const { mail } = mailCatalogueFor('de');
    // Numbers, key and list stay what they were.
    expect(seen.record).toEqual(standing);
    expect(seen.mailed.length).toBeLessThan(25);
    expect(seen.asked).toHaveLength(25);
    expect(linksOf(seen.html).find(({ url }) => url === seen.links.all)?.text).toBe(mail.all(25));
    expect(seen.text).toContain(mail.footer.pageOnly(25 - seen.mailed.length));
    expect(seen.text).toContain(mail.footer.notAsked(64 - 25));
    for (const question of seen.asked.slice(0, seen.mailed.length))
      expect(seen.text).toContain(mailCatalogueFor('de').reasonOf(question));
    // Once it is frozen it stays, however often the audit runs.
    await audit(store);
    expect((await store.readMail(me, 'audit', standing.mailId))?.mime).toBe(seen.mime);
  });

  test('says nothing of a page where all fit', async () => {
    const rows = sixtyFour.map((no) => rowIn('cyrillic', no));
    const store = await homeOf(rows);
    await opened(store, rows);
    const seen = await digestOf(store);
    expect(seen.mailed).toHaveLength(25);
    expect(seen.text).not.toContain('dieser Runde');
  });
});

test('a digest that another audit opened meanwhile stands, with its own list and key', async () => {
  const rows = sixtyFour.map((no) => longestRowIn('japanese', no));
  const store = await homeOf(rows);
  const other = await homeOf(rows);
  await audit(other);
  const [first] = await other.readDigests(me);
  if (first === undefined) throw new Error('no digest was opened');
  const shorter = { ...first, questions: first.questions.slice(0, 3) };
  await audit({
    ...store,
    // Between the look at the digests and the opening of this one.
    openDigest: async (record) => {
      await store.openDigest(shorter);
      return store.openDigest(record);
    },
  });
  const seen = await digestOf(store);
  expect(seen.record).toEqual(shorter);
  expect(seen.mailed).toEqual(shorter.questions);
});

describe('whatever names of whatever script', () => {
  const someScript = fc.constantFrom<Script>(...scripts);
  const someText = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
    fc.string({ unit: 'binary', maxLength: 90 }),
    fc
      .constantFrom('&', '"', '<', "'", 'ก็็็็', 'ﷺ', '👩‍👩‍👧‍👦', '𒐫', 'e\u0301\u0302\u0303\u0304')
      .map((text) => text.repeat(80)),
  );
  const someRow = fc.record(
    { firstName: someText, lastName: someText, position: someText, company: someText },
    { requiredKeys: ['firstName'] },
  );

  test('an audit makes a mail within both limits, with the first questions, and with as many as fit', async () => {
    const cut = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(
        someScript,
        fc.array(someRow, { minLength: 1, maxLength: 30 }),
        fc.record({ locale: fc.constantFrom(...locales), digestSize: fc.constantFrom(5, 12, 25) }),
        async (script, odd, owner) => {
          const rows = Array.from({ length: 30 }, (_, no): ContactRow => {
            const { lastName = '', ...texts } = odd[no % odd.length] ?? { firstName: '' };
            return { ...longestRowIn(script, no), ...texts, lastName };
          });
          const store = await homeOf(rows, owner);
          const { evaluation, flags } = await audit(store);
          const seen = await digestOf(store);
          expectWhole(seen);
          const wanted = firstQuestions(
            openSubjects({ flags: flags.open, contacts: evaluation.contacts, answerStateOf: () => 'open' }),
            owner.digestSize,
          );
          expect(seen.record.questions).toEqual(wanted.slice(0, seen.mailed.length));
          cut.add(seen.mailed.length < wanted.length);
        },
      ),
      { numRuns: 25 },
    );
    expect(cut).toEqual(new Set([true, false]));
  }, 60_000);
});
