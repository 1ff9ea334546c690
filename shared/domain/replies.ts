import { type Contact, contactsById } from './contact.ts';
import { dayOf, monthOf } from './days.ts';
import type { Decision } from './decision.ts';
import type { IsoTime } from './ids.ts';
import { subjectContact } from './ids.ts';

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

// Of more than 20 messages only the month of the last one is kept, and a month tells only of questions before it: who had
// written that often and replies within the month of the question is asked about again, and the sentence asks for the reply.
function hasWrittenSince({ facts }: Contact, asked: IsoTime): boolean {
  const { firstReceivedOn, lastReceivedIn, lastReceivedAt } = facts.messages ?? {};
  const day = dayOf(asked);
  return (
    (lastReceivedAt !== undefined && lastReceivedAt > asked) ||
    (firstReceivedOn !== undefined && firstReceivedOn > day) ||
    (lastReceivedIn !== undefined && lastReceivedIn > monthOf(day))
  );
}
