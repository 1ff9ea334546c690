import { compareText } from './collections.ts';
import type { Sight } from './contact.ts';
import type { Reason, RuleId } from './finding.ts';
import type { ContactId, IsoDay, IsoTime, MailId, OwnerId, Period, Subject, SubjectKind } from './ids.ts';
import type { Locale } from './owner.ts';

/** What helps to remember somebody and is no evidence. */
export type Hook =
  | { readonly kind: 'sameDay'; readonly names: readonly string[]; readonly others: number }
  /** On the other days of those in which many were added. */
  | {
      readonly kind: 'sameBurst';
      readonly from: IsoDay;
      readonly to: IsoDay;
      readonly names: readonly string[];
      readonly others: number;
    }
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

/**
 * The classes of PRODUCT section 3, point 4, in their order. What the owner has to confirm (REQUIREMENTS A-8) goes before
 * all, so that no other question keeps it out of the next digest. Who may be one person stands behind those that are due again;
 * groups of people without evidence are of the class *unknown*.
 */
export const digestClasses = [
  'unconfirmed',
  'compliance',
  'removals',
  'dueAgain',
  'samePerson',
  'onlyWroteAtYou',
  'unknownAndOneSided',
  'unknown',
  'oneSided',
  'oneOccasion',
  'invitationPending',
  'lostFromSight',
] as const;
export type DigestClass = (typeof digestClasses)[number];

/** Somebody as a question shows them. */
export type Person = {
  /** Absent for somebody who is no contact. */
  readonly contactId?: ContactId;
  readonly name: string;
  readonly position?: string;
  readonly company?: string;
  readonly profileUrl?: string;
  /** Day of the connection; of an invitation the day on which it was sent. */
  readonly connectedOn: IsoDay;
};

/** One question of a digest: everything that the mail says about one contact, group, pair or pending invitation. */
export type Question = Person & {
  /** Place in the digest, from 1. Link tokens carry it. */
  readonly no: number;
  readonly subject: Subject;
  readonly kind: SubjectKind;
  readonly class: DigestClass;
  readonly ruleIds: readonly RuleId[];
  readonly reason: Reason;
  /** The answer that put it off, and its day; absent where that is the reason itself, and of what is not asked again. */
  readonly putOff?: Pick<Extract<Reason, { readonly kind: 'dueAgain' }>, 'answer' | 'on'>;
  /** The answer to it, or the taking back of one, that is held and that the reason does not speak of. */
  readonly unconfirmed?: { readonly what: 'answered' | 'takenBack'; readonly on: IsoDay };
  /** *Later* was said as often in a row as it may be: it is not offered again. */
  readonly mustDecide?: true;
  /** Set when another question of the digest has the same reason: which of that day's contacts this one is. */
  readonly ordinal?: { readonly of: number; readonly place: number };
  readonly hooks: readonly Hook[];
  /** The people of a group, newest connection first; of a pair the one who vanished. A group itself has no name. */
  readonly members: readonly Person[];
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
  /** Questions that the digest's page lists and its mail has no room for; absent: none. */
  readonly pageOnly?: number;
  /** Contacts whose origin is known or who are kept, of all that are connected. */
  readonly settled: { readonly count: number; readonly total: number };
  /** Answers given since the digest before this one; undefined for the first. */
  readonly sinceLast?: Achieved;
  /** Promised removals by what the exports prove; those that came back are still there. */
  readonly removals: { readonly done: number; readonly stillThere: number };
  /** Contacts who left by themselves since the last digest with a mail, of all who ever did; absent: nobody since. */
  readonly left?: { readonly count: number; readonly total: number };
  /** Day of the owner's on which the next digest is opened, if nothing is changed. */
  readonly nextOn: IsoDay;
  /** Contacts of whom nothing can be said, as long as no export held messages; absent: one did. */
  readonly withoutMessages?: number;
};

/** Standing answers since a digest; each counts once. */
export type Achieved = {
  /** Contacts, members of groups among them. */
  readonly kept: number;
  readonly removed: number;
  /** Of the removed those whose removal an export proves. */
  readonly done: number;
  readonly muted: number;
  /** Contacts, groups and invitations that were put off, and those that the owner wants to ask. */
  readonly later: number;
  readonly asked: number;
  /** Groups that were answered about at once. */
  readonly groups: number;
  /** Invitations that were accepted or declined. */
  readonly invitations: number;
  /** Pairs that were called the same or different. */
  readonly pairs: number;
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
  /** Whether the owner wants to be told that there is nothing to ask; absent where there was something. */
  readonly nothingToAsk?: 'mail' | 'noMail';
  /** What the newest export showed when it was opened: a later digest tells who left since. Absent where it was not kept yet. */
  readonly sight?: Omit<Sight, 'tail'>;
};

/** Whether a digest has a mail, or is to get one. */
export const hasMail = ({ questions, nothingToAsk }: DigestRecord): boolean =>
  questions.length > 0 || nothingToAsk === 'mail';

/** Questions that one digest may hold (PRODUCT section 3). */
export const digestSizes = { min: 5, max: 25 } as const;

/** Minutes that a digest takes to answer: ten seconds a question, at least one minute. */
export const minutesFor = (questions: number): number => Math.max(1, Math.ceil(questions / 6));

/** PRODUCT section 3: by class, inside a class the newest connection first, ties by id. */
export function compareQuestions(a: Rankable, b: Rankable): number {
  return (
    placeOfClass[a.class] - placeOfClass[b.class] ||
    compareText(b.connectedOn, a.connectedOn) ||
    compareText(a.subject, b.subject)
  );
}
// Asked for every comparison of thousands.
const placeOfClass = Object.fromEntries(
  digestClasses.map((digestClass, place) => [digestClass, place]),
) as Readonly<Record<DigestClass, number>>;

export type Rankable = Pick<Question, 'class' | 'connectedOn' | 'subject'>;
