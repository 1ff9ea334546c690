import { describe, expect, test } from 'vitest';
import { createIngestHandler } from '../../functions/ingest/ingest.ts';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { ContactId, ImportId, IsoTime, RunId } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
import type { EraseMessage } from '../../shared/ports/queue.ts';
import { eraseExcerpts } from '../../shared/workflows/erase-excerpts.ts';
import { importLockMinutes } from '../../shared/workflows/import-export.ts';
import { anOwner } from '../domain/builders.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { generateAccount, SAMPLE } from '../fixtures/network.ts';
import { sqsEvent } from '../functions/cloud.ts';
import { testLog } from '../log.ts';
import { me, newRunId } from '../network.ts';
import { bucketOf, deliver, type Put, runsAt, worldOf } from './bucket.ts';

const now = () => runsAt;
const at = runsAt.toISOString() as IsoTime;
const personId = 'abcdefghijklmnop' as ContactId;

async function storeThatKeeps(keepExcerpts: boolean): Promise<ContactStore> {
  const store = createMemoryContactStore();
  await store.createOwner(anOwner({ ownerId: me, keepExcerpts }), at);
  return store;
}

async function withOne(store: ContactStore): Promise<ContactStore> {
  await store.writeMemory(me, {
    invitations: [],
    jobs: [],
    formerEmployers: [],
    ownFacts: [],
    excerpts: [{ personId, kind: 'firstMessage', by: 'owner', text: 'Moin' }],
  });
  return store;
}

const kept = async (store: ContactStore): Promise<number> => (await store.readExcerptIds(me)).size;
const switchOff = (store: ContactStore) =>
  store.changeOwner(me, (owner) => ({ ...owner, keepExcerpts: false }));

/** The sample, in which there are notes and first messages. */
async function sampleUpload(): Promise<Put> {
  const { files } = generateAccount(SAMPLE);
  return { path: 'u-1/sample.zip', bytes: await zipBytes(files), at: '2026-11-02T09:00:00.000Z' as IsoTime };
}

describe('erasing the excerpts', () => {
  test('of somebody who wants none takes all of them, and again takes none', async () => {
    const store = await withOne(await storeThatKeeps(false));
    expect(await eraseExcerpts({ store, newRunId, now }, me)).toBe(1);
    expect(await kept(store)).toBe(0);
    expect(await eraseExcerpts({ store, newRunId, now }, me)).toBe(0);
    expect(await store.isImportLocked(me, at)).toBe(false);
  });

  test('leaves those of somebody who wants them again by now, and of nobody', async () => {
    const store = await withOne(await storeThatKeeps(true));
    expect(await eraseExcerpts({ store, newRunId, now }, me)).toBe(0);
    expect(await kept(store)).toBe(1);
    const nobody = createMemoryContactStore();
    expect(await eraseExcerpts({ store: nobody, newRunId, now }, me)).toBe(0);
  });

  test('waits for the run that holds the lock, and leaves that lock alone', async () => {
    const store = await withOne(await storeThatKeeps(false));
    const lock = { runId: 'another' as RunId, importId: 'e0'.repeat(8) as ImportId, until: at };
    await store.takeImportLock(me, lock, at);
    await expect(eraseExcerpts({ store, newRunId, now }, me)).rejects.toMatchObject({ code: 'importBusy' });
    expect(await kept(store)).toBe(1);
    expect(await store.isImportLocked(me, at)).toBe(true);
    const later = () => new Date(runsAt.getTime() + importLockMinutes * 60_000);
    expect(await eraseExcerpts({ store, newRunId, now: later }, me)).toBe(1);
  });

  test('gives the lock back when the table fails in the middle, and goes on from there', async () => {
    const store = await withOne(await storeThatKeeps(false));
    const failing: ContactStore = {
      ...store,
      eraseExcerpts: async () => {
        throw new Error('no answer from the table');
      },
    };
    await expect(eraseExcerpts({ store: failing, newRunId, now }, me)).rejects.toThrow('no answer');
    expect(await store.isImportLocked(me, at)).toBe(false);
    expect(await eraseExcerpts({ store, newRunId, now }, me)).toBe(1);
  });
});

describe('an import under way when the excerpts are switched off', () => {
  /** Switches off at one call of the import, and tries to erase then and after it. */
  async function switchedOffAt(call: keyof ContactStore): Promise<{ writes: number; left: number }> {
    const store = await storeThatKeeps(true);
    const put = await sampleUpload();
    let isOff = false;
    let writes = 0;
    const during = new Proxy(store, {
      get:
        (target, name: keyof ContactStore) =>
        async (...args: never[]) => {
          if (name === call && !isOff) {
            isOff = true;
            await switchOff(store);
            await eraseExcerpts({ store, newRunId, now }, me).catch(() => undefined);
          }
          const method = target[name] as (...all: never[]) => Promise<unknown>;
          const result = await method(...args);
          if (name === 'writeMemory') writes = await kept(store);
          return result;
        },
    });
    await deliver(worldOf(during, await bucketOf([put])), put);
    expect(isOff).toBe(true);
    // The message that found the import under way comes again.
    await eraseExcerpts({ store, newRunId, now }, me);
    return { writes, left: await kept(store) };
  }

  test('begins before with the old word and writes none, once it has the lock', async () => {
    expect(await switchedOffAt('readImports')).toEqual({ writes: 0, left: 0 });
    expect(await switchedOffAt('takeImportLock')).toEqual({ writes: 0, left: 0 });
  });

  test('writes what it has planned, and that is erased after it', async () => {
    const late = await switchedOffAt('writeMemory');
    expect(late.writes).toBeGreaterThan(10);
    expect(late.left).toBe(0);
  });

  test('writes none from then on', async () => {
    const store = await storeThatKeeps(false);
    const put = await sampleUpload();
    await deliver(worldOf(store, await bucketOf([put])), put);
    expect(await kept(store)).toBe(0);
    expect((await store.readContacts(me)).length).toBeGreaterThan(0);
  });
});

describe('the message that asks for it', () => {
  const message: EraseMessage = { kind: 'eraseExcerpts', ownerId: me, at };
  const ingestOf = async (store: ContactStore, logs: string[] = []) =>
    createIngestHandler({
      store,
      source: await bucketOf([]),
      audits: { send: async () => {} },
      newRunId,
      now,
      log: testLog(logs),
      metrics: noMetrics,
    });

  test('is carried out by ingest, however often it comes', async () => {
    const store = await withOne(await storeThatKeeps(false));
    const logs: string[] = [];
    const handler = await ingestOf(store, logs);
    for (const _ of [1, 2]) expect(await handler(sqsEvent(message))).toEqual({ batchItemFailures: [] });
    expect(await kept(store)).toBe(0);
    expect(logs.join()).toContain('"erased":1');
  });

  test('comes again where an import is under way', async () => {
    const store = await withOne(await storeThatKeeps(false));
    const lock = { runId: 'another' as RunId, importId: 'e0'.repeat(8) as ImportId, until: at };
    await store.takeImportLock(me, lock, at);
    const { batchItemFailures } = await (await ingestOf(store))(sqsEvent(message));
    expect(batchItemFailures).toHaveLength(1);
    await store.releaseImportLock(me, 'another' as RunId);
    expect((await (await ingestOf(store))(sqsEvent(message))).batchItemFailures).toEqual([]);
    expect(await kept(store)).toBe(0);
  });
});
