import { type AskedAbout, askedAbout } from '../../shared/domain/answering.ts';
import { groupBy } from '../../shared/domain/collections.ts';
import { type Contact, contactsById } from '../../shared/domain/contact.ts';
import { dayIn } from '../../shared/domain/days.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { DigestRecord, Question } from '../../shared/domain/digest.ts';
import { type Employers, employersOf } from '../../shared/domain/employers.ts';
import { answerStatesAt, currentFlags, type Flag } from '../../shared/domain/flag.ts';
import {
  type ContactId,
  contactSubject,
  type IsoDay,
  isoTime,
  personId,
  type Subject,
  subjectContact,
  subjectInvited,
  subjectKind,
} from '../../shared/domain/ids.ts';
import type { Head } from '../../shared/domain/import.ts';
import { type LinkScope, parseLink, verifyLink } from '../../shared/domain/link.ts';
import type { Excerpt, Memory, RememberedJob, RememberedOwnFact } from '../../shared/domain/memory.ts';
import { complianceIds, type Owner } from '../../shared/domain/owner.ts';
import { type Policy, policyOf } from '../../shared/domain/policy.ts';
import { rankQuestions } from '../../shared/domain/questions.ts';
import { withReplies } from '../../shared/domain/replies.ts';
import { binds } from '../../shared/domain/rules/compliance.ts';
import { type UnkeptNow, unkeptNow } from '../../shared/domain/rules/removals.ts';
import { uniteSame } from '../../shared/domain/same-person.ts';
import { withUnconfirmed } from '../../shared/domain/unconfirmed.ts';
import type { ReviewServices } from './services.ts';

/** A link that was verified: what it opens, and the digest that it belongs to. */
export type OpenLink = {
  readonly token: string;
  readonly record: DigestRecord;
  readonly scope: LinkScope;
};

/** All that the pages of one owner stand on, as it was read. */
export type ReviewState = {
  readonly owner: Owner;
  /** The owner's day. */
  readonly on: IsoDay;
  readonly policy: Policy;
  readonly employers: Employers;
  readonly flags: readonly Flag[];
  /** Those whom the owner called one person are one contact here; */
  readonly contacts: readonly Contact[];
  readonly byId: ReadonlyMap<ContactId, Contact>;
  /** and are two here: the question about them can be answered anew. */
  readonly apart: readonly Contact[];
  readonly memory: Memory;
  readonly jobs: readonly RememberedJob[];
  readonly ownFacts: readonly RememberedOwnFact[];
  /** Ids of the people who are named in an invitation, either way. */
  readonly invited: ReadonlySet<ContactId>;
  readonly decisions: ReadonlyMap<Subject, Decision>;
  readonly head: Head | undefined;
};

/** Everything that one request's page is made of. */
export type PageInput = {
  readonly services: ReviewServices;
  readonly link: OpenLink;
  readonly state: ReviewState;
  /** An export is being read in, or was left in the middle: contacts may be of two at once. */
  readonly importing: boolean;
  readonly now: Date;
  readonly request: Request;
};
export type PageMaker = (input: PageInput) => Promise<string>;

type Store = ReviewServices['store'];

/** Verifies a token with one read at most; undefined for unknown, expired and revoked ones alike. */
export async function openLink(store: Store, token: string, now: Date): Promise<OpenLink | undefined> {
  const parsed = parseLink(token);
  if (parsed === undefined) return undefined;
  const record = await store.readDigest(parsed.ownerId, parsed.period);
  const scope = verifyLink(parsed, record, now);
  return record && scope && { token: token.toLowerCase(), record, scope };
}

/** Reads what the pages show at a time; undefined when the owner was erased. */
export async function readState(
  store: Store,
  { ownerId }: Pick<DigestRecord, 'ownerId'>,
  now: Date,
): Promise<ReviewState | undefined> {
  const [owner, flags, allContacts, allMemory, allDecisions, head] = await Promise.all([
    store.readOwner(ownerId),
    store.readFlags(ownerId),
    store.readContacts(ownerId),
    store.readMemory(ownerId),
    store.readDecisions(ownerId),
    store.readHead(ownerId),
  ]);
  if (owner === undefined) return undefined;
  const { contacts, memory, decisions } = withReplies(
    uniteSame({ contacts: allContacts, memory: allMemory, decisions: withUnconfirmed(allDecisions) }),
  );
  const bySubject = new Map(decisions.map((decision) => [decision.subject, decision]));
  const invited = new Set(memory.invitations.map((invitation) => invitation.personId));
  return {
    owner,
    on: dayIn(isoTime(now), owner.zone),
    policy: policyOf(owner),
    employers: employersOf(owner.employerAliases, owner.largeEmployers),
    flags,
    contacts,
    byId: contactsById(contacts),
    apart: allContacts,
    memory,
    jobs: memory.jobs,
    ownFacts: memory.ownFacts,
    invited,
    decisions: bySubject,
    head,
  };
}

/** Excerpts by contact or by who wants to become one, of those whom a page asks about. */
export async function readExcerpts(
  store: Store,
  { owner, byId }: ReviewState,
  asked: readonly Question[],
): Promise<ReadonlyMap<ContactId, readonly Excerpt[]>> {
  const owners = new Map(asked.flatMap((question) => personIdsOf(question, byId)));
  if (!owner.keepExcerpts || owners.size === 0) return new Map();
  const excerpts = await store.readExcerpts(owner.ownerId, [...owners.keys()]);
  return groupBy(excerpts, (excerpt) => owners.get(excerpt.personId) ?? excerpt.personId);
}

/** Every id under which words of the person may be kept, with the id under which the page looks for them. */
function personIdsOf(
  { subject, contactId }: Question,
  byId: ReadonlyMap<ContactId, Contact>,
): (readonly [ContactId, ContactId])[] {
  const invited = subjectInvited(subject);
  if (invited !== undefined) return [[invited, invited]];
  const contact = contactId && byId.get(contactId);
  if (contact === undefined) return [];
  return [contact.contactId, ...contact.keys.map(personId)].map((id) => [id, contact.contactId]);
}

/** The promised removals as the newest export and the answers have them. */
export const unkeptIn = ({ owner: { zone }, contacts, decisions, head }: ReviewState): UnkeptNow =>
  unkeptNow({ contacts, decisions: [...decisions.values()], head, zone });

/** The open questions of the owner, in their order. */
export const openQuestions = (state: ReviewState, now: Date): Question[] =>
  rankQuestions({
    ...state,
    unkept: unkeptIn(state),
    answerStateOf: answerStatesAt(
      (subject) => state.decisions.get(subject),
      now,
      state.owner.zone,
      state.policy,
    ),
  });

/** The contact that a subject names, as far as it is known. */
export const contactOf = ({ byId }: ReviewState, subject: Subject): Contact | undefined => {
  const id = subjectContact(subject);
  return id && byId.get(id);
};

/** Of one subject the flags that speak of today. */
export const flagsOf = ({ flags }: ReviewState, subject: Subject): Flag[] =>
  currentFlags(flags.filter((flag) => flag.subject === subject));

/** What an answer about a subject has to reckon with. */
export function askedOf(state: ReviewState, subject: Subject): AskedAbout {
  const about = flagsOf(state, subject).map(({ finding }) => askedAbout(finding));
  return (
    about.find(({ compliance }) => compliance !== undefined && isListed(state, compliance)) ?? { subject }
  );
}

// What is on the list no more, or has ended since the audit, asks for no reason.
const isListed = ({ owner, on }: ReviewState, compliance: string): boolean =>
  (owner.compliance ?? []).some((entry) => binds(entry, on) && complianceIds(entry).includes(compliance));

/** Entry of the owner's compliance list that was asked about for a contact, as long as it binds. */
const listedAs = (state: ReviewState, contactId: ContactId): string | undefined =>
  askedOf(state, contactSubject(contactId)).compliance;

/** Whether somebody on the compliance list is kept in spite of it, for a reason. */
export function isKeptAware(state: ReviewState, contactId: ContactId): boolean {
  const entry = listedAs(state, contactId);
  const given = state.decisions.get(contactSubject(contactId))?.given;
  return (
    entry !== undefined &&
    given?.answer === 'keep' &&
    given.note !== undefined &&
    (given.despite ?? []).includes(entry)
  );
}

/** Whether somebody is on the compliance list and not kept for a reason so far: a group's answer does not keep them. */
export const keepNeedsReason = (state: ReviewState, contactId: ContactId): boolean =>
  listedAs(state, contactId) !== undefined && !isKeptAware(state, contactId);

/** The contacts whom a group is about. */
export const membersOf = (state: ReviewState, group: Subject): ReadonlySet<ContactId> =>
  new Set(flagsOf(state, group).flatMap(({ finding }) => finding.members ?? []));

/**
 * Whether a link may answer about a subject: the question's link only about that one, the digest's about everybody in
 * its list and every subject of the owner with an open flag; either also about the members of its groups.
 */
export const covers = (link: OpenLink, state: ReviewState, subject: Subject): boolean =>
  isAskedBy(link, state, subject) || isMember(link, state, subject);

/** Whether a link may take an answer back: the digest's whatever the owner has answered, be it by an older mail. */
export const coversUndo = (link: OpenLink, state: ReviewState, subject: Subject): boolean =>
  covers(link, state, subject) || (link.scope.scope === 'digest' && state.decisions.has(subject));

function isAskedBy(link: OpenLink, { flags }: ReviewState, subject: Subject): boolean {
  if (link.scope.scope === 'question') return link.scope.subject === subject;
  return (
    link.record.questions.some((question) => question.subject === subject) ||
    flags.some((flag) => flag.subject === subject && flag.state === 'open')
  );
}

function isMember(link: OpenLink, state: ReviewState, subject: Subject): boolean {
  const contactId = subjectContact(subject);
  if (contactId === undefined) return false;
  const groups = new Set(
    state.flags.map((flag) => flag.subject).filter((one) => subjectKind(one) === 'group'),
  );
  return [...groups].some((group) => isAskedBy(link, state, group) && membersOf(state, group).has(contactId));
}
