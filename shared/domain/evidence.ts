import { compareText, groupBy } from './collections.ts';
import type { Contact, DoubtfulFact } from './contact.ts';
import { daysBetween, monthOf } from './days.ts';
import type { Decision } from './decision.ts';
import { type Employers, employersOf, fallsIntoJob } from './employers.ts';
import type { Evidence } from './evidence-kinds.ts';
import { provesAcquaintance } from './facts.ts';
import type { ContactId, IsoDay } from './ids.ts';
import type {
  FormerEmployer,
  Memory,
  RememberedInvitation,
  RememberedJob,
  RememberedOwnFact,
} from './memory.ts';
import { ownFactId } from './memory.ts';
import { type Sight, standingDoubts } from './origin.ts';
import type { Owner } from './owner.ts';
import { type People, peopleOf } from './people.ts';

/** Everything about one network that the evidence of a single contact depends on; made once an audit. */
export type EvidenceContext = {
  readonly people: People;
  readonly employers: Employers;
  readonly jobs: readonly RememberedJob[];
  readonly invitationsOf: ReadonlyMap<ContactId, readonly RememberedInvitation[]>;
  readonly formerEmployersOf: ReadonlyMap<ContactId, readonly FormerEmployer[]>;
  readonly decisionOf: (contactId: ContactId) => Decision | undefined;
  /** People to whom the owner sent the text of this fingerprint when connecting. */
  readonly recipientsOfText: (fingerprint: string) => number;
  /** Own invitations on one day. */
  readonly invitationsOn: (day: string) => number;
  /** Invitations to or from somebody who may be this contact or a namesake. */
  readonly invitationDoubtsOf: ReadonlyMap<ContactId, DoubtfulFact>;
  readonly ownEvents: readonly RememberedOwnFact[];
};

const sameTextTo = 3;
const bulkAbove = 10;
const ownEventDays = 3;

export function evidenceContext(input: {
  contacts: readonly Contact[];
  memory: Memory;
  decisionOf: (contactId: ContactId) => Decision | undefined;
  owner: Pick<Owner, 'employerAliases' | 'largeEmployers'>;
}): EvidenceContext {
  const { contacts, memory, decisionOf, owner } = input;
  const people = peopleOf(contacts);
  const invitations = memory.invitations.map((invitation) => ({
    invitation,
    person: invitee(invitation, people),
  }));
  const outgoing = invitations.filter(({ invitation }) => invitation.direction === 'outgoing');
  const ownNotes = contacts.flatMap(({ contactId, facts: { messages } }) =>
    messages?.note?.by === 'owner'
      ? [{ person: contactId, text: messages.note.text, on: messages.note.on }]
      : [],
  );
  const texts = groupBy(
    [
      ...outgoing.flatMap(({ invitation, person }) =>
        invitation.note ? [{ person, text: invitation.note }] : [],
      ),
      ...ownNotes,
    ],
    ({ text }) => text,
  );
  const days = groupBy(
    [...outgoing.map(({ invitation, person }) => ({ person, on: invitation.sentOn })), ...ownNotes],
    ({ on }) => on as string,
  );
  const distinctPeople = (entries: readonly { person: ContactId }[] | undefined) =>
    new Set(entries?.map(({ person }) => person)).size;
  return {
    people,
    employers: employersOf(owner.employerAliases, owner.largeEmployers),
    jobs: memory.jobs,
    invitationsOf: new Map(
      [...groupBy(invitations, ({ person }) => person)].map(([id, found]) => [
        id,
        found.map(({ invitation }) => invitation),
      ]),
    ),
    formerEmployersOf: groupBy(memory.formerEmployers, ({ contactId }) => contactId),
    decisionOf,
    recipientsOfText: (fingerprint) => distinctPeople(texts.get(fingerprint)),
    invitationsOn: (day) => distinctPeople(days.get(day)),
    invitationDoubtsOf: invitationDoubts(memory.invitations, people),
    ownEvents: memory.ownFacts.filter(({ kind }) => kind === 'event'),
  };
}

/**
 * Invitations by a name that several contacts have, as far as one of them would be evidence: each of them who connected
 * since may be meant. An upload that names the same invitation by profile settles it.
 */
function invitationDoubts(
  invitations: readonly RememberedInvitation[],
  people: People,
): ReadonlyMap<ContactId, DoubtfulFact> {
  const what = ({ direction, sentOn, foldedName }: RememberedInvitation) =>
    `${direction} ${sentOn} ${foldedName}`;
  const settled = new Set(invitations.filter(({ bySlug }) => bySlug).map(what));
  const doubts = new Map<ContactId, DoubtfulFact>();
  for (const invitation of invitations) {
    const says = invitation.direction === 'outgoing' || invitation.note !== undefined;
    if (invitation.bySlug || !says || settled.has(what(invitation))) continue;
    const joined = people.join({ name: invitation.foldedName });
    if (joined.kind !== 'namesakes') continue;
    for (const { contactId, row } of joined.contacts) {
      if (row.connectedOn < invitation.sentOn) continue;
      doubts.set(contactId, { kind: 'invitation', namesakes: joined.contacts.length });
    }
  }
  return doubts;
}

/** The contact with only those doubts that still stand, the ones about invitations among them. */
export function withStandingDoubts(contact: Contact, sight: Sight, context: EvidenceContext): Contact {
  const invitation = context.invitationDoubtsOf.get(contact.contactId);
  const doubts = [...standingDoubts(contact, sight), ...(invitation === undefined ? [] : [invitation])];
  const { doubtful: _, ...facts } = contact.facts;
  return { ...contact, facts: doubts.length === 0 ? facts : { ...facts, doubtful: doubts } };
}

// The contact whom an invitation names, else the person's own id: somebody who is no contact (yet).
function invitee(invitation: RememberedInvitation, people: People): ContactId {
  const known = people.byPersonId(invitation.personId);
  if (known !== undefined) return known.contactId;
  if (invitation.bySlug) return invitation.personId;
  const joined = people.join({ name: invitation.foldedName });
  return joined.kind === 'contact' ? joined.contact.contactId : invitation.personId;
}

/**
 * All evidence about one contact, strongest first. Strengths and exclusions are those of PRODUCT section 2; the
 * order inside a strength is fixed, so that the same facts give the same list.
 */
export function collectEvidence(contact: Contact, context: EvidenceContext): Evidence[] {
  const found = [
    ...answerEvidence(contact, context),
    ...noteEvidence(contact),
    ...conversationEvidence(contact),
    ...recommendationEvidence(contact),
    ...invitationEvidence(contact, context),
    ...employerEvidence(contact, context),
    ...endorsementEvidence(contact),
    ...addressBookEvidence(contact),
    ...searchEvidence(contact),
    ...eventEvidence(contact, context),
  ];
  const rank = { final: 0, strong: 1, weak: 2 };
  return found.sort((a, b) => rank[a.strength] - rank[b.strength]);
}

function answerEvidence({ contactId }: Contact, { decisionOf }: EvidenceContext): Evidence[] {
  const decision = decisionOf(contactId);
  if (decision?.given?.answer !== 'keep' || decision.given.origin === undefined) return [];
  const at = decision.decidedAt.slice(0, 10) as NonNullable<Evidence['at']>;
  return [
    { kind: 'answer', strength: 'final', ownAct: true, at, file: 'review', detail: decision.given.origin },
  ];
}

function noteEvidence({ facts: { notedOn } }: Contact): Evidence[] {
  return notedOn === undefined
    ? []
    : [{ kind: 'linkedInNote', strength: 'strong', ownAct: true, at: notedOn, file: 'notes' }];
}

function conversationEvidence({ facts: { messages, groups } }: Contact): Evidence[] {
  const found: Evidence[] = [];
  if (messages?.turnBack) {
    const at = [messages.lastSentIn, messages.lastReceivedIn].sort().at(-1);
    found.push({ kind: 'conversation', strength: 'strong', ownAct: true, at, file: 'messages' });
  } else if (messages !== undefined && messages.sent > 0 && messages.received > 0) {
    // The invitation's note is evidence of its own: an answer to it alone is not counted a second time.
    const at = [messages.firstSentOn, messages.firstReceivedOn].sort().at(-1);
    found.push({ kind: 'answeredOnce', strength: 'weak', ownAct: true, at, file: 'messages' });
  }
  if (groups !== undefined) {
    const proves = provesAcquaintance(groups.best);
    found.push({
      kind: proves ? 'groupChat' : 'silentGroupChat',
      strength: proves ? 'strong' : 'weak',
      ownAct: groups.best.ownerWrote,
      at: groups.best.lastIn,
      file: 'messages',
      detail: String(groups.best.size),
    });
  }
  return found;
}

function recommendationEvidence({ facts }: Contact): Evidence[] {
  const { recommendationGivenOn: given, recommendationReceivedOn: received } = facts;
  return [
    ...(given === undefined
      ? []
      : [
          {
            kind: 'recommendationGiven',
            strength: 'strong',
            ownAct: true,
            at: given,
            file: 'recommendationsGiven',
          } as const,
        ]),
    ...(received === undefined
      ? []
      : [
          {
            kind: 'recommendationReceived',
            strength: 'strong',
            ownAct: false,
            at: received,
            file: 'recommendationsReceived',
          } as const,
        ]),
  ];
}

function endorsementEvidence({ facts }: Contact): Evidence[] {
  const { endorsementGivenOn: given, endorsementReceivedOn: received } = facts;
  return [
    ...(given === undefined
      ? []
      : [
          {
            kind: 'endorsementGiven',
            strength: 'weak',
            ownAct: true,
            at: given,
            file: 'endorsementsGiven',
          } as const,
        ]),
    ...(received === undefined
      ? []
      : [
          {
            kind: 'endorsementReceived',
            strength: 'weak',
            ownAct: false,
            at: received,
            file: 'endorsementsReceived',
          } as const,
        ]),
  ];
}

type Approach = {
  by: 'owner' | 'contact';
  on: Evidence['at'] & string;
  text?: string;
  file: 'invitations' | 'messages';
};

// An invitation is known from Invitations.csv or from the first message, which is its note (PRODUCT section 2).
function approaches(contact: Contact, context: EvidenceContext): Approach[] {
  const remembered = (context.invitationsOf.get(contact.contactId) ?? [])
    .filter((invitation) => invitation.sentOn <= contact.row.connectedOn)
    .map(({ direction, sentOn, note }): Approach => {
      return {
        by: direction === 'outgoing' ? 'owner' : 'contact',
        on: sentOn,
        text: note,
        file: 'invitations',
      };
    });
  const note = contact.facts.messages?.note;
  const all: Approach[] = note === undefined ? remembered : [...remembered, { ...note, file: 'messages' }];
  return all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.file < b.file ? -1 : 1));
}

function invitationEvidence(contact: Contact, context: EvidenceContext): Evidence[] {
  const all = approaches(contact, context);
  const found: Evidence[] = [];
  const personal = all.find(
    ({ by, text }) => by === 'owner' && text !== undefined && context.recipientsOfText(text) < sameTextTo,
  );
  // Whoever was searched for by name was not invited in passing.
  const meant = contact.facts.searchedOn !== undefined;
  const wordless = all.find(
    ({ by, on }) => by === 'owner' && (meant || context.invitationsOn(on) <= bulkAbove),
  );
  const incoming = all.find(({ by, text }) => by === 'contact' && text !== undefined);
  if (personal !== undefined) {
    found.push({
      kind: 'invitationSentWithNote',
      strength: 'strong',
      ownAct: true,
      at: personal.on,
      file: personal.file,
    });
  } else if (wordless !== undefined) {
    found.push({
      kind: 'invitationSent',
      strength: 'weak',
      ownAct: true,
      at: wordless.on,
      file: wordless.file,
    });
  }
  if (incoming !== undefined) {
    found.push({
      kind: 'invitationReceivedWithNote',
      strength: 'weak',
      ownAct: false,
      at: incoming.on,
      file: incoming.file,
    });
  }
  return found;
}

function employerEvidence({ contactId, row }: Contact, context: EvidenceContext): Evidence[] {
  const { employers, jobs, formerEmployersOf } = context;
  const companies = [
    ...(row.company === undefined ? [] : [row.company]),
    ...(formerEmployersOf.get(contactId) ?? []).map(({ company }) => company),
  ];
  const shared = companies.flatMap((company) =>
    jobs
      .filter((job) => employers.same(company, job.company))
      .map((job) => ({ job, strong: fallsIntoJob(row.connectedOn, job) && !employers.isLarge(job.company) })),
  );
  const best = shared.find(({ strong }) => strong) ?? shared[0];
  if (best === undefined) return [];
  const at = best.strong ? monthOf(row.connectedOn) : best.job.startedIn;
  const strength = best.strong ? 'strong' : 'weak';
  return [
    { kind: 'sharedEmployer', strength, ownAct: false, at, file: 'positions', detail: best.job.company },
  ];
}

/**
 * One fact at most, whatever files and entries it stands in: a namesake in two books is still one hint. Imported books are
 * filled by programs as well, and so no act of the owner's.
 */
function addressBookEvidence({ facts }: Contact): Evidence[] {
  const { addressByEmailOn: byEmail, addressByNameOn: byName, addressImportedOn: imported } = facts;
  if (byEmail !== undefined)
    return [{ kind: 'addressBook', strength: 'strong', ownAct: true, at: byEmail, file: 'addressBook' }];
  if (byName !== undefined)
    return [{ kind: 'addressBook', strength: 'weak', ownAct: true, at: byName, file: 'addressBook' }];
  if (imported === undefined) return [];
  return [{ kind: 'addressBook', strength: 'weak', ownAct: false, at: imported, file: 'importedContacts' }];
}

function searchEvidence({ facts: { searchedOn } }: Contact): Evidence[] {
  return searchedOn === undefined
    ? []
    : [{ kind: 'nameSearch', strength: 'weak', ownAct: true, at: searchedOn, file: 'searchQueries' }];
}

/** PRODUCT section 2: "own event within 3 days of the connection"; the one nearest to it. */
function eventEvidence({ row }: Contact, { ownEvents }: EvidenceContext): Evidence[] {
  const [nearest] = ownEvents
    .flatMap((event) => {
      const days = daysFrom(row.connectedOn, event);
      return days === undefined || days > ownEventDays ? [] : [{ event, days }];
    })
    .sort((a, b) => a.days - b.days || compareText(ownFactId(a.event), ownFactId(b.event)));
  if (nearest === undefined) return [];
  const { from, name } = nearest.event;
  return [{ kind: 'ownEvent', strength: 'weak', ownAct: true, at: from, file: 'events', detail: name }];
}

/** Days between a day and an event, 0 while it lasts; undefined for one without a day. */
function daysFrom(day: IsoDay, { from, until = from }: RememberedOwnFact): number | undefined {
  if (from.length !== 10 || until.length !== 10) return undefined;
  return Math.max(0, daysBetween(day, from as IsoDay), daysBetween(until as IsoDay, day));
}
