import type { Answer, PairAnswer } from './decision.ts';
import type { Evidence, EvidenceKind, OriginStatus, Reciprocity } from './evidence-kinds.ts';
import type { ContactId, IsoDay, IsoMonth, Subject } from './ids.ts';
import type { PolicyId } from './policy.ts';
import type { FileKind } from './snapshot.ts';

/** Every rule, in the order in which their findings are listed. */
export const ruleIds = [
  'compliance',
  'removals',
  'dueAgain',
  'samePerson',
  'onlyWroteAtYou',
  'unreciprocated',
  'unknownOrigin',
  'burst',
  'bulkInvitation',
  'colleagues',
  'oneOccasion',
  'invitationPending',
  'lostFromSight',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** By what an entry of the compliance list names somebody. */
export const complianceKinds = ['company', 'domain', 'person'] as const;
export type ComplianceKind = (typeof complianceKinds)[number];

/**
 * Why a rule asks, as data: the catalogues of `shared/render/locales` turn it into one sentence with a dated fact.
 * Days and months are the facts' own; `searchedUntil` is the day of the newest export that held messages.
 */
export type Reason =
  | {
      readonly kind: 'compliance';
      readonly by: ComplianceKind;
      /** Company, domain or name as the owner wrote it; empty where somebody must not be named. */
      readonly value: string;
      /** Which entry: what a *keep* that settles this names (`GivenAnswer.despite`). */
      readonly entry: string;
      readonly until?: IsoDay;
      readonly connectedOn: IsoDay;
      /** Since when the owner wants to remove them, */
      readonly promisedOn?: IsoDay;
      /** who are still in the newest export, or in it again. Where no other rule reminds of it. */
      readonly cameBack?: true;
    }
  /** Promised removals that an export holds, as one question; `on` is that export's day. */
  | {
      readonly kind: 'removals';
      readonly count: number;
      readonly cameBack: number;
      /** Day of the oldest of these promises. */
      readonly promisedOn: IsoDay;
      readonly on: IsoDay;
    }
  /** Put off, and due: for the how-many-th time. */
  | {
      readonly kind: 'dueAgain';
      readonly answer: Extract<Answer, 'later' | 'ask'>;
      readonly on: IsoDay;
      readonly round: number;
    }
  /** An answer of that day came in faster than anybody presses; without one, one was taken back. */
  | { readonly kind: 'unconfirmed'; readonly answer?: Answer | PairAnswer; readonly on: IsoDay }
  /** Somebody of this name vanished when this contact appeared. */
  | {
      readonly kind: 'samePerson';
      readonly other: string;
      readonly missingSince: IsoDay;
      readonly connectedOn: IsoDay;
      readonly by: 'name' | 'email' | 'job';
    }
  | {
      readonly kind: 'onlyWroteAtYou';
      readonly messages: number;
      readonly since: IsoDay;
      readonly searchedUntil: IsoDay;
    }
  | {
      readonly kind: 'noTrace';
      readonly connectedOn: IsoDay;
      readonly searchedUntil: IsoDay;
      /** Messages of one side that are no conversation. */
      readonly messages?: number;
    }
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
  /** `connections` in these days, of which `unexplained` are asked about. */
  | {
      readonly kind: 'burst';
      readonly from: IsoDay;
      readonly to: IsoDay;
      readonly connections: number;
      readonly unexplained: number;
    }
  /** `invitations` without words on one day, of which `unexplained` accepted and are asked about. */
  | {
      readonly kind: 'bulkInvitation';
      readonly on: IsoDay;
      readonly invitations: number;
      readonly unexplained: number;
    }
  /** `members` who connected within days of `proven` colleagues at the company. */
  | {
      readonly kind: 'colleagues';
      readonly company: string;
      readonly from: IsoDay;
      readonly to: IsoDay;
      readonly proven: number;
      readonly members: number;
    }
  /** An event of the owner's or a conversation, last `at`, and nothing since. */
  | {
      readonly kind: 'oneOccasion';
      readonly occasion: 'event' | 'conversation';
      readonly event?: string;
      readonly at: IsoDay | IsoMonth;
      readonly searchedUntil: IsoDay;
    }
  /** `hinted`: something is known of the person that does not explain who they are. */
  | {
      readonly kind: 'invitationPending';
      readonly on: IsoDay;
      readonly withNote: boolean;
      readonly hinted?: true;
    }
  | { readonly kind: 'lostFromSight'; readonly lastIn: IsoMonth; readonly messages: number };

/** Why messages could not be searched for somebody. `tooOld`: of the connection's own day or older. */
export type Blind = 'notThere' | 'empty' | 'tooOld' | 'cannotJoin';

/**
 * Why a rule does not ask about somebody, and what would change it, as data. `until` is the day on which that ends by
 * itself, `from` the number from which on the rule asks.
 */
export type Rest =
  /** Gone since the export of that day: later ones prove it. */
  | { readonly kind: 'notConnected'; readonly since: IsoDay }
  /** Missing since the export of that day, which proves nothing yet; `inPair`: they may be there under another name. */
  | { readonly kind: 'missing'; readonly since: IsoDay; readonly inPair?: true }
  | { readonly kind: 'notAskedByPolicy'; readonly policy: PolicyId }
  /** The owner switched the rule off, under whatever policy. */
  | { readonly kind: 'switchedOff' }
  | { readonly kind: 'newContact'; readonly until: IsoDay }
  | {
      readonly kind: 'settled';
      readonly answer: Answer | PairAnswer;
      readonly on: IsoDay;
      /** Of an answer that puts off. */
      readonly until?: IsoDay;
    }
  /** In this question another rule asks already. */
  | { readonly kind: 'askedElsewhere'; readonly ruleId: RuleId }
  | { readonly kind: 'notOnList' }
  | { readonly kind: 'notPromised' }
  /** The removal was promised on that day, and no newer export was accepted yet. */
  | { readonly kind: 'awaitsExport'; readonly on: IsoDay }
  | { readonly kind: 'notPutOff' }
  | { readonly kind: 'answeredSince' }
  | { readonly kind: 'nobodyAlike' }
  | { readonly kind: 'cannotKnow'; readonly because?: Blind }
  /** What was found may belong to any contact of that name. */
  | { readonly kind: 'namesakes'; readonly namesakes: number }
  | { readonly kind: 'originKnown'; readonly by: EvidenceKind }
  /** `switchedOff`: the owner does not want to be asked about unclear origins, under whatever policy. */
  | { readonly kind: 'originUnclear'; readonly hint?: EvidenceKind; readonly switchedOff?: true }
  /** For a group of people of whom nothing is known. */
  | { readonly kind: 'hasHint'; readonly hint?: EvidenceKind }
  /** Nobody wrote, but for the note of an invitation. */
  | { readonly kind: 'noMessages' }
  | { readonly kind: 'theyNeverWrote' }
  | { readonly kind: 'bothWrote' }
  | { readonly kind: 'neverMutual' }
  | { readonly kind: 'inGroups' }
  | { readonly kind: 'inGrace'; readonly until: IsoDay }
  | { readonly kind: 'tooFewMessages'; readonly messages: number; readonly from: number }
  /** `days` after the connection, or before it where they are negative. */
  | { readonly kind: 'firstMessageLate'; readonly days: number; readonly within: number }
  | { readonly kind: 'noOccasion' }
  /** `unsureIn`: the last month of their messages lies partly after the days of the occasion, and no day of it is known. */
  | { readonly kind: 'moreThanOccasion'; readonly by?: EvidenceKind; readonly unsureIn?: IsoMonth }
  | { readonly kind: 'inTouch'; readonly lastIn: IsoMonth; readonly from: IsoDay }
  | { readonly kind: 'noBurst'; readonly connections: number; readonly from: number }
  /** Many connections, but of too few of them nothing is known, or fewer than `open` of these are left. */
  | {
      readonly kind: 'burstExplained';
      readonly connections: number;
      readonly percent: number;
      readonly open: number;
    }
  | { readonly kind: 'noBulk' }
  /** One of them, but a group is at least so many. */
  | { readonly kind: 'groupTooSmall'; readonly from: number }
  /** Fewer than `from` proven colleagues connected within so many days. */
  | { readonly kind: 'noColleaguesNear'; readonly from: number; readonly within: number }
  /** No upload held the file that would tell. */
  | { readonly kind: 'fileMissing'; readonly file: FileKind }
  /** Invitations are asked about while they are no connection yet. */
  | { readonly kind: 'isContact' };

/** Every kind of rest. */
export const restKinds = [
  'notConnected',
  'missing',
  'notAskedByPolicy',
  'switchedOff',
  'newContact',
  'settled',
  'askedElsewhere',
  'notOnList',
  'notPromised',
  'awaitsExport',
  'notPutOff',
  'answeredSince',
  'nobodyAlike',
  'cannotKnow',
  'namesakes',
  'originKnown',
  'originUnclear',
  'hasHint',
  'noMessages',
  'theyNeverWrote',
  'bothWrote',
  'neverMutual',
  'inGroups',
  'inGrace',
  'tooFewMessages',
  'firstMessageLate',
  'noOccasion',
  'moreThanOccasion',
  'inTouch',
  'noBurst',
  'burstExplained',
  'noBulk',
  'groupTooSmall',
  'noColleaguesNear',
  'fileMissing',
  'isContact',
] as const satisfies readonly Rest['kind'][];

/** What one rule says about one contact. */
export type Verdict = { readonly asks: Reason } | { readonly rests: Rest };

/** One rule's result about one subject in one audit. */
export type Finding = {
  readonly subject: Subject;
  /** Whom it is about; absent for a group and for somebody who is no contact. */
  readonly contactId?: ContactId;
  readonly ruleId: RuleId;
  readonly reason: Reason;
  readonly evidence: readonly Evidence[];
  /** Files that were looked at, whether or not they held anything about this contact. */
  readonly looked: readonly FileKind[];
  /** Files that were not there to look at: no upload has held one with a row that says anything. */
  readonly cannotKnow: readonly FileKind[];
  /** Those of them that an upload did hold, without such a row; absent where there are none. */
  readonly empty?: readonly FileKind[];
  /** The contacts of a group, by id. */
  readonly members?: readonly ContactId[];
  /** Who wants to connect. */
  readonly invited?: { readonly name: string; readonly slug?: string };
};

/** What an audit knows of one contact before any rule speaks. */
export type Assessment = {
  readonly contactId: ContactId;
  readonly evidence: readonly Evidence[];
  readonly originStatus: OriginStatus;
  readonly reciprocity: Reciprocity;
};
