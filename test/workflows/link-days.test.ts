import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IsoTime, MailId, Period } from '../../shared/domain/ids.ts';
import { parseLink, verifyLink } from '../../shared/domain/link.ts';
import type { Rhythm } from '../../shared/domain/owner.ts';
import { parseTicket, verifyTicket } from '../../shared/domain/ticket.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { generateAccount, SAMPLE } from '../fixtures/network.ts';
import { importFile, me, storeWithOwner } from '../network.ts';

const opened = '2026-10-01T06:00:00.000Z' as IsoTime;
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-links-'));
  path = join(folder, 'export.zip');
  await writeFile(path, await zipBytes(generateAccount({ ...SAMPLE, scale: 0.05 }).files));
});
afterAll(() => rm(folder, { recursive: true }));

/** A digest of an owner of this rhythm, and the addresses in its mail. */
async function opensDigest(rhythm: Rhythm) {
  const uploadKey = '7c'.repeat(32);
  const store = await storeWithOwner({ rhythm, uploadKey });
  await importFile(store, { path, at: opened });
  const audit = (at: IsoTime) =>
    runAudit(
      {
        store,
        mails: { send: async () => {} },
        newLinkKey: () => new Uint8Array(32).fill(7),
        baseUrl: 'https://woher.example',
        sender: 'Woher <woher@woher.example>',
        now: () => new Date(at),
      },
      { ownerId: me, at, period: '2026-10' as Period },
    );
  await audit(opened);
  const mail = await store.readMail(me, 'audit', 'digest-2026-10' as MailId);
  const { text = '' } = await PostalMime.parse(mail?.mime ?? '');
  const tokensOf = (kind: 'r' | 'u') =>
    [...text.matchAll(new RegExp(`^https://woher\\.example/${kind}/([a-z2-7]+)`, 'gm'))].map(
      ([, token = '']) => token,
    );
  return { store, audit, reviews: tokensOf('r'), uploads: tokensOf('u'), owner: { ownerId: me, uploadKey } };
}

test.each([
  ['quarterly', 100],
  ['monthly', 60],
  ['twoWeekly', 60],
] as const)('every link of a %s digest to answer and to upload works for %i days', async (rhythm, days) => {
  const { store, reviews, uploads, owner } = await opensDigest(rhythm);
  const [record] = await store.readDigests(me);
  expect(reviews.length).toBeGreaterThan(3);
  expect(uploads).toHaveLength(1);
  const works = (after: number): boolean[] => {
    const now = new Date(Date.parse(opened) + after * 86_400_000 - 1);
    const links = reviews.map((token) => parseLink(token));
    const tickets = uploads.map((token) => parseTicket(token));
    return [
      ...links.map((link) => link !== undefined && verifyLink(link, record, now) !== undefined),
      ...tickets.map((one) => one !== undefined && verifyTicket(one, owner, { purpose: 'upload', now })),
    ];
  };
  expect(new Set(works(days))).toEqual(new Set([true]));
  // A ticket works until the end of its last day.
  expect(new Set(works(days + 1.01))).toEqual(new Set([false]));
});

test('a digest keeps the days of the rhythm in which it was opened', async () => {
  const { store, audit } = await opensDigest('monthly');
  const before = await store.readDigests(me);
  await store.changeOwner(me, (owner) => ({ ...owner, rhythm: 'quarterly' }));
  await audit('2026-10-02T06:00:00.000Z' as IsoTime);
  expect(await store.readDigests(me)).toEqual(before);
  expect(before.map(({ expiresAt }) => expiresAt)).toEqual(['2026-11-30T06:00:00.000Z']);
});
