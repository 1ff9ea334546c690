import { describe, expect, it } from 'vitest';
import { emptyKinds, noContacts } from '../../shared/domain/import.ts';
import { ownerFoundBy } from '../../shared/domain/snapshot.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { type AcceptedImport, importLines } from '../../shared/render/pages/import-lines.ts';

const linesOf = (told: Partial<AcceptedImport>): string[] =>
  importLines(
    { older: false, contacts: noContacts, skipped: {}, absent: [], files: [], ...told },
    catalogueFor('de'),
  ).slice(1);
const file = { name: 'messages.csv', kind: 'messages', rows: 2000 } as const;

describe('what an import tells of its files', () => {
  it('is nothing when all could be read', () => expect(linesOf({ files: [file] })).toEqual([]));

  it('names the file and the lines that could not be read, and says when there may be more', () => {
    expect(linesOf({ files: [{ ...file, unreadable: [4, 1200] }] })).toEqual([
      'Nicht lesbar in \u2068messages.csv\u2069: Zeile 4, 1.200.',
    ]);
    expect(linesOf({ files: [{ ...file, unreadable: [1, 2, 3, 4, 5] }] })[0]).toContain('5 und weitere.');
  });

  it('names the file whose letters were encoded twice', () => {
    expect(linesOf({ files: [{ ...file, mojibake: true }] })[0]).toContain('Ã©');
  });

  it('names the files that Woher does not use, ten at most, without folders and cut', () => {
    const unused = (name: string) => ({ name, kind: 'unknown', rows: 0 }) as const;
    const long = `Articles/${'x'.repeat(80)}.html`;
    const told = { ...unused('a.csv'), leftOut: true as const };
    expect(linesOf({ files: [file, unused('Votes_99.csv'), unused(long), told] }).slice(1)).toEqual([
      `Dateien, die Woher nicht nutzt: \u2068Votes_99.csv\u2069, \u2068${'x'.repeat(30)}…${'x'.repeat(24)}.html\u2069.`,
    ]);
    const many = Array.from({ length: 1012 }, (_, no) => unused(`b\\file-${no}.html`));
    const [line] = linesOf({ files: many });
    expect(line).toMatch(/file-9\.html\u2069 und 1\.002 weitere\.$/u);
    expect(line).not.toContain('file-10');
    expect(
      importLines(
        { older: false, contacts: noContacts, skipped: {}, absent: [], files: many },
        catalogueFor('nl'),
      )[1],
    ).toContain('en nog 1.002.');
    expect(
      importLines(
        { older: false, contacts: noContacts, skipped: {}, absent: [], files: many.slice(0, 11) },
        catalogueFor('en'),
      )[1],
    ).toContain('and 1 other.');
  });

  it('tells of dates that could not be read, of a second file left out and of dropped bytes, in each language', () => {
    const told = (['de', 'en', 'nl'] as const).map((locale) =>
      importLines(
        {
          older: false,
          contacts: noContacts,
          skipped: {},
          absent: [],
          files: [
            { ...file, undated: { rows: 7, lines: [2, 1200] }, nulBytes: true },
            { ...file, name: 'B.csv', leftOut: true },
          ],
        },
        catalogueFor(locale),
      ).slice(1),
    );
    expect(told[0]).toEqual([
      'Datum nicht lesbar in \u2068messages.csv\u2069: Zeile 2, 1.200 und weitere; das Übrige ist übernommen, ohne Datum.',
      'Ausgelassen: \u2068B.csv\u2069, weil eine zweite Datei dieses Namens gelesen wurde.',
      'In \u2068messages.csv\u2069 waren beschädigte Stellen (NUL-Bytes); sie sind weggelassen.',
    ]);
    expect(told.map((lines) => lines.length)).toEqual([3, 3, 3]);
    expect(new Set(told.flat()).size).toBe(9);
  });

  it('names the columns that Woher does not know, and the file whose letters could not all be read', () => {
    const [stray, columns] = linesOf({
      files: [{ ...file, strayBytes: true, otherColumns: ['Premium', 'Score'] }],
    });
    expect(stray).toContain('\ufffd');
    expect(columns).toContain('Premium');
    expect(columns).toContain('Score');
    expect(columns).toContain(file.name);
  });

  it('says how the owner was told, where there were messages to tell sides of', () => {
    const said = ownerFoundBy.map((way) => linesOf({ files: [file], ownerFoundBy: way }).join());
    expect(new Set(said).size).toBe(ownerFoundBy.length);
    expect(linesOf({ files: [], ownerFoundBy: 'unknown' })).toEqual([]);
  });

  it('tells what was not there from what was there and empty, in each language', () => {
    const told = { files: [{ ...file, rows: 0 }], absent: ['invitations', 'notes'] } as const;
    const lines = (['de', 'en', 'nl'] as const).map((locale) =>
      importLines({ older: false, contacts: noContacts, skipped: {}, ...told }, catalogueFor(locale)).slice(
        1,
      ),
    );
    expect(lines).toEqual([
      ['Im Export, aber leer: Nachrichten.', expect.stringMatching(/^Nicht im Export: .+, .+\.$/)],
      ['In the export, but empty: Messages.', expect.stringMatching(/^Not in the export: .+, .+\.$/)],
      ['Wel in de export, maar leeg: Berichten.', expect.stringMatching(/^Niet in de export: .+, .+\.$/)],
    ]);
  });

  it('calls a file empty of which no row could be read, and not where another of its kind has rows', () => {
    expect(emptyKinds([{ ...file, rows: 2, unreadable: [3, 4] }])).toEqual(['messages']);
    expect(emptyKinds([{ ...file, rows: 3, unreadable: [3, 4] }])).toEqual([]);
    expect(emptyKinds([{ ...file, rows: 0 }, file])).toEqual([]);
    expect(emptyKinds([{ kind: 'unknown', rows: 0 }])).toEqual([]);
  });
});
