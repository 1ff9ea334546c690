import { compareText } from './collections.ts';
import type { Reason, RuleId } from './finding.ts';
import type { ContactId, IsoDay, IsoTime, MailId, OwnerId, Period, Subject } from './ids.ts';
import type { Locale } from './owner.ts';

/** What helps to remember somebody and is no evidence. */
export type Hook =
  | { readonly kind: 'sameDay'; readonly names: readonly string[]; readonly others: number }
  | {
      readonly kind: 'sameCompany';
      readonly company: string;
      readonly names: readonly string[];
      readonly others: number;
    }
  | { readonly kind: 'ownJob'; readonly company: string; readonly title: string }
  | { readonly kind: 'ownEvent'; readonly name: string; readonly on: IsoDay }
  | { readonly kind: 'ownSchool'; readonly name: string }
  | { readonly kind: 'ownVolunteering'; readonly name: string; readonly title: string }
  | { readonly kind: 'followedPerson'; readonly on: IsoDay }
  | { readonly kind: 'followedCompany'; readonly company: string; readonly on: IsoDay }
  | { readonly kind: 'ownPost'; readonly on: IsoDay };

/** The classes of PRODUCT section 3, point 4, in their order. */
export const digestClasses = [
  'dueAgain',
  'unknownAndOneSided',
  'unknown',
  'oneSided',
  'lostFromSight',
] as const;
export type DigestClass = (typeof digestClasses)[number];

/** One question of a digest: everything that the mail says about one contact. */
export type Question = {
  /** Place in the digest, from 1. Link tokens carry it. */
  readonly no: number;
  readonly subject: Subject;
  readonly contactId: ContactId;
  readonly name: string;
  readonly position?: string;
  readonly company?: string;
  readonly profileUrl?: string;
  readonly connectedOn: IsoDay;
  readonly class: DigestClass;
  readonly ruleIds: readonly RuleId[];
  readonly reason: Reason;
  /** Set when another question of the digest has the same reason: which of that day's contacts this one is. */
  readonly ordinal?: { readonly of: number; readonly place: number };
  readonly hooks: readonly Hook[];
};

/** What to tell one owner in one period, before rendering. */
export type Digest = {
  readonly ownerId: OwnerId;
  readonly locale: Locale;
  readonly zone: string;
  readonly period: Period;
  readonly evaluatedAt: IsoTime;
  /** Date of the export that the questions stand on. */
  readonly exportedAt: IsoTime;
  readonly questions: readonly Question[];
  /** Open questions in all, those of the digest included. */
  readonly openCount: number;
  /** Contacts whose origin is known or who are kept, of all that are connected. */
  readonly settled: { readonly count: number; readonly total: number };
  /** Answers given since the digest before this one; undefined for the first. */
  readonly sinceLast?: { readonly kept: number; readonly removed: number; readonly later: number };
  readonly removals: { readonly done: number; readonly stillThere: number };
};

/** The digest as the table keeps it: what was asked, under which key its links are signed, until when they work. */
export type DigestRecord = {
  readonly ownerId: OwnerId;
  readonly period: Period;
  readonly mailId: MailId;
  readonly openedAt: IsoTime;
  readonly expiresAt: IsoTime;
  /** 32 random bytes, hex. Deleting it revokes every link of the mail. */
  readonly linkKey: string;
  readonly questions: readonly { readonly no: number; readonly subject: Subject }[];
};

/** Minutes that a digest takes to answer: ten seconds a question, at least one minute. */
export const minutesFor = (questions: number): number => Math.max(1, Math.ceil(questions / 6));

/** PRODUCT section 3: by class, inside a class the newest connection first, ties by id. */
export function compareQuestions(a: Rankable, b: Rankable): number {
  return (
    digestClasses.indexOf(a.class) - digestClasses.indexOf(b.class) ||
    compareText(b.connectedOn, a.connectedOn) ||
    compareText(a.subject, b.subject)
  );
}
export type Rankable = Pick<Question, 'class' | 'connectedOn' | 'subject'>;
