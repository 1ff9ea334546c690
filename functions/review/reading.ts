import { groupBy } from '../../shared/domain/collections.ts';
import { type Contact, fullName } from '../../shared/domain/contact.ts';
import { answerState, type Decision } from '../../shared/domain/decision.ts';
import type { DigestRecord, Question } from '../../shared/domain/digest.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import { type ContactId, personId, type Subject, subjectContact } from '../../shared/domain/ids.ts';
import type { Head } from '../../shared/domain/import.ts';
import { type LinkScope, parseLink, verifyLink } from '../../shared/domain/link.ts';
import type { Excerpt, RememberedJob, RememberedOwnFact } from '../../shared/domain/memory.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { rankQuestions } from '../../shared/domain/questions.ts';
import type { ReviewServices } from './services.ts';

/** A link that was verified: what it opens, and the digest that it belongs to. */
export type OpenLink = { readonly token: string; readonly record: DigestRecord; readonly scope: LinkScope };

/** All that the pages of one owner stand on, as it was read. */
export type ReviewState = {
  readonly owner: Owner;
  readonly flags: readonly Flag[];
  readonly contacts: readonly Contact[];
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

/** Reads what the pages show; undefined when the owner was erased. */
export async function readState(
  store: Store,
  { ownerId }: Pick<DigestRecord, 'ownerId'>,
): Promise<ReviewState | undefined> {
  const [owner, flags, contacts, memory, decisions, head] = await Promise.all([
    store.readOwner(ownerId),
    store.readFlags(ownerId),
    store.readContacts(ownerId),
    store.readMemory(ownerId),
    store.readDecisions(ownerId),
    store.readHead(ownerId),
  ]);
  if (owner === undefined) return undefined;
  const bySubject = new Map(decisions.map((decision) => [decision.subject, decision]));
  const invited = new Set(memory.invitations.map((invitation) => invitation.personId));
  return {
    owner,
    flags,
    contacts,
    jobs: memory.jobs,
    ownFacts: memory.ownFacts,
    invited,
    decisions: bySubject,
    head,
  };
}

/** Excerpts by contact, of the contacts that a page asks about. */
export async function readExcerpts(
  store: Store,
  { owner, contacts }: ReviewState,
  asked: readonly Question[],
): Promise<ReadonlyMap<ContactId, readonly Excerpt[]>> {
  if (!owner.keepExcerpts || asked.length === 0) return new Map();
  const ids = new Set(asked.map(({ contactId }) => contactId));
  const owners = new Map(
    contacts
      .filter(({ contactId }) => ids.has(contactId))
      .flatMap(({ contactId, keys }) =>
        [contactId, ...keys.map(personId)].map((id) => [id, contactId] as const),
      ),
  );
  const excerpts = await store.readExcerpts(owner.ownerId, [...owners.keys()]);
  return groupBy(excerpts, (excerpt) => owners.get(excerpt.personId) ?? excerpt.personId);
}

/** The open questions of the owner, in their order. */
export const openQuestions = (state: ReviewState, now: Date): Question[] =>
  rankQuestions({ ...state, answerStateOf: (subject) => answerState(state.decisions.get(subject), now) });

/** The contact that a subject names, as far as it is known. */
export const contactOf = (state: ReviewState, subject: Subject): Contact | undefined => {
  const id = subjectContact(subject);
  return state.contacts.find(({ contactId }) => contactId === id);
};

/** The name to show for a subject; empty for a contact without one. */
export function nameOf(state: ReviewState, subject: Subject): string {
  const contact = contactOf(state, subject);
  return contact === undefined ? '' : fullName(contact.row);
}

/**
 * Whether a link may answer about a subject: the question's link only about that one, the digest's about everybody in
 * its list and every contact of the owner with an open flag.
 */
export function covers(link: OpenLink, state: ReviewState, subject: Subject): boolean {
  if (link.scope.scope === 'question') return link.scope.subject === subject;
  return (
    link.record.questions.some((question) => question.subject === subject) ||
    state.flags.some((flag) => flag.subject === subject && flag.state === 'open')
  );
}

/** Whether a link may take an answer back: also where an audit has closed the flag since. */
export const coversUndo = (link: OpenLink, state: ReviewState, subject: Subject): boolean =>
  covers(link, state, subject) ||
  (link.scope.scope === 'digest' && state.flags.some((flag) => flag.subject === subject));
