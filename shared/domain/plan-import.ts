import { compareText, defined, groupBy, sameValue, stableText } from './collections.ts';
import { type Contact, contactIdOf, contactState, fullName, slugKey } from './contact.ts';
import { dayOfSeconds, daysAfter, earlier } from './days.ts';
import { applyExport, type Change, diffContacts, type Matched, matchRows } from './diff.ts';
import { foldEmployer, isGenericEmployer } from './employers.ts';
import { ownHookDays } from './hooks.ts';
import type { ContactId, IsoDay } from './ids.ts';
import { fingerprint, personId } from './ids.ts';
import type { ContactCounts, Head } from './import.ts';
import { noContacts } from './import.ts';
import type {
  Excerpt,
  FormerEmployer,
  Memory,
  RememberedInvitation,
  RememberedJob,
  RememberedOwnFact,
} from './memory.ts';
import { excerptId, invitationId, jobId, ownFactId } from './memory.ts';
import { foldName } from './names-of-people.ts';
import { type People, peopleOf } from './people.ts';
import type { Invitation, OwnFact, PersonRef, Snapshot } from './snapshot.ts';
import { withFacts } from './snapshot-facts.ts';

/** What one export adds to what is known: whole items to write, and nothing that stands already. */
export type ImportPlan = {
  /** A newer export was known: memory grows, nothing current changes. */
  readonly older: boolean;
  readonly changes: readonly Change[];
  readonly counts: ContactCounts;
  readonly contacts: readonly Contact[];
  /** The known contacts that the export lacks, also those that were missing before. */
  readonly absent: readonly Contact[];
  readonly invitations: readonly RememberedInvitation[];
  readonly jobs: readonly RememberedJob[];
  readonly formerEmployers: readonly FormerEmployer[];
  readonly excerpts: readonly Excerpt[];
  readonly ownFacts: readonly RememberedOwnFact[];
};

type PlanInput = {
  readonly known: readonly Contact[];
  readonly memory: Memory;
  readonly excerptIds: ReadonlySet<string>;
  readonly head: Head | undefined;
  readonly snapshot: Snapshot;
  readonly keepExcerpts: boolean;
};

/**
 * Compares an export with what is known. An unchanged export plans no write; the rest of a half-written import plans
 * just the rest, so that a rerun arrives at the same state.
 */
export function planImport(input: PlanInput): ImportPlan {
  const { known, memory, head, snapshot } = input;
  const older = head !== undefined && snapshot.exportedAt < head.exportedAt;
  const matched =
    older || snapshot.contacts === undefined
      ? undefined
      : matchRows(known, snapshot.contacts, snapshot.exportedAt);
  const changes = matched === undefined ? [] : diffContacts(matched);
  const current = matched === undefined ? known : applyExport(matched, snapshot.exportedAt);
  const people = peopleOf(current);
  const remembered = older ? seenBefore(current, snapshot, people) : current;
  const after = withFacts(remembered, snapshot, people);
  const before = new Map(known.map((contact) => [contact.contactId, contact]));
  return {
    older,
    changes,
    counts:
      matched === undefined
        ? { ...noContacts, total: snapshot.contacts?.length ?? 0 }
        : countChanges({ matched, changes, known, head, snapshot }),
    absent: matched?.absent ?? [],
    contacts: after.filter((contact) => !sameValue(contact, before.get(contact.contactId))),
    invitations: newInvitations(snapshot, memory),
    jobs: newJobs(snapshot, memory),
    formerEmployers: newFormerEmployers({ before, after, snapshot, people, memory, older }),
    excerpts: input.keepExcerpts ? newExcerpts(snapshot, people, input.excerptIds) : [],
    ownFacts: newOwnFacts(snapshot, current, memory),
  };
}

function countChanges(input: {
  matched: Matched;
  changes: readonly Change[];
  known: readonly Contact[];
  head: Head | undefined;
  snapshot: Snapshot;
}): ContactCounts {
  const { matched, changes, known, head, snapshot } = input;
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  const touched = new Set(changes.map((change) => change.contactId));
  const present = new Set(matched.pairs.map(({ contact }) => contact.contactId));
  const becameGone = known.filter(
    (contact) =>
      !present.has(contact.contactId) &&
      contactState(contact, snapshot) === 'gone' &&
      contactState(contact, head) !== 'gone',
  );
  return {
    total: matched.pairs.length + matched.fresh.length,
    added: count('added'),
    edited: count('edited'),
    renamed: count('renamed'),
    missing: count('missing'),
    gone: becameGone.length,
    returned: count('returned'),
    unchanged: matched.pairs.filter(({ contact }) => !touched.has(contact.contactId)).length,
  };
}

// An older export tells when somebody was first seen, and nothing else about who they are now.
function seenBefore(contacts: readonly Contact[], snapshot: Snapshot, people: People): Contact[] {
  const present = new Set(
    (snapshot.contacts ?? []).flatMap((row) => {
      const joined = people.join({ slug: row.slug, name: fullName(row) });
      return joined.kind === 'contact' ? [joined.contact.contactId] : [];
    }),
  );
  return contacts.map((contact) =>
    present.has(contact.contactId)
      ? { ...contact, firstSeenAt: earlier(contact.firstSeenAt, snapshot.exportedAt) ?? contact.firstSeenAt }
      : contact,
  );
}

function personIdOf({ slug, name }: PersonRef): ContactId {
  return personId(slug === undefined ? `name/${foldName(name ?? '')}` : slugKey(slug));
}

// What is remembered stays; all that a later export can add is the note. Row order must not matter.
function newInvitations(snapshot: Snapshot, memory: Memory): RememberedInvitation[] {
  const known = new Map(memory.invitations.map((invitation) => [invitationId(invitation), invitation]));
  const wordless = ({ note }: RememberedInvitation) => Number(note === undefined);
  const found = byText(snapshot.invitations.map(remembered), (a, b) => wordless(a) - wordless(b));
  return uniqueBy(found, invitationId).flatMap((invitation) => {
    const standing = known.get(invitationId(invitation));
    if (standing === undefined) return [invitation];
    const fuller = { ...invitation, ...standing };
    return sameValue(fuller, standing) ? [] : [fuller];
  });
}

function remembered({ person, direction, sentOn, note }: Invitation): RememberedInvitation {
  const asking = direction === 'incoming' ? person : {};
  return defined<RememberedInvitation>({
    personId: personIdOf(person),
    bySlug: person.slug !== undefined,
    foldedName: foldName(person.name ?? ''),
    name: asking.name,
    slug: asking.slug,
    direction,
    sentOn,
    note: note === undefined ? undefined : fingerprint(note),
  });
}

/** Nobody answers more strangers than this in one sitting. */
const mostPending = 100;

/**
 * Ids of the incoming invitations that an export lists, the newest first; undefined for one without such a file. Whom the
 * export has among the contacts takes nobody's room; some others may have been accepted since.
 */
export function pendingInvitations(snapshot: Snapshot): readonly string[] | undefined {
  if (!snapshot.files.some(({ kind }) => kind === 'invitations')) return undefined;
  const connected = new Set(snapshot.contacts?.map(contactIdOf));
  return snapshot.invitations
    .filter(({ direction }) => direction === 'incoming')
    .map(remembered)
    .filter((invitation) => !connected.has(invitation.personId))
    .sort((a, b) => compareText(b.sentOn, a.sentOn) || compareText(a.personId, b.personId))
    .slice(0, mostPending)
    .map(invitationId);
}

function newJobs(snapshot: Snapshot, memory: Memory): RememberedJob[] {
  const known = new Map(memory.jobs.map((job) => [jobId(job), job]));
  return uniqueBy(
    snapshot.jobs.map((job): RememberedJob => ({ ...job, seenAt: snapshot.exportedAt })),
    jobId,
  ).filter((job) => {
    const standing = known.get(jobId(job));
    // The newest export wins; one that says the same is not worth a write.
    return standing === undefined || (standing.seenAt < job.seenAt && standing.finishedIn !== job.finishedIn);
  });
}

/**
 * What of the owner's own life helps to remember somebody. Posts and followed companies are many: only those that a
 * contact can be about are kept; every later export shows them all again.
 */
function newOwnFacts(snapshot: Snapshot, contacts: readonly Contact[], memory: Memory): RememberedOwnFact[] {
  const days = new Set(contacts.map(({ row }) => row.connectedOn));
  const names = new Set(contacts.flatMap(({ row }) => (row.company ? [row.company] : [])));
  const companies = new Set([...names].map(foldEmployer));
  const helps = (fact: OwnFact): boolean =>
    fact.kind === 'companyFollow'
      ? companies.has(foldEmployer(fact.name))
      : fact.kind !== 'post' || daysAfter(fact.from as IsoDay, ownHookDays).some((day) => days.has(day));
  const known = new Map(memory.ownFacts.map((fact) => [ownFactId(fact), fact]));
  const helpful = snapshot.ownFacts
    .filter(helps)
    .map((fact): RememberedOwnFact => ({ ...fact, seenAt: snapshot.exportedAt }));
  // Row order must not matter, not even for one thing told twice.
  const found = byText(helpful, () => 0);
  return uniqueBy(found, ownFactId).filter((fact) => {
    const standing = known.get(ownFactId(fact));
    return standing === undefined || (standing.seenAt < fact.seenAt && standing.until !== fact.until);
  });
}

function newFormerEmployers(input: {
  before: ReadonlyMap<ContactId, Contact>;
  after: readonly Contact[];
  snapshot: Snapshot;
  people: People;
  memory: Memory;
  older: boolean;
}): FormerEmployer[] {
  const { before, after, snapshot, people, memory, older } = input;
  const left = older
    ? (snapshot.contacts ?? []).flatMap((row) => {
        const joined = people.join({ slug: row.slug, name: fullName(row) });
        return joined.kind === 'contact' ? [{ contact: joined.contact, company: row.company }] : [];
      })
    : after.map((contact) => ({ contact, company: before.get(contact.contactId)?.row.company }));
  const known = new Set(memory.formerEmployers.map(({ contactId, company }) => `${contactId} ${company}`));
  return left.flatMap(({ contact, company }) => {
    if (company === undefined || company === contact.row.company || isGenericEmployer(company)) return [];
    if (known.has(`${contact.contactId} ${company}`)) return [];
    return [{ contactId: contact.contactId, company, seenAt: snapshot.exportedAt }];
  });
}

const excerptLength = 160;

function newExcerpts(snapshot: Snapshot, people: People, known: ReadonlySet<string>): Excerpt[] {
  const fresh: Excerpt[] = [];
  for (const excerpt of excerptsIn(snapshot, people)) if (!known.has(excerptId(excerpt))) fresh.push(excerpt);
  const oldestFirst = (a: Excerpt, b: Excerpt) => compareText(a.on ?? '', b.on ?? '');
  return uniqueBy(byText(fresh, oldestFirst), excerptId).map((excerpt) => ({
    ...excerpt,
    text: [...excerpt.text].slice(0, excerptLength).join(''),
  }));
}

/** The words that may be kept, one excerpt at a time: most of them are known. */
function* excerptsIn({ invitations, notes, messages }: Snapshot, people: People): Generator<Excerpt> {
  for (const { person, direction, sentOn, note } of invitations) {
    if (note === undefined) continue;
    const by = direction === 'outgoing' ? 'owner' : 'contact';
    yield { personId: personIdOf(person), kind: 'invitationNote', by, on: sentOn, text: note };
  }
  for (const { person, text, on } of notes) {
    const joined = people.join(person);
    if (joined.kind !== 'contact') continue;
    yield { personId: joined.contact.contactId, kind: 'linkedInNote', by: 'owner', on, text };
  }
  for (const { person, sent, received } of messages) {
    const joined = people.join(person);
    const byOwner = sent !== undefined && (received === undefined || sent.firstAt <= received.firstAt);
    const first = byOwner ? sent : received;
    if (joined.kind !== 'contact' || first === undefined) continue;
    yield {
      personId: joined.contact.contactId,
      kind: 'firstMessage',
      by: byOwner ? 'owner' : 'contact',
      on: dayOfSeconds(first.firstAt),
      text: first.opening,
    };
  }
}

/** Values in an order, and by their text where it leaves two equal; each is written once, however often it is compared. */
function byText<T>(values: readonly T[], order: (a: T, b: T) => number): T[] {
  return values
    .map((value) => ({ value, text: stableText(value) }))
    .sort((a, b) => order(a.value, b.value) || compareText(a.text, b.text))
    .map(({ value }) => value);
}

function uniqueBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...groupBy(values, key).values()].map(([first]) => first as T);
}
