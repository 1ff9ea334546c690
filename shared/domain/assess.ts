import { type Contact, contactState } from './contact.ts';
import { dayOf, daysBetween } from './days.ts';
import type { Decision } from './decision.ts';
import { collectEvidence, evidenceContext, withStandingDoubts } from './evidence.ts';
import type { Assessment, Finding } from './finding.ts';
import type { ContactId, IsoDay, IsoTime, Subject } from './ids.ts';
import { contactSubject } from './ids.ts';
import type { Head, ImportRecord } from './import.ts';
import type { Memory } from './memory.ts';
import { originStatus, type Sight, searchedUntil, sightOf } from './origin.ts';
import type { Owner } from './owner.ts';
import { policies } from './policy.ts';
import { reciprocity } from './reciprocity.ts';
import { rules } from './rules/index.ts';

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

/**
 * Assesses every contact and lets the rules speak about those who are connected. Nobody is asked about in the first days
 * of a connection. Findings come in the order of the contacts, then of the rules.
 */
export function assessNetwork(network: Network, evaluatedAt: IsoTime): Evaluation {
  const { contacts, memory, owner, imports, decisions, head } = network;
  const decisionOf = decisionsBySubject(decisions);
  const context = evidenceContext({
    contacts,
    memory,
    owner,
    decisionOf: (id) => decisionOf(contactSubject(id)),
  });
  const sight = sightOf(imports);
  const policy = policies[owner.policy];
  const assessments = new Map<ContactId, Assessment>();
  const findings: Finding[] = [];
  for (const known of contacts) {
    const contact = withStandingDoubts(known, sight, context);
    const { contactId } = contact;
    const until = searchedUntil(contact, sight, context.people.namesakes(contact));
    const evidence = collectEvidence(contact, context);
    const assessment: Assessment = {
      contactId,
      evidence,
      originStatus: originStatus({ contact, evidence, searchedUntil: until }),
      reciprocity: reciprocity(contact, until, policy),
    };
    assessments.set(contactId, assessment);
    const connected = contactState(contact, head) === 'connected';
    const isNew = daysBetween(contact.row.connectedOn, dayOf(evaluatedAt)) < policy.newContactGraceDays;
    if (connected && !isNew) findings.push(...findingsOf(contact, assessment, { until, sight, policy }));
  }
  return { assessments, findings };
}

function findingsOf(
  contact: Contact,
  assessment: Assessment,
  {
    until,
    sight,
    policy,
  }: { until: IsoDay | undefined; sight: Sight; policy: (typeof policies)[keyof typeof policies] },
): Finding[] {
  return rules.flatMap(({ ruleId, evaluate }): Finding[] => {
    const reason = evaluate({ contact, assessment, searchedUntil: until, policy });
    if (reason === undefined) return [];
    const { contactId } = contact;
    const { evidence } = assessment;
    return [
      {
        subject: contactSubject(contactId),
        contactId,
        ruleId,
        reason,
        evidence,
        looked: sight.looked,
        cannotKnow: sight.neverSeen,
      },
    ];
  });
}

/** Looks decisions up by what they are about. */
export function decisionsBySubject(
  decisions: readonly Decision[],
): (subject: Subject) => Decision | undefined {
  const bySubject = new Map(decisions.map((decision) => [decision.subject, decision]));
  return (subject) => bySubject.get(subject);
}
