import * as z from 'zod';
import { defined } from '../../../shared/domain/collections.ts';
import type { ImportRecord } from '../../../shared/domain/import.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { policyIds } from '../../../shared/domain/policy.ts';
import { skipReasons } from '../../../shared/domain/snapshot.ts';
import { type Catalogue, catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import { sentSince, tellLeft } from '../left.ts';
import { showProgress } from '../progress.ts';
import type { Drained } from '../queue.ts';
import type { Home } from '../services.ts';
import { finishedImport, openPath, type Upload, upload } from '../upload.ts';
import { type LocalWords, localWords } from '../words.ts';
import { type Command, commonArgs, type Io, instantArg, plain, printJson, warnOfFuture } from './command.ts';
import { type ImportShape, importShape } from './shapes.ts';

const importArgs = commonArgs.extend({
  /** Absolute paths, in the order given. */
  files: z.array(z.string()).min(1),
  at: instantArg.optional(),
  policy: z.enum(policyIds).optional(),
});

/** `woher import`: one upload a file, in the order given; the worst outcome is the exit code. */
export const command: Command<z.infer<typeof importArgs>> = {
  args: importArgs,
  run: async (home, args, io) => {
    const owner = await home.ensureOwner(args.owner ?? home.ownerId, args.policy);
    const shapes: ImportShape[] = [];
    let worst: ExitCode = exitCodes.done;
    if (args.at !== undefined) warnOfFuture(home, { owner, at: new Date(args.at), io });
    for (const path of args.files) {
      const { shape, left } = await importPath(home, { owner, path, at: args.at, io });
      if (shape !== undefined) {
        shapes.push(shape);
        if (!args.json) printImport(io, shape, owner);
        else if (shape.status === 'rejected') io.err(`${shape.message}\n`);
      }
      worst = worse(worst, exitCodeOfImport(shape));
      worst = worse(worst, tellLeft(home, { left, owner, io }));
    }
    const [first] = shapes;
    if (args.json && args.files.length > 1) printJson(io, z.array(importShape), shapes);
    else if (args.json && first !== undefined) printJson(io, importShape, first);
    return worst;
  },
};

/** A fault is worse than a file that was refused, and that worse than none of both. */
function worse(a: ExitCode, b: ExitCode): ExitCode {
  const order: ExitCode[] = [exitCodes.done, exitCodes.refused, exitCodes.usage, exitCodes.fault];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** No shape: the import did not finish. */
export function exitCodeOfImport(shape: Pick<ImportShape, 'status'> | undefined): ExitCode {
  if (shape === undefined) return exitCodes.fault;
  return shape.status === 'accepted' ? exitCodes.done : exitCodes.refused;
}

/**
 * Uploads one file or folder and waits for all that follows from it, retries up to `patienceMs` away included. Gives
 * what the import did, if it finished, and what is left undone of it.
 */
export async function importPath(
  home: Home,
  {
    owner,
    path,
    at,
    io,
    patienceMs,
  }: { owner: Owner; path: string; at?: string | undefined; io: Io; patienceMs?: number },
): Promise<{ shape: ImportShape | undefined; left: Drained }> {
  const words = localWords(owner.locale);
  const startedAt = home.now();
  const { fileName, content, sizeBytes } = await openPath(path);
  const progress = await showProgress(io.terminal, sizeBytes ?? 0, catalogueFor(owner.locale).number);
  try {
    progress.stage(words.copying);
    const kept = await upload(home, {
      ownerId: owner.ownerId,
      fileName,
      content,
      at: at === undefined ? home.now() : new Date(at),
      onBytes: progress.bytes,
    });
    progress.stage(words.reading);
    const left = sentSince(await home.queues.drain(patienceMs), startedAt);
    // An earlier import of the same bytes says nothing about this one.
    const isGivenUp = left.buried.some(({ messageId }) => messageId === kept.messageId);
    const record = isGivenUp ? undefined : await finishedImport(home, owner.ownerId, kept);
    return { shape: record && importShapeOf(record, kept, owner), left };
  } finally {
    progress.end();
  }
}

/** A finished import in the shape that is printed. The same bytes once more changed nothing, and say so. */
export function importShapeOf(
  record: ImportRecord,
  upload: Pick<Upload, 'before'>,
  owner: Owner,
): ImportShape {
  const words = localWords(owner.locale);
  if (upload.before?.status === 'accepted') {
    const { total } = record.contacts;
    const none = { added: 0, edited: 0, renamed: 0, missing: 0, gone: 0, returned: 0 };
    const contacts = { total, ...none, unchanged: total };
    const writes = { contacts: 0, other: 0 };
    const said = { code: 'alreadyImported', message: words.alreadyImported } as const;
    return { ...plainShape(record, owner), ...said, contacts, writes };
  }
  return plainShape(record, owner);
}

/** An import as it stands in the table, in the shape that is printed. */
export function plainShape(record: ImportRecord, owner: Owner): ImportShape {
  const { importId, status, rejection, older, contacts, skipped, files, absent, writes } = record;
  return defined({
    status: status === 'rejected' ? 'rejected' : 'accepted',
    code: rejection?.rejected ?? (older ? ('older' as const) : undefined),
    message:
      rejection === undefined
        ? older
          ? localWords(owner.locale).older
          : undefined
        : plain(catalogueFor(owner.locale).rejection(rejection)),
    importId,
    contacts: { ...contacts },
    skipped: { ...skipped },
    files: files.map((file) => ({ ...file })),
    absent: [...absent],
    writes: { ...writes },
  });
}

/** What an import did, in a few lines: what was read on the one side, why nothing was on the other. */
export function printImport(io: Io, shape: ImportShape, owner: Owner): void {
  const catalogue = catalogueFor(owner.locale);
  const words = localWords(owner.locale);
  if (shape.status === 'rejected') io.err(`${shape.message}\n`);
  else for (const line of importLines(shape, catalogue, words)) io.out(`${line}\n`);
}

/** The same as sentences, for the pages too. */
export function importLines(shape: ImportShape, catalogue: Catalogue, words: LocalWords): string[] {
  const { contacts, skipped, absent, message } = shape;
  if (shape.code === 'alreadyImported') return message === undefined ? [] : [message];
  const total = catalogue.plural(contacts.total, wordsForContacts[catalogue.locale]);
  const left = skipReasons.filter((reason) => (skipped[reason] ?? 0) > 0);
  const rows = left.reduce((sum, reason) => sum + (skipped[reason] ?? 0), 0);
  return [
    ...(message === undefined ? [] : [message]),
    // An older export compares nobody: its counts say nothing about what was read.
    ...(shape.code === 'older' ? [] : [words.read(total, contacts)]),
    ...(rows === 0
      ? []
      : [
          words.skipped(
            rows,
            left
              .map((reason) => `${catalogue.skipReason[reason]} (${catalogue.number(skipped[reason] ?? 0)})`)
              .join(', '),
          ),
        ]),
    ...(absent.length === 0 ? [] : [words.absent(absent.map((kind) => catalogue.fileKind[kind]).join(', '))]),
  ];
}

const wordsForContacts = {
  de: { one: '# Kontakt', other: '# Kontakte' },
  en: { one: '# contact', other: '# contacts' },
} as const;
