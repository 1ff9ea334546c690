import { groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import type { Decision } from './decision.ts';
import { type EmployerContext, employerEvidence, jobsByEmployer } from './employer-evidence.ts';
import { employersOf } from './employers.ts';
import type { ContactId } from './ids.ts';
import { type InvitationContext, invitationContext, withNoteApart } from './invitation-evidence.ts';
import type { Memory, RememberedOwnFact } from './memory.ts';
import { type NearColleagues, nearColleaguesOf } from './near-colleagues.ts';
import { type Sight, standingDoubts } from './origin.ts';
import type { Owner } from './owner.ts';
import { type People, peopleOf } from './people.ts';
import { policyOf, type Thresholds } from './policy.ts';

/** Everything about one network that the evidence of a single contact depends on; made once an audit. */
export type EvidenceContext = InvitationContext &
  EmployerContext & {
    readonly people: People;
    readonly decisionOf: (contactId: ContactId) => Decision | undefined;
    readonly ownEvents: readonly RememberedOwnFact[];
    readonly nearColleagues: NearColleagues;
    /** Contacts who are proven colleagues at a company. */
    readonly provenColleagues: (company: string) => number;
    /** The owner's. */
    readonly policy: Thresholds;
    readonly zone: string;
  };

export function evidenceContext(input: {
  contacts: readonly Contact[];
  memory: Memory;
  decisionOf: (contactId: ContactId) => Decision | undefined;
  owner: Pick<Owner, 'employerAliases' | 'largeEmployers' | 'policy' | 'policyChanges' | 'zone'>;
}): EvidenceContext {
  const { contacts, memory, decisionOf, owner } = input;
  const people = peopleOf(contacts);
  const policy = policyOf(owner);
  const employers = employersOf(owner.employerAliases, owner.largeEmployers);
  const employment: EmployerContext = {
    employers,
    jobsAt: jobsByEmployer(memory.jobs, employers),
    formerEmployersOf: groupBy(memory.formerEmployers, ({ contactId }) => contactId),
    policy,
  };
  const provenAt = (contact: Contact): string | undefined => {
    const [shared] = employerEvidence(contact, employment);
    return shared?.strength === 'strong' ? shared.detail : undefined;
  };
  const nearColleagues = nearColleaguesOf({
    contacts,
    jobs: memory.jobs,
    employers,
    provenAt,
    policy,
  });
  return {
    ...employment,
    ...invitationContext(contacts, memory.invitations, people),
    people,
    policy,
    zone: owner.zone,
    decisionOf,
    ownEvents: memory.ownFacts.filter(({ kind }) => kind === 'event'),
    nearColleagues,
    provenColleagues: nearColleagues.proven,
  };
}

/** The contact as evidence, balance and rules look at it. */
export const asSeen = (contact: Contact, sight: Sight, context: EvidenceContext): Contact =>
  withNoteApart(withStandingDoubts(contact, sight, context), context);

/** The contact with only those doubts that still stand, the ones about invitations among them. */
function withStandingDoubts(contact: Contact, sight: Sight, context: EvidenceContext): Contact {
  const invitation = context.invitationDoubtsOf.get(contact.contactId);
  if (invitation === undefined && contact.facts.doubtful === undefined) return contact;
  const doubts = [...standingDoubts(contact, sight), ...(invitation === undefined ? [] : [invitation])];
  const { doubtful: _, ...facts } = contact.facts;
  return { ...contact, facts: doubts.length === 0 ? facts : { ...facts, doubtful: doubts } };
}
