import type { Reason } from '../finding.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces: "One-sided, not reciprocal contacts go ('wederkerigheid')": both sides, they never answered and **you**
 * never answered. The grace period is part of the reciprocity that it reads.
 */
export const unreciprocated: Rule = { ruleId: 'unreciprocated', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Reason | undefined {
  const { messages } = contact.facts;
  if (messages === undefined || searchedUntil === undefined) return undefined;
  const noTrace = assessment.originStatus === 'unknown';
  const { reciprocity } = assessment;
  if (
    reciprocity === 'theyNeverAnswered' &&
    messages.firstSentOn &&
    messages.sent >= policy.unansweredFromMessages
  ) {
    return {
      kind: reciprocity,
      messages: messages.sent,
      since: messages.firstSentOn,
      searchedUntil,
      noTrace,
    };
  }
  if (
    reciprocity === 'youNeverAnswered' &&
    messages.firstReceivedOn &&
    messages.received >= policy.unansweredFromMessages
  ) {
    return {
      kind: reciprocity,
      messages: messages.received,
      since: messages.firstReceivedOn,
      searchedUntil,
      noTrace,
    };
  }
  return undefined;
}
