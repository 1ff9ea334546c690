import type { ContactRow, Covers } from './contact.ts';
import type { IsoDay, IsoMonth, IsoTime } from './ids.ts';

/** The files of an export that can hold evidence about a contact, and those that say who the owner is. */
export const evidenceFileKinds = [
  'connections',
  'messages',
  'invitations',
  'profile',
  'positions',
  'notes',
  'recommendationsGiven',
  'recommendationsReceived',
  'endorsementsGiven',
  'endorsementsReceived',
  'addressBook',
  'importedContacts',
  'searchQueries',
  'events',
] as const;

/** Every file that is read; the rest of them helps the memory and is no evidence. */
export const fileKinds = [
  ...evidenceFileKinds,
  'emailAddresses',
  'education',
  'volunteering',
  'companyFollows',
  'memberFollows',
  'shares',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** One file of the upload as the import reports it; `unknown` is read by nobody and harmless. */
export type ExportFile = {
  readonly name: string;
  readonly kind: FileKind | 'unknown';
  readonly rows: number;
  /** Lines, from 1, on which the first few rows begin that could not be read; absent when all could. */
  readonly unreadable?: readonly number[];
  /** How many rows could not be read, where that is another number than that of the lines. */
  readonly unreadableRows?: number;
  /** Rows of which all could be read but the date: they are taken without one. */
  readonly undated?: { readonly rows: number; readonly lines: readonly number[] };
  /** There are messages, none of which counts: drafts, spam, advertisements. */
  readonly uncounted?: true;
  /** It has the name of a file that was read in its stead. */
  readonly leftOut?: true;
  /** Letters were encoded twice ("Ã©" for "é") and have been read as they were meant. */
  readonly mojibake?: true;
  /** Single letters could not be read and became replacement signs. */
  readonly strayBytes?: true;
  /** NUL bytes stood in the text and have been dropped. */
  readonly nulBytes?: true;
  /** Columns that nobody knows, by their names in the file: the first few; absent without any. */
  readonly otherColumns?: readonly string[];
  /** Notes and endorsements that name people by their profiles, and not by their names alone. */
  readonly byProfile?: true;
};

/** Why a row was left out. Every row of every file is either read or counted under one of these. */
export const skipReasons = [
  'hiddenMember',
  'duplicateContact',
  'unreadableDate',
  'unreadableRow',
  'sponsored',
  'spam',
  'draft',
  'deletedAccount',
  'repeatedMessage',
  'emptyMessage',
  'greeting',
  'decoyFile',
  'withoutPerson',
] as const;
export type SkipReason = (typeof skipReasons)[number];
export type SkipCounts = Readonly<Partial<Record<SkipReason, number>>>;

/** Somebody named in a file: by profile slug where there is one, always by name where there is one. */
export type PersonRef = { readonly slug?: string; readonly name?: string };

/** What a row of Connections.csv that could not be read still shows of whose it is; compared, and never kept. */
export type UnreadContact = {
  readonly slugs: readonly string[];
  /** `foldName` of its name cells; empty where they say nothing. */
  readonly foldedName: string;
  /** All its words, folded, where its cells may stand under their neighbours' names and the last of them be cut. */
  readonly words?: readonly string[];
};

/** What one side wrote in the one-to-one conversations with one person; greetings and the like left out. */
export type DirectSide = {
  /** Distinct messages; exact to 20, above that in steps (see `atLeast`). */
  readonly count: number;
  /** Seconds since 1970, UTC, of the first, second and last message. */
  readonly firstAt: number;
  readonly secondAt?: number;
  readonly lastAt: number;
  /** `noteFingerprint` of the first message, and its opening (at most 160 characters); both empty of a file alone. */
  readonly firstText: string;
  readonly opening: string;
};

export type GroupConversation = {
  /** People in the chat, the owner included. */
  readonly size: number;
  readonly ownerWrote: boolean;
  readonly personWrote: boolean;
  readonly lastIn: IsoMonth;
};

/** All that messages.csv holds about one other person. */
export type PersonMessages = {
  readonly person: PersonRef;
  readonly sent?: DirectSide;
  readonly received?: DirectSide;
  readonly groups: readonly GroupConversation[];
};

export type Invitation = {
  readonly person: PersonRef;
  readonly direction: 'incoming' | 'outgoing';
  /** Day as LinkedIn writes it; the file names no time zone. */
  readonly sentOn: IsoDay;
  /** The note word for word, when there is one. */
  readonly note?: string;
};

export type Job = {
  readonly company: string;
  readonly title: string;
  readonly startedIn: IsoMonth;
  /** Absent: the owner's current job. */
  readonly finishedIn?: IsoMonth;
};

export type Note = { readonly person: PersonRef; readonly text: string; readonly on?: IsoDay };
export type Recommendation = {
  readonly person: PersonRef;
  readonly direction: 'given' | 'received';
  readonly on?: IsoDay;
};
export type Endorsement = {
  readonly person: PersonRef;
  readonly direction: 'given' | 'received';
  readonly on?: IsoDay;
};

/** An entry of the address book that the owner keeps (synced with LinkedIn), or of one imported or gathered by itself. */
export type AddressBookEntry = {
  readonly name?: string;
  /** Lower case. */
  readonly emails: readonly string[];
  readonly source: 'kept' | 'imported';
  readonly on?: IsoDay;
};

/** A search of the owner's whose words may be somebody's name. */
export type NameSearch = { readonly name: string; readonly on: IsoDay };

/** A member whom the owner follows or followed; the file has names only. */
export type MemberFollow = { readonly name: string; readonly on: IsoDay };

/** What the owner's own files tell of the owner's life. */
export const ownFactKinds = ['school', 'volunteering', 'event', 'companyFollow', 'post'] as const;
type OwnFactKind = (typeof ownFactKinds)[number];

/** Something of the owner's own life with a date, which helps to remember; about nobody else. */
export type OwnFact = {
  readonly kind: OwnFactKind;
  /** School, organisation, event or company; empty for a post, of which no word is kept. */
  readonly name: string;
  /** Degree or role; may be empty. */
  readonly title: string;
  readonly from: IsoDay | IsoMonth;
  /** Last day, month or year; absent: it has not ended, or was over at once. */
  readonly until?: IsoDay | IsoMonth;
};

/** How sure the export is about who its owner is, and by which of the three ways of EXPORT-FORMATS A5. */
export type ExportOwner = {
  readonly name?: string;
  readonly slug?: string;
  /** Addresses that the owner's profile had before: slugs change, and older chats keep them (EXPORT-FORMATS A5). */
  readonly formerSlugs?: readonly string[];
  readonly foundBy: OwnerFoundBy;
  /** Fingerprints of the owner's own e-mail addresses, to tell them from other people's; never shown. */
  readonly addressMarks?: readonly string[];
};

/** The ways of EXPORT-FORMATS A5 to tell the owner, the surest first. */
export const ownerFoundBy = [
  'invitations',
  'senderName',
  'everyConversation',
  'profileOnly',
  'unknown',
] as const;
export type OwnerFoundBy = (typeof ownerFoundBy)[number];

/** How people in messages.csv can be found: by profile URL on both sides, or (before mid-2023) by name. */
export type MessagesJoin = 'url' | 'name';

/** Everything one export says, validated; pure data, no matter from which file layout it was read. */
export type Snapshot = {
  /** The export's own date: entry time of Connections.csv, else the date in the name, else the newest date inside. */
  readonly exportedAt: IsoTime;
  readonly files: readonly ExportFile[];
  readonly skipped: SkipCounts;
  readonly owner: ExportOwner;
  /** Rows of Connections.csv without repetitions; undefined when the upload has no such file. */
  readonly contacts?: readonly ContactRow[];
  /** Which connections these rows reach from and to; undefined without any, or where some unread row may be anybody's. */
  readonly covers?: Covers;
  /** Keys of the last few rows of Connections.csv, the last one first, where these stand in no order of their days. */
  readonly lastKeys?: readonly string[];
  /** Whose rows could not be read. They are there all the same, and must not be taken for gone. */
  readonly unreadContacts?: readonly UnreadContact[];
  /** Some row that could not be read may be anybody's beside: this export proves nobody's absence. */
  readonly unreadMayBeAnybody?: true;
  readonly messagesJoin?: MessagesJoin;
  readonly messages: readonly PersonMessages[];
  readonly invitations: readonly Invitation[];
  readonly jobs: readonly Job[];
  readonly notes: readonly Note[];
  readonly recommendations: readonly Recommendation[];
  readonly endorsements: readonly Endorsement[];
  readonly addressBook: readonly AddressBookEntry[];
  readonly searches: readonly NameSearch[];
  readonly follows: readonly MemberFollow[];
  readonly ownFacts: readonly OwnFact[];
};

/** Why an upload was not read. `file` is the name of an entry, never a person's. */
export const rejectionCodes = [
  'tooLarge',
  'emptyFile',
  'pdf',
  'webPage',
  'otherFile',
  'truncatedZip',
  'encryptedZip',
  'damagedZip',
  'unsafeZip',
  'unfinishedDownload',
  'zipInZip',
  'noKnownCsv',
  'noConnections',
  'wrongHeader',
  'noContacts',
  'damagedCsv',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

/** What of an `unsafeZip` went beyond what is read (REQUIREMENTS D-7), or is in no export of LinkedIn's. */
export const breaches = [
  'archiveTooLarge',
  'tooManyEntries',
  'directoryTooLarge',
  'entryTooLarge',
  'totalTooLarge',
  'ratio',
  'symlink',
  'duplicateEntry',
  'overlap',
  'path',
  'compression',
  'twoExports',
  'tooManyRows',
  'tooManyConversations',
  'tooManyPeople',
] as const;
export type Breach = (typeof breaches)[number];

export type Rejection = {
  readonly rejected: RejectionCode;
  readonly file?: string;
  readonly line?: number;
  /** With `unsafeZip` only; absent in what was stored before breaches were told apart. */
  readonly breach?: Breach;
};

/** A count as it is kept: exact to 20, then the step that it has at least reached. */
export function atLeast(count: number): number {
  if (count <= 20) return count;
  return [1000, 500, 200, 100, 50].find((step) => count >= step) ?? 21;
}
