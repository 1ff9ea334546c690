import { compareText } from './collections.ts';
import { type Contact, fullName, profileUrl, surelyLacks } from './contact.ts';
import { answersInForce, type Decision } from './decision.ts';
import { type ExportEnds, exportEnds } from './export-ends.ts';
import { type ContactId, contactSubject, type IsoTime, type Subject } from './ids.ts';
import type { Head } from './import.ts';
import { openPairs } from './same-person.ts';

/**
 * What the exports prove about a promised removal:
 * - `promised`: nothing yet. No newer accepted export; or one that lacks the contact and may have been cut off before their
 *   row, or has a row that could not be read and may be theirs; or who vanished may be one person with who appeared, and the
 *   owner has not said so far;
 * - `done`: an export dated after the decision lacks the contact for sure;
 * - `stillThere`: an export dated after the decision holds it;
 * - `cameBack`: it was away for sure, and an export dated after the decision holds it again.
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
  /** Date of the first export after the promise that showed it so; absent while it is only promised. */
  readonly provedAt?: IsoTime;
  /** Of a promise that waits: date of the first export without the contact, which proves nothing by itself. */
  readonly missingSince?: IsoTime;
  readonly withdraws: readonly Withdrawal[];
};

/** The removals that the owner decided on and did not take back, the newest decision first, ties by id. */
export function removalList(input: {
  contacts: readonly Contact[];
  decisions: readonly Decision[];
  head: Head | undefined;
}): Removal[] {
  const { contacts, head } = input;
  if (!input.decisions.some(isRemoval)) return [];
  const decisions = new Map(input.decisions.map((decision) => [decision.subject, decision]));
  const openIds = new Set(
    openPairs(contacts, (subject) => decisions.get(subject)).map(({ vanished }) => vanished.contactId),
  );
  const promiseOf = ({ contactId }: Contact): Decision | undefined => {
    const decision = decisions.get(contactSubject(contactId));
    return isRemoval(decision) ? decision : undefined;
  };
  const ends =
    head && exportEnds({ contacts, newest: head, isExpected: (contact) => promiseOf(contact) === undefined });
  return contacts
    .flatMap((contact) => {
      const decision = promiseOf(contact);
      if (decision === undefined) return [];
      const promisedAt = promisedAtOf(decision);
      const isOpen = openIds.has(contact.contactId);
      const proof = isOpen || !head || !ends ? unproved : proofOf(contact, { promisedAt, head, ends });
      return [removalOf(contact, { subject: decision.subject, promisedAt, ...proof })];
    })
    .sort((a, b) => compareText(b.promisedAt, a.promisedAt) || compareText(a.contactId, b.contactId));
}

const isRemoval = (decision: Decision | undefined): boolean => decision?.given?.answer === 'remove';

/** When the removal was promised: a note that was added later, or the group it was said again in, is no new promise. */
export function promisedAtOf({ history, decidedAt }: Decision): IsoTime {
  const answers = answersInForce(history);
  const before = answers.findLastIndex(({ given }) => given.answer !== 'remove');
  return answers[before + 1]?.at ?? decidedAt;
}

/** Those of them that the newest accepted export holds all the same: still, or again. */
export const unkeptRemovals = (input: Parameters<typeof removalList>[0]): Removal[] =>
  removalList(input).filter(({ status }) => status === 'stillThere' || status === 'cameBack');

/** What removing this contact would withdraw, as far as the exports showed it. */
export function withdrawalsOf({ facts }: Pick<Contact, 'facts'>): Withdrawal[] {
  const found: Withdrawal[] = [];
  if (facts.recommendationGivenOn !== undefined) found.push('recommendationGiven');
  if (facts.recommendationReceivedOn !== undefined) found.push('recommendationReceived');
  if (facts.endorsementGivenOn !== undefined) found.push('endorsementGiven');
  if (facts.endorsementReceivedOn !== undefined) found.push('endorsementReceived');
  return found;
}

type Proof = Pick<Removal, 'status' | 'provedAt' | 'missingSince'>;
const unproved: Proof = { status: 'promised' };

function removalOf(contact: Contact, proved: Proof & Pick<Removal, 'subject' | 'promisedAt'>): Removal {
  const url = profileUrl(contact.row);
  return {
    contactId: contact.contactId,
    name: fullName(contact.row),
    ...(url === undefined ? {} : { profileUrl: url }),
    ...proved,
    withdraws: withdrawalsOf(contact),
  };
}

type Proving = { readonly promisedAt: IsoTime; readonly head: Head; readonly ends: ExportEnds };

function proofOf(contact: Contact, { promisedAt, head, ends }: Proving): Proof {
  const { contactId, missingSince, returnedAt } = contact;
  const isAfter = (at: IsoTime): boolean => at > promisedAt;
  if (!isAfter(head.exportedAt)) return unproved;
  if (missingSince !== undefined) {
    const first = isAfter(missingSince) ? missingSince : head.exportedAt;
    const isGone =
      surelyLacks(head, contact) ||
      (first < head.exportedAt && ends.hadBehind(contact, first)) ||
      ends.endAlike(contact, missingSince);
    return isGone ? { status: 'done', provedAt: first } : { status: 'promised', missingSince };
  }
  // At the end of a file that was cut short they never were away.
  if (returnedAt !== undefined && isAfter(returnedAt) && ends.hadBehindBefore(contact, returnedAt))
    return { status: 'cameBack', provedAt: returnedAt };
  // They may stand in a row that could not be read: it proves neither that they are there nor that they are not.
  return head.unread?.includes(contactId) ? unproved : { status: 'stillThere', provedAt: head.exportedAt };
}
