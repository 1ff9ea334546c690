import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import { type IsoTime, isoTime, type MailId, type OwnerId } from '../../shared/domain/ids.ts';
import { type MailState, mailState, recordOf } from '../../shared/domain/mail-state.ts';
import type { MailEvent } from '../../shared/domain/outcome.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { Mailer, OutgoingMail, SendAnswer } from '../../shared/ports/mailer.ts';
import { type Delivery, deliverMail } from '../../shared/workflows/deliver-mail.ts';
import { recordOutcome } from '../../shared/workflows/record-outcome.ts';
import { type Settlement, settleMails } from '../../shared/workflows/settle-mail.ts';
import { anOwner } from '../domain/builders.ts';
import { aMail, anOutcome, hoursOn, mailId } from '../domain/mails.ts';

export const me = 'me' as OwnerId;

/** What becomes of one request: whether the carrier takes the mail, and what it says. */
export const fates = {
  sent: { taken: true, answer: { outcome: 'sent', messageId: '0102-made-up' } },
  lostReply: { taken: true, answer: { outcome: 'unknown', code: 'TimeoutError' } },
  lostRequest: { taken: false, answer: { outcome: 'unknown', code: 'TimeoutError' } },
  throttled: { taken: false, answer: { outcome: 'refused', code: 'Throttling', retryAfterSeconds: 600 } },
  refused: { taken: false, answer: { outcome: 'refused', code: 'MessageRejected' } },
  notProved: {
    taken: false,
    answer: { outcome: 'held', code: 'AddressNotVerified', retryAfterSeconds: 3_600 },
  },
} as const satisfies Record<string, { taken: boolean; answer: SendAnswer }>;
export type Fate = keyof typeof fates;

/** One owner, their frozen mails, and a carrier that does as it is told; what it took is counted. */
export type MailWorld = {
  readonly store: ContactStore;
  readonly requests: readonly OutgoingMail[];
  readonly taken: readonly OutgoingMail[];
  /** What becomes of the next requests; later ones are sent. */
  plan(...fates: readonly Fate[]): void;
  /** The clock goes to so many hours after the start. */
  goTo(hours: number): void;
  readonly now: () => Date;
  deliver(options?: { again?: true; mailId?: MailId; at?: IsoTime }): Promise<Delivery>;
  settle(): Promise<Settlement>;
  /** An event about an attempt, the first one unless told. */
  hear(event: MailEvent, about?: { attempt?: number; mailId?: MailId }): Promise<void>;
  state(of?: MailId): Promise<MailState>;
};

type Wrap = <Port extends object>(port: Port) => Port;

export async function mailWorld(
  options: { tellsOutcomes?: boolean; looksUp?: boolean; wrap?: Wrap; mailIds?: readonly MailId[] } = {},
): Promise<MailWorld> {
  const { tellsOutcomes = true, looksUp = false, wrap = (port) => port, mailIds = [mailId] } = options;
  const store = createMemoryContactStore();
  await store.createOwner(anOwner({ ownerId: me, address: aMail(me).to }), hoursOn(0));
  for (const id of mailIds)
    await store.freezeMail('audit', aMail(me, { mailId: id, mime: `Subject: ${id}\r\n\r\n` }));
  const requests: OutgoingMail[] = [];
  const taken: OutgoingMail[] = [];
  const planned: Fate[] = [];
  let nowMs = Date.parse(hoursOn(0));
  const now = () => new Date(nowMs);
  const mailer: Mailer = {
    tellsOutcomes,
    send: async (mail) => {
      requests.push(mail);
      const fate = fates[planned.shift() ?? 'sent'];
      if (fate.taken) taken.push(mail);
      return fate.answer;
    },
    lookUp: async (sent) => {
      if (!looksUp) return 'unknown';
      return taken.some((mail) => mail.mailId === sent.mailId) ? 'sent' : 'notSent';
    },
  };
  const services = { store: wrap(store), mailer: wrap(mailer), now };
  return {
    store,
    requests,
    taken,
    plan: (...next) => void planned.push(...next),
    goTo: (hours) => {
      nowMs = Date.parse(hoursOn(hours));
    },
    now,
    deliver: ({ again, mailId: of = mailId, at = isoTime(now()) } = {}) =>
      deliverMail(services, { ownerId: me, mailId: of, madeBy: 'audit', at, again }),
    settle: () => settleMails(services, { ownerId: me, at: isoTime(now()) }),
    hear: (event, about = {}) =>
      recordOutcome(services, {
        ownerId: me,
        outcome: anOutcome(event, { at: isoTime(now()), ...about }),
        addresses: [aMail(me).to],
      }),
    state: async (of = mailId) => {
      const all = { sends: await store.readSends(me), outcomes: await store.readOutcomes(me) };
      return mailState(recordOf(all, of));
    },
  };
}
