import { compareText, groupBy } from './collections.ts';
import type { Contact } from './contact.ts';
import { fullName, rowKey, slugKey } from './contact.ts';
import type { ContactId } from './ids.ts';
import { personId } from './ids.ts';
import { foldName } from './names-of-people.ts';
import type { PersonRef } from './snapshot.ts';

/** Who a file's person is among the contacts: one of them, one of several of that name, or nobody. */
export type Joined =
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'namesakes'; readonly contacts: readonly Contact[] }
  | { readonly kind: 'nobody' };

/** The contacts by every key and by folded name; made once for an import or an audit. */
export type People = {
  join(person: PersonRef): Joined;
  /** Contacts of this folded name, the contact itself included. */
  namesakes(contact: Contact): number;
  /** The only contact with an e-mail address. */
  byEmail(email: string): Contact | undefined;
  /** The contact that a remembered person id belongs to. */
  byPersonId(id: ContactId): Contact | undefined;
};

/**
 * A profile slug decides; a name joins only when exactly one contact has it. A person with a slug that no contact has
 * is joined by name only to a contact without a slug of their own: a namesake must never clear or convict anybody. A slug
 * that one contact gave up and another has now is the other's.
 */
export function peopleOf(contacts: readonly Contact[]): People {
  const inOrder = contacts.toSorted((a, b) => compareText(a.contactId, b.contactId));
  const byKey = new Map<string, Contact>();
  for (const contact of inOrder) for (const key of contact.keys) byKey.set(key, contact);
  for (const contact of inOrder) byKey.set(rowKey(contact.row), contact);
  const byContactId = new Map(contacts.map((contact) => [contact.contactId, contact]));
  // A hash for every key: made when somebody is asked for by one, which an import never does.
  let byAlias: Map<ContactId, Contact> | undefined;
  const aliases = (): Map<ContactId, Contact> => {
    byAlias ??= new Map([...byKey].map(([key, contact]) => [personId(key), contact]));
    return byAlias;
  };
  const withEmail = contacts.filter(({ row }) => row.email !== undefined);
  const byEmail = groupBy(withEmail, ({ row }) => row.email?.toLowerCase());
  const byName = groupBy(contacts, (contact) => foldName(fullName(contact.row)));
  const sameName = (name: string | undefined): readonly Contact[] => {
    const folded = name === undefined ? '' : foldName(name);
    return folded === '' ? [] : (byName.get(folded) ?? []);
  };
  return {
    join(person) {
      const exact = person.slug === undefined ? undefined : byKey.get(slugKey(person.slug));
      if (exact !== undefined) return { kind: 'contact', contact: exact };
      const named = sameName(person.name);
      const [only] = named;
      if (only === undefined) return { kind: 'nobody' };
      if (person.slug !== undefined && named.every((contact) => contact.row.slug !== undefined))
        return { kind: 'nobody' };
      return named.length === 1 ? { kind: 'contact', contact: only } : { kind: 'namesakes', contacts: named };
    },
    namesakes: (contact) => sameName(fullName(contact.row)).length,
    byEmail: (email) => {
      const [only, ...others] = byEmail.get(email.toLowerCase()) ?? [];
      return others.length === 0 ? only : undefined;
    },
    byPersonId: (id) => byContactId.get(id) ?? aliases().get(id),
  };
}
