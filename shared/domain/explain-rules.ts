import type { ExplainedEvaluation, Network, SeenContact } from './assess.ts';
import { decisionsBySubject } from './assess.ts';
import type { Contact } from './contact.ts';
import { contactState, fullName, mostNamesakes } from './contact.ts';
import { dayIn, dayOf, plusDays } from './days.ts';
import { comesBackOn, isSettled } from './decision.ts';
import type { RuleSays } from './explain.ts';
import type { Blind, Finding, Rest, RuleId } from './finding.ts';
import { ruleIds } from './finding.ts';
import { answerStatesAt } from './flag.ts';
import { type ContactId, contactSubject } from './ids.ts';
import { removalList } from './removal.ts';
import { networkRules, notAsked } from './rules/index.ts';
import { newAt } from './rules/new-contact.ts';
import { openPairs } from './same-person.ts';
import type { FileKind } from './snapshot.ts';

type Evaluated = Network & ExplainedEvaluation;

/** The findings about one contact, alone or as a member. */
export const findingsAbout = (findings: readonly Finding[], contactId: ContactId): Finding[] =>
  findings.filter((finding) => finding.contactId === contactId || finding.members?.includes(contactId));

/** Rules about groups of people without (enough) evidence: what settles or explains one member rests them. */
const groupRules: ReadonlySet<RuleId> = new Set(['burst', 'bulkInvitation', 'colleagues']);

/**
 * What every rule says about one contact, in their order: those that ask are exactly the findings about the contact, alone
 * or as a member. `blind` is why the messages could not be searched, `absence` why nobody is asked about at all.
 */
export function rulesSay(
  network: Evaluated,
  known: SeenContact,
  { blind, absence }: { readonly blind: Blind | undefined; readonly absence: Rest | undefined },
): RuleSays[] {
  const { contactId } = known.contact;
  const about = findingsAbout(network.findings, contactId);
  const decisionOf = decisionsBySubject(network.decisions);
  const answerStateOf = answerStatesAt(
    decisionOf,
    new Date(network.networkInput.at),
    network.owner.zone,
    network.policy,
  );
  return ruleIds.map((ruleId): RuleSays => {
    const finding = about.find((one) => one.ruleId === ruleId);
    if (finding === undefined)
      return {
        ruleId,
        verdict: { rests: absence ?? told(restOf(ruleId, network, known, about), network, known, blind) },
      };
    const named = network.contacts.find((contact) => contact.contactId === finding.contactId);
    return {
      ruleId,
      verdict: { asks: finding.reason },
      name: named === undefined ? '' : fullName(named.row),
      answered: answerStateOf(finding),
      ...(decisionOf(finding.subject)?.replied && { replied: true as const }),
    };
  });
}

/**
 * That somebody is not there, and how sure that is: gone by two exports or by the proof of a promised removal, or only
 * missing so far. Undefined while connected.
 */
export function absenceOf(contact: Contact, { contacts, decisions, head }: Network): Rest | undefined {
  const { contactId, missingSince } = contact;
  if (missingSince === undefined) return undefined;
  const since = dayOf(missingSince);
  const pairs = openPairs(contacts, decisionsBySubject(decisions));
  if (pairs.some(({ vanished }) => vanished.contactId === contactId))
    return { kind: 'missing', since, inPair: true };
  const isRemoved = () =>
    removalList({ contacts, decisions, head }).some(
      (removal) => removal.contactId === contactId && removal.status === 'done',
    );
  const isGone = contactState(contact, head) === 'gone' || isRemoved();
  return { kind: isGone ? 'notConnected' : 'missing', since };
}

function restOf(
  ruleId: RuleId,
  network: Evaluated,
  { contact }: SeenContact,
  about: readonly Finding[],
): Rest {
  const { policy, networkInput } = network;
  if (!policy.asks.includes(ruleId)) return notAsked(ruleId, policy);
  const verdict = network.verdictsAbout(contact.contactId).find((one) => one.ruleId === ruleId)?.verdict;
  if (verdict !== undefined && 'rests' in verdict) return verdict.rests;
  if (verdict !== undefined) {
    const instead = about.find((finding) => replacedBy(finding).includes(ruleId));
    return { kind: 'askedElsewhere', ruleId: instead?.ruleId ?? ruleId };
  }
  const rule = networkRules.find((one) => one.ruleId === ruleId);
  const rest = rule?.restOf(contact, networkInput) ?? { kind: 'isContact' };
  return groupRules.has(ruleId) ? restOfMember(ruleId, rest, network, contact, about) : rest;
}

const replacedBy = ({ ruleId }: Finding): readonly RuleId[] =>
  networkRules.find((rule) => rule.ruleId === ruleId)?.replaces ?? [];

/** Why somebody is in no group: not yet or no more asked about, not one of those people, or explained. */
function restOfMember(
  ruleId: RuleId,
  rest: Rest,
  { policy, networkInput, assessments }: Evaluated,
  contact: Contact,
  about: readonly Finding[],
): Rest {
  const { on, at, zone, decisionOf } = networkInput;
  const assessment = assessments.get(contact.contactId);
  const decision = decisionOf(contactSubject(contact.contactId));
  if (newAt({ policy, on })(contact))
    return { kind: 'newContact', until: plusDays(contact.row.connectedOn, policy.newContactGraceDays) };
  if (decision?.given !== undefined && isSettled(decision, new Date(at), zone, policy)) {
    if (decision.replied) return { kind: 'answeredSince' };
    const until = comesBackOn(decision, zone, policy);
    const { answer } = decision.given;
    return { kind: 'settled', answer, on: dayIn(decision.decidedAt, zone), ...(until && { until }) };
  }
  if (notOneOfThem.has(rest.kind)) return rest;
  const [strongest] = assessment?.evidence ?? [];
  if (assessment?.originStatus === 'cannotKnow') return { kind: 'cannotKnow' };
  if (assessment?.originStatus === 'known' && strongest !== undefined)
    return { kind: 'originKnown', by: strongest.kind };
  if (assessment?.originStatus === 'unclear' && ruleId !== 'colleagues')
    return { kind: 'hasHint', ...(strongest && { hint: strongest.kind }) };
  const other = about.find((finding) => finding.ruleId !== 'unknownOrigin' && finding.ruleId !== 'removals');
  return other === undefined ? rest : { kind: 'askedElsewhere', ruleId: other.ruleId };
}

const notOneOfThem: ReadonlySet<Rest['kind']> = new Set(['noBurst', 'noBulk', 'noColleaguesNear']);

/** Rests that only a look into one kind of file can tell. */
const toldBy: Readonly<Partial<Record<Rest['kind'], FileKind>>> = {
  noBulk: 'invitations',
  noColleaguesNear: 'positions',
};

/** The same with what the files leave open: nobody is told that there is nothing where nobody could look. */
function told(
  rest: Rest,
  { sight }: Evaluated,
  { contact, searchedUntil }: SeenContact,
  blind: Blind | undefined,
): Rest {
  const file = toldBy[rest.kind];
  if (file !== undefined && !sight.looked.includes(file)) return { kind: 'fileMissing', file };
  const doubts = (contact.facts.doubtful ?? []).filter(({ kind }) => kind === 'messages');
  const ofMessages = new Set<Rest['kind']>(['noMessages', 'theyNeverWrote', 'neverMutual', 'noOccasion']);
  if (rest.kind !== 'cannotKnow' && !ofMessages.has(rest.kind)) return rest;
  if (searchedUntil === undefined)
    return { kind: 'cannotKnow', ...(blind === undefined ? {} : { because: blind }) };
  return doubts.length === 0 ? rest : { kind: 'namesakes', namesakes: mostNamesakes(doubts) };
}
