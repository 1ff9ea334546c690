import { assessNetwork, decisionsBySubject, type ExplainedEvaluation, type Network } from './assess.ts';
import { defined, groupBy } from './collections.ts';
import type { Question } from './digest.ts';
import { type RuleId, ruleIds } from './finding.ts';
import { answerStatesAt, type Flag } from './flag.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { type AskId, type PolicyChanges, type PolicyId, policyOf, type Thresholds } from './policy.ts';
import { rankQuestions } from './questions.ts';

/** What an owner would be asked under one policy. */
export type PolicyEffect = {
  readonly policy: PolicyId;
  /** With what the owner wants otherwise. */
  readonly changes: PolicyChanges;
  /** Questions in all; a group is one. */
  readonly questions: number;
  /** Contacts in these questions, those of groups among them. */
  readonly contacts: number;
  /** Questions by every rule that asks them; a question that two rules ask counts for both. */
  readonly byRule: Readonly<Partial<Record<RuleId, number>>>;
  /** Contacts asked about here and not as things are, and the other way round. */
  readonly more: number;
  readonly fewer: number;
};

/** The questions that an evaluation would ask if every flag were opened now, in the order of the digest. */
export function questionsOf(network: Network & ExplainedEvaluation, at: IsoTime): Question[] {
  const flags = network.findings.map((finding): Flag => {
    const { subject, ruleId } = finding;
    return { subject, ruleId, state: 'open', openedAt: at, finding };
  });
  const policy = policyOf(network.owner);
  const answerStateOf = answerStatesAt(
    decisionsBySubject(network.decisions),
    new Date(at),
    network.owner.zone,
    policy,
  );
  const { contacts, memory, context } = network;
  return rankQuestions({ flags, contacts, ...memory, employers: context.employers, policy, answerStateOf });
}

/**
 * What would be asked under each of some policies, before one is chosen: the whole network is evaluated under each, with
 * all decisions as they stand, and nothing is written. The owner's own changes hold under every one of them.
 */
export function comparePolicies(
  network: Network,
  at: IsoTime,
  variants: readonly { readonly policy: PolicyId; readonly changes?: PolicyChanges }[],
): PolicyEffect[] {
  const contactsAsked = (questions: readonly Question[]): Set<ContactId> =>
    new Set(
      questions.flatMap(({ contactId, members }) =>
        [contactId, ...members.map((one) => one.contactId)].flatMap((id) => id ?? []),
      ),
    );
  const asThings = contactsAsked(questionsOf({ ...network, ...assessNetwork(network, at) }, at));
  return variants.map(({ policy, changes = network.owner.policyChanges ?? {} }) => {
    const owner = { ...network.owner, policy, policyChanges: changes };
    const varied = { ...network, owner };
    const questions = questionsOf({ ...varied, ...assessNetwork(varied, at) }, at);
    const asked = contactsAsked(questions);
    const rules = groupBy(
      questions.flatMap((one) => one.ruleIds),
      (ruleId) => ruleId,
    );
    return {
      policy,
      changes,
      questions: questions.length,
      contacts: asked.size,
      byRule: Object.fromEntries(
        ruleIds.flatMap((id) => (rules.has(id) ? [[id, rules.get(id)?.length]] : [])),
      ),
      more: [...asked].filter((id) => !asThings.has(id)).length,
      fewer: [...asThings].filter((id) => !asked.has(id)).length,
    };
  });
}

/** Changes that are asked for; what is `undefined` goes back to the policy. */
export type AskedChanges = {
  readonly thresholds?: Readonly<Partial<Record<keyof Thresholds, number | undefined>>>;
  readonly switched?: Readonly<Partial<Record<AskId, boolean | undefined>>>;
};

/** What an owner wants otherwise than the policy, after some changes. */
export function changesAfter(
  before: PolicyChanges | undefined,
  { thresholds, switched }: AskedChanges,
): PolicyChanges {
  const own = defined({ ...before?.switched, ...switched }) as NonNullable<PolicyChanges['switched']>;
  const isAny = Object.keys(own).length > 0;
  return defined({ ...before, ...thresholds, switched: isAny ? own : undefined }) as PolicyChanges;
}
