import type { FileKind, SkipReason } from '../../domain/snapshot.ts';
import type { CsvShape, OddRow, Row } from '../csv.ts';
import { mostPlaces, readCsv } from '../csv.ts';
import type { ToldEncoding } from '../encoding.ts';
import { breached } from '../rejection.ts';
import { anyDay } from './cells.ts';
import type { Collected } from './collected.ts';
import { skip } from './collected.ts';

/** One CSV of the export: by which names and columns it is known, and how its rows become facts. */
export type LinkedinFile = {
  readonly kind: FileKind;
  /** Base names without extension: lower case, without marks, spaces and underscores. */
  readonly stems: readonly string[];
  readonly shape: CsvShape<string>;
  read(source: AsyncIterable<Uint8Array>, into: Collected): Promise<FileResult>;
};

/** How reading a file went; all that can be told of it without telling what it holds. */
export type FileResult =
  | {
      readonly status: 'read';
      readonly rows: number;
      /** Lines of the file on which the first few rows begin that could not be read. */
      readonly unreadable: readonly number[];
      /** How many rows could not be read. */
      readonly unreadableRows: number;
      /** Rows that were taken although their dates could not be read, and the lines of the first few. */
      readonly undated: { readonly rows: number; readonly lines: readonly number[] };
      /** Columns that nobody knows, by their names in the file: the first few. */
      readonly otherColumns: readonly string[];
      readonly encoding: ToldEncoding;
      /** Whether the file names people by their profiles, and not by their names alone. */
      readonly byProfile: boolean;
    }
  | { readonly status: 'wrongHeader' }
  | { readonly status: 'damaged'; readonly line: number; readonly rows: number };

// LinkedIn caps contacts at 30,000; a file with far more rows than a person can have is an attack on memory or time.
const maxRows = 300_000;

const unreadable: readonly SkipReason[] = ['unreadableRow', 'unreadableDate'];

/** What could not be read: a whole row, of which some cell makes no sense, or a line that is none. */
export type Unread<Column extends string> = { readonly row: Row<Column> } | OddRow<Column>;

/** Declares a CSV. `read` turns a row into a fact or says why not; `take` puts the fact where it belongs. */
export function linkedinFile<Column extends string, Fact extends object>(file: {
  readonly kind: FileKind;
  readonly stems: readonly string[];
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly NoInfer<Column>[];
  /** Names, in lower case, of the other columns that LinkedIn writes into this file: known, and not read. */
  readonly unused?: readonly string[];
  /** The column with the profiles of people, which some eras lack: facts by name alone may be about namesakes. */
  readonly profiles?: NoInfer<Column>;
  read(row: Row<Column>): Fact | SkipReason;
  take(into: Collected, fact: Fact, line: number): void;
  /** Gets what could not be read, for what it shows all the same. */
  unread?(into: Collected, unread: Unread<Column>): void;
  /** The columns with the date of a row, where that is taken without one rather than not at all. */
  readonly dates?: readonly NoInfer<Column>[];
  /**
   * Once, after the last row, with the columns that the file has and the line on which its last row begins if no line end
   * follows it. Gives back the lines, one each, of rows that turned out to be unreadable.
   */
  done?(
    into: Collected,
    columns: ReadonlySet<Column>,
    openLine: number | undefined,
  ): readonly number[] | undefined;
  /** The last row could not be read, and no line end follows it: it may have been cut. */
  endsUnread?(into: Collected): void;
  /** Whether each row is kept, as against added up. */
  readonly addsUp?: boolean;
}): LinkedinFile {
  const isRow = (row: Row<Column>): boolean => {
    const fact = file.read(row);
    return typeof fact !== 'string' || !(unreadable.includes(fact) || fact === 'withoutPerson');
  };
  const { columns, needed, unused = [] } = file;
  return {
    kind: file.kind,
    stems: file.stems,
    shape: { columns, needed },
    async read(source, into) {
      let rowsRead = 0;
      let unreadRows = 0;
      let undatedRows = 0;
      const undatedLines: number[] = [];
      const isUndated = (row: Row<Column>): boolean =>
        (file.dates ?? []).some((column) => isFilled(row[column])) &&
        !(file.dates ?? []).some((column) => anyDay(row[column]) !== undefined);
      let lastUnread: number | undefined;
      const places: number[] = [];
      const onUnreadable = (odd: OddRow<Column>): void => {
        lastUnread = odd.line;
        file.unread?.(into, odd);
      };
      const result = await readCsv(source, { columns, needed, unused, isRow, onUnreadable }, (row, line) => {
        if (++rowsRead > maxRows && file.addsUp !== true) throw breached('tooManyRows');
        const fact = file.read(row);
        if (typeof fact !== 'string') {
          if (isUndated(row)) {
            undatedRows++;
            if (undatedLines.length < mostPlaces) undatedLines.push(line);
          }
          return file.take(into, fact, line);
        }
        skip(into, fact);
        if (!unreadable.includes(fact)) return;
        unreadRows++;
        lastUnread = line;
        if (places.length < mostPlaces) places.push(line);
        file.unread?.(into, { row });
      });
      if (result.status !== 'read') return result;
      skip(into, 'unreadableRow', result.unreadableRows);
      const { rows, openLine, otherColumns, encoding } = result;
      const found = file.done?.(into, result.columns, openLine) ?? [];
      for (const line of [...found, ...result.unreadableLines]) places.push(line);
      const unreadableRows = unreadRows + found.length + result.unreadableRows;
      const undated = { rows: undatedRows, lines: undatedLines };
      if (openLine !== undefined && (lastUnread === openLine || places.includes(openLine)))
        file.endsUnread?.(into);
      const lines = places.sort((a, b) => a - b).slice(0, mostPlaces);
      const byProfile = file.profiles !== undefined && result.columns.has(file.profiles);
      const told = { unreadable: lines, unreadableRows, undated, otherColumns, encoding };
      return { status: 'read', rows, byProfile, ...told };
    },
  };
}

const isFilled = (text: string): boolean => text.trim() !== '';
