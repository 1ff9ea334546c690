import { describe, expect, test } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { accepted, headers, lines, preamble, quoted, readBytes, snapshotOf, snapshotOfCsv } from './files.ts';

const anna = 'Anna,Muster,https://www.linkedin.com/in/anna,,Muster GmbH,Leiterin,08 Feb 2024';
const bert = 'Bert,Probe,https://www.linkedin.com/in/bert,,Probe AG,Chef,04 Apr 2021';
const read = async (...rows: readonly string[]) => snapshotOfCsv(lines(headers.connections, ...rows, ''));

describe('a row that cannot be read', () => {
  test('shows the profile and the name of whose it is', async () => {
    const { unreadContacts, covers } = await read(anna.replace('08 Feb 2024', '03/04/2024'), bert);
    expect(unreadContacts).toEqual([{ slugs: ['anna'], foldedName: 'anna muster' }]);
    expect(covers).toMatchObject({ from: '2021-04-04', to: '2021-04-04' });
  });

  test('shows them also where its cells have moved', async () => {
    const { unreadContacts } = await read(`"x",${anna}`, bert);
    expect(unreadContacts).toMatchObject([{ slugs: ['anna'], foldedName: 'x anna' }]);
    expect(unreadContacts?.[0]?.words).toEqual(expect.arrayContaining(['anna', 'muster', 'x']));
  });

  test('is read apart where a quote left open took several of them', async () => {
    const { unreadContacts } = await read(
      `Cleo,C,,,"Firma,Chef,01 Jan 2020\nDora,D,,,Firma",Chef,03 Jan 2020`,
      anna,
    );
    expect(unreadContacts?.map(({ foldedName }) => foldedName)).toEqual(['cleo c', 'dora d']);
  });

  test('tells nothing of a file without one', async () => {
    const snapshot = await read(anna, bert);
    expect(snapshot).not.toHaveProperty('unreadContacts');
    expect(snapshot).toHaveProperty('covers');
  });

  test.each([
    ['shows no name and no profile', ',,,,Firma,Chef,01 Jan 2020,x'],
    ['shows one name in cells that may have moved', 'na,,,,Firma,Chef,01 Jan 2020,x'],
    ['shows letters that could not be read', 'J\ufffdrg,Probe,,,,,03/04/2024'],
    ['may be two rows', `${anna}${anna}`],
    ['is longer than any', `${anna.replace('Muster GmbH', 'x'.repeat(4_000))},more`],
  ])('may be anybody where it %s', async (_, row) => {
    const snapshot = await read(anna, row, bert);
    expect(snapshot).not.toHaveProperty('unreadContacts');
    expect(snapshot).not.toHaveProperty('covers');
    expect(snapshot).toMatchObject({ unreadMayBeAnybody: true });
  });

  test('still shows whose it is where another may be anybody', async () => {
    const snapshot = await read(anna.replace('08 Feb 2024', '?'), '"x"', bert);
    expect(snapshot).not.toHaveProperty('covers');
    expect(snapshot.unreadContacts).toEqual([{ slugs: ['anna'], foldedName: 'anna muster' }]);
  });

  test('may be anybody where there are more than two hundred', async () => {
    const rows = Array.from({ length: 201 }, (_, no) => `No${no},P,,,,,03/04/2024`);
    expect((await read(anna, ...rows.slice(1))).unreadContacts).toHaveLength(200);
    const more = await read(anna, ...rows);
    expect(more).not.toHaveProperty('covers');
    expect(more).toMatchObject({ unreadMayBeAnybody: true });
    expect(more.unreadContacts).toHaveLength(200);
  });

  test('may be anybody where it is the last one and no line end follows: it may have been cut', async () => {
    const text = `${preamble}${lines(headers.connections, bert, anna, anna.replaceAll('nna', 'nnabel'))}`;
    const end = text.indexOf('annabel') + 'anna'.length;
    const cut = await snapshotOfCsv(text.slice(0, end));
    expect(cut).not.toHaveProperty('covers');
    expect(cut.unreadContacts).toEqual([
      { slugs: ['anna'], foldedName: 'annabel muster', words: expect.anything() },
    ]);
    const ended = await snapshotOfCsv(`${text.slice(0, end)}\n`);
    expect(ended.unreadContacts).toMatchObject([{ slugs: ['anna'] }]);
  });

  test.each(['\n', '\r\n', '\r'])('so at each byte of a file with line ends %j', async (lineEnd) => {
    const rows = [
      bert,
      anna,
      anna.replaceAll('nna', 'nnabel'),
      quoted(...bert.replaceAll('ert', 'erta').split(',')),
    ];
    const text = lines(headers.connections, ...rows).replaceAll('\n', lineEnd);
    for (let length = text.indexOf(anna); length < text.length; length++) {
      const {
        covers,
        unreadContacts = [],
        contacts = [],
      } = await snapshotOfCsv(text.slice(0, length)).catch(
        // A quote that is left open.
        () => ({ covers: undefined }) as Awaited<ReturnType<typeof snapshotOfCsv>>,
      );
      const whole = text.slice(0, length).split(lineEnd).at(-1)?.replace('\r', '');
      if (covers !== undefined) expect([...rows, ''], `at ${length}`).toContain(whole);
      // Nothing that a cut row shows is whole.
      for (const { words } of unreadContacts) expect([covers, words]).toEqual([undefined, expect.any(Array)]);
      expect(contacts.length).toBeLessThanOrEqual(rows.length);
    }
  });
});

test('days later than the export knows are left out of how far it reaches', async () => {
  const { covers, unreadContacts, skipped } = await snapshotOf({
    'Connections.csv': lines(headers.connections, bert.replace('2021', '2199'), anna, ''),
  });
  expect(skipped).toEqual({ unreadableDate: 1 });
  expect(covers).toMatchObject({ to: '2024-02-08' });
  expect(unreadContacts).toEqual([{ slugs: ['bert'], foldedName: 'bert probe' }]);
});

describe('a contact between the date that the name of a file claims and its upload', () => {
  test.each(['Connections_05-11-2026.csv', 'Connections 01-02-2026.csv'])('stays: %s', async (fileName) => {
    const rows = [anna.replace('08 Feb 2024', '03 Nov 2026'), bert, bert.replaceAll('ert', 'erta')];
    const { contacts, skipped } = await accepted(
      await readBytes(lines(headers.connections, ...rows, ''), {
        fileName,
        uploadedAt: '2026-11-06T10:00:00.000Z' as IsoTime,
      }),
    );
    expect(contacts).toHaveLength(3);
    expect(skipped).toEqual({});
  });
});

describe('a last row without a line end', () => {
  const last = (...days: readonly string[]) =>
    snapshotOfCsv(
      lines(
        headers.connections,
        ...days.map((day, no) => `No${no},P,https://www.linkedin.com/in/p-${no},,,,${day}`),
      ),
    );

  test.each([
    ['all years have two digits', ['08.02.22', '07.02.21', '06.02.20']],
    ['it is the only one, and no year begins like that', ['08.02.26']],
  ])('is read where %s', async (_, days) => {
    const { contacts, covers } = await last(...days);
    expect(contacts).toHaveLength(days.length);
    expect(covers).toBeDefined();
  });

  test('is not read where the other years have four digits', async () => {
    const { contacts, covers } = await last('08.02.2024', '07.02.2023', '06.02.20');
    expect(contacts).toHaveLength(2);
    expect(covers).toBeUndefined();
  });
});
