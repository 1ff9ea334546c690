import { compareText, defined, stableText } from '../../domain/collections.ts';
import { dayOfSeconds, later } from '../../domain/days.ts';
import type { IsoDay, IsoTime } from '../../domain/ids.ts';
import { fingerprint } from '../../domain/ids.ts';
import type { AddressBookEntry, ExportFile, ExportOwner, Snapshot } from '../../domain/snapshot.ts';
import { exportDate } from '../export-date.ts';
import type { Collected } from './collected.ts';
import { skip } from './collected.ts';
import { coversOf, distinctContacts, lastKeysOf } from './connections.ts';
import { findOwner } from './owner.ts';
import { canTellSides, personMessages } from './person-messages.ts';

export type ReadFiles = {
  readonly files: readonly ExportFile[];
  readonly fileName: string;
  readonly uploadedAt: IsoTime;
  /** ZIP entry time of Connections.csv, or without one of the newest file that was read. */
  readonly entryTime?: Date | undefined;
};

/** Makes the snapshot of what all files said. Facts are ordered and told once, whatever the order of the rows. */
export function linkedinSnapshot(collected: Collected, read: ReadFiles): Snapshot {
  const hasContacts = read.files.some((file) => file.kind === 'connections');
  const { unreadContacts, unreadMayBeAnybody } = collected;
  const { contacts, repeated } = distinctContacts(collected.contacts);
  skip(collected, 'duplicateContact', repeated);
  for (const contact of contacts) collected.names.addContact(contact);
  const marks = [...collected.ownAddresses].map(fingerprint).sort();
  const owner = defined<ExportOwner>({
    ...findOwner(collected),
    addressMarks: marks.length === 0 ? undefined : marks,
  });
  const lastMessage = lastSecond(collected).map(dayOfSeconds);
  // Messages without sides are as good as none at all, and must never look like "searched and absent".
  const readable = canTellSides(collected, owner);
  const messages = readable ? personMessages(collected, owner) : [];
  const newestInside = newest([...contacts.map((contact) => contact.connectedOn), ...lastMessage]);
  return defined<Snapshot>({
    exportedAt: exportDate({ ...read, newestInside }),
    files: read.files,
    skipped: Object.fromEntries(collected.skipped),
    owner,
    contacts: hasContacts ? contacts : undefined,
    covers: hasContacts && !unreadMayBeAnybody ? coversOf(collected.contacts) : undefined,
    lastKeys: lastKeysOf(collected.contacts),
    unreadContacts: unreadContacts.length === 0 ? undefined : unreadContacts,
    unreadMayBeAnybody: unreadMayBeAnybody || undefined,
    messagesJoin: readable ? collected.messagesJoin : undefined,
    messages,
    invitations: distinct(collected.invitations),
    jobs: distinct(collected.jobs),
    notes: distinct(collected.notes),
    recommendations: distinct(collected.recommendations),
    endorsements: distinct(collected.endorsements),
    addressBook: distinct(collected.addressBook.filter((entry) => !isOwner(entry, collected))),
    searches: distinct([...collected.searches.values()]),
    follows: distinct(collected.follows),
    ownFacts: distinct([...collected.ownFacts.values()]),
  });
}

// Everybody has an entry of their own in the address book.
const isOwner = ({ emails }: AddressBookEntry, { ownAddresses }: Collected): boolean =>
  emails.some((email) => ownAddresses.has(email));

function distinct<Fact>(facts: readonly Fact[]): readonly Fact[] {
  const byText = new Map(facts.map((fact) => [stableText(fact), fact]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, fact]) => fact);
}

function lastSecond(collected: Collected): number[] {
  let last: number | undefined;
  for (const { sides } of collected.conversations.all.values()) {
    for (const { lastAt } of sides.values()) last = Math.max(last ?? lastAt, lastAt);
  }
  return last === undefined ? [] : [last];
}

const newest = (days: readonly IsoDay[]): IsoDay | undefined =>
  days.reduce<IsoDay | undefined>((a, b) => later(a, b), undefined);
