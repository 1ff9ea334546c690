import { plusDays } from '../days.ts';
import type { Reason, Rest, RuleId, Verdict } from '../finding.ts';
import type { Policy } from '../policy.ts';
import { bulkInvitation } from './bulk-invitation.ts';
import { burst } from './burst.ts';
import { colleagues } from './colleagues.ts';
import { compliance } from './compliance.ts';
import { dueAgain } from './due-again.ts';
import { invitationPending } from './invitation-pending.ts';
import { lostFromSight } from './lost-from-sight.ts';
import { newAt } from './new-contact.ts';
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

/** What one rule says of a contact. */
export type Said<What> = { readonly ruleId: RuleId } & What;

/** What each rule about single contacts says of one who is connected. */
export function verdictsOf(input: RuleInput): readonly Said<{ readonly verdict: Verdict }>[] {
  const tooNew = newAt(input)(input.contact);
  return rules.map((rule) => ({ ruleId: rule.ruleId, verdict: verdictOf(rule, input, tooNew) }));
}

/** The rules that speak under a policy: about everybody, and about whoever has connected only just now. */
export const speakingOf = (policy: Policy): Readonly<Record<'ofAll' | 'ofNew', readonly Rule[]>> => ({
  ofAll: rules.filter((rule) => speaks(rule, policy, false)),
  ofNew: rules.filter((rule) => speaks(rule, policy, true)),
});

/** What those of the rules ask that have something to ask: few of 30,000 contacts are ever explained. */
export function asksOf(
  speaking: readonly Rule[],
  input: RuleInput,
): readonly Said<{ readonly asks: Reason }>[] {
  const asking: Said<{ readonly asks: Reason }>[] = [];
  for (const { ruleId, evaluate } of speaking) {
    const verdict = evaluate(input);
    if ('asks' in verdict) asking.push({ ruleId, asks: verdict.asks });
  }
  return asking;
}

const speaks = ({ ruleId, alsoNew }: Rule, { asks }: Policy, tooNew: boolean): boolean =>
  asks.includes(ruleId) && (!tooNew || alsoNew === true);

function verdictOf(rule: Rule, input: RuleInput, tooNew: boolean): Verdict {
  const { policy, contact } = input;
  if (speaks(rule, policy, tooNew)) return rule.evaluate(input);
  if (!policy.asks.includes(rule.ruleId)) return { rests: notAsked(rule.ruleId, policy) };
  const until = plusDays(contact.row.connectedOn, policy.newContactGraceDays);
  return { rests: { kind: 'newContact', until } };
}

/** Why a rule does not ask about anybody: the owner's own choice, or else the policy. */
export const notAsked = (ruleId: RuleId, { id, switchedOff = [] }: Policy): Rest =>
  switchedOff.includes(ruleId) ? { kind: 'switchedOff' } : { kind: 'notAskedByPolicy', policy: id };
