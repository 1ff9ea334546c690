import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { utf8Bytes } from './encoding.ts';

/** The columns that a reader wants, each with the names it may bear: lower case, English first. */
export type CsvShape<Column extends string> = {
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  /** Without these columns it is another file. */
  readonly needed: readonly Column[];
};

/** One data row by column; a column that the file lacks is empty. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

export type CsvResult<Column extends string> =
  | {
      readonly status: 'read';
      /** Data rows, the unreadable ones included; blank lines are no rows. */
      readonly rows: number;
      /** Lines of the rows with another number of cells than the header. */
      readonly unreadableRows: number;
      readonly columns: ReadonlySet<Column>;
    }
  | { readonly status: 'wrongHeader' }
  | { readonly status: 'damaged'; readonly line: number };

const headBytes = 65_536;
const headLines = 20;
const delimiters = [',', ';', '\t'] as const;
// A quote that is never closed would otherwise take the rest of the file into memory.
const maxRecordBytes = 1_048_576;

/**
 * Reads a CSV of any dialect of EXPORT-FORMATS A5 as a stream: encoding, delimiter, and the header by the names of its
 * columns after an optional preamble. Memory does not depend on the size of the file. Errors of `source` pass through.
 */
export async function readCsv<Column extends string>(
  source: AsyncIterable<Uint8Array>,
  shape: CsvShape<Column>,
  onRow: (row: Row<Column>) => void,
): Promise<CsvResult<Column>> {
  const text = utf8Bytes(source);
  const head = await readHead(text);
  const header = findHeader(head, shape);
  if (header === undefined) {
    await text.return(undefined);
    return { status: 'wrongHeader' };
  }
  const counts = { rows: 0, unreadableRows: 0 };
  const parser = parse({
    delimiter: header.delimiter,
    record_delimiter: head.includes(0x0d) ? ['\r\n', '\n', '\r'] : ['\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
  });
  let toRow: ((record: readonly string[]) => Row<Column> | undefined) | undefined;
  parser.on('data', (record: readonly string[]) => {
    if (toRow === undefined) {
      toRow = rowMaker(shape, record.map(headerName));
    } else if (!record.every((cell) => cell.trim() === '')) {
      const row = toRow(record);
      const lines = row === undefined ? linesOf(record) : 1;
      counts.rows += lines;
      if (row === undefined) counts.unreadableRows += lines;
      else guarded(() => onRow(row));
    }
  });
  // An error thrown inside an event would end the process.
  const guarded = (act: () => void) => {
    try {
      act();
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  try {
    await pipeline(joined(head.subarray(header.offset), text), parser);
  } catch (error) {
    if (error instanceof CsvError) return { status: 'damaged', line: header.line + parser.info.lines - 1 };
    throw error;
  }
  return { status: 'read', ...counts, columns: columnsOf(shape, header.cells) };
}

/** Whether the first bytes of a text file hold this shape's header; the bytes may end anywhere after it. */
export async function hasHeader(head: Uint8Array, shape: CsvShape<string>): Promise<boolean> {
  const text = await readHead(utf8Bytes(once(head)));
  return findHeader(text, shape) !== undefined;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* joined(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

async function readHead(text: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const { done, value } = await text.next();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  return Buffer.concat(chunks);
}

type Header = {
  readonly cells: readonly string[];
  readonly delimiter: string;
  /** Where the header begins: bytes, and the line's number from 1. */
  readonly offset: number;
  readonly line: number;
};

// The preamble is skipped unparsed: an odd quote in it must not swallow the header.
function findHeader(head: Buffer, shape: CsvShape<string>): Header | undefined {
  let offset = 0;
  for (let line = 1; line <= headLines && offset < head.length; line++) {
    const end = lineEnd(head, offset);
    const text = head.toString('utf8', offset, end);
    for (const delimiter of delimiters) {
      const cells = text.split(delimiter).map(headerName);
      if (shape.needed.every((column) => columnIndex(shape, column, cells) >= 0)) {
        return { cells, delimiter, offset, line };
      }
    }
    offset = end + (head[end] === 0x0d && head[end + 1] === 0x0a ? 2 : 1);
  }
  return undefined;
}

function lineEnd(bytes: Buffer, from: number): number {
  const ends = [bytes.indexOf(0x0a, from), bytes.indexOf(0x0d, from)].filter((end) => end >= 0);
  return Math.min(bytes.length, ...ends);
}

const headerName = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

function columnIndex<Column extends string>(
  shape: CsvShape<Column>,
  column: Column,
  cells: readonly string[],
): number {
  return cells.findIndex((cell) => shape.columns[column].includes(cell));
}

function columnsOf<Column extends string>(shape: CsvShape<Column>, cells: readonly string[]): Set<Column> {
  return new Set(columnNames(shape).filter((column) => columnIndex(shape, column, cells) >= 0));
}

function rowMaker<Column extends string>(shape: CsvShape<Column>, cells: readonly string[]) {
  const places = columnNames(shape).map((column) => [column, columnIndex(shape, column, cells)] as const);
  // A row of another width is not read at all: its cells might stand under their neighbours' names.
  return (record: readonly string[]): Row<Column> | undefined => {
    if (record.length !== cells.length) return undefined;
    const row = {} as Record<Column, string>;
    for (const [column, index] of places) row[column] = record[index] ?? '';
    return row;
  };
}

const columnNames = <Column extends string>(shape: CsvShape<Column>): Column[] =>
  Object.keys(shape.columns) as Column[];

// A quote that nobody closed swallows the rows after it: each of their lines was somebody.
const linesOf = (record: readonly string[]): number =>
  record.reduce((lines, cell) => lines + (cell.match(/\r\n|\n|\r/gu)?.length ?? 0), 1);
