import { exitCodes } from '../errors.ts';
import {
  type Command,
  type CommonArgs,
  commonArgs,
  ownerOf,
  plain,
  printJson,
  tableText,
} from './command.ts';
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
    if (args.json) printJson(io, importsShape, shapes);
    else if (shapes.length === 0) io.err(`${words.noImports}\n`);
    else {
      const rows = shapes.map(({ uploadedAt, fileName, status, contacts, message }) => [
        uploadedAt.slice(0, 10),
        plain(fileName),
        words.importStatus[status],
        message ?? words.read(catalogue.number(contacts.total), contacts),
      ]);
      io.out(tableText(rows));
    }
    return exitCodes.done;
  },
};
