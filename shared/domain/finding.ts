import type { Evidence, EvidenceKind, OriginStatus, Reciprocity } from './evidence-kinds.ts';
import type { ContactId, IsoDay, IsoMonth, Subject } from './ids.ts';
import type { FileKind } from './snapshot.ts';

export const ruleIds = ['unknownOrigin', 'unreciprocated', 'lostFromSight'] as const;
export type RuleId = (typeof ruleIds)[number];

/**
 * Why a rule asks, as data: the catalogues of `shared/render/locales` turn it into one sentence with a dated fact.
 * Days and months are the facts' own; `searchedUntil` is the day of the newest export that held messages.
 */
export type Reason =
  | { readonly kind: 'noTrace'; readonly connectedOn: IsoDay; readonly searchedUntil: IsoDay }
  | { readonly kind: 'namesakes'; readonly connectedOn: IsoDay; readonly namesakes: number }
  /** Something hints, but not enough: the strongest hint is named. */
  | {
      readonly kind: 'onlyHint';
      readonly connectedOn: IsoDay;
      readonly hint: EvidenceKind;
      readonly hintAt?: IsoDay | IsoMonth;
    }
  | {
      readonly kind: 'theyNeverAnswered';
      readonly messages: number;
      readonly since: IsoDay;
      readonly searchedUntil: IsoDay;
      readonly noTrace: boolean;
    }
  | {
      readonly kind: 'youNeverAnswered';
      readonly messages: number;
      readonly since: IsoDay;
      readonly searchedUntil: IsoDay;
      readonly noTrace: boolean;
    }
  | { readonly kind: 'lostFromSight'; readonly lastIn: IsoMonth; readonly messages: number };

/** One rule's result about one subject in one audit. */
export type Finding = {
  readonly subject: Subject;
  readonly contactId: ContactId;
  readonly ruleId: RuleId;
  readonly reason: Reason;
  readonly evidence: readonly Evidence[];
  /** Files that were looked at, whether or not they held anything about this contact. */
  readonly looked: readonly FileKind[];
  /** Files that no upload has held so far. */
  readonly cannotKnow: readonly FileKind[];
};

/** What an audit knows of one contact before any rule speaks. */
export type Assessment = {
  readonly contactId: ContactId;
  readonly evidence: readonly Evidence[];
  readonly originStatus: OriginStatus;
  readonly reciprocity: Reciprocity;
};
