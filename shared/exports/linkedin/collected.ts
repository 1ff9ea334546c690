import { stableText } from '../../domain/collections.ts';
import type { ContactRow } from '../../domain/contact.ts';
import type { IsoDay } from '../../domain/ids.ts';
import type {
  AddressBookEntry,
  Endorsement,
  Invitation,
  Job,
  MemberFollow,
  MessagesJoin,
  NameSearch,
  Note,
  OwnFact,
  PersonRef,
  Recommendation,
  SkipReason,
  UnreadContact,
} from '../../domain/snapshot.ts';
import { breached } from '../rejection.ts';
import type { Conversations } from './conversations.ts';
import { newConversations } from './conversations.ts';
import type { NameIndex } from './name-index.ts';
import { newNameIndex } from './name-index.ts';

/** What the files of one export have said so far; filled file by file, then made into a snapshot. */
export type Collected = {
  readonly skipped: Map<SkipReason, number>;
  readonly names: NameIndex;
  readonly contacts: ContactRow[];
  /** Day up to which connections make sense. */
  readonly latestDay: IsoDay;
  /** The first few contacts of one file that are connected later than that, each with its line. */
  readonly later: { readonly row: ContactRow; readonly line: number }[];
  /** The contacts of one file with two digits for the year, by style of the date; and the styles that have four as well. */
  readonly shortYears: { readonly row: ContactRow; readonly line: number; readonly style: string }[];
  readonly longYears: Set<string>;
  /** The last contact, with its line, if its date may be the beginning of another. */
  lastMayBeCut: { readonly row: ContactRow; readonly line: number } | undefined;
  /** Whose rows could not be read, as far as these show it. */
  unreadContacts: readonly UnreadContact[];
  /** Whether some row that could not be read may be anybody's. */
  unreadMayBeAnybody: boolean;
  readonly conversations: Conversations;
  /** Messages of conversations between people, greetings included. */
  countedMessages: number;
  readonly invitations: Invitation[];
  /** The side of each invitation that must be the owner. */
  readonly inviting: PersonRef[];
  readonly ownerNames: string[];
  readonly jobs: Job[];
  readonly notes: Note[];
  readonly recommendations: Recommendation[];
  readonly endorsements: Endorsement[];
  readonly ownAddresses: Set<string>;
  readonly addressBook: AddressBookEntry[];
  /** Told once each, by their text: search logs and posts repeat. */
  readonly searches: Map<string, NameSearch>;
  readonly follows: MemberFollow[];
  readonly ownFacts: Map<string, OwnFact>;
  messagesJoin?: MessagesJoin;
};

export function newCollected(latestDay = '9999-12-31' as IsoDay): Collected {
  const names = newNameIndex();
  return {
    skipped: new Map(),
    names,
    contacts: [],
    latestDay,
    later: [],
    shortYears: [],
    longYears: new Set(),
    lastMayBeCut: undefined,
    unreadContacts: [],
    unreadMayBeAnybody: false,
    conversations: newConversations(names),
    countedMessages: 0,
    invitations: [],
    inviting: [],
    ownerNames: [],
    jobs: [],
    notes: [],
    recommendations: [],
    endorsements: [],
    ownAddresses: new Set(),
    addressBook: [],
    searches: new Map(),
    follows: [],
    ownFacts: new Map(),
  };
}

// Far more than a person can have: it is an attack on the memory.
const mostRemembered = 300_000;

/** Keeps something once, by its text. Errors: `ExportRejected` beyond all measure. */
export function remember<T>(into: Map<string, T>, key: string, value: T): void {
  if (into.has(key)) return;
  if (into.size >= mostRemembered) throw breached('tooManyRows');
  into.set(key, value);
}

/** Keeps a fact of the owner's own life once. */
export const rememberOwn = (into: Collected, fact: OwnFact): void =>
  remember(into.ownFacts, stableText(fact), fact);

/** Counts rows that were left out. */
export function skip(into: Collected, reason: SkipReason, rows = 1): void {
  if (rows > 0) into.skipped.set(reason, (into.skipped.get(reason) ?? 0) + rows);
}
