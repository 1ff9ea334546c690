import type { RuleId } from './finding.ts';
import { type PolicyId, policies, policyIds } from './policy.ts';

/** The policies under which a rule asks. */
export const policiesAsking = (ruleId: RuleId): PolicyId[] =>
  policyIds.filter((id) => policies[id].asks.includes(ruleId));
