import * as z from 'zod';
import { defined } from '../../../shared/domain/collections.ts';
import { isoTime } from '../../../shared/domain/ids.ts';
import { emptyKinds, type ImportRecord } from '../../../shared/domain/import.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { policyIds } from '../../../shared/domain/policy.ts';
import { catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { heldLines, importLines } from '../../../shared/render/pages/import-lines.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import { sentSince, tellLeft } from '../left.ts';
import type { Place } from '../place.ts';
import { showProgress } from '../progress.ts';
import type { Drained } from '../queue.ts';
import type { Home } from '../services.ts';
import { finishedImport, openPath, type Upload, upload } from '../upload.ts';
import { localWords } from '../words.ts';
import { type Command, commonArgs, type Io, instantArg, plain, printJson, warnOfFuture } from './command.ts';
import { type ImportShape, importShape } from './shapes.ts';

const importArgs = commonArgs.extend({
  /** Absolute paths, in the order given. */
  files: z.array(z.string()).min(1),
  at: instantArg.optional(),
  policy: z.enum(policyIds).optional(),
  /** The exports are right, whatever the guard says. */
  acceptShrink: z.boolean().default(false),
});

/** `woher import`: one upload a file, in the order given; the worst outcome is the exit code. */
export const command: Command<z.infer<typeof importArgs>> = {
  args: importArgs,
  run: async (home, args, io) => {
    const owner = await home.ensureOwner(args.owner ?? home.ownerId, args.policy);
    if (args.at !== undefined) warnOfFuture(home, { owner, at: new Date(args.at), io });
    return importEach(args, { owner, io }, async (path) => {
      const { shape, left } = await acceptingHeld(home, { owner, accepts: args.acceptShrink }, () =>
        importPath(home, { owner, path, at: args.at, io }),
      );
      return { shape, tellRest: () => tellLeft(home, { left, owner, io }) };
    });
  },
};

/** Imports files one after the other, and prints what each did; the worst outcome is the exit code. */
export async function importEach(
  { files, json }: { files: readonly string[]; json: boolean },
  { owner, io }: { owner: Owner; io: Io },
  importOne: (path: string) => Promise<{ shape: ImportShape | undefined; tellRest: () => ExitCode }>,
): Promise<ExitCode> {
  const shapes: ImportShape[] = [];
  let worst: ExitCode = exitCodes.done;
  for (const path of files) {
    const { shape, tellRest } = await importOne(path);
    if (shape !== undefined) {
      shapes.push(shape);
      if (!json) printImport(io, shape, owner);
      else if (shape.status !== 'accepted') io.err(`${shape.message}\n`);
    }
    worst = worse(worst, exitCodeOfImport(shape));
    worst = worse(worst, tellRest());
  }
  const [first] = shapes;
  if (json && files.length > 1) printJson(io, z.array(importShape), shapes);
  else if (json && first !== undefined) printJson(io, importShape, first);
  return worst;
}

/**
 * Imports once, and where that is held and the owner said before that the file is right, records this and imports the same
 * file once more.
 */
export async function acceptingHeld<Result extends { readonly shape: ImportShape | undefined }>(
  { store, now }: Pick<Place, 'store' | 'now'>,
  { owner: { ownerId }, accepts }: { owner: Owner; accepts: boolean },
  importOnce: () => Promise<Result>,
): Promise<Result> {
  const first = await importOnce();
  if (!accepts || first.shape?.status !== 'held') return first;
  const { importId } = first.shape;
  const held = (await store.readImports(ownerId)).findLast(
    (record) => record.importId === importId && record.status === 'held',
  );
  if (held === undefined) return first;
  await store.recordOverride(ownerId, { fileHash: held.fileHash, at: isoTime(now()), via: 'command' });
  return importOnce();
}

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
  if (upload.before?.status === 'accepted') {
    const { total } = record.contacts;
    const none = { added: 0, edited: 0, renamed: 0, missing: 0, gone: 0, returned: 0 };
    const contacts = { total, ...none, unchanged: total };
    const writes = { contacts: 0, other: 0 };
    const said = {
      code: 'alreadyImported',
      message: catalogueFor(owner.locale).imported.alreadyImported,
    } as const;
    return { status: endOf(record), ...plainShape(record, owner), ...said, contacts, writes };
  }
  return { status: endOf(record), ...plainShape(record, owner) };
}

/** An import as it stands in the table, in the shape that is printed: all but its status, which may be none of a result. */
export function plainShape(record: ImportRecord, owner: Owner): Omit<ImportShape, 'status'> {
  const { importId, rejection, older, contacts, skipped, files, absent, writes, ownerFoundBy } = record;
  return defined({
    code: rejection?.rejected ?? holdReasonOf(record) ?? (older ? ('older' as const) : undefined),
    message: messageOf(record, owner),
    importId,
    contacts: { ...contacts },
    skipped: { ...skipped },
    files: files.map(({ unreadable, undated, otherColumns, ...file }) => ({
      ...file,
      ...defined({ unreadable: unreadable && [...unreadable] }),
      ...defined({ undated: undated && { ...undated, lines: [...undated.lines] } }),
      ...defined({ otherColumns: otherColumns && [...otherColumns] }),
    })),
    absent: [...absent],
    empty: [...emptyKinds(files)],
    guard: toldGuard(record),
    ownerFoundBy,
    writes: { ...writes },
  });
}

// What another one replaced was never accepted, and what is under way is not yet.
function endOf({ status }: ImportRecord): ImportShape['status'] {
  if (status === 'applying' || status === 'replaced')
    throw new RangeError('there is no result of an import that did not end');
  return status;
}

const holdReasonOf = ({ status, guard }: ImportRecord) => (status === 'held' ? guard?.reasons[0] : undefined);

// Where the guard saw nothing to tell, its numbers are no part of the result.
function toldGuard({ guard }: ImportRecord): ImportShape['guard'] {
  if (guard === undefined || guard.reasons.length + guard.missingCanaries.length === 0) return undefined;
  return {
    ...guard,
    reasons: [...guard.reasons],
    missingCanaries: guard.missingCanaries.map((canary) => ({ ...canary })),
  };
}

function messageOf({ status, rejection, older, guard }: ImportRecord, owner: Owner): string | undefined {
  const words = catalogueFor(owner.locale);
  if (rejection !== undefined) return plain(words.rejection(rejection));
  if (status === 'held' && guard !== undefined) {
    const { kept, accept } = words.imported.held;
    return plain([...heldLines(guard, words), kept, accept].join(' '));
  }
  return older ? words.imported.older : undefined;
}

/** What an import did, in a few lines: what was read on the one side, why nothing was on the other. */
export function printImport(io: Io, shape: ImportShape, owner: Owner): void {
  if (shape.status !== 'accepted') io.err(`${shape.message}\n`);
  else for (const line of linesOfShape(shape, owner)) io.out(`${line}\n`);
}

function linesOfShape(shape: ImportShape, { locale }: Owner): string[] {
  if (shape.code === 'alreadyImported') return [shape.message ?? ''];
  return importLines({ ...shape, older: shape.code === 'older' }, catalogueFor(locale));
}
