const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32, lower case, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

/** The bytes of letters of the alphabet; bits that fill no byte are left out. */
export function base32Bytes(letters: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of letters) {
    value = ((value << 5) | alphabet.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/**
 * A number as that many letters, the most significant first.
 * @throws RangeError when the value does not fit.
 */
export function toLetters(value: number, count: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 32 ** count)
    throw new RangeError(`${value} does not fit ${count} letters`);
  let text = '';
  for (let rest = value; text.length < count; rest = Math.floor(rest / 32))
    text = `${alphabet[rest % 32]}${text}`;
  return text;
}

export const fromLetters = (letters: string): number =>
  [...letters].reduce((value, letter) => value * 32 + alphabet.indexOf(letter), 0);
