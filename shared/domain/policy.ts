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
};

/** A policy is data: which rules ask, and from which thresholds on. */
export type Policy = Thresholds & {
  readonly id: PolicyId;
  /** Rules that ask; the others rest. */
  readonly asks: readonly RuleId[];
  /** Ask also about contacts whose origin is *unclear*. */
  readonly askUnclearOrigin: boolean;
};

export const policyIds = ['strict', 'balanced', 'open', 'jobSearch'] as const;
export type PolicyId = (typeof policyIds)[number];

/** What one owner wants otherwise than their policy. */
export type PolicyChanges = Readonly<Partial<Thresholds>>;

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

/** The policy of an owner, with what they want otherwise. */
export const policyOf = (owner: {
  readonly policy: PolicyId;
  readonly policyChanges?: PolicyChanges | undefined;
}): Policy => ({ ...policies[owner.policy], ...owner.policyChanges });
