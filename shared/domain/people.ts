import { compareText, groupBy, once } from './collections.ts';
import type { Contact } from './contact.ts';
import { contactsById, fullName, rowKey, slugKey } from './contact.ts';
import type { ContactId, IsoDay } from './ids.ts';
import { personId } from './ids.ts';
import type { RememberedInvitation } from './memory.ts';
import { foldName } from './names-of-people.ts';
import type { PersonRef } from './snapshot.ts';

/** Who a file's person is among the contacts: one of them, one of several of that name, or nobody. */
export type Joined =
  | { readonly kind: 'contact'; readonly contact: Contact }
  | {
      readonly kind: 'namesakes';
      readonly contacts: readonly Contact[];
      /** How many people may be meant: the contacts, and whoever else the files show under that name. */
      readonly people: number;
    }
  | { readonly kind: 'nobody' };

/** The contacts by every key and by folded name; made once for an import or an audit. */
export type People = {
  join(person: PersonRef): Joined;
  /** Contacts of the folded name of one of them, that one included; 0 for a name that holds nothing to compare. */
  namesakes(contact: Contact): number;
  /** The only contact with an e-mail address. */
  byEmail(email: string): Contact | undefined;
  /** The contact that a remembered person id belongs to; of several who had that profile, whoever connected next after `on`. */
  byPersonId(id: ContactId, on?: IsoDay): Contact | undefined;
};

/** Whom the files of one upload show beside the contacts. */
export type Others = {
  /** Everybody whom they name by profile, contacts among them. */
  readonly met: readonly PersonRef[];
  readonly invited: readonly RememberedInvitation[];
  /** Whose the profiles were in an older export that are somebody else's by now; undefined: nobody's who is known. */
  readonly formerly: ReadonlyMap<string, Contact | undefined>;
};
const nobodyElse: Others = { met: [], invited: [], formerly: new Map() };

/**
 * A profile slug decides; a name joins only when exactly one contact has it, and nobody else whom the files show by a
 * profile of their own. A person with a slug that no contact has is joined by name only to a contact without a slug of
 * their own: a namesake must never clear or convict anybody. A slug that one contact gave up and another has now is the
 * other's, and of two who have it that of who is there.
 */
export function peopleOf(contacts: readonly Contact[], others: Others = nobodyElse): People {
  const isThere = ({ missingSince }: Contact) => Number(missingSince === undefined);
  const inOrder = once(() =>
    contacts.toSorted((a, b) => isThere(a) - isThere(b) || compareText(a.contactId, b.contactId)),
  );
  const byKey = once(() => {
    const contactsByKey = new Map<string, Contact>();
    for (const contact of inOrder()) for (const key of contact.keys) contactsByKey.set(key, contact);
    for (const contact of inOrder()) contactsByKey.set(rowKey(contact.row), contact);
    return contactsByKey;
  });
  const bySharedId = once(
    () => new Map(sharedKeys(contacts).map(([key, holders]) => [personId(key), holders])),
  );
  // A hash for every key: made when somebody is asked for by one, which an import never does.
  const byAlias = once(() => new Map([...byKey()].map(([key, contact]) => [personId(key), contact])));
  const withEmail = contacts.filter(({ row }) => row.email !== undefined);
  const byEmail = groupBy(withEmail, ({ row }) => row.email?.toLowerCase());
  const byName = groupBy(contacts, (contact) => foldName(fullName(contact.row)));
  const sameName = (name: string | undefined): readonly Contact[] => {
    const folded = name === undefined ? '' : foldName(name);
    return folded === '' ? [] : (byName.get(folded) ?? []);
  };
  const namesakes = once(() => namesakesIn(byName));
  const othersByName = once(() => groupBy(othersIn(others), ({ name }) => name));
  const isSlugKnown = (key: string) =>
    others.formerly.has(key) ? others.formerly.get(key) !== undefined : byKey().has(key);
  const isContact = ({ key, id }: Other) =>
    key === undefined ? contactsById(contacts).has(id) || byAlias().has(id) : isSlugKnown(key);
  // Of people of that name whom no contact's profile shows, one may be a contact without a profile.
  const othersOf = (name: string | undefined, named: readonly Contact[]): number => {
    const strangers = (othersByName().get(foldName(name ?? '')) ?? []).filter((other) => !isContact(other));
    if (strangers.length === 0) return 0;
    const ids = new Set(strangers.map(({ key, id }) => (key === undefined ? id : personId(key))));
    return Math.max(0, ids.size - named.filter(({ row }) => row.slug === undefined).length);
  };
  return {
    join(person) {
      const key = person.slug === undefined ? undefined : slugKey(person.slug);
      const isThen = key !== undefined && others.formerly.has(key);
      const exact = key === undefined ? undefined : isThen ? others.formerly.get(key) : byKey().get(key);
      if (exact !== undefined) return { kind: 'contact', contact: exact };
      if (isThen) return { kind: 'nobody' };
      const named = sameName(person.name);
      const [only] = named;
      if (only === undefined) return { kind: 'nobody' };
      if (person.slug !== undefined && named.every((contact) => contact.row.slug !== undefined))
        return { kind: 'nobody' };
      const people = named.length + othersOf(person.name, named);
      return people === 1
        ? { kind: 'contact', contact: only }
        : { kind: 'namesakes', contacts: named, people };
    },
    namesakes: ({ contactId }) => namesakes().get(contactId) ?? 1,
    byEmail: (email) => {
      const [only, ...others] = byEmail.get(email.toLowerCase()) ?? [];
      return others.length === 0 ? only : undefined;
    },
    byPersonId: (id, on) =>
      (on === undefined ? undefined : nextAfter(on, bySharedId().get(id) ?? [])) ??
      contactsById(contacts).get(id) ??
      byAlias().get(id),
  };
}

/** The keys that several contacts have or had, and those contacts. */
function sharedKeys(contacts: readonly Contact[]): [string, readonly Contact[]][] {
  const first = new Map<string, Contact>();
  const shared = new Map<string, Contact[]>();
  for (const contact of contacts)
    for (const key of contact.keys) {
      const holder = first.get(key);
      if (holder === undefined) first.set(key, contact);
      else shared.set(key, [...(shared.get(key) ?? [holder]), contact]);
    }
  return [...shared];
}

// What names a profile before a connection is about that connection; what comes after all of them may be about any.
const nextAfter = (on: IsoDay, holders: readonly Contact[]): Contact | undefined =>
  holders
    .filter(({ row }) => row.connectedOn >= on)
    .sort(
      (a, b) => compareText(a.row.connectedOn, b.row.connectedOn) || compareText(a.contactId, b.contactId),
    )[0];

/** Somebody whom a file names by profile: by its key, or by the id that is remembered. */
type Other = { readonly name: string } & (
  | { readonly key: string; readonly id?: undefined }
  | { readonly id: ContactId; readonly key?: undefined }
);

const othersIn = ({ met, invited }: Others): Other[] => [
  ...met.flatMap(({ slug, name }): Other[] =>
    slug === undefined || name === undefined ? [] : [{ name: foldName(name), key: slugKey(slug) }],
  ),
  ...invited.flatMap(({ bySlug, foldedName: name, personId: id }): Other[] => (bySlug ? [{ name, id }] : [])),
];

/** How many bear the name of a contact, where it is not one alone; nobody bears one that holds nothing to compare. */
function namesakesIn(byName: ReadonlyMap<string, readonly Contact[]>): ReadonlyMap<ContactId, number> {
  const counts = new Map<ContactId, number>();
  for (const [name, bearers] of byName) {
    const count = name === '' ? 0 : bearers.length;
    if (count !== 1) for (const { contactId } of bearers) counts.set(contactId, count);
  }
  return counts;
}
