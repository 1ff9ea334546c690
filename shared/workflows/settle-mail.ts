import { dayInMs } from '../domain/days.ts';
import { type IsoTime, isoTime, type MailId, type OwnerId } from '../domain/ids.ts';
import {
  graceDays,
  hasGoneOut,
  isUndelivered,
  isUnsettled,
  lastSend,
  type MailRecord,
  mailState,
  mailsIn,
} from '../domain/mail-state.ts';
import { type DeliverMailServices, type Delivery, deliverMail, settleLostAnswers } from './deliver-mail.ts';
import { type Fault, forEach } from './for-each.ts';

/** What became of an owner's open mails. */
export type Settlement = {
  readonly deliveries: readonly (Delivery & { readonly mailId: MailId })[];
  /** Mails that were taken more than a day and less than three days ago, and of which nobody has heard since. */
  readonly undelivered: number;
  readonly faults: readonly Fault<MailId>[];
};

/**
 * Settles what is open about one owner's mails: lost answers by evidence, mails that may go again by another attempt. An
 * attempt without answer and event for a day is held, and sent again on request alone (REQUIREMENTS C-3). A mail that
 * fails does not keep the others.
 */
export async function settleMails(
  services: DeliverMailServices,
  { ownerId, at }: { readonly ownerId: OwnerId; readonly at: IsoTime },
): Promise<Settlement> {
  const { store, now } = services;
  const sends = await store.readSends(ownerId);
  const outcomes = await store.readOutcomes(ownerId);
  const today = isoTime(now());
  const mails = mailsIn({ sends, outcomes }).filter((mail) => isUnsettled(mail, today));
  const deliveries: (Delivery & { mailId: MailId })[] = [];
  const faults = await forEach(mails, async (mail) => {
    const delivery = await settleMail(services, { ownerId, at, mail });
    deliveries.push({ ...delivery, mailId: mail.mailId });
  });
  return {
    deliveries,
    undelivered: mails.filter((mail) => isUndelivered(mail, today)).length,
    faults: faults.map(({ item, fault }) => ({ item: item.mailId, fault })),
  };
}

async function settleMail(
  services: DeliverMailServices,
  open: { ownerId: OwnerId; at: IsoTime; mail: MailRecord & { mailId: MailId } },
): Promise<Delivery> {
  const { ownerId, at, mail } = open;
  const known = await settleLostAnswers(services, ownerId, mail);
  const lost = known.sends.find(({ state }) => state === 'sending');
  if (lost !== undefined) {
    const answeredAt = isoTime(services.now());
    if (Date.parse(answeredAt) < Date.parse(lost.claimedAt) + graceDays * dayInMs)
      return { outcome: 'beingSent' };
    const code = 'noSendEvent';
    await services.store.answerSend(ownerId, { ...lost, state: 'held', answeredAt, code });
    return { outcome: 'held', code };
  }
  if (hasGoneOut(mailState(known))) return { outcome: 'alreadySent' };
  const madeBy = lastSend(known.sends)?.madeBy ?? 'audit';
  return deliverMail(services, { ownerId, mailId: mail.mailId, madeBy, at });
}
