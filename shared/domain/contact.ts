import { dayInMs } from './days.ts';
import type { ContactId, IsoDay, IsoMonth, IsoTime } from './ids.ts';
import { personId } from './ids.ts';
import { foldName } from './names-of-people.ts';

/** One person as one row of Connections.csv shows them (EXPORT-FORMATS A3). Empty cells are left out. */
export type ContactRow = {
  readonly firstName: string;
  readonly lastName: string;
  /** Canonical profile slug: decoded, NFC, lower case; absent for rows without a usable URL. */
  readonly slug?: string;
  readonly email?: string;
  readonly company?: string;
  readonly position?: string;
  readonly connectedOn: IsoDay;
};

/** Message totals with one contact outside of groups; greetings, drafts, spam and sponsored mail left out. */
export type MessageFacts = {
  /** All messages; exact to 20, then 21, 50, 100, 200, 500, 1000 as "at least". */
  readonly sent: number;
  readonly received: number;
  readonly firstSentOn?: IsoDay;
  readonly firstReceivedOn?: IsoDay;
  /** Day of the second message, of whoever wrote on the first day of all: it counts where the first one is a note. */
  readonly secondSentOn?: IsoDay;
  readonly secondReceivedOn?: IsoDay;
  readonly lastSentIn?: IsoMonth;
  readonly lastReceivedIn?: IsoMonth;
  /**
   * Of at most 20 messages: of more, a lively conversation would change them with every export. Of a contact whom the
   * owner wants to ask, the last received one is kept all the same, to see the reply.
   */
  readonly lastSentAt?: IsoTime;
  readonly lastReceivedAt?: IsoTime;
  /** A wrote, B wrote, A wrote again (either may be the owner), the invitation's note included. */
  readonly turnBack: boolean;
  /** The first message of all; of items of earlier versions known only where it was the note of an invitation. */
  readonly first?: FirstMessage;
  /**
   * Only as the rules look at a contact (`withNoteApart`), and never kept: the first message, where it is the note of an
   * invitation. It is then in none of the counts and first days.
   */
  readonly note?: FirstMessage;
};

export type FirstMessage = {
  readonly by: 'owner' | 'contact';
  readonly on: IsoDay;
  /** `noteFingerprint` of the text: the same text to several people is no personal note. Empty: without words. */
  readonly text: string;
};

/** The group chats shared with one contact; `best` is the one that proves most. */
export type GroupFacts = {
  /** Shared groups, exact to 20. */
  readonly shared: number;
  readonly best: {
    /** People in the chat, the owner included. */
    readonly size: number;
    readonly ownerWrote: boolean;
    readonly contactWrote: boolean;
    readonly lastIn: IsoMonth;
  };
  /** Of all groups in which both wrote the last month; absent where it is that of `best`. */
  readonly bothLastIn?: IsoMonth;
};

/** Which kind of fact was joined by a name that several contacts share, and by how many. */
export type DoubtfulFact = {
  readonly kind: DoubtfulKind;
  readonly namesakes: number;
  /** The whole file named nobody by profile: a later one that does settles who was meant. */
  readonly byNameOnly?: true;
};
/** How many people the most doubtful of some facts may be about. */
export const mostNamesakes = (doubts: readonly DoubtfulFact[]): number =>
  Math.max(...doubts.map(({ namesakes }) => namesakes));

/** The kinds of facts that files join by name. */
export const doubtfulKinds = [
  'messages',
  'recommendation',
  'endorsement',
  'note',
  'invitation',
  'addressBook',
  'search',
] as const;
export type DoubtfulKind = (typeof doubtfulKinds)[number];

/** What files can show without a date, by the names of the facts below. */
export const seenFacts = [
  'notedOn',
  'recommendationGivenOn',
  'recommendationReceivedOn',
  'endorsementGivenOn',
  'endorsementReceivedOn',
  'addressByEmailOn',
  'addressByNameOn',
  'addressImportedOn',
] as const;
export type SeenFact = (typeof seenFacts)[number];

/**
 * Evidence summary: what all uploads so far showed about one contact. It only ever grows (see facts.ts), so that
 * the order of the uploads does not matter.
 */
export type ContactFacts = {
  /** Those of the days below that are only the day of the export which showed the fact first: it names none itself. */
  readonly bySeen?: readonly SeenFact[];
  /** The earliest day of a connection, where some upload showed an earlier one than the row's. */
  readonly firstConnectedOn?: IsoDay;
  readonly messages?: MessageFacts;
  readonly groups?: GroupFacts;
  /** Day of a LinkedIn note with text, or of the export that showed it first. */
  readonly notedOn?: IsoDay;
  readonly recommendationGivenOn?: IsoDay;
  readonly recommendationReceivedOn?: IsoDay;
  readonly endorsementGivenOn?: IsoDay;
  readonly endorsementReceivedOn?: IsoDay;
  /** Day of an entry, or of the export that showed it first: in the address book by e-mail, by name; in imported ones. */
  readonly addressByEmailOn?: IsoDay;
  readonly addressByNameOn?: IsoDay;
  readonly addressImportedOn?: IsoDay;
  /** Last day in the month before the connection on which the owner searched for the name; thresholds say what counts. */
  readonly searchedOn?: IsoDay;
  /** Day before the connection from which on the owner followed the person. */
  readonly followedOn?: IsoDay;
  readonly doubtful?: readonly DoubtfulFact[];
};

/** One contact as the table keeps it: current row, aliases, evidence summary and comings and goings. */
export type Contact = {
  readonly contactId: ContactId;
  /** Every key under which the person was seen, oldest first: `in/<slug>` or `name/<folded>@<day>`. */
  readonly keys: readonly string[];
  readonly row: ContactRow;
  readonly facts: ContactFacts;
  /** Date of the first export that showed the person. */
  readonly firstSeenAt: IsoTime;
  /** Date of the first accepted export without the person; absent while connected. */
  readonly missingSince?: IsoTime;
  /** Date of the export in which the person was there again. */
  readonly returnedAt?: IsoTime;
};

/**
 * Which connections the rows of an export reach from and to, in the order of the file. The network writes the newest
 * first: a file that was cut short lacks the oldest ones, and nobody can tell by looking at it.
 */
export type Covers = {
  /** `unordered` also where all rows are of one day. */
  readonly order: 'newestFirst' | 'oldestFirst' | 'unordered';
  readonly from: IsoDay;
  readonly to: IsoDay;
};

/** What an export shows for sure about whom it lacks. */
export type Sight = {
  readonly exportedAt: IsoTime;
  readonly covers?: Covers | undefined;
  /**
   * Those missing before who may be one of the rows that could not be read, whoever may have been cut off, and whoever is
   * not there where an unread row may be anybody's; absent without any.
   */
  readonly unread?: readonly ContactId[] | undefined;
  /** Who stood at the end of the newest file in no order, the last one first; absent where all were in order. */
  readonly tail?: readonly ContactId[] | undefined;
};

export type ContactState = 'connected' | 'missing' | 'gone';

const goneAfterDays = 7;

/**
 * Where a contact stands beside the newest accepted export. *Gone* takes two accepted exports without them at least 7
 * days apart, by the exports' own dates (REQUIREMENTS D-5), the newest of which must lack them for sure: whom a cut
 * file would lack too, or who may stand in a row that could not be read, stays *missing* (REQUIREMENTS D-3).
 */
export function contactState(contact: Contact, newest: Sight | undefined): ContactState {
  const { missingSince } = contact;
  if (missingSince === undefined) return 'connected';
  if (newest === undefined || !surelyLacks(newest, contact)) return 'missing';
  return isGoneAfter(missingSince, newest.exportedAt) ? 'gone' : 'missing';
}

/** Whether two exports of these dates lie far enough apart to tell who left. */
export const isGoneAfter = (missingSince: IsoTime, exportedAt: IsoTime): boolean =>
  Date.parse(exportedAt) - Date.parse(missingSince) >= goneAfterDays * dayInMs;

/** Whether an export lacks somebody, and neither a cut file nor a row that could not be read can be the reason. */
export const surelyLacks = ({ covers, unread }: Sight, { contactId, row }: Contact): boolean =>
  isWithin(row.connectedOn, covers) && unread?.includes(contactId) !== true;

/** Whether a row of that day would stand in front of one that is there, where no cut can have taken it. */
function isWithin(day: IsoDay, covers: Covers | undefined): boolean {
  if (covers?.order === 'newestFirst') return day > covers.from;
  return covers?.order === 'oldestFirst' && day < covers.to;
}

const lists = new WeakMap<readonly Contact[], ReadonlyMap<ContactId, Contact>>();

/** The contacts by their ids; made once for one list, which is not to change afterwards. */
export function contactsById(contacts: readonly Contact[]): ReadonlyMap<ContactId, Contact> {
  const byId = lists.get(contacts) ?? new Map(contacts.map((contact) => [contact.contactId, contact]));
  lists.set(contacts, byId);
  return byId;
}

/** The key of a row: its profile slug, or without one the folded name and the day of the connection. */
export function rowKey(row: ContactRow): string {
  return row.slug === undefined ? `name/${foldName(fullName(row))}@${row.connectedOn}` : slugKey(row.slug);
}

export const slugKey = (slug: string): string => `in/${slug}`;

export const contactIdOf = (row: ContactRow): ContactId => personId(rowKey(row));

export const fullName = ({ firstName, lastName }: Pick<ContactRow, 'firstName' | 'lastName'>): string =>
  firstName !== '' && lastName !== '' ? `${firstName} ${lastName}` : firstName + lastName;

/**
 * The only address that Woher links to: always `https://www.linkedin.com/in/…`, made from the slug and never from the
 * text of the URL cell (REQUIREMENTS B-9).
 */
export function profileUrl(row: Pick<ContactRow, 'slug'>): string | undefined {
  if (row.slug === undefined) return undefined;
  if (row.slug.startsWith('pub/'))
    return `https://www.linkedin.com/${row.slug.split('/').map(encodeURIComponent).join('/')}`;
  return `https://www.linkedin.com/in/${encodeURIComponent(row.slug)}`;
}
