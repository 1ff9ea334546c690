import { compareText, defined, groupBy } from '../../domain/collections.ts';
import type { ExportOwner, PersonRef } from '../../domain/snapshot.ts';
import type { Collected } from './collected.ts';
import type { ParticipantKey } from './conversations.ts';
import { nameKey } from './name-index.ts';
import { participantReader } from './participants.ts';

const nearlyAll = 0.9;
const fewestConversations = 3;

/**
 * Who the export belongs to (EXPORT-FORMATS A5): the profile on the owner's side of nearly every invitation; else the
 * one that writes under the name of Profile.csv; else the one in nearly every conversation. Nobody is their own
 * contact, so contacts are out of question for the last two.
 */
export function findOwner(collected: Collected): ExportOwner {
  const owner = currentOwner(collected);
  if (owner.name === undefined || owner.slug === undefined) return owner;
  const former = ownSlugs(collected, owner.name, owner.slug).filter((slug) => slug !== owner.slug);
  return former.length === 0 ? owner : { ...owner, formerSlugs: former };
}

function currentOwner(collected: Collected): ExportOwner {
  const profileName = [...collected.ownerNames].sort(compareText)[0];
  const name = profileName ?? nearlyAlways(collected.inviting.map((person) => person.name));
  const invited = byInvitations(collected.inviting);
  // An address that is in no chat may be a former one: the chats then know better.
  if (invited !== undefined && isCurrent(collected, invited))
    return known(collected, 'invitations', invited, name);
  const counts = conversationsOf(collected);
  const named = name === undefined ? undefined : byName(collected, name, counts);
  if (named !== undefined) return known(collected, 'senderName', named, name);
  const everywhere = inNearlyAll(collected, counts);
  // A known name that is somebody else's than the one in every chat leaves the question open.
  if (everywhere !== undefined && (name === undefined || everywhere.slug !== undefined)) {
    return known(collected, 'everyConversation', everywhere, name);
  }
  if (invited !== undefined) return known(collected, 'invitations', invited, name);
  return name === undefined ? { foundBy: 'unknown' } : { name, foundBy: 'profileOnly' };
}

function known(
  collected: Collected,
  foundBy: ExportOwner['foundBy'],
  person: PersonRef,
  name?: string,
): ExportOwner {
  const seenAs = person.slug === undefined ? undefined : collected.names.nameOf(person.slug);
  return defined<ExportOwner>({ name: name ?? seenAs ?? person.name, slug: person.slug, foundBy });
}

function byInvitations(inviting: readonly PersonRef[]): { readonly slug: string } | undefined {
  const slug = nearlyAlways(inviting.map((person) => person.slug));
  return slug === undefined ? undefined : { slug };
}

function isCurrent(collected: Collected, { slug }: { readonly slug: string }): boolean {
  const { all } = collected.conversations;
  for (const { participants } of all.values()) if (participants.has(`in/${slug}`)) return true;
  return all.size === 0;
}

function nearlyAlways(values: readonly (string | undefined)[]): string | undefined {
  const present = values.filter((value) => value !== undefined);
  const [most] = [...groupBy(present, (value) => value)].sort(([, a], [, b]) => b.length - a.length);
  return most !== undefined && most[1].length >= nearlyAll * present.length ? most[0] : undefined;
}

function byName(
  collected: Collected,
  name: string,
  counts: ReadonlyMap<string, Count>,
): PersonRef | undefined {
  const candidates = [...collected.names.slugsOf(name)]
    .filter((slug) => !collected.names.isContact(slug))
    .map((slug) => ({ slug, conversations: counts.get(`in/${slug}`)?.conversations ?? 0 }))
    .sort((a, b) => b.conversations - a.conversations);
  const [most, next] = candidates;
  if (most === undefined) return undefined;
  // As many chats under a former address as under this one.
  if (most.conversations === next?.conversations) {
    const own = ownSlugs(collected, name);
    return [most, next].every(({ slug }) => own.includes(slug)) ? latestOf(collected, own) : undefined;
  }
  return { slug: most.slug };
}

/**
 * The addresses under which the owner of this name takes part, ordered: somebody else of the name meets the owner in each
 * conversation, for the owner is in all of them; addresses that never meet are one person's. A contact of that name may
 * be the one who is in the others. `current` is an address that is the owner's for sure.
 */
function ownSlugs(collected: Collected, name: string, current?: string): readonly string[] {
  const { names, conversations } = collected;
  const ownKey = nameKey(name);
  if (names.isContactName(name)) return [];
  const candidates = new Set([...names.slugsOf(name)].filter((slug) => !names.isContact(slug)));
  if (current !== undefined) candidates.add(current);
  if (candidates.size < 2) return [];
  const alone = new Set<string>();
  const meeting = new Set<string>();
  for (const { participants, crowd } of conversations.all.values()) {
    const keys = [...participants];
    const present = keys.flatMap((key) => slugIn(key, candidates));
    if (present.length === 0) continue;
    const isOwn = (key: ParticipantKey) =>
      key.startsWith('in/') ? candidates.has(afterSlash(key)) : nameKey(afterSlash(key)) === ownKey;
    const isWithOthers = !keys.every(isOwn);
    // Somebody of the owner's name who writes to the owner's name, if nobody else is there.
    if (present.length > 1 || (!isWithOthers && keys.length > 1))
      for (const slug of present) meeting.add(slug);
    // Of a crowd only the writers are known.
    else if (crowd === undefined && isWithOthers) for (const slug of present) alone.add(slug);
  }
  return [...candidates].filter((slug) => alone.has(slug) && !meeting.has(slug)).sort(compareText);
}

const afterSlash = (key: ParticipantKey): string => key.slice(key.indexOf('/') + 1);

function slugIn(key: ParticipantKey, candidates: ReadonlySet<string>): string[] {
  return key.startsWith('in/') && candidates.has(afterSlash(key)) ? [afterSlash(key)] : [];
}

/** Of several addresses the one of the newest conversation. */
function latestOf(collected: Collected, slugs: readonly string[]): PersonRef | undefined {
  const last = new Map<string, number>();
  for (const { participants, sides } of collected.conversations.all.values()) {
    const lastAt = Math.max(0, ...[...sides.values()].map((side) => side.lastAt));
    for (const slug of slugs)
      if (participants.has(`in/${slug}`)) last.set(slug, Math.max(last.get(slug) ?? 0, lastAt));
  }
  const [latest] = [...slugs].sort((a, b) => (last.get(b) ?? 0) - (last.get(a) ?? 0) || compareText(a, b));
  return latest === undefined ? undefined : { slug: latest };
}

function inNearlyAll(collected: Collected, counts: ReadonlyMap<string, Count>): PersonRef | undefined {
  const total = collected.conversations.all.size;
  const [most, next] = [...counts.values()]
    .filter(({ person }) => person.slug === undefined || !collected.names.isContact(person.slug))
    .sort((a, b) => b.conversations - a.conversations);
  if (most === undefined || total < fewestConversations || most.conversations === next?.conversations)
    return undefined;
  return most.conversations >= nearlyAll * total ? most.person : undefined;
}

type Count = { readonly person: PersonRef; conversations: number };

function conversationsOf(collected: Collected): Map<string, Count> {
  const read = participantReader(collected.names, { foundBy: 'unknown' });
  const counts = new Map<string, Count>();
  for (const conversation of collected.conversations.all.values()) {
    const people = [...conversation.participants].flatMap((key) => read(conversation, key));
    for (const [key, { person }] of new Map(people.map((participant) => [participant.key, participant]))) {
      const count = counts.get(key);
      if (count === undefined) counts.set(key, { person, conversations: 1 });
      else count.conversations++;
    }
  }
  return counts;
}
