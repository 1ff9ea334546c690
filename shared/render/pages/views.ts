import type { MemberChoice } from '../../domain/answering.ts';
import type { GivenAnswer, Unconfirmed } from '../../domain/decision.ts';
import type { Person, Question } from '../../domain/digest.ts';
import type { Evidence } from '../../domain/evidence-kinds.ts';
import type { ContactId, IsoDay, IsoTime, Subject, SubjectKind } from '../../domain/ids.ts';
import type { Excerpt } from '../../domain/memory.ts';
import type { Departure } from '../../domain/no-longer-connected.ts';
import type { Removal } from '../../domain/removal.ts';
import type { RemovalPrice } from '../../domain/removal-price.ts';
import type { FileKind } from '../../domain/snapshot.ts';
import type { FormProblem } from '../locales/pages-texts.ts';

/** What the fields of one question start with: the answer in force, the link's, or what was just typed. */
export type FilledAnswer = {
  readonly answer?: string;
  readonly origin?: string;
  readonly labels: string;
  readonly note: string;
  /** Of the members of a group that do not start as their default says. */
  readonly members?: ReadonlyMap<ContactId, MemberChoice>;
  /** Fields that hold more than they may, or nothing where something is needed. */
  readonly tooLong: readonly ('labels' | 'note')[];
  readonly reasonMissing?: true;
  /** Stands for all that the page filled in: what comes back the same was touched by nobody. Absent where the link chose. */
  readonly shown?: string;
};

/** An answer as it stands, and for one that still puts the question off, until when and for which time. */
export type StandingAnswer = {
  readonly given: GivenAnswer;
  readonly decidedAt: IsoTime;
  /** Day of the owner's zone. */
  readonly comesBackOn?: IsoDay;
  /** How often in a row the owner has said *later*. */
  readonly rounds: number;
  /** Length of the history that an undo button undoes from. */
  readonly entries: number;
};

/** An answer that came in faster than anybody presses; without one, one was taken back. */
export type HeldAnswer = Pick<Unconfirmed, 'given' | 'at'>;

/** The same with whom it is about, ready to show. */
export type HeldRow = { readonly title: string; readonly kind: SubjectKind; readonly held: HeldAnswer };

/** One member of a group. */
export type MemberView = {
  readonly person: Person & { readonly contactId: ContactId };
  readonly choice: MemberChoice;
  /** An answer that this member has by themselves. */
  readonly standing?: StandingAnswer;
  readonly price: RemovalPrice;
  /** Somebody on the compliance list whom the refused form kept without a reason. */
  readonly reasonMissing?: true;
};

/** One of two who may be the same person, with what is known of them. */
export type PairView = {
  readonly person: Person;
  readonly role: 'vanished' | 'appeared';
  /** Date of the export that showed them first, or for who vanished of the first one without them. */
  readonly at: IsoTime;
  readonly evidence: readonly Evidence[];
  readonly standing?: StandingAnswer;
};

/** One question with everything that helps to answer it. */
export type QuestionView = {
  readonly question: Question;
  /** The answers that are offered now, in their order. */
  readonly answers: readonly GivenAnswer['answer'][];
  readonly evidence: readonly Evidence[];
  /** Files that were looked at and held nothing about this contact; those without a row to look at; those in no upload. */
  readonly notFound: readonly FileKind[];
  readonly empty: readonly FileKind[];
  readonly notThere: readonly FileKind[];
  readonly excerpts: readonly Excerpt[];
  /** What removing this contact costs; absent for what is no contact. */
  readonly price?: RemovalPrice;
  readonly standing?: StandingAnswer;
  readonly unconfirmed?: HeldAnswer;
  /** Whether *later* was said as often as it may be. */
  readonly laterOver: boolean;
  /** Why the owner has put somebody like this on the compliance list, in their own words. */
  readonly complianceReason?: string;
  readonly members: readonly MemberView[];
  /** Who vanished, then who appeared. */
  readonly pair: readonly PairView[];
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
  /** The recent answers, where their undo buttons post to, too. */
  readonly answers: string;
  readonly overview: string;
};

/** A sentence above the page: what just happened, or why nothing did. */
export type Told =
  | { readonly problem: FormProblem }
  | {
      readonly undone: {
        readonly title: string;
        /** The answer before it, in force again. */
        readonly answer?: string;
        /** Nobody is there any more to ask about. */
        readonly over?: boolean;
      };
    };

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
  readonly kind: SubjectKind;
  /** Ready to show: the name of a person, the title of a group. */
  readonly title: string;
  readonly person: Person;
  readonly standing: StandingAnswer;
  /** Of a group: how many members got its answer, and how many one of their own. */
  readonly members?: { readonly asGroup: number; readonly kept: number; readonly removed: number };
};

export type ReceiptView = {
  /** Something was sent to be saved; else the page only tells what stands. */
  readonly isSaved: boolean;
  readonly recorded: readonly RecordedAnswer[];
  /** Answers of the form that are not in force. */
  readonly held: readonly HeldRow[];
  /** Promised removals that are not done; shown when one was just promised. */
  readonly removals: readonly RemovalView[];
  /** Open questions of the digest, those that the next page would hold, and open ones in all. */
  readonly unanswered: number;
  readonly nextCount: number;
  readonly openCount: number;
  readonly links: PageLinks;
};

/** The answers of late, the newest first. */
export type AnswersView = {
  readonly answers: readonly RecordedAnswer[];
  readonly links: PageLinks;
  readonly told?: Told;
};

/** One promised removal with what it costs, and why the owner wants it, in their own words. */
export type RemovalView = Removal & {
  readonly price: RemovalPrice;
  readonly note?: string;
  /** Length of the history that its undo button undoes from. */
  readonly entries: number;
};

export type RemovalsView = {
  readonly removals: readonly RemovalView[];
  /** Who left by themselves. */
  readonly left: readonly Departure[];
  readonly links: PageLinks;
  readonly told?: Told;
};
