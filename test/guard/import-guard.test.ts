import { describe, expect, test } from 'vitest';
import { stableText } from '../../shared/domain/collections.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage, NoticeMessage } from '../../shared/ports/queue.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { me, storeWithOwner } from '../network.ts';
import { type Fault, faultPlan, PlantedFault } from '../workflows/faults.ts';
import {
  atNoon,
  connectionsCsv,
  copyOf,
  decideAll,
  hashOf,
  importUpload,
  knowing,
  networkOf,
  people,
  profileCsv,
  rowsOf,
  statesOf,
} from './exports.ts';

const without = (count: number, missing: readonly number[]): string =>
  connectionsCsv(rowsOf(people(count).filter((no) => !missing.includes(no))));

/** People in the middle of the network, whom no cut takes. */
const someOf = (count: number): number[] => people(count).map((no) => no + 2);

const zipDated = (files: Readonly<Record<string, string>>, day: string): Promise<Buffer> =>
  zipBytes(Object.entries(files).map(([name, text]) => ({ name, text, modifiedAt: new Date(atNoon(day)) })));

describe('an export that lacks contacts', () => {
  test.each([
    [12, 3],
    [60, 10],
    [400, 20],
  ])('of %i people may lack %i; one more, and nothing changes', async (count, mayMiss) => {
    const store = await knowing(count);
    const before = await networkOf(store);
    const day = '2026-11-01';
    const bytes = without(count, someOf(mayMiss + 1));
    const audits: (AuditMessage | NoticeMessage)[] = [];
    const held = await importUpload(store, { bytes, day, audits });
    const guard = {
      reasons: ['tooManyMissing'],
      expected: count,
      missing: mayMiss + 1,
      mayMiss,
      missingCanaries: [],
    };
    expect(held).toMatchObject({ status: 'held', guard, writes: { contacts: 0 } });
    expect(held?.contacts).toMatchObject({ total: count - mayMiss - 1, missing: 0, unchanged: 0 });
    expect(await networkOf(store)).toBe(before);
    expect(await store.readReceipt(me, `u-${day}`)).toEqual({
      importId: held?.importId,
      status: 'held',
      at: atNoon(day),
    });
    expect(audits).toEqual([
      { kind: 'notice', ownerId: me, importId: held?.importId, uploadId: `u-${day}`, at: atNoon(day) },
    ]);
    expect(await store.isImporting(me, atNoon(day))).toBe(false);

    const good = await importUpload(store, { bytes: without(count, someOf(mayMiss)), day: '2026-11-02' });
    expect(good).toMatchObject({ status: 'accepted', contacts: { missing: mayMiss } });
    expect(await statesOf(store)).toEqual({ missing: mayMiss, gone: 0 });
    expect((await store.readImports(me)).map(({ status }) => status)).toEqual([
      'accepted',
      'held',
      'accepted',
    ]);
  });

  test('stays held with the same numbers when its bytes come again, by the newest upload', async () => {
    const store = await knowing(60);
    const bytes = without(60, someOf(34));
    const held = await importUpload(store, {
      bytes,
      day: '2026-11-01',
      fileName: 'a_11-01-2026.csv',
      uploadId: 'u-1',
    });
    const again = await importUpload(store, {
      bytes,
      day: '2026-11-05',
      fileName: 'b_11-01-2026.csv',
      uploadId: 'u-2',
    });
    expect(again).toEqual({ ...held, fileName: 'b_11-01-2026.csv', uploadId: 'u-2' });
    expect(again?.guard).toMatchObject({ expected: 60, missing: 34, mayMiss: 10 });
    expect(await store.readReceipt(me, 'u-2')).toMatchObject({ status: 'held' });
    expect((await store.readImports(me)).filter(({ status }) => status === 'held')).toHaveLength(1);
  });

  test('is not held where it is older than the newest one: it counts nobody as missing', async () => {
    const store = await knowing(60, '2026-10-01');
    const older = await importUpload(store, { bytes: without(60, someOf(34)), day: '2026-09-01' });
    expect(older).toMatchObject({ status: 'accepted', older: true, guard: { reasons: [], missing: 0 } });
    expect(await statesOf(store)).toEqual({ missing: 0, gone: 0 });
  });

  test('is not held as the first one', async () => {
    const store = await storeWithOwner();
    const first = await importUpload(store, { bytes: without(12, someOf(9)), day: '2026-11-01' });
    expect(first).toMatchObject({ status: 'accepted', guard: { reasons: [], expected: 0 } });
  });

  test('does not lack those whom the owner decided to remove', async () => {
    const store = await knowing(60);
    await decideAll(store, someOf(30), 'remove');
    const record = await importUpload(store, { bytes: without(60, someOf(36)), day: '2026-11-01' });
    expect(record).toMatchObject({ status: 'accepted', guard: { expected: 30, missing: 6 } });
  });

  test('names one of the five oldest kept contacts, and is held for two', async () => {
    const store = await knowing(60);
    await decideAll(store, [4, 5, 6, 7, 8, 9], 'keep');
    const one = await importUpload(store, { bytes: without(60, [5]), day: '2026-11-01' });
    expect(one).toMatchObject({
      status: 'accepted',
      guard: { reasons: [], missingCanaries: [{ name: 'No5 Person' }] },
    });
    // Whoever is missing keeps the place: the sixth is no canary.
    const two = await importUpload(store, { bytes: without(60, [5, 6, 9]), day: '2026-11-02' });
    expect(two).toMatchObject({
      status: 'held',
      guard: {
        reasons: ['canariesMissing'],
        missingCanaries: [{ name: 'No5 Person' }, { name: 'No6 Person' }],
      },
    });
    expect(await statesOf(store)).toEqual({ missing: 1, gone: 0 });
  });
});

describe("somebody else's export", () => {
  const files = (name: string) => ({
    'Connections.csv': connectionsCsv(rowsOf(people(12))),
    'Profile.csv': profileCsv(name),
  });

  test('is held, also an older one', async () => {
    const store = await storeWithOwner();
    const first = await importUpload(store, {
      bytes: await zipDated(files('Jana'), '2026-10-01'),
      day: '2026-10-01',
    });
    expect(first?.status).toBe('accepted');
    const before = await networkOf(store);
    for (const day of ['2026-11-01', '2026-09-01']) {
      const held = await importUpload(store, { bytes: await zipDated(files('Ole'), day), day });
      expect(held).toMatchObject({ status: 'held', guard: { reasons: ['otherOwner'], missing: 0 } });
    }
    expect(await networkOf(store)).toBe(before);
  });

  test('is told also after an export that said nothing of its owner', async () => {
    const store = await storeWithOwner();
    await importUpload(store, { bytes: await zipDated(files('Jana'), '2026-10-01'), day: '2026-10-01' });
    await importUpload(store, { bytes: connectionsCsv(rowsOf(people(13))), day: '2026-10-10' });
    const held = await importUpload(store, {
      bytes: await zipDated(files('Ole'), '2026-11-01'),
      day: '2026-11-01',
    });
    expect(held?.status).toBe('held');
  });
});

describe("the owner's word that a held export is right", () => {
  const bytes = without(60, someOf(34));
  const again = { bytes, day: '2026-11-03', uploadId: 'u-1', fileName: 'Connections_11-01-2026.csv' };

  test('takes in that file, once, and no other', async () => {
    const store = await knowing(60);
    await decideAll(store, [0, 1, 40, 41, 42, 43, 44], 'keep');
    await importUpload(store, { bytes, day: '2026-11-01', uploadId: 'u-1' });
    await store.recordOverride(me, { fileHash: hashOf(bytes), at: atNoon('2026-11-03'), via: 'review' });
    const taken = await importUpload(store, again);
    expect(taken).toMatchObject({
      status: 'accepted',
      contacts: { missing: 34 },
      guard: { reasons: ['tooManyMissing'], missing: 34 },
    });
    expect(await store.readReceipt(me, 'u-1')).toMatchObject({ status: 'accepted' });
    expect((await store.readImports(me)).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await importUpload(store, again)).toEqual(taken);

    const other = await importUpload(store, { bytes: without(60, someOf(50)), day: '2026-11-04' });
    expect(other).toMatchObject({ status: 'held', guard: { expected: 26, missing: 16 } });
  });

  test('is no decision about anybody', async () => {
    const store = await knowing(60);
    await store.recordOverride(me, { fileHash: hashOf(bytes), at: atNoon('2026-11-03'), via: 'command' });
    await store.recordOverride(me, { fileHash: hashOf(bytes), at: atNoon('2026-11-04'), via: 'review' });
    expect(await store.readDecisions(me)).toEqual([]);
    expect(await store.readOverride(me, hashOf(bytes))).toEqual({
      fileHash: hashOf(bytes),
      at: atNoon('2026-11-03'),
      via: 'command',
    });
  });

  test('comes too late when the file is gone: the upload says so', async () => {
    const store = await knowing(60);
    await importUpload(store, { bytes, day: '2026-11-01', uploadId: 'u-1' });
    const before = await networkOf(store);
    await store.recordOverride(me, { fileHash: hashOf(bytes), at: atNoon('2026-11-03'), via: 'review' });
    expect(await importUpload(store, again, { gone: true })).toBeUndefined();
    expect(await store.readReceipt(me, 'u-1')).toMatchObject({ status: 'held', code: 'fileGone' });
    expect(await networkOf(store)).toBe(before);
    expect(await importUpload(store, { ...again, uploadId: 'u-2' })).toMatchObject({ status: 'accepted' });
  });
});

describe('a run that breaks off at any call', () => {
  const bytes = without(60, someOf(34));
  const upload = { bytes, day: '2026-11-01', uploadId: 'u-1' };

  /** Holds an export, or takes in the held one, and ends where a run without a fault ends. */
  async function endsAlike(prepare: (store: ContactStore) => Promise<unknown>): Promise<number> {
    const base = await knowing(60);
    await prepare(base);
    const run = async (fault?: Fault) => {
      const store = await copyOf(base);
      await prepare(store);
      const { wrap, calls } = faultPlan(fault);
      await importUpload(wrap(store), upload).catch((error) => {
        if (!(error instanceof PlantedFault)) throw error;
      });
      const half = await networkOf(store);
      // After the lock of a run that could not give it back.
      await importUpload(store, upload, { minutesLater: 13 });
      const [, record] = await store.readImports(me);
      const { writes: _, finishedAt: __, ...rest } = record ?? {};
      const receipt = await store.readReceipt(me, 'u-1');
      const end = stableText({ network: await networkOf(store), rest, receipt });
      return { calls: calls.length, half, end, status: record?.status };
    };
    const whole = await run();
    for (let call = 1; call <= whole.calls; call++)
      for (const when of ['before', 'after'] as const) {
        const broken = await run({ call, when });
        expect(broken.end, `${when} ${call}`).toBe(whole.end);
        if (whole.status === 'held') expect(broken.half).toBe(whole.half);
      }
    return whole.calls;
  }

  test('leaves a held export held, and nothing changed', async () => {
    expect(await endsAlike(async () => {})).toBeGreaterThan(10);
  });

  test('takes in the one that the owner said is right', async () => {
    const word = { fileHash: hashOf(bytes), at: atNoon('2026-11-01'), via: 'review' } as const;
    const calls = await endsAlike(async (store) => {
      await importUpload(store, upload);
      await store.recordOverride(me, word);
    });
    expect(calls).toBeGreaterThan(12);
  });
});

describe('somebody who is really gone', () => {
  test('is missing at first, and gone by an export a week later', async () => {
    const store = await knowing(60);
    await importUpload(store, { bytes: without(60, [30]), day: '2026-11-01' });
    expect(await statesOf(store)).toEqual({ missing: 1, gone: 0 });
    const record = await importUpload(store, { bytes: without(60, [30, 31]), day: '2026-11-08' });
    expect(record?.contacts).toMatchObject({ missing: 1, gone: 1 });
    expect(await statesOf(store)).toEqual({ missing: 1, gone: 1 });
  });
});

describe('rows that can never be read', () => {
  const days = ['2026-11-01', '2026-11-20', '2026-12-20'];
  /** The people with numbers changed as told, without some others; each day has other bytes. */
  const exportOf = (changed: Readonly<Record<number, (row: string) => string>>, lacking: readonly number[]) =>
    rowsOf(people(60).filter((no) => !lacking.includes(no))).map((row) => {
      const no = Number(/^No(\d+),/u.exec(row)?.[1]);
      return changed[no]?.(row) ?? row;
    });
  const importEach = async (store: ContactStore, rows: readonly string[], ends = '\n') => {
    const states: unknown[] = [];
    for (const [place, day] of days.entries()) {
      const record = await importUpload(store, {
        bytes: `${'\n'.repeat(place)}${connectionsCsv(rows).trimEnd()}${ends}`,
        day,
      });
      expect(record?.status).toBe('accepted');
      states.push(await statesOf(store));
    }
    return states;
  };
  const undated = (row: string) => row.replace(/[^,]+$/u, '03/04/2017');
  const wide = (row: string) => `${row},more`;
  const cut = (row: string) => row.slice(0, row.indexOf('/in/p-') + 7);

  test('keep nobody else from being gone, and those who stand in them are never missing', async () => {
    const store = await knowing(60);
    const rows = exportOf({ 20: undated, 30: wide, 40: cut, 41: (row) => row.replace(',', ',"x",') }, [50]);
    expect(await importEach(store, rows)).toEqual([
      { missing: 1, gone: 0 },
      { missing: 0, gone: 1 },
      { missing: 0, gone: 1 },
    ]);
  });

  test('protect everybody where they show neither a profile nor a name', async () => {
    const store = await knowing(60);
    const nameless = (row: string) => wide(row.replace(/^[^/]*\/\/[^,]+/u, ',,'));
    const states = await importEach(store, exportOf({ 20: nameless }, [50]));
    expect(states).toEqual([
      { missing: 0, gone: 0 },
      { missing: 0, gone: 0 },
      { missing: 0, gone: 0 },
    ]);
  });

  test('protect everybody where the last of them may have been cut', async () => {
    const store = await knowing(60);
    const rows = exportOf({ 0: cut }, [50]);
    const whole = await importEach(await copyOf(store), rows);
    expect(whole.at(-1)).toEqual({ missing: 0, gone: 1 });
    const perhapsCut = await importEach(store, rows, '');
    expect(perhapsCut.at(-1)).toEqual({ missing: 0, gone: 0 });
  });

  test('bring somebody back whose profile they show', async () => {
    const store = await knowing(60);
    await importUpload(store, { bytes: without(60, [30]), day: '2026-10-20' });
    expect(await statesOf(store)).toEqual({ missing: 1, gone: 0 });
    const record = await importUpload(store, {
      bytes: connectionsCsv(exportOf({ 30: undated }, [])),
      day: '2026-11-01',
    });
    expect(record?.contacts).toMatchObject({ returned: 1, missing: 0, gone: 0 });
    expect(await statesOf(store)).toEqual({ missing: 0, gone: 0 });
  });

  test('leave somebody missing, and not gone, whose name alone they show', async () => {
    const store = await knowing(60);
    await importUpload(store, { bytes: without(60, [30]), day: '2026-10-20' });
    const nameOnly = (row: string) => undated(row).replace(/https:[^,]+/u, '');
    expect(await importEach(store, exportOf({ 30: nameOnly }, []))).toEqual(
      days.map(() => ({ missing: 1, gone: 0 })),
    );
    await importUpload(store, { bytes: without(60, [30, 31]), day: '2027-01-20' });
    expect(await statesOf(store)).toEqual({ missing: 1, gone: 1 });
  });
});
