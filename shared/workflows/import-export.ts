import { begunImports, mayReplace, withoutAbsencesOf } from '../domain/begun-imports.ts';
import type { Contact } from '../domain/contact.ts';
import { ImportBusy, OwnerUnknown } from '../domain/errors.ts';
import { type GuardReport, guardImport } from '../domain/guard.ts';
import type { FileHash, IsoTime, OwnerId, RunId } from '../domain/ids.ts';
import { importIdOf, isoTime } from '../domain/ids.ts';
import type { Head, ImportRecord } from '../domain/import.ts';
import type { Owner } from '../domain/owner.ts';
import { type ImportPlan, planImport } from '../domain/plan-import.ts';
import { awaitedReplies } from '../domain/replies.ts';
import { periodOf } from '../domain/schedule.ts';
import type { Rejection, Snapshot } from '../domain/snapshot.ts';
import { withUnconfirmed } from '../domain/unconfirmed.ts';
import { receiptOf } from '../domain/upload.ts';
import { readExport } from '../exports/read-export.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ExportSource, FetchedExport, UploadRef } from '../ports/export-source.ts';
import type { AuditMessage, NoticeMessage, Queue } from '../ports/queue.ts';
import {
  type AboutUpload,
  aboutUnread,
  applying,
  headOf,
  heldAs,
  heldOf,
  pinnedAtOf,
  rejected,
  rejectedOf,
  replacedAs,
  standingOf,
} from './import-records.ts';

export type ImportExportServices = {
  readonly source: Pick<ExportSource, 'fetch'>;
  readonly store: Pick<
    ContactStore,
    | 'readOwner'
    | 'readContacts'
    | 'writeContacts'
    | 'readMemory'
    | 'readDecisions'
    | 'readOverride'
    | 'readExcerptIds'
    | 'writeMemory'
    | 'readImports'
    | 'openImport'
    | 'writeImport'
    | 'writeReceipt'
    | 'readHead'
    | 'moveHead'
    | 'takeImportLock'
    | 'releaseImportLock'
  >;
  /** Also for notices: `audit` makes the mails. */
  readonly audits: Queue<AuditMessage | NoticeMessage>;
  /** Names one run, at random: two runs of the same upload must not take each other's lock for their own. */
  readonly newRunId: () => RunId;
  readonly now: Clock;
};

/**
 * Longer than any function may run, so that no holder of the lock outlives it; and over before a message that found it
 * taken comes for the last time, so that a holder that died sends no other upload to the dead letters.
 */
export const importLockMinutes = 12;

/**
 * Takes one upload into the table (DESIGN section 3, "Import"): read, plan, guard, then write; `head` last. Idempotent: the
 * same bytes twice, also at the same time, are one import, and a rerun after a crash carries on. The receipt comes last:
 * whoever sent the upload learns of it only once all is done. Undefined when the upload is gone.
 *
 * A rerun plans anew, from what is half written, and arrives at what the first run would have: the counts and the guard's
 * word alone are frozen. Another import that was left in the middle is replaced by one that says all of it anew, and waited
 * for by any other.
 * @throws OwnerUnknown, ImportBusy (come again), StoreThrottled (come again)
 */
export async function importExport(
  services: ImportExportServices,
  { upload, uploadedAt }: { upload: UploadRef; uploadedAt: IsoTime },
): Promise<ImportRecord | undefined> {
  const { source, store, now } = services;
  const owner = await store.readOwner(upload.ownerId);
  if (owner === undefined) throw new OwnerUnknown();
  const fetched = await source.fetch(upload);
  if (fetched === undefined) return tellFileGone(services, upload);
  const record =
    fetched === 'tooLarge'
      ? await reject(services, owner, aboutUnread(upload, uploadedAt), { rejected: 'tooLarge' })
      : await importFetched(services, { owner, fetched, upload, uploadedAt });
  await startNotice(services, upload, record);
  await store.writeReceipt(
    owner.ownerId,
    upload.uploadId,
    receiptOf(record, upload.uploadId, isoTime(now())),
  );
  return record;
}

// Whoever said of a held export that it is right waits for its import; without the file there will be none.
async function tellFileGone(
  { store, now }: ImportExportServices,
  { ownerId, uploadId }: UploadRef,
): Promise<undefined> {
  const held = (await store.readImports(ownerId)).find(
    (record) => record.uploadId === uploadId && record.status === 'held',
  );
  if (held === undefined) return;
  const at = isoTime(now());
  await store.writeReceipt(ownerId, uploadId, {
    importId: held.importId,
    status: 'held',
    code: 'fileGone',
    at,
  });
}

// One notice an import, however often it is asked for.
async function startNotice(
  { audits, now }: ImportExportServices,
  { ownerId, uploadId }: UploadRef,
  { importId, status, finishedAt }: ImportRecord,
): Promise<void> {
  if (status !== 'rejected' && status !== 'held') return;
  await audits.send({ kind: 'notice', ownerId, importId, uploadId, at: finishedAt ?? isoTime(now()) });
}

async function importFetched(
  services: ImportExportServices,
  input: { owner: Owner; fetched: FetchedExport; upload: UploadRef; uploadedAt: IsoTime },
): Promise<ImportRecord> {
  const { store } = services;
  const { owner, fetched, upload, uploadedAt } = input;
  try {
    const { fileHash, path } = fetched;
    const imports = await store.readImports(owner.ownerId);
    const standing = standingOf(imports, fileHash);
    if (standing?.status === 'accepted') return await startFirstAudit(services, owner, imports, standing);
    const snapshot = await readExport({ path, fileName: upload.fileName, uploadedAt });
    const { fileName, uploadId } = upload;
    const about = { fileHash, fileName, uploadId, uploadedAt: standing?.uploadedAt ?? uploadedAt };
    if ('rejected' in snapshot) return await reject(services, owner, about, snapshot);
    if (snapshot.contacts === undefined && (await store.readHead(owner.ownerId)) === undefined) {
      // Messages without contacts add memory to contacts that are known; without any there is nothing to add to.
      return await reject(services, owner, about, { rejected: 'noConnections' });
    }
    const applied = await apply(services, { owner, snapshot, about });
    return await startFirstAudit(services, owner, [...applied.imports, applied.record], applied.record);
  } finally {
    await fetched.dispose();
  }
}

async function reject(
  services: ImportExportServices,
  owner: Owner,
  about: AboutUpload,
  rejection: Rejection,
): Promise<ImportRecord> {
  const record = rejected(about, rejection, isoTime(services.now()));
  const standing = await services.store.openImport(owner.ownerId, record);
  // Another run found the same bytes good by what it read, later or earlier: its result is the one that counts.
  if (standing.status === 'applying') throw new ImportBusy();
  return standing;
}

type ApplyInput = { readonly owner: Owner; readonly snapshot: Snapshot; readonly about: AboutUpload };
type Applied = { readonly imports: readonly ImportRecord[]; readonly record: ImportRecord };

async function apply(services: ImportExportServices, input: ApplyInput): Promise<Applied> {
  const { store } = services;
  const { ownerId } = input.owner;
  const { fileHash } = input.about;
  const runId = services.newRunId();
  try {
    await takeLock(services, { ownerId, runId, fileHash });
    // Read once more: until the lock was free, another run may have been at these very bytes.
    const imports = await store.readImports(ownerId);
    const standing = standingOf(imports, fileHash);
    if (standing?.status === 'accepted') return { imports, record: standing };
    const refused = rejectedOf(imports, input.about);
    if (refused !== undefined) return { imports, record: refused };
    const begun = begunImports(imports).filter((other) => other.fileHash !== fileHash);
    if (!begun.every((other) => mayReplace(other, input.snapshot))) throw new ImportBusy();
    return {
      imports,
      record: await applyLocked(services, input, {
        standing,
        held: heldOf(imports, fileHash),
        pinnedAt: pinnedAtOf(imports),
        begun,
      }),
    };
  } finally {
    // Also after a fault: whatever is left undone is planned anew, and the owner's next upload must not wait for it. And
    // also where it was not taken: the answer may have been lost.
    await store.releaseImportLock(ownerId, runId);
  }
}

/** What is known of earlier uploads: of the same bytes, begun and half done, or held; and when an export was said to be right. */
type Before = {
  readonly standing: ImportRecord | undefined;
  readonly held: ImportRecord | undefined;
  readonly pinnedAt: IsoTime | undefined;
  /** Others that were left in the middle, which this one replaces. */
  readonly begun: readonly ImportRecord[];
};

async function applyLocked(
  services: ImportExportServices,
  input: ApplyInput,
  { standing, held, pinnedAt, begun }: Before,
): Promise<ImportRecord> {
  const { store } = services;
  const { owner, snapshot, about } = input;
  const { ownerId } = owner;
  const isOverridden = (await store.readOverride(ownerId, about.fileHash)) !== undefined;
  // Also for bytes that were held: the owner may have decided since then to remove those whom they lack.
  const { plan, guard, head } = await readAndPlan(store, { owner, snapshot, pinnedAt, begun });
  // The owner's word was about the numbers that were told.
  const told = isOverridden || standing !== undefined ? (held?.guard ?? guard) : guard;
  const opened = applying({ about, snapshot, plan, guard: told });
  // What was begun was let through before.
  if (standing === undefined && guard.reasons.length > 0 && !isOverridden)
    return held === undefined ? hold(services, ownerId, opened) : holdAgain(store, { ...held, guard }, input);
  const frozen = standing ?? (await open(store, ownerId, { opened, held }));
  return write(services, { owner, snapshot, plan, frozen, head, begun });
}

async function open(
  store: ImportExportServices['store'],
  ownerId: OwnerId,
  { opened, held }: { opened: ImportRecord; held: ImportRecord | undefined },
): Promise<ImportRecord> {
  if (held === undefined) return store.openImport(ownerId, opened);
  await store.writeImport(ownerId, opened);
  return opened;
}

// Nothing is changed: the import alone says what the guard saw.
async function hold(
  { store, now }: ImportExportServices,
  ownerId: OwnerId,
  opened: ImportRecord,
): Promise<ImportRecord> {
  const held = heldAs(opened, isoTime(now()));
  await store.writeImport(ownerId, held);
  return held;
}

async function holdAgain(
  store: ImportExportServices['store'],
  held: ImportRecord,
  { owner, about: { uploadId, fileName } }: ApplyInput,
): Promise<ImportRecord> {
  const again: ImportRecord = { ...held, uploadId, fileName };
  await store.writeImport(owner.ownerId, again);
  return again;
}

async function write(
  { store, now }: ImportExportServices,
  input: {
    owner: Owner;
    snapshot: Snapshot;
    plan: ImportPlan;
    frozen: ImportRecord;
    head: Head | undefined;
    begun: readonly ImportRecord[];
  },
): Promise<ImportRecord> {
  const { snapshot, plan, frozen, head, begun } = input;
  const { ownerId } = input.owner;
  // Memory first: a former employer is known only as long as the contact still has the former row.
  const remembered = await store.writeMemory(ownerId, plan);
  await store.writeContacts(ownerId, plan.contacts);
  const movesHead = !plan.older && snapshot.contacts !== undefined;
  if (movesHead) await store.moveHead(ownerId, headOf(frozen, { snapshot, plan, before: head }));
  const finishedAt = isoTime(now());
  for (const other of begun) await store.writeImport(ownerId, replacedAs(other, finishedAt));
  const accepted: ImportRecord = {
    ...frozen,
    status: 'accepted',
    finishedAt,
    // The lock taken and given back, the import's own two writes, the receipt, the mark, the head; memory beside them.
    writes: { contacts: plan.contacts.length, other: remembered + 6 + Number(movesHead) + begun.length },
  };
  await store.writeImport(ownerId, accepted);
  return accepted;
}

async function takeLock(
  { store, now }: ImportExportServices,
  { ownerId, runId, fileHash }: { ownerId: OwnerId; runId: RunId; fileHash: FileHash },
): Promise<void> {
  const at = now();
  const lock = {
    runId,
    importId: importIdOf(fileHash),
    until: isoTime(new Date(at.getTime() + importLockMinutes * 60_000)),
  };
  if (!(await store.takeImportLock(ownerId, lock, isoTime(at)))) throw new ImportBusy();
}

async function readAndPlan(
  store: ImportExportServices['store'],
  {
    owner,
    snapshot,
    pinnedAt,
    begun,
  }: Pick<ApplyInput, 'owner' | 'snapshot'> & Pick<Before, 'pinnedAt' | 'begun'>,
): Promise<{ plan: ImportPlan; guard: GuardReport; head: Head | undefined }> {
  const { ownerId } = owner;
  const [contacts, memory, excerptIds, head, answered, current] = await Promise.all([
    store.readContacts(ownerId),
    store.readMemory(ownerId),
    store.readExcerptIds(ownerId),
    store.readHead(ownerId),
    store.readDecisions(ownerId),
    // Under the lock: whoever wants no excerpts any more, since this run began, has those erased that are there by now.
    store.readOwner(ownerId),
  ]);
  const { keepExcerpts } = current ?? owner;
  const known = withoutAbsencesOf(begun, contacts);
  // A *remove* that nobody has confirmed excuses nobody.
  const decisions = withUnconfirmed(answered);
  const awaitsReply = awaitedReplies({ contacts: known, decisions });
  const planned = planImport({
    known,
    memory,
    excerptIds,
    head,
    snapshot,
    keepExcerpts,
    decisions,
    awaitsReply,
  });
  const plan = { ...planned, contacts: withRestored(planned.contacts, { known, standing: contacts }) };
  const { absent } = plan;
  const { owner: exportOwner } = snapshot;
  const profile = head?.profile;
  const guard = guardImport({ known, absent, decisions, profile, exportOwner, pinnedAt });
  return { plan, guard, head };
}

// Whoever is connected again by what was taken back, and as the plan wants them by that, stands in the table as missing.
function withRestored(
  planned: readonly Contact[],
  { known, standing }: { known: readonly Contact[]; standing: readonly Contact[] },
): readonly Contact[] {
  if (known === standing) return planned;
  const ids = new Set(planned.map(({ contactId }) => contactId));
  const restored = known.filter(
    (contact, place) => contact !== standing[place] && !ids.has(contact.contactId),
  );
  return [...planned, ...restored];
}

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
    await audits.send({ ownerId: owner.ownerId, at, period: periodOf(at, owner) });
  }
  return record;
}
