import type { ImportId, IsoTime } from './ids.ts';
import type { ImportRecord } from './import.ts';
import type { RejectionCode } from './snapshot.ts';

/** The most bytes that an export may have: 512 MB (REQUIREMENTS D-7). */
export const maxExportBytes = 512 * 1024 * 1024;

/** What Woher calls one upload; an object that somebody else put into the bucket may be called anything. */
export const uploadIdPattern = /^[a-z0-9-]{1,64}$/;

/** A form that uploads one file: its fields go before the file, whose own field is called `file`. */
export type UploadForm = {
  /** Where the form goes, and the origin of that address as a policy names it: `'self'` for the page's own. */
  readonly url: string;
  readonly origin: string;
  /** For a browser without script: answered by a redirect to `returnTo`. */
  readonly fields: Readonly<Record<string, string>>;
  /** For the page's script: answered by a status alone, because a script may not follow to another site unseen. */
  readonly scriptFields: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** After how many days the file is deleted; absent where it stays on the owner's own machine. */
  readonly keptDays?: number;
};

/** What became of one upload, kept for whoever sent it: the import tells the rest. */
export type Receipt = {
  readonly importId: ImportId;
  readonly status: Exclude<ImportRecord['status'], 'applying' | 'replaced'>;
  /**
   * Why it was rejected; that it changed nothing because these very bytes were imported before; or that the owner's word
   * for a held one came when its file was gone; or that it failed for good, and no later upload waits for it.
   */
  readonly code?: RejectionCode | 'alreadyImported' | 'fileGone' | 'givenUp';
  readonly at: IsoTime;
  /** Of what lay under the upload's key; absent where nobody asks. */
  readonly version?: string;
};

/** Whether an upload brought only what another one had brought before: its bytes changed nothing. */
export const isRepeated = (record: ImportRecord, uploadId: string): boolean =>
  record.status === 'accepted' && record.uploadId !== uploadId;

/** The receipt of an upload whose bytes belong to this import; the import knows which upload it came from. */
export function receiptOf(record: ImportRecord, uploadId: string, at: IsoTime): Receipt {
  const { importId, status } = record;
  if (status === 'applying' || status === 'replaced')
    throw new RangeError('there is no receipt for an import that did not end');
  const code = isRepeated(record, uploadId) ? 'alreadyImported' : record.rejection?.rejected;
  return { importId, status, ...(code === undefined ? {} : { code }), at };
}
