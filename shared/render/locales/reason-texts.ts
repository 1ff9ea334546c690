import type { Question } from '../../domain/digest.ts';
import type { RuleId } from '../../domain/finding.ts';

/** What the rules say. */
export type ReasonTexts = {
  /**
   * Why somebody is asked about, told apart from the other questions of the digest that have the same reason: one sentence
   * with a dated fact.
   */
  reasonOf(question: Pick<Question, 'reason' | 'name' | 'ordinal'>): string;
  /** What a group is called instead of a name; empty for everybody else. */
  titleOf(question: Pick<Question, 'reason' | 'members'>): string;
  readonly rule: Readonly<Record<RuleId, string>>;
};
