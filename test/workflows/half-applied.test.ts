import { describe, expect, test } from 'vitest';
import { createAuditHandler } from '../../functions/audit/audit.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { contactState } from '../../shared/domain/contact.ts';
import { ImportBusy } from '../../shared/domain/errors.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { maxReceives } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
import { readNetworkAsItStands } from '../../shared/workflows/evaluate-network.ts';
import { atNoon, connectionsCsv, datedName, people, rowsOf } from '../guard/exports.ts';
import { testLog } from '../log.ts';
import { me, storeWithOwner } from '../network.ts';
import { bucketOf, deliver, type Put, runsAt, type World, type Wrap, worldOf } from './bucket.ts';
import { PlantedFault, stopBefore } from './faults.ts';
import { seenByAudit, textOf } from './seen-by-audit.ts';

const put = (day: string, numbers: readonly number[], uploadedOn = day): Put => ({
  path: `u-${uploadedOn}/${datedName(day)}`,
  bytes: connectionsCsv(rowsOf(numbers)),
  at: atNoon(uploadedOn),
});
const all = people(8);
const october = put('2026-10-01', all);
// One of them left and three came: four writes, of which the first is never done.
const november = put('2026-11-01', [...all.slice(1), 8, 9, 10]);
const december = put('2026-12-01', [...all, 8, 11]);
// Older than what is half applied, and newer than what was accepted.
const between = put('2026-10-20', all.slice(0, 7), '2026-12-02');

/** Lets an upload fail for ever once all of its contacts but one are written; all others are taken in. */
function failingHalfway(path: string): Wrap {
  let reads = '';
  const inTheWay: Record<string, (method: Method, args: readonly unknown[]) => Promise<unknown>> = {
    fetch: (fetch, [upload]) => {
      reads = (upload as { uploadId: string }).uploadId;
      return fetch(upload);
    },
    writeContacts: async (write, [ownerId, contacts]) => {
      if (reads !== path.split('/')[0]) return write(ownerId, contacts);
      await write(ownerId, (contacts as readonly Contact[]).slice(1));
      throw new PlantedFault();
    },
  };
  return (port) =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        const between = inTheWay[String(name)];
        if (typeof method !== 'function' || between === undefined) return method;
        return (...args: unknown[]) => between((...given) => method.apply(target, given), args);
      },
    });
}
type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** An import that was begun, is half written, and was given up at its last receive. */
async function halfApplied(puts: readonly Put[] = [october, november, december, between]): Promise<World> {
  const world = worldOf(await storeWithOwner(), await bucketOf([october, november]));
  await deliver(world, october);
  const wrap = failingHalfway(november.path);
  for (let receive = 1; receive <= maxReceives; receive++)
    await expect(deliver(world, november, { wrap, receive })).rejects.toThrow(PlantedFault);
  return { ...world, source: await bucketOf(puts), taken: [] };
}

const statuses = async (store: ContactStore): Promise<readonly (readonly string[])[]> =>
  (await store.readImports(me)).map(({ exportedAt, status }) => [exportedAt.slice(0, 10), status]);
const results = ({ taken }: World) =>
  taken.map(({ upload, result }) => [
    upload.uploadId,
    typeof result === 'string' ? result : (result as ImportRecord).status,
  ]);

/** What uploads leave that are taken in, in order, without a fault. */
async function leftBy(puts: readonly Put[]): Promise<string> {
  const world = worldOf(await storeWithOwner(), await bucketOf(puts));
  for (const each of puts) await deliver(world, each);
  return textOf(await readNetworkAsItStands(world.store, me));
}

describe('an import that was left half applied', () => {
  test('is a mix that no audit looks at, though nobody holds the lock', async () => {
    const { store } = await halfApplied();
    const contacts = await store.readContacts(me);
    expect(contacts.length).toBeGreaterThan(8);
    expect(contacts.length).toBeLessThan(11);
    expect((await store.readHead(me))?.exportedAt.slice(0, 10)).toBe('2026-10-01');
    const now = runsAt.toISOString() as never;
    expect(await store.isImportLocked(me, now)).toBe(false);
    expect(await store.isImporting(me, now)).toBe(true);
    expect(await seenByAudit(store)).toBe('busy');
  });

  test('by an earlier version, which applied the next one over it without a word, keeps no audit waiting', async () => {
    const { store, ...world } = await halfApplied([october, december]);
    await deliver({ store, ...world }, december);
    const seen = await seenByAudit(store);
    expect(seen).not.toBe('busy');
    const replaced = (await store.readImports(me)).find(({ status }) => status === 'replaced');
    const { finishedAt: _, ...begun } = replaced as ImportRecord;
    await store.writeImport(me, { ...begun, status: 'applying' });
    expect(await statuses(store)).toContainEqual(['2026-11-01', 'applying']);
    expect(await store.isImporting(me, runsAt.toISOString() as never)).toBe(false);
    expect(await seenByAudit(store)).not.toBe('busy');
  });

  test('is carried to its end by its own message, sent again', async () => {
    const world = await halfApplied();
    await deliver(world, november);
    expect(results(world)).toEqual([['u-2026-11-01', 'accepted']]);
    expect(await seenByAudit(world.store)).toBe(await leftBy([october, november]));
  });

  test('is carried to its end before the owner’s next upload, which then is taken in like any other', async () => {
    const world = await halfApplied([october, november, december]);
    await deliver(world, december);
    expect(results(world)).toEqual([
      ['u-2026-11-01', 'accepted'],
      ['u-2026-12-01', 'accepted'],
    ]);
    expect(await seenByAudit(world.store)).toBe(await leftBy([october, november, december]));
  });

  test('is carried to its end before an older one too, which alone could not be applied', async () => {
    const world = await halfApplied([october, november, between]);
    await deliver(world, between);
    expect(await seenByAudit(world.store)).toBe(await leftBy([october, november, between]));
  });
});

describe('an import that fails for ever, once it is half applied', () => {
  const wrap = failingHalfway(november.path);

  test('is replaced by the owner’s next export at its last receive, and audits see that one alone', async () => {
    const world = await halfApplied([october, november, december]);
    for (let receive = 1; receive < maxReceives; receive++) {
      await expect(deliver(world, december, { wrap, receive })).rejects.toThrow(PlantedFault);
      expect(await seenByAudit(world.store)).toBe('busy');
    }
    await deliver(world, december, { wrap, receive: maxReceives });
    expect(await statuses(world.store)).toEqual([
      ['2026-10-01', 'accepted'],
      ['2026-11-01', 'replaced'],
      ['2026-12-01', 'accepted'],
    ]);
    expect(await seenByAudit(world.store)).not.toBe('busy');
    await expectNobodyMissedByNovember(world.store);
    // Nobody waits for it any more, and nobody tries it again unasked.
    await deliver({ ...world, taken: [] }, december, { wrap });
  });

  test('is replaced where its file is gone, at the first receive', async () => {
    const world = await halfApplied([october, december]);
    await deliver(world, december);
    expect(results(world)).toEqual([['u-2026-12-01', 'accepted']]);
    await expectNobodyMissedByNovember(world.store);
  });

  test('is not replaced by an older export, which would make those missing who came since', async () => {
    const world = await halfApplied([october, between]);
    const before = textOf(await readNetworkAsItStands(world.store, me));
    for (let receive = 1; receive <= maxReceives; receive++)
      await expect(deliver(world, between, { receive })).rejects.toThrow(ImportBusy);
    expect(textOf(await readNetworkAsItStands(world.store, me))).toBe(before);
    // Neither is given up: the next export takes in both.
    const later = { ...world, source: await bucketOf([october, december, between]) };
    await deliver(later, { ...december });
    await deliver(later, between);
    expect(results(later)).toEqual([
      ['u-2026-12-01', 'accepted'],
      ['u-2026-12-02', 'accepted'],
    ]);
  });

  test('is taken in as an older one when it is sent again after it was replaced', async () => {
    const world = await halfApplied([october, november, december]);
    await deliver(world, december, { wrap, receive: maxReceives });
    const before = await world.store.readHead(me);
    await deliver(world, november);
    expect(results(world).at(-1)).toEqual(['u-2026-11-01', 'accepted']);
    const record = (await world.store.readImports(me)).find(({ exportedAt }) =>
      exportedAt.startsWith('2026-11'),
    );
    expect(record).toMatchObject({ status: 'accepted', older: true });
    expect(await world.store.readHead(me)).toEqual(before);
  });

  test('calls a person: an audit that waits for it ends in the dead letters, told by its code', async () => {
    const { store } = await halfApplied();
    const waits: number[] = [];
    const lines: string[] = [];
    const audit = createAuditHandler({
      store,
      mails: { send: async () => {} },
      newLinkKey: () => new Uint8Array(32),
      baseUrl: 'https://pages.example',
      sender: 'Woher <digest@woher.example>',
      now: () => runsAt,
      log: testLog(lines),
      metrics: noMetrics,
      comeAgainIn: async (_, seconds) => void waits.push(seconds),
      random: () => 0,
    });
    const body = JSON.stringify({ ownerId: me, at: runsAt.toISOString(), period: '2027-01' });
    for (let receive = 1; receive <= maxReceives; receive++) {
      const record = { messageId: 'm-1', body, attributes: { ApproximateReceiveCount: String(receive) } };
      const { batchItemFailures } = await audit({ Records: [record] } as never);
      expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }]);
    }
    expect(waits.slice(0, -1).every((seconds) => seconds > 0)).toBe(true);
    expect(lines.filter((line) => line.includes('ImportBusy:importBusy'))).toHaveLength(maxReceives);
    expect(await store.readFlags(me)).toEqual([]);
    expect(await store.readDigests(me)).toEqual([]);
  });
});

/** No accepted export lacked them: nobody may be missing since the one that was replaced, nor gone (REQUIREMENTS D-5). */
async function expectNobodyMissedByNovember(store: ContactStore): Promise<void> {
  const [contacts, head] = [await store.readContacts(me), await store.readHead(me)];
  expect(head?.exportedAt.slice(0, 10)).toBe('2026-12-01');
  expect(contacts.filter(({ missingSince }) => missingSince?.startsWith('2026-11'))).toEqual([]);
  expect(contacts.filter((contact) => contactState(contact, head) === 'gone')).toEqual([]);
  const connected = contacts.filter((contact) => contactState(contact, head) === 'connected');
  expect(connected.map(({ row }) => row.slug).sort()).toEqual([...connectedIn(december)].sort());
}

const connectedIn = ({ bytes }: Put): ReadonlySet<string | undefined> =>
  new Set([...String(bytes).matchAll(/linkedin\.com\/in\/([^,"]+)/g)].map(([, slug]) => slug));

test('an audit and an import that take turns at any of their calls: the audit sees one export or comes again', async () => {
  const settled = new Set([await leftBy([october]), await leftBy([october, november])]);
  const calls = { import: 0, audit: 0 };
  const seen = { busy: 0, before: 0 };
  for (let stop = 1; stop === 1 || stop <= calls.import + 1; stop++) {
    for (let look = 1; look === 1 || look <= calls.audit + 1; look++) {
      const world = worldOf(await storeWithOwner(), await bucketOf([october, november]));
      await deliver(world, october);
      const counted = <Port extends object>(kind: keyof typeof calls, wrap: Wrap, port: Port): Port => {
        let count = 0;
        return new Proxy(wrap(port), {
          get: (target, name, receiver) => {
            const method: unknown = Reflect.get(target, name, receiver);
            if (typeof method !== 'function') return method;
            return (...args: unknown[]) => {
              calls[kind] = Math.max(calls[kind], ++count);
              return method.apply(target, args);
            };
          },
        });
      };
      const [importing, auditing] = [stopBefore(stop), stopBefore(look)];
      const importRun = deliver(
        { ...world, store: counted('import', importing.wrap, world.store) },
        november,
      );
      await Promise.race([importing.stopped, importRun]);
      const auditRun = seenByAudit(counted('audit', auditing.wrap, world.store));
      await Promise.race([auditing.stopped, auditRun]);
      importing.goOn();
      await importRun;
      auditing.goOn();
      const network = await auditRun;
      if (network === 'busy') seen.busy++;
      else {
        expect(settled.has(network), `${stop} ${look}: ${network}`).toBe(true);
        seen.before++;
      }
    }
  }
  expect(calls.import).toBeGreaterThan(15);
  expect(calls.audit).toBeGreaterThan(8);
  expect(seen.busy).toBeGreaterThan(20);
  expect(seen.before).toBeGreaterThan(20);
});
