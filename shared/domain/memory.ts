import type { ContactFacts } from './contact.ts';
import type { ContactId, IsoDay, IsoMonth, IsoTime } from './ids.ts';
import type { OwnFact } from './snapshot.ts';

/**
 * Facts that later uploads may lack (EXPORT-FORMATS, fact 1): every invitation of every upload, the owner's jobs, and
 * the contacts' former employers. `personId` is the id of the person's key, which is a contact's id or one of the ids
 * of its aliases (`contactPersonIds`).
 */
export type RememberedInvitation = {
  readonly personId: ContactId;
  /** Whether the person was named by a profile, so that the name must not join them to somebody else. */
  readonly bySlug: boolean;
  /** Folded name, for exports that named no profile. */
  readonly foldedName: string;
  /** Name and profile of who wants to connect, to ask about them; absent for an outgoing one. */
  readonly name?: string;
  readonly slug?: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly sentOn: IsoDay;
  /** `noteFingerprint` of the note; absent: sent without words. */
  readonly note?: string;
  /** What the uploads showed of who sent it, while it waited for an answer and they were no contact; absent: nothing. */
  readonly facts?: ContactFacts;
};

export type RememberedJob = {
  readonly company: string;
  readonly title: string;
  readonly startedIn: IsoMonth;
  readonly finishedIn?: IsoMonth;
  /** Date of the newest export that showed it. */
  readonly seenAt: IsoTime;
};

/** School, voluntary work, event, followed company or day of a post of the owner's, as far as it helps to remember. */
export type RememberedOwnFact = OwnFact & {
  /** Date of the newest export that showed it. */
  readonly seenAt: IsoTime;
};

export type FormerEmployer = {
  readonly contactId: ContactId;
  readonly company: string;
  readonly seenAt: IsoTime;
};

/** Words that help the memory on the page: at most 160 characters, never in a mail, switched off per owner. */
export type Excerpt = {
  readonly personId: ContactId;
  readonly kind: 'invitationNote' | 'firstMessage' | 'linkedInNote';
  readonly by: 'owner' | 'contact';
  readonly on?: IsoDay;
  readonly text: string;
};

export type Memory = {
  readonly invitations: readonly RememberedInvitation[];
  readonly jobs: readonly RememberedJob[];
  readonly formerEmployers: readonly FormerEmployer[];
  readonly ownFacts: readonly RememberedOwnFact[];
};

export const emptyMemory: Memory = { invitations: [], jobs: [], formerEmployers: [], ownFacts: [] };

/** What tells one remembered thing from another; the store's sort keys are made of these parts. */
export const invitationId = ({ direction, personId, sentOn }: RememberedInvitation): string =>
  `${direction}#${personId}#${sentOn}`;
export const jobId = ({ startedIn, company, title }: RememberedJob): string =>
  `${startedIn}#${company}#${title}`;
export const ownFactId = ({ kind, from, name, title }: OwnFact): string => `${kind}#${from}#${name}#${title}`;
export const excerptId = ({ personId, kind }: Pick<Excerpt, 'personId' | 'kind'>): string =>
  `${personId}#${kind}`;
