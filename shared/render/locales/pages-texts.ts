import type { Answer } from '../../domain/decision.ts';
import type { Excerpt } from '../../domain/memory.ts';
import type { RemovalStatus, Withdrawal } from '../../domain/removal.ts';

/** The answers that the review page offers, in their order. */
export const offeredAnswers = ['keep', 'remove', 'later', 'mute'] as const satisfies readonly Answer[];
export type OfferedAnswer = (typeof offeredAnswers)[number];

/** Why a form changed nothing. */
export type FormProblem =
  /** The browser did not say that somebody pressed the button (REQUIREMENTS A-3). */
  | 'notPressed'
  | 'nothingAnswered'
  /** Not a form of these pages, or about somebody whom the link does not cover. */
  | 'unreadable'
  /** More than a note or the labels may hold; the places are marked. */
  | 'tooLong'
  | 'tooLarge'
  /** An undo of an answer that another one has replaced since. */
  | 'changedSince';

/** What only the review pages say. Counts come as numbers, days and names ready to show. */
export type PagesTexts = {
  /** The browser's title of every page: no name, because it stays in the history. */
  readonly title: string;
  readonly heading: string;
  overview(counts: { readonly questions: number; readonly minutes: number; readonly open: number }): string;
  /** Above further questions, behind those of the mail. */
  overviewNext(counts: { readonly questions: number; readonly open: number }): string;
  readonly oneLead: string;
  readonly answersMean: string;
  readonly answerMeans: Readonly<Record<OfferedAnswer, string>>;
  connectedSince(day: string): string;
  jobAt(job: { readonly position?: string; readonly company?: string }): string;
  readonly profile: string;
  /** Read out after the words of a link that opens a new tab. */
  newTab(name: string): string;
  readonly evidence: { readonly found: string; readonly notFound: string; readonly notThere: string };
  excerpt(excerpt: Pick<Excerpt, 'kind' | 'by'>, facts: { name: string; day?: string }): string;
  withdraws(things: readonly Withdrawal[]): string;
  answered(answer: string, day: string): string;
  readonly origin: { readonly label: string; readonly none: string };
  readonly labels: { readonly label: string; readonly hint: string; readonly problem: string };
  readonly note: { readonly label: string; readonly hint: string; readonly problem: string };
  readonly save: { readonly one: string; readonly many: string };
  readonly openStaysOpen: string;
  all(count: number): string;
  readonly back: string;
  readonly noLongerThere: string;
  readonly nothingFurther: string;
  readonly problem: Readonly<Record<FormProblem, string>>;
  readonly receipt: {
    heading(count: number): string;
    readonly lead: string;
    readonly labels: string;
    readonly note: string;
    readonly undo: string;
    /** Read out after the word on the button. */
    undoWhom(name: string): string;
    readonly removeHeading: string;
    readonly removeLead: string;
    readonly removeLink: string;
    readonly muteHeading: string;
    readonly muteLead: string;
    unanswered(count: number): string;
    next(count: number): string;
    open(count: number): string;
    readonly allDone: string;
  };
  readonly undone: { open(name: string): string; again(name: string, answer: string): string };
  readonly removals: {
    readonly heading: string;
    readonly lead: string;
    readonly none: string;
    readonly link: string;
    promised(day: string): string;
    readonly status: Readonly<Record<RemovalStatus, string>>;
    /** What the export of that day proves. */
    proved(status: Exclude<RemovalStatus, 'promised'>, day: string): string;
    readonly whatHappens: string;
    readonly facts: readonly string[];
  };
  readonly footer: string;
  readonly unknownLink: { readonly heading: string; readonly lines: readonly string[] };
  readonly fault: { readonly heading: string; readonly lines: readonly string[] };
};
