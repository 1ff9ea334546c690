import { describe, expect, test } from 'vitest';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { me, storeWithOwner } from '../network.ts';
import {
  atNoon,
  connectionsCsv,
  decideAll,
  hashOf,
  importUpload,
  knowing,
  people,
  rowsOf,
  statesOf,
} from './exports.ts';

const without = (count: number, missing: readonly number[]): string =>
  connectionsCsv(rowsOf(people(count).filter((no) => !missing.includes(no))));
const namesOf = (record: Awaited<ReturnType<typeof importUpload>>) =>
  record?.guard?.missingCanaries.map(({ name }) => name);

describe('kept contacts that vanish one by one', () => {
  async function watched(): Promise<ContactStore> {
    const store = await knowing(60);
    await decideAll(store, [4, 5, 6, 7, 8, 9], 'keep');
    return store;
  }
  const first = { bytes: without(60, [5]), day: '2026-11-01' };
  const second = { bytes: without(60, [5, 6]), day: '2026-12-01' };

  test('are counted together: the second one holds', async () => {
    const store = await watched();
    expect(namesOf(await importUpload(store, first))).toEqual(['No5 Person']);
    const held = await importUpload(store, second);
    expect(held).toMatchObject({ status: 'held', guard: { reasons: ['canariesMissing'] } });
    expect(namesOf(held)).toEqual(['No5 Person', 'No6 Person']);
    expect(await statesOf(store)).toEqual({ missing: 1, gone: 0 });
  });

  test('are not counted any more once they are back, or the owner decided to remove one', async () => {
    const back = await watched();
    await importUpload(back, first);
    const only = await importUpload(back, { ...second, bytes: without(60, [6]) });
    expect(only?.status).toBe('accepted');
    expect(namesOf(only)).toEqual(['No6 Person']);
    const removed = await watched();
    await importUpload(removed, first);
    await decideAll(removed, [5], 'remove');
    expect(namesOf(await importUpload(removed, second))).toEqual(['No6 Person']);
  });

  test('hold no later export that lacks nobody new, also where both were missing before they were kept', async () => {
    const store = await knowing(60);
    expect(await importUpload(store, second)).toMatchObject({ status: 'accepted' });
    await decideAll(store, [4, 5, 6, 7, 8, 9], 'keep');
    const later = await importUpload(store, { bytes: without(60, [5, 6, 30]), day: '2027-01-01' });
    expect([later?.status, namesOf(later)]).toEqual(['accepted', ['No5 Person', 'No6 Person']]);
    const anew = await importUpload(store, { bytes: without(60, [5, 6, 7, 30]), day: '2027-02-01' });
    expect(anew).toMatchObject({ status: 'held', guard: { reasons: ['canariesMissing'] } });
  });

  test('make room for others when the owner says that the export is right', async () => {
    const store = await watched();
    await decideAll(store, [10, 11, 12], 'keep');
    await importUpload(store, first);
    await importUpload(store, second);
    await store.recordOverride(me, {
      fileHash: hashOf(second.bytes),
      at: atNoon('2026-12-02'),
      via: 'review',
    });
    expect(await importUpload(store, second)).toMatchObject({ status: 'accepted' });
    const third = await importUpload(store, { bytes: without(60, [5, 6, 9]), day: '2026-12-20' });
    expect([third?.status, namesOf(third)]).toEqual(['accepted', ['No9 Person']]);
    const fourth = await importUpload(store, { bytes: without(60, [5, 6, 9, 10]), day: '2027-01-20' });
    expect([fourth?.status, namesOf(fourth)]).toEqual(['held', ['No9 Person', 'No10 Person']]);
  });
});

describe('a held export that comes again', () => {
  const bytes = without(60, [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);

  test('is taken in when the owner decided since then to remove those whom it lacks', async () => {
    const store = await knowing(60);
    expect(await importUpload(store, { bytes, day: '2026-11-01', uploadId: 'u-1' })).toMatchObject({
      status: 'held',
    });
    await decideAll(store, [20, 21], 'remove');
    const again = { bytes, day: '2026-11-05', uploadId: 'u-2', fileName: 'a_11-01-2026.csv' };
    const taken = await importUpload(store, again);
    expect(taken).toMatchObject({
      status: 'accepted',
      contacts: { missing: 11 },
      guard: { reasons: [], expected: 58, missing: 9 },
    });
    expect((await store.readImports(me)).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await store.readReceipt(me, 'u-2')).toMatchObject({ status: 'accepted' });
  });

  test('stays held with the numbers of today where that is not enough', async () => {
    const store = await knowing(60);
    await importUpload(store, { bytes: without(60, people(34)), day: '2026-11-01', uploadId: 'u-1' });
    await decideAll(store, [20, 21], 'remove');
    const again = await importUpload(store, {
      bytes: without(60, people(34)),
      day: '2026-11-05',
      uploadId: 'u-2',
      fileName: 'a_11-01-2026.csv',
    });
    expect(again).toMatchObject({ status: 'held', uploadId: 'u-2', guard: { expected: 58, missing: 32 } });
  });
});

describe('a file in no order that is cut so that its rest is in order', () => {
  const rows = rowsOf(people(6));
  const order = (numbers: readonly number[]) => connectionsCsv(numbers.flatMap((no) => rows[no] ?? []));
  const uploads = async (...files: readonly (readonly number[])[]) => {
    const store = await storeWithOwner();
    const days = ['2026-02-01', '2026-02-10', '2026-02-20', '2026-03-20', '2026-04-20'];
    // No two files of the same bytes, which would be one import.
    for (const [no, numbers] of files.entries())
      await importUpload(store, { bytes: `${order(numbers)}${'\n'.repeat(no)}`, day: days[no] ?? '' });
    return statesOf(store);
  };

  test('makes nobody gone in a small network, however often', async () => {
    expect(await uploads([2, 3, 4, 5, 0, 1], [2, 3, 4, 5], [2, 3, 4, 5])).toEqual({ missing: 2, gone: 0 });
    expect(await uploads([0, 1, 2, 3, 5, 4], [0, 1, 2, 3], [0, 1, 2, 3])).toEqual({ missing: 2, gone: 0 });
    const between = [2, 3, 4, 5, 0, 1];
    expect(await uploads(between, people(6), [2, 3, 4, 5], [2, 3, 4, 5])).toEqual({ missing: 2, gone: 0 });
  });

  test('makes nobody gone where the whole known end of a larger one was cut off', async () => {
    const store = await storeWithOwner();
    const all = rowsOf(people(60));
    const whole = [...all.slice(12), ...all.slice(0, 12).reverse()];
    const cut = whole.slice(0, 50);
    const days = ['2026-02-01', '2026-02-10', '2026-02-20'];
    for (const [no, lines] of [whole, cut.slice(0, 48), cut.slice(0, 48)].entries())
      await importUpload(store, {
        bytes: `${connectionsCsv(lines)}${'\n'.repeat(no)}`,
        day: days[no] ?? '',
      });
    expect(await statesOf(store)).not.toMatchObject({ gone: 1 });
    expect((await statesOf(store)).gone).toBe(0);
  });

  test('leaves those gone who are really gone: by two whole exports in order, also after a file in none', async () => {
    expect(await uploads(people(6), [0, 1, 3, 4, 5], [0, 1, 3, 4, 5])).toEqual({ missing: 0, gone: 1 });
    expect(await uploads(people(3), [0, 2], [0, 2])).toEqual({ missing: 0, gone: 1 });
    expect(await uploads(people(6), [1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toEqual({ missing: 0, gone: 1 });
    const sorted = [2, 3, 4, 5, 0, 1];
    expect(await uploads(sorted, [0, 1, 3, 4, 5], [0, 1, 3, 4, 5])).toEqual({ missing: 0, gone: 1 });
    expect(await uploads(sorted, [0, 1, 2, 4, 5], [0, 1, 2, 4, 5])).toEqual({ missing: 0, gone: 1 });
  });
});
