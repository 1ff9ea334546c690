import { dayInMs } from './days.ts';
import { type IsoTime, isoTime, type Subject } from './ids.ts';

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
  /** Of *ask*: messages that the contact had written by then, as the exports showed; more of them are an answer. */
  readonly receivedBefore?: number;
  /** The group that was answered about, this contact among it. */
  readonly group?: Subject;
};

export type HistoryEntry = {
  readonly at: IsoTime;
  readonly via: 'review' | 'command';
  /** Undefined: this entry took back the one before it that was in force. */
  readonly given?: GivenAnswer;
};

/** The owner's standing answer about one subject, with its whole history, oldest first. */
export type Decision = {
  readonly subject: Subject;
  /** The answer in force; undefined after an undo of the only one. */
  readonly given?: GivenAnswer;
  /** When the answer in force was given. */
  readonly decidedAt: IsoTime;
  readonly history: readonly HistoryEntry[];
};

/** Days for which an answer puts the question off (PRODUCT section 1: *later*, *ask*); the others settle it. */
const putOffDays: Partial<Readonly<Record<Answer | PairAnswer, number>>> = { later: 14, ask: 30 };

/** How often in a row *later* may be said: then it must be decided (PRODUCT section 1). */
export const mostLaterRounds = 3;

/** Whether nobody asks about the subject: *later* settles for 14 days, *ask* for 30, the others until they are changed. */
export function isSettled(decision: Decision | undefined, now: Date): boolean {
  return answerState(decision, now) === 'settled';
}

/** Whether a subject is open, settled, or due again because it was only put off. */
export type AnswerState = 'open' | 'settled' | 'dueAgain';

export function answerState(decision: Decision | undefined, now: Date): AnswerState {
  if (decision?.given === undefined) return 'open';
  const lapsedBefore = putOffLapsedBefore(decision.given.answer, isoTime(now));
  return lapsedBefore !== undefined && decision.decidedAt <= lapsedBefore ? 'dueAgain' : 'settled';
}

/**
 * An answer of this kind given up to this instant is over at `at`: the subject is asked again, and may be put off again.
 * Undefined for answers that settle.
 */
export function putOffLapsedBefore(answer: Answer | PairAnswer, at: IsoTime): IsoTime | undefined {
  const days = putOffDays[answer];
  return days === undefined ? undefined : isoTime(new Date(Date.parse(at) - days * dayInMs));
}

/** When a subject that was put off may be asked about again; undefined where the answer in force settles it. */
export function comesBackAt({ given, decidedAt }: Decision): IsoTime | undefined {
  const days = given && putOffDays[given.answer];
  return days === undefined ? undefined : isoTime(new Date(Date.parse(decidedAt) + days * dayInMs));
}

/** Text that is equal for equal answers and only for those: what the store's condition compares. */
export function answerKey(given: GivenAnswer | undefined): string {
  if (given === undefined) return 'open';
  const { answer, origin = '', labels = [], note = '', despite = [], group } = given;
  const more = despite.length > 0 || group !== undefined ? [despite, group ?? ''] : [];
  return JSON.stringify([answer, origin, labels, note, ...more]);
}

/** How often in a row the owner has said *later*, up to the answer in force. */
export function laterRounds(decision: Decision | undefined): number {
  const given = answersInForce(decision?.history ?? []);
  const others = given.findLastIndex(({ given: { answer } }) => answer !== 'later');
  return given.length - 1 - others;
}

/** Whether *later* may be said (once more). */
export const mayPutOff = (decision: Decision | undefined): boolean => laterRounds(decision) < mostLaterRounds;

/**
 * The decision after one more answer; the same answer again changes nothing and gives the same value back, unless the
 * subject was put off and is due again.
 */
export function decide(
  standing: Decision | undefined,
  entry: { subject: Subject; given: GivenAnswer; at: IsoTime; via: HistoryEntry['via'] },
): Decision {
  const { subject, given, at, via } = entry;
  const isSame = standing !== undefined && answerKey(standing.given) === answerKey(given);
  if (isSame && answerState(standing, new Date(at)) !== 'dueAgain') return standing;
  return { subject, given, decidedAt: at, history: [...(standing?.history ?? []), { at, via, given }] };
}

/**
 * The decision with its latest answer taken back: the answer before it is in force again, or none. `entries` is the
 * length of the history that the owner saw, so that pressing twice undoes once.
 */
export function undo(
  standing: Decision,
  entry: { entries: number; at: IsoTime; via: HistoryEntry['via'] },
): Decision {
  if (standing.history.length !== entry.entries || standing.given === undefined) return standing;
  const before = answerBefore(standing);
  return {
    subject: standing.subject,
    ...(before === undefined ? {} : { given: before.given }),
    decidedAt: before?.at ?? entry.at,
    history: [...standing.history, { at: entry.at, via: entry.via }],
  };
}

/** What would be in force again if the latest answer were taken back. */
export const answerBefore = ({ history }: Pick<Decision, 'history'>): AnswerInForce | undefined =>
  answersInForce(history).at(-2);

type AnswerInForce = { readonly given: GivenAnswer; readonly at: IsoTime };

function answersInForce(history: readonly HistoryEntry[]): AnswerInForce[] {
  const stack: AnswerInForce[] = [];
  for (const { given, at } of history) {
    if (given === undefined) stack.pop();
    else stack.push({ given, at });
  }
  return stack;
}
