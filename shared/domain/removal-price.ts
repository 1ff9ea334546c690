import { groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import { type Employers, employersOf } from './employers.ts';
import type { ContactId } from './ids.ts';
import type { Owner } from './owner.ts';
import { type Withdrawal, withdrawalsOf } from './removal.ts';

/**
 * What goes with a contact who is removed, from facts of the exports alone (PRODUCT section 1, "look before you leap"): how
 * many people of theirs one would lose nobody can know, and so it is never said.
 */
export type RemovalPrice = {
  /** The company at which this is the only contact now. */
  readonly onlyContactAt?: string;
  readonly withdraws: readonly Withdrawal[];
  /** Whether the exports hold an e-mail address that the owner's own address book lacks. */
  readonly email: boolean;
  /** Group chats in which both are; exact below 20, then "at least". */
  readonly groupChats: number;
  /** Whether the owner wrote a note about the contact on the network. */
  readonly noted: boolean;
};

/** From here on the count of shared group chats is "at least" (see `GroupFacts`). */
export const mostGroupChats = 20;

/** Makes the price of removing any contact of one network. */
export function removalPrices(
  contacts: readonly Contact[],
  { employerAliases }: Pick<Owner, 'employerAliases'>,
): (contact: Contact) => RemovalPrice {
  const employers = employersOf(employerAliases, []);
  // Folding every employer of a large network takes its time: only where somebody asks.
  let made: ReadonlyMap<string, readonly ContactId[]> | undefined;
  const byEmployer = () => {
    made ??= connectedByEmployer(contacts, employers);
    return made;
  };
  return (contact) => {
    const { row, facts } = contact;
    const isOnly = isOnlyContact(contact, byEmployer(), employers);
    return {
      ...(isOnly && row.company !== undefined ? { onlyContactAt: row.company } : {}),
      withdraws: withdrawalsOf(contact),
      email: row.email !== undefined && facts.addressByEmailOn === undefined,
      groupChats: facts.groups?.shared ?? 0,
      noted: facts.notedOn !== undefined,
    };
  };
}

/** Whether a removal costs anything that the exports show. */
export const isFree = ({ onlyContactAt, withdraws, email, groupChats, noted }: RemovalPrice): boolean =>
  onlyContactAt === undefined && withdraws.length === 0 && !email && groupChats === 0 && !noted;

function connectedByEmployer(
  contacts: readonly Contact[],
  { keyOf }: Employers,
): ReadonlyMap<string, readonly ContactId[]> {
  const employed = contacts.flatMap(({ contactId, row: { company }, missingSince }) =>
    company === undefined || missingSince !== undefined ? [] : [{ contactId, employer: keyOf(company) }],
  );
  const groups = groupBy(employed, ({ employer }) => employer);
  return new Map([...groups].map(([employer, of]) => [employer, of.map(({ contactId }) => contactId)]));
}

function isOnlyContact(
  { contactId, row: { company }, missingSince }: Contact,
  byEmployer: ReadonlyMap<string, readonly ContactId[]>,
  { keyOf }: Employers,
): boolean {
  const employer = company === undefined ? '' : keyOf(company);
  if (employer === '' || missingSince !== undefined) return false;
  return (byEmployer.get(employer) ?? []).every((id) => id === contactId);
}
