import type { IsoDay, IsoMonth } from './ids.ts';
import type { FileKind } from './snapshot.ts';

/** Every kind of fact that can explain a contact (PRODUCT section 2, as far as LinkedIn's files give it). */
export const evidenceKinds = [
  'answer',
  'linkedInNote',
  'conversation',
  'answeredOnce',
  'groupChat',
  'silentGroupChat',
  'recommendationGiven',
  'recommendationReceived',
  'invitationSentWithNote',
  'invitationSent',
  'invitationReceivedWithNote',
  'sharedEmployer',
  'nearColleagues',
  'endorsementGiven',
  'endorsementReceived',
  'addressBook',
  'nameSearch',
  'ownEvent',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** *final* is the owner's own answer; *strong* explains the origin alone; *weak* hints. */
export type Strength = 'final' | 'strong' | 'weak';

/** One dated fact about one contact, with the file that holds it. */
export type Evidence = {
  readonly kind: EvidenceKind;
  readonly strength: Strength;
  /** Whether the owner did it; the other side alone never makes itself known. */
  readonly ownAct: boolean;
  /** Day, month or year of the fact, as exactly as the file dates it. */
  readonly at?: IsoDay | IsoMonth;
  readonly file: FileKind | 'review';
  /** Company, size of the group and the like: shown, never compared. */
  readonly detail?: string;
};

export type OriginStatus = 'known' | 'unclear' | 'unknown' | 'cannotKnow';

export type Reciprocity =
  | 'mutual'
  | 'inGroups'
  | 'theyNeverAnswered'
  | 'youNeverAnswered'
  | 'silent'
  | 'cannotKnow';
