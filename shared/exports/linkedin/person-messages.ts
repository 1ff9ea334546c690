import { compareText, defined } from '../../domain/collections.ts';
import { dayOfSeconds, monthOf } from '../../domain/days.ts';
import type { ExportOwner, GroupConversation, PersonMessages, PersonRef } from '../../domain/snapshot.ts';
import type { Collected } from './collected.ts';
import { skip } from './collected.ts';
import type { Conversation } from './conversations.ts';
import type { MessageSide } from './message-side.ts';
import { directSide, mergeSides, repeatedRows } from './message-side.ts';
import type { Participant, ParticipantReader } from './participants.ts';
import { ownerKey, participantReader } from './participants.ts';

/** One person over all conversations. */
type Summed = {
  person: PersonRef;
  readonly sent: MessageSide[];
  readonly received: MessageSide[];
  readonly groups: GroupConversation[];
};
/** The people of one conversation with what each wrote; the owner may be among them. */
type Members = Map<string, { participant: Participant; side?: MessageSide }>;

/**
 * What messages.csv holds about each other person, ordered by person. The owner takes part in every conversation, named
 * or not. Conversations in which nobody else can be told are counted as left out; so are repeated rows. Uses up the
 * collected conversations.
 */
export function personMessages(collected: Collected, owner: ExportOwner): readonly PersonMessages[] {
  const read = participantReader(collected.names, owner);
  const people = new Map<string, Summed>();
  for (const conversation of collected.conversations.all.taken()) {
    const members = membersOf(conversation, read);
    for (const { side } of members.values()) {
      if (side !== undefined) skip(collected, 'repeatedMessage', repeatedRows(side));
    }
    const others = [...members.values()].filter(({ participant }) => participant.key !== ownerKey);
    const { crowd = 0 } = conversation;
    const size = Math.max(others.length + (conversation.withDeletedAccount ? 1 : 0), crowd - 1);
    const ownerSide = members.get(ownerKey)?.side;
    const sides = [...members.values()].flatMap(({ side }) => side ?? []);
    if (sides.length === 0) continue;
    const lastAt = sides.reduce((last, side) => Math.max(last, side.lastAt), 0);
    if (others.length === 0) {
      const left = sides.reduce((rows, side) => rows + side.rows - repeatedRows(side), 0);
      skip(collected, conversation.withDeletedAccount ? 'deletedAccount' : 'withoutPerson', left);
      continue;
    }
    for (const { participant, side } of others) {
      const summed = summedFor(people, participant);
      if (size === 1) {
        if (ownerSide !== undefined) summed.sent.push(ownerSide);
        if (side !== undefined) summed.received.push(side);
      } else {
        summed.groups.push({
          size: size + 1,
          ownerWrote: ownerSide !== undefined,
          personWrote: side !== undefined,
          lastIn: monthOf(dayOfSeconds(lastAt)),
        });
      }
    }
  }
  return [...people.keys()].sort(compareText).flatMap((key) => {
    const summed = people.get(key);
    // What it is made of is let go at once: in a large mailbox it is a good part of the memory.
    people.delete(key);
    return summed === undefined ? [] : finished(summed);
  });
}

/**
 * Whether the owner can be told from the others: by an address, or by a name that at least half of the conversations
 * hold. Otherwise nobody can say who wrote, and that is no silence.
 */
export function canTellSides(collected: Collected, owner: ExportOwner): boolean {
  const { all } = collected.conversations;
  if (owner.slug !== undefined || all.size === 0) return true;
  const read = participantReader(collected.names, owner);
  let withOwner = 0;
  let size = 0;
  for (const conversation of all.values()) {
    // Of a crowd only the writers are known.
    if (conversation.crowd !== undefined) continue;
    size++;
    const keys = [...conversation.participants];
    if (keys.some((key) => read(conversation, key).some((p) => p.key === ownerKey))) withOwner++;
  }
  return withOwner * 2 >= size;
}

function membersOf(conversation: Conversation, read: ParticipantReader): Members {
  const members: Members = new Map();
  for (const key of [...conversation.participants, ...conversation.sides.keys()]) {
    for (const participant of read(conversation, key)) {
      const member = members.get(participant.key);
      if (member === undefined) members.set(participant.key, { participant });
      else if (comesFirst(participant.person, member.participant.person)) member.participant = participant;
    }
  }
  for (const [key, side] of conversation.sides) {
    const [writer] = read(conversation, key);
    const member = writer === undefined ? undefined : members.get(writer.key);
    if (member === undefined) continue;
    if (member.side === undefined) member.side = side;
    else mergeSides(member.side, side);
  }
  return members;
}

function summedFor(people: Map<string, Summed>, { key, person }: Participant): Summed {
  const known = people.get(key);
  if (known === undefined) {
    const summed: Summed = { person, sent: [], received: [], groups: [] };
    people.set(key, summed);
    return summed;
  }
  if (comesFirst(person, known.person)) known.person = person;
  return known;
}

// One folded name comes in several spellings: always the same one is shown, whichever row came first.
const comesFirst = (a: PersonRef, b: PersonRef): boolean => compareText(a.name ?? '', b.name ?? '') < 0;

function finished({ person, sent, received, groups }: Summed): PersonMessages {
  return defined<PersonMessages>({
    person,
    sent: directSide(sent, person.name),
    received: directSide(received),
    groups: groups.sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b))),
  });
}
