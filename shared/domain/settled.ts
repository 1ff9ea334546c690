import { decisionsBySubject, type Evaluation, type Network } from './assess.ts';
import { type Contact, contactState } from './contact.ts';
import { contactSubject } from './ids.ts';

/** Those whom the newest accepted export has. */
export const connectedOf = ({ contacts, head }: Pick<Network, 'contacts' | 'head'>): Contact[] =>
  contacts.filter((contact) => contactState(contact, head) === 'connected');

/** Those among some contacts who are settled (PRODUCT section 1): their origin is known, or the owner keeps them. */
export function settledAmong(
  connected: readonly Contact[],
  { assessments, decisions }: Pick<Network, 'decisions'> & Pick<Evaluation, 'assessments'>,
): Contact[] {
  const decisionOf = decisionsBySubject(decisions);
  return connected.filter(
    ({ contactId }) =>
      assessments.get(contactId)?.originStatus === 'known' ||
      decisionOf(contactSubject(contactId))?.given?.answer === 'keep',
  );
}
