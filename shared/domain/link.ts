import { base32, base32Bytes, fromLetters, toLetters } from './base32.ts';
import { dayInMs } from './days.ts';
import type { Answer } from './decision.ts';
import type { DigestRecord } from './digest.ts';
import { type IsoTime, isoTime, type OwnerId, type Period, type Subject } from './ids.ts';
import type { Rhythm } from './owner.ts';
import {
  dummyKey,
  equalMacs,
  keyOf,
  macLetters,
  macOf,
  mailUrl,
  ownerToLetters,
  takeOwner,
  tokenCutter,
} from './token.ts';

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

const version = 'a';
const wholeDigest = 0;
const periodLetters = 4;
const numberLetters = 2;
const tokenLetters = 1 + 14 + periodLetters + numberLetters + macLetters;

/**
 * For how many days the links of a mail work (REQUIREMENTS A-6, 7 to 180): for a quarterly owner, whose next digest comes
 * after 92 days, until that one is there.
 */
export const linkDays = (rhythm: Rhythm | undefined): number => (rhythm === 'quarterly' ? 100 : 60);

/** When the links of a digest stop working that is opened for an owner of this rhythm. */
export const linkExpiresAt = (openedAt: IsoTime, rhythm?: Rhythm): IsoTime =>
  isoTime(new Date(Date.parse(openedAt) + linkDays(rhythm) * dayInMs));

/**
 * The token of one question, or with 0 of the whole digest. The action is not signed: it only preselects.
 * @throws RangeError for a number that the digest does not have, or a digest whose key was revoked.
 */
export function signLink(record: DigestRecord, no: number): string {
  const subject = subjectOf(record, no);
  const key = keyOf(record.linkKey);
  if (subject === undefined || key === undefined) throw new RangeError(`there is no link ${no} to sign`);
  const mac = macOf(key, macText(record, subject));
  return encode({ ownerId: record.ownerId, period: record.period, no, mac });
}

/** The parts of a token in either case; undefined unless re-encoding them gives the same text. */
export function parseLink(text: string): ParsedLink | undefined {
  const letters = tokenCutter(text, tokenLetters);
  if (letters === undefined || letters(1) !== version) return undefined;
  const ownerId = takeOwner(letters);
  const period = toPeriod(fromLetters(letters(periodLetters)));
  const no = fromLetters(letters(numberLetters));
  const mac = base32Bytes(letters(macLetters));
  if (ownerId === undefined || period === undefined) return undefined;
  const parsed = { ownerId, period, no, mac };
  return encode(parsed) === text.toLowerCase() ? parsed : undefined;
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
  const key = record && keyOf(record.linkKey);
  const subject = record && subjectOf(record, parsed.no);
  const mac = macOf(key ?? dummyKey, macText(record ?? dummyRecord, subject ?? everything));
  const equal = equalMacs(mac, parsed.mac);
  if (!equal || record === undefined || key === undefined || subject === undefined) return undefined;
  // Written so that an unreadable date counts as over.
  if (!(now.getTime() < Date.parse(record.expiresAt))) return undefined;
  return parsed.no === wholeDigest ? { scope: 'digest' } : { scope: 'question', subject };
}

/** Names the part of the page of removals that lists who left by themselves. */
export const leftFragment = 'left';

/** The addresses of one digest for its mail and its pages. */
export type DigestLinks = {
  /** @throws RangeError for a number that the digest does not have. */
  readonly question: (no: number) => Readonly<Record<LinkAnswer | 'page', string>>;
  readonly all: string;
  readonly removals: string;
  /** Where the same page lists who left by themselves. */
  readonly left: string;
};
export type LinkAnswer = Extract<Answer, 'keep' | 'remove' | 'later'>;

/**
 * All addresses of a digest under one base address. Each is at most 200 characters and ends in a letter, because mail
 * programs cut or lengthen others.
 * @throws RangeError when the base address is too long for that.
 */
export function digestLinks(record: DigestRecord, baseUrl: string): DigestLinks {
  const urlsOf = (no: number) => {
    const token = signLink(record, no);
    return (rest: string): string => mailUrl(baseUrl, `/r/${token}${rest}`);
  };
  const whole = urlsOf(wholeDigest);
  return {
    question: (no) => {
      const url = urlsOf(no);
      return { keep: url('?a=keep'), remove: url('?a=remove'), later: url('?a=later'), page: url('') };
    },
    all: whole(''),
    removals: whole('/removals'),
    left: whole(`/removals#${leftFragment}`),
  };
}

/** What the MAC of the whole-digest link names instead of a subject; no subject is written like this. */
const everything = 'digest' as Subject;

const dummyRecord = {
  ownerId: 'aa' as OwnerId,
  period: '2000-01' as Period,
  expiresAt: '2000-01-01T00:00:00.000Z' as IsoTime,
};

const macText = (
  { ownerId, period, expiresAt }: Pick<DigestRecord, 'ownerId' | 'period' | 'expiresAt'>,
  subject: Subject,
): string => `v1|review|${ownerId}|${period}|${subject}|${expiresAt}`;

function subjectOf(record: DigestRecord, no: number): Subject | undefined {
  if (no === wholeDigest) return everything;
  return record.questions.find((question) => question.no === no)?.subject;
}

const encode = ({ ownerId, period, no, mac }: ParsedLink): string =>
  [
    version,
    ownerToLetters(ownerId),
    toLetters(fromPeriod(period), periodLetters),
    toLetters(no, numberLetters),
    base32(mac),
  ].join('');

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
