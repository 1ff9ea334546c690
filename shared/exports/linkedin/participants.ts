import type { ExportOwner, PersonRef } from '../../domain/snapshot.ts';
import type { Conversation, ParticipantKey } from './conversations.ts';
import { namesDeletedAccount } from './conversations.ts';
import type { NameIndex } from './name-index.ts';
import { nameKey } from './name-index.ts';

/** Somebody in a conversation, as sure as all files together allow. */
export type Participant = { readonly key: string; readonly person: PersonRef };

export const ownerKey = 'owner';

/** Reads the participants of a conversation: addresses as they are, names by what all files know of them. */
export type ParticipantReader = (conversation: Conversation, key: ParticipantKey) => readonly Participant[];

export function participantReader(names: NameIndex, owner: ExportOwner): ParticipantReader {
  const ownerName = owner.name === undefined ? undefined : nameKey(owner.name);
  return (conversation, key) => {
    const value = key.slice(key.indexOf('/') + 1);
    if (key.startsWith('in/')) return [bySlug(value)];
    const texts = key.startsWith('to/') ? splitRecipients(value, names) : [value];
    return texts.filter((name) => !namesDeletedAccount(name)).map((name) => byName(name, conversation));
  };

  function bySlug(slug: string): Participant {
    if (slug === owner.slug || owner.formerSlugs?.includes(slug)) return { key: ownerKey, person: {} };
    const name = names.nameOf(slug);
    return { key: `in/${slug}`, person: name === undefined ? { slug } : { slug, name } };
  }

  function byName(name: string, conversation: Conversation): Participant {
    if (nameKey(name) === ownerName) return { key: ownerKey, person: {} };
    const slug = slugWithin(conversation, name) ?? names.slugOf(name);
    return slug === undefined ? { key: `name/${nameKey(name)}`, person: { name } } : bySlug(slug);
  }

  // Of two namesakes the one who is in this very chat is meant.
  function slugWithin(conversation: Conversation, name: string): string | undefined {
    const found = [...names.slugsOf(name)].filter((slug) => conversation.participants.has(`in/${slug}`));
    return found.length === 1 ? found[0] : undefined;
  }
}

/**
 * The names in a TO cell, which LinkedIn joins with ", " although names contain it ("Muster, Ph.D."): whole if it is
 * somebody's name or nothing in it is known, else by the longest known names. Of the rest, what has two words counts as
 * a person, a single word as somebody's title.
 */
export function splitRecipients(text: string, names: Pick<NameIndex, 'isKnown'>): readonly string[] {
  const parts = text.split(', ');
  if (parts.length === 1 || names.isKnown(text)) return [text];
  const known: string[] = [];
  const rest: string[] = [];
  for (let from = 0; from < parts.length; ) {
    const until = longestKnown(parts, from, names);
    if (until === undefined) rest.push(parts[from] ?? '');
    else known.push(parts.slice(from, until).join(', '));
    from = until ?? from + 1;
  }
  if (known.length === 0 && !rest.some(namesDeletedAccount)) return [text];
  return [...known, ...rest.filter((part) => part.trim().includes(' '))];
}

// Names with several commas are rare, and a long cell must not take time squared.
const mostCommas = 4;

function longestKnown(
  parts: readonly string[],
  from: number,
  names: Pick<NameIndex, 'isKnown'>,
): number | undefined {
  for (let until = Math.min(parts.length, from + mostCommas); until > from; until--) {
    if (names.isKnown(parts.slice(from, until).join(', '))) return until;
  }
  return undefined;
}
