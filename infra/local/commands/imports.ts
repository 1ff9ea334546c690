import { exitCodes } from '../errors.ts';
import { type Command, type CommonArgs, commonArgs, ownerOf, plain, printList } from './command.ts';
import { plainShape } from './import.ts';
import { importsShape } from './shapes.ts';

/** `woher imports`: every upload so far and what became of it, oldest export first. */
export const command: Command<CommonArgs> = {
  args: commonArgs,
  run: async (home, args, io) => {
    const { owner, catalogue, words } = await ownerOf(home, args);
    const records = await home.store.readImports(owner.ownerId);
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
        uploads.map(({ uploadedAt, fileName, status, contacts, message }) => [
          uploadedAt.slice(0, 10),
          plain(fileName),
          words.importStatus[status],
          message ?? words.read(catalogue.number(contacts.total), contacts),
        ]),
    });
    return exitCodes.done;
  },
};
