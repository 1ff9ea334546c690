import { ImportBusy } from '../domain/errors.ts';
import { type ImportId, isoTime, type OwnerId, type RunId } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import { importLockMinutes } from './import-export.ts';

export type EraseExcerptsServices = {
  readonly store: Pick<ContactStore, 'readOwner' | 'eraseExcerpts' | 'takeImportLock' | 'releaseImportLock'>;
  /** Names one run, at random, as that of an import. */
  readonly newRunId: () => RunId;
  readonly now: Clock;
};

/** Stands in the lock where the name of an import would. */
const noImport = '0'.repeat(16) as ImportId;

/**
 * Erases the excerpts of an owner who wants none kept; how many there were. Under the import lock, under which imports read
 * whether to keep any: one that began while they still were to be kept is over by then, and a later one writes none. Who wants
 * them kept again by now, or was erased, is left alone. May be repeated.
 * @throws ImportBusy (come again), StoreThrottled (come again)
 */
export async function eraseExcerpts(
  { store, newRunId, now }: EraseExcerptsServices,
  ownerId: OwnerId,
): Promise<number> {
  const runId = newRunId();
  const at = now();
  const until = isoTime(new Date(at.getTime() + importLockMinutes * 60_000));
  try {
    const isMine = await store.takeImportLock(ownerId, { runId, importId: noImport, until }, isoTime(at));
    if (!isMine) throw new ImportBusy();
    const owner = await store.readOwner(ownerId);
    return owner === undefined || owner.keepExcerpts ? 0 : await store.eraseExcerpts(ownerId);
  } finally {
    // Also where it was not taken: the answer may have been lost.
    await store.releaseImportLock(ownerId, runId);
  }
}
