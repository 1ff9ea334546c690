import { defined } from './collections.ts';
import {
  type Answer,
  answerKey,
  type Decision,
  type GivenAnswer,
  isSettled,
  mayPutOff,
  type PairAnswer,
  type PutOff,
  type Unconfirmed,
} from './decision.ts';
import type { Question } from './digest.ts';
import { type ContactId, contactSubject, type Subject, subjectKind } from './ids.ts';
import { removalsSubject } from './rules/removals.ts';
import { tooFast } from './unconfirmed.ts';

/** What a question is about, as far as it decides how it may be answered. */
export type AskedAbout = {
  readonly subject: Subject;
  /** Entry of the compliance list (`complianceId`) that the question names. */
  readonly compliance?: string | undefined;
};

/** A question as it decides how it may be answered. */
export const askedAbout = ({ subject, reason }: Pick<Question, 'subject' | 'reason'>): AskedAbout => ({
  subject,
  ...(reason.kind === 'compliance' ? { compliance: reason.entry } : {}),
});

/**
 * The answers that a kind of question takes, in the order in which they are offered. The reminder of promised removals takes
 * none for all of them: they are kept one by one.
 */
export function answersTaken({ subject, compliance }: AskedAbout): readonly (Answer | PairAnswer)[] {
  switch (subjectKind(subject)) {
    case 'same':
      return ['same', 'different'];
    case 'invitation':
      return ['keep', 'remove', 'later', 'ask'];
    case 'group':
      return subject === removalsSubject ? [] : ['keep', 'remove', 'later'];
    case 'contact':
      // To hear less of somebody with whom a contract forbids contact ends no contact.
      return compliance === undefined
        ? ['keep', 'remove', 'later', 'ask', 'mute']
        : ['keep', 'remove', 'later', 'ask'];
  }
}

/** What was answered before, and the instant and the owner's zone in which it is looked at. */
export type Standing = {
  readonly decision: Decision | undefined;
  readonly now: Date;
  readonly zone: string;
  /** The owner's thresholds for putting off. */
  readonly policy: PutOff;
};

/** The answers that a question offers now: *later* and *ask* as long as rounds are left, or while they are in force. */
export function answersOffered(
  asked: AskedAbout,
  { decision, now, zone, policy }: Standing,
): readonly (Answer | PairAnswer)[] {
  const isInForce = !decision?.replied && isSettled(decision, now, zone, policy);
  const inForce = isInForce ? decision?.given?.answer : undefined;
  const taken = answersTaken(asked);
  return mayPutOff(decision, policy)
    ? taken
    : taken.filter((answer) => answer === inForce || !putsOff(answer));
}

const putsOff = (answer: Answer | PairAnswer): boolean => answer === 'later' || answer === 'ask';

/** Why an answer is not recorded. */
export type AnswerRefusal =
  /** This kind of question does not take it. */
  | 'notTaken'
  /** *Later* was said as often as the owner's rounds allow: now it must be decided. */
  | 'laterTooOften'
  /** Somebody on the compliance list is kept for a reason, or not at all. */
  | 'reasonMissing';

/** Why an answer may not be recorded; an answer that stands already always may, so that a repeated form is success. */
export function refusalOf(
  asked: AskedAbout,
  given: GivenAnswer,
  standing: Standing,
): AnswerRefusal | undefined {
  if (!answersTaken(asked).includes(given.answer)) return 'notTaken';
  if (
    putsOff(given.answer) &&
    !mayPutOff(standing.decision, standing.policy) &&
    !standsAlready(given, standing)
  )
    return 'laterTooOften';
  return (given.despite?.length ?? 0) > 0 && given.note === undefined ? 'reasonMissing' : undefined;
}

/**
 * An answer with what the owner did not have to say: a *keep* with every entry of the compliance list that it is given in
 * spite of, those of the *keep* before it included.
 */
export function completed(
  given: GivenAnswer,
  { compliance }: AskedAbout,
  standing: Decision | undefined,
): GivenAnswer {
  if (given.answer !== 'keep') return given;
  const before = standing?.given?.answer === 'keep' ? (standing.given.despite ?? []) : [];
  const despite = [...new Set([...before, ...(compliance === undefined ? [] : [compliance])])];
  return despite.length === 0 ? given : { ...given, despite };
}

/**
 * A *keep* with what was said of somebody who is kept already, as far as nothing else is said: where it is typed anew, as
 * on a command line, what is left out is meant to stay. An empty text or list takes the old one away. The reason for which
 * somebody on the compliance list is kept is none for another entry.
 */
export function withStanding(
  given: GivenAnswer & { readonly noOrigin?: true },
  { compliance }: AskedAbout,
  standing: Decision | undefined,
): GivenAnswer {
  const { noOrigin, ...said } = given;
  const before = said.answer === 'keep' && standing?.given?.answer === 'keep' ? standing.given : undefined;
  const isReason = compliance === undefined || (before?.despite ?? []).includes(compliance);
  const { origin, labels, note, ...rest } = said;
  return defined<GivenAnswer>({
    ...rest,
    origin: noOrigin ? undefined : (origin ?? before?.origin),
    labels: nonEmpty(labels ?? before?.labels),
    note: nonEmpty(note ?? (isReason ? before?.note : undefined)),
  });
}

const nonEmpty = <T extends string | readonly string[]>(value: T | undefined): T | undefined =>
  value?.length === 0 ? undefined : value;

/**
 * What becomes of one member of a group: what is answered for the group, an answer of their own, or nothing, so that they
 * stay as they are and are asked about one by one.
 */
export const memberChoices = ['group', 'keep', 'remove', 'single'] as const;
export type MemberChoice = (typeof memberChoices)[number];

/** The owner's answer to one question; of a group with what becomes of the members that the owner saw. */
export type Answering = {
  readonly subject: Subject;
  /** Absent where only members of the group got answers of their own. */
  readonly given?: GivenAnswer;
  readonly members?: ReadonlyMap<ContactId, MemberChoice>;
};

/** The members whom an answer about their group keeps, be it with the group or one by one. */
export const keptMembers = ({
  given,
  members = new Map(),
}: {
  readonly given?: { readonly answer: string };
  readonly members?: Answering['members'];
}): ContactId[] =>
  [...members].flatMap(([contactId, choice]) =>
    choice === 'keep' || (choice === 'group' && given?.answer === 'keep') ? [contactId] : [],
  );

/** One decision to record. */
export type Entry = { readonly subject: Subject; readonly given: GivenAnswer };

/**
 * The decisions that an answer is made of: those about the members first, the group's own last, so that a form that was
 * recorded in part converges when it is sent again. *Later* puts the group off as a whole and is nobody's own decision.
 */
export function entriesOf({ subject, given, members = new Map() }: Answering): Entry[] {
  const isReminder = subject === removalsSubject;
  const settles = given?.answer === 'keep' || given?.answer === 'remove';
  const ofGroup = given === undefined ? {} : { group: subject };
  const entries = [...members].flatMap(([contactId, choice]): Entry[] => {
    const about = contactSubject(contactId);
    if (choice === 'group') return settles ? [{ subject: about, given: { ...given, ...ofGroup } }] : [];
    // Who is to be removed all the same was promised before: that promise stands.
    if (choice === 'single' || (isReminder && choice === 'remove')) return [];
    return [{ subject: about, given: { answer: choice, ...ofGroup } }];
  });
  return given === undefined ? entries : [...entries, { subject, given }];
}

/** Whether a decision says the same already, be it for the contact alone or for a group, and nobody has to be asked again. */
export function standsAlready(given: GivenAnswer, { decision, now, zone, policy }: Standing): boolean {
  if (decision?.unconfirmed !== undefined) return isSentAgain(given, decision.unconfirmed, now);
  if (decision?.given === undefined || !isSettled(decision, now, zone, policy)) return false;
  // To ask once more after a reply is a question of its own.
  if (decision.replied) return false;
  return answerKey(alone(decision.given)) === answerKey(alone(given));
}

/** Whether a held answer is repeated as fast as it came: nobody has read yet that it wants to be confirmed. */
const isSentAgain = (given: GivenAnswer, held: Unconfirmed, now: Date): boolean =>
  now.getTime() - Date.parse(held.at) <= tooFast.withinMs &&
  answerKey(held.given && alone(held.given)) === answerKey(alone(given));

const alone = ({ group: _, ...given }: GivenAnswer): GivenAnswer => given;
