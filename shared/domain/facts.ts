import { compareText, defined, groupBy } from './collections.ts';
import {
  type Contact,
  type ContactFacts,
  type DoubtfulFact,
  type GroupFacts,
  type MessageFacts,
  type SeenFact,
  seenFacts,
} from './contact.ts';
import { dayOfSeconds, daysBetween, earlier, later, monthOf, timeOfSeconds } from './days.ts';
import type { IsoDay, IsoTime } from './ids.ts';
import type { Thresholds } from './policy.ts';
import type { DirectSide, GroupConversation, PersonMessages } from './snapshot.ts';
import { atLeast } from './snapshot.ts';

/**
 * What all uploads together showed: every part only grows, and merging is associative, commutative and idempotent, so
 * that neither the order nor the repetition of uploads matters.
 */
export function mergeFacts(a: ContactFacts, b: ContactFacts): ContactFacts {
  return defined<ContactFacts>({
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

/** Messages to and from a contact outside of groups, without the invitation's note. */
export const messagesIn = ({ messages }: ContactFacts): number =>
  messages === undefined ? 0 : messages.sent + messages.received;

function both<T>(a: T | undefined, b: T | undefined, merge: (a: T, b: T) => T): T | undefined {
  return a === undefined ? b : b === undefined ? a : merge(a, b);
}

function mergeMessages(a: MessageFacts, b: MessageFacts): MessageFacts {
  return defined<MessageFacts>({
    sent: Math.max(a.sent, b.sent),
    received: Math.max(a.received, b.received),
    firstSentOn: earlier(a.firstSentOn, b.firstSentOn),
    firstReceivedOn: earlier(a.firstReceivedOn, b.firstReceivedOn),
    lastSentIn: later(a.lastSentIn, b.lastSentIn),
    lastReceivedIn: later(a.lastReceivedIn, b.lastReceivedIn),
    lastSentAt: later(a.lastSentAt, b.lastSentAt),
    lastReceivedAt: later(a.lastReceivedAt, b.lastReceivedAt),
    turnBack: a.turnBack || b.turnBack,
    note: both(a.note, b.note, (x, y) =>
      (compareText(x.on, y.on) || compareText(x.text, y.text) || compareText(y.by, x.by)) <= 0 ? x : y,
    ),
  });
}

function mergeGroups(a: GroupFacts, b: GroupFacts): GroupFacts {
  return { shared: Math.max(a.shared, b.shared), best: compareGroups(a.best, b.best) <= 0 ? a.best : b.best };
}

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
 * What messages.csv says about one contact. The first message, when dated up to the day of the connection, is the
 * invitation's note (PRODUCT section 2) and counted neither as sent nor as received, only as a turn. Two days on which
 * both wrote always hold a turn back (A, B, A), so that `turnBack` covers them.
 */
export function factsFromMessages(found: PersonMessages, connectedOn: IsoDay): ContactFacts {
  const { sent, received, groups } = found;
  return defined<ContactFacts>({
    messages:
      sent === undefined && received === undefined ? undefined : messageFacts(sent, received, connectedOn),
    groups: groupFacts(groups),
  });
}

function messageFacts(
  sent: DirectSide | undefined,
  received: DirectSide | undefined,
  connectedOn: IsoDay,
): MessageFacts {
  const first =
    sent !== undefined && (received === undefined || sent.firstAt <= received.firstAt) ? sent : received;
  const isNote = first !== undefined && dayOfSeconds(first.firstAt) <= connectedOn;
  const ownerNote = isNote && first === sent;
  const contactNote = isNote && first === received;
  return defined<MessageFacts>({
    sent: countAfterNote(sent, ownerNote),
    received: countAfterNote(received, contactNote),
    firstSentOn: firstAfterNote(sent, ownerNote),
    firstReceivedOn: firstAfterNote(received, contactNote),
    lastSentIn: sent && monthOf(dayOfSeconds(sent.lastAt)),
    lastReceivedIn: received && monthOf(dayOfSeconds(received.lastAt)),
    lastSentAt: lastOfFew(sent),
    lastReceivedAt: lastOfFew(received),
    turnBack:
      sent !== undefined &&
      received !== undefined &&
      received.firstAt < sent.lastAt &&
      sent.firstAt < received.lastAt,
    note: isNote
      ? { by: ownerNote ? 'owner' : 'contact', on: dayOfSeconds(first.firstAt), text: first.firstText }
      : undefined,
  });
}

const lastOfFew = (side: DirectSide | undefined): IsoTime | undefined =>
  side === undefined || side.count > 20 ? undefined : timeOfSeconds(side.lastAt);

function countAfterNote(side: DirectSide | undefined, note: boolean): number {
  if (side === undefined) return 0;
  return note && side.count <= 20 ? side.count - 1 : atLeast(side.count);
}

function firstAfterNote(side: DirectSide | undefined, note: boolean): IsoDay | undefined {
  const at = note ? side?.secondAt : side?.firstAt;
  return at === undefined ? undefined : dayOfSeconds(at);
}

function groupFacts(groups: readonly GroupConversation[]): GroupFacts | undefined {
  const [best] = groups
    .map(({ size, ownerWrote, personWrote, lastIn }) => ({
      size,
      ownerWrote,
      contactWrote: personWrote,
      lastIn,
    }))
    .sort(compareGroups);
  return best === undefined ? undefined : { shared: Math.min(groups.length, 20), best };
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
