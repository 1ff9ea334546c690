import { base32, base32Bytes, fromLetters, toLetters } from './base32.ts';
import { dayInMs } from './days.ts';
import { type IsoTime, isoTime, type OwnerId } from './ids.ts';
import { linkDays } from './link.ts';
import type { Owner, Rhythm } from './owner.ts';
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

/** What a ticket lets its bearer do, for its owner: upload exports, or say how often digests come, if at all. */
export type TicketPurpose = 'upload' | 'stop';

/**
 * A ticket as it was read, not yet verified. 45 letters of lower-case base32:
 *
 * | letters | what |
 * |---|---|
 * | 1 | version, `b`: no review link begins so |
 * | 14 | owner, as in review links |
 * | 4 | the day on which it expires, counted from 2000-01-01, UTC |
 * | 26 | MAC, 16 bytes |
 *
 * The purpose is in the MAC alone: the path says which one is asked for.
 */
export type ParsedTicket = {
  readonly ownerId: OwnerId;
  readonly expiresAt: IsoTime;
  readonly mac: Uint8Array;
};

const version = 'b';
const dayLetters = 4;
const tokenLetters = 1 + 14 + dayLetters + macLetters;
const firstDayMs = Date.UTC(2000, 0, 1);
/** Within the 7 to 180 days of REQUIREMENTS A-6; who wants no more mails may have an old one at hand. */
const stopDays = 180;

type Keyed = Pick<Owner, 'ownerId' | 'uploadKey' | 'rhythm'>;

/** When a ticket that is made at this time, for an owner of this rhythm, stops working. */
export const ticketExpiresAt = (purpose: TicketPurpose, madeAt: IsoTime, rhythm?: Rhythm): IsoTime =>
  isoTime(new Date(Date.parse(madeAt) + (purpose === 'stop' ? stopDays : linkDays(rhythm)) * dayInMs));

/**
 * The ticket of one owner for one purpose, good until the end of the UTC day before which it may not expire.
 * @throws RangeError for an owner without a key, and for a time that a ticket cannot carry.
 */
export function signTicket(owner: Keyed, purpose: TicketPurpose, expiresAt: IsoTime): string {
  const key = keyOf(owner.uploadKey);
  if (key === undefined) throw new RangeError('this owner has no key for tickets');
  const day = Math.ceil((Date.parse(expiresAt) - firstDayMs) / dayInMs);
  const ticket = { ownerId: owner.ownerId, expiresAt: startOf(day) };
  return encode({ ...ticket, mac: macOf(key, macText(purpose, ticket)) });
}

/** The parts of a ticket in either case; undefined unless re-encoding them gives the same text. */
export function parseTicket(text: string): ParsedTicket | undefined {
  const letters = tokenCutter(text, tokenLetters);
  if (letters === undefined || letters(1) !== version) return undefined;
  const ownerId = takeOwner(letters);
  const expiresAt = startOf(fromLetters(letters(dayLetters)));
  const mac = base32Bytes(letters(macLetters));
  if (ownerId === undefined) return undefined;
  const parsed = { ownerId, expiresAt, mac };
  return encode(parsed) === text.toLowerCase() ? parsed : undefined;
}

/**
 * Whether the ticket is good for this purpose: made with the key that the owner has now, and its time not over. The same
 * work is done in each case, so that the time taken tells nothing.
 */
export function verifyTicket(
  parsed: ParsedTicket,
  found: Keyed | undefined,
  { purpose, now }: { readonly purpose: TicketPurpose; readonly now: Date },
): boolean {
  const key = found?.ownerId === parsed.ownerId ? keyOf(found.uploadKey) : undefined;
  const equal = equalMacs(macOf(key ?? dummyKey, macText(purpose, parsed)), parsed.mac);
  return equal && key !== undefined && now.getTime() < Date.parse(parsed.expiresAt);
}

type LinkOf = { readonly owner: Keyed; readonly expiresAt: IsoTime; readonly baseUrl: string };

/** The address of the page where an owner uploads an export. @throws RangeError as `signTicket`, or too long a base */
export const uploadLink = ({ owner, expiresAt, baseUrl }: LinkOf): string =>
  mailUrl(baseUrl, `/u/${signTicket(owner, 'upload', expiresAt)}`);

/** The address where an owner stops the digests: a page for people, one POST for mail programs (RFC 8058). */
export const stopLink = ({ owner, expiresAt, baseUrl }: LinkOf): string =>
  mailUrl(baseUrl, `/s/${signTicket(owner, 'stop', expiresAt)}`);

/** The links of a mail that are about the owner and no question. */
export type OwnerLinks = { readonly upload: string; readonly stop: string };

/** Both links for a mail that is made at this time; undefined for an owner who has no key. */
export function ownerLinks(owner: Keyed, madeAt: IsoTime, baseUrl: string): OwnerLinks | undefined {
  if (keyOf(owner.uploadKey) === undefined) return undefined;
  return {
    upload: uploadLink({ owner, expiresAt: ticketExpiresAt('upload', madeAt, owner.rhythm), baseUrl }),
    stop: stopLink({ owner, expiresAt: ticketExpiresAt('stop', madeAt), baseUrl }),
  };
}

const macText = (
  purpose: TicketPurpose,
  { ownerId, expiresAt }: Pick<ParsedTicket, 'ownerId' | 'expiresAt'>,
): string => `v1|${purpose}|${ownerId}|${expiresAt}`;

const startOf = (day: number): IsoTime => isoTime(new Date(firstDayMs + day * dayInMs));

function encode({ ownerId, expiresAt, mac }: ParsedTicket): string {
  const day = (Date.parse(expiresAt) - firstDayMs) / dayInMs;
  return `${version}${ownerToLetters(ownerId)}${toLetters(day, dayLetters)}${base32(mac)}`;
}
