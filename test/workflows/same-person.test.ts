import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Decision, GivenAnswer } from '../../shared/domain/decision.ts';
import { contactSubject, type IsoTime, type Subject, sameSubject } from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import { removalList } from '../../shared/domain/removal.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { evaluateNetwork, readNetwork } from '../../shared/workflows/evaluate-network.ts';
import { recordAnswers, undoAnswers } from '../../shared/workflows/record-answers.ts';
import { openDynalite } from '../adapters/dynamo-engine.ts';
import { anOwner } from '../domain/builders.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { importFile, me, storeWithOwner } from '../network.ts';

const header = 'First Name,Last Name,URL,Email Address,Company,Position,Connected On';
const row = (name: string, slug: string, rest = ',,', on = '03 Oct 2022'): string =>
  `${name.replace(' ', ',')},${slug === '' ? '' : `https://www.linkedin.com/in/${slug}`},${rest},${on}`;
const others = ['Ole Sauer', 'Ida Kern', 'Jan Ahrens', 'Rika Sander'].map((name, no) =>
  row(name, name.toLowerCase().replace(' ', '-'), ',,', `0${no + 1} Oct 2021`),
);
const message = (name: string, slug: string, at: string, mine: boolean): string => {
  const [self, them] = [
    ['Mara Feldkamp', 'https://www.linkedin.com/in/mara-feldkamp'],
    [name, `https://www.linkedin.com/in/${slug}`],
  ] as const;
  const [from, to] = mine ? [self, them] : [them, self];
  return `c-${slug},,${from.join(',')},${to.join(',')},${at} UTC,,Wann sehen wir uns in Kassel?,INBOX,,No,No`;
};
const messagesHeader =
  'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT';
const talk = ['2023-01-02 09:00:00', '2023-01-03 09:00:00', '2023-01-04 09:00:00'].map((at, no) =>
  message('Lena Kurz', 'lena-kurz', at, no !== 1),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-same-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Takes one export of a day with these rows, beside four people who stay. */
async function take(store: ContactStore, on: string, rows: readonly string[]) {
  const files = {
    'Connections.csv': [header, ...rows, ...others].join('\n'),
    'messages.csv': [messagesHeader, ...talk].join('\n'),
    'Profile.csv': 'First Name,Last Name,Maiden Name,Address,Birth Date,Headline\nMara,Feldkamp,,,,',
  };
  const path = join(folder, `${on}-${rows.length}-${Math.random()}.zip`);
  const modifiedAt = new Date(`${on}T06:00:00Z`);
  await writeFile(
    path,
    await zipBytes(Object.entries(files).map(([name, text]) => ({ name, modifiedAt, text }))),
  );
  return importFile(store, { path, at: `${on}T08:00:00.000Z` as IsoTime });
}

const look = (store: ContactStore, on = '2026-12-01') =>
  evaluateNetwork({ store, ownerId: me, at: `${on}T09:00:00.000Z` as IsoTime });
const answer = (store: ContactStore, subject: Subject, given: GivenAnswer, on: string) =>
  store.recordAnswer(me, { subject, given, at: `${on}T09:00:00.000Z` as IsoTime, via: 'review' });
const bySlug = (contacts: readonly Contact[], slug: string): Contact => {
  const found = contacts.find(({ keys }) => keys.includes(`in/${slug}`));
  if (found === undefined) throw new Error(`nobody has the profile ${slug}`);
  return found;
};
const askedOf = async (store: ContactStore, slug: string): Promise<string[]> => {
  const { findings, contacts } = await look(store);
  const { contactId } = bySlug(contacts, slug);
  return findings.filter((finding) => finding.contactId === contactId).map(({ ruleId }) => ruleId);
};
const pair = async (store: ContactStore, vanished: string, appeared: string): Promise<Subject> => {
  const contacts = await store.readContacts(me);
  return sameSubject(bySlug(contacts, vanished).contactId, bySlug(contacts, appeared).contactId);
};

const before = [
  row('Lena Kurz', 'lena-kurz', 'lena@kurz.example,Nordwerk GmbH,Buyer'),
  row('Anna Muster', 'anna-a'),
  row('Anna Muster', 'anna-b'),
];
const after = [
  row('Lena Lang', 'lena-lang', 'lena@kurz.example,Südwerk AG,Lead'),
  row('Anna Muster', 'anna-c'),
  row('Anna Muster', 'anna-d'),
];

const stores = [
  ['in memory', async () => ({ store: await storeWithOwner(), close: async () => {} })],
  [
    'on dynalite',
    async () => {
      const { store, close } = await openDynalite();
      await store.createOwner(anOwner({ ownerId: me }), '2026-12-01T07:00:00.000Z' as IsoTime);
      return { store, close };
    },
  ],
] as const;

describe.each(stores)('people who may be one, %s', (_, open) => {
  let [store, close]: [ContactStore, () => Promise<void>] = [undefined as never, async () => {}];
  beforeAll(async () => {
    ({ store, close } = await open());
    await take(store, '2026-10-01', before);
    await take(store, '2026-11-01', after);
  });
  afterAll(() => close());

  it('are asked about as pairs when name and profile changed at once, or two of one name did; nothing else is', async () => {
    const { findings } = await look(store);
    const pairs = findings.filter(({ ruleId }) => ruleId === 'samePerson');
    expect(pairs.map(({ reason }) => 'by' in reason && reason.by).toSorted()).toEqual([
      'email',
      ...Array(4).fill('name'),
    ]);
    for (const slug of ['lena-lang', 'anna-c', 'anna-d'])
      expect(new Set(await askedOf(store, slug))).toEqual(new Set(['samePerson']));
  });

  it('answered *same* have the conversation, the former employer, the decision and the promise of who vanished', async () => {
    const [lena] = [bySlug(await store.readContacts(me), 'lena-kurz')];
    await answer(store, contactSubject(lena.contactId), { answer: 'remove' }, '2026-10-02');
    const status = async () => {
      const network = await look(store);
      return removalList({ ...network, head: network.head }).map((removal) => removal.status);
    };
    expect(await status()).toEqual(['promised']);
    await answer(store, await pair(store, 'lena-kurz', 'lena-lang'), { answer: 'same' }, '2026-11-02');
    const { contacts, assessments, decisions, memory } = await look(store);
    const united = bySlug(contacts, 'lena-lang');
    expect(united).toMatchObject({
      contactId: lena.contactId,
      row: { lastName: 'Lang' },
      keys: ['in/lena-kurz', 'in/lena-lang'],
    });
    expect(assessments.get(united.contactId)?.evidence).toMatchObject([{ kind: 'conversation' }]);
    expect(memory.formerEmployers).toContainEqual(
      expect.objectContaining({ contactId: lena.contactId, company: 'Nordwerk GmbH' }),
    );
    expect(decisions.find(({ subject }) => subject === contactSubject(united.contactId))?.given).toEqual({
      answer: 'remove',
    });
    expect(await status()).toEqual(['stillThere']);
  });

  it('of two of one name stay open for the other two when one pair is told, and are judged alone when told apart', async () => {
    await answer(store, await pair(store, 'anna-a', 'anna-c'), { answer: 'same' }, '2026-11-02');
    expect(await askedOf(store, 'anna-d')).toEqual(['samePerson']);
    expect(await askedOf(store, 'anna-c')).toEqual(['unknownOrigin']);
    await answer(store, await pair(store, 'anna-b', 'anna-d'), { answer: 'different' }, '2026-11-02');
    expect((await askedOf(store, 'anna-d')).toSorted()).toEqual(['samePerson', 'unknownOrigin']);
  });

  it('are two again by an undo, and one again by the answer', async () => {
    const subject = await pair(store, 'anna-a', 'anna-c');
    const count = async () => (await look(store)).contacts.length;
    const united = await count();
    await store.undoAnswer(me, {
      subject,
      entries: 1,
      at: '2026-11-03T09:00:00.000Z' as IsoTime,
      via: 'review',
    });
    expect(await count()).toBe(united + 1);
    await answer(store, subject, { answer: 'same' }, '2026-11-04');
    expect(await count()).toBe(united);
  });

  it('lose nothing when an answer given under the newer name is taken back', async () => {
    const decisions = new Map<Subject, Decision>(
      (await look(store)).decisions.map((one) => [one.subject, one]),
    );
    const raw = await store.readContacts(me);
    const [old, renamed] = ['anna-a', 'anna-c'].map((slug) =>
      contactSubject(bySlug(raw, slug).contactId),
    ) as [Subject, Subject];
    expect(decisions.get(old)).toBeUndefined();
    await answer(store, renamed, { answer: 'keep' }, '2026-11-05');
    const about = async () =>
      (await look(store)).decisions.filter(({ subject }) => subject === old || subject === renamed);
    const [seen] = await about();
    expect(seen).toMatchObject({ subject: old, given: { answer: 'keep' } });
    const undone = await undoAnswers({
      store,
      ownerId: me,
      decisions: new Map([[old, seen as Decision]]),
      at: new Date('2026-11-06T09:00:00Z'),
      via: 'review',
      subject: old,
      entries: 1,
    });
    expect(undone.get(old)?.given).toBeUndefined();
    expect((await about()).map(({ given }) => given)).toEqual([undefined]);
  });

  it('are answered anew with an answer that stood under the older name before: it is in force, and once', async () => {
    const raw = await store.readContacts(me);
    const [old, renamed] = ['anna-a', 'anna-c'].map((slug) =>
      contactSubject(bySlug(raw, slug).contactId),
    ) as [Subject, Subject];
    await answer(store, old, { answer: 'keep' }, '2026-11-07');
    await answer(store, renamed, { answer: 'remove' }, '2026-11-08');
    const standing = async () =>
      new Map((await readNetwork(store, me)).decisions.map((one) => [one.subject, one]));
    const press = async (on: string) =>
      recordAnswers({
        store,
        ownerId: me,
        entries: [{ subject: old, given: { answer: 'keep' } }],
        decisions: await standing(),
        at: new Date(`${on}T09:00:00Z`),
        zone: 'Europe/Berlin',
        policy: policies.balanced,
        via: 'review',
      });
    const entries = (await standing()).get(old)?.history.length ?? 0;
    const shown = (await press('2026-11-09')).decisions.get(old);
    const now = (await standing()).get(old);
    expect(now).toMatchObject({ given: { answer: 'keep' }, decidedAt: '2026-11-09T09:00:00.000Z' });
    expect(shown).toEqual(now);
    expect(now?.history).toHaveLength(entries + 1);
    expect((await press('2026-11-10')).written).toBe(0);
    expect((await standing()).get(old)).toEqual(now);
    const decisions = await standing();
    const at = new Date('2026-11-11T09:00:00Z');
    await undoAnswers({
      store,
      ownerId: me,
      subject: old,
      entries: entries + 1,
      decisions,
      at,
      via: 'review',
    });
    expect((await standing()).get(old)?.given).toEqual({ answer: 'remove' });
  });

  it('are one through later exports: unchanged ones, and one with yet another profile', async () => {
    expect((await take(store, '2026-11-20', after))?.writes.contacts).toBe(0);
    const third = [row('Lena Lang', 'lena-neu', 'lena@kurz.example,Südwerk AG,Lead'), ...after.slice(1)];
    expect((await take(store, '2026-11-25', third))?.contacts).toMatchObject({
      renamed: 1,
      missing: 0,
      added: 0,
    });
    expect(bySlug((await look(store)).contacts, 'lena-kurz')).toMatchObject({ row: { slug: 'lena-neu' } });
  });
});

describe('a single rename', () => {
  it('is found by the import itself, and keeps decision, evidence and history', async () => {
    const store = await storeWithOwner();
    await take(store, '2026-10-01', [row('Lena Kurz', 'lena-kurz')]);
    const { contactId } = bySlug(await store.readContacts(me), 'lena-kurz');
    await answer(store, contactSubject(contactId), { answer: 'keep', origin: 'colleague' }, '2026-10-02');
    expect((await take(store, '2026-11-01', [row('Lena Kurz', 'lena-neu')]))?.contacts.renamed).toBe(1);
    const { contacts, assessments, decisions } = await look(store);
    expect(bySlug(contacts, 'lena-neu')).toMatchObject({ contactId, keys: ['in/lena-kurz', 'in/lena-neu'] });
    expect(assessments.get(contactId)?.evidence.map(({ kind }) => kind)).toEqual(['answer', 'conversation']);
    expect(decisions[0]?.history).toHaveLength(1);
  });

  it('of people without profile addresses is asked about by their job, and one person twice in a file is one', async () => {
    const store = await storeWithOwner();
    const job = ',Nordwerk GmbH,Buyer';
    await take(store, '2026-10-01', [row('Lena Kurz', '', job), row('Lena Kurz', '', job)]);
    expect(await store.readContacts(me)).toHaveLength(5);
    await take(store, '2026-11-01', [row('Lena Lang', '', job)]);
    const { findings } = await look(store);
    expect(findings.filter(({ ruleId }) => ruleId === 'samePerson')).toMatchObject([
      { reason: { by: 'job' } },
    ]);
  });
});
