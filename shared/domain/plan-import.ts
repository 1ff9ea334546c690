import { compareText, defined, groupBy, sameValue, stableText } from './collections.ts';
import { type Contact, type Covers, contactIdOf, fullName, rowKey, type Sight, slugKey } from './contact.ts';
import { dayOfSeconds, daysAfter, earlier } from './days.ts';
import type { Decision } from './decision.ts';
import { applyExport, type Change, diffContacts, type Matched, matchEarlier, matchRows } from './diff.ts';
import { foldEmployer, isGenericEmployer } from './employers.ts';
import { withFirstConnection } from './facts.ts';
import { ownHookDays } from './hooks.ts';
import type { ContactId, IsoDay, IsoTime } from './ids.ts';
import { personId } from './ids.ts';
import type { ContactCounts, Head } from './import.ts';
import { noContacts } from './import.ts';
import { invitationsWithFacts } from './inviters.ts';
import type {
  Excerpt,
  FormerEmployer,
  Memory,
  RememberedInvitation,
  RememberedJob,
  RememberedOwnFact,
} from './memory.ts';
import { emptyMemory, excerptId, invitationId, jobId, ownFactId } from './memory.ts';
import { foldName } from './names-of-people.ts';
import { noLongerConnected } from './no-longer-connected.ts';
import { noteFingerprint } from './note-text.ts';
import { type Others, type People, peopleOf } from './people.ts';
import { uniteSame } from './same-person.ts';
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
  /** What the export shows for sure about whom it lacks. */
  readonly sight: Sight;
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
  /** Whoever is to be removed, or may be there under another name, has not left by themselves. */
  readonly decisions?: readonly Decision[];
  /** Whom the owner wants to ask: of them it counts when they wrote last. */
  readonly awaitsReply?: (contactId: ContactId) => boolean;
};

/**
 * Compares an export with what is known. An unchanged export plans no write; the rest of a half-written import plans
 * just the rest, so that a rerun arrives at the same state.
 */
export function planImport(input: PlanInput): ImportPlan {
  const { known, memory, head, snapshot } = input;
  const older = head !== undefined && snapshot.exportedAt < head.exportedAt;
  const found =
    older || snapshot.contacts === undefined
      ? undefined
      : matchRows(known, snapshot.contacts, snapshot.exportedAt, snapshot.unreadContacts);
  const past = older ? matchEarlier(known, snapshot.contacts ?? []) : undefined;
  // For the guard: one odd row at the end must not hide that the rest of the file was cut off.
  const absent = found?.absent ?? [];
  const matched = found && withoutNewAbsences(found, snapshot);
  const changes = matched === undefined ? [] : diffContacts(matched);
  const current =
    past !== undefined
      ? seenBefore(known, past, snapshot.exportedAt)
      : matched === undefined
        ? known
        : applyExport(matched, snapshot.exportedAt);
  const others = othersIn(snapshot, memory, past);
  const people = peopleOf(current, others);
  const after = withFacts(current, snapshot, { people, awaitsReply: input.awaitsReply ?? (() => false) });
  const sight = sightOf(snapshot, matched, head);
  const before = new Map(known.map((contact) => [contact.contactId, contact]));
  return {
    older,
    changes,
    counts:
      matched === undefined
        ? { ...noContacts, total: snapshot.contacts?.length ?? 0 }
        : countChanges({ matched, changes, gone: departuresBy(input, { current, sight }) }),
    absent,
    sight,
    contacts: after.filter((contact) => !sameValue(contact, before.get(contact.contactId))),
    invitations: invitationsToWrite(input, { current, people, others, older }),
    jobs: newJobs(snapshot, memory),
    formerEmployers: newFormerEmployers({ before, after, snapshot, memory, past }),
    excerpts: input.keepExcerpts ? newExcerpts(snapshot, people, input.excerptIds) : [],
    ownFacts: newOwnFacts(snapshot, current, memory),
  };
}

/** Where an unread row may be anybody's, nobody is missing by this export: they may stand in that row. */
function withoutNewAbsences(matched: Matched, { unreadMayBeAnybody }: Snapshot): Matched {
  if (unreadMayBeAnybody !== true) return matched;
  const unread = matched.absent.map((contact) => ({ contact, isSure: false }));
  return { ...matched, absent: [], unread: [...matched.unread, ...unread] };
}

// More of them than fit the head: then nobody is gone for sure.
const mostUnread = 200;

function sightOf(snapshot: Snapshot, matched: Matched | undefined, head: Head | undefined): Sight {
  const { exportedAt } = snapshot;
  const unread = (matched?.unread ?? []).flatMap(({ contact, isSure }) => (isSure ? [] : [contact]));
  const tail = matched && tailOf(snapshot, matched);
  const { covers, cut } = cutOf(snapshot, matched, head?.tail ?? []);
  const kept = tail ?? head?.tail;
  if (snapshot.unreadMayBeAnybody === true) {
    const ids = unread.toSorted(compareAbsence).map(({ contactId }) => contactId);
    const shown = ids.length === 0 ? undefined : ids.slice(0, mostUnread).sort();
    return defined<Sight>({ exportedAt, unread: shown, tail: kept });
  }
  // Whom a part of this very import marked as missing was not missing before.
  const missingBefore = unread.filter(
    ({ missingSince }) => missingSince !== undefined && missingSince !== exportedAt,
  );
  const unsure = [...missingBefore, ...cut].map(({ contactId }) => contactId);
  if (unsure.length > mostUnread) return defined<Sight>({ exportedAt, tail: kept });
  return defined<Sight>({
    exportedAt,
    covers,
    unread: unsure.length === 0 ? undefined : [...new Set(unsure)].sort(),
    tail: kept,
  });
}

// Whom this export lacks first of all, then the newest absences: nobody else's removal waits for it.
const compareAbsence = (a: Contact, b: Contact): number =>
  compareText(b.missingSince ?? '9', a.missingSince ?? '9') || compareText(a.contactId, b.contactId);

/** Who stood at the end of a file in no order; undefined for any other. */
const tailOf = ({ lastKeys }: Snapshot, { pairs, fresh }: Matched): readonly ContactId[] | undefined => {
  if (lastKeys === undefined) return undefined;
  const ids = new Map(
    [...pairs.map(({ contact, row }) => ({ contactId: contact.contactId, row })), ...fresh].map(
      ({ contactId, row }) => [rowKey(row), contactId] as const,
    ),
  );
  return lastKeys.flatMap((key) => ids.get(key) ?? []);
};

/**
 * Who may have been cut off the end of a file whose rest is in order, although this owner's files were in no order before
 * (somebody sorted them, or wrote the new ones below). A cut takes the end: whoever of the known `tail` of such a file is
 * still there stood before it, and only those behind them may have been cut off; when nobody of the tail is there, it may
 * be anybody. Files that always were in order need no more than `Covers`: in one and the same order a cut takes nobody in
 * front of somebody who is there, however few they are. And what is not cut has the tail, so that whoever it lacks is gone
 * after two such exports in a small network too.
 */
function cutOf(
  { covers, lastKeys }: Snapshot,
  matched: Matched | undefined,
  tail: readonly ContactId[],
): { readonly covers: Covers | undefined; readonly cut: readonly Contact[] } {
  if (matched === undefined || covers === undefined || lastKeys !== undefined) return { covers, cut: [] };
  const present = new Set(matched.pairs.map(({ contact }) => contact.contactId));
  const last = tail.findIndex((contactId) => present.has(contactId));
  if (tail.length > 0 && last < 0) return { covers: { ...covers, order: 'unordered' }, cut: [] };
  const behind = new Set(tail.slice(0, Math.max(0, last)));
  return { covers, cut: matched.absent.filter(({ contactId }) => behind.has(contactId)) };
}

/** How many this export shows to have left by themselves who had not by those before it. */
function departuresBy(
  { known, head, decisions = [] }: PlanInput,
  { current, sight }: { readonly current: readonly Contact[]; readonly sight: Sight },
): number {
  const leftBy = (apart: readonly Contact[], newest: Sight | undefined) => {
    const told = uniteSame({ contacts: apart, memory: emptyMemory, decisions });
    const bySubject = new Map(told.decisions.map((decision) => [decision.subject, decision]));
    return noLongerConnected({ contacts: told.contacts, decisions: bySubject, head: newest });
  };
  const before = new Set(leftBy(known, head).map(({ contactId }) => contactId));
  return leftBy(current, sight).filter(({ contactId }) => !before.has(contactId)).length;
}

function countChanges(input: { matched: Matched; changes: readonly Change[]; gone: number }): ContactCounts {
  const { matched, changes, gone } = input;
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  const touched = new Set(changes.map((change) => change.contactId));
  return {
    total: matched.pairs.length + matched.fresh.length,
    added: count('added'),
    edited: count('edited'),
    renamed: count('renamed'),
    missing: count('missing'),
    gone,
    returned: count('returned'),
    unchanged: matched.pairs.filter(({ contact }) => !touched.has(contact.contactId)).length,
  };
}

type Past = ReturnType<typeof matchEarlier>;

// An older export tells when somebody was first seen and under which keys, and whether they were connected before, and
// nothing else about who they are now.
function seenBefore(known: readonly Contact[], { pairs }: Past, exportedAt: IsoTime): Contact[] {
  const rows = new Map(pairs.map(({ contact, row }) => [contact.contactId, row]));
  return known.map((contact) => {
    const row = rows.get(contact.contactId);
    if (row === undefined) return contact;
    const key = rowKey(row);
    return {
      ...contact,
      keys: contact.keys.includes(key) ? contact.keys : [key, ...contact.keys],
      facts: withFirstConnection(contact.facts, contact.row, row),
      firstSeenAt: earlier(contact.firstSeenAt, exportedAt) ?? contact.firstSeenAt,
    };
  });
}

/** Everybody whom the files name by profile, and for an older export whose the keys were at its time. */
function othersIn(snapshot: Snapshot, { invitations }: Memory, past: Past | undefined): Others {
  const { messages, notes, endorsements } = snapshot;
  const facts = [messages, snapshot.invitations, notes, endorsements] as const;
  const met = facts.flatMap((found) => found.map(({ person }) => person));
  if (past === undefined) return { met, invited: invitations, formerly: new Map() };
  const { pairs, strangers } = past;
  const theirs = new Set(pairs.map(({ row }) => row));
  const unknown = (snapshot.contacts ?? []).filter((row) => !theirs.has(row));
  return {
    met: [...met, ...unknown.map((row) => ({ slug: row.slug ?? rowKey(row), name: fullName(row) }))],
    invited: invitations,
    formerly: new Map([
      ...strangers.map((row) => [rowKey(row), undefined] as const),
      ...pairs.map(({ contact, row }) => [rowKey(row), contact] as const),
    ]),
  };
}

function personIdOf({ slug, name }: PersonRef): ContactId {
  return personId(slug === undefined ? `name/${foldName(name ?? '')}` : slugKey(slug));
}

/** New invitations, and those about whose senders more is known by now. */
function invitationsToWrite(
  { snapshot, memory, head }: PlanInput,
  known: {
    readonly current: readonly Contact[];
    readonly people: People;
    readonly others: Others;
    readonly older: boolean;
  },
): RememberedInvitation[] {
  const { current: contacts, people, others, older } = known;
  const added = byInvitation(newInvitations(snapshot, memory));
  const listed = older ? [] : (pendingInvitations(snapshot) ?? []);
  const withMore = invitationsWithFacts({
    invitations: [...byInvitation([...memory.invitations, ...added.values()]).values()],
    pending: new Set([...(head?.pending ?? []), ...listed]),
    snapshot,
    contacts,
    people,
    others,
  });
  return [...byInvitation([...added.values(), ...withMore]).values()];
}

/** The last one of each. */
const byInvitation = (
  invitations: readonly RememberedInvitation[],
): ReadonlyMap<string, RememberedInvitation> =>
  new Map(invitations.map((invitation) => [invitationId(invitation), invitation]));

// What is remembered stays; all that a later export can add is the note, or the mark of a template in place of one that was
// kept with the name in it. Row order must not matter.
function newInvitations(snapshot: Snapshot, memory: Memory): RememberedInvitation[] {
  const known = new Map(memory.invitations.map((invitation) => [invitationId(invitation), invitation]));
  const wordless = ({ note }: RememberedInvitation) => Number(note === undefined);
  const found = byText(snapshot.invitations.map(remembered), (a, b) => wordless(a) - wordless(b));
  return uniqueBy(found, invitationId).flatMap((invitation) => {
    const standing = known.get(invitationId(invitation));
    if (standing === undefined) return [invitation];
    const fuller = defined<RememberedInvitation>({
      ...invitation,
      ...standing,
      note: earlier(invitation.note, standing.note),
    });
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
    note: note && noteFingerprint(note, direction === 'outgoing' ? person.name : undefined),
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
  memory: Memory;
  past: Past | undefined;
}): FormerEmployer[] {
  const { before, after, snapshot, memory, past } = input;
  const left = past
    ? past.pairs.map(({ contact, row }) => ({ contact, company: row.company }))
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
    if (joined.kind !== 'contact' || first === undefined || first.opening === '') continue;
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
