import { guardedLines } from '../../../shared/render/pages/import-lines.ts';
import { exitCodes } from '../errors.ts';
import type { Place } from '../place.ts';
import { type Command, type CommonArgs, commonArgs, ownerOf, plain, printList } from './command.ts';
import { plainShape } from './import.ts';
import { importsShape } from './shapes.ts';

/** `woher imports`: every upload so far and what became of it, oldest export first. */
export const command: Command<CommonArgs, Place> = {
  args: commonArgs,
  run: async (place, args, io) => {
    const { owner, catalogue, words } = await ownerOf(place, args);
    const records = await place.store.readImports(owner.ownerId);
    const shapes = records.map((record) => ({
      ...plainShape(record, owner),
      status: record.status,
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
        uploads.map(({ uploadedAt, fileName, status, contacts, message, guard }) => [
          uploadedAt.slice(0, 10),
          plain(fileName),
          words.importStatus[status],
          message ??
            plain(
              [
                catalogue.imported.read(catalogue.number(contacts.total), contacts),
                ...(guard === undefined ? [] : guardedLines(guard, catalogue)),
              ].join(' '),
            ),
        ]),
    });
    return exitCodes.done;
  },
};
