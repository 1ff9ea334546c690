import { plusMonths } from '../days.ts';
import type { Verdict } from '../finding.ts';
import { hasDoubtfulMessages, lastWroteBy, lastWroteIn } from '../reciprocity.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "Lost from sight is not the same as never known: rule *lost from sight*, apart from unknown
 * origin", by default from section 2: "was mutual, nothing for 36 months (24)", in brackets for *strict*. Where of a
 * last date the month alone is kept, it counts from its last day, so that nobody is asked about before the time is up.
 * It runs to the newest export that held messages.
 */
export const lostFromSight: Rule = { ruleId: 'lostFromSight', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Verdict {
  const { messages } = contact.facts;
  if (assessment.reciprocity !== 'mutual') return { rests: { kind: 'neverMutual' } };
  const [lastIn, lastBy] = [lastWroteIn(contact.facts), lastWroteBy(contact.facts)?.on];
  if (!messages || !lastIn || !lastBy) return { rests: { kind: 'neverMutual' } };
  if (searchedUntil === undefined || hasDoubtfulMessages(contact)) return { rests: { kind: 'cannotKnow' } };
  const from = plusMonths(lastBy, policy.lostFromSightAfterMonths);
  if (searchedUntil < from) return { rests: { kind: 'inTouch', lastIn, from } };
  return {
    asks: {
      kind: 'lostFromSight',
      lastIn,
      messages: messages.sent + messages.received + (messages.note ? 1 : 0),
    },
  };
}
