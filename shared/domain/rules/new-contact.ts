import type { Contact } from '../contact.ts';
import { plusDays } from '../days.ts';
import type { RuleInput } from './rule.ts';

/**
 * Tells who connected too lately to be asked about: PRODUCT section 2, "Nobody is asked about in the first 30 days of the
 * connection" (`newContactGraceDays`). Made once an audit.
 */
export function newAt({ policy, on }: Pick<RuleInput, 'policy' | 'on'>): (contact: Contact) => boolean {
  const lastDay = plusDays(on, -policy.newContactGraceDays);
  return ({ row }) => row.connectedOn > lastDay;
}
