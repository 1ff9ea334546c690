import { assessNetwork, decisionsBySubject, type ExplainedEvaluation, type Network } from './assess.ts';
import { type Balance, balanceOf } from './balance.ts';
import { type Contact, type ContactState, contactState, mostNamesakes } from './contact.ts';
import { dayOf } from './days.ts';
import type { AnswerState, Decision } from './decision.ts';
import type { Hook } from './digest.ts';
import type { Evidence } from './evidence-kinds.ts';
import { absenceOf, findingsAbout, rulesSay } from './explain-rules.ts';
import { messagesAndNoteIn } from './facts.ts';
import { type Assessment, type Blind, type Rest, type RuleId, ruleIds, type Verdict } from './finding.ts';
import { answerStatesAt } from './flag.ts';
import { memoryHooks } from './hooks.ts';
import { type ContactId, contactSubject, type IsoDay } from './ids.ts';
import { blindInMessages, type LookedFor, type LookSources, looksAt } from './looked-for.ts';
import { type PolicyId, policyIds } from './policy.ts';
import type { FileKind } from './snapshot.ts';

/** What one rule says of the contact, and whether an answer settles it. */
export type RuleSays = {
  readonly ruleId: RuleId;
  readonly verdict: Verdict;
  /** Of a rule that asks: who is named in its reason, */
  readonly name?: string;
  /** and what the owner's answer means for it. */
  readonly answered?: AnswerState;
  /** It is settled because there was a reply to the owner's *ask*. */
  readonly replied?: true;
};

/** Why the origin status is what it is (PRODUCT section 2). */
export type OriginWhy =
  | { readonly kind: 'answered' }
  | { readonly kind: 'strong'; readonly evidence: Evidence }
  | { readonly kind: 'twoWeak'; readonly evidence: readonly Evidence[] }
  /** Hints of one kind only. */
  | { readonly kind: 'oneHint'; readonly evidence: Evidence }
  /** Hints of several kinds, none of them an act of the owner's. */
  | { readonly kind: 'othersOnly'; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'namesakes'; readonly namesakes: number }
  /** No evidence; `messages` of one side may be there. */
  | { readonly kind: 'nothing'; readonly searchedUntil: IsoDay; readonly messages: number }
  | { readonly kind: 'cannotKnow'; readonly because: Blind };

export const originWhyKinds = [
  'answered',
  'strong',
  'twoWeak',
  'oneHint',
  'othersOnly',
  'namesakes',
  'nothing',
  'cannotKnow',
] as const satisfies readonly OriginWhy['kind'][];

/** What would change what the rules say. */
export type Way =
  | { readonly kind: 'answer' }
  /** Files that no upload held, or none with a row. */
  | { readonly kind: 'upload'; readonly files: readonly FileKind[] }
  /** The newest messages are not newer than the connection. */
  | { readonly kind: 'newerExport'; readonly than: IsoDay }
  /** Under another policy these rules would ask as well, or rest. */
  | {
      readonly kind: 'policy';
      readonly policy: PolicyId;
      readonly asks: readonly RuleId[];
      readonly rests: readonly RuleId[];
    };

/** All that an audit knows and thinks of one contact. */
export type Explanation = {
  readonly contact: Contact;
  readonly state: ContactState;
  /** That the contact is not there, and how sure that is. */
  readonly absence?: Rest;
  readonly assessment: Assessment;
  readonly originWhy: OriginWhy;
  /** Until when the messages could be searched for the contact; undefined: not at all. */
  readonly searchedUntil: IsoDay | undefined;
  readonly lookedFor: readonly LookedFor[];
  /** Every rule, in the order of `ruleIds`. */
  readonly rules: readonly RuleSays[];
  readonly balance: Balance;
  readonly hooks: readonly Hook[];
  readonly decision: Decision | undefined;
  readonly ways: readonly Way[];
};

/**
 * Explains one contact of an evaluated network; undefined for an id that it does not hold. What another policy would ask
 * takes an evaluation of the whole network each: `compared` says which of them are.
 */
export function explainContact(
  network: Network & ExplainedEvaluation,
  contactId: ContactId,
  compared: readonly PolicyId[] = policyIds,
): Explanation | undefined {
  const { assessments, seen, context, contacts, memory, head, sight, imports, policy } = network;
  const known = seen(contactId);
  const assessment = assessments.get(contactId);
  if (known === undefined || assessment === undefined) return undefined;
  const { contact, searchedUntil } = known;
  const sources: LookSources = { contact, evidence: assessment.evidence, searchedUntil, imports };
  const lookedFor = looksAt(sources);
  const state = contactState(contact, head);
  const absence = absenceOf(contact, network);
  return {
    contact,
    state,
    ...(absence && { absence }),
    assessment,
    originWhy: originWhy(assessment, sources),
    searchedUntil,
    lookedFor,
    rules: rulesSay(network, known, { blind: blindInMessages(sources), absence }),
    balance: balanceOf(contact, { ...context, ...sight, searchedUntil }),
    hooks: memoryHooks(contacts, { ...memory, employers: context.employers, policy })(contact),
    decision: decisionsBySubject(network.decisions)(contactSubject(contactId)),
    ways: [
      { kind: 'answer' },
      ...uploadWays(lookedFor, contact),
      ...(state === 'connected' ? policyWays(network, contactId, compared) : []),
    ],
  };
}

function originWhy({ evidence }: Assessment, sources: LookSources): OriginWhy {
  const [strongest] = evidence;
  const doubts = sources.contact.facts.doubtful ?? [];
  if (strongest?.strength === 'final') return { kind: 'answered' };
  if (strongest?.strength === 'strong') return { kind: 'strong', evidence: strongest };
  if (strongest !== undefined && new Set(evidence.map(({ kind }) => kind)).size < 2)
    return { kind: 'oneHint', evidence: strongest };
  if (strongest !== undefined)
    return { kind: evidence.some(({ ownAct }) => ownAct) ? 'twoWeak' : 'othersOnly', evidence };
  if (doubts.length > 0) return { kind: 'namesakes', namesakes: mostNamesakes(doubts) };
  const { searchedUntil } = sources;
  return searchedUntil === undefined
    ? { kind: 'cannotKnow', because: blindInMessages(sources) ?? 'cannotJoin' }
    : { kind: 'nothing', searchedUntil, messages: messagesAndNoteIn(sources.contact.facts) };
}

function uploadWays(lookedFor: readonly LookedFor[], { row }: Contact): Way[] {
  const missing = lookedFor.flatMap(({ place, state }) =>
    place !== 'review' && (state === 'notThere' || state === 'empty') ? [place] : [],
  );
  const old = lookedFor.find(({ place, state }) => place === 'messages' && state === 'tooOld');
  return [
    ...(missing.length === 0 ? [] : [{ kind: 'upload', files: [...new Set(missing)] } as const]),
    ...(old?.file === undefined
      ? []
      : [{ kind: 'newerExport', than: later(row.connectedOn, dayOf(old.file.exportedAt)) } as const]),
  ];
}

const later = (a: IsoDay, b: IsoDay): IsoDay => (a > b ? a : b);

/** What would be asked about the contact under the other policies, with what the owner wants otherwise. */
function policyWays(
  network: Network & ExplainedEvaluation,
  contactId: ContactId,
  compared: readonly PolicyId[],
): Way[] {
  const { owner, policy, networkInput } = network;
  const askNow = rulesAsking(network, contactId);
  return compared
    .filter((id) => id !== policy.id)
    .flatMap((id): Way[] => {
      const varied = { ...network, owner: { ...owner, policy: id } };
      const askThen = rulesAsking({ ...varied, ...assessNetwork(varied, networkInput.at) }, contactId);
      const asks = askThen.filter((ruleId) => !askNow.includes(ruleId));
      const rests = askNow.filter((ruleId) => !askThen.includes(ruleId));
      return asks.length + rests.length === 0 ? [] : [{ kind: 'policy', policy: id, asks, rests }];
    });
}

/** The rules that ask about a contact, alone or as a member, and are not settled by an answer, in their order. */
function rulesAsking(
  { findings, decisions, owner, policy, networkInput }: Network & ExplainedEvaluation,
  contactId: ContactId,
): RuleId[] {
  const stateOf = answerStatesAt(
    decisionsBySubject(decisions),
    new Date(networkInput.at),
    owner.zone,
    policy,
  );
  const asking = new Set(
    findingsAbout(findings, contactId)
      .filter((finding) => stateOf(finding) !== 'settled')
      .map(({ ruleId }) => ruleId),
  );
  return ruleIds.filter((ruleId) => asking.has(ruleId));
}
