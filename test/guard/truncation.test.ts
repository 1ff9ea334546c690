import { describe, expect, test } from 'vitest';
import { mayMiss } from '../../shared/domain/guard.ts';
import { headers, lines } from '../exports/files.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { me, storeWithOwner } from '../network.ts';
import {
  atNoon,
  connectionsCsv,
  copyOf,
  decideAll,
  importUpload,
  networkOf,
  people,
  profileCsv,
  rowsOf,
  statesOf,
} from './exports.ts';

const known = 60;
const allowed = mayMiss(known);

/** Every file of a small Complete export. */
const files: Readonly<Record<string, string>> = {
  'Connections.csv': connectionsCsv(rowsOf(people(known))),
  'Profile.csv': profileCsv('Jana'),
  'messages.csv': lines(
    headers.messages,
    ...people(8).flatMap((no) => {
      const [owner, other] = [
        ['Jana Halm', 'https://www.linkedin.com/in/jana-halm'],
        [`No${no} Person`, `https://www.linkedin.com/in/p-${no}`],
      ];
      const row = (from = owner, to = other, day = 1) =>
        `c${no},,${from?.join(',')},${to?.join(',')},2025-03-0${day} 10:00:00 UTC,,Guten Tag ${no},INBOX,,No,No`;
      return [row(), row(other, owner, 2)];
    }),
    '',
  ),
  'Invitations.csv': lines(
    headers.invitations,
    ...people(6).map(
      (no) =>
        `Jana Halm,No${no} Person,"3/9/24, 2:37 PM",Hallo ${no},OUTGOING,https://www.linkedin.com/in/jana-halm,https://www.linkedin.com/in/p-${no}`,
    ),
    '',
  ),
};

const zipOn = (day: string, changed: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zipBytes(
    Object.entries({ ...files, ...changed }).map(([name, text]) => ({
      name,
      text,
      modifiedAt: new Date(atNoon(day)),
    })),
  );

/** A network known by a whole export, with keeps and a removal. */
const base = await storeWithOwner();
await importUpload(base, { bytes: await zipOn('2026-10-01'), day: '2026-10-01' });
await decideAll(base, [20, 21, 22, 23, 24, 25], 'keep');
await decideAll(base, [50], 'remove');
const before = await networkOf(base);
const decisions = await base.readDecisions(me);

/** Imports one after another into a copy of the network, and gives it back with their results. */
async function imported(uploads: readonly { bytes: Buffer; day: string; fileName?: string }[]) {
  const store = await copyOf(base);
  const start = await networkOf(store);
  const statuses: string[] = [];
  for (const upload of uploads) statuses.push((await importUpload(store, upload))?.status ?? 'none');
  expect(await store.readDecisions(me)).toEqual(decisions);
  if (!statuses.includes('accepted')) expect(await networkOf(store)).toBe(start);
  return { store, statuses, states: await statesOf(store) };
}

const sometimes = (statuses: Iterable<string>): Set<string> => new Set(statuses);

/** Every upload leaves an import behind that the next one reads: now and then a new store takes over. */
const runsOfOneStore = 40;

const bare = Buffer.from(files['Connections.csv'] ?? '');
const whole = await zipOn('2026-11-01');
/** The beginnings of a file's text that end where a row does, the header alone among them. */
const beginnings = (text: string): string[] =>
  [...text.matchAll(/\n/gu)].slice(0, -1).map(({ index }) => text.slice(0, index + 1));
const rowCuts = Object.entries(files).flatMap(([name, text]) =>
  beginnings(text).map((cut) => [name, cut] as const),
);
const connectionCuts = beginnings(files['Connections.csv'] ?? '');
/** Cuts that the guard lets through, and a few that it does not. */
const lastCuts = connectionCuts.slice(-(allowed + 2));

describe('an export that was cut short', () => {
  test('the network is what it is taken for', async () => {
    expect(JSON.parse(before).contacts).toHaveLength(known);
    expect(decisions).toHaveLength(7);
    expect(await networkOf(await copyOf(base))).toContain('"decidedAt"');
  });

  test(`a bare Connections.csv at each of its ${bare.length} bytes: nobody gone, at most ${allowed} missing`, async () => {
    const seen: string[] = [];
    let store = await copyOf(base);
    const start = await networkOf(store);
    for (let length = 0; length < bare.length; length++) {
      if (length % runsOfOneStore === 0) store = await copyOf(base);
      const record = await importUpload(store, { bytes: bare.subarray(0, length), day: '2026-11-01' });
      seen.push(record?.status ?? 'none');
      if (record?.status !== 'accepted') {
        expect(await networkOf(store), `at ${length}`).toBe(start);
        continue;
      }
      const { gone, missing } = await statesOf(store);
      expect(gone, `at ${length}`).toBe(0);
      expect(missing, `at ${length}`).toBeLessThanOrEqual(allowed);
      expect(await store.readDecisions(me)).toEqual(decisions);
      store = await copyOf(base);
    }
    expect(seen).toHaveLength(bare.length);
    expect(sometimes(seen)).toEqual(new Set(['rejected', 'held', 'accepted']));
  }, 300_000);

  test(`a ZIP at each of its ${whole.length} bytes: rejected, and nothing changes`, async () => {
    let store = await copyOf(base);
    const start = await networkOf(store);
    const seen: string[] = [];
    for (let length = 0; length < whole.length; length++) {
      if (length % runsOfOneStore === 0) {
        expect(await networkOf(store)).toBe(start);
        store = await copyOf(base);
      }
      const record = await importUpload(store, { bytes: whole.subarray(0, length), day: '2026-11-01' });
      seen.push(record?.status ?? 'none');
    }
    expect(await networkOf(store)).toBe(start);
    expect(seen).toHaveLength(whole.length);
    expect(sometimes(seen)).toEqual(new Set(['rejected']));
  }, 300_000);

  test(`a ZIP made anew with one of its files cut at each of ${rowCuts.length} rows, twice, a week apart: nobody gone`, async () => {
    const seen: string[] = [];
    for (const [name, cut] of rowCuts) {
      const uploads = await Promise.all(
        ['2026-11-01', '2026-11-08'].map(async (day) => ({
          bytes: await zipOn(day, { [name]: cut }),
          day,
          fileName: 'export.zip',
        })),
      );
      const { statuses, states } = await imported(uploads);
      seen.push(...statuses);
      const place = `${name} at ${cut.length}`;
      expect(states.gone, place).toBe(0);
      expect(states.missing, place).toBeLessThanOrEqual(name === 'Connections.csv' ? allowed : 0);
    }
    expect(seen).toHaveLength(2 * rowCuts.length);
    expect(sometimes(seen)).toEqual(new Set(['rejected', 'held', 'accepted']));
  }, 300_000);

  test(`two different cuts, ${lastCuts.length ** 2} pairs, and a whole export after them: nobody gone, everybody back`, async () => {
    for (const first of lastCuts)
      for (const second of lastCuts) {
        const { store, states } = await imported([
          { bytes: Buffer.from(first), day: '2026-11-01' },
          { bytes: Buffer.from(second), day: '2026-11-20' },
        ]);
        expect(states.gone).toBe(0);
        expect(states.missing).toBeLessThanOrEqual(2 * allowed);
        await importUpload(store, { bytes: bare, day: '2026-12-01' });
        expect(await statesOf(store)).toEqual({ missing: 0, gone: 0 });
      }
  }, 300_000);

  test.each([
    ['dotted', '23.03.'],
    ['dashed', '23-Mar-'],
    ['named', '23. Mar. '],
  ])(
    'a bare Connections.csv with %s dates at each of its bytes, twice: nobody gone',
    async (_, before) => {
      const rows = people(6).map(
        (no) => `No${no},Person,https://www.linkedin.com/in/p-${no},,,,${before}${2026 - no}`,
      );
      const text = lines(headers.connections, ...rows);
      const known = await storeWithOwner();
      await importUpload(known, { bytes: `${text}\n`, day: '2026-10-01' });
      const seen: string[] = [];
      for (let length = 0; length < text.length; length++) {
        const store = await copyOf(known);
        for (const day of ['2026-11-01', '2026-11-08'])
          seen.push(
            (await importUpload(store, { bytes: text.slice(0, length), day, fileName: `${day}.csv` }))
              ?.status ?? 'none',
          );
        expect((await statesOf(store)).gone, `at ${length}`).toBe(0);
        const days = (await store.readContacts(me)).map(({ row }) => row.connectedOn).sort();
        expect(days[0], `at ${length}`).toBe('2021-03-23');
      }
      expect(sometimes(seen)).toContain('accepted');
    },
    120_000,
  );
});
