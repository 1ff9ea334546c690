import { compareText } from '../domain/collections.ts';
import { type FileHash, type IsoTime, type OwnerId, ownerIdPattern } from '../domain/ids.ts';
import { exportsPrefix } from '../names.ts';

/** One upload as its object key names it: `exports/<ownerId>/<uploadId>/<file name>`. */
export type UploadRef = {
  readonly key: string;
  readonly ownerId: OwnerId;
  readonly uploadId: string;
  readonly fileName: string;
};

/** An upload as it lies there now. */
export type StandingUpload = UploadRef & {
  /** When it was put, to the second: S3 tells no more (Amazon S3 API reference, ListObjectsV2, `LastModified`). */
  readonly uploadedAt: IsoTime;
  /** Changes when something else is put under the same key. */
  readonly version: string;
};

/** An upload on the local disk, hashed on the way; `dispose` removes the copy. */
export type FetchedExport = {
  readonly path: string;
  readonly fileHash: FileHash;
  readonly sizeBytes: number;
  dispose(): Promise<void>;
};

/** Where uploads lie. */
export type ExportSource = {
  /** Undefined when the object is gone (expired or erased); nothing is kept of one that is too large. */
  fetch(upload: UploadRef): Promise<FetchedExport | 'tooLarge' | undefined>;
  /** All uploads of one owner that lie there, whoever put them there, in the order of `compareUploads`. */
  list(ownerId: OwnerId): Promise<readonly StandingUpload[]>;
};

/**
 * The order in which uploads came. Those of one second go by their keys: in no order that means anything, but everybody
 * who asks finds the same one.
 */
export const compareUploads = (a: StandingUpload, b: StandingUpload): number =>
  compareText(a.uploadedAt, b.uploadedAt) || compareText(a.key, b.key);

/** What a key names, or undefined where it is not the key of an upload. */
export function uploadRefOf(key: string): UploadRef | undefined {
  const [ownerId, uploadId, ...rest] = key.startsWith(exportsPrefix)
    ? key.slice(exportsPrefix.length).split('/')
    : [];
  // Any name is one, and none too: a form that is sent without a file name makes a key that ends here.
  if (ownerId === undefined || !ownerIdPattern.test(ownerId) || !uploadId || rest.length === 0)
    return undefined;
  return { key, ownerId: ownerId as OwnerId, uploadId, fileName: rest.join('/') };
}
