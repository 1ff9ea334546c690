import type { Covers } from './contact.ts';
import type { Change } from './diff.ts';
import type { GuardReport, KnownProfile } from './guard.ts';
import type { ContactId, FileHash, ImportId, IsoTime } from './ids.ts';
import {
  type ExportFile,
  evidenceFileKinds,
  type FileKind,
  type MessagesJoin,
  type OwnerFoundBy,
  type Rejection,
  type SkipCounts,
} from './snapshot.ts';

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
  /**
   * `held`: the guard has a reason and nothing was changed; the owner may say that the export is right. `replaced`: left in
   * the middle, and a later one was applied over it.
   */
  readonly status: 'applying' | 'accepted' | 'held' | 'rejected' | 'replaced';
  /** The export's own date; for a rejected upload the time of the upload. */
  readonly exportedAt: IsoTime;
  readonly uploadedAt: IsoTime;
  /**
   * The upload that it came by; the same bytes again are another upload. While it is held, the newest one, whose object
   * lies there the longest. Absent where it was not kept yet.
   */
  readonly uploadId?: string;
  readonly finishedAt?: IsoTime;
  readonly rejection?: Rejection;
  /** True when a newer export was known already: memory grew, nothing current changed. */
  readonly older: boolean;
  readonly contacts: ContactCounts;
  readonly skipped: SkipCounts;
  readonly files: readonly ExportFile[];
  readonly absent: readonly FileKind[];
  /** What the guard saw; with reasons in an accepted import the owner overrode it. Absent for a rejected upload. */
  readonly guard?: GuardReport;
  readonly messagesJoin?: MessagesJoin;
  /** How the export's owner was told; absent for a rejected upload. */
  readonly ownerFoundBy?: OwnerFoundBy;
  /** The first changes by contact id, as many as fit an item; the counts tell of all. */
  readonly changes: readonly Change[];
  readonly writes: WriteCounts;
};

/** The newest complete import of one owner. */
export type Head = {
  readonly importId: ImportId;
  readonly fileHash: FileHash;
  readonly exportedAt: IsoTime;
  /** Which connections its rows reach; absent where it was not kept yet. */
  readonly covers?: Covers;
  /** See `Sight`. */
  readonly unread?: readonly ContactId[];
  readonly tail?: readonly ContactId[];
  /** Whose exports these are, as far as they told; absent where it was not kept yet. */
  readonly profile?: KnownProfile;
  /** Ids of the incoming invitations that the newest export with invitations lists and nobody accepted, newest first. */
  readonly pending?: readonly string[];
};

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

type Looked = Pick<ExportFile, 'rows' | 'unreadable' | 'unreadableRows' | 'uncounted'>;

/** Whether a file held a row that could be read, and of messages one that counts: one that did not is as good as none. */
export const hasRows = ({ rows, unreadable = [], unreadableRows, uncounted }: Looked): boolean =>
  uncounted !== true && rows > (unreadableRows ?? unreadable.length);

/** The kinds of evidence of which the export had a file, but none with a row: nothing was searched there. */
export function emptyKinds(files: readonly (Looked & Pick<ExportFile, 'kind'>)[]): readonly FileKind[] {
  return evidenceFileKinds.filter((kind) => {
    const ofKind = files.filter((file) => file.kind === kind);
    return ofKind.length > 0 && !ofKind.some(hasRows);
  });
}
