import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowKey } from '../../shared/domain/contact.ts';
import { headers, lines, preamble, quoted, snapshotOf, snapshotOfCsv } from './files.ts';

const anna =
  'Anna,Muster,https://www.linkedin.com/in/anna-muster,anna@muster.example,Muster GmbH,Leiterin,08 Feb 2026';
const annaRow = {
  firstName: 'Anna',
  lastName: 'Muster',
  slug: 'anna-muster',
  email: 'anna@muster.example',
  company: 'Muster GmbH',
  position: 'Leiterin',
  connectedOn: '2026-02-08',
};

describe('eras and dialects of Connections.csv', () => {
  test('since 2023: preamble, URL, no line break at the end', async () => {
    const { contacts, files, skipped } = await snapshotOf({
      'Connections.csv': `${preamble}${lines(headers.connections, anna)}`,
    });
    expect(contacts).toEqual([annaRow]);
    expect(files).toEqual([{ name: 'Connections.csv', kind: 'connections', rows: 1 }]);
    expect(skipped).toEqual({});
  });

  test('to 2021: no preamble, no URL', async () => {
    const row = 'Anna,Muster,,Muster GmbH,Leiterin,08 Feb 2019';
    const { contacts } = await snapshotOf({ 'Connections.csv': lines(headers.connectionsTo2021, row) });
    expect(contacts).toEqual([
      {
        firstName: 'Anna',
        lastName: 'Muster',
        company: 'Muster GmbH',
        position: 'Leiterin',
        connectedOn: '2019-02-08',
      },
    ]);
  });

  test('German headers and months', async () => {
    const header = 'Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am';
    const { contacts } = await snapshotOf({
      'Kontakte.csv': lines(header, anna.replace('08 Feb 2026', '12 Mär 2023')),
    });
    expect(contacts).toEqual([{ ...annaRow, connectedOn: '2023-03-12' }]);
  });

  test('saved again by a German Excel: mark, semicolons, CRLF, 4-Apr-21', async () => {
    const text = `\ufeff${preamble}${lines(headers.connections, anna, '')}`
      .replaceAll(',', ';')
      .replaceAll('\n', '\r\n');
    const { contacts } = await snapshotOfCsv(text.replace('08 Feb 2026', '4-Apr-21'));
    expect(contacts).toEqual([{ ...annaRow, connectedOn: '2021-04-04' }]);
  });

  test('percent-encoded slugs, country hosts and /pub/ are the same people everywhere', async () => {
    const { contacts } = await snapshotOf({
      'Connections.csv': lines(
        headers.connections,
        'Jörg,A,https://www.linkedin.com/in/j%C3%B6rg-a,,,,01 Jan 2020',
        'Jörg,B,https://de.linkedin.com/in/J%C3%B6rg-B/?trk=x,,,,01 Jan 2020',
        'Jörg,C,http://www.linkedin.com/pub/jörg-c/1/2/3,,,,01 Jan 2020',
      ),
    });
    expect(contacts?.map((row) => row.slug)).toEqual(['jörg-a', 'jörg-b', 'pub/jörg-c/1/2/3']);
  });
});

describe('what is left out', () => {
  const cases: readonly (readonly [name: string, row: string, skipped: Record<string, number>])[] = [
    ['a closed account', ',,,,,,07 Jun 2026', { hiddenMember: 1 }],
    [
      'a date that no calendar has',
      'Bert,B,https://www.linkedin.com/in/b,,,,31 Feb 2024',
      { unreadableDate: 1 },
    ],
    ['no date', 'Bert,B,https://www.linkedin.com/in/b,,,,', { unreadableDate: 1 }],
    [
      'a comma too many',
      'Bert,B,https://www.linkedin.com/in/b,,Firma, GmbH,Chef,01 Jan 2020',
      { unreadableRow: 1 },
    ],
    ['a row cut short', 'Bert,B,https://www.linkedin.com/in/b', { unreadableRow: 1 }],
    [
      'the same person again',
      `${anna.replace('Leiterin', '').replace('08 Feb 2026', '01 Jan 2020')}`,
      { duplicateContact: 1 },
    ],
    ['a blank row of a spreadsheet', ',,,,,,', {}],
  ];
  test.each(cases)('%s', async (_, row, expected) => {
    const { contacts, skipped } = await snapshotOf({
      'Connections.csv': lines(headers.connections, row, anna),
    });
    expect(contacts).toEqual([annaRow]);
    expect(skipped).toEqual(expected);
  });
});

describe('cells that mean harm', () => {
  test('formulas stay text, foreign addresses are no profile, odd characters go', async () => {
    const { contacts } = await snapshotOf({
      'Connections.csv': lines(
        headers.connections,
        quoted(
          '=HYPERLINK("https://evil.example")',
          'M\u202eax\u0007',
          'javascript:alert(1)',
          'a b@c',
          '@SUM(1)\n\t<b>',
          'x'.repeat(5000),
          '01 Jan 2020',
        ),
        quoted('Eve', 'Evil', 'https://evil.example/linkedin.com/in/eve', '', '', '', '02 Jan 2020'),
      ),
    });
    const [harmful, other] = [...(contacts ?? [])].sort((a, b) => (a.connectedOn < b.connectedOn ? -1 : 1));
    expect(harmful).toEqual({
      firstName: '=HYPERLINK("https://evil.example")',
      lastName: 'M ax',
      company: '@SUM(1) <b>',
      position: `${'x'.repeat(80)}…`,
      connectedOn: '2020-01-01',
    });
    expect(other?.slug).toBeUndefined();
  });
});

describe('properties', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `${String(n).padStart(2, '0')} Mar 2024`);
  const text = fc.constantFrom('', 'Ärzte GmbH', 'B, "C" & D', 'zwei\nZeilen', '👋🏽');
  const row = fc
    .tuple(
      fc.constantFrom('Anna', 'Jörg', ''),
      text,
      fc.constantFrom('', 'a', 'b%C3%BC', 'bü', 'c'),
      text,
      day,
    )
    .map(([first, last, slug, company, on]) =>
      quoted(first, last, slug && `https://www.linkedin.com/in/${slug}`, '', company, '', on),
    );
  const someone = quoted('Zoe', 'Z', 'https://www.linkedin.com/in/z', '', '', '', '01 Jan 2020');
  const read = (rows: readonly string[]) => snapshotOfCsv(lines(headers.connections, ...rows));

  test('the order of the rows matters for nothing but how far they reach', async () => {
    const shuffled = fc
      .array(row, { maxLength: 20 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, others]) => {
        const [one, other] = [await read([someone, ...others]), await read([someone, ...rows])];
        const place = { covers: undefined, lastKeys: undefined };
        expect({ ...one, ...place }).toEqual({ ...other, ...place });
      }),
      { numRuns: 60 },
    );
  });

  test('every row twice says the same, and every row is read or counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const once = await read([someone, ...rows]);
        const twice = await read([someone, ...rows, someone, ...rows]);
        expect(twice.contacts).toEqual(once.contacts);
        expect(new Set(once.contacts?.map(rowKey)).size).toBe(once.contacts?.length);
        const skipped = Object.values(once.skipped).reduce((sum, count) => sum + count, 0);
        expect((once.contacts?.length ?? 0) + skipped).toBe(rows.length + 1);
      }),
      { numRuns: 60 },
    );
  });
});
