/** One way to write a CSV: what LinkedIn, spreadsheets and editors make of the same rows. */
export type Dialect = {
  readonly delimiter: ',' | ';' | '\t';
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly quotes: 'all' | 'needed';
  readonly lastLineEnds: boolean;
  readonly escapedBy: '"' | '\\';
};

export const plainDialect: Dialect = {
  delimiter: ',',
  lineEnd: '\n',
  quotes: 'needed',
  lastLineEnds: true,
  escapedBy: '"',
};

export const delimiters = [',', ';', '\t'] as const;
export const lineEnds = ['\n', '\r\n', '\r'] as const;

/** The rows as text; `preamble` lines stand before them as they are. */
export function written(
  rows: readonly (readonly string[])[],
  { delimiter, lineEnd, quotes, lastLineEnds, escapedBy }: Dialect,
  preamble: readonly string[] = [],
): string {
  const cell = (text: string): string => {
    const special = [delimiter, '"', '\n', '\r'].some((sign) => text.includes(sign)) || text !== text.trim();
    if (quotes === 'needed' && !special) return text;
    const inner =
      escapedBy === '"' ? text.replaceAll('"', '""') : text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    return `"${inner}"`;
  };
  const lines = [...preamble, ...rows.map((row) => row.map(cell).join(delimiter))];
  return lines.join(lineEnd) + (lastLineEnds ? lineEnd : '');
}

const utf16 = (text: string, mark: boolean, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

// `stream` because without it Node 20 decodes Latin-1.
const asWindows1252 = (bytes: Buffer): string =>
  new TextDecoder('windows-1252', { ignoreBOM: true }).decode(bytes, { stream: true });

/** The text in Windows-1252; what it has no letter for becomes a question mark. */
export function windows1252(text: string): Buffer {
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [asWindows1252(Buffer.of(byte)), byte] as const),
  );
  return Buffer.from([...text].map((letter) => byteOf.get(letter) ?? 0x3f));
}

const dosBytes: Readonly<Record<string, number>> = {
  ...{
    ü: 0x81,
    é: 0x82,
    ä: 0x84,
    è: 0x8a,
    Ä: 0x8e,
    ö: 0x94,
    Ö: 0x99,
    Ü: 0x9a,
    ß: 0xe1,
    '«': 0xae,
    '»': 0xaf,
  },
};

/** The text as Excel saves "CSV (MS-DOS)" in Europe; only the letters of German and some more. */
export const codePage850 = (text: string): Buffer =>
  Buffer.from([...text].map((letter) => dosBytes[letter] ?? letter.charCodeAt(0)));

/** UTF-8 that a program took for Windows-1252 and encoded once more: "JÃ¶rg". */
export const encodedTwice = (text: string): string => asWindows1252(Buffer.from(text));

export const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': (text) => utf16(text, true, false),
  'UTF-16 BE': (text) => utf16(text, true, true),
  'UTF-16 LE without mark': (text) => utf16(text, false, false),
  'UTF-16 BE without mark': (text) => utf16(text, false, true),
  'Windows-1252': windows1252,
  'UTF-8 encoded twice': (text) => Buffer.from(encodedTwice(text)),
  'UTF-8 encoded twice, with mark': (text) => Buffer.from(`\ufeff${encodedTwice(text)}`),
  'UTF-16 of letters encoded twice': (text) => utf16(encodedTwice(text), true, false),
};
