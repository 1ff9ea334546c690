import { createHash } from 'node:crypto';
import { base32 } from '../../domain/base32.ts';
import type { MailId, OwnerId } from '../../domain/ids.ts';
import type { ImportRecord } from '../../domain/import.ts';
import type { MailMaker } from '../../domain/mail.ts';
import {
  type Excerpt,
  excerptId,
  type FormerEmployer,
  invitationId,
  type RememberedInvitation,
  type RememberedJob,
  type RememberedOwnFact,
} from '../../domain/memory.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { families } from '../../names.ts';

/** Primary key of one item: the family and its owner, and the place inside the family. */
export type Key = { readonly pk: string; readonly sk: string };

/** Attributes of one item, its key among them. */
export type Item = Readonly<Record<string, unknown>>;
export type KeyedItem = Item & Key;

type Family = (typeof families)[keyof typeof families];

export const partition = (family: Family, ownerId: OwnerId): string => `${family}#${ownerId}`;

const mailFamilies = {
  audit: families.auditMails,
  ingest: families.ingestMails,
  admin: families.adminMails,
} as const;

export const mailPartition = (madeBy: MailMaker, ownerId: OwnerId): string =>
  partition(mailFamilies[madeBy], ownerId);

/** Sort keys of the items that an owner has once. */
export const single = { settings: 'settings', next: 'next', lock: 'lock', head: 'head' } as const;

/** What sort keys of items that share a partition with other kinds begin with. */
export const prefixes = {
  import: 'import#',
  upload: 'upload#',
  invitation: 'invitation#',
  employer: 'employer#',
  ownerEmployer: 'employer#owner#',
  excerpt: 'excerpt#',
  ownFact: 'own#',
  status: 'status#',
  override: 'override#',
} as const;

/** Imports sort by the export's own date. */
export const importKey = (record: Pick<ImportRecord, 'exportedAt' | 'fileHash'>): string =>
  `${prefixes.import}${record.exportedAt}#${record.fileHash}`;

export const invitationKey = (of: RememberedInvitation): string =>
  `${prefixes.invitation}${invitationId(of)}`;

export const jobKey = (job: RememberedJob): string =>
  `${prefixes.ownerEmployer}${job.startedIn}#${shortHash([job.company, job.title])}`;

export const formerEmployerKey = (of: FormerEmployer): string =>
  `${prefixes.employer}${of.contactId}#${shortHash([of.company])}`;

export const ownFactKey = ({ kind, from, name, title }: RememberedOwnFact): string =>
  `${prefixes.ownFact}${kind}#${from}#${shortHash([name, title])}`;

/** Every kind of excerpt, for reading those of one person by their keys. */
export const excerptKinds = ['firstMessage', 'invitationNote', 'linkedInNote'] as const;

export const excerptKey = (of: Pick<Excerpt, 'personId' | 'kind'>): string =>
  `${prefixes.excerpt}${excerptId(of)}`;

/** Attempts sort as text, so their numbers are padded. */
export const sendKey = (mailId: MailId, attempt: number): string =>
  `${sendsOf(mailId)}${String(attempt).padStart(4, '0')}`;

export const outcomeKey = ({ mailId, attempt, event }: Outcome): string =>
  `${sendKey(mailId, attempt)}#${event}`;

/** No mail is called `status`. */
export const statusKey = (addressHash: string): string => `${prefixes.status}${addressHash}`;

export const sendsOf = (mailId: MailId): string => `${mailId}#`;

// Names of companies are free text of any length: sort keys hold 1,024 bytes and must not be made of personal data.
function shortHash(parts: readonly string[]): string {
  return base32(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 10));
}
