import { pipeline } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { cleanText } from '../domain/names-of-people.ts';
import { type ToldEncoding, utf8Bytes } from './encoding.ts';

/** The columns that a reader wants, each with the names it may bear: lower case, English first. */
export type CsvShape<Column extends string> = {
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  /** Without these columns it is another file. */
  readonly needed: readonly Column[];
  /** Names, in lower case, of columns that such a file is known to have and nobody wants. */
  readonly unused?: readonly string[];
  /** Whether cells make sense as a row of this file; without it every row of the header's width does. */
  isRow?(row: Row<Column>): boolean;
  /** Gets each line of an unreadable row. */
  onUnreadable?(row: OddRow<Column>): void;
};

/** A line that is no whole row: its cells may stand under their neighbours' names, and be cut. */
export type OddRow<Column extends string> = {
  readonly row: Row<Column>;
  readonly cells: readonly string[];
  /** Whether it has enough cells for two rows. */
  readonly isWide: boolean;
  /** Line of the file on which the unreadable row begins, from 1. */
  readonly line: number;
};

/** One data row by column; a column that the file lacks is empty. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

export type CsvResult<Column extends string> =
  | {
      readonly status: 'read';
      /** Data rows, the unreadable ones included; blank lines are no rows. */
      readonly rows: number;
      /** Lines of the rows with another number of cells than the header, or that swallowed their neighbours. */
      readonly unreadableRows: number;
      /** Lines of the file, from 1, on which the first few of them begin. */
      readonly unreadableLines: readonly number[];
      /** Line on which the last row begins if no line end follows it: the file may have been cut there. */
      readonly openLine: number | undefined;
      readonly columns: ReadonlySet<Column>;
      /** Columns that nobody knows, by their names in the file: the first few. */
      readonly otherColumns: readonly string[];
      readonly encoding: ToldEncoding;
    }
  | { readonly status: 'wrongHeader' }
  /** `rows` were read before the line that makes no sense. */
  | { readonly status: 'damaged'; readonly line: number; readonly rows: number };

/** As many places of unreadable rows as are told; the counts tell of all. */
export const mostPlaces = 5;

const mostOtherColumns = 20;
const longestColumnName = 60;

const headBytes = 65_536;
const headLines = 20;
const delimiters = [',', ';', '\t'] as const;
// A quote that is never closed would otherwise take the rest of the file into memory.
const maxRecordBytes = 1_048_576;
// csv-parse makes an error of each row of another width than the header, blank ones too, which takes ten times as long
// as the row; no file that anybody can read has as many more than rows.
const mostOddRows = 5_000;
// Of nothing but delimiters: a spreadsheet may have saved its empty rows too, but not for minutes.
const mostBlankRows = 100_000;

class TooManyOddRows extends Error {
  override readonly name = 'TooManyOddRows';
  readonly line: number;

  constructor(line: number) {
    super('too many rows that are blank, or of another width than the header');
    this.line = line;
  }
}

/**
 * Reads a CSV of any dialect of EXPORT-FORMATS A5 as a stream: encoding, delimiter, kind of escape, and the header by the
 * names of its columns after an optional preamble. `onRow` gets the line of the file on which the row begins, from 1.
 * Memory does not depend on the size of the file. Errors of `source` pass through.
 */
export async function readCsv<Column extends string>(
  source: AsyncIterable<Uint8Array>,
  shape: CsvShape<Column>,
  onRow: (row: Row<Column>, line: number) => void,
): Promise<CsvResult<Column>> {
  const told: ToldEncoding = {};
  const text = utf8Bytes(source, told);
  const head = await readHead(text);
  const header = findHeader(head, shape);
  if (header === undefined) {
    await text.return(undefined);
    return { status: 'wrongHeader' };
  }
  const reading = newReading(shape, header, onRow);
  const parser = parse({
    delimiter: header.delimiter,
    // Files put together by hand may change their line ends on the way.
    record_delimiter: head.includes(0x0d) ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    // Blank lines come as records too: without them the lines could not be counted.
    skip_empty_lines: false,
    max_record_size: maxRecordBytes,
  });
  parser.on('data', (record: readonly string[]) => {
    // An error thrown inside an event would end the process.
    try {
      reading.take(record);
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  try {
    const chunks = withoutCutEscape(joined(head.subarray(header.offset), text), () =>
      escapeByBackslash(parser),
    );
    await pipeline(toParse(chunks, reading), parser);
  } catch (error) {
    if (error instanceof TooManyOddRows) return { status: 'damaged', line: error.line, rows: reading.rows };
    if (!(error instanceof CsvError)) throw error;
    return { status: 'damaged', line: header.line + parser.info.lines - 1, rows: reading.rows };
  }
  const { rows, unreadableRows, unreadableLines, otherColumns } = reading;
  return {
    status: 'read',
    rows,
    unreadableRows,
    unreadableLines,
    openLine: reading.isOpen ? reading.lastLine : undefined,
    columns: columnsOf(shape, header.cells),
    otherColumns,
    encoding: told,
  };
}

type Reading = {
  rows: number;
  unreadableRows: number;
  readonly unreadableLines: number[];
  /** Line on which the last row begins. */
  lastLine: number | undefined;
  /** Whether the last byte of the text, so far, is that of no line end. */
  isOpen: boolean;
  otherColumns: readonly string[];
  take(record: readonly string[]): void;
};

/** Tells header, rows and blank lines apart and counts, record by record. */
function newReading<Column extends string>(
  shape: CsvShape<Column>,
  header: Header,
  onRow: (row: Row<Column>, line: number) => void,
): Reading {
  let nextLine = header.line;
  let oddRows = 0;
  let oddInARow = 0;
  let blankRows = 0;
  const inside = cellsInside(header);
  let toRow: ((record: readonly string[]) => Row<Column> | undefined) | undefined;
  const isRow = (cells: readonly string[]): boolean => {
    const row = toRow?.(cells);
    return row !== undefined && shape.isRow?.(row) !== false;
  };
  return {
    rows: 0,
    unreadableRows: 0,
    unreadableLines: [],
    lastLine: undefined,
    isOpen: false,
    otherColumns: [],
    take(taken) {
      const line = nextLine;
      const lines = linesOf(taken);
      nextLine += lines;
      if (taken.length === header.cells.length) oddInARow = 0;
      else {
        oddRows++;
        oddInARow++;
        if (oddInARow > mostOddRows || oddRows > mostOddRows + this.rows - this.unreadableRows)
          throw new TooManyOddRows(line);
      }
      const record = inside(taken);
      if (toRow === undefined) {
        toRow = rowMaker(shape, record.map(headerName));
        this.otherColumns = otherColumns(shape, record);
      } else if (record.every((cell) => cell.trim() === '')) {
        if (++blankRows > mostBlankRows) throw new TooManyOddRows(line);
      } else {
        const row = toRow(record);
        this.lastLine = line;
        if (row !== undefined && !(lines > 1 && swallowedRows(record, header.delimiter, isRow))) {
          this.rows++;
          return onRow(row, line);
        }
        // Each of its lines was somebody.
        this.rows += nextLine - line;
        this.unreadableRows += nextLine - line;
        if (this.unreadableLines.length < mostPlaces) this.unreadableLines.push(line);
        tellUnreadable(shape, { header, record, line });
      }
    },
  };
}

/**
 * Takes a row that is all in one cell apart: a spreadsheet that expects another delimiter saves a line with quotes so
 * (German Excel, which splits at semicolons). Other rows stay as they are.
 */
function cellsInside({ cells, delimiter }: Header): (record: readonly string[]) => readonly string[] {
  // Sticky: from where nothing fits, no later place is tried; a cell full of quotes would take minutes.
  const oneCell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}]*))${delimiter}`, 'guy');
  return (record) => {
    const [line = ''] = record;
    if (record.length !== 1 || hasBreak(line) || !holdsDelimiters(line, delimiter, cells.length - 1))
      return record;
    const found = [...`${line}${delimiter}`.matchAll(oneCell)];
    const isWhole = found.reduce((length, [text]) => length + text.length, 0) === line.length + 1;
    if (!isWhole || cells.length === 1) return record;
    return found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  };
}

// Each line was a row of its own, save where a cell holds a line break; then its lines say less than they could.
function tellUnreadable<Column extends string>(
  shape: CsvShape<Column>,
  found: { readonly header: Header; readonly record: readonly string[]; readonly line: number },
): void {
  if (shape.onUnreadable === undefined) return;
  const { header, record, line } = found;
  const toRow = rowMaker(shape, header.cells);
  const lines = record.some(hasBreak)
    ? record
        .join(header.delimiter)
        .split(lineBreaks)
        .map((text) => text.split(header.delimiter))
    : [record];
  for (const cells of lines) {
    const row = toRow(header.cells.map((_, index) => cells[index] ?? ''));
    const isWide = cells.length >= 2 * header.cells.length - 1;
    if (row !== undefined) shape.onUnreadable({ row, cells, isWide, line });
  }
}

const lineBreaks = /\r\n|\n|\r/gu;

const hasBreak = (cell: string): boolean => cell.includes('\n') || cell.includes('\r');

/**
 * Whether a quote that nobody closed took the rows after it into a cell, while the number of cells happened to stay
 * right: a line inside the cell is a whole row that makes sense by itself, or the pieces before and after the only line
 * break complete the row to two.
 */
function swallowedRows(
  record: readonly string[],
  delimiter: string,
  isRow: (cells: readonly string[]) => boolean,
): boolean {
  return record.some((cell, index) => {
    // Most texts of several lines hold too few delimiters for a row, whether inside or across their ends.
    if (!hasBreak(cell) || !holdsDelimiters(cell, delimiter, record.length - 1)) return false;
    const lines = cell.split(lineBreaks);
    if (lines.slice(1, -1).some((line) => isRow(line.split(delimiter)))) return true;
    const [first = '', last = ''] = [lines[0], lines.at(-1)];
    // Texts of one line end, such as an address in two lines, hold no delimiters on both sides.
    return (
      isRow([...record.slice(0, index), ...first.split(delimiter)]) &&
      isRow([...last.split(delimiter), ...record.slice(index + 1)])
    );
  });
}

function holdsDelimiters(cell: string, delimiter: string, count: number): boolean {
  let from = -1;
  for (let left = count; left > 0; left--) {
    from = cell.indexOf(delimiter, from + 1);
    if (from < 0) return false;
  }
  return true;
}

/** Whether the first bytes of a text file hold this shape's header; the bytes may end anywhere after it. */
export async function hasHeader(head: Uint8Array, shape: CsvShape<string>): Promise<boolean> {
  const text = await readHead(utf8Bytes(once(head)));
  return findHeader(text, shape) !== undefined;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

// csv-parse copies each chunk to join it to the one before, and its records wait until a chunk is through: of chunks of
// 1 MiB, which are best for inflating, that takes 70 MB more than of these, in the same time.
const parsedBytes = 65_536;

async function* joined(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* toParse(
  chunks: AsyncGenerator<Uint8Array>,
  told: { isOpen: boolean },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (chunk.length > 0) told.isOpen = !isLineEnd(chunk.at(-1));
    yield* pieces(chunk);
  }
}

// Of blank lines each is an error to csv-parse, and nobody can stop it before a piece is through.
const parsedBlankBytes = 2_048;
const blankLines = ['\n', '\r', '\r\n'].map((end) => end.repeat(8));

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < chunk.length; ) {
    const piece = Buffer.from(
      chunk.buffer,
      chunk.byteOffset + from,
      Math.min(parsedBytes, chunk.length - from),
    );
    const [blank = piece.length] = blankLines
      .map((lines) => piece.indexOf(lines))
      .filter((place) => place >= 0)
      .sort((a, b) => a - b);
    const length = blank === 0 ? parsedBlankBytes : blank;
    yield piece.subarray(0, length);
    from += length;
  }
}

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

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

/**
 * Passes the text on, and tells of the first line in which a backslash escapes a quote, before that is parsed: whoever
 * quotes in a text opens with such a quote. No chunk ends in what may be the beginning of such an escape.
 */
async function* withoutCutEscape(
  chunks: AsyncGenerator<Uint8Array>,
  onBackslash: () => void,
): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const text = Buffer.concat([held, chunk]);
    const cut = /\\"?$/u.exec(text.toString('latin1', Math.max(0, text.length - 2)))?.[0].length ?? 0;
    held = Buffer.from(text.subarray(text.length - cut));
    const found = backslashEscape(text);
    if (found >= 0) {
      const line = text.lastIndexOf(0x0a, found) + 1;
      yield text.subarray(0, line);
      onBackslash();
      yield text.subarray(line);
      yield* chunks;
      return;
    }
    yield text.subarray(0, text.length - cut);
  }
  yield held;
}

const noMiddle = new Set(Buffer.from('",;\t\r\n'));

/**
 * The first place, or -1, where a backslash escapes a quote, as in some files (EXPORT-FORMATS A3, Comments): a `\"` in the
 * middle of a text, where the other escape would have to double the quote. A cell that ends in a backslash is followed by
 * a delimiter.
 */
function backslashEscape(text: Buffer): number {
  for (let at = text.indexOf('\\"'); at >= 0; at = text.indexOf('\\"', at + 2)) {
    const next = text[at + 2];
    if (next !== undefined && !noMiddle.has(next)) return at;
  }
  return -1;
}

// The first such quote may come after many megabytes. csv-parse asks its options and this state anew with each chunk.
function escapeByBackslash(parser: Parser): void {
  const { options, state } = parser as Parser & { readonly state: { escapeIsQuote: boolean } };
  options.escape = Buffer.from('\\');
  state.escapeIsQuote = false;
}

const headerName = (cell: string): string => plainHeader(cell).toLowerCase();

const plainHeader = (cell: string): string =>
  cell
    // A byte order mark that was taken for letters.
    .replace('ï»¿', '')
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .replace(/\s+/gu, ' ')
    .trim();

/** The columns of a header that no reader knows, as they are written there; nameless ones of a spreadsheet are none. */
function otherColumns(shape: CsvShape<string>, header: readonly string[]): readonly string[] {
  const known = new Set([...Object.values(shape.columns).flat(), ...(shape.unused ?? [])]);
  const names = header
    .map((cell) => cleanText(plainHeader(cell), longestColumnName - 1))
    .filter((name) => name !== '' && !known.has(name.toLowerCase()));
  return [...new Set(names)].slice(0, mostOtherColumns);
}

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

/** Lines of the file that a record takes up. */
function linesOf(record: readonly string[]): number {
  let lines = 1;
  for (const cell of record) if (hasBreak(cell)) lines += cell.match(lineBreaks)?.length ?? 0;
  return lines;
}
