import * as z from 'zod/mini';
import { type IsoTime, isoTime, type MailId, type OwnerId, ownerIdPattern } from '../../shared/domain/ids.ts';
import type { MailEvent, Outcome } from '../../shared/domain/outcome.ts';

// SES developer guide, "Contents of event data that Amazon SES publishes to Amazon SNS". Only what is used is read:
// diagnostic texts, headers and subjects are left behind here.

const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((at): IsoTime => isoTime(new Date(at))),
);
/** A code such as `Permanent` or `not-spam`; whatever else stands there is nobody's business. */
const code = z.catch(z.string().check(z.regex(/^[A-Za-z-]{1,64}$/)), 'unreadable');
/** SES writes null as well as nothing. */
const optionalCode = z.nullish(code);

const tags = z.object({
  owner: z.tuple([z.string().check(z.regex(ownerIdPattern))]),
  digest: z.tuple([z.string().check(z.regex(/^[a-z0-9-]{1,64}$/))]),
  attempt: z.tuple([z.string().check(z.regex(/^[1-9]\d{0,3}$/))]),
});

const mail = z.object({
  messageId: z.string().check(z.regex(/^[\w.-]{1,128}$/)),
  timestamp: instant,
  destination: z.array(z.string()),
  /** Only ours have all three; each value comes in a list of its own. */
  tags: z.catch(z.optional(tags), undefined),
});

const kindOfEvent = <Name extends string>(name: Name) => z.object({ eventType: z.literal(name), mail });

const knownEvent = z.discriminatedUnion('eventType', [
  kindOfEvent('Send'),
  kindOfEvent('Reject'),
  z.extend(kindOfEvent('Delivery'), { delivery: z.object({ timestamp: instant }) }),
  z.extend(kindOfEvent('Bounce'), {
    bounce: z.object({ timestamp: instant, bounceType: code, bounceSubType: optionalCode }),
  }),
  z.extend(kindOfEvent('Complaint'), {
    complaint: z.object({
      timestamp: instant,
      complaintFeedbackType: optionalCode,
      complaintSubType: optionalCode,
    }),
  }),
]);
type KnownEvent = z.infer<typeof knownEvent>;

/** What SES says once when the events of a configuration set are led to a topic; it is no JSON. */
const greeting = 'Successfully validated SNS topic for Amazon SES event publishing.';

/** Kinds that nobody asked for: a configuration set that was changed by hand may send them. */
const otherEvent = z.pipe(
  z.object({ eventType: z.string().check(z.refine((name) => !isKnown(name))) }),
  z.transform(() => ({ eventType: 'other' as const })),
);
const isKnown = (name: string): boolean =>
  ['Send', 'Reject', 'Delivery', 'Bounce', 'Complaint'].includes(name);

/** One message of the queue `ses-events`: the body of an SNS message, by raw delivery. */
export const sesMessage = z.union([
  z.pipe(
    z.literal(greeting),
    z.transform(() => ({ eventType: 'greeting' as const })),
  ),
  z.pipe(z.transform(nameOfEvent), z.union([knownEvent, otherEvent])),
]);
type SesMessage = z.infer<typeof sesMessage>;

/** The body as a value. @throws SyntaxError when it is neither JSON nor the greeting */
export const readBody = (body: string): unknown => (body === greeting ? body : JSON.parse(body));

// Where feedback is set on the identity and not on the configuration set, the field has this other name, and no tags.
function nameOfEvent(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'eventType' in value) return value;
  return 'notificationType' in value ? { ...value, eventType: value.notificationType } : value;
}

/** What an event means: an outcome, ours if its mail bears our tags; undefined: nothing that counts. */
export type Told = {
  readonly event: MailEvent;
  readonly ours?: { readonly ownerId: OwnerId; readonly outcome: Outcome; readonly addresses: string[] };
};

export function readSesMessage(message: SesMessage): Told | undefined {
  if (message.eventType === 'greeting' || message.eventType === 'other') return undefined;
  const meant = meaningOf(message);
  if (meant === undefined) return undefined;
  const { messageId, destination: addresses, tags: found } = message.mail;
  if (found === undefined) return { event: meant.event };
  const outcome = {
    mailId: found.digest[0] as MailId,
    attempt: Number(found.attempt[0]),
    ...meant,
    messageId,
  };
  return { event: meant.event, ours: { ownerId: found.owner[0] as OwnerId, outcome, addresses } };
}

function meaningOf(event: KnownEvent): Pick<Outcome, 'event' | 'at' | 'type' | 'subType'> | undefined {
  switch (event.eventType) {
    case 'Send':
      return { event: 'send', at: event.mail.timestamp };
    case 'Reject':
      return { event: 'reject', at: event.mail.timestamp };
    case 'Delivery':
      return { event: 'delivery', at: event.delivery.timestamp };
    case 'Bounce': {
      const { timestamp: at, bounceType, bounceSubType } = event.bounce;
      // `Undetermined` may mean anything: an address is not given up for it.
      const kind = bounceType === 'Permanent' ? 'bounce' : 'softBounce';
      return { event: kind, at, ...codes(bounceType, bounceSubType) };
    }
    case 'Complaint': {
      const { timestamp: at, complaintFeedbackType, complaintSubType } = event.complaint;
      // The owner took the mail out of the spam folder.
      if (complaintFeedbackType === 'not-spam') return undefined;
      return { event: 'complaint', at, ...codes(complaintFeedbackType, complaintSubType) };
    }
  }
}

const codes = (type: string | null | undefined, subType: string | null | undefined) => ({
  ...(type == null ? {} : { type }),
  ...(subType == null ? {} : { subType }),
});
