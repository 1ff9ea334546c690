import { monthOf, monthsBetween } from '../days.ts';
import type { Verdict } from '../finding.ts';
import { hasDoubtfulMessages, lastWroteIn } from '../reciprocity.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "Lost from sight is not the same as never known: rule *lost from sight*, apart from unknown
 * origin", by default from section 2: "was mutual, nothing for 36 months (24)", in brackets for *strict*. Counted in months,
 * as last dates are kept, up to the newest export that held messages.
 */
export const lostFromSight: Rule = { ruleId: 'lostFromSight', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Verdict {
  const { messages } = contact.facts;
  const lastIn = lastWroteIn(contact.facts);
  if (assessment.reciprocity !== 'mutual' || messages === undefined || lastIn === undefined)
    return { rests: { kind: 'neverMutual' } };
  if (searchedUntil === undefined || hasDoubtfulMessages(contact)) return { rests: { kind: 'cannotKnow' } };
  const months = policy.lostFromSightAfterMonths;
  if (monthsBetween(lastIn, monthOf(searchedUntil)) < months)
    return { rests: { kind: 'inTouch', lastIn, months } };
  return {
    asks: {
      kind: 'lostFromSight',
      lastIn,
      messages: messages.sent + messages.received + (messages.note ? 1 : 0),
    },
  };
}
