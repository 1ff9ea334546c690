import type { Contact } from '../contact.ts';
import type { Assessment, Reason, RuleId } from '../finding.ts';
import type { IsoDay } from '../ids.ts';
import type { Policy } from '../policy.ts';

/** What a rule may look at: one contact, what was found about them, and the owner's thresholds. */
export type RuleInput = {
  readonly contact: Contact;
  readonly assessment: Assessment;
  readonly searchedUntil: IsoDay | undefined;
  readonly policy: Policy;
};

/** One rule: pure, and silent (undefined) where it has nothing to say. */
export type Rule = { readonly ruleId: RuleId; readonly evaluate: (input: RuleInput) => Reason | undefined };
