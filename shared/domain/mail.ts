import type { IsoTime, MailId, OwnerId } from './ids.ts';

/** Which function made a mail; each keeps its own in a family of its own. */
export type MailMaker = 'audit' | 'ingest' | 'admin';

/** Rendered bytes and headers, made once and never changed: a mail sent again is the same to the byte. */
export type FrozenMail = {
  readonly ownerId: OwnerId;
  readonly mailId: MailId;
  readonly kind: 'digest';
  readonly to: string;
  readonly subject: string;
  /** The whole message, RFC 5322, at most 150 KB. */
  readonly mime: string;
  readonly frozenAt: IsoTime;
};

/** One attempt to send one mail; winning the right to make it is the claim. */
export type Send = {
  readonly mailId: MailId;
  /** From 1. */
  readonly attempt: number;
  readonly state: 'sending' | 'sent' | 'refused' | 'released';
  readonly claimedAt: IsoTime;
  readonly answeredAt?: IsoTime;
  readonly messageId?: string;
  /** Name of the refusal, never its text: that may hold an address. */
  readonly code?: string;
  /** A refused mail may go again at this time; absent: never. */
  readonly notBefore?: IsoTime;
};

export type MailState = 'rendered' | 'sending' | 'sent' | 'waiting' | 'failed';

/** A mail's state, folded from its attempts: their order does not matter. */
export function mailState(sends: readonly Send[]): MailState {
  if (sends.some((send) => send.state === 'sent')) return 'sent';
  if (sends.some((send) => send.state === 'sending')) return 'sending';
  const last = sends.toSorted((a, b) => a.attempt - b.attempt).at(-1);
  if (last === undefined || last.state === 'released') return 'rendered';
  return last.notBefore === undefined ? 'failed' : 'waiting';
}
