import { createHmac, timingSafeEqual } from 'node:crypto';
import { dayInMs } from './days.ts';
import type { Answer } from './decision.ts';
import type { DigestRecord } from './digest.ts';
import {
  base32,
  type IsoTime,
  isoTime,
  type OwnerId,
  ownerIdPattern,
  type Period,
  type Subject,
} from './ids.ts';

/**
 * A link's token as it was read, not yet verified. 47 letters of lower-case base32:
 *
 * | letters | what |
 * |---|---|
 * | 1 | version, `a` |
 * | 1 | length of the owner id |
 * | 13 | owner id, filled up with `a` |
 * | 4 | period: (year − 2000, month, day) as 11 + 4 + 5 bits; day 0 where a period names none |
 * | 2 | item number; 0 is the whole digest |
 * | 26 | MAC, 16 bytes |
 *
 * Owner and period find the digest; the rest is proved by its key.
 */
export type ParsedLink = {
  readonly ownerId: OwnerId;
  readonly period: Period;
  readonly no: number;
  readonly mac: Uint8Array;
};

/** What a valid link opens: every question of one owner that is open or was in this digest, or one question. */
export type LinkScope =
  | { readonly scope: 'digest' }
  | { readonly scope: 'question'; readonly subject: Subject };

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const version = 'a';
const wholeDigest = 0;
const ownerLetters = 13;
const periodLetters = 4;
const numberLetters = 2;
const macBytes = 16;
const macLetters = 26;
const keyBytes = 32;
const tokenLetters = 2 + ownerLetters + periodLetters + numberLetters + macLetters;
const tokenPattern = new RegExp(`^[a-zA-Z2-7]{${tokenLetters}}$`);
const expiresAfterDays = 60;
const longestUrl = 200;

/** When the links of a digest stop working (REQUIREMENTS A-6). */
export const linkExpiresAt = (openedAt: IsoTime): IsoTime =>
  isoTime(new Date(Date.parse(openedAt) + expiresAfterDays * dayInMs));

/**
 * The token of one question, or with 0 of the whole digest. The action is not signed: it only preselects.
 * @throws RangeError for a number that the digest does not have, or a digest whose key was revoked.
 */
export function signLink(record: DigestRecord, no: number): string {
  const subject = subjectOf(record, no);
  const key = keyOf(record);
  if (subject === undefined || key === undefined) throw new RangeError(`there is no link ${no} to sign`);
  return encode({ ownerId: record.ownerId, period: record.period, no, mac: macOf(record, key, subject) });
}

/** The parts of a token in either case; undefined unless re-encoding them gives the same text. */
export function parseLink(text: string): ParsedLink | undefined {
  // The pattern comes first: lower-casing turns some letters outside of ASCII into letters of the alphabet.
  if (!tokenPattern.test(text)) return undefined;
  const token = text.toLowerCase();
  const letters = cutter(token);
  if (letters(1) !== version) return undefined;
  const ownerLength = toNumber(letters(1));
  const ownerId = letters(ownerLetters).slice(0, ownerLength);
  const period = toPeriod(toNumber(letters(periodLetters)));
  const no = toNumber(letters(numberLetters));
  const mac = toBytes(letters(macLetters));
  if (!ownerIdPattern.test(ownerId) || period === undefined) return undefined;
  const parsed = { ownerId: ownerId as OwnerId, period, no, mac };
  return encode(parsed) === token ? parsed : undefined;
}

/**
 * What the link opens; undefined when its digest is missing, the key revoked, the time over, or the MAC another one.
 * The same work is done in each case, so that the time taken tells nothing.
 */
export function verifyLink(
  parsed: ParsedLink,
  found: DigestRecord | undefined,
  now: Date,
): LinkScope | undefined {
  const named = found?.ownerId === parsed.ownerId && found.period === parsed.period;
  const record = named ? found : undefined;
  const key = record && keyOf(record);
  const subject = record && subjectOf(record, parsed.no);
  const mac = macOf(record ?? dummyRecord, key ?? dummyKey, subject ?? everything);
  const equal = mac.length === parsed.mac.length && timingSafeEqual(mac, parsed.mac);
  if (!equal || record === undefined || key === undefined || subject === undefined) return undefined;
  // Written so that an unreadable date counts as over.
  if (!(now.getTime() < Date.parse(record.expiresAt))) return undefined;
  return parsed.no === wholeDigest ? { scope: 'digest' } : { scope: 'question', subject };
}

/** The addresses of one digest for its mail and its pages. */
export type DigestLinks = {
  /** @throws RangeError for a number that the digest does not have. */
  readonly question: (no: number) => Readonly<Record<LinkAnswer, string>>;
  readonly all: string;
  readonly removals: string;
};
export type LinkAnswer = Extract<Answer, 'keep' | 'remove' | 'later'>;

/**
 * All addresses of a digest under one base address. Each is at most 200 characters and ends in a letter, because mail
 * programs cut or lengthen others.
 * @throws RangeError when the base address is too long for that.
 */
export function digestLinks(record: DigestRecord, baseUrl: string): DigestLinks {
  const base = baseUrl.replace(/\/+$/, '');
  const url = (no: number, rest: string): string => {
    const text = `${base}/r/${signLink(record, no)}${rest}`;
    if (text.length > longestUrl) throw new RangeError('the base address is too long for links in a mail');
    return text;
  };
  return {
    question: (no) => ({
      keep: url(no, '?a=keep'),
      remove: url(no, '?a=remove'),
      later: url(no, '?a=later'),
    }),
    all: url(wholeDigest, ''),
    removals: url(wholeDigest, '/removals'),
  };
}

/** What the MAC of the whole-digest link names instead of a subject; no subject is written like this. */
const everything = 'digest' as Subject;

const dummyKey = Buffer.alloc(keyBytes);
const dummyRecord = {
  ownerId: 'aa' as OwnerId,
  period: '2000-01' as Period,
  expiresAt: '2000-01-01T00:00:00.000Z' as IsoTime,
};

function macOf(
  { ownerId, period, expiresAt }: Pick<DigestRecord, 'ownerId' | 'period' | 'expiresAt'>,
  key: Buffer,
  subject: Subject,
): Buffer {
  const text = `v1|review|${ownerId}|${period}|${subject}|${expiresAt}`;
  return createHmac('sha256', key).update(text).digest().subarray(0, macBytes);
}

/** The digest's key; undefined once it was revoked, because HMAC would take an empty key without a word. */
function keyOf(record: DigestRecord): Buffer | undefined {
  const key = Buffer.from(record.linkKey, 'hex');
  return key.length === keyBytes ? key : undefined;
}

function subjectOf(record: DigestRecord, no: number): Subject | undefined {
  if (no === wholeDigest) return everything;
  return record.questions.find((question) => question.no === no)?.subject;
}

function encode({ ownerId, period, no, mac }: ParsedLink): string {
  return [
    version,
    toLetters(ownerId.length, 1),
    ownerId.padEnd(ownerLetters, 'a'),
    toLetters(fromPeriod(period), periodLetters),
    toLetters(no, numberLetters),
    base32(mac),
  ].join('');
}

/** @throws RangeError when the period is not written `2026-11` or `2026-11-15`. */
function fromPeriod(period: Period): number {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(period);
  if (parts === null) throw new RangeError('a period is a month or a day');
  return ((Number(parts[1]) - 2000) << 9) | (Number(parts[2]) << 5) | Number(parts[3] ?? 0);
}

function toPeriod(value: number): Period | undefined {
  const [year, month, day] = [2000 + (value >> 9), (value >> 5) & 15, value & 31];
  if (month < 1 || month > 12) return undefined;
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${twoDigits(month)}${day === 0 ? '' : `-${twoDigits(day)}`}` as Period;
}

/** @throws RangeError when the value does not fit. */
function toLetters(value: number, count: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 32 ** count)
    throw new RangeError(`${value} does not fit ${count} letters`);
  let text = '';
  for (let rest = value; text.length < count; rest = Math.floor(rest / 32))
    text = `${alphabet[rest % 32]}${text}`;
  return text;
}

const toNumber = (letters: string): number =>
  [...letters].reduce((value, letter) => value * 32 + alphabet.indexOf(letter), 0);

function toBytes(letters: string): Uint8Array {
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

/** Takes a text apart from the left. */
function cutter(text: string): (count: number) => string {
  let at = 0;
  return (count) => {
    at += count;
    return text.slice(at - count, at);
  };
}
