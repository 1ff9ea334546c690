import type { FileKind, SkipReason } from '../../domain/snapshot.ts';
import type { CsvResult, CsvShape, Row } from '../csv.ts';
import { readCsv } from '../csv.ts';
import { ExportRejected } from '../rejection.ts';
import type { Collected } from './collected.ts';
import { skip } from './collected.ts';

/** One CSV of the export: by which names and columns it is known, and how its rows become facts. */
export type LinkedinFile = {
  readonly kind: FileKind;
  /** Base names without extension: lower case, no spaces, no underscores. */
  readonly stems: readonly string[];
  readonly shape: CsvShape<string>;
  read(source: AsyncIterable<Uint8Array>, into: Collected): Promise<CsvResult<string>>;
};

// LinkedIn caps contacts at 30,000; a file with far more facts than a person can have is an attack on the memory.
const maxFacts = 300_000;

/** Declares a CSV. `read` turns a row into a fact or says why not; `take` puts the fact where it belongs. */
export function linkedinFile<Column extends string, Fact extends object>(file: {
  readonly kind: FileKind;
  readonly stems: readonly string[];
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly NoInfer<Column>[];
  read(row: Row<Column>): Fact | SkipReason;
  take(into: Collected, fact: Fact): void;
  /** Once, after the last row, with the columns that the file has. */
  done?(into: Collected, columns: ReadonlySet<Column>): void;
  /** Whether each row is kept, as against added up. */
  readonly addsUp?: boolean;
}): LinkedinFile {
  const shape = { columns: file.columns, needed: file.needed };
  return {
    kind: file.kind,
    stems: file.stems,
    shape,
    async read(source, into) {
      let facts = 0;
      const result = await readCsv(source, shape, (row) => {
        const fact = file.read(row);
        if (typeof fact === 'string') return skip(into, fact);
        if (++facts > maxFacts && file.addsUp !== true) throw new ExportRejected({ rejected: 'unsafeZip' });
        file.take(into, fact);
      });
      if (result.status !== 'read') return result;
      skip(into, 'unreadableRow', result.unreadableRows);
      file.done?.(into, result.columns);
      return result;
    },
  };
}
