import { describe, expect, it } from 'vitest';
import { anotherOwner, contactIdOf, fullContact, minimalContact } from './contract/values.ts';
import { type Behaviour, sdkFault, stubStore } from './stub-dynamo.ts';

const contacts = (count: number) => Array.from({ length: count }, (_, i) => minimalContact(`nummer-${i}`));

/** Serves `unitsPerSecond` in every second and leaves the rest, as a partition does. */
function partitionOf(unitsPerSecond: number, now: () => number): Behaviour {
  const served = new Map<number, number>();
  return (items) => {
    const second = Math.floor(now() / 1_000);
    const free = unitsPerSecond - (served.get(second) ?? 0);
    served.set(second, (served.get(second) ?? 0) + Math.min(free, items.length));
    return { left: items.slice(Math.max(0, free)) };
  };
}

describe('the number of requests', () => {
  it.each([0, 1, 25, 26, 999, 10_000])(
    'first writes %i contacts in full batches and nothing else',
    async (n) => {
      const { store, batches, others, items } = stubStore({});
      await store.writeContacts(anotherOwner(), contacts(n));
      expect(batches).toHaveLength(Math.ceil(n / 25));
      expect(others).toEqual([]);
      expect(items.size).toBe(n);
    },
  );

  it('needs few more where a partition serves 1,000 units a second', async () => {
    let now = () => 0;
    const behaviour: Behaviour = (items, call) => partition(items, call);
    const stub = stubStore({ behaviour, callTakesMs: 3 });
    now = stub.now;
    const partition = partitionOf(1_000, () => now());
    await stub.store.writeContacts(anotherOwner(), contacts(10_000));
    expect(stub.items.size).toBe(10_000);
    expect(stub.batches.length).toBeLessThanOrEqual(10_000 / 25 + 8);
    expect(stub.now()).toBeLessThan(11_000);
  });

  it('takes at most one write unit a contact', async () => {
    const { store, items } = stubStore({});
    await store.writeContacts(anotherOwner(), [fullContact('wiebke')]);
    const bytes = [...items.values()].map((item) => Buffer.byteLength(JSON.stringify(item)));
    expect(Math.max(...bytes)).toBeLessThan(1_024);
  });
});

describe('the pace', () => {
  it('is 1,000 items a second and partition key unless told', async () => {
    const { store, batches, now } = stubStore({});
    await store.writeContacts(anotherOwner(), contacts(2_000));
    expect(batches.slice(0, 3).map(({ at }) => at)).toEqual([0, 25, 50]);
    expect(now()).toBe(1_975);
  });

  it('counts the time that requests take, so that slow ones wait less', async () => {
    const { store, batches, sleeps } = stubStore({ writesPerSecond: 500, callTakesMs: 30 });
    await store.writeContacts(anotherOwner(), contacts(75));
    expect(batches.map(({ at }) => at)).toEqual([0, 50, 100]);
    expect(sleeps).toEqual([20, 20]);
  });

  it('does not wait where there is no limit', async () => {
    const { store, sleeps } = stubStore({ writesPerSecond: Infinity });
    await store.writeContacts(anotherOwner(), contacts(1_000));
    expect(sleeps).toEqual([]);
  });

  it('goes on from one call to the next, for each partition key by itself', async () => {
    const { store, batches } = stubStore({});
    const [one, other] = [anotherOwner(), anotherOwner()];
    for (let i = 0; i < 3; i += 1) await store.writeContacts(one, contacts(25));
    expect(batches.map(({ at }) => at)).toEqual([0, 25, 50]);
    await store.writeContacts(other, contacts(25));
    expect(batches.at(-1)?.at).toBe(50);
  });
});

describe('what a batch leaves over', () => {
  it('comes again with the next items, after a wait', async () => {
    const behaviour: Behaviour = (items, call) => ({ left: call === 1 ? items.slice(20) : [] });
    const { store, batches, items, sleeps } = stubStore({ behaviour, writesPerSecond: Infinity });
    await store.writeContacts(anotherOwner(), contacts(45));
    expect(batches.map(({ size }) => size)).toEqual([25, 25]);
    expect(items.size).toBe(45);
    expect(sleeps).toEqual([50]);
  });

  it('waits twice as long with every round that took nothing, up to 5 seconds, with jitter', async () => {
    const behaviour: Behaviour = (items, call) => ({ left: call < 8 ? items : [] });
    const { store, sleeps, items } = stubStore({ behaviour, writesPerSecond: Infinity });
    await store.writeContacts(anotherOwner(), contacts(10));
    expect(sleeps).toEqual([50, 100, 200, 400, 800, 1_600, 2_500]);
    expect(items.size).toBe(10);
  });

  it('is given up after 8 rounds that took nothing, and counted', async () => {
    const behaviour: Behaviour = (items) => ({ left: items });
    const { store, batches } = stubStore({ behaviour });
    const writing = store.writeContacts(anotherOwner(), contacts(30));
    await expect(writing).rejects.toMatchObject({ name: 'StoreThrottled', leftovers: 30 });
    expect(batches).toHaveLength(8);
  });

  it('is not given up as long as something is taken', async () => {
    const behaviour: Behaviour = (items) => ({ left: items.slice(1) });
    const { store, items } = stubStore({ behaviour });
    await store.writeContacts(anotherOwner(), contacts(100));
    expect(items.size).toBe(100);
  });

  it('holds for reading by keys as well', async () => {
    const { store, others } = stubStore({});
    const ownerId = anotherOwner();
    const names = Array.from({ length: 50 }, (_, i) => `nummer-${i}`);
    const excerpts = names.map((name) => ({
      personId: contactIdOf(name),
      kind: 'firstMessage' as const,
      by: 'owner' as const,
      text: name,
    }));
    await store.writeMemory(ownerId, {
      invitations: [],
      jobs: [],
      formerEmployers: [],
      excerpts,
      ownFacts: [],
    });
    expect(await store.readExcerpts(ownerId, names.map(contactIdOf))).toHaveLength(50);
    // 150 keys; the stub answers 40 of each request.
    expect(others).toEqual(['BatchGetCommand', 'BatchGetCommand', 'BatchGetCommand', 'BatchGetCommand']);
  });
});

describe('what is erased', () => {
  const excerpts = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      personId: contactIdOf(`nummer-${i}`),
      kind: 'firstMessage' as const,
      by: 'owner' as const,
      text: 'Moin',
    }));
  const nothingElse = { invitations: [], jobs: [], formerEmployers: [], ownFacts: [] };

  it('goes in full batches at the pace of writes, and what a batch leaves comes again', async () => {
    let erasing = false;
    const behaviour: Behaviour = (items, call) => ({ left: erasing && call === 5 ? items.slice(20) : [] });
    const { store, batches, items, now } = stubStore({ behaviour });
    const ownerId = anotherOwner();
    await store.writeMemory(ownerId, { ...nothingElse, excerpts: excerpts(100) });
    const [written, writtenMs] = [batches.length, now()];
    expect([written, items.size]).toEqual([4, 100]);
    erasing = true;
    expect(await store.eraseExcerpts(ownerId)).toBe(100);
    expect(items.size).toBe(0);
    expect(batches.slice(written).map(({ size }) => size)).toEqual([25, 25, 25, 25, 5]);
    expect(now() - writtenMs).toBeGreaterThanOrEqual(100);
  });

  it('is given up with a fault where nothing is taken', async () => {
    let erasing = false;
    const behaviour: Behaviour = (items) => ({ left: erasing ? items : [] });
    const { store, items } = stubStore({ behaviour });
    const ownerId = anotherOwner();
    await store.writeMemory(ownerId, { ...nothingElse, excerpts: excerpts(30) });
    erasing = true;
    await expect(store.eraseExcerpts(ownerId)).rejects.toMatchObject({
      name: 'StoreThrottled',
      leftovers: 30,
    });
    expect(items.size).toBe(30);
  });
});

describe('faults of a batch', () => {
  const failsUntil =
    (lastBadCall: number, fault: Error): Behaviour =>
    (_, call) => {
      if (call <= lastBadCall) throw fault;
      return { left: [] };
    };

  it.each([
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
    'InternalServerError',
    'TimeoutError',
  ])('tries again after %s', async (name) => {
    const { store, items } = stubStore({ behaviour: failsUntil(7, sdkFault(name)) });
    await store.writeContacts(anotherOwner(), contacts(30));
    expect(items.size).toBe(30);
  });

  it('is throttled for good after 8 throttles', async () => {
    const { store } = stubStore({ behaviour: failsUntil(8, sdkFault('ThrottlingException')) });
    const writing = store.writeContacts(anotherOwner(), contacts(30));
    await expect(writing).rejects.toMatchObject({ name: 'StoreThrottled', leftovers: 30 });
  });

  it('shows the fault that passed by 8 times and was no throttle', async () => {
    const { store } = stubStore({ behaviour: failsUntil(8, sdkFault('TimeoutError')) });
    await expect(store.writeContacts(anotherOwner(), contacts(30))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('shows every other fault at once', async () => {
    const { store, batches } = stubStore({ behaviour: failsUntil(1, sdkFault('ValidationException')) });
    await expect(store.writeContacts(anotherOwner(), contacts(30))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(batches).toHaveLength(1);
  });

  it('converges when a reply was lost: the same items come again', async () => {
    const taken = new Map<string, number>();
    const behaviour: Behaviour = (items, call) => {
      for (const { sk } of items) taken.set(sk, (taken.get(sk) ?? 0) + 1);
      if (call === 2) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return { left: [] };
    };
    const { store, items, batches } = stubStore({ behaviour });
    await store.writeContacts(anotherOwner(), contacts(60));
    expect(items.size).toBe(60);
    expect(batches.map(({ size }) => size)).toEqual([25, 25, 25, 10]);
    expect([...taken.values()].filter((times) => times === 2)).toHaveLength(25);
  });
});
