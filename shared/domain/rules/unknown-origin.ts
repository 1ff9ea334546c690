import type { Reason } from '../finding.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Enforces: "Go through the contacts again and again and ask 'woher kennen wir uns?'; no memory **and** no chat history:
 * sort out, sometimes." Asks about contacts whose origin is unknown, and (by policy) about those where it is unclear.
 */
export const unknownOrigin: Rule = { ruleId: 'unknownOrigin', evaluate };

function evaluate({ contact, assessment, searchedUntil, policy }: RuleInput): Reason | undefined {
  const { connectedOn } = contact.row;
  if (assessment.originStatus === 'unknown' && policy.askUnknownOrigin && searchedUntil !== undefined) {
    return { kind: 'noTrace', connectedOn, searchedUntil };
  }
  if (assessment.originStatus !== 'unclear' || !policy.askUnclearOrigin) return undefined;
  const [hint] = assessment.evidence;
  if (hint !== undefined) return { kind: 'onlyHint', connectedOn, hint: hint.kind, hintAt: hint.at };
  const namesakes = Math.max(...(contact.facts.doubtful ?? []).map((fact) => fact.namesakes));
  return { kind: 'namesakes', connectedOn, namesakes };
}
