import type { Achieved, Digest, DigestClass, Hook, Person, Question } from '../../shared/domain/digest.ts';
import type { Reason, RuleId } from '../../shared/domain/finding.ts';
import {
  type ContactId,
  groupSubject,
  type IsoDay,
  type IsoMonth,
  type IsoTime,
  invitationSubject,
  type MailId,
  type OwnerId,
  type Period,
  type Subject,
  sameSubject,
} from '../../shared/domain/ids.ts';
import { type DigestLinks, digestLinks } from '../../shared/domain/link.ts';
import type { Locale } from '../../shared/domain/owner.ts';
import { withOrdinals } from '../../shared/domain/questions.ts';
import { type OwnerLinks, ownerLinks } from '../../shared/domain/ticket.ts';
import { FIRST_NAMES, LAST_NAMES } from '../fixtures/names.ts';
import { nth } from '../fixtures/random.ts';

const day = (text: string) => text as IsoDay;
const searchedUntil = day('2026-10-30');

/** Reasons to ask about one contact: each kind, and those that differ only in number. */
const contactReasons: readonly Reason[] = [
  { kind: 'noTrace', connectedOn: day('2014-03-12'), searchedUntil },
  { kind: 'theyNeverAnswered', messages: 3, since: day('2025-05-04'), searchedUntil, noTrace: true },
  { kind: 'onlyHint', connectedOn: day('2019-11-20'), hint: 'invitationSent', hintAt: day('2019-11-18') },
  { kind: 'youNeverAnswered', messages: 1, since: day('2024-02-29'), searchedUntil, noTrace: false },
  { kind: 'noTrace', connectedOn: day('2014-03-12'), searchedUntil },
  { kind: 'lostFromSight', lastIn: '2019-05' as IsoMonth, messages: 14 },
  { kind: 'namesakes', connectedOn: day('2017-06-01'), namesakes: 3 },
  { kind: 'theyNeverAnswered', messages: 1, since: day('2025-05-04'), searchedUntil, noTrace: false },
  { kind: 'onlyHint', connectedOn: day('2016-01-08'), hint: 'sharedEmployer', hintAt: '2014-07' as IsoMonth },
  { kind: 'youNeverAnswered', messages: 21, since: day('2024-02-29'), searchedUntil, noTrace: true },
  { kind: 'onlyHint', connectedOn: day('2016-01-08'), hint: 'endorsementReceived' },
  { kind: 'lostFromSight', lastIn: '2018' as IsoMonth, messages: 50 },
  {
    kind: 'compliance',
    by: 'company',
    value: 'Ostmark Pumpen AG',
    entry: 'ostmarkpumpe',
    until: day('2027-03-31'),
    connectedOn: day('2021-09-14'),
  },
  { kind: 'dueAgain', answer: 'later', on: day('2026-10-02'), round: 2 },
  { kind: 'onlyWroteAtYou', messages: 4, since: day('2023-02-07'), searchedUntil },
  {
    kind: 'oneOccasion',
    occasion: 'event',
    event: 'Fachtage Messtechnik',
    at: day('2022-05-11'),
    searchedUntil,
  },
  {
    kind: 'compliance',
    by: 'domain',
    value: 'ostmark-pumpen.example',
    entry: 'ostmarkdomai',
    connectedOn: day('2020-01-20'),
  },
  { kind: 'dueAgain', answer: 'ask', on: day('2026-09-05'), round: 1 },
  { kind: 'unconfirmed', answer: 'remove', on: day('2026-10-03') },
  { kind: 'unconfirmed', on: day('2026-10-04') },
  { kind: 'oneOccasion', occasion: 'conversation', at: '2021-07' as IsoMonth, searchedUntil },
  {
    kind: 'compliance',
    by: 'person',
    value: 'Hjalmar Tönsing',
    entry: 'hjalmartoens',
    connectedOn: day('2022-11-03'),
  },
  {
    kind: 'compliance',
    by: 'company',
    value: 'Ostmark Pumpen AG',
    entry: 'ostmarkpumpe',
    until: day('2027-06-30'),
    connectedOn: day('2022-11-05'),
    promisedOn: day('2026-08-12'),
  },
  {
    kind: 'compliance',
    by: 'domain',
    value: 'ostmark-pumpen.example',
    entry: 'ostmarkdomai',
    connectedOn: day('2022-11-06'),
    promisedOn: day('2026-08-13'),
    cameBack: true,
  },
];

const groupReasons = {
  removals: {
    kind: 'removals',
    count: 3,
    cameBack: 1,
    promisedOn: day('2026-08-02'),
    on: day('2026-10-30'),
  },
  burst: {
    kind: 'burst',
    from: day('2025-03-04'),
    to: day('2025-03-06'),
    connections: 41,
    unexplained: 3,
  },
  bulkInvitation: { kind: 'bulkInvitation', on: day('2026-06-18'), invitations: 14, unexplained: 3 },
  colleagues: {
    kind: 'colleagues',
    company: 'Vereinte Elektrowerke Nordmark AG',
    from: day('2016-02-01'),
    to: day('2016-02-20'),
    proven: 5,
    members: 3,
  },
  invitationPending: { kind: 'invitationPending', on: day('2026-10-01'), withNote: true },
  samePerson: {
    kind: 'samePerson',
    other: 'Silke Ostenkötter',
    missingSince: day('2026-10-30'),
    connectedOn: day('2018-04-02'),
    by: 'email',
  },
} as const satisfies Partial<Record<RuleId, Reason>>;

/** One of each kind of reason, and those that differ only in number; those about a single contact come first. */
export const reasons: readonly Reason[] = [
  ...contactReasons,
  ...Object.values(groupReasons),
  { ...groupReasons.removals, count: 1, cameBack: 0 },
  { ...groupReasons.burst, to: groupReasons.burst.from },
  { ...groupReasons.colleagues, to: groupReasons.colleagues.from, members: 1 },
  { ...groupReasons.invitationPending, withNote: false },
  { ...groupReasons.samePerson, by: 'name' },
  { ...groupReasons.samePerson, by: 'job' },
];

/** Which rule says what, and where its question stands. */
const saidBy: Readonly<Record<Reason['kind'], { rule: RuleId; class: DigestClass }>> = {
  compliance: { rule: 'compliance', class: 'compliance' },
  removals: { rule: 'removals', class: 'removals' },
  dueAgain: { rule: 'dueAgain', class: 'dueAgain' },
  unconfirmed: { rule: 'dueAgain', class: 'unconfirmed' },
  samePerson: { rule: 'samePerson', class: 'samePerson' },
  onlyWroteAtYou: { rule: 'onlyWroteAtYou', class: 'onlyWroteAtYou' },
  noTrace: { rule: 'unknownOrigin', class: 'unknown' },
  namesakes: { rule: 'unknownOrigin', class: 'unknown' },
  onlyHint: { rule: 'unknownOrigin', class: 'unknown' },
  theyNeverAnswered: { rule: 'unreciprocated', class: 'oneSided' },
  youNeverAnswered: { rule: 'unreciprocated', class: 'oneSided' },
  burst: { rule: 'burst', class: 'unknown' },
  bulkInvitation: { rule: 'bulkInvitation', class: 'unknown' },
  colleagues: { rule: 'colleagues', class: 'unknown' },
  oneOccasion: { rule: 'oneOccasion', class: 'oneOccasion' },
  invitationPending: { rule: 'invitationPending', class: 'invitationPending' },
  lostFromSight: { rule: 'lostFromSight', class: 'lostFromSight' },
};

/** All kinds of reasons that there are. */
export const reasonKinds = Object.keys(saidBy) as readonly Reason['kind'][];

const hooks: readonly (readonly Hook[])[] = [
  [
    { kind: 'sameDay', names: ['Torben Ellerkamp', 'Imke Lindemoor'], others: 3 },
    { kind: 'ownJob', company: 'Vereinte Elektrowerke Nordmark AG', title: 'Produktmanagerin' },
  ],
  [{ kind: 'sameCompany', company: 'Brennhagener Messtechnik GmbH', names: ['Gesine Kalthöner'], others: 0 }],
  [],
];
const positions = ['Leiterin Einkauf', 'Softwareentwickler', '', 'Freie Beraterin für Medizinprodukte', ''];
const companies = ['Brennhagener Messtechnik GmbH', '', 'Sentaviora Instruments GmbH', ''];

const subjectOf = (no: number) => `contact:${no}` as Subject;

/** Somebody made up, the same for the same number. */
function person(no: number): Person {
  const first = nth(no % 2 === 0 ? FIRST_NAMES.m : FIRST_NAMES.f, no * 7);
  const last = nth(LAST_NAMES, no * 5);
  const [position, company] = [nth(positions, no), nth(companies, no)];
  return {
    contactId: `${no}` as ContactId,
    name: `${first} ${last}`,
    ...(position ? { position } : {}),
    ...(company ? { company } : {}),
    profileUrl: `https://www.linkedin.com/in/${encodeURIComponent(`${first}-${last}-4b7a${no}`.toLowerCase())}`,
    connectedOn: day('2018-04-02'),
  };
}

/** A made-up question about a contact; `change` makes it special. */
export function question(no: number, change: Partial<Question> = {}): Question {
  const reason = nth(contactReasons, no - 1);
  const about = person(no);
  return {
    ...about,
    no,
    subject: subjectOf(no),
    kind: 'contact',
    connectedOn: 'connectedOn' in reason ? reason.connectedOn : about.connectedOn,
    class: saidBy[reason.kind].class,
    ruleIds: [saidBy[reason.kind].rule],
    reason,
    hooks: nth(hooks, no - 1),
    members: [],
    ...change,
  };
}

/** The questions that are about no single contact: each kind of group, a pending invitation, a pair. */
export function specialQuestions(from = 1): Question[] {
  const { samePerson, invitationPending, ...groups } = groupReasons;
  const members = [person(101), person(102), person(103)];
  const asked = (reason: Reason, rest: Omit<Question, 'no' | 'class' | 'ruleIds' | 'reason' | 'hooks'>) => ({
    ...rest,
    class: saidBy[reason.kind].class,
    ruleIds: [saidBy[reason.kind].rule],
    reason,
    hooks: [],
  });
  const { contactId: _, position: __, company: ___, ...stranger } = person(104);
  const [appeared, vanished] = [person(105), { ...person(106), name: samePerson.other }];
  return [
    ...Object.values(groups).map((reason) =>
      asked(reason, {
        name: '',
        connectedOn: day('2025-03-06'),
        subject: groupSubject(reason.kind.toLowerCase()),
        kind: 'group',
        members,
      }),
    ),
    asked(invitationPending, {
      ...stranger,
      connectedOn: invitationPending.on,
      subject: invitationSubject('104' as ContactId),
      kind: 'invitation',
      members: [],
    }),
    asked(samePerson, {
      ...appeared,
      subject: sameSubject('106' as ContactId, '105' as ContactId),
      kind: 'same',
      members: [vanished],
    }),
  ].map((one, index) => ({ ...one, no: from + index }));
}

/** What was answered since the last digest: nothing but this. */
export const achieved = (change: Partial<Achieved> = {}): Achieved => ({
  kept: 0,
  removed: 0,
  done: 0,
  muted: 0,
  later: 0,
  asked: 0,
  groups: 0,
  invitations: 0,
  pairs: 0,
  ...change,
});

/** A digest of made-up questions, told apart as the audit does it. */
export function digest(count: number, locale: Locale, change: Partial<Digest> = {}): Digest {
  const questions = Array.from({ length: count }, (_, index) => question(index + 1));
  return {
    ownerId: 'me' as OwnerId,
    locale,
    zone: 'Europe/Berlin',
    period: '2026-11' as Period,
    evaluatedAt: '2026-11-01T07:00:00.000Z' as IsoTime,
    exportedAt: '2026-10-30T22:30:00.000Z' as IsoTime,
    openCount: count + 34,
    settled: { count: 1204, total: 1830 },
    sinceLast: achieved({ kept: 3, removed: 1 }),
    removals: { done: 2, stillThere: 1 },
    nextOn: day('2026-12-01'),
    ...change,
    questions: withOrdinals(change.questions ?? questions),
  };
}

const host = 'https://q1w2e3r4t5.execute-api.eu-central-1.amazonaws.com';
const madeAt = '2026-11-01T07:00:00.000Z' as IsoTime;
const own = ownerLinks({ ownerId: 'abcdefghijklm' as OwnerId, uploadKey: '7c'.repeat(32) }, madeAt, host);
if (own === undefined) throw new Error('the owner has a key');

/** Real links to a host as long as API Gateway's. */
export const links: DigestLinks & OwnerLinks = {
  ...own,
  ...digestLinks(
    {
      ownerId: 'abcdefghijklm' as OwnerId,
      period: '2026-11' as Period,
      mailId: 'digest-2026-11' as MailId,
      openedAt: '2026-11-01T07:00:00.000Z' as IsoTime,
      expiresAt: '2026-12-31T07:00:00.000Z' as IsoTime,
      linkKey: '0123456789abcdef'.repeat(4),
      questions: Array.from({ length: 25 }, (_, index) => ({ no: index + 1, subject: subjectOf(index + 1) })),
    },
    host,
  ),
};
