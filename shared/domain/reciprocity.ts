import type { Contact, ContactFacts } from './contact.ts';
import { dayOf, daysBetween, lastDayOf, later, monthOf } from './days.ts';
import type { Reciprocity } from './evidence-kinds.ts';
import { bothWroteLastIn, provesAcquaintance } from './facts.ts';
import type { IsoDay, IsoMonth, IsoTime } from './ids.ts';
import type { Policy } from './policy.ts';

/**
 * Who wrote to whom on LinkedIn, outside of greetings, spam, drafts and sponsored mail, of a contact as the rules look at
 * it (`asSeen`). An answer to the note of an invitation makes the two mutual, its silence never makes anybody one-sided.
 * Within the grace period, counted from the first unanswered message to the newest export with messages, nobody can know
 * yet; nor where messages may be this contact's or a namesake's, the missing answer among them.
 */
export function reciprocity(
  contact: Contact,
  searchedUntil: IsoDay | undefined,
  policy: Pick<Policy, 'unansweredAfterDays' | 'groupChatUpToPeople'>,
): Reciprocity {
  const { messages, groups } = contact.facts;
  const ownerWrote = messages !== undefined && (messages.sent > 0 || messages.note?.by === 'owner');
  const contactWrote = messages !== undefined && (messages.received > 0 || messages.note?.by === 'contact');
  if (ownerWrote && contactWrote) return 'mutual';
  if (groups !== undefined && provesAcquaintance(groups.best, policy)) return 'inGroups';
  if (hasDoubtfulMessages(contact)) return 'cannotKnow';
  const answerable = (since: IsoDay) =>
    searchedUntil !== undefined && daysBetween(since, searchedUntil) >= policy.unansweredAfterDays;
  if (messages?.firstSentOn !== undefined)
    return answerable(messages.firstSentOn) ? 'theyNeverAnswered' : 'cannotKnow';
  if (messages?.firstReceivedOn !== undefined)
    return answerable(messages.firstReceivedOn) ? 'youNeverAnswered' : 'cannotKnow';
  return searchedUntil === undefined ? 'cannotKnow' : 'silent';
}

/** Whether messages may be this contact's or a namesake's: nothing can be said about who was silent. */
export const hasDoubtfulMessages = ({ facts: { doubtful } }: Pick<Contact, 'facts'>): boolean =>
  doubtful?.some(({ kind }) => kind === 'messages') ?? false;

/** The month in which the owner and the contact last wrote, one of them to the other or both in one group. */
export function lastWroteIn({ messages, groups }: ContactFacts): IsoMonth | undefined {
  return later(later(messages?.lastSentIn, messages?.lastReceivedIn), groups && bothWroteLastIn(groups));
}

/** `known`: somebody wrote on that very day; else it stands for its month alone. */
type LastDay = { readonly on: IsoDay; readonly known: boolean };

/**
 * The latest day on which that can have been: of more than 20 messages, as of groups, only the month of the last one is
 * kept, and so it counts as the last day of it.
 */
export function lastWroteBy({ messages, groups }: ContactFacts): LastDay | undefined {
  const { sent = 0, received = 0, lastSentIn, lastSentAt, lastReceivedIn, lastReceivedAt } = messages ?? {};
  const on = [
    lastDayIn(lastSentIn, sent > 20 ? undefined : lastSentAt),
    lastDayIn(lastReceivedIn, received > 20 ? undefined : lastReceivedAt),
    lastDayIn(groups && bothWroteLastIn(groups), undefined),
  ].reduce(later, undefined);
  const known = [lastSentAt, lastReceivedAt].some((at) => at !== undefined && dayOf(at) === on);
  return on && { on, known };
}

// An instant that was kept before the messages became many is not of the last one.
function lastDayIn(month: IsoMonth | undefined, at: IsoTime | undefined): IsoDay | undefined {
  const day = at === undefined ? undefined : dayOf(at);
  return month === undefined || (day !== undefined && monthOf(day) === month) ? day : lastDayOf(month);
}
