import { groupBy, sameValue, stableText } from './collections.ts';
import type { Contact, ContactFacts, DoubtfulFact, DoubtfulKind, SeenFact } from './contact.ts';
import { dayOf, daysBetween } from './days.ts';
import { doubtfulFacts, factsFromMessages, mergeFacts, mergePersonMessages } from './facts.ts';
import type { ContactId, IsoDay } from './ids.ts';
import type { Joined, People } from './people.ts';
import { policies, thresholdBounds } from './policy.ts';
import type { AddressBookEntry, FileKind, NameSearch, Snapshot } from './snapshot.ts';

/** What one fact of a file says, and about whom. */
type Found = {
  readonly joined: Joined;
  readonly kind: DoubtfulKind;
  /** The file, where some eras of it name people by profile and others do not. */
  readonly file?: FileKind;
  /** Undefined for a contact whose dates it does not fit: nobody is in doubt about that either. */
  facts(contact: Contact): ContactFacts | undefined;
};

/**
 * The contacts with all that one export says about them. A fact by a name that several contacts have is doubtful for
 * each of them, and nothing more. `awaitsReply` tells whom the owner wants to ask.
 */
export function withFacts(
  contacts: readonly Contact[],
  snapshot: Snapshot,
  {
    people,
    awaitsReply,
  }: { readonly people: People; readonly awaitsReply: (contactId: ContactId) => boolean },
): Contact[] {
  const found = new Map<ContactId, ContactFacts>();
  const byNameOnly = namesOnly(snapshot);
  for (const { joined, kind, file, facts } of tracesIn(snapshot, people, awaitsReply)) {
    if (joined.kind === 'nobody') continue;
    const meant = joined.kind === 'contact' ? [joined.contact] : joined.contacts;
    const doubt: DoubtfulFact = {
      kind,
      namesakes: joined.kind === 'contact' ? 1 : joined.people,
      ...(byNameOnly(file) ? { byNameOnly: true } : {}),
    };
    for (const contact of meant) {
      const certain = facts(contact);
      if (certain === undefined) continue;
      const more = joined.kind === 'contact' ? certain : doubtfulFacts(doubt);
      found.set(contact.contactId, mergeFacts(found.get(contact.contactId) ?? {}, more));
    }
  }
  return contacts.map((contact) => {
    const more = found.get(contact.contactId);
    if (more === undefined) return contact;
    const facts = mergeFacts(contact.facts, more);
    // What an export repeats is not held twice.
    return sameValue(withWhatMatters(facts, contact), contact.facts) ? contact : { ...contact, facts };
  });
}

// What an earlier version kept says nothing of a first message that is no note. As long as it is none, to learn of it is no
// reason to write: the first export after an update would write everybody who ever wrote.
function withWhatMatters(facts: ContactFacts, { row, facts: { messages: known } }: Contact): ContactFacts {
  const first = facts.messages?.first;
  if (facts.messages === undefined || known === undefined || known.first !== undefined) return facts;
  if (first === undefined || first.on <= row.connectedOn) return facts;
  const { first: _, secondSentOn, secondReceivedOn, ...messages } = facts.messages;
  return { ...facts, messages };
}

// One at a time: those of a large mailbox are a good part of the memory.
function* tracesIn(
  snapshot: Snapshot,
  people: People,
  awaitsReply: (contactId: ContactId) => boolean,
): Generator<Found> {
  for (const messages of messagesByContact(snapshot, people))
    yield {
      joined: people.join(messages.person),
      kind: 'messages',
      file: 'messages',
      facts: ({ contactId }) => factsFromMessages(messages, awaitsReply(contactId)),
    };
  yield* sharedTraces(snapshot, people);
  yield* ownTraces(snapshot, people);
}

/** Notes, recommendations and endorsements: what stands on LinkedIn between the owner and a contact. */
function sharedTraces(snapshot: Snapshot, people: People): Found[] {
  const exportedOn = dayOf(snapshot.exportedAt);
  const notes = snapshot.notes.map(({ person, on }): Found => {
    const facts = datedFact('notedOn', on, exportedOn);
    return { joined: people.join(person), kind: 'note', file: 'notes', facts: () => facts };
  });
  const recommendations = snapshot.recommendations.map(({ person, direction, on }): Found => {
    const given = direction === 'given';
    const facts = datedFact(given ? 'recommendationGivenOn' : 'recommendationReceivedOn', on, exportedOn);
    return { joined: people.join(person), kind: 'recommendation', facts: () => facts };
  });
  const endorsements = snapshot.endorsements.map(({ person, direction, on }): Found => {
    const given = direction === 'given';
    const facts = datedFact(given ? 'endorsementGivenOn' : 'endorsementReceivedOn', on, exportedOn);
    const file = given ? 'endorsementsGiven' : 'endorsementsReceived';
    return { joined: people.join(person), kind: 'endorsement', file, facts: () => facts };
  });
  return [...notes, ...recommendations, ...endorsements];
}

/** What the owner alone did: addresses kept, names searched for, members followed. */
function ownTraces(snapshot: Snapshot, people: People): Found[] {
  const exportedOn = dayOf(snapshot.exportedAt);
  const addresses = snapshot.addressBook.map((entry): Found => {
    const { joined, byEmail } = joinEntry(entry, people);
    return { joined, kind: 'addressBook', facts: () => addressFacts(entry, byEmail, exportedOn) };
  });
  const searches = snapshot.searches.map((search): Found => {
    const joined = people.join({ name: search.name });
    // A doubt has no day: of namesakes only those count whom the usual threshold would let it speak for.
    const within =
      joined.kind === 'contact' ? thresholdBounds.searchWithinDays[1] : policies.balanced.searchWithinDays;
    return { joined, kind: 'search', facts: ({ row }) => searchFacts(search, row.connectedOn, within) };
  });
  const follows = snapshot.follows.flatMap(({ name, on }): Found[] => {
    const joined = people.join({ name });
    // Connecting makes one follow somebody: only what came before says anything. It is no evidence, so no doubt either.
    if (joined.kind !== 'contact' || on >= joined.contact.row.connectedOn) return [];
    return [{ joined, kind: 'search', facts: () => ({ followedOn: on }) }];
  });
  return [...addresses, ...searches, ...follows];
}

// Whether a whole file names nobody by profile, as those of the early years do.
function namesOnly({ files, messagesJoin }: Snapshot): (file: FileKind | undefined) => boolean {
  const names = new Set(
    files.flatMap(({ kind, byProfile }) =>
      (kind === 'messages' ? messagesJoin === 'url' : byProfile === true) ? [] : [kind],
    ),
  );
  return (file) => file !== undefined && names.has(file);
}

/** Whom an entry of an address book means: an e-mail address decides, else the name if only one contact has it. */
function joinEntry({ name, emails }: AddressBookEntry, people: People): { joined: Joined; byEmail: boolean } {
  const contact = emails.map(people.byEmail).find((found) => found !== undefined);
  if (contact !== undefined) return { joined: { kind: 'contact', contact }, byEmail: true };
  return { joined: name === undefined ? { kind: 'nobody' } : people.join({ name }), byEmail: false };
}

function addressFacts({ source, on }: AddressBookEntry, byEmail: boolean, exportedOn: IsoDay): ContactFacts {
  const kept = byEmail ? 'addressByEmailOn' : 'addressByNameOn';
  return datedFact(source === 'imported' ? 'addressImportedOn' : kept, on, exportedOn);
}

/** A fact of that day; without one it is only known not to be later than the export. */
function datedFact(fact: SeenFact, on: IsoDay | undefined, exportedOn: IsoDay): ContactFacts {
  return on === undefined ? { [fact]: exportedOn, bySeen: [fact] } : { [fact]: on };
}

/** PRODUCT section 2: "name searched in the 7 days before connecting"; an owner may want more of them. */
function searchFacts({ on }: NameSearch, connectedOn: IsoDay, within: number): ContactFacts | undefined {
  const days = daysBetween(on, connectedOn);
  return days >= 0 && days <= within ? { searchedOn: on } : undefined;
}

// Somebody whose slug changed writes under two addresses: their totals are taken together before they are judged.
function messagesByContact(snapshot: Snapshot, people: People): Snapshot['messages'] {
  const grouped = groupBy(snapshot.messages, ({ person }) => {
    const joined = people.join(person);
    return joined.kind === 'contact' ? joined.contact.contactId : stableText(person);
  });
  return [...grouped.values()].map((found) => found.reduce(mergePersonMessages));
}
