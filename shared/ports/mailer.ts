import type { MailId, OwnerId } from '../domain/ids.ts';

/** Bytes to hand over, with the envelope and the tags that come back in every event. */
export type OutgoingMail = {
  readonly ownerId: OwnerId;
  readonly mailId: MailId;
  readonly attempt: number;
  readonly to: string;
  readonly mime: string;
};

/** What is known after one request: sent, certainly not sent, or neither (REQUIREMENTS C2). */
export type SendAnswer =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | {
      readonly outcome: 'refused';
      readonly code: string;
      readonly retryAfterSeconds?: number;
      /** Nobody but the operator can make it pass. */
      readonly needsOperator?: true;
    }
  /** Certainly not sent, because the owner has not proved the address yet. */
  | { readonly outcome: 'held'; readonly code: string; readonly retryAfterSeconds: number }
  | { readonly outcome: 'unknown'; readonly code: string };

export type Mailer = {
  /** Whether the carrier tells later, by events, what became of a mail. */
  readonly tellsOutcomes: boolean;
  /** One request at most. Never throws for what the other side said or did not say. */
  send(mail: OutgoingMail): Promise<SendAnswer>;
  /** Evidence about an attempt whose answer was lost; `unknown` where the carrier cannot tell. */
  lookUp(mail: Pick<OutgoingMail, 'ownerId' | 'mailId'>): Promise<'sent' | 'notSent' | 'unknown'>;
};
