import type { GuardReport, HoldReason } from '../../domain/guard.ts';
import { type ContactCounts, emptyKinds } from '../../domain/import.ts';
import {
  type ExportFile,
  type FileKind,
  type OwnerFoundBy,
  type SkipCounts,
  skipReasons,
} from '../../domain/snapshot.ts';
import type { Catalogue } from '../locales/catalogue.ts';

/** What is told of an import that was accepted. */
export type AcceptedImport = {
  readonly older: boolean;
  readonly contacts: ContactCounts;
  readonly skipped: SkipCounts;
  readonly absent: readonly FileKind[];
  readonly files: readonly Pick<
    ExportFile,
    | 'name'
    | 'kind'
    | 'rows'
    | 'unreadable'
    | 'unreadableRows'
    | 'undated'
    | 'uncounted'
    | 'leftOut'
    | 'mojibake'
    | 'strayBytes'
    | 'nulBytes'
    | 'otherColumns'
  >[];
  readonly ownerFoundBy?: OwnerFoundBy | undefined;
  readonly guard?:
    | {
        readonly reasons: GuardReport['reasons'];
        readonly missingCanaries: readonly { readonly name: string }[];
      }
    | undefined;
};

// As many places as a file tells (see `ExportFile`): there may be more.
const placesTold = 5;

/** What an import did, as sentences: what was read, what was left out, what was not there. */
export function importLines(
  { older, contacts, skipped, absent, files, ownerFoundBy, guard }: AcceptedImport,
  words: Catalogue,
): string[] {
  const { imported } = words;
  const reasons = skipReasons.filter((reason) => (skipped[reason] ?? 0) > 0);
  const rows = reasons.reduce((sum, reason) => sum + (skipped[reason] ?? 0), 0);
  const counted = reasons.map(
    (reason) => `${words.skipReason[reason]} (${words.number(skipped[reason] ?? 0)})`,
  );
  return [
    // An older export compares nobody: its counts say nothing about what was read.
    older ? imported.older : imported.read(words.plural(contacts.total, imported.contacts), contacts),
    ...(guard === undefined ? [] : guardedLines(guard, words)),
    ...(rows === 0 ? [] : [imported.skipped(rows, counted.join(', '))]),
    ...files.flatMap(({ name, unreadable = [], unreadableRows = 0 }) =>
      unreadable.length === 0
        ? []
        : [
            imported.unreadable(
              name,
              unreadable.map(words.number).join(', '),
              unreadable.length === placesTold || unreadableRows > unreadable.length,
            ),
          ],
    ),
    ...files.flatMap(({ name, undated }) =>
      undated === undefined
        ? []
        : [
            imported.undated(
              name,
              undated.lines.map(words.number).join(', '),
              undated.rows > undated.lines.length,
            ),
          ],
    ),
    ...files.flatMap(({ name, leftOut }) => (leftOut ? [imported.leftOut(name)] : [])),
    ...files.flatMap(({ name, nulBytes }) => (nulBytes ? [imported.nulBytes(name)] : [])),
    ...files.flatMap(({ name, mojibake }) => (mojibake ? [imported.mojibake(name)] : [])),
    ...files.flatMap(({ name, strayBytes }) => (strayBytes ? [imported.strayBytes(name)] : [])),
    ...otherColumnLines(files, words),
    ...otherFilesLines(files, words),
    ...(ownerFoundBy !== undefined && files.some(({ kind }) => kind === 'messages')
      ? [imported.ownerFoundBy[ownerFoundBy]]
      : []),
    ...notSearchedLines({ absent, files }, words),
  ];
}

/** Which kinds of evidence the export had no file of, and of which only empty ones. */
export function notSearchedLines(
  { absent, files }: Pick<AcceptedImport, 'absent' | 'files'>,
  words: Catalogue,
): string[] {
  const named = (kinds: readonly FileKind[]) => kinds.map((kind) => words.fileKind[kind]).join(', ');
  const empty = emptyKinds(files);
  return [
    ...(empty.length === 0 ? [] : [words.imported.empty(named(empty))]),
    ...(absent.length === 0 ? [] : [words.imported.absent(named(absent))]),
  ];
}

/** The columns that Woher does not know, file by file. */
export function otherColumnLines(files: AcceptedImport['files'], { imported }: Catalogue): string[] {
  return files.flatMap(({ name, otherColumns = [] }) =>
    otherColumns.length === 0 ? [] : [imported.otherColumns(name, otherColumns)],
  );
}

const filesTold = 10;
const longestName = 60;

/** The files that Woher does not use, the first few by name. */
export function otherFilesLines(files: AcceptedImport['files'], { imported }: Catalogue): string[] {
  const unused = files.filter(({ kind, leftOut }) => kind === 'unknown' && leftOut !== true);
  const names = unused.slice(0, filesTold).map(({ name }) => shortName(name));
  return names.length === 0 ? [] : [imported.otherFiles(names, unused.length - names.length)];
}

// Without its folders; its end tells what kind of file it is.
function shortName(path: string): string {
  const name = [...(path.split(/[/\\]/u).at(-1) ?? path)];
  if (name.length <= longestName) return name.join('');
  const half = longestName / 2;
  return [...name.slice(0, half), '…', ...name.slice(1 - half)].join('');
}

/** What the guard says of an import that was accepted all the same. */
export function guardedLines(
  { reasons, missingCanaries }: NonNullable<AcceptedImport['guard']>,
  words: Catalogue,
): string[] {
  const { imported } = words;
  if (reasons.length > 0) return [imported.overridden];
  return missingCanaries.map(({ name }) => imported.missingCanary(words.name(name)));
}

/** Why an import is held, one sentence a reason, with the numbers that the guard saw. */
export function heldLines({ reasons, ...saw }: GuardReport, words: Catalogue): string[] {
  const { held } = words.imported;
  const line: Readonly<Record<HoldReason, () => string>> = {
    tooManyMissing: () =>
      held.tooManyMissing(words.number(saw.missing), words.number(saw.expected), words.number(saw.mayMiss)),
    canariesMissing: () =>
      held.canariesMissing(
        words.number(saw.missingCanaries.length),
        words.list(saw.missingCanaries.map(({ name }) => words.name(name))),
      ),
    otherOwner: () => held.otherOwner,
  };
  return reasons.map((reason) => line[reason]());
}
