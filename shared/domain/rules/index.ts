import { daysBetween, plusDays } from '../days.ts';
import type { Reason, Rest, RuleId, Verdict } from '../finding.ts';
import type { Policy } from '../policy.ts';
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

/** What one rule says of a contact. */
export type Said<What> = { readonly ruleId: RuleId } & What;

/** What each rule about single contacts says of one who is connected. */
export function verdictsOf(input: RuleInput): readonly Said<{ readonly verdict: Verdict }>[] {
  const tooNew = isNew(input);
  return rules.map((rule) => ({ ruleId: rule.ruleId, verdict: verdictOf(rule, input, tooNew) }));
}

/** The same without the rests: few of 30,000 contacts are ever explained. */
export function asksOf(input: RuleInput, tooNew: boolean): readonly Said<{ readonly asks: Reason }>[] {
  const asking: Said<{ readonly asks: Reason }>[] = [];
  for (const rule of rules) {
    if (!speaks(rule, input.policy, tooNew)) continue;
    const verdict = rule.evaluate(input);
    if ('asks' in verdict) asking.push({ ruleId: rule.ruleId, asks: verdict.asks });
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

/** PRODUCT section 2: "Nobody is asked about in the first 30 days of the connection" (`newContactGraceDays`). */
export const isNew = ({ contact, policy, on }: Pick<RuleInput, 'contact' | 'policy' | 'on'>): boolean =>
  daysBetween(contact.row.connectedOn, on) < policy.newContactGraceDays;
