import type { IsoTime, MailId, OwnerId } from './ids.ts';

/** Which function made a mail; each keeps its own in a family of its own. */
export type MailMaker = 'audit' | 'ingest' | 'admin';

/** Rendered bytes and headers, made once and never changed: a mail sent again is the same to the byte. */
export type FrozenMail = {
  readonly ownerId: OwnerId;
  readonly mailId: MailId;
  readonly kind: 'digest' | 'welcome' | 'notice';
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
  /**
   * `released`: certainly not sent, goes again at once. `held`: waits for somebody - the owner, who has to prove the
   * address, or the operator, who may ask for another attempt.
   */
  readonly state: 'sending' | 'sent' | 'refused' | 'released' | 'held';
  readonly claimedAt: IsoTime;
  readonly answeredAt?: IsoTime;
  readonly messageId?: string;
  /** Name of the refusal or of the reason to hold, never its text: that may hold an address. */
  readonly code?: string;
  /** A refused or held mail may go again at this time; absent: never by itself. */
  readonly notBefore?: IsoTime;
  /** Whose family holds the mail; attempts from before this was kept are about the audit's. */
  readonly madeBy?: MailMaker;
  /** The carrier tells later what became of it. */
  readonly followed?: boolean;
};
