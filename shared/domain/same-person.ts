import { compareText, defined, groupBy } from './collections.ts';
import { type Contact, contactsById, fullName } from './contact.ts';
import { earlier } from './days.ts';
import type { Decision } from './decision.ts';
import { foldEmployer, isGenericEmployer } from './employers.ts';
import { mergeFacts } from './facts.ts';
import {
  type ContactId,
  contactSubject,
  type IsoDay,
  type IsoTime,
  type Subject,
  sameSubject,
  subjectPair,
} from './ids.ts';
import type { FormerEmployer, Memory } from './memory.ts';
import { foldName } from './names-of-people.ts';

/** Two contacts who may be one: who vanished in the very export in which the other appeared. */
export type Pair = {
  readonly vanished: Contact;
  readonly appeared: Contact;
  /** What they have in common beside the day of the connection. */
  readonly by: 'name' | 'email' | 'job';
};

/** Of more people than this who share an employer and a first name or position, it tells nobody from the others. */
const mostOfOneJob = 3;

/**
 * Pairs that only the owner can tell (DESIGN section 3: "ambiguity is asked, never guessed"): connected on the same day,
 * and of one name where several people of that name came and went, or of one e-mail address or job under another name.
 * A single rename is found by the import itself. In the order of the vanished, then of the appeared.
 */
export function pairsToAsk(contacts: readonly Contact[]): Pair[] {
  const gone = contacts.filter(({ missingSince }) => missingSince !== undefined);
  if (gone.length === 0) return [];
  const moments = new Set(gone.map(({ row, missingSince }) => momentOf(row.connectedOn, missingSince)));
  const came = contacts.filter(
    ({ row, missingSince, firstSeenAt }) =>
      missingSince === undefined && moments.has(momentOf(row.connectedOn, firstSeenAt)),
  );
  const vanishedBy = bySign(gone, ({ missingSince }) => missingSince);
  const appearedBy = bySign(came, ({ firstSeenAt }) => firstSeenAt);
  const found = new Map<Subject, Pair>();
  for (const vanished of gone.toSorted(byId)) {
    for (const { by, key } of signsOf(vanished, vanished.missingSince)) {
      const alike = appearedBy.get(key) ?? [];
      const many = Math.max(alike.length, vanishedBy.get(key)?.length ?? 0);
      if (by === 'job' && many > mostOfOneJob) continue;
      for (const appeared of alike) {
        const pair: Pair = { vanished, appeared, by };
        if (!found.has(pairSubject(pair))) found.set(pairSubject(pair), pair);
      }
    }
  }
  return [...found.values()].sort((a, b) => byId(a.vanished, b.vanished) || byId(a.appeared, b.appeared));
}

/** The pairs that the owner has not told apart or together yet. */
export const openPairs = (
  contacts: readonly Contact[],
  decisionOf: (subject: Subject) => Decision | undefined,
): Pair[] => pairsToAsk(contacts).filter((pair) => decisionOf(pairSubject(pair))?.given === undefined);

/** The subject of the question about a pair. */
export const pairSubject = ({ vanished, appeared }: Pair): Subject =>
  sameSubject(vanished.contactId, appeared.contactId);

const byId = (a: Contact, b: Contact): number => compareText(a.contactId, b.contactId);

const momentOf = (connectedOn: IsoDay, at: IsoTime | undefined): string => `${connectedOn} ${at}`;

type Sign = { readonly by: Pair['by']; readonly key: string };

/** What two rows of one person may have in common, the clearest first. */
function signsOf({ row }: Contact, at: IsoTime | undefined): Sign[] {
  const moment = momentOf(row.connectedOn, at);
  const sign = (by: Sign['by'], ...parts: readonly string[]): Sign[] =>
    parts.includes('') ? [] : [{ by, key: JSON.stringify([moment, by, ...parts]) }];
  const { email = '', company = '', position = '' } = row;
  const employer = isGenericEmployer(company) ? '' : foldEmployer(company);
  return [
    ...sign('name', foldName(fullName(row))),
    ...sign('email', email.toLowerCase()),
    ...sign('job', 'first name', employer, foldName(row.firstName)),
    ...sign('job', 'position', employer, position.toLowerCase()),
  ];
}

function bySign(
  contacts: readonly Contact[],
  at: (contact: Contact) => IsoTime | undefined,
): ReadonlyMap<string, readonly Contact[]> {
  const signs = contacts.flatMap((contact) =>
    signsOf(contact, at(contact)).map(({ key }) => ({ key, contact })),
  );
  return new Map(
    [...groupBy(signs, ({ key }) => key)].map(([key, found]) => [key, found.map(({ contact }) => contact)]),
  );
}

type Told = {
  readonly contacts: readonly Contact[];
  readonly memory: Memory;
  readonly decisions: readonly Decision[];
};

/**
 * The network with everybody whom the owner called the same as one contact: under the id of who was seen first, with the
 * row of who is there now, and the evidence, the former employers and the answers of all. Nothing is written: an undo of
 * the answer parts them again. Two who stood in one export are two people, whatever was answered.
 */
export function uniteSame<Network extends Told>(network: Network): Network {
  const { contacts, memory, decisions } = network;
  const people = samePeople(contacts, decisions);
  if (people.length === 0) return network;
  const ids = unitedIds(people);
  const united = people.map(unitedOf);
  const apart = contacts.filter(({ contactId }) => !ids.has(contactId));
  return {
    ...network,
    contacts: [...apart, ...united].sort(byId),
    memory: { ...memory, formerEmployers: formerEmployersOf(memory, people, ids) },
    decisions: decisionsOf(decisions, ids),
  };
}

/**
 * The contacts that are one person each, in the order in which that person bore them. Answers are followed in the order in
 * which they were given, as far as no two of one person were there at once.
 */
export function samePeople(
  contacts: readonly Contact[],
  decisions: readonly Decision[],
): readonly (readonly Contact[])[] {
  const told = decisions
    .filter(({ given }) => given?.answer === 'same')
    .sort((a, b) => compareText(a.decidedAt, b.decidedAt) || compareText(a.subject, b.subject));
  if (told.length === 0) return [];
  const known = contactsById(contacts);
  const personOf = new Map<ContactId, readonly Contact[]>();
  const membersOf = (id: ContactId | undefined): readonly Contact[] => {
    const contact = id && known.get(id);
    return contact ? (personOf.get(contact.contactId) ?? [contact]) : [];
  };
  for (const { subject } of told) {
    const pair = subjectPair(subject);
    const [one, other] = [membersOf(pair?.vanished), membersOf(pair?.appeared)];
    const are = one.length > 0 && other.length > 0 && one !== other;
    if (!are || one.some((a) => other.some((b) => wereThereAtOnce(a, b)))) continue;
    const members = [...one, ...other].sort((a, b) => compareText(cameAt(a), cameAt(b)) || byId(a, b));
    for (const { contactId } of members) personOf.set(contactId, members);
  }
  return [...new Set(personOf.values())];
}

/** Since when somebody is there, or was when they were there last: the first export with them, or with them again. */
export const cameAt = ({ firstSeenAt, returnedAt }: Contact): IsoTime => returnedAt ?? firstSeenAt;

function wereThereAtOnce(a: Contact, b: Contact): boolean {
  const startsBeforeEnd = (one: Contact, other: Contact) =>
    other.missingSince === undefined || cameAt(one) < other.missingSince;
  return a.contactId === b.contactId || (startsBeforeEnd(a, b) && startsBeforeEnd(b, a));
}

/** Of each contact that is one with others the id of the person. */
export const unitedIds = (people: readonly (readonly Contact[])[]): ReadonlyMap<ContactId, ContactId> =>
  new Map(
    people.flatMap((members) => {
      const [first] = [...members].sort((a, b) => compareText(a.firstSeenAt, b.firstSeenAt) || byId(a, b));
      return first === undefined ? [] : members.map(({ contactId }) => [contactId, first.contactId] as const);
    }),
  );

function unitedOf(members: readonly Contact[]): Contact {
  const [first, ...others] = members as readonly [Contact, ...Contact[]];
  const current = others.at(-1) ?? first;
  // Who is back under a former name in the export in which the newer one vanished was never away.
  const wasAway = !members.some(({ missingSince }) => missingSince === current.returnedAt);
  return defined<Contact>({
    contactId: unitedIds([members]).get(current.contactId) ?? current.contactId,
    keys: [...new Set(members.flatMap(({ keys }) => keys))],
    row: current.row,
    facts: others.reduce((facts, one) => mergeFacts(facts, one.facts), first.facts),
    firstSeenAt: others.reduce(
      (at, { firstSeenAt }) => earlier(at, firstSeenAt) ?? firstSeenAt,
      first.firstSeenAt,
    ),
    missingSince: current.missingSince,
    returnedAt: wasAway ? current.returnedAt : undefined,
  });
}

function formerEmployersOf(
  { formerEmployers }: Memory,
  people: readonly (readonly Contact[])[],
  ids: ReadonlyMap<ContactId, ContactId>,
): FormerEmployer[] {
  const ofOthers = people.flatMap((members) =>
    members.flatMap(({ contactId, row: { company }, missingSince }) =>
      company === undefined || missingSince === undefined
        ? []
        : [{ contactId, company, seenAt: missingSince }],
    ),
  );
  const named = [...formerEmployers, ...ofOthers].map((former) => ({
    ...former,
    contactId: ids.get(former.contactId) ?? former.contactId,
  }));
  const current = new Set(
    people.map((members) => `${ids.get(members[0]?.contactId as ContactId)} ${members.at(-1)?.row.company}`),
  );
  return [...groupBy(named, ({ contactId, company }) => `${contactId} ${company}`)].flatMap(
    ([key, [former]]) => (former === undefined || current.has(key) ? [] : [former]),
  );
}

/** The decision about a person who is several contacts, with the answers about all of them. */
type UnitedDecision = Decision & {
  /** About which of them the answer in force was recorded, after how many entries about the others. */
  readonly recorded: { readonly subject: Subject; readonly after: number };
};

// Of several answers about one person the later one is in force; the history about that contact comes last, so that what
// an undo takes back is at the end.
function decisionsOf(
  decisions: readonly Decision[],
  ids: ReadonlyMap<ContactId, ContactId>,
): readonly Decision[] {
  const subjects = new Map<Subject, Subject>(
    [...ids].map(([from, to]) => [contactSubject(from), contactSubject(to)]),
  );
  return [...groupBy(decisions, ({ subject }) => subjects.get(subject) ?? subject)].flatMap(
    ([subject, same]): Decision[] => {
      const inOrder = same.toSorted(
        (a, b) =>
          Number(isAnswered(a)) - Number(isAnswered(b)) ||
          compareText(answeredAt(a), answeredAt(b)) ||
          compareText(a.subject, b.subject),
      );
      const standing = inOrder.at(-1);
      if (standing === undefined || (inOrder.length === 1 && standing.subject === subject)) return inOrder;
      const history = inOrder.flatMap((decision) => decision.history);
      const after = history.length - standing.history.length;
      const united: UnitedDecision = {
        ...standing,
        ...(standing.unconfirmed && inForceAmong(inOrder)),
        subject,
        history,
        recorded: { subject: standing.subject, after },
      };
      return [united];
    },
  );
}

// A held answer is the latest word, too: it is asked about where it was recorded.
const isAnswered = ({ given, unconfirmed }: Decision): boolean => (unconfirmed ?? given) !== undefined;
const answeredAt = ({ decidedAt, unconfirmed }: Decision): IsoTime => unconfirmed?.at ?? decidedAt;

/** What the owner said last of what is in force, about whichever of them. */
function inForceAmong(decisions: readonly Decision[]): Pick<Decision, 'given' | 'decidedAt'> | undefined {
  const [latest] = decisions
    .filter(({ given }) => given !== undefined)
    .sort((a, b) => compareText(b.decidedAt, a.decidedAt));
  return latest && { ...(latest.given && { given: latest.given }), decidedAt: latest.decidedAt };
}

/** What an undo is to take back: the answer about a subject whose history has `entries` entries. */
type Seen = { readonly subject: Subject; readonly entries: number };

/**
 * Where an undo of what an owner saw has to go, and how the decision is shown that it leaves: the same for everybody who is
 * one contact.
 */
export function undoTarget(
  seen: Decision | undefined,
  { subject, entries }: Seen,
): { readonly recorded: Seen; readonly shown: (decision: Decision) => Decision } {
  if (seen === undefined || !('recorded' in seen))
    return { recorded: { subject, entries }, shown: (decision) => decision };
  const { recorded, history } = seen as UnitedDecision;
  const { after } = recorded;
  const shown = (decision: Decision): UnitedDecision => ({
    ...decision,
    subject,
    history: [...history.slice(0, after), ...decision.history],
    recorded,
  });
  return { recorded: { subject: recorded.subject, entries: entries - after }, shown };
}

/**
 * About which contact a new answer has to be recorded, and how the decision is shown that it leaves: where the one in force
 * was. At another contact of the same person the same answer may stand already, from before that one, and would be lost.
 */
export function answerTarget(
  standing: Decision | undefined,
  subject: Subject,
): { readonly subject: Subject; readonly shown: (decision: Decision) => Decision } {
  const { recorded, shown } = undoTarget(standing, { subject, entries: 0 });
  return { subject: recorded.subject, shown };
}
