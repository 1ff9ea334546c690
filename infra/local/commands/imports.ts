import type * as z from 'zod';
import type { Catalogue } from '../../../shared/render/locales/catalogue.ts';
import {
  guardedLines,
  notSearchedLines,
  otherColumnLines,
  otherFilesLines,
} from '../../../shared/render/pages/import-lines.ts';
import { exitCodes } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, type CommonArgs, commonArgs, ownerOf, plain, printList, shownDay } from './command.ts';
import { plainShape } from './import.ts';
import { importsShape } from './shapes.ts';

/** `woher imports`: every upload so far and what became of it, oldest export first. */
export const command: Command<CommonArgs, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue, words } = await ownerOf(place, args);
    const records = await place.store.readImports(owner.ownerId);
    const shapes = records.map((record) => ({
      status: record.status,
      ...plainShape(record, owner),
      fileName: record.fileName,
      exportedAt: record.exportedAt,
      uploadedAt: record.uploadedAt,
    }));
    printList(io, {
      json: args.json,
      schema: importsShape,
      items: shapes,
      none: words.noImports,
      table: (uploads) =>
        uploads.map((upload) => [
          shownDay(upload.uploadedAt, owner),
          plain(upload.fileName),
          words.importStatus[upload.status],
          told(upload, catalogue),
        ]),
    });
    return exitCodes.done;
  },
};

function told(upload: z.infer<typeof importsShape>[number], catalogue: Catalogue): string {
  const { status, message, contacts, guard } = upload;
  const isRefused = status === 'rejected' || status === 'held';
  if (isRefused && message !== undefined) return message;
  return plain(
    [
      message ?? catalogue.imported.read(catalogue.number(contacts.total), contacts),
      ...(guard === undefined ? [] : guardedLines(guard, catalogue)),
      ...otherColumnLines(upload.files, catalogue),
      ...otherFilesLines(upload.files, catalogue),
      ...notSearchedLines(upload, catalogue),
    ].join(' '),
  );
}
