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
