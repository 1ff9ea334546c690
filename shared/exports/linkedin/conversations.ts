import { canonicalSlug } from '../../domain/names-of-people.ts';
import { ExportRejected } from '../rejection.ts';
import { cell } from './cells.ts';
import type { MessageSide } from './message-side.ts';
import { addToSide, newSide } from './message-side.ts';
import type { NameIndex } from './name-index.ts';

/** One row of messages.csv that names its people; `words` only if somebody wrote some. */
export type MessageRow = {
  readonly conversationId: string;
  readonly from: string;
  readonly senderUrl: string;
  readonly to: string;
  readonly recipientUrls: string;
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly words?: string;
  readonly fromDeletedAccount: boolean;
};

/**
 * Who somebody is as the row says it: a profile, one name, or the whole TO cell, which may hold several names joined
 * with commas and can only be read when all names are known.
 */
export type ParticipantKey = `in/${string}` | `name/${string}` | `to/${string}`;

export type Conversation = {
  readonly participants: Set<ParticipantKey>;
  readonly sides: Map<ParticipantKey, MessageSide>;
  /** Somebody whose account is gone took part: nobody can say who, or how many. */
  withDeletedAccount: boolean;
};

export type Conversations = {
  add(row: MessageRow): void;
  readonly all: ReadonlyMap<string, Conversation>;
};

// Beyond these it is an attack on the memory and no mailbox: LinkedIn caps contacts at 30,000.
const mostConversations = 300_000;
const mostParticipants = 2_000_000;
const mostRemembered = 20_000;
const longestRemembered = 2000;
const longestId = 200;

/** Adds messages up by conversation and participant, in memory that grows with these and not with the messages. */
export function newConversations(names: NameIndex): Conversations {
  const all = new Map<string, Conversation>();
  const keyOfUrl = remembered((url) => keyOf(canonicalSlug(url)));
  const keysOfCell = remembered((text) => slugsIn(text).flatMap((slug) => keyOf(slug) ?? []));
  const namesOfCell = remembered((text) => cell(text, 400));
  const seen = new Set<string>();
  let participants = 0;

  const nameOnce = (key: ParticipantKey, name: string): void => {
    const pair = `${key}|${name}`;
    if (name === '' || seen.has(pair)) return;
    if (seen.size >= mostRemembered) seen.clear();
    seen.add(pair);
    names.add(key.startsWith('in/') ? { name, slug: key.slice('in/'.length) } : { name });
    bound(names.size(), mostParticipants);
  };

  return {
    all,
    add(row) {
      const from = namesOfCell(row.from);
      const to = namesOfCell(row.to);
      const recipients = keysOfCell(row.recipientUrls);
      const keys = [...recipients];
      if (keys.length === 0 && to !== '') keys.push(`to/${to}`);
      const sender = keyOfUrl(row.senderUrl) ?? (`name/${from}` as const);
      if (!row.fromDeletedAccount) {
        keys.push(sender);
        nameOnce(sender, from);
      }
      const [recipient] = recipients;
      if (recipient !== undefined && recipients.length === 1) nameOnce(recipient, to);

      const id =
        row.conversationId.length > longestId
          ? cell(row.conversationId, longestId)
          : row.conversationId.trim();
      const key = id === '' || id.toLowerCase() === 'null' ? withoutId(keys) : `id/${id}`;
      let conversation = all.get(key);
      if (conversation === undefined) {
        bound(all.size, mostConversations);
        conversation = { participants: new Set(), sides: new Map(), withDeletedAccount: false };
        all.set(key, conversation);
      }
      const before = conversation.participants.size;
      for (const participant of keys) conversation.participants.add(participant);
      participants += conversation.participants.size - before;
      bound(participants, mostParticipants);
      if (row.fromDeletedAccount || namesDeletedAccount(to)) conversation.withDeletedAccount = true;
      if (row.words === undefined || row.fromDeletedAccount) return;
      const side = conversation.sides.get(sender);
      if (side === undefined) conversation.sides.set(sender, newSide(row.at, row.words));
      else addToSide(side, row.at, row.words);
    },
  };
}

const keyOf = (slug: string | undefined): ParticipantKey | undefined =>
  slug === undefined ? undefined : `in/${slug}`;

function bound(count: number, most: number): void {
  if (count > most) throw new ExportRejected({ rejected: 'unsafeZip' });
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

// Cells repeat: a mailbox names the same few people over and over. Forgetting keeps a hostile file small.
function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    if (text.length > longestRemembered) return read(text);
    if (values.has(text)) return values.get(text) as Value;
    if (values.size >= mostRemembered) values.clear();
    const value = read(text);
    values.set(text, value);
    return value;
  };
}
