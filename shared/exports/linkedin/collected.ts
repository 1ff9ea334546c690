import type { ContactRow } from '../../domain/contact.ts';
import type {
  Endorsement,
  Invitation,
  Job,
  MessagesJoin,
  Note,
  PersonRef,
  Recommendation,
  SkipReason,
} from '../../domain/snapshot.ts';
import type { Conversations } from './conversations.ts';
import { newConversations } from './conversations.ts';
import type { NameIndex } from './name-index.ts';
import { newNameIndex } from './name-index.ts';

/** What the files of one export have said so far; filled file by file, then made into a snapshot. */
export type Collected = {
  readonly skipped: Map<SkipReason, number>;
  readonly names: NameIndex;
  readonly contacts: ContactRow[];
  readonly conversations: Conversations;
  readonly invitations: Invitation[];
  /** The side of each invitation that must be the owner. */
  readonly inviting: PersonRef[];
  readonly ownerNames: string[];
  readonly jobs: Job[];
  readonly notes: Note[];
  readonly recommendations: Recommendation[];
  readonly endorsements: Endorsement[];
  messagesJoin?: MessagesJoin;
};

export function newCollected(): Collected {
  const names = newNameIndex();
  return {
    skipped: new Map(),
    names,
    contacts: [],
    conversations: newConversations(names),
    invitations: [],
    inviting: [],
    ownerNames: [],
    jobs: [],
    notes: [],
    recommendations: [],
    endorsements: [],
  };
}

/** Counts rows that were left out. */
export function skip(into: Collected, reason: SkipReason, rows = 1): void {
  if (rows > 0) into.skipped.set(reason, (into.skipped.get(reason) ?? 0) + rows);
}
