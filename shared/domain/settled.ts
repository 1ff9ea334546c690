import type { Evaluation, Network } from './assess.ts';
import { type Contact, contactState } from './contact.ts';
import { subjectContact } from './ids.ts';

/** Those whom the newest accepted export has. */
export const connectedOf = ({ contacts, head }: Pick<Network, 'contacts' | 'head'>): Contact[] =>
  contacts.filter((contact) => contactState(contact, head) === 'connected');

/** Those among some contacts who are settled (PRODUCT section 1): their origin is known, or the owner keeps them. */
export function settledAmong(
  connected: readonly Contact[],
  { assessments, decisions }: Pick<Network, 'decisions'> & Pick<Evaluation, 'assessments'>,
): Contact[] {
  const kept = new Set(
    decisions.flatMap(({ subject, given }) => (given?.answer === 'keep' ? [subjectContact(subject)] : [])),
  );
  return connected.filter(
    ({ contactId }) => assessments.get(contactId)?.originStatus === 'known' || kept.has(contactId),
  );
}
