import { once } from './collections.ts';
import { type Contact, contactState, contactsById } from './contact.ts';
import { dayIn } from './days.ts';
import type { Decision } from './decision.ts';
import { collectEvidence } from './evidence.ts';
import { asSeen, type EvidenceContext, evidenceContext } from './evidence-context.ts';
import type { Assessment, Finding, Reason, RuleId } from './finding.ts';
import type { ContactId, IsoDay, IsoTime, Subject } from './ids.ts';
import { contactSubject, subjectContact, subjectKind } from './ids.ts';
import type { Head, ImportRecord } from './import.ts';
import type { Memory } from './memory.ts';
import { originStatus, type Sight, searchedUntil, sightOf } from './origin.ts';
import type { Owner } from './owner.ts';
import { type Policy, policyOf } from './policy.ts';
import { reciprocity } from './reciprocity.ts';
import { unkeptRemovals } from './removal.ts';
import { asksOf, networkRules, speakingOf, verdictsOf } from './rules/index.ts';
import { newAt } from './rules/new-contact.ts';
import type { NetworkFinding, NetworkInput, NetworkRule, RuleInput } from './rules/rule.ts';
import { askedAs, contactsToConfirm } from './rules/unconfirmed.ts';

/** All that an audit stands on, as it was read. */
export type Network = {
  readonly owner: Owner;
  readonly contacts: readonly Contact[];
  readonly memory: Memory;
  readonly imports: readonly ImportRecord[];
  readonly decisions: readonly Decision[];
  readonly head?: Head;
};

/** What the audit knows of everybody, and what the rules have to say; the same network and time give the same. */
export type Evaluation = {
  readonly assessments: ReadonlyMap<ContactId, Assessment>;
  readonly findings: readonly Finding[];
};

/** One contact as the rules look at them. */
export type SeenContact = {
  /** With only those doubts that still stand, and with the note of an invitation apart from the messages. */
  readonly contact: Contact;
  readonly searchedUntil: IsoDay | undefined;
};

/** An evaluation with all that explains it. */
export type ExplainedEvaluation = Evaluation & {
  readonly policy: Policy;
  readonly sight: Sight;
  readonly context: EvidenceContext;
  readonly seen: (contactId: ContactId) => SeenContact | undefined;
  /** What each rule about single contacts says of one, whether or not it asks; nothing of one who is not connected. */
  readonly verdictsAbout: (contactId: ContactId) => ReturnType<typeof verdictsOf>;
  /** What the rules about several contacts looked at. */
  readonly networkInput: NetworkInput;
};

/**
 * Assesses every contact and lets the rules speak about those who are connected, then about groups, pairs and pending
 * invitations. Members of an open group are not asked about one by one by the rules that it replaces. Findings come in the
 * order of the contacts, then of the rules; those of the network then, and last what the owner has to confirm.
 */
export function assessNetwork(network: Network, evaluatedAt: IsoTime): ExplainedEvaluation {
  const { contacts, memory, owner, imports, decisions, head } = network;
  const context = evidenceContext({ contacts, memory, owner, decisionOf: decisionsByContact(decisions) });
  const sight = sightOf(imports);
  const policy = policyOf(owner);
  const on = dayIn(evaluatedAt, owner.zone);
  const { compliance = [] } = owner;
  const unkeptRemoval = unkeptRemovalsOf({ contacts, decisions, head });
  const grounds = { policy, at: evaluatedAt, on, zone: owner.zone, compliance, unkeptRemoval, context };
  const inputOf = inputsFor(grounds);
  const { assessments, found, mayBeAsked } = assessEach(network, { grounds, sight, inputOf });
  // Asked for few of 30,000: made again, not kept.
  const seen = (contactId: ContactId): SeenContact | undefined => {
    const known = contactsById(contacts).get(contactId);
    return known && seenContact(known, sight, context);
  };
  const networkInput: NetworkInput = {
    contacts: mayBeAsked,
    everybody: contacts,
    assessments,
    searchedUntil: (contactId) => seen(contactId)?.searchedUntil,
    memory,
    head,
    policy,
    asked: new Set(),
    decisions,
    decisionOf: decisionsBySubject(decisions),
    at: evaluatedAt,
    on,
    zone: owner.zone,
    context,
  };
  const findings = withToConfirm(withNetwork(found, networkInput, sight), networkInput, sight);
  const verdictsAbout: ExplainedEvaluation['verdictsAbout'] = (contactId) => {
    const [known, assessment] = [seen(contactId), assessments.get(contactId)];
    if (known === undefined || assessment === undefined) return [];
    return contactState(known.contact, head) === 'connected' ? verdictsOf(inputOf(known, assessment)) : [];
  };
  return { assessments, findings, policy, sight, context, seen, verdictsAbout, networkInput };
}

/**
 * Every contact's assessment, what the rules about single contacts ask, and who is connected and not too new to be asked
 * about.
 */
function assessEach(
  { contacts, head }: Pick<Network, 'contacts' | 'head'>,
  by: { readonly grounds: Grounds; readonly sight: Sight; readonly inputOf: ReturnType<typeof inputsFor> },
): { assessments: Map<ContactId, Assessment>; found: Finding[]; mayBeAsked: Contact[] } {
  const { grounds, sight, inputOf } = by;
  const { policy, context } = grounds;
  const speaking = speakingOf(policy);
  const isNew = newAt(grounds);
  const assessments = new Map<ContactId, Assessment>();
  const found: Finding[] = [];
  const mayBeAsked: Contact[] = [];
  for (const known of contacts) {
    const one = seenContact(known, sight, context);
    const { contact } = one;
    const assessment = assess(one, context, policy);
    assessments.set(contact.contactId, assessment);
    if (contactState(contact, head) !== 'connected') continue;
    const tooNew = isNew(contact);
    if (!tooNew) mayBeAsked.push(contact);
    for (const { ruleId, asks } of asksOf(speaking[tooNew ? 'ofNew' : 'ofAll'], inputOf(one, assessment)))
      found.push(findingAbout(assessment, ruleId, asks, sight));
  }
  return { assessments, found, mayBeAsked };
}

/** What everybody is judged by. */
type Grounds = Omit<RuleInput, 'contact' | 'assessment' | 'searchedUntil' | 'decision'>;

/** Makes what the rules look at of what everybody is judged by and one contact. */
const inputsFor =
  (grounds: Grounds) =>
  ({ contact, searchedUntil }: SeenContact, assessment: Assessment): RuleInput => {
    const { policy, at, on, zone, compliance, unkeptRemoval, context } = grounds;
    const decision = context.decisionOf(contact.contactId);
    return {
      contact,
      assessment,
      searchedUntil,
      decision,
      policy,
      at,
      on,
      zone,
      compliance,
      unkeptRemoval,
      context,
    };
  };

/** Looks up who is to be removed and is there all the same: by the compliance list alone, so for few. */
function unkeptRemovalsOf(of: Parameters<typeof unkeptRemovals>[0]): RuleInput['unkeptRemoval'] {
  const byContact = once(() => new Map(unkeptRemovals(of).map((removal) => [removal.contactId, removal])));
  return (contactId) => byContact().get(contactId);
}

function seenContact(known: Contact, sight: Sight, context: EvidenceContext): SeenContact {
  const contact = asSeen(known, sight, context);
  return { contact, searchedUntil: searchedUntil(contact, sight, context.people.namesakes(contact)) };
}

function assess(
  { contact, searchedUntil: until }: SeenContact,
  context: EvidenceContext,
  policy: Policy,
): Assessment {
  const evidence = collectEvidence(contact, context);
  return {
    contactId: contact.contactId,
    evidence,
    originStatus: originStatus({ contact, evidence, searchedUntil: until }),
    reciprocity: reciprocity(contact, until, policy),
  };
}

const findingAbout = (
  { contactId, evidence }: Assessment,
  ruleId: RuleId,
  reason: Reason,
  { looked, neverSeen: cannotKnow, empty }: Sight,
): Finding => ({
  subject: contactSubject(contactId),
  contactId,
  ruleId,
  reason,
  evidence,
  looked,
  cannotKnow,
  ...(empty && { empty }),
});

/** The findings with those of the network, and without what an open group or pair asks instead. */
function withNetwork(found: readonly Finding[], input: NetworkInput, sight: Sight): Finding[] {
  let findings = found;
  const ofNetwork: Finding[] = [];
  const grouped = new Set<ContactId>();
  for (const rule of networkRules) {
    const ruleId = asksAs(rule, input);
    if (ruleId === undefined) continue;
    const standing = findings;
    const besides = once(() => askedBesides(rule, standing));
    const asked = { has: (id: ContactId) => grouped.has(id) || besides().has(id) };
    const all = rule.evaluate({ ...input, asked });
    const made =
      ruleId === rule.ruleId ? all : all.filter(({ subject }) => isPutOff(input.decisionOf(subject)));
    const told = made.filter((one) => !one.waits && !isAnsweredGroup(one, input));
    ofNetwork.push(...told.map((one) => asFinding(one, ruleId, sight)));
    if (rule.replaces === undefined) continue;
    const members = new Set(made.filter((one) => isOpen(one, input)).flatMap(replacedIn));
    if (members.size === 0) continue;
    for (const member of members) grouped.add(member);
    findings = findings.filter(
      ({ contactId, ruleId }) =>
        contactId === undefined || !members.has(contactId) || !rule.replaces?.includes(ruleId),
    );
  }
  return [...findings, ...ofNetwork];
}

/**
 * Under which rule the findings of a network rule are told; undefined where they are not looked for. What was put off is due
 * again also where its own rule does not ask, as whoever was put off alone is.
 */
function asksAs({ ruleId }: NetworkRule, { policy, decisions }: NetworkInput): RuleId | undefined {
  if (policy.asks.includes(ruleId)) return ruleId;
  const isOfNetwork = ({ subject }: Decision): boolean => subjectContact(subject) === undefined;
  const isAnyPutOff = decisions.some((decision) => isPutOff(decision) && isOfNetwork(decision));
  return policy.asks.includes('dueAgain') && isAnyPutOff ? 'dueAgain' : undefined;
}

const isPutOff = (decision: Decision | undefined): boolean =>
  decision?.given?.answer === 'later' || decision?.given?.answer === 'ask';

/** The findings with what the owner has to confirm of those who are connected. */
function withToConfirm(
  findings: readonly Finding[],
  { decisions, everybody, assessments, head, zone }: NetworkInput,
  sight: Sight,
): Finding[] {
  const asked = contactsToConfirm(decisions, { findings, zone }).flatMap(({ contactId, reason }) => {
    const [known, assessment] = [contactsById(everybody).get(contactId), assessments.get(contactId)];
    const isThere = known !== undefined && contactState(known, head) === 'connected';
    return isThere && assessment ? [findingAbout(assessment, askedAs, reason, sight)] : [];
  });
  return [...findings, ...asked];
}

/** Those about whom a rule asks that this one does not replace. */
function askedBesides({ replaces = [] }: NetworkRule, findings: readonly Finding[]): ReadonlySet<ContactId> {
  const asked = new Set<ContactId>();
  for (const { contactId, ruleId } of findings)
    if (contactId !== undefined && !replaces.includes(ruleId)) asked.add(contactId);
  return asked;
}

// Who appeared is asked about as one of a pair; who vanished is not asked about anyway.
const replacedIn = ({ contactId, members = [] }: NetworkFinding): readonly ContactId[] =>
  contactId === undefined ? members : [contactId];

/** Whether a group still speaks for its members: put off, it does; once it is answered, whoever is left is asked alone. */
function isOpen({ subject }: NetworkFinding, { decisionOf }: NetworkInput): boolean {
  const decision = decisionOf(subject);
  return decision?.given === undefined || isPutOff(decision);
}

// Whoever is left of it is asked about alone: the group has nothing more to say.
const isAnsweredGroup = (finding: NetworkFinding, input: NetworkInput): boolean =>
  subjectKind(finding.subject) === 'group' && !isOpen(finding, input);

const asFinding = (
  { subject, contactId, reason, evidence = [], members, invited }: NetworkFinding,
  ruleId: RuleId,
  sight: Sight,
): Finding => ({
  subject,
  ...(contactId === undefined ? {} : { contactId }),
  ruleId,
  reason,
  evidence,
  looked: sight.looked,
  cannotKnow: sight.neverSeen,
  ...(sight.empty && { empty: sight.empty }),
  ...(members === undefined ? {} : { members }),
  ...(invited === undefined ? {} : { invited }),
});

// Looked up for every contact by every rule: no subject is written for it.
function decisionsByContact(decisions: readonly Decision[]): (contactId: ContactId) => Decision | undefined {
  const byContact = new Map(decisions.map((decision) => [subjectContact(decision.subject), decision]));
  return (contactId) => byContact.get(contactId);
}

/** Looks decisions up by what they are about. */
export function decisionsBySubject(
  decisions: readonly Decision[],
): (subject: Subject) => Decision | undefined {
  const bySubject = new Map(decisions.map((decision) => [decision.subject, decision]));
  return (subject) => bySubject.get(subject);
}
