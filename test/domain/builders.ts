import type { Contact, ContactFacts, ContactRow, MessageFacts } from '../../shared/domain/contact.ts';
import { contactIdOf, rowKey } from '../../shared/domain/contact.ts';
import { dayOf } from '../../shared/domain/days.ts';
import type { Answer, Decision, GivenAnswer } from '../../shared/domain/decision.ts';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import { employersOf } from '../../shared/domain/employers.ts';
import type { Evidence } from '../../shared/domain/evidence-kinds.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import {
  contactSubject,
  type FileHash,
  fingerprint,
  type ImportId,
  type IsoDay,
  type IsoMonth,
  type IsoTime,
  type MailId,
  type OwnerId,
  type Period,
  personId,
} from '../../shared/domain/ids.ts';
import type { Head, ImportRecord } from '../../shared/domain/import.ts';
import { noContacts } from '../../shared/domain/import.ts';
import type { RememberedInvitation, RememberedJob } from '../../shared/domain/memory.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { DirectSide, FileKind, PersonMessages, Snapshot } from '../../shared/domain/snapshot.ts';

export const day = (text: string): IsoDay => text as IsoDay;
export const month = (text: string): IsoMonth => text as IsoMonth;
/** Noon UTC of a day, or the instant itself. */
export const time = (text: string): IsoTime =>
  (text.length === 10 ? `${text}T12:00:00.000Z` : text) as IsoTime;
/** Seconds since 1970 of noon of a day, or of an instant. */
export const seconds = (text: string): number => Date.parse(time(text)) / 1000;

/** The day so many days after another. */
export const daysAfter = (from: string, days: number): IsoDay =>
  dayOf(new Date(Date.parse(from) + days * 86_400_000).toISOString() as IsoTime);

export const aRow = (overrides: Partial<ContactRow> = {}): ContactRow => ({
  firstName: 'Anna',
  lastName: 'Muster',
  slug: 'anna-muster',
  connectedOn: day('2024-03-10'),
  ...overrides,
});

/** A connected contact without any evidence; `row` and `facts` are overrides of their own. */
export function aContact(
  overrides: Partial<Omit<Contact, 'row'>> & { readonly row?: Partial<ContactRow> } = {},
): Contact {
  const row = aRow(overrides.row);
  return {
    contactId: contactIdOf(row),
    keys: [rowKey(row)],
    facts: {},
    firstSeenAt: time('2026-01-01'),
    ...overrides,
    row,
  };
}

/** Contacts told apart by their number: other name, other slug. */
export const contactNo = (no: number, row: Partial<ContactRow> = {}, facts: ContactFacts = {}): Contact =>
  aContact({ row: { firstName: 'Person', lastName: `No${no}`, slug: `person-${no}`, ...row }, facts });

/** Message facts in which nobody wrote anything. A `note` is the first message, besides those that are counted. */
export function messagesWith({ note, ...overrides }: Partial<MessageFacts> = {}): MessageFacts {
  const messages = { sent: 0, received: 0, turnBack: false, ...overrides };
  if (note === undefined) return messages;
  const begun = { ...messages, first: note };
  return note.by === 'owner'
    ? { ...begun, sent: messages.sent + 1, firstSentOn: note.on, secondSentOn: messages.firstSentOn }
    : {
        ...begun,
        received: messages.received + 1,
        firstReceivedOn: note.on,
        secondReceivedOn: messages.firstReceivedOn,
      };
}

/** One side of a conversation, from the times of its messages, oldest first. */
export function aSide(times: readonly string[], firstText = 'first words'): DirectSide {
  const at = times.map(seconds);
  return {
    count: times.length,
    firstAt: at[0] ?? 0,
    ...(at[1] === undefined ? {} : { secondAt: at[1] }),
    lastAt: at.at(-1) ?? 0,
    firstText: fingerprint(firstText),
    opening: firstText,
  };
}

/** All messages with Anna Muster: the times at which the owner wrote, and at which she did. */
export const messagesOf = (
  sent: readonly string[],
  received: readonly string[],
  overrides: Partial<PersonMessages> = {},
): PersonMessages => ({
  person: { slug: 'anna-muster', name: 'Anna Muster' },
  ...(sent.length === 0 ? {} : { sent: aSide(sent) }),
  ...(received.length === 0 ? {} : { received: aSide(received) }),
  groups: [],
  ...overrides,
});

export const aSnapshot = (overrides: Partial<Snapshot> = {}): Snapshot => ({
  exportedAt: time('2026-06-01'),
  files: [],
  skipped: {},
  owner: { foundBy: 'unknown' },
  contacts: [],
  messages: [],
  invitations: [],
  jobs: [],
  notes: [],
  recommendations: [],
  endorsements: [],
  addressBook: [],
  searches: [],
  follows: [],
  ownFacts: [],
  ...overrides,
});

/** An accepted import that held these files with rows; messages are joined by profile. */
export const anImport = (
  kinds: readonly FileKind[],
  overrides: Partial<ImportRecord> = {},
): ImportRecord => ({
  importId: '0123456789abcdef' as ImportId,
  fileHash: '0123456789abcdef'.repeat(4) as FileHash,
  fileName: 'export.zip',
  status: 'accepted',
  exportedAt: time('2026-06-01'),
  uploadedAt: time('2026-06-01'),
  older: false,
  contacts: noContacts,
  skipped: {},
  files: kinds.map((kind) => ({ name: `${kind}.csv`, kind, rows: 1 })),
  absent: [],
  messagesJoin: 'url',
  changes: [],
  writes: { contacts: 0, other: 0 },
  ...overrides,
});

export const aHead = (exportedAt = '2026-06-01'): Head => ({
  importId: '0123456789abcdef' as ImportId,
  fileHash: '0123456789abcdef'.repeat(4) as FileHash,
  exportedAt: time(exportedAt),
});

export const anOwner = (overrides: Partial<Owner> = {}): Owner => ({
  ownerId: 'mo' as OwnerId,
  address: 'mo@example.org',
  locale: 'de',
  zone: 'Europe/Berlin',
  policy: 'balanced',
  digestSize: 12,
  employerAliases: [],
  largeEmployers: [],
  keepExcerpts: true,
  uploadKey: '7c'.repeat(32),
  ...overrides,
});

/** An own invitation without words to Anna Muster; `note` is the text, not its fingerprint. */
export const anInvitation = (overrides: Partial<RememberedInvitation> = {}): RememberedInvitation => ({
  personId: personId('in/anna-muster'),
  bySlug: true,
  foldedName: 'anna muster',
  direction: 'outgoing',
  sentOn: day('2024-03-09'),
  ...overrides,
  ...(overrides.note === undefined ? {} : { note: fingerprint(overrides.note) }),
});

export const aJob = (overrides: Partial<RememberedJob> = {}): RememberedJob => ({
  company: 'Nordwerk GmbH',
  title: 'Engineer',
  startedIn: month('2023-01'),
  seenAt: time('2026-06-01'),
  ...overrides,
});

export const anEvidence = (overrides: Partial<Evidence> = {}): Evidence => ({
  kind: 'endorsementGiven',
  strength: 'weak',
  ownAct: true,
  file: 'endorsementsGiven',
  ...overrides,
});

export const aFinding = (contact: Contact = aContact(), overrides: Partial<Finding> = {}): Finding => ({
  subject: contactSubject(contact.contactId),
  contactId: contact.contactId,
  ruleId: 'unknownOrigin',
  reason: { kind: 'noTrace', connectedOn: contact.row.connectedOn, searchedUntil: day('2026-06-01') },
  evidence: [],
  looked: ['connections', 'messages'],
  cannotKnow: [],
  ...overrides,
});

export function aDecision(contact: Contact, given: Answer | GivenAnswer, at = '2026-06-10'): Decision {
  const answer = typeof given === 'string' ? { answer: given } : given;
  return {
    subject: contactSubject(contact.contactId),
    given: answer,
    decidedAt: time(at),
    history: [{ at: time(at), via: 'review', given: answer }],
  };
}

/** Employers of an owner without aliases. */
export const employers = employersOf([], []);

export const aDigest = (period: string, openedAt: string): DigestRecord => ({
  ownerId: 'mo' as OwnerId,
  period: period as Period,
  mailId: `digest-${period}` as MailId,
  openedAt: time(openedAt),
  expiresAt: time('2099-01-01'),
  linkKey: '00'.repeat(32),
  questions: [],
});
