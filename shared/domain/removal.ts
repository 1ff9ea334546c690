import { compareText } from './collections.ts';
import { type Contact, fullName, profileUrl } from './contact.ts';
import type { Decision } from './decision.ts';
import { type ContactId, contactSubject, type IsoTime, type Subject } from './ids.ts';
import type { Head } from './import.ts';
import { openPairs } from './same-person.ts';

/**
 * What the exports prove about a promised removal:
 * - `promised`: no newer accepted export yet, or one with a row that could not be read and may be theirs; or who vanished
 *   may be one person with who appeared, and the owner has not said so far;
 * - `done`: an export dated after the decision lacks the contact;
 * - `stillThere`: an export dated after the decision holds it;
 * - `cameBack`: it was missing, and an export dated after the decision holds it again.
 */
export type RemovalStatus = 'promised' | 'done' | 'stillThere' | 'cameBack';

/** Things on the network that a removal withdraws, as far as the exports showed them. */
export type Withdrawal =
  | 'recommendationGiven'
  | 'recommendationReceived'
  | 'endorsementGiven'
  | 'endorsementReceived';

/** One promised removal with its proof. Derived on every look, never stored. */
export type Removal = {
  readonly subject: Subject;
  readonly contactId: ContactId;
  readonly name: string;
  readonly profileUrl?: string;
  readonly promisedAt: IsoTime;
  readonly status: RemovalStatus;
  /** Date of the export that proves the status; absent while it is only promised. */
  readonly provedAt?: IsoTime;
  readonly withdraws: readonly Withdrawal[];
};

/** The removals that the owner decided on and did not take back, the newest decision first, ties by id. */
export function removalList(input: {
  contacts: readonly Contact[];
  decisions: readonly Decision[];
  head: Head | undefined;
}): Removal[] {
  if (!input.decisions.some(({ given }) => given?.answer === 'remove')) return [];
  const decisions = new Map(input.decisions.map((decision) => [decision.subject, decision]));
  const openIds = new Set(
    openPairs(input.contacts, (subject) => decisions.get(subject)).map(({ vanished }) => vanished.contactId),
  );
  return input.contacts
    .flatMap((contact) => {
      const decision = decisions.get(contactSubject(contact.contactId));
      return decision?.given?.answer === 'remove'
        ? [
            removalOf(
              contact,
              decision,
              openIds.has(contact.contactId) ? unproved : proofOf(contact, decision, input.head),
            ),
          ]
        : [];
    })
    .sort((a, b) => compareText(b.promisedAt, a.promisedAt) || compareText(a.contactId, b.contactId));
}

/** What removing this contact would withdraw, as far as the exports showed it. */
export function withdrawalsOf({ facts }: Pick<Contact, 'facts'>): Withdrawal[] {
  const found: Withdrawal[] = [];
  if (facts.recommendationGivenOn !== undefined) found.push('recommendationGiven');
  if (facts.recommendationReceivedOn !== undefined) found.push('recommendationReceived');
  if (facts.endorsementGivenOn !== undefined) found.push('endorsementGiven');
  if (facts.endorsementReceivedOn !== undefined) found.push('endorsementReceived');
  return found;
}

type Proof = Pick<Removal, 'status' | 'provedAt'>;
const unproved: Proof = { status: 'promised' };

function removalOf(contact: Contact, decision: Decision, proof: Proof): Removal {
  const url = profileUrl(contact.row);
  return {
    subject: decision.subject,
    contactId: contact.contactId,
    name: fullName(contact.row),
    ...(url === undefined ? {} : { profileUrl: url }),
    promisedAt: decision.decidedAt,
    ...proof,
    withdraws: withdrawalsOf(contact),
  };
}

function proofOf(
  { contactId, missingSince, returnedAt }: Contact,
  { decidedAt }: Decision,
  head: Head | undefined,
): Proof {
  const isAfter = (at: IsoTime | undefined): at is IsoTime => at !== undefined && at > decidedAt;
  if (isAfter(missingSince)) return { status: 'done', provedAt: missingSince };
  if (!isAfter(head?.exportedAt)) return unproved;
  // They may stand in a row that could not be read: it proves neither that they are there nor that they are not.
  const isUnread = head.unread?.includes(contactId) === true;
  if (missingSince !== undefined) return isUnread ? unproved : { status: 'done', provedAt: head.exportedAt };
  if (isAfter(returnedAt)) return { status: 'cameBack', provedAt: returnedAt };
  return isUnread ? unproved : { status: 'stillThere', provedAt: head.exportedAt };
}
