import type { Change } from './diff.ts';
import type { FileHash, ImportId, IsoTime } from './ids.ts';
import type { ExportFile, FileKind, MessagesJoin, Rejection, SkipCounts } from './snapshot.ts';

/** What one import changed, in contacts. `total` counts those of the export. */
export type ContactCounts = {
  readonly total: number;
  readonly added: number;
  readonly edited: number;
  readonly renamed: number;
  readonly missing: number;
  readonly gone: number;
  readonly returned: number;
  readonly unchanged: number;
};

/** Items written by an import: contacts, and everything else together. */
export type WriteCounts = { readonly contacts: number; readonly other: number };

/**
 * What one upload was and did. `applying` holds the frozen result of the plan: a rerun after a crash carries on and
 * reports these numbers, not those of the rest that was left to do; `writes` alone are those of the run that finished.
 */
export type ImportRecord = {
  readonly importId: ImportId;
  readonly fileHash: FileHash;
  readonly fileName: string;
  readonly status: 'applying' | 'accepted' | 'rejected';
  /** The export's own date; for a rejected upload the time of the upload. */
  readonly exportedAt: IsoTime;
  readonly uploadedAt: IsoTime;
  readonly finishedAt?: IsoTime;
  readonly rejection?: Rejection;
  /** True when a newer export was known already: memory grew, nothing current changed. */
  readonly older: boolean;
  readonly contacts: ContactCounts;
  readonly skipped: SkipCounts;
  readonly files: readonly ExportFile[];
  readonly absent: readonly FileKind[];
  readonly messagesJoin?: MessagesJoin;
  /** The first changes by contact id, as many as fit an item; the counts tell of all. */
  readonly changes: readonly Change[];
  readonly writes: WriteCounts;
};

/** The newest complete import of one owner. */
export type Head = { readonly importId: ImportId; readonly fileHash: FileHash; readonly exportedAt: IsoTime };

export const noContacts: ContactCounts = {
  total: 0,
  added: 0,
  edited: 0,
  renamed: 0,
  missing: 0,
  gone: 0,
  returned: 0,
  unchanged: 0,
};
