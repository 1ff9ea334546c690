import { contactsById, fullName } from '../contact.ts';
import { dayOf } from '../days.ts';
import { pairSubject, pairsToAsk } from '../same-person.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "Ambiguity is asked, never guessed": two contacts who may be one person, since one vanished when the other
 * appeared. Until it is answered, nothing but the compliance list asks about who appeared: what is known of them may lie
 * with the other. As all questions, it waits for the first days of a connection to pass.
 */
export const samePerson: NetworkRule = {
  ruleId: 'samePerson',
  replaces: ['dueAgain', 'onlyWroteAtYou', 'unreciprocated', 'unknownOrigin', 'oneOccasion', 'lostFromSight'],
  evaluate,
  restOf: () => ({ kind: 'nobodyAlike' }),
};

function evaluate({ everybody, contacts }: NetworkInput): readonly NetworkFinding[] {
  return pairsToAsk(everybody).map((pair): NetworkFinding => {
    const { vanished, appeared, by } = pair;
    return {
      subject: pairSubject(pair),
      contactId: appeared.contactId,
      members: [appeared.contactId, vanished.contactId],
      reason: {
        kind: 'samePerson',
        other: fullName(vanished.row),
        missingSince: dayOf(vanished.missingSince ?? appeared.firstSeenAt),
        connectedOn: appeared.row.connectedOn,
        by,
      },
      ...(contactsById(contacts).has(appeared.contactId) ? {} : { waits: true }),
    };
  });
}
