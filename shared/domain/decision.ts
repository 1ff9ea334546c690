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
  /** An *ask* in force to which an export shows a reply on LinkedIn; told at every read (`withReplies`), never stored. */
  readonly replied?: true;
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

/** Whether a subject is open, settled, or due again because it was only put off. */
export type AnswerState = 'open' | 'settled' | 'dueAgain';

export function answerState(
  decision: Decision | undefined,
  now: Date,
  zone: string,
  policy: PutOffDays,
): AnswerState {
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
  /** Of the same answer again: when the one was given that only put the question off and is over. */
  readonly renews?: IsoTime | undefined;
};

/**
 * The decision after one more answer; the same answer again changes nothing and gives the same value back, unless it renews
 * the one that stands.
 */
export function decide(standing: Decision | undefined, entry: NewAnswer): Decision {
  const { subject, given, at, via, renews } = entry;
  const isSame = standing !== undefined && answerKey(standing.given) === answerKey(given);
  if (isSame && standing.decidedAt !== renews) return standing;
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
