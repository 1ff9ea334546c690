import { isAscii, isUtf8 } from 'node:buffer';

const windowBytes = 65_536;

/**
 * Any text file as UTF-8 bytes without byte order mark: UTF-8 passes through, UTF-16 is told by its mark, and what is
 * no valid UTF-8 is Windows-1252, as Excel saves it (EXPORT-FORMATS A5). Plain ASCII stays undecided, so that the
 * first umlaut of a long file may come late.
 */
export async function* utf8Bytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(0);
  let atStart = true;
  let decode: ((chunk?: Uint8Array) => Uint8Array) | undefined;
  for await (const chunk of source) {
    if (decode !== undefined) {
      yield decode(chunk);
      continue;
    }
    held = held.length === 0 ? Uint8Array.from(chunk) : new Uint8Array(Buffer.concat([held, chunk]));
    if (held.length < windowBytes) continue;
    const { bytes, rest, found } = settle(held, atStart, false);
    atStart = false;
    held = Uint8Array.from(rest);
    decode = found;
    yield bytes;
  }
  if (decode === undefined) {
    const { bytes, found } = settle(held, atStart, true);
    yield bytes;
    decode = found;
  }
  yield decode?.() ?? new Uint8Array(0);
}

type Settled = {
  readonly bytes: Uint8Array;
  /** The first bytes of a character that the window cuts. */
  readonly rest: Uint8Array;
  readonly found?: (chunk?: Uint8Array) => Uint8Array;
};

function settle(held: Uint8Array, atStart: boolean, complete: boolean): Settled {
  const none = new Uint8Array(0);
  const mark = atStart ? byteOrderMark(held) : undefined;
  if (mark === 'utf-8') return { bytes: held.subarray(3), rest: none, found: passThrough };
  if (mark !== undefined) {
    const found = transcoder(mark);
    return { bytes: found(held), rest: none, found };
  }
  const whole = complete ? held : held.subarray(0, held.length - cutCharacter(held));
  if (isAscii(whole)) return { bytes: whole, rest: held.subarray(whole.length) };
  if (isUtf8(whole)) return { bytes: held, rest: none, found: passThrough };
  const found = transcoder('windows-1252');
  return { bytes: found(held), rest: none, found };
}

const passThrough = (chunk?: Uint8Array): Uint8Array => chunk ?? new Uint8Array(0);

function transcoder(encoding: string): (chunk?: Uint8Array) => Uint8Array {
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

// How many bytes at the end begin a UTF-8 character without finishing it.
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) && byte < 0xf8 ? back : 0;
  }
  return 0;
}
