import { createHmac, timingSafeEqual } from 'node:crypto';
import { fromLetters, toLetters } from './base32.ts';
import { type OwnerId, ownerIdPattern } from './ids.ts';

// What the tokens of all links have in common (REQUIREMENTS A3): letters that no mail program cuts or lengthens, a key
// that can be revoked, and a MAC that is compared in constant time.

/** Bytes of a MAC, and the letters that hold them. */
export const macBytes = 16;
export const macLetters = 26;

const keyBytes = 32;
const ownerLetters = 13;
const longestUrl = 200;

/** Stands in for a key that is missing, so that the same work is done. */
export const dummyKey: Buffer = Buffer.alloc(keyBytes);

/** A key of 64 hex digits; undefined once it was revoked, because HMAC would take an empty key without a word. */
export function keyOf(hex: string | undefined): Buffer | undefined {
  const key = Buffer.from(hex ?? '', 'hex');
  return key.length === keyBytes ? key : undefined;
}

/** The MAC of a text that says what the token is for, for whom and until when. */
export const macOf = (key: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest().subarray(0, macBytes);

/** Whether two MACs are the same; the time taken does not tell where they differ. */
export const equalMacs = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);

/** An owner id in letters: its length, and itself filled up with `a`. */
export const ownerToLetters = (ownerId: OwnerId): string =>
  `${toLetters(ownerId.length, 1)}${ownerId.padEnd(ownerLetters, 'a')}`;

/** Takes an owner id as `ownerToLetters` wrote it; undefined for one that cannot be. */
export function takeOwner(letters: Cutter): OwnerId | undefined {
  const length = fromLetters(letters(1));
  const ownerId = letters(ownerLetters).slice(0, length);
  return ownerIdPattern.test(ownerId) ? (ownerId as OwnerId) : undefined;
}

/** Takes a text apart from the left. */
export type Cutter = (count: number) => string;

/**
 * A cutter for the letters of a token in either case; undefined for a text of other letters or another length.
 * The pattern comes first: lower-casing turns some letters outside of ASCII into letters of the alphabet.
 */
export function tokenCutter(text: string, letters: number): Cutter | undefined {
  if (text.length !== letters || !/^[a-zA-Z2-7]+$/.test(text)) return undefined;
  const token = text.toLowerCase();
  let at = 0;
  return (count) => {
    at += count;
    return token.slice(at - count, at);
  };
}

/**
 * An address for a mail: under the base address, at most 200 characters, because mail programs cut longer ones.
 * @throws RangeError when the base address is too long for that.
 */
export function mailUrl(baseUrl: string, path: string): string {
  const url = `${baseUrl.replace(/\/+$/, '')}${path}`;
  if (url.length > longestUrl) throw new RangeError('the base address is too long for links in a mail');
  return url;
}
