import { WoherError } from '../domain/errors.ts';
import type { MailId, OwnerId } from '../domain/ids.ts';
import { isoTime } from '../domain/ids.ts';
import type { MailMaker, Send } from '../domain/mail.ts';
import { mailState } from '../domain/mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { Mailer, SendAnswer } from '../ports/mailer.ts';

export type DeliverMailServices = {
  readonly store: Pick<ContactStore, 'readMail' | 'readSends' | 'claimSend' | 'answerSend'>;
  readonly mailer: Mailer;
  readonly now: Clock;
};

/** A mail message that names a mail that nobody froze. */
export class MailUnknown extends WoherError {
  constructor() {
    super('mailUnknown', 'there is no frozen mail by this id');
  }
}

export type DeliverOutcome =
  | 'sent'
  | 'refused'
  | 'unknown'
  | 'alreadySent'
  | 'beingSent'
  | 'waiting'
  | 'failed';

/**
 * Sends one frozen mail at most once: claim an attempt by condition, one request, write the answer (REQUIREMENTS C3).
 * An attempt whose answer was lost is never taken over: it is settled by the carrier's own evidence, or stays.
 * @throws MailUnknown
 */
export async function deliverMail(
  { store, mailer, now }: DeliverMailServices,
  { ownerId, mailId, madeBy }: { ownerId: OwnerId; mailId: MailId; madeBy: MailMaker },
): Promise<DeliverOutcome> {
  const mail = await store.readMail(ownerId, madeBy, mailId);
  if (mail === undefined) throw new MailUnknown();
  const sends = await settleLostAnswers(
    { store, mailer, now },
    ownerId,
    await store.readSends(ownerId, mailId),
  );
  const at = isoTime(now());
  switch (mailState(sends)) {
    case 'sent':
      return 'alreadySent';
    case 'sending':
      return 'beingSent';
    case 'failed':
      return 'failed';
    case 'waiting':
      if (sends.some((send) => send.notBefore !== undefined && send.notBefore > at)) return 'waiting';
      break;
    case 'rendered':
      break;
  }
  const attempt = Math.max(0, ...sends.map((send) => send.attempt)) + 1;
  const claim: Send = { mailId, attempt, state: 'sending', claimedAt: at };
  if (!(await store.claimSend(ownerId, claim))) return 'beingSent';
  const answer = await mailer.send({ ownerId, mailId, attempt, to: mail.to, mime: mail.mime });
  if (answer.outcome !== 'unknown') await store.answerSend(ownerId, answered(claim, answer, now()));
  return answer.outcome;
}

async function settleLostAnswers(
  { store, mailer, now }: DeliverMailServices,
  ownerId: OwnerId,
  sends: readonly Send[],
): Promise<readonly Send[]> {
  const lost = sends.find((send) => send.state === 'sending');
  if (lost === undefined) return sends;
  const evidence = await mailer.lookUp({ ownerId, mailId: lost.mailId });
  if (evidence === 'unknown') return sends;
  const answeredAt = isoTime(now());
  const settled: Send = { ...lost, state: evidence === 'sent' ? 'sent' : 'released', answeredAt };
  await store.answerSend(ownerId, settled);
  return sends.map((send) => (send === lost ? settled : send));
}

function answered(claim: Send, answer: Exclude<SendAnswer, { outcome: 'unknown' }>, now: Date): Send {
  const answeredAt = isoTime(now);
  if (answer.outcome === 'sent') return { ...claim, state: 'sent', answeredAt, messageId: answer.messageId };
  const { code, retryAfterSeconds } = answer;
  const notBefore =
    retryAfterSeconds === undefined ? undefined : isoTime(new Date(now.getTime() + retryAfterSeconds * 1000));
  return { ...claim, state: 'refused', answeredAt, code, ...(notBefore === undefined ? {} : { notBefore }) };
}
