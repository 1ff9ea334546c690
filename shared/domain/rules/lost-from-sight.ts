import { later, monthOf, monthsBetween } from '../days.ts';
import type { Reason } from '../finding.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces: "Lost from sight is not the same as never known." Asks about contacts who wrote with the owner, when
 * neither wrote for the months of the policy, counted to the newest export that held messages.
 */
export const lostFromSight: Rule = { ruleId: 'lostFromSight', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Reason | undefined {
  const { messages, groups } = contact.facts;
  if (assessment.reciprocity !== 'mutual' || messages === undefined || searchedUntil === undefined)
    return undefined;
  const lastIn = later(later(messages.lastSentIn, messages.lastReceivedIn), groups?.best.lastIn);
  if (lastIn === undefined || monthsBetween(lastIn, monthOf(searchedUntil)) < policy.lostFromSightAfterMonths)
    return undefined;
  return {
    kind: 'lostFromSight',
    lastIn,
    messages: messages.sent + messages.received + (messages.note ? 1 : 0),
  };
}
