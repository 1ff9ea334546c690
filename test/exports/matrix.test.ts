import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileKinds, type Snapshot } from '../../shared/domain/snapshot.ts';
import type { CsvShape, Row } from '../../shared/exports/csv.ts';
import { readCsv } from '../../shared/exports/csv.ts';
import {
  type Dialect,
  delimiters,
  encodedTwice,
  encodings,
  lineEnds,
  plainDialect,
  written,
} from './dialects.ts';
import { type Files, snapshotOf } from './files.ts';
import { connectionsPreamble, smallNetwork } from './small-network.ts';

/** The small network as a person's programs would save it. */
const filesIn = (dialect: Dialect, encode: (text: string) => Buffer): Files =>
  Object.fromEntries(
    Object.entries(smallNetwork).map(([name, rows]) => {
      const preamble = name === 'Connections.csv' ? connectionsPreamble : [];
      return [name, encode(written(rows, dialect, preamble))];
    }),
  );

const told = ({ files, ...snapshot }: Snapshot) => ({
  ...snapshot,
  files: files.map(({ mojibake: _, ...file }) => file),
});

const whole = await snapshotOf(filesIn(plainDialect, (text) => Buffer.from(text)));

const combinations = Object.entries(encodings).flatMap(([encoding, encode], e) =>
  delimiters.flatMap((delimiter, d) =>
    lineEnds.map((lineEnd, l): [name: string, Dialect, (text: string) => Buffer] => {
      const quotes = (e + d + l) % 2 === 0 ? 'all' : 'needed';
      const lastLineEnds = (e + l) % 2 === 0;
      const escapedBy = (e + d) % 3 === 0 ? '\\' : '"';
      const dialect: Dialect = { delimiter, lineEnd, quotes, lastLineEnds, escapedBy };
      const { delimiter: comma, lineEnd: end } = dialect;
      const rest = `quotes ${quotes}, ${lastLineEnds ? 'a' : 'no'} line break at the end, escape ${escapedBy}`;
      return [`${encoding}, ${JSON.stringify(comma)}, ${JSON.stringify(end)}, ${rest}`, dialect, encode];
    }),
  ),
);

describe('one small network in every dialect and encoding is one and the same snapshot', () => {
  test('the network holds every kind of file, and something of each', () => {
    expect(whole.files.map(({ kind }) => kind).sort()).toEqual([...fileKinds].sort());
    expect(whole.files.every(({ rows, unreadable }) => rows > 0 && unreadable === undefined)).toBe(true);
    expect(whole.skipped).toEqual({ hiddenMember: 1 });
    const facts = [whole.contacts, whole.messages, whole.invitations, whole.jobs, whole.notes];
    const more = [whole.recommendations, whole.endorsements, whole.addressBook, whole.searches];
    expect([...facts, ...more].map((found) => found?.length)).toEqual([3, 1, 1, 1, 1, 2, 2, 2, 1]);
    expect(whole.ownFacts.map(({ kind }) => kind).sort()).toEqual([
      'companyFollow',
      'event',
      'post',
      'school',
      'volunteering',
    ]);
  });

  test('there are more than forty ways', () => expect(combinations.length).toBeGreaterThanOrEqual(40));

  test.each(combinations)('%s', async (_, dialect, encode) => {
    expect(told(await snapshotOf(filesIn(dialect, encode)))).toEqual(told(whole));
  });

  test('letters that were encoded twice are told of, file by file', async () => {
    const { files } = await snapshotOf({
      ...filesIn(plainDialect, (text) => Buffer.from(text)),
      'Notes.csv': encodedTwice(written(smallNetwork['Notes.csv'] ?? [], plainDialect)),
    });
    expect(files.filter(({ mojibake }) => mojibake).map(({ name }) => name)).toEqual(['Notes.csv']);
  });
});

describe('any cells', () => {
  const shape: CsvShape<'name' | 'text' | 'day'> = {
    columns: { name: ['name'], text: ['text'], day: ['day'] },
    needed: ['name', 'text'],
    isRow: () => false,
  };
  const letters = fc.constantFrom('a', 'ü', 'é', '€', '"', '\\', ',', ';', '\t', '\n', '\r\n', "'", ' ', '=');
  const anyCell = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''));
  const someRows = fc.array(
    fc.tuple(anyCell, anyCell, anyCell).filter((cells) => cells.some((text) => text.trim() !== '')),
    { maxLength: 12 },
  );

  async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
  }

  const dialects = ['"', '\\'].flatMap((escapedBy) =>
    delimiters.flatMap((delimiter) =>
      Object.entries(encodings).map(
        ([encoding, encode]) =>
          [
            `${encoding}, ${JSON.stringify(delimiter)}, escape ${escapedBy}`,
            { delimiter, escapedBy },
            encode,
          ] as const,
      ),
    ),
  );
  test.each(dialects)('survive %s', async (_, { delimiter, escapedBy }, encode) => {
    const dialect = { ...plainDialect, delimiter, escapedBy, quotes: 'all', lineEnd: '\r\n' } as Dialect;
    // A quote in the middle of a text is what tells the escape, a letter beyond ASCII what tells the encoding.
    const telling = ['Zoë', 'sagt "so" und', 'ü'] as const;
    await fc.assert(
      fc.asyncProperty(someRows, async (rows) => {
        const found: Row<'name' | 'text' | 'day'>[] = [];
        const text = written([['name', 'text', 'day'], telling, ...rows], dialect);
        const result = await readCsv(chunks(encode(text)), shape, (row) => found.push(row));
        expect(found.map(({ name, text: content, day }) => [name, content, day])).toEqual([telling, ...rows]);
        expect(result).toMatchObject({ unreadableRows: 0, rows: rows.length + 1 });
      }),
      { numRuns: 12, examples: [[[['€a', '€a', '']]]] },
    );
  });
});
