import { ImportBusy, OwnerUnknown } from '../domain/errors.ts';
import type { FileHash, ImportId, IsoTime, OwnerId } from '../domain/ids.ts';
import { importIdOf, isoTime } from '../domain/ids.ts';
import { type Head, type ImportRecord, noContacts } from '../domain/import.ts';
import type { Owner } from '../domain/owner.ts';
import { type ImportPlan, planImport } from '../domain/plan-import.ts';
import { periodOf } from '../domain/schedule.ts';
import type { Rejection, Snapshot } from '../domain/snapshot.ts';
import { fileKinds } from '../domain/snapshot.ts';
import { readExport } from '../exports/read-export.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ExportSource, UploadRef } from '../ports/export-source.ts';
import type { AuditMessage, Queue } from '../ports/queue.ts';

export type ImportExportServices = {
  readonly source: ExportSource;
  readonly store: Pick<
    ContactStore,
    | 'readOwner'
    | 'readContacts'
    | 'writeContacts'
    | 'readMemory'
    | 'readExcerptIds'
    | 'writeMemory'
    | 'readImports'
    | 'writeImport'
    | 'readHead'
    | 'moveHead'
    | 'takeImportLock'
    | 'releaseImportLock'
  >;
  readonly audits: Queue<AuditMessage>;
  readonly now: Clock;
};

/** Longer than any function may run, so that no holder of the lock outlives it. */
const lockMinutes = 16;
/** As many changes as an import's item keeps; the counts tell of all. */
const changesKept = 200;

/**
 * Takes one upload into the table (DESIGN section 3, "Import"): read, plan, then write; `head` last. Idempotent: the
 * same bytes twice are one import, and a rerun after a crash carries on. Undefined when the upload is gone.
 * @throws OwnerUnknown, ImportBusy (come again), StoreThrottled (come again)
 */
export async function importExport(
  services: ImportExportServices,
  { upload, uploadedAt }: { upload: UploadRef; uploadedAt: IsoTime },
): Promise<ImportRecord | undefined> {
  const { source, store } = services;
  const owner = await store.readOwner(upload.ownerId);
  if (owner === undefined) throw new OwnerUnknown();
  const fetched = await source.fetch(upload);
  if (fetched === undefined) return undefined;
  try {
    const { fileHash, path } = fetched;
    const imports = await store.readImports(owner.ownerId);
    const standing = imports.find((record) => record.fileHash === fileHash && record.status !== 'rejected');
    if (standing?.status === 'accepted') {
      // A crash right after the last write left the lock behind.
      await store.releaseImportLock(owner.ownerId, standing.importId);
      return await startFirstAudit(services, owner, imports, standing);
    }
    const snapshot = await readExport({ path, fileName: upload.fileName, uploadedAt });
    const about = { fileHash, fileName: upload.fileName, uploadedAt: standing?.uploadedAt ?? uploadedAt };
    if ('rejected' in snapshot) return await reject(services, owner, about, snapshot);
    if (snapshot.contacts === undefined && (await store.readHead(owner.ownerId)) === undefined) {
      // Messages without contacts add memory to contacts that are known; without any there is nothing to add to.
      return await reject(services, owner, about, { rejected: 'noConnections' });
    }
    const record = await apply(services, { owner, snapshot, about, standing });
    return await startFirstAudit(services, owner, [...imports, record], record);
  } finally {
    await fetched.dispose();
  }
}

type AboutUpload = { readonly fileHash: FileHash; readonly fileName: string; readonly uploadedAt: IsoTime };

async function reject(
  services: ImportExportServices,
  owner: Owner,
  about: AboutUpload,
  rejection: Rejection,
): Promise<ImportRecord> {
  const record: ImportRecord = {
    ...about,
    importId: importIdOf(about.fileHash),
    status: 'rejected',
    exportedAt: about.uploadedAt,
    finishedAt: isoTime(services.now()),
    rejection,
    older: false,
    contacts: noContacts,
    skipped: {},
    files: [],
    absent: [],
    changes: [],
    writes: { contacts: 0, other: 0 },
  };
  await services.store.writeImport(owner.ownerId, record);
  return record;
}

type ApplyInput = {
  readonly owner: Owner;
  readonly snapshot: Snapshot;
  readonly about: AboutUpload;
  readonly standing: ImportRecord | undefined;
};

async function apply(services: ImportExportServices, input: ApplyInput): Promise<ImportRecord> {
  const { store } = services;
  const { ownerId } = input.owner;
  const importId = importIdOf(input.about.fileHash);
  await takeLock(services, ownerId, importId);
  try {
    return await applyLocked(services, input);
  } finally {
    // Also after a fault: whatever is left undone is planned anew, and the owner's next upload must not wait for it.
    await store.releaseImportLock(ownerId, importId);
  }
}

async function applyLocked(
  { store, now }: ImportExportServices,
  { owner, snapshot, about, standing }: ApplyInput,
): Promise<ImportRecord> {
  const { ownerId } = owner;
  const plan = await readAndPlan(store, owner, snapshot);
  const frozen = standing ?? applying({ about, snapshot, plan });
  if (standing === undefined) await store.writeImport(ownerId, frozen);
  // Memory first: a former employer is known only as long as the contact still has the former row.
  const remembered = await store.writeMemory(ownerId, plan);
  await store.writeContacts(ownerId, plan.contacts);
  const movesHead = !plan.older && snapshot.contacts !== undefined;
  if (movesHead) await store.moveHead(ownerId, headOf(frozen));
  const accepted: ImportRecord = {
    ...frozen,
    status: 'accepted',
    finishedAt: isoTime(now()),
    // The lock, the import's own two writes, the head; memory beside them.
    writes: { contacts: plan.contacts.length, other: remembered + 3 + Number(movesHead) },
  };
  await store.writeImport(ownerId, accepted);
  return accepted;
}

async function takeLock(
  { store, now }: ImportExportServices,
  ownerId: OwnerId,
  importId: ImportId,
): Promise<void> {
  const at = now();
  const until = isoTime(new Date(at.getTime() + lockMinutes * 60_000));
  if (!(await store.takeImportLock(ownerId, { importId, until }, isoTime(at)))) throw new ImportBusy();
}

async function readAndPlan(
  store: ImportExportServices['store'],
  owner: Owner,
  snapshot: Snapshot,
): Promise<ImportPlan> {
  const { ownerId, keepExcerpts } = owner;
  const [known, memory, excerptIds, head] = await Promise.all([
    store.readContacts(ownerId),
    store.readMemory(ownerId),
    store.readExcerptIds(ownerId),
    store.readHead(ownerId),
  ]);
  return planImport({ known, memory, excerptIds, head, snapshot, keepExcerpts });
}

function applying({
  about,
  snapshot,
  plan,
}: {
  about: AboutUpload;
  snapshot: Snapshot;
  plan: ImportPlan;
}): ImportRecord {
  const present = new Set(snapshot.files.map((file) => file.kind));
  return {
    ...about,
    importId: importIdOf(about.fileHash),
    status: 'applying',
    exportedAt: snapshot.exportedAt,
    older: plan.older,
    contacts: plan.counts,
    skipped: snapshot.skipped,
    files: snapshot.files,
    absent: fileKinds.filter((kind) => !present.has(kind)),
    ...(snapshot.messagesJoin === undefined ? {} : { messagesJoin: snapshot.messagesJoin }),
    changes: plan.changes.slice(0, changesKept),
    writes: { contacts: 0, other: 0 },
  };
}

const headOf = ({ importId, fileHash, exportedAt }: ImportRecord): Head => ({
  importId,
  fileHash,
  exportedAt,
});

// The first export that brought contacts starts an audit at once. Sent again on every replay: the audit opens one digest.
async function startFirstAudit(
  { audits }: ImportExportServices,
  owner: Owner,
  imports: readonly ImportRecord[],
  record: ImportRecord,
): Promise<ImportRecord> {
  const first = imports
    .filter(({ status, contacts }) => status === 'accepted' && contacts.total > 0)
    .sort((a, b) => (a.uploadedAt < b.uploadedAt ? -1 : 1))[0];
  if (first?.importId === record.importId) {
    const at = record.uploadedAt;
    await audits.send({ ownerId: owner.ownerId, at, period: periodOf(at, owner.zone) });
  }
  return record;
}
