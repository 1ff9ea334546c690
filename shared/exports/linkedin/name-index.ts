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

  const index: NameIndex = {
    add({ name, slug }) {
      if (name === undefined) return;
      exact.add(plainName(name));
      if (slug === undefined) return;
      const before = names.get(slug);
      if (before === undefined || compareText(name, before) < 0) names.set(slug, name);
      const folded = nameKey(name);
      const known = slugs.get(folded);
      if (known === undefined) slugs.set(folded, new Set([slug]));
      else known.add(slug);
    },
    addContact(row) {
      const name = fullName(row);
      if (row.slug !== undefined) contactSlugs.add(row.slug);
      if (name === '') return;
      contactsOfName.set(nameKey(name), (contactsOfName.get(nameKey(name)) ?? 0) + 1);
      index.add({ name, slug: row.slug });
    },
    isKnown: (name) => exact.has(plainName(name)),
    slugOf(name) {
      const found = slugs.get(nameKey(name));
      const shared = (contactsOfName.get(nameKey(name)) ?? 0) > 1;
      return found?.size === 1 && !shared ? [...found][0] : undefined;
    },
    slugsOf: (name) => slugs.get(nameKey(name)) ?? none,
    nameOf: (slug) => names.get(slug),
    isContact: (slug) => contactSlugs.has(slug),
    size: () => exact.size + names.size,
  };
  return index;
}

/** A name for comparing; names that fold to nothing (emoji only) are compared as they stand. */
export const nameKey = (name: string): string => foldName(name) || plainName(name);

const plainName = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
