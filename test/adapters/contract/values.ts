import type { Contact } from '../../../shared/domain/contact.ts';
import type { Decision, GivenAnswer } from '../../../shared/domain/decision.ts';
import type { DigestRecord } from '../../../shared/domain/digest.ts';
import type { Flag } from '../../../shared/domain/flag.ts';
import {
  type ContactId,
  contactSubject,
  type FileHash,
  type ImportId,
  type IsoDay,
  type IsoMonth,
  type IsoTime,
  importIdOf,
  type MailId,
  type OwnerId,
  type Period,
  personId,
  type RunId,
} from '../../../shared/domain/ids.ts';
import { type ImportRecord, noContacts } from '../../../shared/domain/import.ts';
import type { FrozenMail, Send } from '../../../shared/domain/mail.ts';
import type { Owner } from '../../../shared/domain/owner.ts';

// Made-up values, each in a minimal and a fully filled shape. Properties stand in the order of their types.

export const day = (text: string) => text as IsoDay;
export const month = (text: string) => text as IsoMonth;
export const time = (text: string) => text as IsoTime;
export const mailId = (text: string) => text as MailId;
export const period = (text: string) => text as Period;

/** A time in 2026, some seconds after New Year. */
export const second = (count: number): IsoTime =>
  new Date(Date.UTC(2026, 0, 1) + count * 1_000).toISOString() as IsoTime;

export const hash = (digit: string): FileHash => digit.repeat(64) as FileHash;
export const importId = (digit: string): ImportId => importIdOf(hash(digit));
export const runId = (letter: string): RunId => `run-${letter}` as RunId;

let owners = 0;

/** An owner id that no other test uses: all of them share one table. */
export function anotherOwner(): OwnerId {
  owners += 1;
  const letters = [...String(owners)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return `t${letters}` as OwnerId;
}

export const minimalOwner = (ownerId: OwnerId): Owner => ({
  ownerId,
  address: 'joerdis@wolkenhauerin.example',
  locale: 'de',
  zone: 'Europe/Berlin',
  policy: 'balanced',
  digestSize: 12,
  employerAliases: [],
  largeEmployers: [],
  keepExcerpts: false,
});

// In the order of the store: a value comes back with its properties where they were.
export const fullOwner = (ownerId: OwnerId): Owner => ({
  ownerId,
  address: 'joerdis@wolkenhauerin.example',
  locale: 'nl',
  zone: 'Europe/Amsterdam',
  policy: 'strict',
  policyChanges: {
    newContactGraceDays: 0,
    lostFromSightAfterMonths: 12,
    switched: { burst: false, unclearOrigin: true },
  },
  rhythm: 'quarterly',
  nothingToAsk: 'noMail',
  compliance: [
    {
      by: 'company',
      value: 'Brennhagener Messtechnik GmbH',
      reason: 'Ünser Vertrag 🌊',
      until: day('2031-12-31'),
    },
    { by: 'domain', value: 'wolkenhauerin.example', reason: 'a' },
  ],
  digestSize: 25,
  employerAliases: [['Brennhagener Messtechnik GmbH', 'Sentaviora Instruments GmbH'], []],
  largeEmployers: ['Vereinte Elektrowerke Nordmark AG', ''],
  keepExcerpts: true,
  uploadKey: '7c'.repeat(32),
  pausedAt: second(3),
});

export const contactIdOf = (name: string): ContactId => personId(`in/${name}`);

export const minimalContact = (name: string): Contact => ({
  contactId: contactIdOf(name),
  keys: [`in/${name}`],
  row: { firstName: '', lastName: name, connectedOn: day('2019-05-04') },
  facts: {},
  firstSeenAt: time('2026-01-01T00:00:00.000Z'),
});

export const fullContact = (name: string): Contact => ({
  contactId: contactIdOf(name),
  keys: [`name/${name}@2019-05-04`, `in/${name}`, `in/${name}-ü-名`],
  row: {
    firstName: 'Änne 🌊',
    lastName: name,
    slug: `${name}-ü-名`,
    email: `${name}@halvorsen.example`,
    company: 'Halvorsen & Tiedebrook Medizintechnik GmbH',
    position: 'Leiterin "Atemwege", Zulassung',
    connectedOn: day('2019-05-04'),
  },
  facts: {
    messages: {
      sent: 20,
      received: 1000,
      firstSentOn: day('2019-05-05'),
      firstReceivedOn: day('2019-05-06'),
      secondSentOn: day('2019-05-07'),
      secondReceivedOn: day('2019-05-08'),
      lastSentIn: month('2025-12'),
      lastReceivedIn: month('2026-01'),
      lastSentAt: time('2025-12-03T08:15:42.000Z'),
      lastReceivedAt: time('2026-01-04T23:59:59.000Z'),
      turnBack: true,
      first: { by: 'contact', on: day('2019-05-03'), text: 'abcdefghijkl' },
    },
    groups: {
      shared: 3,
      best: { size: 7, ownerWrote: false, contactWrote: true, lastIn: month('2024-02') },
      bothLastIn: month('2024-03'),
    },
    notedOn: day('2020-01-01'),
    recommendationGivenOn: day('2020-01-02'),
    recommendationReceivedOn: day('2020-01-03'),
    endorsementGivenOn: day('2020-01-04'),
    endorsementReceivedOn: day('2020-01-05'),
    addressByEmailOn: day('2020-01-06'),
    addressByNameOn: day('2020-01-07'),
    addressImportedOn: day('2020-01-08'),
    searchedOn: day('2019-05-01'),
    followedOn: day('2019-05-02'),
    doubtful: [{ kind: 'messages', namesakes: 2, byNameOnly: true }],
    bySeen: ['notedOn', 'addressByNameOn'],
    firstConnectedOn: day('2017-05-04'),
  },
  firstSeenAt: time('2026-01-01T00:00:00.000Z'),
  missingSince: time('2026-02-01T00:00:00.000Z'),
  returnedAt: time('2026-03-01T00:00:00.000Z'),
});

export const minimalImport = (digit: string, exportedAt: IsoTime): ImportRecord => ({
  importId: importId(digit),
  fileHash: hash(digit),
  fileName: '',
  status: 'applying',
  exportedAt,
  uploadedAt: exportedAt,
  older: false,
  contacts: noContacts,
  skipped: {},
  files: [],
  absent: [],
  changes: [],
  writes: { contacts: 0, other: 0 },
});

export const fullImport = (digit: string, exportedAt: IsoTime): ImportRecord => ({
  importId: importId(digit),
  fileHash: hash(digit),
  fileName: 'Basic_LinkedInDataExport.zip',
  status: 'rejected',
  exportedAt,
  uploadedAt: second(5),
  uploadId: 'upload-5',
  finishedAt: second(6),
  rejection: { rejected: 'unsafeZip', file: 'Connections.csv', line: 4, breach: 'ratio' },
  older: true,
  contacts: { total: 7, added: 1, edited: 2, renamed: 3, missing: 4, gone: 5, returned: 6, unchanged: 0 },
  skipped: { hiddenMember: 3, greeting: 900 },
  files: [
    { name: 'Connections.csv', kind: 'connections', rows: 7, unreadable: [4, 90], unreadableRows: 3 },
    { name: 'Notes.csv', kind: 'notes', rows: 1, mojibake: true, byProfile: true },
    { name: 'messages.csv', kind: 'messages', rows: 3, uncounted: true },
    { name: 'Endorsements.csv', kind: 'unknown', rows: 0, leftOut: true },
    { name: 'Contacts.csv', kind: 'addressBook', rows: 2, undated: { rows: 1, lines: [2] }, nulBytes: true },
    { name: 'Events.csv', kind: 'events', rows: 2, strayBytes: true, otherColumns: ['Badge', 'Ort'] },
    { name: 'Ads Clicked.csv', kind: 'unknown', rows: 0 },
  ],
  absent: ['messages', 'profile'],
  guard: {
    reasons: [],
    expected: 60,
    missing: 4,
    mayMiss: 10,
    missingCanaries: [{ contactId: contactIdOf('d'), name: 'Dörte Zwölf' }],
  },
  messagesJoin: 'name',
  ownerFoundBy: 'senderName',
  changes: [
    { kind: 'added', contactId: contactIdOf('a') },
    { kind: 'edited', contactId: contactIdOf('b'), fields: ['company', 'position'] },
    { kind: 'renamed', contactId: contactIdOf('c'), fields: ['lastName', 'slug'] },
    { kind: 'missing', contactId: contactIdOf('d') },
    { kind: 'returned', contactId: contactIdOf('e') },
  ],
  writes: { contacts: 5, other: 12 },
});

export const minimalFlag = (name: string): Flag => ({
  subject: contactSubject(contactIdOf(name)),
  ruleId: 'lostFromSight',
  state: 'open',
  openedAt: second(0),
  finding: {
    subject: contactSubject(contactIdOf(name)),
    contactId: contactIdOf(name),
    ruleId: 'lostFromSight',
    reason: { kind: 'lostFromSight', lastIn: month('2021'), messages: 4 },
    evidence: [],
    looked: [],
    cannotKnow: [],
  },
});

export const fullFlag = (name: string): Flag => ({
  subject: contactSubject(contactIdOf(name)),
  ruleId: 'unknownOrigin',
  state: 'lapsed',
  openedAt: second(0),
  closedAt: second(9),
  finding: {
    subject: contactSubject(contactIdOf(name)),
    contactId: contactIdOf(name),
    ruleId: 'unknownOrigin',
    reason: {
      kind: 'onlyHint',
      connectedOn: day('2019-05-04'),
      hint: 'sharedEmployer',
      hintAt: month('2019'),
    },
    evidence: [
      {
        kind: 'sharedEmployer',
        strength: 'weak',
        ownAct: false,
        at: month('2019'),
        file: 'positions',
        detail: 'Nordlicht Apparatebau GmbH',
      },
      { kind: 'answer', strength: 'final', ownAct: true, file: 'review' },
    ],
    looked: ['messages', 'positions'],
    cannotKnow: ['notes'],
  },
});

export const digestOf = (ownerId: OwnerId, of: string, linkKey = 'ab'.repeat(32)): DigestRecord => ({
  ownerId,
  period: period(of),
  mailId: mailId(`digest-${of}`),
  openedAt: second(0),
  expiresAt: second(60 * 86_400),
  linkKey,
  questions: [{ no: 1, subject: contactSubject(contactIdOf('a')) }],
  sight: {
    exportedAt: second(0),
    covers: { order: 'newestFirst', from: day('2005-01-01'), to: day('2026-06-01') },
    unread: [contactIdOf('b')],
  },
});

export const mailOf = (ownerId: OwnerId, of: string, mime = 'From: x\r\n\r\nGrüße'): FrozenMail => ({
  ownerId,
  mailId: mailId(of),
  kind: 'digest',
  to: 'joerdis@wolkenhauerin.example',
  subject: 'Woher kennen wir uns? · 12',
  mime,
  frozenAt: second(0),
});

export const sending = (of: string, attempt: number): Send => ({
  mailId: mailId(of),
  attempt,
  state: 'sending',
  claimedAt: second(1),
});

export const fullGiven: GivenAnswer = {
  answer: 'keep',
  origin: 'classmate',
  labels: ['Chor', ''],
  note: 'saß neben mir – „Bratsche“',
};

/** The same value with its properties in the order in which they were written. */
export const asText = (value: unknown): string => JSON.stringify(value);

export const historyLength = (decision: Decision | undefined): number => decision?.history.length ?? 0;
