import type { Given } from '../../domain/balance.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { OriginWhy, Way } from '../../domain/explain.ts';
import type { Rest, RuleId } from '../../domain/finding.ts';
import type { IsoDay } from '../../domain/ids.ts';
import type { LookedFor, LookedState } from '../../domain/looked-for.ts';

/**
 * What `woher why` and the contact's page say. Names come isolated, everything else ready to show. Kept apart from the
 * catalogue: a function that sends mails does not carry it.
 */
export type WhyTexts = {
  /** Words of the link to the page. */
  readonly link: string;
  heading(name: string): string;
  readonly sections: Readonly<
    Record<'origin' | 'looked' | 'balance' | 'rules' | 'answers' | 'ways' | 'hooks', string>
  >;
  readonly columns: Readonly<Record<'evidence' | 'state' | 'file' | 'exported' | 'fact', string>>;
  /** Why the origin status is what it is, as a whole sentence. */
  originWhy(why: OriginWhy): string;
  /** Until when messages were searched, as a whole sentence; undefined: not at all. */
  searched(until: IsoDay | undefined): string;
  /** At the head of a row, without a full stop. */
  readonly evidenceKind: Readonly<Record<EvidenceKind, string>>;
  readonly lookedState: Readonly<Record<LookedState, string>>;
  /** With `maybe` how many contacts may be meant, with `onlyMessages` how many there are. */
  state(looked: Pick<LookedFor, 'state' | 'namesakes' | 'messages'>): string;
  /** "Export vom 1. November 2026". */
  exported(day: IsoDay): string;
  readonly asks: string;
  readonly rests: string;
  /** For a rule that asks: what the answer in force does with it. */
  readonly answered: Readonly<Record<'settled' | 'replied' | 'dueAgain' | 'unconfirmed', string>>;
  /** Why a rule does not ask, and what would change it, as whole sentences. */
  rest(rest: Rest, ruleId: RuleId): string;
  readonly balance: {
    readonly given: string;
    readonly received: string;
    readonly kind: Readonly<Record<Given['kind'], string>>;
    /** A count, yes or no, or that nobody could look. */
    count(kind: Given['kind'], count: number | undefined): string;
  };
  readonly noAnswer: string;
  /** One answer of the history; without words for one that was taken back. */
  answerGiven(answer: string, day: string): string;
  takenBack(day: string): string;
  /** Either of them, of which the owner has to say whether it counts. */
  held(line: string): string;
  way(way: Way): string;
};
