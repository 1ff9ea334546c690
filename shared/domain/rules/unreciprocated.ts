import { plusDays } from '../days.ts';
import type { Verdict } from '../finding.ts';
import { hasDoubtfulMessages } from '../reciprocity.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "One-sided, not reciprocal contacts go ('wederkerigheid'): rule *unreciprocated*, both sides:
 * they never answered, **you** never answered", by default from section 2: "1 message unanswered for 90 days", and
 * "never to today: an old export cannot show an answer". The grace period is part of the reciprocity that it reads.
 */
export const unreciprocated: Rule = { ruleId: 'unreciprocated', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Verdict {
  const { messages } = contact.facts;
  const { reciprocity, originStatus } = assessment;
  if (reciprocity === 'mutual') return { rests: { kind: 'bothWrote' } };
  if (reciprocity === 'inGroups') return { rests: { kind: 'inGroups' } };
  if (searchedUntil === undefined || hasDoubtfulMessages(contact)) return { rests: { kind: 'cannotKnow' } };
  const owners = messages?.firstSentOn !== undefined;
  const since = messages?.firstSentOn ?? messages?.firstReceivedOn;
  if (messages === undefined || since === undefined) return { rests: { kind: 'noMessages' } };
  if (reciprocity !== 'theyNeverAnswered' && reciprocity !== 'youNeverAnswered')
    return { rests: { kind: 'inGrace', until: plusDays(since, policy.unansweredAfterDays) } };
  const count = owners ? messages.sent : messages.received;
  if (count < policy.unansweredFromMessages)
    return { rests: { kind: 'tooFewMessages', messages: count, from: policy.unansweredFromMessages } };
  const noTrace = originStatus === 'unknown';
  return { asks: { kind: reciprocity, messages: count, since, searchedUntil, noTrace } };
}
