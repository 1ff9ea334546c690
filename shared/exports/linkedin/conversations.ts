import { canonicalSlug } from '../../domain/names-of-people.ts';
import type { Breach } from '../../domain/snapshot.ts';
import { breached } from '../rejection.ts';
import { cell } from './cells.ts';
import type { MessageSide } from './message-side.ts';
import { addToSide, condense, newSide } from './message-side.ts';
import type { NameIndex } from './name-index.ts';
import { remembered } from './remembered.ts';
import { emptyMap, entriesOf, hasKey, type SmallMap, valueIn, withEntry } from './small-map.ts';

/** One row of messages.csv that names its people; `words` only if somebody wrote some. */
export type MessageRow = {
  readonly conversationId: string;
  readonly from: string;
  readonly senderUrl: string;
  readonly to: string;
  readonly recipientUrls: string;
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly words: string | undefined;
  readonly fromDeletedAccount: boolean;
};

/**
 * Who somebody is as the row says it: a profile, one name, or the whole TO cell, which may hold several names joined
 * with commas and can only be read when all names are known.
 */
export type ParticipantKey = `in/${string}` | `name/${string}` | `to/${string}`;

export type Conversation = {
  readonly participants: ReadonlySet<ParticipantKey>;
  readonly sides: ReadonlyMap<ParticipantKey, MessageSide>;
  /** Somebody whose account is gone took part: nobody can say who, or how many. */
  readonly withDeletedAccount: boolean;
};

export type Conversations = {
  add(row: MessageRow): void;
  readonly all: {
    readonly size: number;
    /** Made while they are asked for; the sides are those that are kept. */
    values(): Iterable<Conversation>;
    /** The same, each forgotten when the next one is asked for. */
    taken(): Iterable<Conversation>;
  };
};

/** A conversation as it is kept: who took part, by number, each with what they wrote, if anything. */
type Kept = { members: SmallMap<MessageSide | undefined>; withDeletedAccount: boolean };

// Beyond these it is an attack on the memory and no mailbox: LinkedIn caps contacts at 30,000.
const mostConversations = 300_000;
const mostParticipants = 2_000_000;
const mostGrowing = 16;
const longestId = 200;

/** Adds messages up by conversation and participant, in memory that grows with these and not with the messages. */
export function newConversations(names: NameIndex): Conversations {
  const kept = new Map<string, Kept>();
  const { peopleOf, keyOf } = rowPeople(names);
  let participants = 0;
  const growing = new Set<MessageSide>();
  let current: Kept | undefined;

  return {
    all: {
      get size() {
        return kept.size;
      },
      *values() {
        for (const conversation of kept.values()) yield shown(conversation, keyOf);
      },
      *taken() {
        for (const [key, conversation] of kept) {
          yield shown(conversation, keyOf);
          kept.delete(key);
        }
      },
    },
    add(row) {
      const { numbers, sender, withDeletedAccount } = peopleOf(row);
      const key = idKey(row.conversationId) ?? withoutId(numbers.map(keyOf));
      let conversation = kept.get(key);
      if (conversation === undefined) {
        bound(kept.size, mostConversations, 'tooManyConversations');
        conversation = { members: emptyMap, withDeletedAccount: false };
        kept.set(key, conversation);
      }
      for (const number of numbers) {
        if (hasKey(conversation.members, number)) continue;
        conversation.members = withEntry<MessageSide | undefined>(conversation.members, number, undefined);
        bound(++participants, mostParticipants, 'tooManyPeople');
      }
      // The rows of a conversation stand together: what they added to will not grow much any more.
      if (conversation !== current || growing.size > mostGrowing) {
        for (const side of growing) condense(side);
        growing.clear();
        current = conversation;
      }
      if (withDeletedAccount) conversation.withDeletedAccount = true;
      if (row.words === undefined || sender === undefined) return;
      const known = valueIn(conversation.members, sender);
      const side = known ?? newSide(row.at, row.words);
      if (known === undefined) conversation.members = withEntry(conversation.members, sender, side);
      else addToSide(side, row.at, row.words);
      growing.add(side);
    },
  };
}

function shown(
  { members, withDeletedAccount }: Kept,
  keyOf: (number: number) => ParticipantKey,
): Conversation {
  const entries = entriesOf(members).map(([number, side]) => [keyOf(number), side] as const);
  const sides = entries.filter(
    (entry): entry is readonly [ParticipantKey, MessageSide] => entry[1] !== undefined,
  );
  return { participants: new Set(entries.map(([key]) => key)), sides: new Map(sides), withDeletedAccount };
}

type RowPeople = {
  /** Everybody whom the row names, by number. */
  readonly numbers: readonly number[];
  readonly sender: number | undefined;
  readonly withDeletedAccount: boolean;
};

/** Reads who takes part in a row, gives each a number, and tells `names` what they are called. */
function rowPeople(names: NameIndex) {
  const numbers = new Map<ParticipantKey, number>();
  const keys: ParticipantKey[] = [];
  const lastNames: string[] = [];
  const numberOf = (key: ParticipantKey): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, keys.length);
    return keys.push(key) - 1;
  };
  const numberOfUrl = remembered((url) => {
    const slug = canonicalSlug(url);
    return slug === undefined ? undefined : numberOf(`in/${slug}`);
  });
  const numbersOfCell = remembered((text) => slugsIn(text).map((slug) => numberOf(`in/${slug}`)));
  const nameOfCell = remembered((text) => {
    const name = cell(text, 400);
    return { name, isDeleted: namesDeletedAccount(name) };
  });
  const nameOnce = (number: number, name: string): void => {
    if (name === '' || lastNames[number] === name) return;
    lastNames[number] = name;
    const key = keys[number] as ParticipantKey;
    names.add(key.startsWith('in/') ? { name, slug: key.slice('in/'.length) } : { name });
    bound(names.size(), mostParticipants, 'tooManyPeople');
  };

  const peopleOf = (row: MessageRow): RowPeople => {
    const to = nameOfCell(row.to);
    const recipients = numbersOfCell(row.recipientUrls);
    const [recipient] = recipients;
    if (recipient !== undefined && recipients.length === 1) nameOnce(recipient, to.name);
    const others = recipients.length > 0 || to.name === '' ? recipients : [numberOf(`to/${to.name}`)];
    if (row.fromDeletedAccount) return { numbers: others, sender: undefined, withDeletedAccount: true };
    const from = nameOfCell(row.from);
    const sender = numberOfUrl(row.senderUrl) ?? numberOf(`name/${from.name}`);
    nameOnce(sender, from.name);
    return { numbers: [...others, sender], sender, withDeletedAccount: to.isDeleted };
  };
  return { peopleOf, keyOf: (number: number) => keys[number] as ParticipantKey };
}

function bound(count: number, most: number, breach: Breach): void {
  if (count > most) throw breached(breach);
}

/** The conversation as its id names it; undefined without one. */
function idKey(conversationId: string): string | undefined {
  const id = conversationId.length > longestId ? cell(conversationId, longestId) : conversationId.trim();
  return id === '' || id.toLowerCase() === 'null' ? undefined : `id/${id}`;
}

// The same people, whoever writes: the sender's name stands in the others' TO cells.
function withoutId(keys: readonly ParticipantKey[]): string {
  const people = keys.flatMap((key) =>
    key.startsWith('in/') ? [key] : key.slice(key.indexOf('/') + 1).split(', '),
  );
  return `people/${[...new Set(people)].sort().join('|')}`;
}

/** The profiles in a RECIPIENT PROFILE URLS cell: joined with commas, semicolons or spaces, as writers differ (A5). */
function slugsIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/u).flatMap((url) => canonicalSlug(url) ?? []))];
}

const deletedNames = [
  'linkedin member',
  'linkedin-mitglied',
  'linkedin mitglied',
  'linkedin-lid',
  'linkedin lid',
];

/** Whether a name, or one of several in a TO cell, is what LinkedIn writes for an account that is gone. */
export function namesDeletedAccount(text: string): boolean {
  return text.split(', ').some((name) => deletedNames.includes(name.trim().toLowerCase()));
}
