import type { OwnerId } from '../domain/ids.ts';
import type { UploadForm } from '../domain/upload.ts';

/** Where owners hand in exports. */
export type UploadDesk = {
  /** Opens the desk for one upload, for an hour; nothing is kept of it unless a file comes. */
  openUpload(upload: {
    readonly ownerId: OwnerId;
    readonly uploadId: string;
    /** Absolute address of the page with the result. */
    readonly returnTo: string;
  }): UploadForm;
};
