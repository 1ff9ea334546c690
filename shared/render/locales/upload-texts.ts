import type { ContactCounts } from '../../domain/import.ts';
import type { Owner, Rhythm } from '../../domain/owner.ts';
import type { OwnerFoundBy } from '../../domain/snapshot.ts';

/** Why a file was not taken before anybody looked into it. */
export type UploadProblem = 'noFile' | 'tooLarge' | 'broken';

/** What the pages for uploading say. */
export type UploadTexts = {
  readonly heading: string;
  readonly lead: string;
  readonly file: string;
  readonly hint: string;
  readonly send: string;
  readonly sending: string;
  readonly problem: Readonly<Record<UploadProblem, string>>;
  /** How to get the file from the network, step by step. */
  readonly how: { readonly heading: string; readonly steps: readonly string[] };
  /** How long the file is kept; without days it stays on the owner's own machine. */
  kept(days?: number): string;
  readonly result: Readonly<
    Record<
      | 'waiting'
      | 'late'
      | 'accepted'
      | 'alreadyImported'
      | 'held'
      | 'taking'
      | 'fileGone'
      | 'givenUp'
      | 'rejected',
      { heading: string; lead: string }
    >
  >;
  /** The form under a held export. */
  readonly override: { readonly lead: string; readonly button: string };
  readonly lookAgain: string;
  readonly another: string;
  /** With the last day of the link that opened the page. */
  footer(until: string): string;
};

/** What the page says on which an owner chooses how often mails come, if at all. */
export type StopTexts = {
  readonly heading: string;
  readonly rhythm: { readonly legend: string; readonly choice: Readonly<Record<Rhythm, string>> };
  readonly nothingToAsk: {
    readonly legend: string;
    readonly choice: Readonly<Record<NonNullable<Owner['nothingToAsk']>, string>>;
  };
  /** Notes and openings of messages; none also erases those that are kept. */
  readonly excerpts: {
    readonly legend: string;
    readonly choice: Readonly<Record<'keep' | 'none', string>>;
    readonly hint: string;
  };
  readonly save: string;
  readonly saved: string;
  readonly running: { readonly heading: string; readonly lead: string; readonly button: string };
  readonly paused: { readonly heading: string; lead(day: string): string; readonly button: string };
  readonly resumed: string;
  readonly footer: string;
};

/** What an import did, in sentences. Totals and reasons come ready to show. */
export type ImportedTexts = {
  readonly contacts: { readonly one: string; readonly other: string };
  read(total: string, counts: ContactCounts): string;
  skipped(rows: number, reasons: string): string;
  absent(kinds: string): string;
  /** Kinds of which there was a file, but no row in it to look at. */
  empty(kinds: string): string;
  /** Lines of one file whose rows could not be read; `more` when these are only the first. */
  unreadable(file: string, lines: string, more: boolean): string;
  /** Lines of one file whose rows are taken without their dates, which could not be read; `more` as above. */
  undated(file: string, lines: string, more: boolean): string;
  /** A file in whose stead another one of the same name was read. */
  leftOut(file: string): string;
  /** A file in whose text NUL bytes stood, which have been dropped. */
  nulBytes(file: string): string;
  /** A file whose letters were encoded twice and read as they were meant. */
  mojibake(file: string): string;
  /** A file in which single letters could not be read. */
  strayBytes(file: string): string;
  /** Columns of one file that nobody knows. */
  otherColumns(file: string, columns: readonly string[]): string;
  /** Files of which nothing is used: the names of some, and how many more there are. */
  otherFiles(files: readonly string[], more: number): string;
  /** How the owner's own profile was told from the others. */
  readonly ownerFoundBy: Readonly<Record<OwnerFoundBy, string>>;
  readonly alreadyImported: string;
  readonly older: string;
  /** Why an export is held; the counts come ready to show. */
  readonly held: {
    tooManyMissing(missing: string, expected: string, mayMiss: string): string;
    /** How many of the contacts that are kept the longest, and their names. */
    canariesMissing(count: string, names: string): string;
    readonly otherOwner: string;
    /** What was kept, and what to do. */
    readonly kept: string;
    readonly next: string;
    /** For the command line. */
    readonly accept: string;
  };
  /** One missing contact of those who are kept the longest: said, and no reason to hold. */
  missingCanary(name: string): string;
  /** The owner said that a held export is right. */
  readonly overridden: string;
};

/** The counts that are not zero, each with its word. */
export const changesIn = (
  counts: ContactCounts,
  number: (value: number) => string,
  words: Readonly<Partial<Record<keyof ContactCounts, string>>>,
): string =>
  Object.entries(words)
    .filter(([key]) => counts[key as keyof ContactCounts] > 0)
    .map(([key, word]) => `${number(counts[key as keyof ContactCounts])} ${word}`)
    .join(', ');
