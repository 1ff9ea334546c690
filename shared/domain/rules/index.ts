import { daysBetween, plusDays } from '../days.ts';
import type { RuleId, Verdict } from '../finding.ts';
import { bulkInvitation } from './bulk-invitation.ts';
import { burst } from './burst.ts';
import { colleagues } from './colleagues.ts';
import { compliance } from './compliance.ts';
import { dueAgain } from './due-again.ts';
import { invitationPending } from './invitation-pending.ts';
import { lostFromSight } from './lost-from-sight.ts';
import { oneOccasion } from './one-occasion.ts';
import { onlyWroteAtYou } from './only-wrote-at-you.ts';
import { removals } from './removals.ts';
import type { NetworkRule, Rule, RuleInput } from './rule.ts';
import { samePerson } from './same-person.ts';
import { unknownOrigin } from './unknown-origin.ts';
import { unreciprocated } from './unreciprocated.ts';

/** The rules about single contacts, in the order in which their findings are listed. */
export const rules: readonly Rule[] = [
  compliance,
  dueAgain,
  onlyWroteAtYou,
  unreciprocated,
  unknownOrigin,
  oneOccasion,
  lostFromSight,
];

/** The rules about groups, pairs, and people who are no contacts. */
export const networkRules: readonly NetworkRule[] = [
  removals,
  samePerson,
  burst,
  bulkInvitation,
  colleagues,
  invitationPending,
];

/** What each rule about single contacts says of one who is connected. */
export function verdictsOf(input: RuleInput): readonly { ruleId: RuleId; verdict: Verdict }[] {
  const tooNew = isNew(input);
  return rules.map((rule) => ({ ruleId: rule.ruleId, verdict: verdictOf(rule, input, tooNew) }));
}

function verdictOf(rule: Rule, input: RuleInput, tooNew: boolean): Verdict {
  const { policy, contact } = input;
  if (!policy.asks.includes(rule.ruleId)) return { rests: { kind: 'notAskedByPolicy', policy: policy.id } };
  if (rule.alsoNew !== true && tooNew) {
    const until = plusDays(contact.row.connectedOn, policy.newContactGraceDays);
    return { rests: { kind: 'newContact', until } };
  }
  return rule.evaluate(input);
}

/** PRODUCT section 2: "Nobody is asked about in the first 30 days of the connection" (`newContactGraceDays`). */
export const isNew = ({ contact, policy, on }: Pick<RuleInput, 'contact' | 'policy' | 'on'>): boolean =>
  daysBetween(contact.row.connectedOn, on) < policy.newContactGraceDays;
