import type { Contact } from '../contact.ts';
import { daysBetween } from '../days.ts';
import type { Verdict } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import { hasDoubtfulMessages } from '../reciprocity.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 2: "only wrote at you: 3 messages, none answered, the first within 30 days of connecting", which
 * the policy *open* asks about as well ("only spam-like one-sidedness"). The note of their invitation is none of the
 * three, and what came long before the connection is of another time. Whoever went and came back connected twice. The
 * owner's own silence needs no grace period: three messages without a word back say enough.
 */
export const onlyWroteAtYou: Rule = { ruleId: 'onlyWroteAtYou', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Verdict {
  const { messages } = contact.facts;
  if (searchedUntil === undefined) return { rests: { kind: 'cannotKnow' } };
  if (assessment.reciprocity === 'mutual') return { rests: { kind: 'bothWrote' } };
  if (assessment.reciprocity === 'inGroups') return { rests: { kind: 'inGroups' } };
  if (hasDoubtfulMessages(contact)) return { rests: { kind: 'cannotKnow' } };
  const since = messages?.firstReceivedOn;
  if (messages === undefined || since === undefined) return { rests: { kind: 'theyNeverWrote' } };
  const { onlyWroteAtYouFromMessages: from, onlyWroteAtYouWithinDays: within } = policy;
  if (messages.received < from)
    return { rests: { kind: 'tooFewMessages', messages: messages.received, from } };
  const days = daysFromConnecting(contact, since);
  if (Math.abs(days) > within) return { rests: { kind: 'firstMessageLate', days, within } };
  return { asks: { kind: 'onlyWroteAtYou', messages: messages.received, since, searchedUntil } };
}

/** Days from a connection to a day, of that which is nearer; negative where the connection is later. */
function daysFromConnecting({ row, facts: { firstConnectedOn } }: Contact, on: IsoDay): number {
  const days = daysBetween(row.connectedOn, on);
  if (firstConnectedOn === undefined) return days;
  const before = daysBetween(firstConnectedOn, on);
  return Math.abs(before) < Math.abs(days) ? before : days;
}
