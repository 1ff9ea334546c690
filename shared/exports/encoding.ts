import { isAscii, isUtf8 } from 'node:buffer';

const windowBytes = 65_536;

/** What a file turned out to be while it was read. */
export type ToldEncoding = {
  /** Letters were encoded twice ("Ã©" for "é") and have been read as they were meant. */
  mojibake?: true;
  /** Single bytes that are no UTF-8 stand in a file that is; each has become a replacement sign. */
  strayBytes?: true;
  /** NUL bytes stood in the text; they are left out. */
  nulBytes?: true;
};

/**
 * Any text file as UTF-8 bytes without byte order mark: UTF-8 passes through, UTF-16 is told by its mark or by its
 * zeros, and what is no UTF-8 is Windows-1252, as Excel saves it (EXPORT-FORMATS A5), Mac Roman, as Excel for the Mac
 * does, or code page 850, as "CSV (MS-DOS)" is. Plain ASCII stays undecided, so that the first umlaut of a long file may
 * come late. Letters that were encoded twice are mended and told of; so is a file of UTF-8 with stray bytes in it.
 */
export async function* utf8Bytes(
  source: AsyncIterable<Uint8Array>,
  told: ToldEncoding = {},
): AsyncGenerator<Uint8Array> {
  // Twice: a program that garbles a file once does it every time it saves.
  yield* withoutMojibake(withoutMojibake(withoutNul(decoded(source, told), told), told), told);
}

/** No text holds NUL bytes: single ones come from some program's error. Many in a row are where a piece is missing. */
async function* withoutNul(utf8: AsyncGenerator<Uint8Array>, told: ToldEncoding): AsyncGenerator<Uint8Array> {
  for await (const chunk of utf8) {
    if (!chunk.includes(0)) {
      yield chunk;
      continue;
    }
    told.nulBytes = true;
    yield withoutFewNul(chunk);
  }
}

const fewNul = 8;

function withoutFewNul(chunk: Uint8Array): Uint8Array {
  const left = new Uint8Array(chunk.length);
  let length = 0;
  for (let at = 0; at < chunk.length; ) {
    let end = at;
    while (end < chunk.length && chunk[end] === 0) end++;
    // What is missing must not look as if nothing were: its row stays unreadable.
    if (end - at > fewNul) length += end - at;
    if (end < chunk.length) left[length++] = chunk[end] ?? 0;
    at = end + 1;
  }
  return left.subarray(0, length);
}

async function* decoded(source: AsyncIterable<Uint8Array>, told: ToldEncoding): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(0);
  let atStart = true;
  let decode: Decode | undefined;
  for await (const chunk of source) {
    if (decode !== undefined) {
      yield decode(chunk);
      continue;
    }
    held = held.length === 0 ? Uint8Array.from(chunk) : new Uint8Array(Buffer.concat([held, chunk]));
    if (held.length < windowBytes) continue;
    const { bytes, rest, found } = settle(held, { atStart, complete: false, told });
    atStart = false;
    held = Uint8Array.from(rest);
    decode = found;
    yield bytes;
  }
  if (decode === undefined) {
    const { bytes, found } = settle(held, { atStart, complete: true, told });
    yield bytes;
    decode = found;
  }
  yield decode?.() ?? new Uint8Array(0);
}

type Settled = {
  readonly bytes: Uint8Array;
  /** The first bytes of a character that the window cuts. */
  readonly rest: Uint8Array;
  readonly found?: Decode;
};

function settle(
  held: Uint8Array,
  {
    atStart,
    complete,
    told,
  }: { readonly atStart: boolean; readonly complete: boolean; readonly told: ToldEncoding },
): Settled {
  const none = new Uint8Array(0);
  const mark = atStart ? (byteOrderMark(held) ?? utf16WithoutMark(held)) : undefined;
  const foundBy = (found: Decode, bytes = held): Settled => ({ bytes: found(bytes), rest: none, found });
  if (mark === 'utf-8') return foundBy(checkedUtf8(told), held.subarray(3));
  if (mark !== undefined) return foundBy(transcoder(mark));
  const whole = complete ? held : held.subarray(0, held.length - cutCharacter(held));
  if (isAscii(whole)) return { bytes: whole, rest: held.subarray(whole.length) };
  if (isUtf8(whole) || isMostlyUtf8(whole)) return foundBy(checkedUtf8(told));
  if (looksDos(whole)) return foundBy(fromDos);
  return foundBy(transcoder(looksMacintosh(whole) ? 'macintosh' : 'windows-1252'));
}

/** Text of some encoding, piece by piece, as UTF-8; without a piece, what is left at the end. */
type Decode = (chunk?: Uint8Array) => Uint8Array;

// One stray byte, of a row that was pasted in, must not garble all other names: it alone becomes a replacement sign.
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const letters = new TextDecoder().decode(bytes).match(/[^\x00-\x7f]/gu) ?? [];
  return letters.filter((letter) => letter === '\ufffd').length * 2 < letters.length;
}

// Read in the wrong one of the two, letters become signs or capitals in the middle of words. A sign of money before a word is
// nothing odd.
function looksMacintosh(bytes: Uint8Array): boolean {
  const odd = (encoding: string): number => {
    const text = new TextDecoder(encoding).decode(bytes, { stream: true });
    return (
      text.match(
        /(?<=[a-z])[^\x00-\x7f\p{Ll}\p{P}\p{So}\p{Sc}]|[^\x00-\x7f\p{L}\p{P}\p{So}\p{Sc}](?=[a-z])/gu,
      )?.length ?? 0
    );
  };
  return odd('macintosh') < odd('windows-1252');
}

/** Code page 850 from 0x80 on; 437, its American forerunner, has the same letters in most places. */
const dosLetters =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

function textOfDos(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (byte) => dosLetters[byte.charCodeAt(0) - 0x80] ?? byte);
}

const fromDos: Decode = (chunk = new Uint8Array(0)) => Buffer.from(textOfDos(chunk));

const fewestDosSigns = 2;

// Inside a word a small letter is expected. Of code page 850, Windows-1252 makes quotes there ("J”rg") and Mac Roman
// capitals ("MÅller"): only where both do is it taken for that, so that neither is ever mistaken for it.
function looksDos(bytes: Uint8Array): boolean {
  const odd = (text: string): number =>
    text.match(/(?<=[A-Za-z])[^\x00-\x7f\p{Ll}’´–—…·](?=[a-z])/gu)?.length ?? 0;
  const other = (encoding: string) => odd(new TextDecoder(encoding).decode(bytes, { stream: true }));
  const signs = Math.min(other('windows-1252'), other('macintosh'));
  return signs >= fewestDosSigns + odd(textOfDos(bytes));
}

/** Passes UTF-8 through, and tells whether it is none somewhere. */
function checkedUtf8(told: ToldEncoding): Decode {
  let cut: Uint8Array = new Uint8Array(0);
  return (chunk) => {
    if (chunk === undefined) {
      if (cut.length > 0) told.strayBytes = true;
      return new Uint8Array(0);
    }
    const whole = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const end = whole.length - cutCharacter(whole);
    if (!isUtf8(whole.subarray(0, end))) told.strayBytes = true;
    cut = Uint8Array.from(whole.subarray(end));
    return chunk;
  };
}

function transcoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding);
  return (chunk) =>
    Buffer.from(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}

/** The encoding that a byte order mark names, or undefined. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 that lost its mark: every other byte of the first letters is zero. */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if (a > 0 && b === 0 && c > 0 && d === 0) return 'utf-16le';
  return a === 0 && b > 0 && c === 0 && d > 0 ? 'utf-16be' : undefined;
}

// How many bytes at the end begin a UTF-8 character without finishing it.
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) && byte < 0xf8 ? back : 0;
  }
  return 0;
}

/**
 * Mends UTF-8 that a program took for Windows-1252 and encoded once more ("JÃ¶rg"). The first letters beyond ASCII
 * decide for the whole file: all of them must make sense as bytes of UTF-8, which no text in any language does by chance.
 */
async function* withoutMojibake(
  utf8: AsyncGenerator<Uint8Array>,
  told: ToldEncoding,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of utf8) {
    held = held.length === 0 ? chunk : new Uint8Array(Buffer.concat([held, chunk]));
    if (isAscii(held)) {
      yield held;
      held = new Uint8Array(0);
      continue;
    }
    // A run that touches the end may go on in the next chunk.
    const runs = runsIn(
      Buffer.from(held)
        .toString('utf8')
        .replace(/[^\x00-\x7f]+$/u, ''),
    );
    if (runs.length === 0 && held.length < 2 * windowBytes) continue;
    if (!areEncodedTwice(runs)) yield held;
    else {
      told.mojibake = true;
      yield* mending(held, utf8);
    }
    held = new Uint8Array(0);
    yield* utf8;
  }
  if (held.length === 0) return;
  const text = Buffer.from(held).toString('utf8');
  const isTwice = areEncodedTwice(runsIn(text));
  if (isTwice) told.mojibake = true;
  yield isTwice ? Buffer.from(mendedText(text)) : held;
}

async function* mending(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = decoder.decode(first, { stream: true });
  for await (const chunk of rest) {
    // What may go on in the next chunk waits, but not for ever.
    const open = text.length - (/[^\x00-\x7f]{1,64}$/u.exec(text)?.[0].length ?? 0);
    yield Buffer.from(mendedText(text.slice(0, open)));
    text = text.slice(open) + decoder.decode(chunk, { stream: true });
  }
  yield Buffer.from(mendedText(text + decoder.decode()));
}

const enoughRuns = 3;

// A capital before a sign ("CAFÉ…") can make sense as bytes by chance: the Ã of most western letters is none, nor are
// several such runs.
function areEncodedTwice(runs: readonly string[]): boolean {
  if (runs.length === 0 || !runs.every((run) => mended(run) !== undefined)) return false;
  return runs.some((run) => /[\u00c3\u221a]/u.test(run)) || new Set(runs).size >= enoughRuns;
}

const runsIn = (text: string): readonly string[] => text.match(/[^\x00-\x7f]+/gu) ?? [];

const mendedText = (text: string): string => text.replace(/[^\x00-\x7f]+/gu, (run) => mended(run) ?? run);

/** What a run of letters says when they are taken for bytes again; undefined when those are no UTF-8. */
function mended(run: string): string | undefined {
  return mendedBy(byteOfLetter, run) ?? mendedBy(byteOfMacLetter, run);
}

function mendedBy(bytesOf: ReadonlyMap<number, number>, run: string): string | undefined {
  const bytes = Buffer.alloc(run.length);
  for (let i = 0; i < run.length; i++) {
    const byte = bytesOf.get(run.charCodeAt(i));
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

// Programs differ in what they make of the bytes from 0x80 to 0x9f: letters of Windows-1252 or signs of Latin-1.
const byteOfLetter = new Map(
  Array.from({ length: 128 }, (_, index) => index + 0x80).flatMap((byte) => [
    [byte, byte] as const,
    [letterOf(byte, 'windows-1252'), byte] as const,
  ]),
);
const byteOfMacLetter = new Map(
  Array.from({ length: 128 }, (_, index) => [letterOf(index + 0x80, 'macintosh'), index + 0x80] as const),
);

// Without `stream` Node decodes Latin-1 instead (nodejs/node 56542), in which a euro sign is none.
function letterOf(byte: number, encoding: string): number {
  return new TextDecoder(encoding).decode(Uint8Array.of(byte), { stream: true }).charCodeAt(0);
}
