import { createHash } from 'node:crypto';
import { base32 } from './base32.ts';
import type { IsoTime, MailId, OwnerId } from './ids.ts';

/**
 * What a carrier may tell about one attempt after it took the mail. A bounce is hard: the address takes no mail at all;
 * after a soft one (a full mailbox, an automatic reply) another mail may pass.
 */
export const mailEvents = ['send', 'delivery', 'bounce', 'softBounce', 'complaint', 'reject'] as const;
export type MailEvent = (typeof mailEvents)[number];

/** One such word, kept once: the first of its kind about its attempt stands. */
export type Outcome = {
  readonly mailId: MailId;
  readonly attempt: number;
  readonly event: MailEvent;
  readonly at: IsoTime;
  /** The carrier's id of the mail. */
  readonly messageId: string;
  /** The carrier's codes for a bounce or a complaint, such as `Permanent` and `NoEmail`; never its texts. */
  readonly type?: string;
  readonly subType?: string;
};

/** Complaints about an address that was on the carrier's own list already: it took the mail and did not deliver it. */
export const isSuppressed = ({ event, subType }: Outcome): boolean =>
  event === 'complaint' && subType === 'OnAccountSuppressionList';

/** Why an address gets no more mail. */
export const stopReasons = ['bounced', 'complained'] as const;
export type StopReason = (typeof stopReasons)[number];

/** No more mail to one address of one owner; another address of theirs may be mailed. */
export type MailingStop = {
  readonly stopped: StopReason;
  readonly at: IsoTime;
  readonly addressHash: string;
};

/** Whether an event ends all mail to its address (REQUIREMENTS C-5). */
export function stopReasonOf(event: MailEvent): StopReason | undefined {
  if (event === 'bounce') return 'bounced';
  return event === 'complaint' ? 'complained' : undefined;
}

/** What is kept about the mail to one address: its latest stop, and until when stops were lifted by hand. */
export type AddressRecord = { readonly addressHash: string; readonly liftedAt?: IsoTime } & (
  | MailingStop
  | { readonly stopped?: undefined; readonly at?: undefined }
);

/** Whether a stop changes what stands: of two the later one does, and none that was lifted, in whatever order they come. */
export function isLaterStop(stop: MailingStop, standing: AddressRecord): boolean {
  if (standing.liftedAt !== undefined && stop.at <= standing.liftedAt) return false;
  if (standing.at === undefined) return true;
  return stop.at > standing.at || (stop.at === standing.at && stop.stopped > standing.stopped);
}

/** The stop that is in force: a lift ends those up to its time, and none that comes of a later event. */
export function stopInForce({ addressHash, stopped, at, liftedAt }: AddressRecord): MailingStop | undefined {
  if (stopped === undefined || (liftedAt !== undefined && at <= liftedAt)) return undefined;
  return { stopped, at, addressHash };
}

/**
 * Stands for an address where the address itself must not be kept: 26 letters, for each owner others. Names around the
 * address and capitals do not matter.
 */
export function addressHashOf(ownerId: OwnerId, address: string): string {
  const plain = (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
  const digest = createHash('sha256').update(`address|${ownerId}|${plain}`).digest();
  return base32(digest.subarray(0, 16));
}
