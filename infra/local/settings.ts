import { randomBytes } from 'node:crypto';
import { base32 } from '../../shared/domain/base32.ts';
import { digestSizes } from '../../shared/domain/digest.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import {
  type AskId,
  askIds,
  type Thresholds,
  thresholdBounds,
  thresholdNames,
} from '../../shared/domain/policy.ts';
import { UsageError } from './errors.ts';

export { digestSizes } from '../../shared/domain/digest.ts';

// SMTP's own limit of an address (RFC 5321, 4.5.3.1); 7-bit letters, because SES takes no others.
const longestAddress = 254;
const addressPattern = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

/** @throws UsageError when the text is not one plain mail address */
export function parseAddress(text: string): string {
  const address = text.trim();
  if (address.length <= longestAddress && addressPattern.test(address)) return address;
  throw new UsageError('That is no mail address; say one like anna@example.org, without a name around it.');
}

/** Whether two spellings reach the same mailbox: nearly all of them take capitals for small letters. */
export const isSameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** @throws UsageError when there is no such time zone */
export function parseZone(text: string): string {
  const known = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return known;
  // Old names are not listed, and an offset such as +01:00 is no zone: it knows no summer.
  if (/^[a-z]/i.test(text) && isZone(text)) return text;
  throw new UsageError('There is no such time zone; say one like Europe/Berlin.');
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

/** @throws UsageError when a digest cannot have that size */
export function parseDigestSize(text: string): number {
  const size = Number(text);
  if (/^\d{1,2}$/.test(text) && size >= digestSizes.min && size <= digestSizes.max) return size;
  throw new UsageError(
    `A digest holds ${digestSizes.min} to ${digestSizes.max} contacts; say such a number.`,
  );
}

/** A new owner's id: 60 random bits, so that two never meet and none can be guessed from an address. */
export const newOwnerId = (): OwnerId => base32(randomBytes(8)).slice(0, 12) as OwnerId;

/**
 * One threshold as the command line names it, `lostFromSightAfterMonths=24`; `default` goes back to the policy's, which is
 * `null` here.
 *
 * @throws UsageError when there is no such threshold
 */
export function parseThreshold(text: string): readonly [keyof Thresholds, number | null] {
  const [name = '', ...values] = text.split('=');
  const value = values.join('=');
  const known = thresholdNames.find((one) => one === name);
  if (known === undefined)
    throw new UsageError(`There is no threshold "${name}"; there are ${thresholdNames.join(', ')}.`);
  if (value === 'default') return [known, null];
  return [known, thresholdChange(known, /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN)[1] ?? null];
}

/** A rule as the command line names it, or `unclearOrigin`. @throws UsageError when there is no such rule */
export function parseAskId(text: string): AskId {
  const known = askIds.find((one) => one === text);
  if (known !== undefined) return known;
  throw new UsageError(`There is no rule "${text}"; there are ${askIds.join(', ')}.`);
}

/** A threshold with its new value; undefined for the policy's own. @throws UsageError for a number out of bounds */
export function thresholdChange(
  name: keyof Thresholds,
  value: number | null,
): readonly [keyof Thresholds, number | undefined] {
  if (value === null) return [name, undefined];
  const [least, most] = thresholdBounds[name];
  if (Number.isInteger(value) && value >= least && value <= most) return [name, value];
  throw new UsageError(`${name} is a whole number from ${least} to ${most}, or default.`);
}
