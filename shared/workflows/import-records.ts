import { createHash } from 'node:crypto';
import { defined } from '../domain/collections.ts';
import type { GuardReport } from '../domain/guard.ts';
import { profileAfter } from '../domain/guard.ts';
import type { FileHash, IsoTime } from '../domain/ids.ts';
import { importIdOf } from '../domain/ids.ts';
import { type Head, type ImportRecord, noContacts } from '../domain/import.ts';
import { type ImportPlan, pendingInvitations } from '../domain/plan-import.ts';
import type { Rejection, Snapshot } from '../domain/snapshot.ts';
import { evidenceFileKinds } from '../domain/snapshot.ts';
import type { UploadRef } from '../ports/export-source.ts';

/** As many changes as an import's item keeps; the counts tell of all. */
const changesKept = 200;

/** The import of the same bytes that is begun or done. What was held or rejected changed nothing: it may be good later. */
export const standingOf = (imports: readonly ImportRecord[], fileHash: FileHash): ImportRecord | undefined =>
  imports.find(
    ({ fileHash: of, status }) => of === fileHash && (status === 'applying' || status === 'accepted'),
  );

/** The very upload as another run rejected it, with what was known then. */
export const rejectedOf = (
  imports: readonly ImportRecord[],
  { fileHash, uploadId }: AboutUpload,
): ImportRecord | undefined =>
  imports.find(
    (record) => record.fileHash === fileHash && record.uploadId === uploadId && record.status === 'rejected',
  );

/** The same bytes as they were held, if they were. */
export const heldOf = (imports: readonly ImportRecord[], fileHash: FileHash): ImportRecord | undefined =>
  imports.findLast((record) => record.fileHash === fileHash && record.status === 'held');

/** Date of the newest export that the guard held back and the owner said is right. */
export const pinnedAtOf = (imports: readonly ImportRecord[]): IsoTime | undefined =>
  imports
    .filter(({ status, older, guard }) => status === 'accepted' && !older && (guard?.reasons.length ?? 0) > 0)
    .map(({ exportedAt }) => exportedAt)
    .sort()
    .at(-1);

/** Which upload an import is of. */
export type AboutUpload = {
  readonly fileHash: FileHash;
  readonly fileName: string;
  readonly uploadedAt: IsoTime;
  readonly uploadId: string;
};

/** An upload that was not read. Nobody knows the hash of its bytes: the object's key stands in for them. */
export const aboutUnread = ({ key, fileName, uploadId }: UploadRef, uploadedAt: IsoTime): AboutUpload => ({
  fileHash: createHash('sha256').update(`unread|${key}`).digest('hex') as FileHash,
  fileName,
  uploadedAt,
  uploadId,
});

/** The import of a file that was not read: nothing but why. */
export const rejected = (about: AboutUpload, rejection: Rejection, finishedAt: IsoTime): ImportRecord => ({
  ...about,
  importId: importIdOf(about.fileHash),
  status: 'rejected',
  exportedAt: about.uploadedAt,
  finishedAt,
  rejection,
  older: false,
  contacts: noContacts,
  skipped: {},
  files: [],
  absent: [],
  changes: [],
  // The import itself, its receipt, its mark.
  writes: { contacts: 0, other: 3 },
});

/** The import that the guard holds: what it saw, and no change. */
export const heldAs = (opened: ImportRecord, finishedAt: IsoTime): ImportRecord => ({
  ...opened,
  status: 'held',
  finishedAt,
  contacts: { ...noContacts, total: opened.contacts.total },
  changes: [],
  // The lock taken and given back, the import, the receipt, the mark.
  writes: { contacts: 0, other: 5 },
});

/** An import that was left in the middle, after a later one was applied over it. */
export const replacedAs = (begun: ImportRecord, finishedAt: IsoTime): ImportRecord => ({
  ...begun,
  status: 'replaced',
  finishedAt,
});

/** The import as it begins: the frozen result of its plan. */
export function applying({
  about,
  snapshot,
  plan,
  guard,
}: {
  about: AboutUpload;
  snapshot: Snapshot;
  plan: ImportPlan;
  guard: GuardReport;
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
    absent: evidenceFileKinds.filter((kind) => !present.has(kind)),
    guard,
    ...(snapshot.messagesJoin === undefined ? {} : { messagesJoin: snapshot.messagesJoin }),
    ownerFoundBy: snapshot.owner.foundBy,
    changes: plan.changes.slice(0, changesKept),
    writes: { contacts: 0, other: 0 },
  };
}

type HeadInput = {
  readonly snapshot: Snapshot;
  readonly plan: ImportPlan;
  readonly before: Head | undefined;
};

/** The head that an import becomes. */
export const headOf = (
  { importId, fileHash, exportedAt }: ImportRecord,
  { snapshot, plan, before }: HeadInput,
): Head => ({
  importId,
  fileHash,
  exportedAt,
  ...defined({ covers: plan.sight.covers, unread: plan.sight.unread, tail: plan.sight.tail }),
  profile: profileAfter(before?.profile, snapshot.owner),
  ...defined({ pending: pendingInvitations(snapshot) ?? before?.pending }),
});
