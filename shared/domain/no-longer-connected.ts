import { compareText } from './collections.ts';
import { type Contact, contactState, fullName, type Sight } from './contact.ts';
import type { Decision } from './decision.ts';
import { type ContactId, contactSubject, type IsoDay, type IsoTime, type Subject } from './ids.ts';
import { openPairs } from './same-person.ts';

/** Somebody who is no contact any more without the owner having wanted it. */
export type Departure = {
  readonly contactId: ContactId;
  readonly name: string;
  readonly connectedOn: IsoDay;
  /** Date of the first accepted export that lacked them. */
  readonly missingSince: IsoTime;
};

/**
 * Those who left by themselves: gone by two accepted exports (`contactState`), and not to be removed anyway. Of whom it is
 * still asked whether they are there under another name nobody knows. Who is missed the shortest time comes first, ties by
 * id.
 */
export function noLongerConnected({
  contacts,
  decisions,
  head,
}: {
  readonly contacts: readonly Contact[];
  readonly decisions: ReadonlyMap<Subject, Decision>;
  /** What the newest accepted export shows, or what it showed on an earlier day. */
  readonly head: Sight | undefined;
}): Departure[] {
  const left = contacts.flatMap((contact) => {
    const { contactId, row, missingSince } = contact;
    const isWanted = decisions.get(contactSubject(contactId))?.given?.answer === 'remove';
    if (missingSince === undefined || isWanted || contactState(contact, head) !== 'gone') return [];
    return [{ contactId, name: fullName(row), connectedOn: row.connectedOn, missingSince }];
  });
  if (left.length === 0) return [];
  const inPairs = new Set(
    openPairs(contacts, (subject) => decisions.get(subject)).map(({ vanished }) => vanished.contactId),
  );
  return left
    .filter(({ contactId }) => !inPairs.has(contactId))
    .sort((a, b) => compareText(b.missingSince, a.missingSince) || compareText(a.contactId, b.contactId));
}
