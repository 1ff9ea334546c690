import type { Contact } from './contact.ts';
import { daysBetween } from './days.ts';
import type { Reciprocity } from './evidence-kinds.ts';
import { provesAcquaintance } from './facts.ts';
import type { IsoDay } from './ids.ts';
import type { Policy } from './policy.ts';

/**
 * Who wrote to whom on LinkedIn, outside of greetings, spam, drafts and sponsored mail. The first message up to the day
 * of the connection is the invitation's note: an answer to it makes the two mutual, its silence never makes anybody
 * one-sided. Within the grace period, counted from the first unanswered message to the newest export with messages,
 * nobody can know yet.
 */
export function reciprocity(
  contact: Contact,
  searchedUntil: IsoDay | undefined,
  { unansweredAfterDays }: Pick<Policy, 'unansweredAfterDays'>,
): Reciprocity {
  const { messages, groups, doubtful } = contact.facts;
  const ownerWrote = messages !== undefined && (messages.sent > 0 || messages.note?.by === 'owner');
  const contactWrote = messages !== undefined && (messages.received > 0 || messages.note?.by === 'contact');
  if (ownerWrote && contactWrote) return 'mutual';
  if (groups !== undefined && provesAcquaintance(groups.best)) return 'inGroups';
  const answerable = (since: IsoDay) =>
    searchedUntil !== undefined && daysBetween(since, searchedUntil) >= unansweredAfterDays;
  if (messages?.firstSentOn !== undefined)
    return answerable(messages.firstSentOn) ? 'theyNeverAnswered' : 'cannotKnow';
  if (messages?.firstReceivedOn !== undefined)
    return answerable(messages.firstReceivedOn) ? 'youNeverAnswered' : 'cannotKnow';
  const doubt = doubtful?.some(({ kind }) => kind === 'messages') ?? false;
  return searchedUntil === undefined || doubt ? 'cannotKnow' : 'silent';
}
