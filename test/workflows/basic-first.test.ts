import { describe, expect, test } from 'vitest';
import { emptyKinds } from '../../shared/domain/import.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { evaluateNetwork } from '../../shared/workflows/evaluate-network.ts';
import { headers, lines } from '../exports/files.ts';
import { zipBytes } from '../fixtures/archive.ts';
import {
  atNoon,
  connectionsCsv,
  importUpload,
  people,
  profileCsv,
  rowsOf,
  statesOf,
} from '../guard/exports.ts';
import { me, storeWithOwner } from '../network.ts';

const owner = 'https://www.linkedin.com/in/mara-halm';
const slugUrl = (no: number) => `https://www.linkedin.com/in/p-${no}`;
const connections = { 'Connections.csv': connectionsCsv(rowsOf(people(6))) };
const profile = { 'Profile.csv': profileCsv('Mara') };
const noMessages = { 'messages.csv': lines(headers.messages, '') };
/** Two that write to each other, and the owner is one of them. */
const messages = {
  'messages.csv': lines(
    headers.messages,
    ...['28', '29', '30', '31'].flatMap((day) => [
      `c-1,,Mara Halm,${owner},No1 Person,${slugUrl(1)},2026-08-${day} 10:00:00 UTC,,Frage vom ${day}.,INBOX,,No,No`,
      `c-1,,No1 Person,${slugUrl(1)},Mara Halm,${owner},2026-08-${day} 11:00:00 UTC,,Antwort vom ${day}.,INBOX,,No,No`,
    ]),
    '',
  ),
};
/** From before there were profiles in it, between two of whom nobody can tell which is the owner. */
const messagesOfNobody = {
  'messages.csv': lines(
    headers.messagesTo2023,
    'c-1,,No1 Person,,No2 Person,2026-08-30 10:00:00 UTC,,Hallo,INBOX',
    '',
  ),
};
const invitation = {
  'Invitations.csv': lines(
    headers.invitations,
    `Mara Halm,No3 Person,"1/24/15, 2:37 PM",Wir saßen beim Mittagessen nebeneinander,OUTGOING,${owner},${slugUrl(3)}`,
    '',
  ),
};

async function take(store: ContactStore, day: string, files: Readonly<Record<string, string>>) {
  const modifiedAt = new Date(`${day}T06:00:00Z`);
  const bytes = await zipBytes(Object.entries(files).map(([name, text]) => ({ name, text, modifiedAt })));
  const record = await importUpload(store, { bytes, day, fileName: 'export.zip' });
  if (record?.status !== 'accepted') throw new Error(`the export is ${record?.status}`);
  return record;
}

/** The origin status of everybody, in the order of their numbers. */
async function origins(store: ContactStore, day: string): Promise<readonly string[]> {
  const { contacts, assessments } = await evaluateNetwork({ store, ownerId: me, at: atNoon(day) });
  return [...contacts]
    .sort((a, b) => (a.row.connectedOn < b.row.connectedOn ? -1 : 1))
    .map(({ contactId }) => assessments.get(contactId)?.originStatus ?? 'none');
}

const cannotKnow = people(6).map(() => 'cannotKnow');

describe('a Basic export, and the Complete one a day later', () => {
  test.each([
    ['without messages', {}, []],
    ['with a file of messages that holds none', noMessages, ['messages']],
    ['with messages of which nobody can tell who wrote them', messagesOfNobody, []],
  ] as const)('%s: nobody is unknown until messages were there', async (_, files, empty) => {
    const store = await storeWithOwner();
    const basic = await take(store, '2026-11-01', { ...connections, ...files });
    expect(emptyKinds(basic.files)).toEqual(empty);
    expect(basic.absent.includes('messages')).toBe(Object.keys(files).length === 0);
    if (files === messagesOfNobody) expect(basic).toMatchObject({ ownerFoundBy: 'unknown' });
    expect(await origins(store, '2026-11-01')).toEqual(cannotKnow);

    await take(store, '2026-11-02', { ...connections, ...profile, ...messages });
    const complete = ['unknown', 'known', 'unknown', 'unknown', 'unknown', 'unknown'];
    expect(await origins(store, '2026-11-02')).toEqual(complete);

    // The next Basic one takes nothing back.
    await take(store, '2026-12-01', { ...connections, ...files });
    expect(await origins(store, '2026-12-01')).toEqual(complete);
  });
});

test.each([
  ['has no invitations', {}],
  ['has none of them any more', { 'Invitations.csv': lines(headers.invitations, '') }],
] as const)('an export of the third month that %s changes no origin', async (_, later) => {
  const store = await storeWithOwner();
  await take(store, '2026-10-01', { ...connections, ...profile, ...messages, ...invitation });
  await take(store, '2026-11-01', { ...connections, ...profile, ...messages, ...invitation });
  const before = await origins(store, '2026-11-01');
  expect(before[3]).toBe('known');
  expect(before).toContain('unknown');
  await take(store, '2026-12-01', { ...connections, ...profile, ...messages, ...later });
  expect(await origins(store, '2026-12-01')).toEqual(before);
});

test('an older export that comes later adds what it remembers and counts nobody missing', async () => {
  const store = await storeWithOwner();
  const newest = await take(store, '2026-11-01', { ...connections, ...profile });
  expect(await origins(store, '2026-11-01')).toEqual(cannotKnow);
  const head = await store.readHead(me);
  const rows = (await store.readContacts(me)).map(({ contactId, row, missingSince }) => ({
    contactId,
    row,
    missingSince,
  }));

  // Half of them only, and somebody who left before the newer one.
  const older = await take(store, '2026-09-01', {
    'Connections.csv': connectionsCsv(rowsOf([1, 2, 3, 9])),
    ...profile,
    ...messages,
    ...invitation,
  });
  expect(older).toMatchObject({ older: true, contacts: { added: 0, missing: 0, gone: 0, returned: 0 } });
  expect(newest.older).toBe(false);
  expect(await statesOf(store)).toEqual({ missing: 0, gone: 0 });
  expect(await store.readHead(me)).toEqual(head);
  expect(
    (await store.readContacts(me)).map(({ contactId, row, missingSince }) => ({
      contactId,
      row,
      missingSince,
    })),
  ).toEqual(rows);
  expect((await store.readMemory(me)).invitations).toHaveLength(1);
  const known = await origins(store, '2026-11-02');
  expect([known[1], known[3]]).toEqual(['known', 'known']);
});
