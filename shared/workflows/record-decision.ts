import type { Decision, GivenAnswer, HistoryEntry } from '../domain/decision.ts';
import type { IsoTime, OwnerId, Subject } from '../domain/ids.ts';
import { subjectContact } from '../domain/ids.ts';
import type { ContactStore } from '../ports/contact-store.ts';

/**
 * Records the owner's answer about one of their contacts; the same answer again changes nothing. Undefined when the owner
 * has no such contact.
 */
export async function recordDecision(input: {
  store: Pick<ContactStore, 'readContact' | 'recordAnswer'>;
  ownerId: OwnerId;
  subject: Subject;
  given: GivenAnswer;
  at: IsoTime;
  via: HistoryEntry['via'];
}): Promise<Decision | undefined> {
  const { store, ownerId, subject, given, at, via } = input;
  const contactId = subjectContact(subject);
  if (contactId === undefined || (await store.readContact(ownerId, contactId)) === undefined)
    return undefined;
  return store.recordAnswer(ownerId, { subject, given, at, via });
}
