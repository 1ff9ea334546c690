import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { ImportRecord } from '../../../shared/domain/import.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { maxExportBytes, type Receipt } from '../../../shared/domain/upload.ts';
import { catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { type Command, commonArgs, type Io, ownerOf, plain } from '../commands/command.ts';
import { acceptingHeld, importEach, importShapeOf } from '../commands/import.ts';
import type { ImportShape } from '../commands/shapes.ts';
import { exitCodes, InputRefused } from '../errors.ts';
import { ownerWords } from '../owner-words.ts';
import { showProgress } from '../progress.ts';
import { newUploadId } from '../upload.ts';
import { localWords } from '../words.ts';
import type { Stage } from './open-stage.ts';
import { putExport, type ReadyFile, readyFile } from './upload.ts';

const importArgs = commonArgs.extend({
  /** Absolute paths, in the order given. */
  files: z.array(z.string()).min(1),
  /** The exports are right, whatever the guard says. */
  acceptShrink: z.boolean().default(false),
});

/** `woher import --stage`: puts files into the bucket one after the other, and waits for what the stage makes of them. */
export const command: Command<z.infer<typeof importArgs>, Stage> = {
  args: importArgs,
  run: async (stage, args, io) => {
    const { owner } = await ownerOf(stage, args);
    return importEach(args, { owner, io }, async (path) => {
      const { shape } = await acceptingHeld(stage, { owner, accepts: args.acceptShrink }, async () => ({
        shape: await importPath(stage, { owner, path, io }),
      }));
      // The exit code of an import that did not finish is that of a fault already.
      return { shape, tellRest: () => exitCodes.done };
    });
  },
};

async function importPath(
  stage: Stage,
  { owner, path, io }: { owner: Owner; path: string; io: Io },
): Promise<ImportShape | undefined> {
  const file = await readyFile(path, maxExportBytes);
  if (file === undefined)
    throw new InputRefused(plain(catalogueFor(owner.locale).rejection({ rejected: 'tooLarge' })));
  try {
    return await uploadAndWait(stage, { owner, file, io });
  } finally {
    await file.dispose();
  }
}

async function uploadAndWait(
  stage: Stage,
  { owner, file, io }: { owner: Owner; file: ReadyFile; io: Io },
): Promise<ImportShape | undefined> {
  const { ownerId, locale } = owner;
  const uploadId = newUploadId(stage.now());
  const progress = await showProgress(io.terminal, file.sizeBytes, catalogueFor(locale).number);
  try {
    progress.stage(ownerWords(locale).uploading);
    await putExport(stage, { ownerId, uploadId, file, onBytes: progress.bytes });
    progress.stage(localWords(locale).reading);
    return await resultOf(stage, { owner, uploadId, io });
  } finally {
    progress.end();
  }
}

// Once the file is there, nothing that keeps this command from seeing the result keeps the import.
async function resultOf(
  stage: Stage,
  { owner, uploadId, io }: { owner: Owner; uploadId: string; io: Io },
): Promise<ImportShape | undefined> {
  const tellHowToLook = () => {
    const look = `woher imports --owner ${owner.ownerId} --stage ${stage.stage.name}`;
    io.err(`${ownerWords(owner.locale).stillImporting(look)}\n`);
    return undefined;
  };
  try {
    const receipt = await waitForReceipt(stage, owner, uploadId);
    const record = receipt && (await importOf(stage, owner, receipt));
    if (receipt === undefined || record === undefined) return tellHowToLook();
    const before = receipt.code === 'alreadyImported' ? record : undefined;
    return importShapeOf(record, { before }, owner);
  } catch (fault) {
    tellHowToLook();
    throw fault;
  }
}

async function waitForReceipt(
  { store, waits: { patienceMs, pollMs } }: Stage,
  { ownerId }: Owner,
  uploadId: string,
): Promise<Receipt | undefined> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const receipt = await store.readReceipt(ownerId, uploadId);
    if (receipt !== undefined || performance.now() > until) return receipt;
    await sleep(pollMs);
  }
}

// The same bytes may have been rejected before they were accepted, each with a record of its own.
async function importOf(
  { store }: Stage,
  { ownerId }: Owner,
  { importId, status }: Receipt,
): Promise<ImportRecord | undefined> {
  const records = await store.readImports(ownerId);
  return records.findLast((record) => record.importId === importId && record.status === status);
}
