import { type Contact, fullName, slugKey } from './contact.ts';
import type { ContactId } from './ids.ts';
import { foldName } from './names-of-people.ts';
import type { UnreadContact } from './snapshot.ts';

/** A known contact who may stand in a row that could not be read; `isSure` where the row shows their profile. */
export type Unread = { readonly contact: Contact; readonly isSure: boolean };

/**
 * Who of the contacts may be one of the unread rows: of the same slug, or of the same folded name. A line whose cells may
 * have moved or been cut is anybody's whose name stands in it anywhere, or goes on where its name or slug ends.
 */
export function unreadAmong(
  contacts: readonly Contact[],
  unread: readonly UnreadContact[],
): ReadonlyMap<ContactId, Unread> {
  const found = new Map<ContactId, Unread>();
  if (unread.length === 0) return found;
  const whole = unread.filter(({ words }) => words === undefined);
  const keys = new Set(whole.flatMap(({ slugs }) => slugs.map(slugKey)));
  const names = new Set(whole.map(({ foldedName }) => foldedName).filter((name) => name !== ''));
  const mayBeOdd = unread.flatMap((one) => (one.words === undefined ? [] : [comparing(one, one.words)]));
  for (const contact of contacts) {
    const isSure = contact.row.slug !== undefined && keys.has(slugKey(contact.row.slug));
    const name = foldName(fullName(contact.row));
    if (
      isSure ||
      contact.keys.some((key) => keys.has(key)) ||
      names.has(name) ||
      mayBeOdd.some((mayBe) => mayBe(contact, name))
    )
      found.set(contact.contactId, { contact, isSure });
  }
  return found;
}

function comparing({ slugs, foldedName }: UnreadContact, words: readonly string[]) {
  const inLine = new Set(words);
  const starts = slugs.map(slugKey);
  return (contact: Contact, name: string): boolean =>
    contact.keys.some((key) => starts.some((start) => key.startsWith(start))) ||
    (name !== '' &&
      ((foldedName !== '' && name.startsWith(foldedName)) ||
        name.split(' ').every((word) => inLine.has(word))));
}
