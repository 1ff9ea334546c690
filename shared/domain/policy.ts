import { type RuleId, ruleIds } from './finding.ts';

/** The numbers that rules ask by. Units are in the names. */
export type Thresholds = {
  /** Unanswered messages from which on a contact counts as unreciprocated. */
  readonly unansweredFromMessages: number;
  /** Days from the first unanswered message to the newest export that held messages. */
  readonly unansweredAfterDays: number;
  /** Nobody is asked about in the first days of a connection. */
  readonly newContactGraceDays: number;
  /** Messages without any answer from which on somebody only wrote *at* the owner, */
  readonly onlyWroteAtYouFromMessages: number;
  /** when the first came within these days of connecting. */
  readonly onlyWroteAtYouWithinDays: number;
  /** One occasion: everything happened within these days of connecting, */
  readonly oneOccasionWithinDays: number;
  /** and nothing in the months after. */
  readonly oneOccasionSilentMonths: number;
  /** Months without a message after which a mutual contact is lost from sight. */
  readonly lostFromSightAfterMonths: number;
  /** A burst: so many connections, */
  readonly burstFromConnections: number;
  /** in so many days, */
  readonly burstWithinDays: number;
  /** of which at least this share has no evidence. */
  readonly burstUnexplainedPercent: number;
  /** Days since a stranger's invitation that nobody answered. */
  readonly invitationPendingDays: number;
  /** Fewer contacts than these are no group, and are asked about one by one. */
  readonly groupFromContacts: number;
  /** More own invitations than these on one day, and one without words is no hint any more. */
  readonly bulkInvitationsAbovePerDay: number;
  /** The same words to so many people or more are no personal note. */
  readonly sameTextFromPeople: number;
  /** Near colleagues: who connected within these days, */
  readonly colleaguesWithinDays: number;
  /** before or after, of so many proven colleagues. */
  readonly colleaguesFromProven: number;
  /** Years after a job of the owner's in which to share its employer still explains a connection. */
  readonly sharedEmployerUpToYearsAfterJob: number;
  /** Days before connecting in which a search for the name counts. */
  readonly searchWithinDays: number;
  /** Days before or after connecting in which an event of the owner's counts. */
  readonly ownEventWithinDays: number;
  /** People up to which a group chat in which both wrote proves acquaintance. */
  readonly groupChatUpToPeople: number;
  /** Days after which *later* is over, */
  readonly laterAfterDays: number;
  /** and how often in a row it may be said: then it must be decided. */
  readonly laterRounds: number;
  /** Days after which *ask* is over. */
  readonly askAgainAfterDays: number;
};

/** A policy is data: which rules ask, and from which thresholds on. */
export type Policy = Thresholds & {
  readonly id: PolicyId;
  /** Rules that ask; the others rest. */
  readonly asks: readonly RuleId[];
  /** Ask also about contacts whose origin is *unclear*. */
  readonly askUnclearOrigin: boolean;
  /** What the owner does not want to be asked, whatever the policy says; absent: nothing. */
  readonly switchedOff?: readonly AskId[];
};

/** What an owner may switch on or off: a rule, or asking also about contacts whose origin is *unclear*. */
export const askIds = [...ruleIds, 'unclearOrigin'] as const;
export type AskId = (typeof askIds)[number];

/**
 * What cannot be switched off: a contract forbids contact, or the owner promised it, put it off, or has to tell apart. A
 * policy that does not ask it anyway is another matter.
 */
export const mustAsk: readonly AskId[] = ['compliance', 'removals', 'dueAgain', 'samePerson'];

export const policyIds = ['strict', 'balanced', 'open', 'jobSearch'] as const;
export type PolicyId = (typeof policyIds)[number];

/** What one owner wants otherwise than their policy; it outlives a change of the policy. */
export type PolicyChanges = Readonly<Partial<Thresholds>> & {
  /** What is switched on, and what off. */
  readonly switched?: Readonly<Partial<Record<AskId, boolean>>>;
};

/** The least and the most that an owner may set a threshold to. */
export const thresholdBounds: Readonly<Record<keyof Thresholds, readonly [number, number]>> = {
  unansweredFromMessages: [1, 20],
  unansweredAfterDays: [14, 730],
  newContactGraceDays: [0, 365],
  onlyWroteAtYouFromMessages: [1, 20],
  onlyWroteAtYouWithinDays: [1, 3650],
  oneOccasionWithinDays: [1, 365],
  oneOccasionSilentMonths: [1, 120],
  lostFromSightAfterMonths: [1, 240],
  burstFromConnections: [3, 200],
  burstWithinDays: [1, 14],
  burstUnexplainedPercent: [1, 100],
  invitationPendingDays: [0, 365],
  groupFromContacts: [2, 50],
  bulkInvitationsAbovePerDay: [1, 200],
  sameTextFromPeople: [2, 50],
  colleaguesWithinDays: [2, 90],
  colleaguesFromProven: [2, 50],
  sharedEmployerUpToYearsAfterJob: [0, 20],
  searchWithinDays: [0, 30],
  ownEventWithinDays: [0, 30],
  groupChatUpToPeople: [2, 50],
  laterAfterDays: [2, 365],
  laterRounds: [1, 12],
  askAgainAfterDays: [2, 365],
};

export const thresholdNames = Object.keys(thresholdBounds) as readonly (keyof Thresholds)[];

const balanced: Policy = {
  id: 'balanced',
  asks: ruleIds,
  askUnclearOrigin: false,
  unansweredFromMessages: 1,
  unansweredAfterDays: 90,
  newContactGraceDays: 30,
  onlyWroteAtYouFromMessages: 3,
  onlyWroteAtYouWithinDays: 30,
  oneOccasionWithinDays: 30,
  oneOccasionSilentMonths: 12,
  lostFromSightAfterMonths: 36,
  burstFromConnections: 8,
  burstWithinDays: 3,
  burstUnexplainedPercent: 80,
  invitationPendingDays: 14,
  groupFromContacts: 3,
  bulkInvitationsAbovePerDay: 10,
  sameTextFromPeople: 3,
  colleaguesWithinDays: 14,
  colleaguesFromProven: 3,
  sharedEmployerUpToYearsAfterJob: 2,
  searchWithinDays: 7,
  ownEventWithinDays: 3,
  groupChatUpToPeople: 8,
  laterAfterDays: 14,
  laterRounds: 3,
  askAgainAfterDays: 30,
};

/**
 * The defaults of PRODUCT.md section 2, one row a policy. What an owner promised, put off or has to tell apart is no
 * judgement of anybody: it comes up under *open* as well.
 */
export const policies: Readonly<Record<PolicyId, Policy>> = {
  balanced,
  strict: { ...balanced, id: 'strict', askUnclearOrigin: true, lostFromSightAfterMonths: 24 },
  open: {
    ...balanced,
    id: 'open',
    asks: ['compliance', 'removals', 'dueAgain', 'samePerson', 'onlyWroteAtYou'],
  },
  jobSearch: { ...balanced, id: 'jobSearch', asks: ['compliance'] },
};

/** The policy of an owner, with what they want otherwise; what cannot be switched off stays as the policy has it. */
export function policyOf(owner: {
  readonly policy: PolicyId;
  readonly policyChanges?: PolicyChanges | undefined;
}): Policy {
  const standard = policies[owner.policy];
  const { switched: own = {}, ...thresholds } = owner.policyChanges ?? {};
  const switchedOff = askIds.filter((id) => own[id] === false && !mustAsk.includes(id));
  const isAsked = (id: AskId, usual: boolean): boolean =>
    !switchedOff.includes(id) && (usual || own[id] === true);
  return {
    ...standard,
    ...thresholds,
    asks: ruleIds.filter((id) => isAsked(id, standard.asks.includes(id))),
    askUnclearOrigin: isAsked('unclearOrigin', standard.askUnclearOrigin),
    ...(switchedOff.length === 0 ? {} : { switchedOff }),
  };
}
