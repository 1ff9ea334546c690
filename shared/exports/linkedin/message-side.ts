import { noteFingerprint } from '../../domain/note-text.ts';
import type { DirectSide } from '../../domain/snapshot.ts';
import { atLeast } from '../../domain/snapshot.ts';
import { cell } from './cells.ts';

/**
 * What one person wrote in one conversation, in bounded memory, whatever the order of the rows. Repeated rows are told
 * apart by the hashes, which are kept up to the highest step of `atLeast`: beyond it no more need be known.
 */
export type MessageSide = {
  rows: number;
  /** Distinct hashes of date and content, ascending. */
  hashes: number[];
  first: First;
  second: Mark | undefined;
  lastAt: number;
};

/** One message. */
type Mark = { readonly at: number; readonly hash: number };
/** The earliest one, with its beginning; the fingerprint only if that is not all. */
type First = Mark & {
  readonly head: string;
  /** Whether each letter of `head` stands for a byte of its UTF-8. */
  readonly isPacked: boolean;
  readonly firstText: string | undefined;
};

const mostHashes = 1000;
const longestWhole = 1000;
const longestForNow = 8000;
const headLength = 640;
const openingGraphemes = 160;

export function newSide(at: number, content: string): MessageSide {
  const hash = hash53(at, content);
  const first = firstOf({ at, hash }, content, longestForNow);
  return { rows: 1, hashes: [hash], first, second: undefined, lastAt: at };
}

export function addToSide(side: MessageSide, at: number, content: string): void {
  const hash = hash53(at, content);
  side.rows++;
  side.lastAt = Math.max(side.lastAt, at);
  addHash(side.hashes, hash);
  if (side.second !== undefined && at > side.second.at) return;
  const mark = { at, hash };
  if (compareMarks(mark, side.first) < 0) addFirst(side, firstOf(mark, content, longestForNow));
  else addSecond(side, mark);
}

/** Takes less memory: for sides to which nothing is likely to be added, which are most while a mailbox is read. */
export function condense(side: MessageSide): void {
  // An array that grew has room for more.
  side.hashes = side.hashes.slice();
  if (side.first.isPacked) return;
  const { at, hash, head, firstText } = shortened(side.first);
  // A single letter beyond Latin-1 makes V8 take two bytes for each of the text.
  const isPacked = /[^\x00-\xff]/u.test(head);
  side.first = {
    at,
    hash,
    head: isPacked ? Buffer.from(head).toString('latin1') : head,
    isPacked,
    firstText,
  };
}

/** Adds what the same person wrote in the same conversation under another key. */
export function mergeSides(into: MessageSide, other: MessageSide): void {
  into.rows += other.rows;
  into.lastAt = Math.max(into.lastAt, other.lastAt);
  for (const hash of other.hashes) addHash(into.hashes, hash);
  if (compareMarks(other.first, into.first) < 0) addFirst(into, other.first);
  else addSecond(into, other.first);
  if (other.second !== undefined) addSecond(into, other.second);
}

/** Rows that said what another row had said; unknown, and taken as none, above a thousand messages. */
export function repeatedRows(side: MessageSide): number {
  return side.hashes.length < mostHashes ? side.rows - side.hashes.length : 0;
}

/** One side of all one-to-one conversations with one person; `addressee` is the name of whom it was written to, if known. */
export function directSide(sides: readonly MessageSide[], addressee?: string): DirectSide | undefined {
  const [first, ...others] = [...sides].sort((a, b) => compareMarks(a.first, b.first));
  if (first === undefined) return undefined;
  const [second] = [first.second, ...others.map((side) => side.first)]
    .filter((mark) => mark !== undefined)
    .sort(compareMarks);
  const count = sides.reduce((sum, side) => sum + side.hashes.length, 0);
  const { head, firstText } = shortened(unpacked(first.first));
  return {
    count: atLeast(count),
    firstAt: first.first.at,
    ...(second === undefined ? {} : { secondAt: second.at }),
    lastAt: sides.reduce((last, side) => Math.max(last, side.lastAt), first.lastAt),
    firstText: firstText ?? (head.trim() === '' ? '' : noteFingerprint(head, addressee)),
    opening: opening(head),
  };
}

// Fingerprints are dear and most first messages are not the first for long: worked out at the end, save of long ones.
function firstOf({ at, hash }: Mark, content: string, longest: number): First {
  if (content.length <= longest) return { at, hash, head: content, isPacked: false, firstText: undefined };
  const head = Buffer.from(content.slice(0, headLength)).toString();
  return { at, hash, head, isPacked: false, firstText: noteFingerprint(content, undefined) };
}

const shortened = (first: First): First =>
  first.head.length > longestWhole ? firstOf(first, first.head, longestWhole) : first;

const unpacked = (first: First): First =>
  first.isPacked ? { ...first, head: Buffer.from(first.head, 'latin1').toString(), isPacked: false } : first;

function opening(head: string): string {
  const text = cell(head, openingGraphemes);
  // A cut text carries an ellipsis more.
  return text.endsWith('…') && text.length > openingGraphemes ? cell(text, openingGraphemes - 1) : text;
}

function addFirst(side: MessageSide, first: First): void {
  side.second = { at: side.first.at, hash: side.first.hash };
  side.first = first;
}

function addSecond(side: MessageSide, mark: Mark): void {
  if (mark.hash === side.first.hash) return;
  if (side.second === undefined || compareMarks(mark, side.second) < 0) side.second = mark;
}

const compareMarks = (a: Mark, b: Mark): number => a.at - b.at || a.hash - b.hash;

function addHash(hashes: number[], hash: number): void {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  if (hashes[low] === hash || low === mostHashes) return;
  // By hand: `splice` takes several times as long.
  for (let place = hashes.push(hash) - 1; place > low; place--) hashes[place] = hashes[place - 1] ?? 0;
  hashes[low] = hash;
  if (hashes.length > mostHashes) hashes.pop();
}

// A fast hash of 53 bits (cyrb53, public domain): enough to tell the messages of one person in one chat apart.
function hash53(at: number, content: string): number {
  let a = 0xdeadbeef ^ at;
  let b = 0x41c6ce57 ^ Math.floor(at / 65_536);
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & b) + (a >>> 0);
}
