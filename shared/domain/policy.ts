/** A policy is data: which rules ask, and from which thresholds on. Units are in the names. */
export type Policy = {
  readonly id: PolicyId;
  /** Ask about contacts whose origin is *unknown*. */
  readonly askUnknownOrigin: boolean;
  /** Ask also about contacts whose origin is *unclear*. */
  readonly askUnclearOrigin: boolean;
  /** Unanswered messages from which on a contact counts as unreciprocated. */
  readonly unansweredFromMessages: number;
  /** Days from the first unanswered message to the newest export that held messages. */
  readonly unansweredAfterDays: number;
  /** Nobody is asked about in the first days of a connection. */
  readonly newContactGraceDays: number;
  /** Months without a message after which a mutual contact is lost from sight. */
  readonly lostFromSightAfterMonths: number;
};

export const policyIds = ['balanced', 'strict'] as const;
export type PolicyId = (typeof policyIds)[number];

const balanced: Policy = {
  id: 'balanced',
  askUnknownOrigin: true,
  askUnclearOrigin: false,
  unansweredFromMessages: 1,
  unansweredAfterDays: 90,
  newContactGraceDays: 30,
  lostFromSightAfterMonths: 36,
};

/** The defaults of PRODUCT.md section 2, one row a policy. */
export const policies: Readonly<Record<PolicyId, Policy>> = {
  balanced,
  strict: { ...balanced, id: 'strict', askUnclearOrigin: true, lostFromSightAfterMonths: 24 },
};
