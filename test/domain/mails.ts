import type { MailId, OwnerId } from '../../shared/domain/ids.ts';
import type { FrozenMail, Send } from '../../shared/domain/mail.ts';
import type { MailEvent, Outcome } from '../../shared/domain/outcome.ts';
import { time } from './builders.ts';

// Made-up attempts and events of one mail; every test says only what it is about.

export const mailId = 'digest-2026-11' as MailId;
export const sentAt = time('2026-11-01T07:00:00.000Z');

/** So many hours after the mail was first tried. */
export const hoursOn = (hours: number) =>
  time(new Date(Date.parse(sentAt) + hours * 3_600_000).toISOString());

export const aSend = (overrides: Partial<Send> = {}): Send => ({
  mailId,
  attempt: 1,
  state: 'sending',
  claimedAt: sentAt,
  madeBy: 'audit',
  followed: true,
  ...overrides,
});

export const anOutcome = (event: MailEvent, overrides: Partial<Outcome> = {}): Outcome => ({
  mailId,
  attempt: 1,
  event,
  at: hoursOn(0.01),
  messageId: '0102-made-up',
  ...overrides,
});

export const aMail = (ownerId: OwnerId, overrides: Partial<FrozenMail> = {}): FrozenMail => ({
  ownerId,
  mailId,
  kind: 'digest',
  to: 'mara@feldkamp.example',
  subject: 'Woher?',
  mime: 'Subject: Woher?\r\n\r\nWoher?\r\n',
  frozenAt: sentAt,
  ...overrides,
});
