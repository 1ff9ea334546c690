import type { GivenAnswer } from '../../domain/decision.ts';
import type { Question } from '../../domain/digest.ts';
import type { Evidence } from '../../domain/evidence-kinds.ts';
import type { IsoTime, Subject } from '../../domain/ids.ts';
import type { Excerpt } from '../../domain/memory.ts';
import type { Removal, Withdrawal } from '../../domain/removal.ts';
import type { FileKind } from '../../domain/snapshot.ts';
import type { FormProblem } from '../locales/pages-texts.ts';

/** What the fields of one question start with: the answer in force, the link's, or what was just typed. */
export type FilledAnswer = {
  readonly answer?: string;
  readonly origin?: string;
  readonly labels: string;
  readonly note: string;
  /** Fields that hold more than they may. */
  readonly tooLong: readonly ('labels' | 'note')[];
};

/** One question with everything that helps to answer it. */
export type QuestionView = {
  readonly question: Question;
  readonly evidence: readonly Evidence[];
  /** Files that were looked at and held nothing about this contact, and files that no upload has held. */
  readonly notFound: readonly FileKind[];
  readonly notThere: readonly FileKind[];
  readonly excerpts: readonly Excerpt[];
  readonly withdraws: readonly Withdrawal[];
  readonly standing?: { readonly given: GivenAnswer; readonly decidedAt: IsoTime };
  readonly filled: FilledAnswer;
};

/** Addresses on this host, made of the tokens of one digest. */
export type PageLinks = {
  /** Where the form of this page posts to, and where its undo buttons do. */
  readonly post: string;
  readonly undo: string;
  readonly all: string;
  /** The questions of the digest that are not answered yet. */
  readonly unanswered: string;
  readonly next: string;
  readonly removals: string;
};

/** A sentence above the page: what just happened, or why nothing did. */
export type Told =
  | { readonly problem: FormProblem }
  | { readonly undone: { readonly name: string; readonly given?: GivenAnswer } };

/** Which questions a review page holds. */
export type ReviewKind = 'all' | 'one' | 'next';

export type ReviewView = {
  readonly kind: ReviewKind;
  readonly questions: readonly QuestionView[];
  /** Questions of the digest, and open questions in all. */
  readonly asked: number;
  readonly openCount: number;
  readonly links: PageLinks;
  readonly told?: Told;
};

/** One answer as it stands after a form was sent. */
export type RecordedAnswer = {
  readonly subject: Subject;
  readonly name: string;
  readonly profileUrl?: string;
  readonly given: GivenAnswer;
  /** Length of the history that the undo button undoes from. */
  readonly entries: number;
};

export type ReceiptView = {
  readonly recorded: readonly RecordedAnswer[];
  /** All promised removals; shown when one was just promised. */
  readonly removals: readonly Removal[];
  /** Open questions of the digest, those that the next page would hold, and open ones in all. */
  readonly unanswered: number;
  readonly nextCount: number;
  readonly openCount: number;
  readonly links: PageLinks;
};

export type RemovalsView = { readonly removals: readonly Removal[]; readonly links: PageLinks };
