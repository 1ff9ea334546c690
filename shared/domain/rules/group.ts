import { compareText } from '../collections.ts';
import type { Contact } from '../contact.ts';
import { isSettled } from '../decision.ts';
import type { ContactId, Subject } from '../ids.ts';
import type { NetworkInput } from './rule.ts';

/** More members than this do not fit the item of one flag; the rest are asked about one by one. */
export const largestGroup = 1000;

/** Whether a contact without evidence may be asked about in a group: nobody has answered, and no rule asks already. */
export const isUnexplained = (
  { contactId }: Contact,
  { assessments, asked, context, at, zone, policy }: NetworkInput,
): boolean => {
  if (assessments.get(contactId)?.originStatus !== 'unknown' || asked.has(contactId)) return false;
  const decision = context.decisionOf(contactId);
  return decision === undefined || !isSettled(decision, new Date(at), zone, policy);
};

/**
 * Whether these members are asked about as one. Too few are not, but for a group that was put off already: it stays one, so
 * that nobody of it is asked about before its time.
 */
export const isGroup = (
  subject: Subject,
  members: readonly Contact[],
  { decisionOf, policy }: Pick<NetworkInput, 'decisionOf' | 'policy'>,
): boolean => members.length >= (decisionOf(subject)?.given === undefined ? policy.groupFromContacts : 1);

/** The ids of a group's members, newest connection first: as they are shown. */
export const memberIds = (members: readonly Contact[]): ContactId[] =>
  members
    .toSorted(
      (a, b) => compareText(b.row.connectedOn, a.row.connectedOn) || compareText(a.contactId, b.contactId),
    )
    .slice(0, largestGroup)
    .map(({ contactId }) => contactId);
