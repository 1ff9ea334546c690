import { describe, expect, test } from 'vitest';
import { ImportBusy } from '../../shared/domain/errors.ts';
import { contactSubject, type IsoTime } from '../../shared/domain/ids.ts';
import { maxReceives } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { openDynalite } from '../adapters/dynamo-engine.ts';
import { anOwner } from '../domain/builders.ts';
import { headers, lines } from '../exports/files.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { seededRandom } from '../fixtures/random.ts';
import { atNoon, connectionsCsv, datedName, people, profileCsv, rowsOf } from '../guard/exports.ts';
import { me, storeWithOwner } from '../network.ts';
import { bucketOf, deliver, endOf, type Put, runsAt, type World, worldOf } from './bucket.ts';
import { faultPlan, PlantedFault, stopBefore } from './faults.ts';

const zipOn = (day: string, files: Readonly<Record<string, string>>) =>
  zipBytes(
    Object.entries(files).map(([name, text]) => ({ name, text, modifiedAt: new Date(`${day}T06:00:00Z`) })),
  );

const connections = (numbers: readonly number[]) => ({ 'Connections.csv': connectionsCsv(rowsOf(numbers)) });
const messageRow = (no: number, day: string, from: string, url: string) =>
  `c-${no},,${from},${url},Mara Halm,https://www.linkedin.com/in/mara-halm,${day} 10:00:00 UTC,,Hallo,INBOX,,No,No`;
const messages = (...numbers: readonly number[]) => ({
  'messages.csv': lines(
    headers.messages,
    ...numbers.map((no) =>
      messageRow(no, '2026-09-01', `No${no} Person`, `https://www.linkedin.com/in/p-${no}`),
    ),
    '',
  ),
});
const all = people(20);
const profile = { 'Profile.csv': profileCsv('Mara') };

/** Five uploads in the order in which they came, one a day unless told. */
const put = (path: string, bytes: string | Uint8Array, at: string): Put => ({
  path,
  bytes,
  at: (at.includes('T') ? at : atNoon(at)) as IsoTime,
});

const october = await zipOn('2026-10-01', { ...profile, ...connections(all), ...messages(1, 2) });
const scenarios: Readonly<Record<string, readonly Put[]>> = {
  // The first alone is nothing, the second makes it good later; the third lacks two; the fourth is known; the fifth is held.
  'messages first, a repetition, and one that is held': [
    put('u-1/messages.zip', await zipOn('2026-09-30', messages(3)), '2026-10-01'),
    put('u-2/october.zip', october, '2026-10-02'),
    put(
      'u-3/november.zip',
      await zipOn('2026-11-01', { ...profile, ...connections(all.slice(2)) }),
      '2026-11-02',
    ),
    put('u-4/october.zip', october, '2026-11-03'),
    put('u-5/short.zip', await zipOn('2026-12-01', connections(all.slice(9))), '2026-12-02'),
  ],
  // Who left between the older and the newer export is known only in one order; two came in one second.
  'an older export after a newer one, one that is none, and two of one second': [
    put(
      'z/september.zip',
      await zipOn('2026-09-01', connections([...all, 20, 21])),
      '2026-10-01T12:00:05.000Z',
    ),
    put('zz/november.zip', await zipOn('2026-11-01', connections([...all, 22])), '2026-11-02'),
    put('a/october.zip', october, '2026-11-03'),
    put('b/cv.pdf', '%PDF-1.7', '2026-11-03'),
    put('2026/ein Ordner/Größe + 1.zip', await zipOn('2026-12-01', connections(all.slice(1))), '2026-12-02'),
  ],
  // As somebody puts them who was told of the bucket: one folder, and one file that is put twice.
  'several files under one upload id, and the same bytes held twice': [
    put(`mine/${datedName('2026-10-01')}`, connectionsCsv(rowsOf(all)), '2026-10-01'),
    put(`mine/${datedName('2026-11-01')}`, connectionsCsv(rowsOf(all.slice(8))), '2026-11-02'),
    put(`again/${datedName('2026-11-01')}`, connectionsCsv(rowsOf(all.slice(8))), '2026-11-03'),
    put(`mine/${datedName('2026-12-01')}`, connectionsCsv(rowsOf(all.slice(1))), '2026-12-02'),
    put('mine/', '', '2026-12-03'),
  ],
};

const onMemory = () => storeWithOwner();

/** The state after one pass in order, and what it made of each upload. */
async function orderedPass(puts: readonly Put[], open: () => Promise<ContactStore> = onMemory) {
  const world = worldOf(await open(), await bucketOf(puts));
  for (const each of puts) await deliver(world, each);
  const statuses = world.taken.map(({ result }) => (typeof result === 'string' ? result : result.status));
  return { end: await endOf(world, puts), statuses };
}

function permutations<Value>(values: readonly Value[]): Value[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, place) =>
    permutations([...values.slice(0, place), ...values.slice(place + 1)]).map((rest) => [value, ...rest]),
  );
}

type Random = () => number;
const pick = (random: Random, count: number): number => Math.floor(random() * count);

/** This order of first events, and up to four more of each anywhere behind its first. */
function withCopies<Value>(order: readonly Value[], random: Random): Value[] {
  const events = [...order];
  for (const value of order)
    for (let copies = pick(random, 5); copies > 0; copies--)
      events.splice(events.indexOf(value) + 1 + pick(random, events.length), 0, value);
  return events;
}

type Message = { readonly put: Put; readonly receive: number };

/** Delivers until no message is left; one that failed comes again somewhere among those that wait. */
async function deliverAll(
  world: World,
  events: readonly Put[],
  { random, faults = 0 }: { random: Random; faults?: number },
): Promise<{ readonly failed: number; readonly dead: number }> {
  const waiting: Message[] = events.map((each) => ({ put: each, receive: 1 }));
  let left = faults;
  let failed = 0;
  let dead = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { put: of, receive } = next;
    // Faults end before a message is at its last receive: what is given up may come in another order.
    const call = left > 0 && receive < maxReceives - 1 ? 1 + pick(random, 30) : 0;
    if (call > 0) left--;
    const when = random() < 0.5 ? 'before' : 'after';
    const { wrap } = faultPlan(call === 0 ? undefined : { call, when });
    try {
      await deliver(world, of, { wrap, receive });
    } catch (fault) {
      if (!(fault instanceof PlantedFault || fault instanceof ImportBusy)) throw fault;
      failed++;
      // A lock that could not be given back is over in its time.
      await world.store.breakImportLock(me);
      if (receive < maxReceives)
        waiting.splice(pick(random, waiting.length + 1), 0, { put: of, receive: receive + 1 });
      else dead++;
    }
  }
  return { failed, dead };
}

describe.each(Object.entries(scenarios))('%s', (_, puts) => {
  test('all orders of the events, each 1 to 5 times, end as one pass in order does', async () => {
    const { end } = await orderedPass(puts);
    const random = seededRandom(1);
    const orders = permutations(puts);
    let events = 0;
    for (const order of orders) {
      const world = worldOf(await onMemory(), await bucketOf(puts));
      const multiset = withCopies(order, random);
      events += multiset.length;
      await deliverAll(world, multiset, { random });
      expect(await endOf(world, puts), order.map(({ path }) => path).join(' ')).toBe(end);
    }
    expect(orders).toHaveLength(120);
    expect(events).toBeGreaterThan(2 * 120 * puts.length);
  });

  test('so do they with faults on the way, and where all events but the last upload’s are lost', async () => {
    const { end } = await orderedPass(puts);
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = seededRandom(seed);
    let failed = 0;
    for (let round = 0; round < 60; round++) {
      const shuffled = permutations(puts)[pick(random, 120)] ?? [];
      const arrived = shuffled.filter((each) => each === puts.at(-1) || random() < 0.6);
      const world = worldOf(await onMemory(), await bucketOf(puts));
      const ends = await deliverAll(world, withCopies(arrived, random), { random, faults: 3 });
      failed += ends.failed;
      expect(ends.dead, `seed ${seed} round ${round}`).toBe(0);
      expect(await endOf(world, puts), `seed ${seed} round ${round}`).toBe(end);
    }
    expect(failed).toBeGreaterThan(60);
  });

  test('answers that are given meanwhile are neither changed nor lost', async () => {
    const random = seededRandom(2);
    let answered = 0;
    for (let round = 0; round < 30; round++) {
      const world = worldOf(await onMemory(), await bucketOf(puts));
      const events = withCopies(permutations(puts)[pick(random, 120)] ?? [], random);
      const told = await onMemory();
      for (const event of events) {
        await deliverAll(world, [event], { random, faults: round % 2 });
        const [contact] = (await world.store.readContacts(me)).slice(pick(random, 19));
        if (contact === undefined) continue;
        const answer = (['keep', 'remove', 'later', 'mute'] as const)[pick(random, 4)] ?? 'keep';
        const at = new Date(Date.parse('2026-12-10T00:00:00Z') + 1000 * ++answered).toISOString() as IsoTime;
        const said = {
          subject: contactSubject(contact.contactId),
          given: { answer },
          at,
          via: 'review',
        } as const;
        await world.store.recordAnswer(me, said);
        await told.recordAnswer(me, said);
      }
      expect(await world.store.readDecisions(me)).toEqual(await told.readDecisions(me));
    }
    expect(answered).toBeGreaterThan(30);
  });
});

test('one pass in order takes in, repeats, holds, rejects and only remembers, or the tests above would prove little', async () => {
  const seen = await Promise.all(
    Object.values(scenarios).map(async (puts) => (await orderedPass(puts)).statuses),
  );
  expect(seen).toEqual([
    ['rejected', 'accepted', 'accepted', 'accepted', 'held'],
    ['accepted', 'accepted', 'accepted', 'rejected', 'accepted'],
    ['accepted', 'held', 'held', 'accepted', 'rejected'],
  ]);
});

describe('two runs at once', () => {
  test('of an upload and of the one before it end as one after the other, however they take turns', async () => {
    const puts = [
      put('u-1/october.csv', connectionsCsv(rowsOf(people(4))), '2026-10-02'),
      put('u-2/november.csv', connectionsCsv(rowsOf([1, 2, 3, 4])), '2026-11-02'),
    ] as const;
    const { end } = await orderedPass(puts);
    let busy = 0;
    for (let first = 1; first <= 28; first++)
      for (let second = 1; second <= 44; second += 2) {
        const world = worldOf(await onMemory(), await bucketOf(puts));
        for (const each of await inTurns(world, puts, [first, second])) {
          busy++;
          await deliver(world, each, { receive: 2 });
        }
        expect(await endOf(world, puts), `${first} ${second}`).toBe(end);
      }
    // Or the runs never met.
    expect(busy).toBeGreaterThan(100);
  });

  /** The run of the one stops before a call, the other's before one too; then the one goes on, then the other. Gives those that found it busy. */
  async function inTurns(world: World, puts: readonly [Put, Put], stops: readonly [number, number]) {
    const [first, second] = [stopBefore(stops[0]), stopBefore(stops[1])];
    const busy: Put[] = [];
    const run = (each: Put, { wrap }: Pick<typeof first, 'wrap'>) =>
      deliver(world, each, { wrap }).catch((fault: unknown) => {
        if (!(fault instanceof ImportBusy)) throw fault;
        busy.push(each);
      });
    const firstRun = run(puts[0], first);
    await Promise.race([first.stopped, firstRun]);
    const secondRun = run(puts[1], second);
    await Promise.race([second.stopped, secondRun]);
    first.goOn();
    await firstRun;
    second.goOn();
    await secondRun;
    return busy;
  }
});

describe('an upload that cannot be taken in', () => {
  const poison = put('u-1/poison.zip', 'PK and nothing more', '2026-10-02');
  const good = put('u-2/october.zip', october, '2026-10-03');
  const next = put('u-3/november.csv', connectionsCsv(rowsOf(all)), '2026-11-02');
  const puts = [poison, good, next];

  /** A world where reading the poison fails, and how often that was tried. */
  async function poisoned() {
    const bucket = await bucketOf(puts);
    const tries = { poison: 0 };
    const source: typeof bucket = {
      ...bucket,
      fetch: async (upload) => {
        if (upload.uploadId !== 'u-1') return bucket.fetch(upload);
        tries.poison++;
        throw new PlantedFault();
      },
    };
    return { world: worldOf(await onMemory(), source), tries, bucket };
  }
  const statuses = ({ taken }: World) =>
    taken.map(({ upload, result }) => [upload.uploadId, typeof result === 'string' ? result : result.status]);

  test('holds up the next one until its last receive, and nobody after that', async () => {
    const { world, tries } = await poisoned();
    for (let receive = 1; receive < maxReceives; receive++)
      await expect(deliver(world, good, { receive })).rejects.toThrow(PlantedFault);
    expect(await world.store.readContacts(me)).toEqual([]);
    await deliver(world, good, { receive: maxReceives });
    expect(tries.poison).toBe(maxReceives - 1);
    await deliver(world, next);
    expect(tries.poison).toBe(maxReceives - 1);
    expect(statuses(world)).toEqual([
      ['u-1', 'givenUp'],
      ['u-2', 'accepted'],
      ['u-3', 'accepted'],
    ]);
  });

  test('holds up nobody once its own message was received for the last time', async () => {
    const { world, tries } = await poisoned();
    await expect(deliver(world, poison, { receive: maxReceives })).rejects.toThrow(PlantedFault);
    await deliver(world, good);
    expect(tries.poison).toBe(1);
    expect(statuses(world)).toEqual([
      ['u-1', 'givenUp'],
      ['u-2', 'accepted'],
    ]);
  });

  test('is told to its sender at its own last receive only, until its result is there', async () => {
    const { world, bucket } = await poisoned();
    await deliver(world, good, { receive: maxReceives });
    expect(await world.store.readReceipt(me, 'u-1')).toBeUndefined();
    await expect(deliver(world, poison, { receive: maxReceives })).rejects.toThrow(PlantedFault);
    expect(await world.store.readReceipt(me, 'u-1')).toMatchObject({ status: 'rejected', code: 'givenUp' });
    await deliver({ ...world, source: bucket }, poison);
    const told = await world.store.readReceipt(me, 'u-1');
    expect(told).toMatchObject({ status: 'rejected' });
    expect(told?.code).not.toBe('givenUp');
    await expect(deliver(world, poison, { receive: maxReceives })).resolves.toBeUndefined();
    expect(await world.store.readReceipt(me, 'u-1')).toEqual(told);
  });

  test('is taken in after all when its message is sent again and the trouble is over', async () => {
    const { world, bucket } = await poisoned();
    await expect(deliver(world, poison, { receive: maxReceives })).rejects.toThrow(PlantedFault);
    await deliver(world, next);
    const healed = { ...world, source: bucket };
    await deliver(healed, poison);
    await deliver(healed, poison);
    expect(statuses(healed).slice(-2)).toEqual([
      ['u-1', 'rejected'],
      ['u-1', 'done'],
    ]);
  });

  test('leaves nothing of an owner who was erased meanwhile', async () => {
    const { world } = await poisoned();
    const written: string[] = [];
    const store = {
      ...world.store,
      readOwner: async () => undefined,
      writeReceipt: async (_: unknown, id: string) => void written.push(id),
    };
    await expect(deliver({ ...world, store }, good, { receive: maxReceives })).rejects.toThrow('no owner');
    expect(written).toEqual([]);
  });
});

test('an upload whose last receive meets another run is not given up, nor are those before it', async () => {
  const puts = [
    put('u-1/october.csv', connectionsCsv(rowsOf(people(4))), '2026-10-02'),
    put('u-2/november.csv', connectionsCsv(rowsOf(people(5))), '2026-11-02'),
    put('u-3/december.csv', connectionsCsv(rowsOf(people(6))), '2026-12-02'),
  ] as const;
  const { end } = await orderedPass(puts);
  // The other run is there before the last receive begins, or comes when it looked whether there is one.
  for (const seen of [true, false]) {
    const world = worldOf(await onMemory(), await bucketOf(puts.slice(seen ? 0 : 1)));
    const lock = {
      runId: 'another',
      importId: 'another',
      until: new Date(runsAt.getTime() + 60_000).toISOString(),
    };
    await world.store.takeImportLock(me, lock as never, runsAt.toISOString() as IsoTime);
    const store = seen ? world.store : { ...world.store, isImportLocked: async () => false };
    const last = seen ? puts[2] : puts[1];
    await expect(deliver({ ...world, store }, last, { receive: maxReceives })).rejects.toThrow(ImportBusy);
    expect(world.taken).toEqual([]);
    for (const { path } of puts) {
      expect(await world.store.readReceipt(me, path)).toBeUndefined();
      expect(await world.store.readReceipt(me, path.split('/')[0] ?? '')).toBeUndefined();
    }
    await world.store.breakImportLock(me);
    const later = { ...world, source: await bucketOf(puts) };
    await deliver(later, puts[2]);
    expect(await endOf(later, puts)).toBe(end);
  }
});

test('what takes too long is left to the next receive, and nothing that is done is done again', async () => {
  const puts = scenarios['messages first, a repetition, and one that is held'] ?? [];
  const last = puts[4] as Put;
  const { end } = await orderedPass(puts);
  const world = worldOf(await onMemory(), await bucketOf(puts));
  let looks = 0;
  // Every look at the clock is 25 seconds later.
  const now = () => new Date(runsAt.getTime() + 25_000 * looks++);
  let receive = 1;
  for (; receive < maxReceives; receive++) {
    const isBusy = await deliver(world, last, { receive, now }).then(
      () => false,
      (fault: unknown) => fault instanceof ImportBusy,
    );
    if (!isBusy) break;
  }
  expect(receive).toBeGreaterThan(1);
  expect(receive).toBeLessThan(maxReceives);
  expect(world.taken).toHaveLength(puts.length);
  expect(await endOf(world, puts)).toBe(end);
});

test('of a file that is put twice under one key the later one wins, whichever event comes first or twice', async () => {
  const key = 'monthly/export.csv';
  const first = put(key, connectionsCsv(rowsOf(people(5))), '2026-10-02');
  const second = put(key, connectionsCsv(rowsOf(people(6))), '2026-11-02');
  for (const seenFirst of [true, false]) {
    const world = worldOf(await onMemory(), await bucketOf(seenFirst ? [first] : [first, second]));
    await deliver(world, first);
    const later = { ...world, source: await bucketOf([first, second]) };
    for (const event of [second, first, second]) await deliver(later, event);
    expect(await world.store.readContacts(me)).toHaveLength(6);
    expect(await world.store.readReceipt(me, key)).toMatchObject({ status: 'accepted' });
    const done = later.taken.filter(({ result }) => result === 'done');
    expect(done).toHaveLength(seenFirst ? 2 : 3);
  }
});

test('a held export that is right is taken in, however often its message comes, and then no more', async () => {
  const puts = scenarios['messages first, a repetition, and one that is held'] ?? [];
  const held = puts[4] as Put;
  const world = worldOf(await onMemory(), await bucketOf(puts));
  for (const each of [...puts, held]) await deliver(world, each);
  expect(world.taken.at(-1)?.result).toBe('done');
  const record = (await world.store.readImports(me)).find(({ status }) => status === 'held');
  if (record === undefined) throw new Error('none is held');
  await world.store.recordOverride(me, {
    fileHash: record.fileHash,
    at: atNoon('2026-12-03'),
    via: 'review',
  });
  await deliver(world, held);
  expect(world.taken.at(-1)?.result).toMatchObject({ status: 'accepted' });
  await deliver(world, held);
  expect(world.taken.at(-1)?.result).toBe('done');
});

test('on a real engine the orders end alike too', async () => {
  const puts = scenarios['an older export after a newer one, one that is none, and two of one second'] ?? [];
  const table = await openDynalite();
  const random = seededRandom(4);
  // The same owner in a table of their own a round: the engine starts once.
  const ends: string[] = [];
  try {
    for (let round = 0; round < 4; round++) {
      const store = table.store;
      const owner = `me${'abcd'[round]}` as typeof me;
      await store.createOwner(
        anOwner({ ownerId: owner, address: 'mara@feldkamp.example' }),
        atNoon('2026-12-01'),
      );
      const mine = forOwner(store, owner);
      const world = worldOf(mine, await bucketOf(puts));
      const order = round === 0 ? puts : withCopies(permutations(puts)[pick(random, 120)] ?? [], random);
      await deliverAll(world, order, { random, faults: round });
      ends.push(await endOf(world, puts));
    }
  } finally {
    await table.close();
  }
  expect(new Set(ends).size).toBe(1);
  expect(ends[0]).toBe((await orderedPass(puts)).end);
}, 120_000);

/** A store that keeps what is asked of `me` under another owner. */
function forOwner(store: ContactStore, owner: typeof me): ContactStore {
  return new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...[, ...args]: unknown[]) => {
        const answer: unknown = await method.apply(target, [owner, ...args]);
        return name === 'readOwner' && answer !== undefined ? { ...(answer as object), ownerId: me } : answer;
      };
    },
  });
}
