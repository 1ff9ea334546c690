import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvShape, Row } from '../../shared/exports/csv.ts';
import { readCsv } from '../../shared/exports/csv.ts';
import { quoted } from './files.ts';

const shape = {
  columns: { name: ['name'], text: ['text', 'inhalt'], day: ['day'] },
  needed: ['name', 'text'],
} as const;
type Column = keyof typeof shape.columns;

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    if (from >= bytes.length) break;
    yield bytes.subarray(from, from + size);
    from += size;
  }
  if (from < bytes.length || bytes.length === 0) yield bytes.subarray(from);
}

const dayIsNumber = { isRow: (row: Row<Column>) => /^\d$/u.test(row.day) };

async function read(
  content: string | Uint8Array,
  sizes?: readonly number[],
  more: Pick<CsvShape<Column>, 'isRow'> = { isRow: () => false },
) {
  const rows: Row<Column>[] = [];
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const result = await readCsv<Column>(chunksOf(bytes, sizes), { ...shape, ...more }, (row) =>
    rows.push(row),
  );
  return { result, rows };
}

const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const windows1252 = (text: string): Buffer => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1');

describe('dialects and encodings give the same rows', () => {
  const table = (delimiter: string, end: string): string =>
    [
      ['Name', 'Inhalt', 'Day'],
      ['Jörg Müller', 'Grüße, "später"', '1'],
      ['Zoë', 'zwei\nZeilen €', '2'],
    ]
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      .join(end);
  const expected = [
    { name: 'Jörg Müller', text: 'Grüße, "später"', day: '1' },
    { name: 'Zoë', text: 'zwei\nZeilen €', day: '2' },
  ];
  test.each<[what: string, content: string | Uint8Array, openLine?: undefined]>([
    ['UTF-8, comma, LF', table(',', '\n')],
    ['UTF-8 with mark, semicolon, CRLF and one at the end', `\ufeff${table(';', '\r\n')}\r\n`, undefined],
    ['UTF-8, tab, CR', table('\t', '\r')],
    ['UTF-16 LE, tab', utf16(table('\t', '\r\n'))],
    ['UTF-16 BE, comma', utf16(table(',', '\n'), true)],
    ['Windows-1252, semicolon', windows1252(table(';', '\r\n'))],
  ])('%s', async (...[, content, ...ended]) => {
    const { result, rows } = await read(content);
    expect(rows).toEqual(expected);
    expect(result).toEqual({
      status: 'read',
      rows: 2,
      unreadableRows: 0,
      unreadableLines: [],
      openLine: ended.length > 0 ? undefined : 3,
      columns: new Set(['name', 'text', 'day']),
      otherColumns: [],
      encoding: {},
    });
  });

  test('the first umlaut may come late', async () => {
    const filler = 'Anna,plain,1\n'.repeat(20_000);
    const sizes = Array.from({ length: 4 }, () => 65_536);
    const utf8 = await read(`name,text,day\n${filler}Jörg,ß,2`, sizes);
    const excel = await read(windows1252(`name,text,day\n${filler}Jörg,ß,2`), sizes);
    expect(utf8.rows.at(-1)).toEqual({ name: 'Jörg', text: 'ß', day: '2' });
    expect(excel.rows.at(-1)).toEqual({ name: 'Jörg', text: 'ß', day: '2' });
    expect(excel.rows).toHaveLength(20_001);
  });
});

describe('header', () => {
  test.each([
    ['after a preamble with an odd quote', 'Notes:\n"When exporting\n\nname,text\nAnna,x'],
    ['with unknown columns, other order, capitals and spaces', 'Else, TEXT ,"Name"\n1,x,Anna'],
    ['after empty cells of a spreadsheet', 'Notes:;;\n;;\nname;text;\nAnna;x;'],
  ])('%s', async (_, content) => {
    const { rows } = await read(content);
    expect(rows).toEqual([{ name: 'Anna', text: 'x', day: '' }]);
  });

  test.each([
    ['a column is missing', 'name,else\nAnna,x'],
    ['no header at all', 'No conversations found'],
    ['nothing', ''],
    ['the header comes too late', `${'x\n'.repeat(40)}name,text\nAnna,x`],
  ])('none when %s', async (_, content) => {
    expect(await read(content)).toEqual({ result: { status: 'wrongHeader' }, rows: [] });
  });
});

describe('rows', () => {
  test('a row of another width is counted and never shifts its neighbours', async () => {
    const { result, rows } = await read(
      'name,text,day\nAnna,a,1\nBert, who,has,commas\nCleo\n\n,,\nDora,d,4',
    );
    expect(rows.map((row) => row.name)).toEqual(['Anna', 'Dora']);
    expect(result).toMatchObject({ rows: 4, unreadableRows: 2, unreadableLines: [3, 4] });
  });

  test('rows that an open quote swallowed are counted one by one', async () => {
    const { result, rows } = await read(
      'name,text,day\nAnna,a,1\nBert,"open,2\nCleo,c,3\nDora,d,4\nEmil,closed",5,5\nFrida,f,6',
    );
    expect(rows.map((row) => row.name)).toEqual(['Anna', 'Frida']);
    expect(result).toMatchObject({ rows: 6, unreadableRows: 4, unreadableLines: [3] });
  });

  test.each([
    ['a whole row inside a cell', 'Bert,"open,2\nCleo,c,3\nDora,d",4', 3],
    ['two rows that complete each other', 'Bert,"open,2\nDora,d",4', 2],
    ['a row in the last cell', 'Bert,b,"2\nCleo,c,3\nDora,d,4"', 3],
    ['a quoted cell at its end', 'Bert,"open,2\nCleo,c,3\nDora,"d",4', 3],
    ['lines of Windows', 'Bert,"open,2\r\nCleo,c,3\r\nDora,d",4', 3],
  ])(
    'rows that an open quote swallowed are found though the cells are right in number: %s',
    async (_, swallowed, lines) => {
      const { result, rows } = await read(
        `name,text,day\nAnna,a,1\n${swallowed}\nFrida,f,6`,
        undefined,
        dayIsNumber,
      );
      expect(rows.map((row) => row.name)).toEqual(['Anna', 'Frida']);
      expect(result).toMatchObject({ rows: 2 + lines, unreadableRows: lines, unreadableLines: [3] });
    },
  );

  test.each([
    'eine Adresse\nin zwei Zeilen',
    'Danke an Anna, Bert\nund Cleo, Dora',
    'Liste:\na,b,c\nd,e,f\nEnde',
    'mit\n\n2026-01-01, Köln, 3 Uhr\nLeerzeile',
  ])('a text of several lines is no swallowed row: %j', async (text) => {
    const { result, rows } = await read(
      `name,text,day\n${quoted('Anna', text, '1')}\n`,
      undefined,
      dayIsNumber,
    );
    expect(rows).toEqual([{ name: 'Anna', text, day: '1' }]);
    expect(result).toMatchObject({ rows: 1, unreadableRows: 0 });
  });

  test('lines are counted over line breaks in cells, blank lines and a preamble', async () => {
    const { result } = await read(
      'Notes:\n\nname,text,day\r\nAnna,"zwei\r\nZeilen",1\r\n\r\nBert\r\nCleo,c,3\r\nx',
    );
    expect(result).toMatchObject({ unreadableLines: [7, 9], unreadableRows: 2, rows: 4 });
  });

  test('only the first places are told, all are counted', async () => {
    const { result } = await read(`name,text,day\n${'x\n'.repeat(50)}`);
    expect(result).toMatchObject({ unreadableRows: 50, unreadableLines: [2, 3, 4, 5, 6] });
  });

  test('quotes escaped by a backslash', async () => {
    const { rows } = await read(
      'name,text,day\n"Anna","sagt \\"Hallo\\", dann\nmehr","1"\n"Bert","C:\\\\Neu","2"',
    );
    expect(rows).toEqual([
      { name: 'Anna', text: 'sagt "Hallo", dann\nmehr', day: '1' },
      { name: 'Bert', text: 'C:\\Neu', day: '2' },
    ]);
  });

  test.each([1, 2, 3, 64])(
    'quotes escaped by a backslash that come late, %i bytes before a chunk ends',
    async (before) => {
      const plain = Array.from({ length: 20_000 }, (_, no) => `"Anna","plain ${no}, so","1"`);
      const late = '"Bert","sagt \\"Hallo\\", dann\n\\"mehr\\"","1"\n"Cleo","C:\\\\","2"\n"Dora","c","3"';
      const text = Buffer.from(['name,text,day', ...plain, late].join('\n'));
      const first = text.indexOf('\\"Hallo') + before;
      const { result, rows } = await read(text, [65_536, first - 65_536]);
      expect(result).toMatchObject({ rows: 20_003, unreadableRows: 0 });
      expect(rows.slice(0, 20_000).every(({ name, day }) => name === 'Anna' && day === '1')).toBe(true);
      expect(rows.slice(20_000)).toEqual([
        { name: 'Bert', text: 'sagt "Hallo", dann\n"mehr"', day: '1' },
        { name: 'Cleo', text: 'C:\\', day: '2' },
        { name: 'Dora', text: 'c', day: '3' },
      ]);
    },
  );

  test('a backslash at the end of a cell escapes nothing', async () => {
    const { rows } = await read('name,text,day\n"Anna","C:\\","1"\n"Bert","sagt ""so\\""","2"');
    expect(rows.map(({ text }) => text)).toEqual(['C:\\', 'sagt "so\\"']);
  });

  test('a quote inside a cell does no harm', async () => {
    const { rows } = await read('name,text\nAnna "Ann" Ä,5" wide\nBert,x');
    expect(rows.map(({ name, text }) => [name, text])).toEqual([
      ['Anna "Ann" Ä', '5" wide'],
      ['Bert', 'x'],
    ]);
  });

  test('a quote that is never closed is damage, with the line', async () => {
    const { result } = await read('Notes:\n\nname,text\nAnna,a\nBert,"never\nclosed');
    expect(result).toEqual({ status: 'damaged', line: 6, rows: 1 });
  });

  test('a quote that is never closed does not fill the memory', async () => {
    let pulled = 0;
    async function* endless() {
      yield Buffer.from('name,text\nAnna,"');
      for (; pulled < 100; pulled++) yield Buffer.alloc(500_000, 'x');
    }
    const result = await readCsv(endless(), shape, () => {});
    expect(result).toEqual({ status: 'damaged', line: 2, rows: 0 });
    expect(pulled).toBeLessThan(10);
  });

  test('an error of the reader or of the source comes out as it is', async () => {
    const fault = new Error('fault');
    const reader = readCsv(chunksOf(Buffer.from('name,text\na,b')), shape, () => {
      throw fault;
    });
    await expect(reader).rejects.toBe(fault);
    async function* cut() {
      yield Buffer.from(`name,text\n${'a,b\n'.repeat(40_000)}`);
      throw fault;
    }
    await expect(readCsv(cut(), shape, () => {})).rejects.toBe(fault);
  });
});

describe('properties', () => {
  const cell = fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((text) => text.replaceAll(/[\0\ufeff]/g, 'ü'));
  const rows = fc.array(
    fc.tuple(cell, cell, cell).filter((cells) => cells.some((text) => text.trim() !== '')),
    {
      maxLength: 30,
    },
  );
  const toRows = (cells: readonly (readonly [string, string, string])[]) =>
    cells.map(([name, text, day]) => ({ name, text, day }));

  test('any text in any chunks is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(7), { maxLength: 200 }), async (cells, sizes) => {
        const content = ['name,text,day', ...cells.map((row) => quoted(...row))].join('\n');
        const { rows: found } = await read(Buffer.from(content), sizes);
        expect(found).toEqual(toRows(cells).map((row) => ({ ...row })));
      }),
    );
  });

  test('quotes escaped by a backslash never shift a neighbour, wherever they begin', async () => {
    const filler = Array.from({ length: 7_000 }, (_, no) => `"Anna","plain ${no}","1"`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('\\"', ',', '\n', 'x', ' '), { minLength: 1, maxLength: 9 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.nat(9), { maxLength: 30 }),
        async (texts, sizes) => {
          const late = texts.map((parts) => `"Bert","\\"x${parts.join('')}","2"`);
          const head = Buffer.byteLength(['name,text,day', ...filler].join('\n'));
          const content = Buffer.from(['name,text,day', ...filler, ...late].join('\n'));
          const { rows: found } = await read(content, [head, ...sizes]);
          expect(found.slice(0, 7_000).every(({ name, day }) => name === 'Anna' && day === '1')).toBe(true);
          expect(found.slice(7_000)).toEqual(
            texts.map((parts) => ({
              name: 'Bert',
              text: `"x${parts.join('').replaceAll('\\"', '"')}`,
              day: '2',
            })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('chunk borders mean nothing in any encoding', async () => {
    const text = 'Näme;x\nname;text;day\r\nJörg;"zwei\r\nZeilen 👋🏽";1\r\nZoë;Grüße;2';
    const encoded = [
      Buffer.from(text),
      utf16(text),
      utf16(text, true),
      windows1252(text.replace('👋🏽', '€')),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...encoded),
        fc.array(fc.nat(5), { maxLength: 80 }),
        async (bytes, sizes) => {
          expect(await read(bytes, sizes)).toEqual(await read(bytes));
        },
      ),
    );
  });

  test('a cell full of quotes is read in one go, however long it is', async () => {
    const quotes = `"${'""'.repeat(300_000)};x;y"`;
    const found = await read(Buffer.from(`name;text;day\r\n${quotes}\r\nZoë;Grüße;2`));
    expect(JSON.stringify(found)).toContain('Zoë');
  });
});
