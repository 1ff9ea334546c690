import type { FileHash, OwnerId } from '../domain/ids.ts';

/** One upload as its object key names it: `exports/<ownerId>/<uploadId>/<file name>`. */
export type UploadRef = {
  readonly key: string;
  readonly ownerId: OwnerId;
  readonly uploadId: string;
  readonly fileName: string;
};

/** An upload on the local disk, hashed on the way; `dispose` removes the copy. */
export type FetchedExport = {
  readonly path: string;
  readonly fileHash: FileHash;
  readonly sizeBytes: number;
  dispose(): Promise<void>;
};

/** Where uploads lie. Undefined when the object is gone (expired or erased); nothing is kept of one that is too large. */
export type ExportSource = { fetch(upload: UploadRef): Promise<FetchedExport | 'tooLarge' | undefined> };
