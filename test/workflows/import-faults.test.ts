import { describe, expect, test } from 'vitest';
import { ImportBusy } from '../../shared/domain/errors.ts';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { ExportSource } from '../../shared/ports/export-source.ts';
import { readNetworkAsItStands } from '../../shared/workflows/evaluate-network.ts';
import { seededRandom } from '../fixtures/random.ts';
import { atNoon, connectionsCsv, datedName, hashOf, people, rowsOf } from '../guard/exports.ts';
import { me, storeWithOwner } from '../network.ts';
import { bucketOf, deliver, endOf, type Put, type World, worldOf } from './bucket.ts';
import { type Fault, faultPlan, PlantedFault } from './faults.ts';
import { seenByAudit, textOf } from './seen-by-audit.ts';

const put = (day: string, numbers: readonly number[], uploadedOn = day): Put => ({
  path: `u-${uploadedOn}/${datedName(day)}`,
  bytes: connectionsCsv(rowsOf(numbers)),
  at: atNoon(uploadedOn),
});
const all = people(8);
const october = put('2026-10-01', all);
const november = put('2026-11-01', [...all.slice(1), 8]);
const short = put('2026-11-02', all.slice(6));
const september = put('2026-09-01', [...all, 9], '2026-11-03');
const december = put('2026-12-01', [...all, 10]);
const pdf: Put = { path: 'u-9/cv.pdf', bytes: '%PDF-1.7', at: atNoon('2026-11-04') };
const again: Put = { ...october, path: 'u-10/again.csv', at: atNoon('2026-11-05') };

/** What one message is about, and what was before it. */
type Kind = {
  /** What lies in the bucket, in order. */
  readonly puts: readonly Put[];
  /** Those whose events came before. */
  readonly before: readonly Put[];
  /** The owner's word that a held export is right. */
  readonly override?: Put;
  readonly event: Put;
  readonly source?: (bucket: ExportSource) => ExportSource;
  /** How the last one ends. */
  readonly ends: string;
  /** Calls that must be among those that are failed. */
  readonly calls: readonly string[];
};

const written = ['writeMemory', 'writeContacts', 'writeImport', 'writeReceipt', 'releaseImportLock'];
const kinds: Readonly<Record<string, Kind>> = {
  'the first export': {
    puts: [october],
    before: [],
    event: october,
    ends: 'accepted',
    calls: [...written, 'moveHead', 'send'],
  },
  'a newer export': {
    puts: [october, november],
    before: [october],
    event: november,
    ends: 'accepted',
    calls: [...written, 'moveHead'],
  },
  'an export that is held': {
    puts: [october, short],
    before: [october],
    event: short,
    ends: 'held',
    calls: ['writeImport', 'send'],
  },
  'a held export that is right': {
    puts: [october, short],
    before: [october, short],
    override: short,
    event: short,
    ends: 'accepted',
    calls: [...written, 'moveHead', 'readOverride'],
  },
  'a held export whose file is gone': {
    puts: [october, short],
    before: [october, short],
    event: short,
    source: (bucket) => ({
      fetch: async (upload) => (upload.uploadId === 'u-2026-11-02' ? undefined : bucket.fetch(upload)),
      list: async (ownerId) =>
        (await bucket.list(ownerId)).filter(({ uploadId }) => uploadId !== 'u-2026-11-02'),
    }),
    ends: 'gone',
    calls: ['fetch', 'readImports', 'writeReceipt'],
  },
  'a file that is no export': {
    puts: [october, pdf],
    before: [october],
    event: pdf,
    ends: 'rejected',
    calls: ['openImport', 'send', 'writeReceipt'],
  },
  'a file that is too large': {
    puts: [pdf],
    before: [],
    event: pdf,
    source: (bucket) => ({ ...bucket, fetch: async () => 'tooLarge' }),
    ends: 'rejected',
    calls: ['openImport', 'send', 'writeReceipt'],
  },
  'an older export': {
    puts: [november, september],
    before: [november],
    event: september,
    ends: 'accepted',
    calls: written,
  },
  'the same bytes again': {
    puts: [october, again],
    before: [october],
    event: again,
    ends: 'accepted',
    calls: ['readImports', 'writeReceipt'],
  },
  'an upload before which another one lies': {
    puts: [october, november, december],
    before: [october],
    event: december,
    ends: 'accepted',
    calls: [...written, 'moveHead', 'list', 'readReceipt'],
  },
};

async function worldBefore({ puts, before, override, source = (bucket) => bucket }: Kind): Promise<World> {
  const bucket = await bucketOf(puts);
  const store = await storeWithOwner();
  const world = worldOf(store, bucket);
  for (const each of before) await deliver(world, each);
  if (override !== undefined) {
    const fileHash = hashOf(override.bytes);
    await store.recordOverride(me, { fileHash, at: '2026-11-10T12:00:00.000Z' as IsoTime, via: 'review' });
  }
  return { ...world, source: source(bucket), taken: [] };
}

async function undisturbed(kind: Kind) {
  const world = await worldBefore(kind);
  const { wrap, calls } = faultPlan();
  await deliver(world, kind.event, { wrap });
  return { end: await endOf(world, kind.puts), calls, taken: world.taken };
}

/** Deliveries with a fault each, then one without. The lock of a run that could not give it back is over by then. */
async function disturbed(kind: Kind, faults: readonly Fault[]) {
  const world = await worldBefore(kind);
  let hit = 0;
  const seen: string[] = [];
  for (const [place, fault] of faults.entries()) {
    try {
      await deliver(world, kind.event, { wrap: faultPlan(fault).wrap, receive: place + 1 });
    } catch (fault) {
      if (!(fault instanceof PlantedFault || fault instanceof ImportBusy)) throw fault;
      hit++;
    }
    // After one fault, with the lock and without it.
    if (faults.length === 1) seen.push(await seenByAudit(world.store));
    await world.store.breakImportLock(me);
    if (faults.length === 1) seen.push(await seenByAudit(world.store));
  }
  await deliver(world, kind.event, { receive: faults.length + 1 });
  return { end: await endOf(world, kind.puts), seen, hit };
}

/** The whole network before the event, and as each upload leaves it that one pass in order takes in. */
async function settledNetworks(kind: Kind): Promise<ReadonlySet<string>> {
  const world = await worldBefore(kind);
  const networks = [textOf(await readNetworkAsItStands(world.store, me))];
  for (const put of kind.puts) {
    await deliver(world, put);
    networks.push(textOf(await readNetworkAsItStands(world.store, me)));
  }
  return new Set(networks);
}

/** All calls that an import makes. */
const sites: readonly string[] = [
  ...['fetch', 'list', 'send', 'takeImportLock', 'releaseImportLock'],
  ...['readOwner', 'readHead', 'readContacts', 'readDecisions', 'readExcerptIds', 'readMemory'],
  ...['readImports', 'readOverride', 'readReceipt'],
  ...['openImport', 'writeContacts', 'writeMemory', 'writeImport', 'writeReceipt', 'moveHead'],
];
const bothWays = ['before', 'after'] as const;
const plans = { single: 0, pair: 0 };
/** Each kind of fault at each call, met at least once; and how an import ended. */
const reached = { faults: new Set<string>(), ends: new Set<string>() };
const audits = { busy: 0, seen: 0 };

describe.each(Object.entries(kinds))('%s', (_, kind) => {
  test('that fails at any call of store, source or queue, once or twice, ends as if it had not', async () => {
    const { end, calls, taken } = await undisturbed(kind);
    const last = taken.at(-1)?.result;
    expect(typeof last === 'object' ? last.status : last).toBe(kind.ends);
    expect(calls).toEqual(expect.arrayContaining([...kind.calls]));
    const settled = await settledNetworks(kind);
    const random = seededRandom(3);
    // Two imports in one run have so many pairs that every third must do.
    const step = calls.length > 40 ? 3 : 1;
    for (let call = 1; call <= calls.length; call++) {
      for (const when of bothWays) {
        const { end: state, hit, seen } = await disturbed(kind, [{ call, when }]);
        plans.single++;
        reached.faults.add(`${calls[call - 1]} ${when}`);
        reached.ends.add(kind.ends);
        expect(hit, `call ${call} ${when}`).toBe(1);
        expect(state, `call ${call} ${when}`).toBe(end);
        // The old network or a whole new one, never a mix.
        for (const network of seen) {
          if (network !== 'busy') expect(settled.has(network), `call ${call} ${when}: ${network}`).toBe(true);
          audits[network === 'busy' ? 'busy' : 'seen']++;
        }
      }
      for (let second = 1 + (call % step); second <= calls.length; second += step) {
        const [one, other] = [
          random() < 0.5 ? 'before' : 'after',
          random() < 0.5 ? 'before' : 'after',
        ] as const;
        const { end: state } = await disturbed(kind, [
          { call, when: one },
          { call: second, when: other },
        ]);
        plans.pair++;
        expect(state, `calls ${call} ${one}, ${second} ${other}`).toBe(end);
      }
    }
  }, 120_000);
});

test('each kind of fault was met at each call of store, source and queue, and each end (REQUIREMENTS E-4)', () => {
  expect([...reached.faults].sort()).toEqual(
    sites.flatMap((call) => bothWays.map((when) => `${call} ${when}`)).sort(),
  );
  expect([...reached.ends].sort()).toEqual(['accepted', 'gone', 'held', 'rejected']);
});

test('none of the plans went missing', () => {
  expect(plans.single).toBeGreaterThanOrEqual(350);
  expect(plans.pair).toBeGreaterThanOrEqual(3_000);
  // Or the audits never met a half applied import, or never anything else.
  expect(audits.busy).toBeGreaterThanOrEqual(80);
  expect(audits.seen).toBeGreaterThanOrEqual(300);
});
