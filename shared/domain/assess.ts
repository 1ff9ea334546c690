import { type Contact, contactState } from './contact.ts';
import { dayOf } from './days.ts';
import type { Decision } from './decision.ts';
import { collectEvidence } from './evidence.ts';
import { type EvidenceContext, evidenceContext, withStandingDoubts } from './evidence-context.ts';
import type { Assessment, Finding, RuleId, Verdict } from './finding.ts';
import type { ContactId, IsoDay, IsoTime, Subject } from './ids.ts';
import { contactSubject, subjectKind } from './ids.ts';
import type { Head, ImportRecord } from './import.ts';
import type { Memory } from './memory.ts';
import { originStatus, type Sight, searchedUntil, sightOf } from './origin.ts';
import type { Owner } from './owner.ts';
import { type Policy, policyOf } from './policy.ts';
import { reciprocity } from './reciprocity.ts';
import { isNew, networkRules, verdictsOf } from './rules/index.ts';
import type { NetworkFinding, NetworkInput, NetworkRule, RuleInput } from './rules/rule.ts';

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

/** What the rules say about one contact, whether or not they ask. */
export type ContactVerdicts = {
  /** With only those doubts that still stand. */
  readonly contact: Contact;
  readonly searchedUntil: IsoDay | undefined;
  /** What each rule about single contacts says; none of one who is not connected. */
  readonly verdicts: readonly { readonly ruleId: RuleId; readonly verdict: Verdict }[];
};

/** An evaluation with all that explains it. */
export type ExplainedEvaluation = Evaluation & {
  readonly policy: Policy;
  readonly sight: Sight;
  readonly context: EvidenceContext;
  readonly byContact: ReadonlyMap<ContactId, ContactVerdicts>;
  /** What the rules about several contacts looked at. */
  readonly networkInput: NetworkInput;
};

/**
 * Assesses every contact and lets the rules speak about those who are connected, then about groups, pairs and pending
 * invitations. Members of an open group are not asked about one by one by the rules that it replaces. Findings come in the
 * order of the contacts, then of the rules; those of the network last.
 */
export function assessNetwork(network: Network, evaluatedAt: IsoTime): ExplainedEvaluation {
  const { contacts, memory, owner, imports, decisions, head } = network;
  const decisionOf = decisionsBySubject(decisions);
  const context = evidenceContext({
    contacts,
    memory,
    owner,
    decisionOf: (id) => decisionOf(contactSubject(id)),
  });
  const sight = sightOf(imports);
  const policy = policyOf(owner);
  const on = dayOf(evaluatedAt);
  const { compliance = [] } = owner;
  const forRules = { policy, at: evaluatedAt, on, compliance, context };
  const assessments = new Map<ContactId, Assessment>();
  const byContact = new Map<ContactId, ContactVerdicts>();
  const found: Finding[] = [];
  const mayBeAsked: Contact[] = [];
  for (const known of contacts) {
    const { assessment, said } = assessContact(known, { forRules, sight, head, decisionOf });
    const { contact, verdicts } = said;
    assessments.set(contact.contactId, assessment);
    byContact.set(contact.contactId, said);
    found.push(...findingsOf(assessment, verdicts, sight));
    if (verdicts.length > 0 && !isNew({ contact, policy, on })) mayBeAsked.push(contact);
  }
  const networkInput: NetworkInput = {
    contacts: mayBeAsked,
    everybody: contacts,
    assessments,
    searchedUntil: (contactId) => byContact.get(contactId)?.searchedUntil,
    memory,
    head,
    policy,
    asked: new Set(),
    decisions,
    decisionOf,
    at: evaluatedAt,
    on,
    context,
  };
  const findings = withNetwork(found, networkInput, sight);
  return { assessments, findings, policy, sight, context, byContact, networkInput };
}

/** What everybody is judged by. */
type Grounds = {
  readonly forRules: Pick<RuleInput, 'policy' | 'at' | 'on' | 'compliance' | 'context'>;
  readonly sight: Sight;
  readonly head: Head | undefined;
  readonly decisionOf: (subject: Subject) => Decision | undefined;
};

function assessContact(
  known: Contact,
  { forRules, sight, head, decisionOf }: Grounds,
): { readonly assessment: Assessment; readonly said: ContactVerdicts } {
  const { context, policy, compliance, at, on } = forRules;
  const contact = withStandingDoubts(known, sight, context);
  const until = searchedUntil(contact, sight, context.people.namesakes(contact));
  const evidence = collectEvidence(contact, context);
  const assessment: Assessment = {
    contactId: contact.contactId,
    evidence,
    originStatus: originStatus({ contact, evidence, searchedUntil: until }),
    reciprocity: reciprocity(contact, until, policy),
  };
  const said: ContactVerdicts = {
    contact,
    searchedUntil: until,
    // Few of 30,000 contacts are ever explained: what the rules say of them is thought again, and not kept.
    get verdicts() {
      if (contactState(contact, head) !== 'connected') return [];
      const decision = decisionOf(contactSubject(contact.contactId));
      return verdictsOf({
        contact,
        assessment,
        searchedUntil: until,
        policy,
        at,
        on,
        decision,
        compliance,
        context,
      });
    },
  };
  return { assessment, said };
}

function findingsOf(
  { contactId, evidence }: Assessment,
  verdicts: ContactVerdicts['verdicts'],
  { looked, neverSeen: cannotKnow }: Sight,
): Finding[] {
  return verdicts.flatMap(({ ruleId, verdict }): Finding[] => {
    if (!('asks' in verdict)) return [];
    const subject = contactSubject(contactId);
    return [{ subject, contactId, ruleId, reason: verdict.asks, evidence, looked, cannotKnow }];
  });
}

/** The findings with those of the network, and without what an open group or pair asks instead. */
function withNetwork(found: readonly Finding[], input: NetworkInput, sight: Sight): Finding[] {
  let findings = [...found];
  const ofNetwork: Finding[] = [];
  const grouped = new Set<ContactId>();
  for (const rule of networkRules) {
    if (!input.policy.asks.includes(rule.ruleId)) continue;
    const asked = new Set([...grouped, ...askedBesides(findings, rule)]);
    const made = rule.evaluate({ ...input, asked });
    const told = made.filter((one) => !one.waits && !isAnsweredGroup(one, input));
    ofNetwork.push(...told.map((one) => asFinding(one, rule, sight)));
    if (rule.replaces === undefined) continue;
    const members = new Set(made.filter((one) => isOpen(one, input)).flatMap(replacedIn));
    for (const member of members) grouped.add(member);
    findings = findings.filter(
      ({ contactId, ruleId }) =>
        contactId === undefined || !members.has(contactId) || !rule.replaces?.includes(ruleId),
    );
  }
  return [...findings, ...ofNetwork];
}

const askedBesides = (findings: readonly Finding[], { replaces = [] }: NetworkRule): ContactId[] =>
  findings.flatMap(({ contactId, ruleId }) =>
    contactId === undefined || replaces.includes(ruleId) ? [] : [contactId],
  );

// Who appeared is asked about as one of a pair; who vanished is not asked about anyway.
const replacedIn = ({ contactId, members = [] }: NetworkFinding): readonly ContactId[] =>
  contactId === undefined ? members : [contactId];

/** Whether a group still speaks for its members: put off, it does; once it is answered, whoever is left is asked alone. */
function isOpen({ subject }: NetworkFinding, { decisionOf }: NetworkInput): boolean {
  const answer = decisionOf(subject)?.given?.answer;
  return answer === undefined || answer === 'later' || answer === 'ask';
}

// Whoever is left of it is asked about alone: the group has nothing more to say.
const isAnsweredGroup = (finding: NetworkFinding, input: NetworkInput): boolean =>
  subjectKind(finding.subject) === 'group' && !isOpen(finding, input);

const asFinding = (
  { subject, contactId, reason, members, invited }: NetworkFinding,
  { ruleId }: NetworkRule,
  sight: Sight,
): Finding => ({
  subject,
  ...(contactId === undefined ? {} : { contactId }),
  ruleId,
  reason,
  evidence: [],
  looked: sight.looked,
  cannotKnow: sight.neverSeen,
  ...(members === undefined ? {} : { members }),
  ...(invited === undefined ? {} : { invited }),
});

/** Looks decisions up by what they are about. */
export function decisionsBySubject(
  decisions: readonly Decision[],
): (subject: Subject) => Decision | undefined {
  const bySubject = new Map(decisions.map((decision) => [decision.subject, decision]));
  return (subject) => bySubject.get(subject);
}
