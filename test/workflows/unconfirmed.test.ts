import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../shared/domain/decision.ts';
import {
  type IsoTime,
  type MailId,
  type Period,
  type Subject,
  subjectKind,
} from '../../shared/domain/ids.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { generateAccount, SAMPLE } from '../fixtures/network.ts';
import { importFile, me, storeWithOwner } from '../network.ts';

const november = '2026-11-02T09:00:00.000Z' as IsoTime;
const december = '2026-12-01T07:00:00.000Z' as IsoTime;
let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-unconfirmed-'));
  path = join(folder, 'export.zip');
  // With more to ask than a digest holds.
  await writeFile(path, await zipBytes(generateAccount({ ...SAMPLE, scale: 0.3 }).files));
});
afterAll(() => rm(folder, { recursive: true }));

const audit = (store: ContactStore, at: IsoTime) =>
  runAudit(
    {
      store,
      mails: { send: async () => {} },
      newLinkKey: () => new Uint8Array(32),
      baseUrl: 'http://127.0.0.1:4477',
      sender: 'Woher <woher@localhost>',
      now: () => new Date(at),
    },
    { ownerId: me, at, period: at.slice(0, 7) as Period },
  );

/** An owner whose first digest is out, and whom it asks about. */
async function asked(owner: Partial<Owner> = {}) {
  const store = await storeWithOwner(owner);
  await importFile(store, { path, at: november });
  await audit(store, november);
  const [digest] = await store.readDigests(me);
  const subjects = (digest?.questions ?? []).map(({ subject }) => subject);
  const contacts = subjects.filter((subject) => subjectKind(subject) === 'contact');
  return { store, contacts, subjects };
}

/** As many POSTs at once as there are subjects. */
const burst = async (store: ContactStore, subjects: readonly Subject[], answer: Answer): Promise<void> => {
  for (const [index, subject] of subjects.entries())
    await store.recordAnswer(me, {
      subject,
      given: { answer },
      at: `2026-11-05T10:00:00.${100 + index}Z` as IsoTime,
      via: 'review',
      submit: `submit-${index}`,
    });
};
const nextDigest = async (store: ContactStore): Promise<Subject[]> => {
  await audit(store, december);
  return ((await store.readDigests(me))[1]?.questions ?? []).map(({ subject }) => subject);
};
const nextMail = async (store: ContactStore): Promise<string> => {
  const mail = await store.readMail(me, 'audit', 'digest-2026-12' as MailId);
  return (await PostalMime.parse(mail?.mime ?? '')).text ?? '';
};
const sorted = (subjects: readonly Subject[]): Subject[] => [...subjects].sort();

describe('answers that came in too fast', () => {
  test.each(['keep', 'remove', 'later', 'mute'] as const)(
    'of %s head the next digest, whatever else there is to ask, and its mail says why',
    async (answer) => {
      const { store, contacts } = await asked();
      const ten = contacts.slice(-10);
      expect(ten).toHaveLength(10);
      await burst(store, ten, answer);
      const next = await nextDigest(store);
      expect(next).toHaveLength(12);
      expect(sorted(next.slice(0, 10))).toEqual(sorted(ten));
      expect((await nextMail(store)).match(/Eine Antwort vom 5\. November 2026 gilt nicht/g)).toHaveLength(
        10,
      );
    },
  );

  test('are asked about though an earlier answer is in force, and though nothing else asks', async () => {
    const { store, contacts } = await asked();
    const ten = contacts.slice(-10);
    for (const subject of ten)
      await store.recordAnswer(me, { subject, given: { answer: 'keep' }, at: november, via: 'review' });
    await burst(store, ten, 'remove');
    const next = await nextDigest(store);
    expect(sorted(next.slice(0, 10))).toEqual(sorted(ten));
    const { findings, decisions } = await evaluateNetwork({ store, ownerId: me, at: december });
    expect(decisions.filter(({ given }) => given?.answer === 'keep')).toHaveLength(10);
    const reasons = findings.filter(({ reason }) => reason.kind === 'unconfirmed');
    expect(reasons.map(({ reason }) => reason)).toEqual(
      ten.map(() => ({ kind: 'unconfirmed', answer: 'remove', on: '2026-11-05' })),
    );
  });

  test('are asked about under job search too, and nobody else is', async () => {
    const { store, contacts } = await asked();
    await burst(store, contacts.slice(-10), 'remove');
    await store.changeOwner(me, (owner) => ({ ...owner, policy: 'jobSearch' }));
    expect(sorted(await nextDigest(store))).toEqual(sorted(contacts.slice(-10)));
    expect(await nextMail(store)).toContain('schneller, als jemand drücken kann');
  });

  test('are asked about no more once they are confirmed, or answered otherwise', async () => {
    const { store, contacts } = await asked();
    const ten = contacts.slice(-10);
    await burst(store, ten, 'remove');
    const at = '2026-11-06T10:00:00.000Z' as IsoTime;
    for (const [index, subject] of ten.entries()) {
      const renews = (await store.readDecision(me, subject))?.decidedAt;
      const answer = index % 2 === 0 ? 'remove' : 'keep';
      await store.recordAnswer(me, {
        subject,
        given: { answer },
        at,
        via: 'review',
        renews,
        submit: 'one form',
      });
    }
    const next = await nextDigest(store);
    expect(next.filter((subject) => ten.includes(subject))).toEqual([]);
  });

  test('about a group are asked about as that group, once', async () => {
    const { store } = await asked();
    const flag = (await store.readFlags(me)).find(({ subject }) => subjectKind(subject) === 'group');
    const { subject: group, finding } = flag ?? { subject: '' as Subject };
    const members = (finding?.members ?? []).map((id) => `contact:${id}` as Subject);
    expect(members.length).toBeGreaterThan(2);
    for (const [index, answer] of (['keep', 'remove', 'keep'] as const).entries()) {
      const at = `2026-11-05T10:00:00.${100 + index}Z` as IsoTime;
      const said = { at, via: 'review', submit: `submit-${index}` } as const;
      for (const subject of members)
        await store.recordAnswer(me, { ...said, subject, given: { answer, group } });
      await store.recordAnswer(me, { ...said, subject: group, given: { answer } });
    }
    const next = await nextDigest(store);
    expect(next[0]).toBe(group);
    expect(next.filter((subject) => members.includes(subject))).toEqual([]);
    expect((await nextMail(store)).match(/Eine Antwort vom 5\. November 2026 gilt nicht/g)).toHaveLength(1);
  });

  test.each([
    ['de', 'Dass am 5. November 2026 eine Antwort zurückgenommen wurde, gilt nicht'],
    ['en', 'That an answer was taken back on 5 November 2026 is not in force'],
    ['nl', 'Dat op 5 november 2026 een antwoord is teruggenomen, geldt niet'],
  ] as const)('that took another back are told as that (%s)', async (locale, words) => {
    const { store } = await asked({ locale });
    const flag = (await store.readFlags(me)).find(({ subject }) => subjectKind(subject) === 'group');
    const { subject } = flag ?? { subject: '' as Subject };
    for (const [index, answer] of (['keep', 'remove', undefined] as const).entries()) {
      const at = `2026-11-05T10:00:00.${100 + index}Z` as IsoTime;
      const post = { subject, at, via: 'review', submit: `submit-${index}` } as const;
      if (answer === undefined) await store.undoAnswer(me, { ...post, entries: index });
      else await store.recordAnswer(me, { ...post, given: { answer } });
    }
    expect((await nextDigest(store))[0]).toBe(subject);
    const mail = (await nextMail(store)).replace(/\s+/gu, ' ');
    expect(mail).toContain(words);
    expect(mail).not.toMatch(/Eine Antwort vom 5|An answer of 5|Een antwoord van 5/u);
  });
});
