import { type Contact, contactsById } from './contact.ts';
import { dayOf, later, monthOf } from './days.ts';
import type { Decision } from './decision.ts';
import type { ContactId, IsoTime } from './ids.ts';
import { subjectContact } from './ids.ts';
import { samePeople } from './same-person.ts';

type Asked = { readonly contacts: readonly Contact[]; readonly decisions: readonly Decision[] };

/**
 * The network with every *ask* in force marked to which the contact replied (PRODUCT section 1: "an answer seen in a later
 * export lapses the flag, the decision stays in the history"). Nothing is written: the exports tell it at every read.
 */
export function withReplies<Network extends Asked>(network: Network): Network {
  const { contacts, decisions } = network;
  if (!decisions.some(isAsk)) return network;
  const byId = contactsById(contacts);
  return {
    ...network,
    decisions: decisions.map((decision): Decision => {
      const id = isAsk(decision) ? subjectContact(decision.subject) : undefined;
      const contact = id && byId.get(id);
      return contact !== undefined && hasWrittenSince(contact, decision.decidedAt)
        ? { ...decision, replied: true }
        : decision;
    }),
  };
}

const isAsk = ({ given }: Decision): boolean => given?.answer === 'ask';

/**
 * Tells of whom the owner wants to know and has not heard since: of more than 20 messages the month of the last one alone
 * would not tell whether it came before the question or after it.
 */
export function awaitedReplies({ contacts, decisions }: Asked): (contactId: ContactId) => boolean {
  const askedAt = new Map(
    decisions.flatMap((decision) => {
      const id = isAsk(decision) ? subjectContact(decision.subject) : undefined;
      return id === undefined ? [] : [[id, decision.decidedAt] as const];
    }),
  );
  if (askedAt.size === 0) return () => false;
  const awaited = new Set<ContactId>();
  const people = samePeople(contacts, decisions);
  const isOneOfSeveral = new Set(people.flat());
  const alone = contacts.filter((contact) => askedAt.has(contact.contactId) && !isOneOfSeveral.has(contact));
  for (const members of [...people, ...alone.map((contact) => [contact])]) {
    const at = members.map(({ contactId }) => askedAt.get(contactId)).reduce(later, undefined);
    if (at === undefined || members.some((member) => hasWrittenSince(member, at))) continue;
    for (const { contactId } of members) awaited.add(contactId);
  }
  return (contactId) => awaited.has(contactId);
}

// Of more than 20 messages the last instant is kept from the question on; what an upload before that kept tells the month.
function hasWrittenSince({ facts }: Contact, asked: IsoTime): boolean {
  const { firstReceivedOn, lastReceivedIn, lastReceivedAt } = facts.messages ?? {};
  const day = dayOf(asked);
  return (
    (lastReceivedAt !== undefined && lastReceivedAt > asked) ||
    (firstReceivedOn !== undefined && firstReceivedOn > day) ||
    (lastReceivedIn !== undefined && lastReceivedIn > monthOf(day))
  );
}
