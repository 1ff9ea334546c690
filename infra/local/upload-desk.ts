import { maxExportBytes, type UploadForm } from '../../shared/domain/upload.ts';
import type { UploadDesk } from '../../shared/ports/upload-desk.ts';

/** Uploads to the pages' own host: the form goes to the very address that shows the result. */
export const localUploadDesk: UploadDesk = {
  openUpload: ({ returnTo }) => localForm(new URL(returnTo).pathname),
};

/** A form of this host; whoever takes it answers by a redirect, which a script may follow here. */
export const localForm = (path: string): UploadForm => ({
  url: path,
  origin: "'self'",
  fields: {},
  scriptFields: {},
  maxBytes: maxExportBytes,
});
