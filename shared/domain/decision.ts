import { dayIn, plusDays } from './days.ts';
import { type IsoDay, type IsoTime, isoTime, type Subject } from './ids.ts';
import type { Thresholds } from './policy.ts';

/** The answers that an owner can give about a subject. */
export const answers = ['keep', 'remove', 'later', 'ask', 'mute'] as const;
export type Answer = (typeof answers)[number];

/** The answers about two contacts who may be one person. */
export const pairAnswers = ['same', 'different'] as const;
export type PairAnswer = (typeof pairAnswers)[number];

/** How one knows somebody (PRODUCT section 1, "reasons one knows people"). */
export const origins = [
  'colleague',
  'customerOrPartner',
  'classmate',
  'friendOrFamily',
  'event',
  'community',
  'recommendedBySomebody',
  'followsMyWork',
  'source',
  'strangerOnPurpose',
  'other',
] as const;
export type Origin = (typeof origins)[number];

/** One answer with what the owner added to it; origin, labels and note belong to *keep*. */
export type GivenAnswer = {
  readonly answer: Answer | PairAnswer;
  readonly origin?: Origin;
  /** At most 10 labels of at most 40 characters. */
  readonly labels?: readonly string[];
  /** Private, at most 1,000 characters; never in a mail. */
  readonly note?: string;
  /** Entries of the compliance list (`complianceId`) in spite of which somebody is kept, for the reason in the note. */
  readonly despite?: readonly string[];
  /** The group that was answered about, this contact among it. */
  readonly group?: Subject;
};

export type HistoryEntry = {
  readonly at: IsoTime;
  readonly via: 'review' | 'command';
  /** Undefined: this entry took back the one before it that stood, in force or held. */
  readonly given?: GivenAnswer;
  /** Which POST of the review pages this came with, at random: all answers of one form share it. Older entries lack it. */
  readonly submit?: string;
  /** It came in faster than anybody presses and was never in force; told at every read (`withUnconfirmed`), never stored. */
  readonly held?: true;
};

/** An answer that came in faster than anybody presses: it is not in force until the owner says it once more. */
export type Unconfirmed = {
  /** Undefined: what was in force was taken back. */
  readonly given?: GivenAnswer;
  readonly at: IsoTime;
};

/** The owner's standing answer about one subject, with its whole history, oldest first. */
export type Decision = {
  readonly subject: Subject;
  /** The answer in force; undefined after an undo of the only one. */
  readonly given?: GivenAnswer;
  /** When the answer in force was given. */
  readonly decidedAt: IsoTime;
  readonly history: readonly HistoryEntry[];
  /** An *ask* in force to which an export shows a reply on LinkedIn; told at every read (`withReplies`), never stored. */
  readonly replied?: true;
  /** The latest answer, where it is held; `given` is the one that was in force before. Told at every read, never stored. */
  readonly unconfirmed?: Unconfirmed;
  /**
   * What the next answer renews (`NewAnswer`), where any answer of the history is held: the store knows of none that is, so
   * that what stands there, and since when, may be another answer than the one in force. Told at every read, never stored.
   */
  readonly renews?: IsoTime;
};

/** The owner's thresholds for how long an answer puts the question off (PRODUCT section 1: *later*, *ask*). */
export type PutOffDays = Pick<Thresholds, 'laterAfterDays' | 'askAgainAfterDays'>;
/** The same with how often in a row. */
export type PutOff = PutOffDays & Pick<Thresholds, 'laterRounds'>;

// The other answers settle it.
function putOffDays(answer: Answer | PairAnswer, policy: PutOffDays): number | undefined {
  if (answer === 'later') return policy.laterAfterDays;
  return answer === 'ask' ? policy.askAgainAfterDays : undefined;
}

/**
 * Whether nobody asks about the subject: *later* and *ask* settle for calendar days of the owner's zone, *ask* also, once
 * there was a reply, until the owner says otherwise, as the other answers do.
 */
export function isSettled(
  decision: Decision | undefined,
  now: Date,
  zone: string,
  policy: PutOffDays,
): boolean {
  return answerState(decision, now, zone, policy) === 'settled';
}

/** Whether a subject is open, settled, due again because it was only put off, or the latest answer to be confirmed. */
export type AnswerState = 'open' | 'settled' | 'dueAgain' | 'unconfirmed';

export function answerState(
  decision: Decision | undefined,
  now: Date,
  zone: string,
  policy: PutOffDays,
): AnswerState {
  if (decision?.unconfirmed !== undefined) return 'unconfirmed';
  if (decision?.given === undefined) return 'open';
  const until = comesBackOn(decision, zone, policy);
  return until !== undefined && until <= dayIn(isoTime(now), zone) ? 'dueAgain' : 'settled';
}

/**
 * The day of the owner's zone from which a subject that was put off is asked about again: counted in days, so that an answer
 * to one digest is over when the next one comes. Undefined where the answer in force settles it.
 */
export function comesBackOn(
  { given, decidedAt, replied }: Decision,
  zone: string,
  policy: PutOffDays,
): IsoDay | undefined {
  const days = given && !replied ? putOffDays(given.answer, policy) : undefined;
  return days === undefined ? undefined : plusDays(dayIn(decidedAt, zone), days);
}

/** Text that is equal for equal answers and only for those: what the store's condition compares. */
export function answerKey(given: GivenAnswer | undefined): string {
  if (given === undefined) return 'open';
  const { answer, origin = '', labels = [], note = '', despite = [], group } = given;
  const more = despite.length > 0 || group !== undefined ? [despite, group ?? ''] : [];
  return JSON.stringify([answer, origin, labels, note, ...more]);
}

/** How often in a row the owner has said *later*, up to the answer in force; an *ask* in between decides nothing. */
export function laterRounds(decision: Decision | undefined): number {
  const given = answersInForce(decision?.history ?? []).map(({ given: { answer } }) => answer);
  const decided = given.findLastIndex((answer) => answer !== 'later' && answer !== 'ask');
  return given.slice(decided + 1).filter((answer) => answer === 'later').length;
}

/** Whether the question may be put off (once more), by *later* or by *ask* (PRODUCT section 1: at most 3 rounds). */
export const mayPutOff = (decision: Decision | undefined, policy: Pick<Thresholds, 'laterRounds'>): boolean =>
  laterRounds(decision) < policy.laterRounds;

/** One more answer about a subject. */
export type NewAnswer = {
  readonly subject: Subject;
  readonly given: GivenAnswer;
  readonly at: IsoTime;
  readonly via: HistoryEntry['via'];
  readonly submit?: string | undefined;
  /** Of the same answer again: when the one was recorded that is over since it only put the question off, or was held. */
  readonly renews?: IsoTime | undefined;
};

/**
 * The decision after one more answer; the same answer again changes nothing and gives the same value back, unless it renews
 * the one that stands.
 */
export function decide(standing: Decision | undefined, entry: NewAnswer): Decision {
  const { subject, given, renews } = entry;
  const isSame = standing !== undefined && answerKey(standing.given) === answerKey(given);
  if (isSame && standing.decidedAt !== renews) return standing;
  return { subject, given, decidedAt: entry.at, history: [...(standing?.history ?? []), entryOf(entry)] };
}

/** One more line of a history. */
export const entryOf = ({
  at,
  via,
  given,
  submit,
}: Omit<HistoryEntry, 'submit'> & Pick<NewAnswer, 'submit'>): HistoryEntry => ({
  at,
  via,
  ...(given === undefined ? {} : { given }),
  ...(submit === undefined ? {} : { submit }),
});

/** Takes the latest answer back. `entries` is the length of the history that the owner saw. */
export type Undoing = Pick<NewAnswer, 'at' | 'via' | 'submit'> & { readonly entries: number };

/**
 * The decision with its latest answer taken back: the answer before it is in force again, or none. With the length of the
 * history that the owner saw, pressing twice undoes once. Where no answer stands, one may be in force all the same: what took
 * it back is held, and is said once more.
 */
export function undo(standing: Decision, entry: Undoing): Decision {
  if (standing.history.length !== entry.entries) return standing;
  const before = answerBefore(standing);
  return {
    subject: standing.subject,
    ...(before === undefined ? {} : { given: before.given }),
    decidedAt: before?.at ?? entry.at,
    history: [...standing.history, entryOf(entry)],
  };
}

/** What would be in force again if the latest answer were taken back. */
export const answerBefore = ({ history }: Pick<Decision, 'history'>): AnswerInForce | undefined =>
  standingAnswers(history).slice(0, -1).findLast(isInForce);

/** The latest answer that nobody has taken back, also where it is held. */
export const latestAnswer = ({ history }: Pick<Decision, 'history'>): AnswerInForce | undefined =>
  standingAnswers(history).at(-1);

export type AnswerInForce = { readonly given: GivenAnswer; readonly at: IsoTime };

/** The answers that nobody has taken back, oldest first, without those that are held. */
export const answersInForce = (history: readonly HistoryEntry[]): AnswerInForce[] =>
  standingAnswers(history).filter(isInForce);

type StandingAnswer = AnswerInForce & Pick<HistoryEntry, 'held'>;

const isInForce = ({ held }: StandingAnswer): boolean => held === undefined;

// What is held takes nothing back that is in force.
function standingAnswers(history: readonly HistoryEntry[]): StandingAnswer[] {
  const stack: StandingAnswer[] = [];
  for (const { given, at, held } of history) {
    if (given !== undefined) stack.push({ given, at, ...(held && { held }) });
    else if (held === undefined || stack.at(-1)?.held) stack.pop();
  }
  return stack;
}
