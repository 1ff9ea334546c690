import type { Contact } from '../domain/contact.ts';
import type { Decision, NewAnswer, Undoing } from '../domain/decision.ts';
import type { DigestRecord } from '../domain/digest.ts';
import type { Flag } from '../domain/flag.ts';
import type { Override } from '../domain/guard.ts';
import type {
  ContactId,
  FileHash,
  ImportId,
  IsoTime,
  MailId,
  OwnerId,
  Period,
  RunId,
  Subject,
} from '../domain/ids.ts';
import type { Head, ImportRecord } from '../domain/import.ts';
import type { FrozenMail, MailMaker, Send } from '../domain/mail.ts';
import type {
  Excerpt,
  FormerEmployer,
  Memory,
  RememberedInvitation,
  RememberedJob,
  RememberedOwnFact,
} from '../domain/memory.ts';
import type { MailingStop, Outcome } from '../domain/outcome.ts';
import type { Owner } from '../domain/owner.ts';
import type { Receipt } from '../domain/upload.ts';

/**
 * The one table, in the words of the domain. One type an item family (DESIGN section 3); a function's services pick the
 * families that it may read and write. Every write is idempotent; every condition that fails on a replay is success.
 * Readers see their own writes (strongly consistent), but for `readDue`.
 */
export type ContactStore = OwnerStore &
  ScheduleStore &
  ContactsStore &
  MemoryStore &
  ImportStore &
  ReceiptStore &
  FlagStore &
  DigestStore &
  MailStore &
  SendStore &
  OutcomeStore &
  DecisionStore;

export type OwnerStore = {
  readOwner(ownerId: OwnerId): Promise<Owner | undefined>;
  /** Makes the owner with their first schedule; an owner who exists stays as they are. */
  createOwner(owner: Owner, nextDueAt: IsoTime): Promise<'created' | 'existed'>;
  /**
   * Changes an owner by what they are when it is written: a pause, or another change, that comes in between is kept and the
   * change asked anew; so it is, on top of itself, after a lost reply. Nothing is written where nothing changes.
   *
   * @throws OwnerUnknown
   */
  changeOwner(ownerId: OwnerId, change: (owner: Owner) => Owner): Promise<OwnerChange>;
  /**
   * Stops the digests since a time, or with undefined lets them come again; one conditional update, so that it undoes no
   * other setting. Who has paused stays paused since then. The owner as they stand; undefined: there is none.
   */
  pauseOwner(ownerId: OwnerId, pausedAt: IsoTime | undefined): Promise<Owner | undefined>;
};

/** The owner that a change began from, and as they stand after it. */
export type OwnerChange = { readonly before: Owner; readonly after: Owner };

/** When an owner is due next, the last period whose digest was handed to the mail, and what the last look asked for. */
export type Schedule = {
  readonly nextDueAt: IsoTime;
  readonly lastPeriod?: Period;
  /** The period that the last look asked an audit for; absent: it asked for none. */
  readonly askedPeriod?: Period;
};

export type ScheduleStore = {
  readSchedule(ownerId: OwnerId): Promise<Schedule | undefined>;
  /** Owners due at a time, by the sparse index; may lag, which the next tick heals. */
  readDue(at: IsoTime): Promise<OwnerId[]>;
  /** Moves the due time if it still is what was read; `false`: another tick was faster. */
  moveDue(ownerId: OwnerId, from: Schedule, to: Schedule): Promise<boolean>;
};

export type ContactsStore = {
  /** All contacts of an owner, ordered by contact id. */
  readContacts(ownerId: OwnerId): Promise<Contact[]>;
  readContact(ownerId: OwnerId, contactId: ContactId): Promise<Contact | undefined>;
  /** Writes whole items, one unit each, paced; leftovers are retried with backoff. @throws StoreThrottled */
  writeContacts(ownerId: OwnerId, contacts: readonly Contact[]): Promise<void>;
};

export type MemoryItems = {
  readonly invitations: readonly RememberedInvitation[];
  readonly jobs: readonly RememberedJob[];
  readonly formerEmployers: readonly FormerEmployer[];
  readonly excerpts: readonly Excerpt[];
  readonly ownFacts: readonly RememberedOwnFact[];
};

export type MemoryStore = {
  /** Everything but the excerpts. */
  readMemory(ownerId: OwnerId): Promise<Memory>;
  /** Excerpts of some people, by the ids of their keys. */
  readExcerpts(ownerId: OwnerId, personIds: readonly ContactId[]): Promise<Excerpt[]>;
  /** Ids (`excerptId`) of all excerpts that are kept, so that an import writes only new ones. */
  readExcerptIds(ownerId: OwnerId): Promise<Set<string>>;
  /** Writes whole items, paced like contacts; the count of items. @throws StoreThrottled */
  writeMemory(ownerId: OwnerId, items: MemoryItems): Promise<number>;
  /**
   * Erases all excerpts of the owner, paced like writes; how many there were. Only for a run that holds the import lock: an
   * import would write others meanwhile. @throws StoreThrottled
   */
  eraseExcerpts(ownerId: OwnerId): Promise<number>;
};

/** The right to apply imports of one owner. The run holds it, not the import: the same upload may come twice at once. */
export type ImportLock = { readonly runId: RunId; readonly importId: ImportId; readonly until: IsoTime };

export type ImportStore = {
  /** Takes the owner's import lock, also from a holder whose time is over; `false`: another run holds it. */
  takeImportLock(ownerId: OwnerId, lock: ImportLock, now: IsoTime): Promise<boolean>;
  /** Gives the lock back if this run still holds it. */
  releaseImportLock(ownerId: OwnerId, runId: RunId): Promise<void>;
  /** Takes the lock from whoever holds it: only for a home that knows that no run of its own is left. */
  breakImportLock(ownerId: OwnerId): Promise<void>;
  /** Whether a run is at an import: its lock stands and is not over. */
  isImportLocked(ownerId: OwnerId, now: IsoTime): Promise<boolean>;
  /** Whether contacts may be half applied: a run is at an import, or one was begun and left in the middle. */
  isImporting(ownerId: OwnerId, now: IsoTime): Promise<boolean>;
  /** All imports, oldest export first. */
  readImports(ownerId: OwnerId): Promise<ImportRecord[]>;
  /**
   * Puts the record unless the same import is being applied or was accepted already; gives back the one that stands. One
   * that is over without that, held, rejected or replaced, gives way: the same bytes may be accepted later.
   */
  openImport(ownerId: OwnerId, record: ImportRecord): Promise<ImportRecord>;
  /** Puts the record over whatever stands: for the run that holds the lock. */
  writeImport(ownerId: OwnerId, record: ImportRecord): Promise<void>;
  readHead(ownerId: OwnerId): Promise<Head | undefined>;
  /** Moves the head unless a newer export is there already; the same head again is success. */
  moveHead(ownerId: OwnerId, head: Head): Promise<void>;
};

/** What became of each upload, for 30 days: whoever sent it looks here for the result. */
export type ReceiptStore = {
  /** Undefined while the upload waits or is worked on, or when it was long ago. */
  readReceipt(ownerId: OwnerId, uploadId: string): Promise<Receipt | undefined>;
  writeReceipt(ownerId: OwnerId, uploadId: string, receipt: Receipt): Promise<void>;
};

export type FlagStore = {
  readFlags(ownerId: OwnerId): Promise<Flag[]>;
  writeFlags(ownerId: OwnerId, flags: readonly Flag[]): Promise<void>;
};

export type DigestStore = {
  readDigest(ownerId: OwnerId, period: Period): Promise<DigestRecord | undefined>;
  /** All digests, oldest period first. */
  readDigests(ownerId: OwnerId): Promise<DigestRecord[]>;
  /** Puts the digest if that period has none; gives back the one that stands, with its key and its list. */
  openDigest(record: DigestRecord): Promise<DigestRecord>;
};

export type MailStore = {
  readMail(ownerId: OwnerId, madeBy: MailMaker, mailId: MailId): Promise<FrozenMail | undefined>;
  /** All mails made by one function for one owner, by mail id. */
  readMails(ownerId: OwnerId, madeBy: MailMaker): Promise<FrozenMail[]>;
  /** Puts the mail if there is none of that id; gives back the one that stands. */
  freezeMail(madeBy: MailMaker, mail: FrozenMail): Promise<FrozenMail>;
};

export type SendStore = {
  /** Attempts for one mail, or without `mailId` for all of the owner's, by attempt. */
  readSends(ownerId: OwnerId, mailId?: MailId): Promise<Send[]>;
  /** The claim: puts the attempt if it does not exist; `false`: somebody else has it. */
  claimSend(ownerId: OwnerId, send: Send): Promise<boolean>;
  /** Writes an attempt's answer; only from `sending`, an answered attempt stays as it is. */
  answerSend(ownerId: OwnerId, send: Send): Promise<void>;
};

export type OutcomeStore = {
  /** Keeps what the carrier told; the first of its kind about an attempt stands. */
  recordOutcome(ownerId: OwnerId, outcome: Outcome): Promise<void>;
  /** What the carrier told about one mail, or without `mailId` about all of the owner's, by mail and attempt. */
  readOutcomes(ownerId: OwnerId, mailId?: MailId): Promise<Outcome[]>;
  /** Why an address, by its hash, may not be mailed; undefined: it may, or may again since the stop was lifted. */
  readMailStatus(ownerId: OwnerId, addressHash: string): Promise<MailingStop | undefined>;
  /** Ends all mail to one address; of two stops the later one stands, and none up to the time of a lift. */
  stopMailing(ownerId: OwnerId, stop: MailingStop): Promise<void>;
  /**
   * Lifts every stop of an address, by its hash, up to a time, also one whose event comes later; what happens after that
   * time stops it again. Of two lifts the later one stands. The operator's alone.
   */
  liftStop(ownerId: OwnerId, addressHash: string, at: IsoTime): Promise<void>;
};

export type DecisionStore = {
  readDecisions(ownerId: OwnerId): Promise<Decision[]>;
  readDecision(ownerId: OwnerId, subject: Subject): Promise<Decision | undefined>;
  /**
   * One conditional update; the same answer again changes nothing, unless it renews the one that stands. Gives back what
   * stands.
   */
  recordAnswer(ownerId: OwnerId, entry: NewAnswer): Promise<Decision>;
  /** Takes the latest answer back if the history still has `entries` entries. Gives back what stands. */
  undoAnswer(ownerId: OwnerId, entry: Undoing & { readonly subject: Subject }): Promise<Decision | undefined>;
  /** Keeps the owner's word that one held file is right; the first one stands. */
  recordOverride(ownerId: OwnerId, override: Override): Promise<void>;
  readOverride(ownerId: OwnerId, fileHash: FileHash): Promise<Override | undefined>;
};
