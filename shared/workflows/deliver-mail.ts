import { WoherError } from '../domain/errors.ts';
import { type IsoTime, isoTime, type MailId, type OwnerId } from '../domain/ids.ts';
import type { FrozenMail, MailMaker, Send } from '../domain/mail.ts';
import {
  goesAgainAt,
  lastSend,
  type MailRecord,
  type MailState,
  mailState,
  ownerPaused,
} from '../domain/mail-state.ts';
import { addressHashOf } from '../domain/outcome.ts';
import { isPaused } from '../domain/owner.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { Mailer, SendAnswer } from '../ports/mailer.ts';

export type DeliverMailServices = {
  readonly store: Pick<
    ContactStore,
    'readOwner' | 'readMail' | 'readSends' | 'claimSend' | 'answerSend' | 'readOutcomes' | 'readMailStatus'
  >;
  readonly mailer: Mailer;
  readonly now: Clock;
};

/** A mail message that names a mail that nobody froze. */
export class MailUnknown extends WoherError {
  constructor() {
    super('mailUnknown', 'there is no frozen mail by this id');
  }
}

/** What was done now, or why nothing was. */
export type Delivery = {
  readonly outcome:
    | 'sent'
    /** Certainly not sent: for good, or for a while, which only the operator can end where `needsOperator` says so. */
    | 'refused'
    | 'putOff'
    /** It waits for somebody from now on. */
    | 'held'
    /** A digest that waits until its owner wants digests again: they asked for it, nobody has to do anything. */
    | 'paused'
    /** There is no such owner any more, and nothing about them is written. */
    | 'ownerUnknown'
    /** The answer was lost; evidence will tell. */
    | 'unknown'
    | 'alreadySent'
    | 'beingSent'
    | 'waiting'
    | 'stillHeld'
    | 'failed';
  /** Name of a refusal, of the reason to hold, or of what an answer was lost by. */
  readonly code?: string;
  readonly needsOperator?: true;
};

type MailRef = { readonly ownerId: OwnerId; readonly mailId: MailId; readonly madeBy: MailMaker };

/**
 * Sends one frozen mail at most once: claim an attempt by condition, one request, write the answer (REQUIREMENTS C3).
 * An attempt whose answer was lost is never taken over: it is settled by evidence, or held until somebody asks again.
 *
 * The owner is looked at last before the request. A digest of one who has paused is held, whoever asks for it: it goes by
 * itself once they resume while its links still work, and otherwise stays. Other mails are not what was paused.
 * @throws MailUnknown
 */
export async function deliverMail(
  services: DeliverMailServices,
  message: MailRef & { readonly at: IsoTime; readonly again?: true | undefined },
): Promise<Delivery> {
  const { store, now } = services;
  const { ownerId, mailId, madeBy, again } = message;
  const mail = await store.readMail(ownerId, madeBy, mailId);
  if (mail === undefined) return nothingToSend(store, ownerId);
  const known = await settleLostAnswers(services, ownerId, {
    sends: await store.readSends(ownerId, mailId),
    outcomes: await store.readOutcomes(ownerId, mailId),
  });
  const at = isoTime(now());
  const standing = mailState(known);
  const reason = reasonNotToSend(known, { at, askedAt: again && message.at });
  if (reason !== undefined) return { outcome: reason };
  const claim: Send = {
    mailId,
    attempt: Math.max(0, ...known.sends.map((send) => send.attempt)) + 1,
    state: 'sending',
    claimedAt: at,
    madeBy,
    followed: services.mailer.tellsOutcomes,
  };
  const owner = await store.readOwner(ownerId);
  if (owner === undefined) return { outcome: 'ownerUnknown' };
  if (mail.kind === 'digest' && isPaused(owner)) return holdWhilePaused(services, { ownerId, known, claim });
  const stop = await store.readMailStatus(ownerId, addressHashOf(ownerId, mail.to));
  if (stop !== undefined) return hold(services, { ownerId, known, claim, code: stopCodes[stop.stopped] });
  return attempt(services, { mail, claim, standing });
}

/**
 * The mails of an owner who was erased went with them.
 * @throws MailUnknown
 */
async function nothingToSend(
  store: Pick<DeliverMailServices['store'], 'readOwner'>,
  ownerId: OwnerId,
): Promise<Delivery> {
  if ((await store.readOwner(ownerId)) === undefined) return { outcome: 'ownerUnknown' };
  throw new MailUnknown();
}

/** Why a mail must not be sent now; undefined: it may. A request is spent by the attempt that follows it. */
function reasonNotToSend(
  mail: MailRecord,
  { at, askedAt }: { at: IsoTime; askedAt: IsoTime | undefined },
): Delivery['outcome'] | undefined {
  const state = mailState(mail);
  const last = lastSend(mail.sends);
  const isAskedAgain = askedAt !== undefined && last !== undefined && last.claimedAt < askedAt;
  switch (state) {
    case 'rendered':
      return undefined;
    case 'sending':
      return 'beingSent';
    case 'sent':
    case 'delivered':
    case 'bounced':
      return 'alreadySent';
    case 'waiting':
      return isDue(mail, at) ? undefined : 'waiting';
    case 'held':
      return isDue(mail, at) || isAskedAgain ? undefined : 'stillHeld';
    case 'failed':
      return isAskedAgain ? undefined : 'failed';
  }
}

function isDue(mail: MailRecord, at: IsoTime): boolean {
  const again = goesAgainAt(mail, at);
  return again !== undefined && again <= at;
}

async function attempt(
  { store, mailer, now }: DeliverMailServices,
  { mail, claim, standing }: { mail: FrozenMail; claim: Send; standing: MailState },
): Promise<Delivery> {
  const { ownerId, mailId, to, mime } = mail;
  if (!(await store.claimSend(ownerId, claim))) return { outcome: 'beingSent' };
  const answer = await mailer.send({ ownerId, mailId, attempt: claim.attempt, to, mime });
  if (answer.outcome !== 'unknown') await store.answerSend(ownerId, answered(claim, answer, now()));
  switch (answer.outcome) {
    case 'sent':
      return { outcome: 'sent' };
    case 'unknown':
      return { outcome: 'unknown', code: answer.code };
    case 'held':
      return { outcome: standing === 'held' ? 'stillHeld' : 'held', code: answer.code };
    case 'refused': {
      const { code, retryAfterSeconds, needsOperator } = answer;
      const outcome = retryAfterSeconds === undefined ? 'refused' : 'putOff';
      return { outcome, code, ...(needsOperator && { needsOperator }) };
    }
  }
}

function answered(claim: Send, answer: Exclude<SendAnswer, { outcome: 'unknown' }>, now: Date): Send {
  const answeredAt = isoTime(now);
  if (answer.outcome === 'sent') return { ...claim, state: 'sent', answeredAt, messageId: answer.messageId };
  const { outcome: state, code, retryAfterSeconds } = answer;
  const notBefore =
    retryAfterSeconds === undefined ? undefined : isoTime(new Date(now.getTime() + retryAfterSeconds * 1000));
  return { ...claim, state, answeredAt, code, ...(notBefore === undefined ? {} : { notBefore }) };
}

const stopCodes = { bounced: 'addressBounced', complained: 'addressComplained' } as const;

type Held = {
  readonly ownerId: OwnerId;
  readonly known: MailRecord;
  readonly claim: Send;
  readonly code: string;
  /** Absent: it does not go by itself. */
  readonly notBefore?: IsoTime;
};

async function hold({ store }: DeliverMailServices, held: Held): Promise<Delivery> {
  const { ownerId, known, claim, code, notBefore } = held;
  const last = lastSend(known.sends);
  if (last?.state === 'held' && last.code === code) return { outcome: 'stillHeld', code };
  const { followed: _, ...unsent } = claim;
  const send: Send = {
    ...unsent,
    state: 'held',
    answeredAt: claim.claimedAt,
    code,
    ...(notBefore === undefined ? {} : { notBefore }),
  };
  return (await store.claimSend(ownerId, send)) ? { outcome: 'held', code } : { outcome: 'beingSent' };
}

async function holdWhilePaused(
  services: DeliverMailServices,
  held: Omit<Held, 'code' | 'notBefore'>,
): Promise<Delivery> {
  // It may go from now on: each settlement asks the owner's item again.
  const notBefore = held.claim.claimedAt;
  const { outcome } = await hold(services, { ...held, notBefore, code: ownerPaused });
  return outcome === 'beingSent' ? { outcome } : { outcome: 'paused', code: ownerPaused };
}

/**
 * Answers attempts whose reply was lost by what is known otherwise: an event, which only a mail that was taken has, or
 * the carrier's own books. Without evidence they stay as they are.
 */
export async function settleLostAnswers(
  services: Pick<DeliverMailServices, 'mailer' | 'now'> & {
    readonly store: Pick<ContactStore, 'answerSend'>;
  },
  ownerId: OwnerId,
  { sends, outcomes }: MailRecord,
): Promise<MailRecord> {
  const settled: Send[] = [];
  for (const send of sends) {
    const answer =
      send.state === 'sending' ? await evidenceOf(services, { ownerId, send, outcomes }) : undefined;
    if (answer !== undefined) await services.store.answerSend(ownerId, answer);
    settled.push(answer ?? send);
  }
  return { sends: settled, outcomes };
}

async function evidenceOf(
  { mailer, now }: Pick<DeliverMailServices, 'mailer' | 'now'>,
  lost: { ownerId: OwnerId; send: Send; outcomes: MailRecord['outcomes'] },
): Promise<Send | undefined> {
  const { ownerId, send, outcomes } = lost;
  const event = outcomes.find(({ attempt }) => attempt === send.attempt);
  if (event !== undefined)
    return { ...send, state: 'sent', answeredAt: event.at, messageId: event.messageId };
  const evidence = await mailer.lookUp({ ownerId, mailId: send.mailId });
  if (evidence === 'unknown') return undefined;
  return { ...send, state: evidence === 'sent' ? 'sent' : 'released', answeredAt: isoTime(now()) };
}
