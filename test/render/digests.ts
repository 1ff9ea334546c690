import type { Digest, Hook, Question } from '../../shared/domain/digest.ts';
import type { Reason, RuleId } from '../../shared/domain/finding.ts';
import type {
  ContactId,
  IsoDay,
  IsoMonth,
  IsoTime,
  MailId,
  OwnerId,
  Period,
  Subject,
} from '../../shared/domain/ids.ts';
import { type DigestLinks, digestLinks } from '../../shared/domain/link.ts';
import type { Locale } from '../../shared/domain/owner.ts';
import { withOrdinals } from '../../shared/domain/questions.ts';
import { type OwnerLinks, ownerLinks } from '../../shared/domain/ticket.ts';
import { FIRST_NAMES, LAST_NAMES } from '../fixtures/names.ts';
import { nth } from '../fixtures/random.ts';

const day = (text: string) => text as IsoDay;
const searchedUntil = day('2026-10-30');

/** One of each kind of reason, and those that differ only in number. */
export const reasons: readonly Reason[] = [
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
];

const ruleOf: Readonly<Record<Reason['kind'], RuleId>> = {
  noTrace: 'unknownOrigin',
  namesakes: 'unknownOrigin',
  onlyHint: 'unknownOrigin',
  theyNeverAnswered: 'unreciprocated',
  youNeverAnswered: 'unreciprocated',
  lostFromSight: 'lostFromSight',
};

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

/** A made-up question; `change` makes it special. */
export function question(no: number, change: Partial<Question> = {}): Question {
  const first = nth(no % 2 === 0 ? FIRST_NAMES.m : FIRST_NAMES.f, no * 7);
  const last = nth(LAST_NAMES, no * 5);
  const reason = nth(reasons, no - 1);
  return {
    no,
    subject: subjectOf(no),
    contactId: `${no}` as ContactId,
    name: `${first} ${last}`,
    position: nth(positions, no) || undefined,
    company: nth(companies, no) || undefined,
    profileUrl: `https://www.linkedin.com/in/${encodeURIComponent(`${first}-${last}-4b7a${no}`.toLowerCase())}`,
    connectedOn: 'connectedOn' in reason ? reason.connectedOn : day('2018-04-02'),
    class: 'unknown',
    ruleIds: [ruleOf[reason.kind]],
    reason,
    hooks: nth(hooks, no - 1),
    ...change,
  };
}

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
    sinceLast: { kept: 3, removed: 1, later: 0 },
    removals: { done: 2, stillThere: 1 },
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
