import type { Contact, ContactFacts } from '../../../shared/domain/contact.ts';
import { dayIn } from '../../../shared/domain/days.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import { collectEvidence } from '../../../shared/domain/evidence.ts';
import { evidenceContext } from '../../../shared/domain/evidence-context.ts';
import type { Assessment } from '../../../shared/domain/finding.ts';
import type { IsoDay } from '../../../shared/domain/ids.ts';
import { withNoteApart } from '../../../shared/domain/invitation-evidence.ts';
import { emptyMemory, type Memory } from '../../../shared/domain/memory.ts';
import { originStatus } from '../../../shared/domain/origin.ts';
import type { ComplianceEntry, Owner } from '../../../shared/domain/owner.ts';
import { type Policy, type PolicyChanges, type PolicyId, policies } from '../../../shared/domain/policy.ts';
import { reciprocity } from '../../../shared/domain/reciprocity.ts';
import type { Removal } from '../../../shared/domain/removal.ts';
import type { RuleInput } from '../../../shared/domain/rules/rule.ts';
import { aContact, anOwner, day, time } from '../builders.ts';

/** The day of the newest export with messages; audits are a day later. */
export const until = day('2026-06-01');

/** What a rule looks at; what is left out is that of a contact of 2024 about whom nothing is known. */
export type Given = {
  readonly contact?: Contact;
  readonly facts?: ContactFacts;
  readonly policy?: PolicyId;
  readonly changes?: PolicyChanges;
  /** `null`: no messages could be searched. */
  readonly searchedUntil?: IsoDay | null;
  readonly at?: string;
  readonly decision?: Decision;
  readonly compliance?: readonly ComplianceEntry[];
  readonly unkept?: Removal;
  readonly memory?: Partial<Memory>;
  readonly owner?: Partial<Owner>;
};

/** The input of a rule as the audit makes it: evidence, origin status and reciprocity are those of the domain itself. */
export function ruleInput(given: Given): RuleInput {
  const { facts = {}, memory, decision, at = '2026-06-02', compliance = [] } = given;
  const known = given.contact ?? aContact({ facts });
  const searchedUntil = given.searchedUntil === null ? undefined : (given.searchedUntil ?? until);
  const policy: Policy = { ...policies[given.policy ?? 'balanced'], ...given.changes };
  const context = evidenceContext({
    contacts: [known],
    memory: { ...emptyMemory, ...memory },
    decisionOf: () => decision,
    owner: anOwner(given.owner),
  });
  const contact = withNoteApart(known, context);
  const evidence = collectEvidence(contact, context);
  const assessment: Assessment = {
    contactId: contact.contactId,
    evidence,
    originStatus: originStatus({ contact, evidence, searchedUntil }),
    reciprocity: reciprocity(contact, searchedUntil, policy),
  };
  return {
    contact,
    assessment,
    searchedUntil,
    policy,
    at: time(at),
    on: dayIn(time(at), anOwner(given.owner).zone),
    zone: anOwner(given.owner).zone,
    decision,
    compliance,
    unkeptRemoval: () => given.unkept,
    context,
  };
}
