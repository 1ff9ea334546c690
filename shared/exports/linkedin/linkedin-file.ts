import type { FileKind, SkipReason } from '../../domain/snapshot.ts';
import type { CsvShape, Row } from '../csv.ts';
import { mostPlaces, readCsv } from '../csv.ts';
import { breached } from '../rejection.ts';
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
      readonly mojibake: boolean;
      /** Whether the file names people by their profiles, and not by their names alone. */
      readonly byProfile: boolean;
    }
  | { readonly status: 'wrongHeader' }
  | { readonly status: 'damaged'; readonly line: number; readonly rows: number };

// LinkedIn caps contacts at 30,000; a file with far more facts than a person can have is an attack on the memory.
const maxFacts = 300_000;

const unreadable: readonly SkipReason[] = ['unreadableRow', 'unreadableDate'];

/** Declares a CSV. `read` turns a row into a fact or says why not; `take` puts the fact where it belongs. */
export function linkedinFile<Column extends string, Fact extends object>(file: {
  readonly kind: FileKind;
  readonly stems: readonly string[];
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly NoInfer<Column>[];
  /** The column with the profiles of people, which some eras lack: facts by name alone may be about namesakes. */
  readonly profiles?: NoInfer<Column>;
  read(row: Row<Column>): Fact | SkipReason;
  take(into: Collected, fact: Fact): void;
  /** Once, after the last row, with the columns that the file has. */
  done?(into: Collected, columns: ReadonlySet<Column>): void;
  /** Whether each row is kept, as against added up. */
  readonly addsUp?: boolean;
}): LinkedinFile {
  const isRow = (row: Row<Column>): boolean => {
    const fact = file.read(row);
    return typeof fact !== 'string' || !(unreadable.includes(fact) || fact === 'withoutPerson');
  };
  const shape = { columns: file.columns, needed: file.needed, isRow };
  return {
    kind: file.kind,
    stems: file.stems,
    shape: { columns: file.columns, needed: file.needed },
    async read(source, into) {
      let facts = 0;
      const places: number[] = [];
      const result = await readCsv(source, shape, (row, line) => {
        const fact = file.read(row);
        if (typeof fact === 'string') {
          if (unreadable.includes(fact) && places.length < mostPlaces) places.push(line);
          return skip(into, fact);
        }
        if (++facts > maxFacts && file.addsUp !== true) throw breached('tooManyRows');
        file.take(into, fact);
      });
      if (result.status !== 'read') return result;
      skip(into, 'unreadableRow', result.unreadableRows);
      file.done?.(into, result.columns);
      const { rows, mojibake, columns, unreadableLines } = result;
      const lines = [...places, ...unreadableLines].sort((a, b) => a - b).slice(0, mostPlaces);
      const byProfile = file.profiles !== undefined && columns.has(file.profiles);
      return { status: 'read', rows, unreadable: lines, mojibake, byProfile };
    },
  };
}
