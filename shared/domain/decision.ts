import { dayInMs } from './days.ts';
import { type IsoTime, isoTime, type Subject } from './ids.ts';

/** The answers that an owner can give about a subject. */
export const answers = ['keep', 'remove', 'later', 'ask', 'mute'] as const;
export type Answer = (typeof answers)[number];

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
  readonly answer: Answer;
  readonly origin?: Origin;
  /** At most 10 labels of at most 40 characters. */
  readonly labels?: readonly string[];
  /** Private, at most 1,000 characters; never in a mail. */
  readonly note?: string;
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

const laterForDays = 14;

/**
 * Whether an answer settles the subject, so that nobody asks: *later* does for 14 days, the others until the owner
 * changes them.
 */
export function isSettled(decision: Decision | undefined, now: Date): boolean {
  if (decision?.given === undefined) return false;
  if (decision.given.answer !== 'later') return true;
  return decision.decidedAt > laterLapsedBefore(isoTime(now));
}

/** A *later* given up to this instant is over at `at`: the subject is asked again, and may be put off again. */
export const laterLapsedBefore = (at: IsoTime): IsoTime =>
  isoTime(new Date(Date.parse(at) - laterForDays * dayInMs));

/** Text that is equal for equal answers and only for those: what the store's condition compares. */
export function answerKey(given: GivenAnswer | undefined): string {
  if (given === undefined) return 'open';
  return JSON.stringify([given.answer, given.origin ?? '', given.labels ?? [], given.note ?? '']);
}

/** The decision after one more answer; the same answer again changes nothing and gives the same value back, but for a
 * *later* that was over. */
export function decide(
  standing: Decision | undefined,
  entry: { subject: Subject; given: GivenAnswer; at: IsoTime; via: HistoryEntry['via'] },
): Decision {
  const { subject, given, at, via } = entry;
  const isSame = standing !== undefined && answerKey(standing.given) === answerKey(given);
  const isOver =
    standing !== undefined && given.answer === 'later' && standing.decidedAt <= laterLapsedBefore(at);
  if (isSame && !isOver) return standing;
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
  const before = answersInForce(standing.history).at(-2);
  return {
    subject: standing.subject,
    ...(before === undefined ? {} : { given: before.given }),
    decidedAt: before?.at ?? entry.at,
    history: [...standing.history, { at: entry.at, via: entry.via }],
  };
}

function answersInForce(history: readonly HistoryEntry[]): { given: GivenAnswer; at: IsoTime }[] {
  const stack: { given: GivenAnswer; at: IsoTime }[] = [];
  for (const { given, at } of history) {
    if (given === undefined) stack.pop();
    else stack.push({ given, at });
  }
  return stack;
}
