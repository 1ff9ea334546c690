import { describe, expect, test } from 'vitest';
import { createIngestHandler } from '../../functions/ingest/ingest.ts';
import { secondsUntilNext } from '../../functions/sqs.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import { maxReceives } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { ExportSource } from '../../shared/ports/export-source.ts';
import type { Counts } from '../../shared/ports/metrics.ts';
import { importLockMinutes } from '../../shared/workflows/import-export.ts';
import { seededRandom } from '../fixtures/random.ts';
import { atNoon, connectionsCsv, people, rowsOf } from '../guard/exports.ts';
import { quiet } from '../log.ts';
import { me, newRunId, storeWithOwner } from '../network.ts';
import { bucketOf, deliver, endOf, keyOf, type Put, runsAt, worldOf } from '../workflows/bucket.ts';
import { objectCreated, sqsEvent } from './cloud.ts';

const put = (path: string, numbers: readonly number[], day: string): Put => ({
  path,
  bytes: connectionsCsv(rowsOf(numbers)),
  at: atNoon(day),
});
const puts = [
  put('u-1/october.csv', people(6), '2026-10-02'),
  put('u-2/november.csv', people(7), '2026-11-02'),
  put('u-3/december.csv', people(8), '2026-12-02'),
] as const;

/** `ingest` at a time of the test's own. */
async function ingestOf(random: () => number, bucket?: ExportSource) {
  const store = await storeWithOwner();
  const source = bucket ?? (await bucketOf(puts));
  const world = worldOf(store, source);
  const clock = { ms: runsAt.getTime() };
  const counted: Counts[] = [];
  /** Receives an upload's message once: the seconds until it comes again; undefined when it was handled. */
  async function receive(of: Put, count: number, failing: Partial<ContactStore> = {}) {
    let seconds: number | undefined;
    const handler = createIngestHandler({
      source,
      store: { ...store, ...failing },
      audits: { send: async (message) => void world.sent.push(message) },
      newRunId,
      now: () => new Date(clock.ms),
      comeAgainIn: async (_, wait) => {
        seconds = wait;
      },
      random,
      log: quiet,
      metrics: { count: (of) => void counted.push(of) },
    });
    const { Records } = sqsEvent(objectCreated(keyOf(of), of.at));
    const attributes = { ApproximateReceiveCount: String(count) };
    await handler({
      Records: Records.map((record) => ({ ...record, attributes: { ...record.attributes, ...attributes } })),
    });
    return seconds;
  }
  return { store, world, clock, counted, receive };
}

type Waiting = { readonly of: Put; readonly count: number; readonly atMs: number };

describe.each([
  ['come back together', () => 0],
  ['come back at times of their own', seededRandom(5)],
])('when a function died that held the lock, uploads that %s', (_, random) => {
  test('wait for it and are taken in, all in their order', async () => {
    const inOrder = worldOf(await storeWithOwner(), await bucketOf(puts));
    for (const each of puts) await deliver(inOrder, each);
    const ingest = await ingestOf(random);
    const startMs = ingest.clock.ms;
    await new Promise<void>((died) => {
      const writeContacts = () => {
        died();
        return new Promise<never>(() => {});
      };
      void ingest.receive(puts[0], 1, { writeContacts });
    });
    // Six times the function's timeout, as its queue has it.
    let waiting: Waiting[] = [
      { of: puts[0], count: 2, atMs: startMs + 3_600_000 },
      { of: puts[1], count: 1, atMs: startMs + 1000 },
      { of: puts[2], count: 1, atMs: startMs + 1000 },
    ];
    const lastReceives: number[] = [];
    while (waiting.length > 0) {
      ingest.clock.ms = Math.min(...waiting.map(({ atMs }) => atMs));
      const due = waiting.filter(({ atMs }) => atMs === ingest.clock.ms);
      const ends = await Promise.all(due.map(({ of, count }) => ingest.receive(of, count)));
      const again = due.flatMap(({ of, count }, place) => {
        const seconds = ends[place];
        if (seconds === undefined) lastReceives.push(count);
        return seconds === undefined
          ? []
          : [{ of, count: count + 1, atMs: ingest.clock.ms + 1000 * seconds }];
      });
      expect(again.every(({ count }) => count <= maxReceives)).toBe(true);
      waiting = [...waiting.filter((each) => !due.includes(each)), ...again];
    }
    expect(lastReceives).toHaveLength(3);
    // Or nobody waited.
    expect(Math.max(...lastReceives)).toBeGreaterThan(3);
    expect(ingest.counted.filter((counts) => 'importsGivenUp' in counts)).toEqual([]);
    expect(await endOf(ingest.world, puts)).toBe(await endOf(inOrder, puts));
  });
});

test('an upload that is given up is counted, and whoever sent it is told', async () => {
  const bucket = await bucketOf(puts);
  const fetch = async () => Promise.reject(new Error('fails'));
  const ingest = await ingestOf(() => 0, { ...bucket, fetch });
  await ingest.receive(puts[0], maxReceives - 1);
  expect(ingest.counted).toEqual([]);
  expect(await ingest.store.readReceipt(me, 'u-1')).toBeUndefined();
  await ingest.receive(puts[0], maxReceives);
  expect(ingest.counted).toEqual([{ importsGivenUp: 1 }]);
  expect(await ingest.store.readReceipt(me, 'u-1')).toMatchObject({
    status: 'rejected',
    code: 'givenUp',
    at: isoTime(new Date(ingest.clock.ms)),
  });
});

test('the last two waits outlast a lock, and no two messages need come back together', async () => {
  const lockSeconds = importLockMinutes * 60;
  const waits = (random: number) =>
    Array.from({ length: maxReceives }, (_, place) =>
      secondsUntilNext(
        { attributes: { ApproximateReceiveCount: String(place + 1) } as never },
        { random, outlastSeconds: lockSeconds },
      ),
    );
  expect(waits(0)).toEqual([60, 120, lockSeconds, lockSeconds, 0]);
  expect(waits(0.5)).toEqual([75, 150, 1.25 * lockSeconds, 1.25 * lockSeconds, 0]);
});
