import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stableText } from '../../shared/domain/collections.ts';
import { ImportBusy } from '../../shared/domain/errors.ts';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage } from '../../shared/ports/queue.ts';
import { importExport, importLockMinutes } from '../../shared/workflows/import-export.ts';
import { zipBytes } from '../fixtures/archive.ts';
import { smallExport } from '../local/support.ts';
import { me, newRunId, sourceOf, storeWithOwner } from '../network.ts';
import { faultPlan, stopBefore } from './faults.ts';

const fileName = 'Complete_LinkedInDataExport_11-01-2026.zip';
const uploadedAt = '2026-11-02T09:00:00.000Z' as IsoTime;
let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-twice-'));
  path = join(folder, fileName);
  await writeFile(path, await zipBytes(smallExport));
});
afterAll(() => rm(folder, { recursive: true }));

type Wrap = <Port extends object>(port: Port) => Port;
const unwrapped: Wrap = (port) => port;

/** One delivery of an upload, at a number of minutes after it was made. */
async function deliver(
  store: ContactStore,
  { uploadId, wrap = unwrapped, minutes = 0 }: { uploadId: string; wrap?: Wrap; minutes?: number },
): Promise<'done' | 'busy'> {
  const services = {
    source: sourceOf(path),
    store: wrap(store),
    audits: wrap({ send: async (_: AuditMessage) => {} }),
    newRunId,
    now: () => new Date(Date.parse(uploadedAt) + minutes * 60_000),
  };
  const upload = { key: `exports/me/${uploadId}/${fileName}`, ownerId: me, uploadId, fileName };
  try {
    await importExport(services, { upload, uploadedAt });
    return 'done';
  } catch (fault) {
    if (fault instanceof ImportBusy) return 'busy';
    throw fault;
  }
}

/** Everything but the times of the runs, and by which of two uploads the bytes came first. */
async function stateOf(store: ContactStore): Promise<string> {
  const imports = (await store.readImports(me)).map(({ finishedAt, uploadId, ...record }) => record);
  return stableText({
    imports,
    contacts: await store.readContacts(me),
    memory: await store.readMemory(me),
    head: await store.readHead(me),
    isImporting: await store.isImporting(me, uploadedAt),
  });
}

/** What one undisturbed import leaves, and how many calls it makes. */
async function undisturbed() {
  const store = await storeWithOwner();
  const { wrap, calls } = faultPlan();
  expect(await deliver(store, { uploadId: 'u-1', wrap })).toBe('done');
  return { state: await stateOf(store), calls: calls.length };
}

/** The first runs up to a call, then the second up to one, then the first to its end, then the second to its. */
async function inTurns(
  store: ContactStore,
  uploadIds: readonly [string, string],
  stops: readonly [number, number],
) {
  const [first, second] = [stopBefore(stops[0]), stopBefore(stops[1])];
  const firstRun = deliver(store, { uploadId: uploadIds[0], wrap: first.wrap });
  await Promise.race([first.stopped, firstRun]);
  const secondRun = deliver(store, { uploadId: uploadIds[1], wrap: second.wrap });
  await Promise.race([second.stopped, secondRun]);
  first.goOn();
  const firstEnd = await firstRun;
  second.goOn();
  return [firstEnd, await secondRun] as const;
}

describe('the same file twice at once', () => {
  test.each([
    ['one upload that is delivered twice', ['u-1', 'u-1']],
    ['two uploads', ['u-1', 'u-2']],
  ] as const)('is one import with its own numbers, however the runs take turns: %s', async (_, uploadIds) => {
    const { state, calls } = await undisturbed();
    let busy = 0;
    for (let first = 1; first <= calls + 1; first++) {
      for (let second = 1; second <= calls + 1; second++) {
        const turns = `${first} ${second}`;
        const store = await storeWithOwner();
        const ends = await inTurns(store, uploadIds, [first, second]);
        expect(ends, turns).toContain('done');
        for (const [place, end] of ends.entries()) {
          if (end === 'done') continue;
          busy++;
          expect(await deliver(store, { uploadId: uploadIds[place] ?? '' }), turns).toBe('done');
        }
        expect(await stateOf(store), turns).toBe(state);
        expect(await receiptsOf(store, uploadIds), turns).toEqual(
          uploadIds[0] === uploadIds[1] ? ['accepted'] : ['accepted', 'accepted alreadyImported'],
        );
      }
    }
    // Or the runs never met.
    expect(busy).toBeGreaterThan(calls);
  });
});

async function receiptsOf(store: ContactStore, uploadIds: readonly string[]): Promise<readonly string[]> {
  const receipts = await Promise.all([...new Set(uploadIds)].map((id) => store.readReceipt(me, id)));
  return receipts
    .map((receipt) => [receipt?.status, receipt?.code].filter((part) => part !== undefined).join(' '))
    .sort();
}

describe('an import whose process dies', () => {
  test('is carried on at the latest when its lock is over, with the numbers of the run that died', async () => {
    const { state, calls } = await undisturbed();
    const soon = { done: 0, busy: 0 };
    for (let call = 1; call <= calls; call++) {
      const store = await storeWithOwner();
      const dying = stopBefore(call);
      void deliver(store, { uploadId: 'u-1', wrap: dying.wrap });
      await dying.stopped;
      soon[await deliver(store, { uploadId: 'u-1', minutes: importLockMinutes })]++;
      expect(await deliver(store, { uploadId: 'u-1', minutes: importLockMinutes + 1 })).toBe('done');
      const [standing] = await store.readImports(me);
      expect(standing?.contacts, `call ${call}`).toMatchObject({ added: 3, unchanged: 0 });
      expect(withoutWrites(await stateAfterLock(store)), `call ${call}`).toBe(withoutWrites(state));
    }
    expect(soon.busy).toBeGreaterThan(5);
    expect(soon.done).toBeGreaterThan(2);
  });
});

// A lock that was left after everything was done stays until its time, which is when we look.
const stateAfterLock = async (store: ContactStore): Promise<string> => {
  const later = new Date(Date.parse(uploadedAt) + (importLockMinutes + 1) * 60_000).toISOString() as IsoTime;
  return stateOf({ ...store, isImporting: (ownerId) => store.isImporting(ownerId, later) });
};

// The writes are those of the run that finished.
const withoutWrites = (state: string): string => state.replace(/"writes":\{[^}]*\}/g, '');
