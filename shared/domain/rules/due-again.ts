import { dayOf, monthOf } from '../days.ts';
import { answerState, comesBackAt, laterRounds } from '../decision.ts';
import type { Verdict } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces PRODUCT section 1: "decision *later*: in the first digest at least 14 days on, at most 3 rounds, then it must be
 * decided" and "decision *ask*: ... comes back after 30 days; an answer seen in a later export lapses the flag, the
 * decision stays in the history". The days and the rounds are those of `decision.ts`; after the last round the question
 * stays open without *later* among its answers (`mayPutOff`).
 */
export const dueAgain: Rule = { ruleId: 'dueAgain', evaluate };

function evaluate(input: RuleInput): Verdict {
  const { decision, at } = input;
  const answer = decision?.given?.answer;
  if (decision === undefined || (answer !== 'later' && answer !== 'ask'))
    return { rests: { kind: 'notPutOff' } };
  const on = dayOf(decision.decidedAt);
  if (answer === 'ask' && hasWrittenSince(input, decision.given?.receivedBefore, on))
    return { rests: { kind: 'answeredSince' } };
  if (answerState(decision, new Date(at)) !== 'dueAgain') {
    const until = comesBackAt(decision);
    return { rests: { kind: 'settled', answer, on, ...(until && { until: dayOf(until) }) } };
  }
  return { asks: { kind: 'dueAgain', answer, on, round: answer === 'later' ? laterRounds(decision) : 1 } };
}

// Last dates are kept by month and counts above 20 in steps: an answer shows by either. Who had written more than 20 times
// and answers within the month of the question comes back all the same, and the sentence asks whether there was an answer.
function hasWrittenSince(
  { contact: { facts } }: RuleInput,
  receivedBefore: number | undefined,
  asked: IsoDay,
): boolean {
  const { firstReceivedOn, lastReceivedIn, received = 0 } = facts.messages ?? {};
  return (
    (receivedBefore !== undefined && received > receivedBefore) ||
    (firstReceivedOn !== undefined && firstReceivedOn > asked) ||
    (lastReceivedIn !== undefined && lastReceivedIn > monthOf(asked))
  );
}
