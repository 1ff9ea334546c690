import { sameValue } from './collections.ts';
import { type Contact, type ContactFacts, fullName, rowKey } from './contact.ts';
import { mergeFacts } from './facts.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { invitationId, type RememberedInvitation } from './memory.ts';
import { foldName } from './names-of-people.ts';
import { type Others, type People, peopleOf } from './people.ts';
import type { PersonRef, Snapshot } from './snapshot.ts';
import { withFacts } from './snapshot-facts.ts';

/** Somebody who wants to connect, as evidence looks at a contact: as if the invitation had been accepted at once. */
export function asContact(
  { personId, name = '', slug, sentOn }: RememberedInvitation,
  facts: ContactFacts = {},
): Contact {
  const row = { firstName: name, lastName: '', ...(slug && { slug }), connectedOn: sentOn };
  const firstSeenAt = `${sentOn}T00:00:00.000Z` as IsoTime;
  return { contactId: personId, keys: [rowKey(row)], row, facts, firstSeenAt };
}

/** Of each who wants to connect the newest of some invitations. */
export const newestInvitations = (
  invitations: readonly RememberedInvitation[],
): readonly RememberedInvitation[] => {
  const newest = new Map<ContactId, RememberedInvitation>();
  for (const invitation of invitations) {
    const other = newest.get(invitation.personId);
    if (other === undefined || other.sentOn <= invitation.sentOn) newest.set(invitation.personId, invitation);
  }
  return [...newest.values()];
};

/** What all uploads so far showed of somebody: all invitations of this one person are given. */
export const factsOfInviter = (invitations: readonly Pick<RememberedInvitation, 'facts'>[]): ContactFacts =>
  invitations.reduce<ContactFacts>((known, { facts }) => (facts ? mergeFacts(known, facts) : known), {});

/**
 * The pending invitations about whose senders an export shows more than is remembered, with that: an export that a person
 * accepted in it would show of a contact. Senders who are contacts have it there.
 */
export function invitationsWithFacts(input: {
  readonly invitations: readonly RememberedInvitation[];
  /** Ids of those that wait for an answer. */
  readonly pending: ReadonlySet<string>;
  readonly snapshot: Snapshot;
  readonly contacts: readonly Contact[];
  readonly people: People;
  readonly others: Others;
}): readonly RememberedInvitation[] {
  const { invitations, pending, snapshot, contacts, people, others } = input;
  const waiting = newestInvitations(
    invitations.filter(
      (one) =>
        one.direction === 'incoming' &&
        pending.has(invitationId(one)) &&
        people.byPersonId(one.personId) === undefined,
    ),
  );
  if (waiting.length === 0) return [];
  const inviters = waiting.map((one) => asContact(one));
  const names = new Set(inviters.map(({ row }) => foldName(fullName(row))));
  // A name that a contact bears as well is nobody's alone.
  const namesakes = contacts.filter(({ row }) => names.has(foldName(fullName(row))));
  const found = withFacts(inviters, about(inviters, names, snapshot), {
    people: peopleOf([...inviters, ...namesakes], others),
    awaitsReply: () => false,
  });
  return waiting.flatMap((invitation, place) => {
    const { facts: known = {} } = invitation;
    const facts = mergeFacts(known, found[place]?.facts ?? {});
    return sameValue(facts, known) ? [] : [{ ...invitation, facts }];
  });
}

/** The messages of an export that may be with one of a few: all others need no second look. */
function about(inviters: readonly Contact[], names: ReadonlySet<string>, snapshot: Snapshot): Snapshot {
  const slugs = new Set(inviters.map(({ row }) => row.slug));
  const mayBe = ({ slug, name }: PersonRef): boolean =>
    slug !== undefined && !slugs.has(undefined) ? slugs.has(slug) : names.has(foldName(name ?? ''));
  return { ...snapshot, messages: snapshot.messages.filter(({ person }) => mayBe(person)) };
}
