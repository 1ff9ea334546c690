import { canonicalSlug } from '../../domain/names-of-people.ts';
import type { Breach } from '../../domain/snapshot.ts';
import { breached } from '../rejection.ts';
import { cell } from './cells.ts';
import type { MessageSide } from './message-side.ts';
import { addToSide, condense, newSide } from './message-side.ts';
import type { NameIndex } from './name-index.ts';
import { remembered } from './remembered.ts';
import { emptyMap, entriesOf, hasKey, type SmallMap, sizeOf, valueIn, withEntry } from './small-map.ts';

/** One row of messages.csv that names its people; `words` only of a message, and empty of one that is a file alone. */
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
  /** So many were in it at least that only those who wrote are known; absent in a chat of people. */
  readonly crowd?: number;
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
type Kept = { members: SmallMap<MessageSide | undefined>; withDeletedAccount: boolean; crowd: number };

// Beyond these it is an attack on the memory and no mailbox: LinkedIn caps contacts at 30,000.
const mostConversations = 300_000;
const mostParticipants = 2_000_000;
/** Of more people nobody knows anybody by a chat; a hostile one names thousands in each row. */
const mostInChat = 100;
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
      const id = idKey(row.conversationId);
      const isCrowd = id !== undefined && (kept.get(id)?.crowd ?? 0) > 0;
      const { numbers, sender, withDeletedAccount, crowd } = peopleOf(row, isCrowd);
      const key = id ?? withoutId(numbers.map(keyOf));
      let conversation = kept.get(key);
      if (conversation === undefined) {
        bound(kept.size, mostConversations, 'tooManyConversations');
        conversation = { members: emptyMap, withDeletedAccount: false, crowd };
        kept.set(key, conversation);
      }
      if (crowd > 0 || conversation.crowd > 0) keepWriters(conversation, crowd);
      else
        for (const number of numbers) {
          if (hasKey(conversation.members, number)) continue;
          conversation.members = withEntry<MessageSide | undefined>(conversation.members, number, undefined);
          bound(++participants, mostParticipants, 'tooManyPeople');
        }
      if (conversation.crowd === 0 && sizeOf(conversation.members) > mostInChat) keepWriters(conversation, 0);
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
      if (known === undefined) {
        conversation.members = withEntry(conversation.members, sender, side);
        // Whoever writes in a crowd was not counted before.
        if (conversation.crowd > 0) bound(++participants, mostParticipants, 'tooManyPeople');
      } else addToSide(side, row.at, row.words);
      growing.add(side);
    },
  };
}

/** Makes it a crowd, of which those who only listen are let go. */
function keepWriters(conversation: Kept, crowd: number): void {
  if (conversation.crowd === 0) {
    const writers = entriesOf(conversation.members).filter(([, side]) => side !== undefined);
    conversation.members = writers.reduce<Kept['members']>(
      (members, [number, side]) => withEntry(members, number, side),
      emptyMap,
    );
  }
  conversation.crowd = Math.max(conversation.crowd, crowd, mostInChat + 1);
}

function shown(
  { members, withDeletedAccount, crowd }: Kept,
  keyOf: (number: number) => ParticipantKey,
): Conversation {
  const entries = entriesOf(members).map(([number, side]) => [keyOf(number), side] as const);
  const sides = entries.filter(
    (entry): entry is readonly [ParticipantKey, MessageSide] => entry[1] !== undefined,
  );
  const participants = new Set(entries.map(([key]) => key));
  return { participants, sides: new Map(sides), withDeletedAccount, ...(crowd > 0 ? { crowd } : {}) };
}

type RowPeople = {
  /** Everybody whom the row names, by number. */
  readonly numbers: readonly number[];
  readonly sender: number | undefined;
  readonly withDeletedAccount: boolean;
  /** How many the row names, if that is more than a chat of people has; then it names the sender alone. */
  readonly crowd: number;
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
  const numbersOfCell = remembered((text) => {
    const urls = urlsIn(text);
    const crowd = urls.length >= mostInChat ? urls.length + 1 : 0;
    return { crowd, numbers: crowd > 0 ? [] : slugsIn(urls).map((slug) => numberOf(`in/${slug}`)) };
  });
  const countOfCell = (text: string) => ({ crowd: urlsIn(text).length + 1, numbers: [] });
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

  const peopleOf = (row: MessageRow, isCrowd: boolean): RowPeople => {
    const to = nameOfCell(row.to);
    const { numbers: recipients, crowd } = (isCrowd ? countOfCell : numbersOfCell)(row.recipientUrls);
    const [recipient] = recipients;
    if (recipient !== undefined && recipients.length === 1) nameOnce(recipient, to.name);
    const isNamed = recipients.length > 0 || crowd > 0 || to.name === '';
    const others = isNamed ? recipients : [numberOf(`to/${to.name}`)];
    if (row.fromDeletedAccount)
      return { numbers: others, sender: undefined, withDeletedAccount: true, crowd };
    const from = nameOfCell(row.from);
    const sender = numberOfUrl(row.senderUrl) ?? numberOf(`name/${from.name}`);
    nameOnce(sender, from.name);
    return { numbers: [...others, sender], sender, withDeletedAccount: to.isDeleted, crowd };
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

/** The addresses in a RECIPIENT PROFILE URLS cell: joined with commas, semicolons or spaces, as writers differ (A5). */
const urlsIn = (text: string): readonly string[] => text.split(/[\s,;]+/u);

const slugsIn = (urls: readonly string[]): readonly string[] => [
  ...new Set(urls.flatMap((url) => canonicalSlug(url) ?? [])),
];

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
