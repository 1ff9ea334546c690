import { dayIn } from '../days.ts';
import { answerState, comesBackOn, laterRounds } from '../decision.ts';
import type { Verdict } from '../finding.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "decision *later*: in the first digest at least 14 days on, at most 3 rounds, then it must be
 * decided" and "decision *ask*: ... comes back after 30 days; an answer seen in a later export lapses the flag, the
 * decision stays in the history". The days and the rounds are the owner's thresholds; after the last round the question
 * stays open without *later* and *ask* among its answers (`mayPutOff`).
 */
export const dueAgain: Rule = { ruleId: 'dueAgain', evaluate };

function evaluate({ decision, at, zone, policy }: RuleInput): Verdict {
  const answer = decision?.given?.answer;
  if (decision === undefined || (answer !== 'later' && answer !== 'ask'))
    return { rests: { kind: 'notPutOff' } };
  // Whether it was put off is what the owner is asked (`contactsToConfirm`).
  if (decision.unconfirmed) return { rests: { kind: 'notPutOff' } };
  if (decision.replied) return { rests: { kind: 'answeredSince' } };
  const on = dayIn(decision.decidedAt, zone);
  if (answerState(decision, new Date(at), zone, policy) !== 'dueAgain') {
    const until = comesBackOn(decision, zone, policy);
    return { rests: { kind: 'settled', answer, on, ...(until && { until }) } };
  }
  return { asks: { kind: 'dueAgain', answer, on, round: answer === 'later' ? laterRounds(decision) : 1 } };
}
