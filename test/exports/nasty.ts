import { randomBytes } from 'node:crypto';
import { codePage850, encodedTwice, windows1252 } from './dialects.ts';
import { type Files, headers, lines, ownerProfile, preamble, quoted, zipOf } from './files.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';

// What programs other than LinkedIn make of an export, and what somebody with bad intent would: each with `told` of it.

export type Nasty = readonly [
  what: string,
  bytes: string | Uint8Array,
  expected: string,
  fileName?: string | undefined,
];

const anna = 'Anna,Muster,https://www.linkedin.com/in/anna-muster,,Muster GmbH,Leiterin,08 Feb 2024';
const bert = 'Bert,Probe,https://www.linkedin.com/in/bert-probe,,Probe AG,Chef,04 Apr 2021';
const both = 'accepted; Anna Muster 2024-02-08, Bert Probe 2021-04-04';
const csvOf = (...rows: readonly string[]): string => `${preamble}${lines(headers.connections, ...rows)}`;
const good = csvOf(anna, bert);
const annaOn = (day: string): string => csvOf(anna.replace('08 Feb 2024', day), bert);
const dayOfAnna = (day: string): string => both.replace('2024-02-08', day);
const badRow = (reason: string, line: number): string =>
  `accepted; Bert Probe 2021-04-04; ${reason} 1; Connections.csv lines ${line}`;

const entry = (overrides: Partial<RawEntry> = {}): RawEntry => ({
  name: 'Connections.csv',
  content: good,
  ...overrides,
});
const empty = (name: string): RawEntry => ({ name, content: '', method: 0 });

const macRoman = (text: string): string => new TextDecoder('macintosh').decode(Buffer.from(text));
const inMacRoman = (text: string): Buffer => {
  const letters = new TextDecoder('macintosh').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
};

/** Every letter that gives encodings away, in few rows. */
const umlauts = lines(
  headers.connections,
  'Jörg,Müßig,https://www.linkedin.com/in/joerg,,Bäckerei,Geschäftsführer,08 Feb 2024',
  'Chloé,Lefèvre,https://www.linkedin.com/in/chloe,,Café,Köchin,09 Feb 2024',
);
const umlautsRead = 'accepted; Chloé Lefèvre 2024-02-09, Jörg Müßig 2024-02-08';

/** As German Excel saves a file with commas: a line with quotes or semicolons becomes one cell. */
const oneCellALine = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/[";]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line))
    .join('\r\n');

const manyRows = (count: number, lineEnd: string, from = 0): string =>
  Array.from({ length: count }, (_, no) =>
    quoted(`No${from + no}`, 'P', `https://www.linkedin.com/in/p-${from + no}`, '', '', '', '08 Feb 2024'),
  ).join(lineEnd);

const zipped = (files: Files): Promise<Buffer> => zipOf(files);
const plainZip = await zipped({ 'Connections.csv': good });

const rezipped: readonly Nasty[] = [
  [
    'macOS: a folder around it, __MACOSX, .DS_Store and AppleDouble files',
    await zipped({
      'Export/Connections.csv': good,
      'Export/.DS_Store': 'x',
      '__MACOSX/Export/._Connections.csv': 'x',
      'Export/._Connections.csv': 'x',
    }),
    both,
  ],
  ['Windows: backslashes', rawZip([entry({ name: 'Export\\Connections.csv', flags: 0 })]), both],
  [
    'Windows: a folder in code page 437',
    rawZip([entry({ name: Buffer.from('Kontakte f\u0081r\\Connections.csv', 'latin1'), flags: 0 })]),
    both,
  ],
  ['sizes after the data', rawZip([entry({ flags: 0x0808 })]), both],
  ['sizes after data that is stored', rawZip([entry({ flags: 0x0808, method: 0 })]), both],
  ['Zip64', rawZip([entry()], true), both],
  ['7-Zip: Deflate64', rawZip([entry({ method: 9 })]), 'rejected unsafeZip compression Connections.csv'],
  ['7-Zip: BZip2', rawZip([entry({ method: 12 })]), 'rejected unsafeZip compression Connections.csv'],
  ['7-Zip: LZMA', rawZip([entry({ method: 14 })]), 'rejected unsafeZip compression Connections.csv'],
  [
    '7-Zip: LZMA for a file that nobody reads',
    rawZip([entry(), { name: 'photo.bin', content: 'x', method: 14 }]),
    `${both}; unknown photo.bin`,
  ],
  ['six folders around it', await zipped({ 'a/b/c/d/e/f/Connections.csv': good }), both],
  ['.zip.zip', plainZip, both, 'Complete_LinkedInDataExport_02-08-2026.zip.zip'],
  ['(1).zip', plainZip, both, 'Complete_LinkedInDataExport_02-08-2026 (1).zip'],
  [
    'a ZIP in a ZIP beside the contacts',
    await zipped({ 'Connections.csv': good, 'again.zip': plainZip }),
    `${both}; unknown again.zip`,
  ],
  ['a ZIP in a ZIP and nothing else', await zipped({ 'Complete.zip': plainZip }), 'rejected zipInZip'],
  [
    'Connections.csv twice, by a second download',
    await zipped({ 'Connections.csv': good, 'Connections (1).csv': good }),
    'rejected unsafeZip twoExports Connections (1).csv',
  ],
  [
    'Connections.csv twice, by another case',
    await zipped({ 'Connections.csv': good, 'connections.csv': good }),
    'rejected unsafeZip twoExports connections.csv',
  ],
  [
    'a Basic and a Complete export in two folders',
    await zipped({ 'Basic/Connections.csv': good, 'Complete/Connections.csv': good }),
    'rejected unsafeZip twoExports Complete/Connections.csv',
  ],
  [
    'contacts only in a copy by another name',
    await zipped({ 'Connections - Kopie.csv': good, 'Profile.csv': ownerProfile }),
    'accepted; no contacts; unknown Connections - Kopie.csv',
  ],
  [
    'German names, headers and months',
    await zipped({
      'Kontakte.csv': `Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Verbunden am\n${anna.replaceAll(',', ';').replace('Feb', 'Mär.')}`,
    }),
    'accepted; Anna Muster 2024-03-08',
  ],
  [
    'Dutch names, headers and months',
    await zipped({
      'Connecties.csv': `Voornaam;Achternaam;URL;E-mailadres;Bedrijf;Functie;Verbonden op\n${anna.replaceAll(',', ';').replace('Feb', 'maart')}`,
    }),
    'accepted; Anna Muster 2024-03-08',
  ],
  [
    'a decoy with rows',
    await zipped({
      'Connections.csv': good,
      'guide_messages.csv': lines(
        headers.messages,
        'a,,Anna,,Olga,,2025-06-01 14:03:22 UTC,,Hallo,INBOX,,No,No',
      ),
    }),
    `${both}; decoyFile 1; unknown guide_messages.csv`,
  ],
  ['a number of a member at the end', await zipped({ 'Connections_123456789.csv': good }), both],
  ['a line break after the end', Buffer.concat([plainZip, Buffer.from('\r\n')]), 'rejected damagedZip'],
];

const resaved: readonly Nasty[] = [
  ['Excel: UTF-16 with tabs', Buffer.from(`\ufeff${good.replaceAll(',', '\t')}`, 'utf16le'), both],
  [
    'German Excel: a line with quotes in one cell',
    oneCellALine(
      csvOf(
        quoted('Anna', 'Muster, PhD', 'https://www.linkedin.com/in/a', '', 'A "B", C', '', '08 Feb 2024'),
        bert,
      ),
    ),
    'accepted; Anna Muster, PhD 2024-02-08, Bert Probe 2021-04-04',
  ],
  ['Excel: the day as a number', annaOn('46061'), badRow('unreadableDate', 5)],
  [
    'Excel: every day as a number',
    csvOf(anna.replace('08 Feb 2024', '46061')),
    'rejected damagedCsv Connections.csv line 5',
  ],
  ['Excel: a column too narrow', annaOn('########'), badRow('unreadableDate', 5)],
  ['Excel: 08.02.2026', annaOn('08.02.2026'), dayOfAnna('2026-02-08')],
  ['Excel: 4-Apr-21', annaOn('4-Apr-21'), dayOfAnna('2021-04-04')],
  ['Dutch Excel: 8-mrt-25', annaOn('8-mrt-25'), dayOfAnna('2025-03-08')],
  ['Dutch Excel: 8-2-2026, which may be August', annaOn('8-2-2026'), badRow('unreadableDate', 5)],
  ['British Excel: 08/02/2026, which may be August', annaOn('08/02/2026'), badRow('unreadableDate', 5)],
  ['a spreadsheet: 2026-02-08 00:00:00', annaOn('2026-02-08 00:00:00'), dayOfAnna('2026-02-08')],
  ['the day 29 Feb 2025', annaOn('29 Feb 2025'), badRow('unreadableDate', 5)],
  ['the day 01 maart 2026', annaOn('01 maart 2026'), dayOfAnna('2026-03-01')],
  ['the day 08 März 2025', annaOn('08 März 2025'), dayOfAnna('2025-03-08')],
  ['a day within a day of the upload', annaOn('02 Mar 2026'), dayOfAnna('2026-03-02')],
  ['a day later than that', annaOn('03 Mar 2026'), badRow('unreadableDate', 5)],
  ['a day of the next century', annaOn('08 Feb 2124'), badRow('unreadableDate', 5)],
  [
    'a day later than the upload, under a name with a date',
    annaOn('03 Mar 2026'),
    badRow('unreadableDate', 5).replace('Connections.csv', 'Connections_02-10-2026.csv'),
    'Connections_02-10-2026.csv',
  ],
  [
    'six such days: the date of the file is wrong, not theirs',
    csvOf(bert, ...Array.from({ length: 6 }, (_, no) => `No${no},P,,,,,12 Feb 2026`)),
    'accepted; 7 contacts',
    'Connections_02-10-2026.csv',
  ],
  [
    'every day later than the date of the file',
    csvOf(anna),
    'accepted; Anna Muster 2024-02-08',
    'Connections_01-10-2024.csv',
  ],
  ['empty columns at the end of some rows only', csvOf(`${anna},,`, bert), badRow('unreadableRow', 5)],
  [
    'a byte order mark inside the quotes of the header',
    `"\ufeffFirst Name"${good.slice(good.indexOf(',Last'))}`,
    both,
  ],
  ['two byte order marks', `\ufeff\ufeff${lines(headers.connections, anna, bert)}`, both],
  ['a byte order mark taken for letters', `ï»¿${lines(headers.connections, anna, bert)}`, both],
  ['Google Sheets: a name with that of the sheet', good, both, 'LinkedIn - Connections.csv'],
  [
    'Numbers: its own file',
    await zipped({ 'Index/Document.iwa': 'x' }),
    'rejected noKnownCsv',
    'Connections.numbers',
  ],
  ['pipes between cells', good.replaceAll(',', '|'), 'rejected wrongHeader Connections.csv'],
  [
    'the header once more in the middle',
    csvOf(anna, headers.connections, bert),
    `${both}; unreadableDate 1; Connections.csv lines 6`,
  ],
  [
    'two files one after the other',
    `${csvOf(anna)}\n${csvOf(bert)}`,
    `${both}; unreadableDate 1; unreadableRow 2; Connections.csv lines 6 7 9`,
  ],
  ['one row', csvOf(anna), 'accepted; Anna Muster 2024-02-08'],
  ['30,001 rows', `${headers.connections}\n${manyRows(30_001, '\n')}`, 'accepted; 30001 contacts'],
  [
    '300,001 rows',
    `${headers.connections}\n${manyRows(300_001, '\n')}`,
    'rejected unsafeZip tooManyRows Connections.csv',
  ],
  [
    'a name with emoji',
    csvOf(anna.replace('Anna', 'Anna 🚀👩‍💻')),
    'accepted; Anna 🚀👩‍💻 Muster 2024-02-08',
  ],
  [
    'a name from right to left, with signs that turn it',
    csvOf(anna.replace('Anna', '\u202eעדה\u2067')),
    'accepted; עדה Muster 2024-02-08',
  ],
  [
    'a name with a zero-width space',
    csvOf(anna.replace('Anna', 'An\u200bna')),
    'accepted; An na Muster 2024-02-08',
  ],
  [
    'NUL bytes in a ZIP',
    await zipped({ 'Connections.csv': `${good}\n${'\0'.repeat(4000)}` }),
    `${both}; unreadableRow 1; Connections.csv lines 7; Connections.csv nulBytes`,
    'export.zip',
  ],
  ['a NUL byte in a bare file', good.replace('Anna', 'An\0na'), `${both}; Connections.csv nulBytes`],
  ['NUL bytes in a bare file', `${good}\n${'\0'.repeat(4000)}`, 'rejected otherFile'],
  ['CR alone', good.replaceAll('\n', '\r'), both],
  ['CR CR LF', good.replaceAll('\n', '\r\r\n'), both],
  [
    'LF, then CR LF, then CR',
    `${csvOf(anna)}\r\n${bert}\r${anna.replace('a-muster', 'a')}\n`,
    'accepted; Anna Muster 2024-02-08, Anna Muster 2024-02-08, Bert Probe 2021-04-04',
  ],
  [
    'CR LF only after 64 KiB of LF',
    `${headers.connections}\n${manyRows(1500, '\n')}\n${manyRows(500, '\r\n', 1500)}`,
    'accepted; 2000 contacts',
  ],
  [
    'CR only after 64 KiB of LF',
    `${headers.connections}\n${manyRows(1500, '\n')}\n${manyRows(50, '\r', 1500)}`,
    'accepted; 1500 contacts; unreadableRow 50; Connections.csv lines 1502',
  ],
  [
    'a quote left open in the last row',
    `${good}\nCleo,"C,,,,,01 Jan 2020`,
    'rejected damagedCsv Connections.csv line 7',
  ],
  [
    'a quote left open in the middle',
    csvOf(anna, 'Cleo,"C,,,,,01 Jan 2020', bert),
    'rejected damagedCsv Connections.csv line 7',
  ],
  ['a cell of 900 kB', csvOf(anna.replace('Muster GmbH', 'x'.repeat(900_000)), bert), both],
  [
    'a cell of 2 MB',
    csvOf(anna.replace('Muster GmbH', 'x'.repeat(2_000_000)), bert),
    'rejected damagedCsv Connections.csv line 5',
  ],
  ['100,000 blank lines', `${good}${'\n'.repeat(100_000)}`, 'rejected damagedCsv Connections.csv line 5007'],
  [
    'a blank line after each of 6,000 rows',
    `${headers.connections}\n${manyRows(6_000, '\n\n')}`,
    'accepted; 6000 contacts',
  ],
  ['50,000 rows of commas', `${good}${'\n,,,,,,'.repeat(50_000)}`, both],
  [
    '150,000 rows of commas',
    `${good}${'\n,,,,,,'.repeat(150_000)}`,
    'rejected damagedCsv Connections.csv line 100007',
  ],
  [
    '300,001 hidden members',
    `${good}${'\n,,,,,,07 Jun 2024'.repeat(300_001)}`,
    'rejected unsafeZip tooManyRows Connections.csv',
  ],
  ['4,000 blank lines', `${good}${'\n'.repeat(4_000)}`, both],
  ['letters encoded twice', encodedTwice(umlauts), `${umlautsRead}; Connections.csv mojibake`],
  [
    'letters encoded three times',
    encodedTwice(encodedTwice(umlauts)),
    `${umlautsRead}; Connections.csv mojibake`,
  ],
  ['letters encoded twice on a Mac', macRoman(umlauts), `${umlautsRead}; Connections.csv mojibake`],
  [
    'Excel for the Mac: Mac Roman, CR and semicolons',
    inMacRoman(umlauts.replaceAll('\n', '\r').replaceAll(',', ';')),
    umlautsRead,
  ],
  [
    'Windows-1252 with typographic quotes',
    windows1252(csvOf('Anna,“Änni” Muster’s…,,,Müller – Café™,,08 Feb 2024')),
    'accepted; Anna “Änni” Muster’s… 2024-02-08',
  ],
  [
    'Windows-1252 with a trade mark and no umlaut',
    windows1252(csvOf('Anna,Muster™,,,,,08 Feb 2024')),
    'accepted; Anna Muster™ 2024-02-08',
  ],
  ['Excel: CSV (MS-DOS)', codePage850(umlauts), umlautsRead],
  [
    'Windows-1252 with quotes inside words',
    windows1252(csvOf('Anna,Rock”n”Roll Mülâchér „Änni“,,,„B“,,08 Feb 2024')),
    'accepted; Anna Rock”n”Roll Mülâchér „Änni“ 2024-02-08',
  ],
  [
    'a column that nobody knows, and empty ones of a spreadsheet',
    lines(`${headers.connections}, Premium  Member ,,`, `${anna},Yes,,`),
    'accepted; Anna Muster 2024-02-08; Connections.csv columns Premium Member',
  ],
  [
    '25 columns that nobody knows, one with a long name',
    lines(
      [headers.connections, 'n'.repeat(200), ...Array.from({ length: 24 }, (_, no) => `X${no}`)].join(','),
      `${anna}${','.repeat(25)}`,
    ),
    `accepted; Anna Muster 2024-02-08; Connections.csv columns ${[`${'n'.repeat(59)}…`, ...Array.from({ length: 19 }, (_, no) => `X${no}`)].join(', ')}`,
  ],
  [
    'UTF-8 with one row of Windows-1252',
    Buffer.concat([Buffer.from(umlauts), windows1252('\nBéa,X,,,,,09 Feb 2024')]),
    'accepted; Chloé Lefèvre 2024-02-09, Jörg Müßig 2024-02-08, B\ufffda X 2024-02-09; Connections.csv strayBytes',
  ],
  ['a saved page by the name of a ZIP', '<html><head><title>Sign in', 'rejected webPage', 'Complete.zip'],
  ['half a download of Chrome', plainZip.subarray(0, 100), 'rejected unfinishedDownload', 'x.zip.crdownload'],
  ['half a download of Firefox', plainZip.subarray(0, 100), 'rejected unfinishedDownload', 'x.zip.part'],
];

const hostile: readonly Nasty[] = [
  ['encrypted', rawZip([entry({ flags: 0x0801 })]), 'rejected encryptedZip Connections.csv'],
  [
    'encrypted by AES',
    rawZip([entry({ flags: 0x0801, method: 99 })]),
    'rejected encryptedZip Connections.csv',
  ],
  ['an encrypted directory', rawZip([entry({ flags: 0x0841 })]), 'rejected encryptedZip'],
  ['another checksum', rawZip([entry({ crc: 1 })]), 'rejected damagedZip Connections.csv'],
  ['a size that is too small', rawZip([entry({ size: 10 })]), 'rejected damagedZip Connections.csv'],
  ['a size that is too large', rawZip([entry({ size: 4e9 })]), 'rejected damagedZip Connections.csv'],
  [
    'a bomb',
    rawZip([entry({ content: Buffer.alloc(20_000_000, `${good}\n`) })]),
    'rejected unsafeZip ratio Connections.csv',
  ],
  [
    'a bomb of line breaks',
    rawZip([entry({ content: `${good}${'\n'.repeat(2_000_000)}` })]),
    'rejected unsafeZip ratio Connections.csv',
  ],
  [
    'blank lines within the ratio',
    rawZip([
      entry({
        content: `${good}${'\n'.repeat(20_000_000)}${randomBytes(200_000).toString('base64')}`,
      }),
    ]),
    'rejected damagedCsv Connections.csv line 5007',
  ],
  [
    '1,001 entries',
    rawZip([entry(), ...Array.from({ length: 1000 }, (_, no) => empty(`${no}`))]),
    'rejected unsafeZip tooManyEntries',
  ],
  [
    'a directory of 1.3 MB',
    rawZip([entry(), ...Array.from({ length: 20 }, (_, no) => empty(`${no}`.padEnd(65_535, 'n')))]),
    'rejected unsafeZip directoryTooLarge',
  ],
  [
    'a symbolic link',
    rawZip([entry({ content: '/etc/passwd', mode: 0o120777 })]),
    'rejected unsafeZip symlink Connections.csv',
  ],
  [
    'a path that walks up',
    rawZip([entry({ name: '../Connections.csv' })]),
    'rejected unsafeZip path ../Connections.csv',
  ],
  [
    'a path that walks up by backslashes',
    rawZip([entry({ name: '..\\..\\Connections.csv', flags: 0 })]),
    'rejected unsafeZip path ../../Connections.csv',
  ],
  [
    'a path of a drive',
    rawZip([entry({ name: 'C:\\Connections.csv', flags: 0 })]),
    'rejected unsafeZip path C:/Connections.csv',
  ],
  ['a NUL byte in a name', rawZip([entry({ name: 'Connections.csv\0.txt' })]), 'rejected noKnownCsv'],
  ['one name twice', rawZip([entry(), entry()]), 'rejected unsafeZip duplicateEntry Connections.csv'],
  [
    'a name that turns its direction',
    rawZip([entry(), empty('a\u202evsc.exe\n\u0007')]),
    `${both}; unknown a vsc.exe`,
  ],
];

/** All of them; what is no ZIP by its name is handed in as Connections.csv. */
export const nastyUploads: readonly Nasty[] = [
  ...rezipped,
  ...resaved.map(
    ([what, bytes, expected, fileName]): Nasty => [what, bytes, expected, fileName ?? 'Connections.csv'],
  ),
  ...hostile,
];
