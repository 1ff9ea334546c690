import { groupBy } from './collections.ts';
import { dayInMs } from './days.ts';
import type { IsoTime, MailId } from './ids.ts';
import type { Send } from './mail.ts';
import { isSuppressed, type Outcome } from './outcome.ts';

export const mailStates = [
  'rendered',
  'sending',
  'sent',
  'delivered',
  'bounced',
  'waiting',
  'held',
  'failed',
] as const;
/** `waiting`: refused for a while; `held`: waits for somebody; `failed`: refused for good. */
export type MailState = (typeof mailStates)[number];

/** All that is known about the sending of one mail. */
export type MailRecord = { readonly sends: readonly Send[]; readonly outcomes: readonly Outcome[] };

/** An attempt whose reply was lost may still be told of by an event for so long; then it is held (REQUIREMENTS C-3). */
export const graceDays = 1;
/** A mail that was taken and neither delivered nor bounced is told from its first to its third day. */
const undeliveredDays = { from: 1, until: 3 } as const;
/** As long as the links of a digest work: an older mail does not go by itself any more. */
const goesAgainDays = 60;

/**
 * A mail's state, folded from its attempts and the carrier's events: events that come before the answer, twice or in any
 * order cannot hurt. What reached the owner counts most, then what may still do so, then the last attempt.
 */
export function mailState({ sends, outcomes }: MailRecord): MailState {
  const eventsOf = groupBy(outcomes, ({ attempt }) => attempt);
  const attempts = new Map(sends.map((send) => [send.attempt, send]));
  const numbers = [...new Set([...attempts.keys(), ...eventsOf.keys()])].sort((a, b) => a - b);
  const states = numbers.map((no) => attemptState(attempts.get(no), eventsOf.get(no) ?? []));
  const best = (['delivered', 'bounced', 'sent', 'sending'] as const).find((state) => states.includes(state));
  return best ?? states.at(-1) ?? 'rendered';
}

function attemptState(send: Send | undefined, events: readonly Outcome[]): MailState {
  const has = (...kinds: readonly Outcome['event'][]) => events.some(({ event }) => kinds.includes(event));
  // A hard bounce may follow a delivery: the server that took the mail could not pass it on.
  if (has('bounce') || events.some(isSuppressed)) return 'bounced';
  // Who complains has got it. A soft bounce beside a delivery is an automatic reply.
  if (has('delivery', 'complaint')) return 'delivered';
  if (has('softBounce')) return 'bounced';
  if (has('reject')) return 'failed';
  if (has('send') || send === undefined) return 'sent';
  switch (send.state) {
    case 'released':
      return 'rendered';
    case 'refused':
      return send.notBefore === undefined ? 'failed' : 'waiting';
    default:
      return send.state;
  }
}

/** Whether the mail was taken by its carrier, so that it must not be sent again. */
export const hasGoneOut = (state: MailState): boolean =>
  state === 'sent' || state === 'delivered' || state === 'bounced';

export const lastSend = (sends: readonly Send[]): Send | undefined =>
  sends.toSorted((a, b) => a.attempt - b.attempt).at(-1);

/** When a mail that waits or is held goes again by itself; undefined: never, or not any more. */
export function goesAgainAt({ sends }: MailRecord, at: IsoTime): IsoTime | undefined {
  const notBefore = lastSend(sends)?.notBefore;
  if (notBefore === undefined) return undefined;
  const first = Math.min(...sends.map(({ claimedAt }) => Date.parse(claimedAt)));
  const goes = Math.max(Date.parse(notBefore), Date.parse(at));
  return goes < first + goesAgainDays * dayInMs ? notBefore : undefined;
}

/** Whether the mail waits for another attempt, or for word of the last one, so that no other should follow it yet. */
export function isPending(mail: MailRecord, at: IsoTime): boolean {
  const state = mailState(mail);
  return (
    state === 'sending' || ((state === 'waiting' || state === 'held') && goesAgainAt(mail, at) !== undefined)
  );
}

/** Why a digest is held whose owner has paused. */
export const ownerPaused = 'ownerPaused';

/** Whether the mail is held since its owner has paused: nobody but them can let it go. */
export function isHeldByPause(mail: MailRecord): boolean {
  return mailState(mail) === 'held' && lastSend(mail.sends)?.code === ownerPaused;
}

/** Whether there is anything about the mail to settle: it may go again, an answer is missing, or a delivery. */
export function isUnsettled(mail: MailRecord, at: IsoTime): boolean {
  const wasReleased = mail.sends.length > 0 && mailState(mail) === 'rendered';
  const lacksAnswer = mail.sends.some(({ state }) => state === 'sending');
  return wasReleased || lacksAnswer || isPending(mail, at) || isAwaited(mail, at);
}

/** Whether the carrier should have told of a delivery by now: the address may be on a list of those it does not serve. */
export const isUndelivered = (mail: MailRecord, at: IsoTime): boolean =>
  isAwaited(mail, at) && newestAgeInDays(mail, at) >= undeliveredDays.from;

const isAwaited = (mail: MailRecord, at: IsoTime): boolean =>
  mailState(mail) === 'sent' &&
  lastSend(mail.sends)?.followed === true &&
  newestAgeInDays(mail, at) < undeliveredDays.until;

const newestAgeInDays = ({ sends }: MailRecord, at: IsoTime): number =>
  (Date.parse(at) - Math.max(...sends.map(({ claimedAt }) => Date.parse(claimedAt)))) / dayInMs;

/** What is known about one of the mails. */
export const recordOf = ({ sends, outcomes }: MailRecord, mailId: MailId): MailRecord => ({
  sends: sends.filter((send) => send.mailId === mailId),
  outcomes: outcomes.filter((outcome) => outcome.mailId === mailId),
});

/** The mails that were ever attempted, each with what is known about it. */
export function mailsIn(all: MailRecord): (MailRecord & { readonly mailId: MailId })[] {
  const outcomesOf = groupBy(all.outcomes, ({ mailId }) => mailId);
  const sendsOf = groupBy(all.sends, ({ mailId }) => mailId);
  return [...sendsOf].map(([mailId, sends]) => ({ mailId, sends, outcomes: outcomesOf.get(mailId) ?? [] }));
}
