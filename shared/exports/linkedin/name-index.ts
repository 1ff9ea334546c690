import { compareText } from '../../domain/collections.ts';
import type { ContactRow } from '../../domain/contact.ts';
import { fullName } from '../../domain/contact.ts';
import { foldName } from '../../domain/names-of-people.ts';
import type { PersonRef } from '../../domain/snapshot.ts';

/** Which profiles each name was seen with, over all files: rows without addresses are joined by it (A4). */
export type NameIndex = {
  /** Remembers a name, and the profile that it was seen with, if any. */
  add(person: PersonRef): void;
  addContact(row: ContactRow): void;
  /** Whether this very text, capitals and spaces aside, is somebody's name. */
  isKnown(name: string): boolean;
  /** The profile of a name, when there is just one and no two contacts share the name. */
  slugOf(name: string): string | undefined;
  slugsOf(name: string): ReadonlySet<string>;
  /** The name of a profile; of several the first by its text. */
  nameOf(slug: string): string | undefined;
  isContact(slug: string): boolean;
  /** Whether some contact bears the name, with a profile or without. */
  isContactName(name: string): boolean;
  /** Names and profiles remembered. */
  size(): number;
};

export function newNameIndex(): NameIndex {
  const exact = new Set<string>();
  const slugs = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  const contactsOfName = new Map<string, number>();
  const contactSlugs = new Set<string>();
  const none: ReadonlySet<string> = new Set();

  const addNamed = (name: string, slug: string, folded: string): void => {
    const before = names.get(slug);
    if (before === undefined || compareText(name, before) < 0) names.set(slug, name);
    const known = slugs.get(folded);
    if (known === undefined) slugs.set(folded, new Set([slug]));
    else known.add(slug);
  };

  return {
    add({ name, slug }) {
      if (name === undefined) return;
      exact.add(plainName(name));
      if (slug !== undefined) addNamed(name, slug, nameKey(name));
    },
    addContact(row) {
      const name = fullName(row);
      if (row.slug !== undefined) contactSlugs.add(row.slug);
      if (name === '') return;
      // Folding a name is dear.
      const folded = nameKey(name);
      contactsOfName.set(folded, (contactsOfName.get(folded) ?? 0) + 1);
      exact.add(plainName(name));
      if (row.slug !== undefined) addNamed(name, row.slug, folded);
    },
    isKnown: (name) => exact.has(plainName(name)),
    slugOf(name) {
      const folded = nameKey(name);
      const found = slugs.get(folded);
      const shared = (contactsOfName.get(folded) ?? 0) > 1;
      return found?.size === 1 && !shared ? [...found][0] : undefined;
    },
    slugsOf: (name) => slugs.get(nameKey(name)) ?? none,
    nameOf: (slug) => names.get(slug),
    isContact: (slug) => contactSlugs.has(slug),
    isContactName: (name) => contactsOfName.has(nameKey(name)),
    size: () => exact.size + names.size,
  };
}

/** A name for comparing; names that fold to nothing (emoji only) are compared as they stand. */
export const nameKey = (name: string): string => foldName(name) || plainName(name);

const plainName = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
