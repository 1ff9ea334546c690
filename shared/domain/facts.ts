import { compareText, defined, groupBy } from './collections.ts';
import {
  type Contact,
  type ContactFacts,
  type ContactRow,
  type DoubtfulFact,
  type GroupFacts,
  type MessageFacts,
  type SeenFact,
  seenFacts,
} from './contact.ts';
import { dayOfSeconds, daysBetween, earlier, later, monthOf, timeOfSeconds } from './days.ts';
import type { IsoDay, IsoMonth } from './ids.ts';
import type { Thresholds } from './policy.ts';
import type { DirectSide, GroupConversation, PersonMessages } from './snapshot.ts';
import { atLeast } from './snapshot.ts';

/**
 * What all uploads together showed: every part only grows, and merging is associative, commutative and idempotent, so
 * that neither the order nor the repetition of uploads matters.
 */
export function mergeFacts(a: ContactFacts, b: ContactFacts): ContactFacts {
  return defined<ContactFacts>({
    firstConnectedOn: earlier(a.firstConnectedOn, b.firstConnectedOn),
    messages: both(a.messages, b.messages, mergeMessages),
    groups: both(a.groups, b.groups, mergeGroups),
    notedOn: earlier(a.notedOn, b.notedOn),
    recommendationGivenOn: earlier(a.recommendationGivenOn, b.recommendationGivenOn),
    recommendationReceivedOn: earlier(a.recommendationReceivedOn, b.recommendationReceivedOn),
    endorsementGivenOn: earlier(a.endorsementGivenOn, b.endorsementGivenOn),
    endorsementReceivedOn: earlier(a.endorsementReceivedOn, b.endorsementReceivedOn),
    addressByEmailOn: earlier(a.addressByEmailOn, b.addressByEmailOn),
    addressByNameOn: earlier(a.addressByNameOn, b.addressByNameOn),
    addressImportedOn: earlier(a.addressImportedOn, b.addressImportedOn),
    searchedOn: later(a.searchedOn, b.searchedOn),
    followedOn: earlier(a.followedOn, b.followedOn),
    doubtful: both(a.doubtful, b.doubtful, mergeDoubtful),
    bySeen: stillBySeen(a, b),
  });
}

/**
 * The facts of a contact of whom another upload showed another row: a day that lies before that of the current one is of an
 * earlier connection, or of one that LinkedIn dates otherwise by now.
 */
export function withFirstConnection(
  facts: ContactFacts,
  current: ContactRow,
  other: ContactRow,
): ContactFacts {
  const { firstConnectedOn: known, ...others } = facts;
  const first = earlier(known, other.connectedOn) ?? other.connectedOn;
  if (first >= current.connectedOn) return known === undefined ? facts : others;
  return first === known ? facts : { ...others, firstConnectedOn: first };
}

/** The facts whose earlier day is only that of an export; of the same day a date of its own goes first. */
function stillBySeen(a: ContactFacts, b: ContactFacts): readonly SeenFact[] | undefined {
  if (a.bySeen === undefined && b.bySeen === undefined) return undefined;
  const found = seenFacts.filter((fact) => {
    const first = earlier(a[fact], b[fact]);
    const said = [a, b].filter((facts) => first !== undefined && facts[fact] === first);
    return said.length > 0 && said.every(({ bySeen }) => bySeen?.includes(fact));
  });
  return found.length === 0 ? undefined : found;
}

/** The day of a fact; undefined where that is only the day of an export that showed it. */
export const dayOfFact = (facts: ContactFacts, fact: SeenFact): IsoDay | undefined =>
  facts.bySeen?.includes(fact) ? undefined : facts[fact];

/** Messages to and from a contact outside of groups; of one as the rules look at them, without the invitation's note. */
export const messagesIn = ({ messages }: ContactFacts): number =>
  messages === undefined ? 0 : messages.sent + messages.received;

/** The same with the note: the number of those that are there to read, whatever they prove. */
export const messagesAndNoteIn = (facts: ContactFacts): number =>
  messagesIn(facts) + Number(facts.messages?.note !== undefined);

function both<T>(a: T | undefined, b: T | undefined, merge: (a: T, b: T) => T): T | undefined {
  return a === undefined ? b : b === undefined ? a : merge(a, b);
}

function mergeMessages(a: MessageFacts, b: MessageFacts): MessageFacts {
  const sent = earliestTwo([a.firstSentOn, a.secondSentOn], [b.firstSentOn, b.secondSentOn]);
  const received = earliestTwo(
    [a.firstReceivedOn, a.secondReceivedOn],
    [b.firstReceivedOn, b.secondReceivedOn],
  );
  return defined<MessageFacts>({
    sent: Math.max(a.sent, b.sent),
    received: Math.max(a.received, b.received),
    ...firstDays(sent, received),
    lastSentIn: later(a.lastSentIn, b.lastSentIn),
    lastReceivedIn: later(a.lastReceivedIn, b.lastReceivedIn),
    lastSentAt: later(a.lastSentAt, b.lastSentAt),
    lastReceivedAt: later(a.lastReceivedAt, b.lastReceivedAt),
    turnBack: a.turnBack || b.turnBack,
    first: both(a.first, b.first, (x, y) =>
      (compareText(x.on, y.on) || compareText(x.text, y.text) || compareText(y.by, x.by)) <= 0 ? x : y,
    ),
  });
}

/** The days of the first and the second message of one side. */
type FirstTwo = readonly [first: IsoDay | undefined, second: IsoDay | undefined];

// Two exports show one conversation, and either may lack what the other has: what both show is one message.
function earliestTwo(a: FirstTwo, b: FirstTwo): FirstTwo {
  const [[first, second], other] = earlier(a[0], b[0]) === a[0] ? [a, b] : [b, a];
  return [first, earlier(second, other[0] === first ? other[1] : other[0])];
}

// The second of whoever began later says nothing more: the first message of all cannot have been theirs.
function firstDays(
  [firstSentOn, secondSentOn]: FirstTwo,
  [firstReceivedOn, secondReceivedOn]: FirstTwo,
): Pick<MessageFacts, 'firstSentOn' | 'firstReceivedOn' | 'secondSentOn' | 'secondReceivedOn'> {
  const began = earlier(firstSentOn, firstReceivedOn);
  return defined({
    firstSentOn,
    firstReceivedOn,
    secondSentOn: firstSentOn === began ? secondSentOn : undefined,
    secondReceivedOn: firstReceivedOn === began ? secondReceivedOn : undefined,
  });
}

function mergeGroups(a: GroupFacts, b: GroupFacts): GroupFacts {
  return withBothLastIn(
    {
      shared: Math.max(a.shared, b.shared),
      best: compareGroups(a.best, b.best) <= 0 ? a.best : b.best,
    },
    later(bothWroteLastIn(a), bothWroteLastIn(b)),
  );
}

/** The last month of a group in which both wrote, whatever its size; undefined without such a group. */
export const bothWroteLastIn = ({ best, bothLastIn }: GroupFacts): IsoMonth | undefined =>
  bothLastIn ?? (best.ownerWrote && best.contactWrote ? best.lastIn : undefined);

const withBothLastIn = (groups: GroupFacts, bothLastIn: IsoMonth | undefined): GroupFacts =>
  bothLastIn === bothWroteLastIn(groups) || bothLastIn === undefined ? groups : { ...groups, bothLastIn };

// One is kept, the one that proves most under whatever threshold: both wrote, then the owner's own act, then the smaller.
function compareGroups(a: GroupFacts['best'], b: GroupFacts['best']): number {
  const rank = ({ ownerWrote, contactWrote }: GroupFacts['best']) =>
    ownerWrote ? (contactWrote ? 0 : 1) : contactWrote ? 2 : 3;
  return rank(a) - rank(b) || a.size - b.size || compareText(b.lastIn, a.lastIn);
}

/** PRODUCT section 2: "group chat of at most 8 people in which both wrote". */
export const provesAcquaintance = (
  group: GroupFacts['best'],
  { groupChatUpToPeople }: Pick<Thresholds, 'groupChatUpToPeople'>,
): boolean => group.size <= groupChatUpToPeople && group.ownerWrote && group.contactWrote;

/** The last search for the contact's name in the days before connecting; PRODUCT section 2: 7 of them. */
export const searchedBefore = (
  { row, facts: { searchedOn } }: Contact,
  { searchWithinDays }: Pick<Thresholds, 'searchWithinDays'>,
): IsoDay | undefined =>
  searchedOn !== undefined && daysBetween(searchedOn, row.connectedOn) <= searchWithinDays
    ? searchedOn
    : undefined;

function mergeDoubtful(a: readonly DoubtfulFact[], b: readonly DoubtfulFact[]): DoubtfulFact[] {
  return [...groupBy([...a, ...b], doubtId).values()]
    .map((facts) => facts.reduce((most, fact) => (fact.namesakes > most.namesakes ? fact : most)))
    .sort((x, y) => compareText(doubtId(x), doubtId(y)));
}

const doubtId = ({ kind, byNameOnly }: DoubtfulFact): string => `${kind} ${byNameOnly === true}`;

/**
 * What messages.csv says about one contact, whatever the day of the connection: an upload may show another one tomorrow.
 * Whether the first message is an invitation's note is judged when it is looked at (`withNoteApart`). Two days on which both
 * wrote always hold a turn back (A, B, A), so that `turnBack` covers them. `awaitsReply`: the last received one is kept to
 * the second, however many there are.
 */
export function factsFromMessages(found: PersonMessages, awaitsReply = false): ContactFacts {
  const { sent, received, groups } = found;
  return defined<ContactFacts>({
    messages:
      sent === undefined && received === undefined ? undefined : messageFacts(sent, received, awaitsReply),
    groups: groupFacts(groups),
  });
}

function messageFacts(
  sent: DirectSide | undefined,
  received: DirectSide | undefined,
  awaitsReply: boolean,
): MessageFacts {
  const byOwner = sent !== undefined && (received === undefined || sent.firstAt <= received.firstAt);
  const first = byOwner ? sent : received;
  return defined<MessageFacts>({
    sent: atLeast(sent?.count ?? 0),
    received: atLeast(received?.count ?? 0),
    ...firstDays(firstTwo(sent), firstTwo(received)),
    lastSentIn: sent && monthOf(dayOfSeconds(sent.lastAt)),
    lastReceivedIn: received && monthOf(dayOfSeconds(received.lastAt)),
    lastSentAt: sent && sent.count <= 20 ? timeOfSeconds(sent.lastAt) : undefined,
    lastReceivedAt:
      received && (received.count <= 20 || awaitsReply) ? timeOfSeconds(received.lastAt) : undefined,
    turnBack:
      sent !== undefined &&
      received !== undefined &&
      received.firstAt < sent.lastAt &&
      sent.firstAt < received.lastAt,
    first: first && {
      by: byOwner ? 'owner' : 'contact',
      on: dayOfSeconds(first.firstAt),
      text: first.firstText,
    },
  });
}

const firstTwo = (side: DirectSide | undefined): FirstTwo => [
  side && dayOfSeconds(side.firstAt),
  side?.secondAt === undefined ? undefined : dayOfSeconds(side.secondAt),
];

function groupFacts(groups: readonly GroupConversation[]): GroupFacts | undefined {
  const [best] = groups
    .map(({ size, ownerWrote, personWrote, lastIn }) => ({
      size,
      ownerWrote,
      contactWrote: personWrote,
      lastIn,
    }))
    .sort(compareGroups);
  if (best === undefined) return undefined;
  const bothLastIn = groups
    .flatMap(({ ownerWrote, personWrote, lastIn }) => (ownerWrote && personWrote ? [lastIn] : []))
    .reduce<IsoMonth | undefined>(later, undefined);
  return withBothLastIn({ shared: Math.min(groups.length, 20), best }, bothLastIn);
}

/** One person under two addresses in one file (an old and a new slug) as if it were one. */
export function mergePersonMessages(a: PersonMessages, b: PersonMessages): PersonMessages {
  return {
    person: a.person,
    sent: both(a.sent, b.sent, mergeSides),
    received: both(a.received, b.received, mergeSides),
    groups: [...a.groups, ...b.groups],
  };
}

function mergeSides(a: DirectSide, b: DirectSide): DirectSide {
  const aFirst = a.firstAt < b.firstAt || (a.firstAt === b.firstAt && a.firstText <= b.firstText);
  const [first, second] = aFirst ? [a, b] : [b, a];
  return {
    count: atLeast(a.count + b.count),
    firstAt: first.firstAt,
    secondAt: Math.min(first.secondAt ?? Number.POSITIVE_INFINITY, second.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
    firstText: first.firstText,
    opening: first.opening,
  };
}

export const doubtfulFacts = (doubt: DoubtfulFact): ContactFacts => ({ doubtful: [doubt] });
