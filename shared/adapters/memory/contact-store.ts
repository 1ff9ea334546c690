import { begunImports } from '../../domain/begun-imports.ts';
import type { Contact } from '../../domain/contact.ts';
import { type Decision, decide, undo } from '../../domain/decision.ts';
import type { DigestRecord } from '../../domain/digest.ts';
import { OwnerUnknown } from '../../domain/errors.ts';
import type { Flag } from '../../domain/flag.ts';
import type { Override } from '../../domain/guard.ts';
import type { OwnerId } from '../../domain/ids.ts';
import type { Head, ImportRecord } from '../../domain/import.ts';
import type { FrozenMail, Send } from '../../domain/mail.ts';
import {
  type Excerpt,
  excerptId,
  type FormerEmployer,
  invitationId,
  jobId,
  ownFactId,
  type RememberedInvitation,
  type RememberedJob,
  type RememberedOwnFact,
} from '../../domain/memory.ts';
import { type AddressRecord, isLaterStop, type Outcome, stopInForce } from '../../domain/outcome.ts';
import type { Owner } from '../../domain/owner.ts';
import type { Receipt } from '../../domain/upload.ts';
import type {
  ContactStore,
  ContactsStore,
  DecisionStore,
  DigestStore,
  FlagStore,
  ImportLock,
  ImportStore,
  MailStore,
  MemoryStore,
  OutcomeStore,
  OwnerStore,
  ReceiptStore,
  Schedule,
  ScheduleStore,
  SendStore,
} from '../../ports/contact-store.ts';
import { createRows } from './rows.ts';

/** The store in memory, for tests: the same conditions as in the table, nothing is paced, nothing outlives the process. */
export function createMemoryContactStore(): ContactStore {
  return {
    ...createOwners(),
    ...createContacts(),
    ...createMemory(),
    ...createImports(),
    ...createReceipts(),
    ...createAuditItems(),
    ...createMails(),
    ...createOutcomes(),
    ...createDecisions(),
  };
}

// Keys begin with the owner, and `#` is no part of an owner's id: one owner's keys never begin like another's.
const keyOf = (ownerId: OwnerId, ...parts: readonly string[]): string => [ownerId, ...parts].join('#');
const allOf = (ownerId: OwnerId): string => `${ownerId}#`;

function createOwners(): OwnerStore & ScheduleStore {
  const owners = createRows<Owner>();
  const schedules = createRows<Schedule & { readonly ownerId: OwnerId }>();
  const readSchedule: ScheduleStore['readSchedule'] = async (ownerId) => {
    const row = schedules.get(keyOf(ownerId));
    if (row === undefined) return undefined;
    const { ownerId: _, ...schedule } = row;
    return schedule;
  };
  return {
    readOwner: async (ownerId) => owners.get(keyOf(ownerId)),
    async createOwner(owner, nextDueAt) {
      const { ownerId } = owner;
      if (schedules.get(keyOf(ownerId)) === undefined) schedules.set(keyOf(ownerId), { ownerId, nextDueAt });
      if (owners.get(keyOf(ownerId)) !== undefined) return 'existed';
      owners.set(keyOf(ownerId), owner);
      return 'created';
    },
    async changeOwner(ownerId, change) {
      const before = owners.get(keyOf(ownerId));
      if (before === undefined) throw new OwnerUnknown();
      const after = change(before);
      owners.set(keyOf(ownerId), after);
      return { before, after };
    },
    async pauseOwner(ownerId, pausedAt) {
      const standing = owners.get(keyOf(ownerId));
      if (standing === undefined) return undefined;
      const { pausedAt: since, ...owner } = standing;
      owners.set(keyOf(ownerId), pausedAt === undefined ? owner : { ...owner, pausedAt: since ?? pausedAt });
      return owners.get(keyOf(ownerId));
    },
    readSchedule,
    async readDue(at) {
      const due = schedules.all('').filter(({ nextDueAt }) => nextDueAt <= at);
      return due.map(({ ownerId }) => ownerId);
    },
    async moveDue(ownerId, from, to) {
      const standing = schedules.get(keyOf(ownerId));
      if (standing?.nextDueAt !== from.nextDueAt || standing.lastPeriod !== from.lastPeriod) return false;
      schedules.set(keyOf(ownerId), { ownerId, ...to });
      return true;
    },
  };
}

function createContacts(): ContactsStore {
  const rows = createRows<Contact>();
  return {
    readContacts: async (ownerId) => rows.all(allOf(ownerId)),
    readContact: async (ownerId, contactId) => rows.get(keyOf(ownerId, contactId)),
    async writeContacts(ownerId, contacts) {
      for (const contact of contacts) rows.set(keyOf(ownerId, contact.contactId), contact);
    },
  };
}

function createMemory(): MemoryStore {
  const invitations = createRows<RememberedInvitation>();
  const jobs = createRows<RememberedJob>();
  const formerEmployers = createRows<FormerEmployer>();
  const excerpts = createRows<Excerpt>();
  const ownFacts = createRows<RememberedOwnFact>();
  return {
    readMemory: async (ownerId) => ({
      invitations: invitations.all(allOf(ownerId)),
      jobs: jobs.all(allOf(ownerId)),
      formerEmployers: formerEmployers.all(allOf(ownerId)),
      ownFacts: ownFacts.all(allOf(ownerId)),
    }),
    async readExcerpts(ownerId, personIds) {
      const wanted = new Set(personIds);
      return excerpts.all(allOf(ownerId)).filter(({ personId }) => wanted.has(personId));
    },
    readExcerptIds: async (ownerId) => new Set(excerpts.all(allOf(ownerId)).map(excerptId)),
    async writeMemory(ownerId, items) {
      const written = new Set<string>();
      const write = <T>(rows: { set(key: string, value: T): void }, id: string, value: T, kind: string) => {
        rows.set(keyOf(ownerId, id), value);
        written.add(`${kind}#${id}`);
      };
      for (const of of items.invitations) write(invitations, invitationId(of), of, 'invitation');
      for (const job of items.jobs) write(jobs, jobId(job), job, 'job');
      for (const of of items.formerEmployers)
        write(formerEmployers, `${of.contactId}#${of.company}`, of, 'formerEmployer');
      for (const excerpt of items.excerpts) write(excerpts, excerptId(excerpt), excerpt, 'excerpt');
      for (const fact of items.ownFacts) write(ownFacts, ownFactId(fact), fact, 'ownFact');
      return written.size;
    },
    async eraseExcerpts(ownerId) {
      const kept = excerpts.all(allOf(ownerId));
      for (const excerpt of kept) excerpts.delete(keyOf(ownerId, excerptId(excerpt)));
      return kept.length;
    },
  };
}

function createImports(): ImportStore {
  const locks = createRows<ImportLock | undefined>();
  const records = createRows<ImportRecord>();
  const heads = createRows<Head>();
  const isImportLocked: ImportStore['isImportLocked'] = async (ownerId, now) => {
    const holder = locks.get(keyOf(ownerId));
    return holder !== undefined && holder.until >= now;
  };
  return {
    async takeImportLock(ownerId, lock, now) {
      const holder = locks.get(keyOf(ownerId));
      if (holder !== undefined && holder.until >= now && holder.runId !== lock.runId) return false;
      locks.set(keyOf(ownerId), lock);
      return true;
    },
    async releaseImportLock(ownerId, runId) {
      if (locks.get(keyOf(ownerId))?.runId === runId) locks.set(keyOf(ownerId), undefined);
    },
    async breakImportLock(ownerId) {
      locks.set(keyOf(ownerId), undefined);
    },
    isImportLocked,
    isImporting: async (ownerId, now) =>
      (await isImportLocked(ownerId, now)) || begunImports(records.all(allOf(ownerId))).length > 0,
    readImports: async (ownerId) => records.all(allOf(ownerId)),
    async openImport(ownerId, record) {
      const key = keyOf(ownerId, record.exportedAt, record.fileHash);
      const standing = records.get(key);
      if (standing?.status === 'applying' || standing?.status === 'accepted') return standing;
      records.set(key, record);
      return record;
    },
    writeImport: async (ownerId, record) =>
      records.set(keyOf(ownerId, record.exportedAt, record.fileHash), record),
    readHead: async (ownerId) => heads.get(keyOf(ownerId)),
    async moveHead(ownerId, head) {
      const standing = heads.get(keyOf(ownerId));
      const moves =
        standing === undefined ||
        standing.exportedAt < head.exportedAt ||
        standing.importId === head.importId;
      if (moves) heads.set(keyOf(ownerId), head);
    },
  };
}

function createReceipts(): ReceiptStore {
  const receipts = createRows<Receipt>();
  return {
    readReceipt: async (ownerId, uploadId) => receipts.get(keyOf(ownerId, uploadId)),
    writeReceipt: async (ownerId, uploadId, receipt) => receipts.set(keyOf(ownerId, uploadId), receipt),
  };
}

function createAuditItems(): FlagStore & DigestStore {
  const flagRows = createRows<Flag>();
  const digests = createRows<DigestRecord>();
  return {
    readFlags: async (ownerId) => flagRows.all(allOf(ownerId)),
    async writeFlags(ownerId, flags) {
      for (const flag of flags) flagRows.set(keyOf(ownerId, flag.subject, flag.ruleId), flag);
    },
    readDigest: async (ownerId, period) => digests.get(keyOf(ownerId, period)),
    readDigests: async (ownerId) => digests.all(allOf(ownerId)),
    async openDigest(record) {
      const key = keyOf(record.ownerId, record.period);
      const standing = digests.get(key);
      if (standing === undefined) digests.set(key, record);
      return standing ?? record;
    },
  };
}

function createMails(): MailStore & SendStore {
  const mails = createRows<FrozenMail>();
  const sends = createRows<Send>();
  const sendKey = (ownerId: OwnerId, send: Send): string =>
    keyOf(ownerId, send.mailId, String(send.attempt).padStart(4, '0'));
  return {
    readMail: async (ownerId, madeBy, mailId) => mails.get(keyOf(ownerId, madeBy, mailId)),
    readMails: async (ownerId, madeBy) => mails.all(`${keyOf(ownerId, madeBy)}#`),
    async freezeMail(madeBy, mail) {
      const key = keyOf(mail.ownerId, madeBy, mail.mailId);
      const standing = mails.get(key);
      if (standing === undefined) mails.set(key, mail);
      return standing ?? mail;
    },
    readSends: async (ownerId, mailId) =>
      sends.all(mailId === undefined ? allOf(ownerId) : `${keyOf(ownerId, mailId)}#`),
    async claimSend(ownerId, send) {
      if (sends.get(sendKey(ownerId, send)) !== undefined) return false;
      sends.set(sendKey(ownerId, send), send);
      return true;
    },
    async answerSend(ownerId, send) {
      if (sends.get(sendKey(ownerId, send))?.state === 'sending') sends.set(sendKey(ownerId, send), send);
    },
  };
}

function createOutcomes(): OutcomeStore {
  const outcomes = createRows<Outcome>();
  const addresses = createRows<AddressRecord>();
  return {
    async recordOutcome(ownerId, outcome) {
      const { mailId, attempt, event } = outcome;
      const key = keyOf(ownerId, mailId, String(attempt).padStart(4, '0'), event);
      if (outcomes.get(key) === undefined) outcomes.set(key, outcome);
    },
    readOutcomes: async (ownerId, mailId) =>
      outcomes.all(mailId === undefined ? allOf(ownerId) : `${keyOf(ownerId, mailId)}#`),
    async readMailStatus(ownerId, addressHash) {
      const record = addresses.get(keyOf(ownerId, addressHash));
      return record && stopInForce(record);
    },
    async stopMailing(ownerId, stop) {
      const key = keyOf(ownerId, stop.addressHash);
      const standing = addresses.get(key);
      if (standing === undefined || isLaterStop(stop, standing)) addresses.set(key, stop);
    },
    async liftStop(ownerId, addressHash, at) {
      const key = keyOf(ownerId, addressHash);
      const standing = addresses.get(key) ?? { addressHash };
      if (standing.liftedAt === undefined || standing.liftedAt < at)
        addresses.set(key, { ...standing, liftedAt: at });
    },
  };
}

function createDecisions(): DecisionStore {
  const decisions = createRows<Decision>();
  const overrides = createRows<Override>();
  return {
    readDecisions: async (ownerId) => decisions.all(allOf(ownerId)),
    readDecision: async (ownerId, subject) => decisions.get(keyOf(ownerId, subject)),
    async recordAnswer(ownerId, entry) {
      const decision = decide(decisions.get(keyOf(ownerId, entry.subject)), entry);
      decisions.set(keyOf(ownerId, entry.subject), decision);
      return decision;
    },
    async undoAnswer(ownerId, entry) {
      const standing = decisions.get(keyOf(ownerId, entry.subject));
      if (standing === undefined) return undefined;
      const decision = undo(standing, entry);
      decisions.set(keyOf(ownerId, entry.subject), decision);
      return decision;
    },
    async recordOverride(ownerId, override) {
      const key = keyOf(ownerId, override.fileHash);
      if (overrides.get(key) === undefined) overrides.set(key, override);
    },
    readOverride: async (ownerId, fileHash) => overrides.get(keyOf(ownerId, fileHash)),
  };
}
