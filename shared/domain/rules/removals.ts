import { dayOf } from '../days.ts';
import { contactSubject, groupSubject } from '../ids.ts';
import { removalList } from '../removal.ts';
import { largestGroup } from './group.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "present is *still there* (reminded once a digest), present again later is *came back*": all promised
 * removals that the newest accepted export holds, as one reminder.
 */
export const removals: NetworkRule = {
  ruleId: 'removals',
  evaluate,
  restOf: ({ contactId }, { decisionOf }) => {
    const decision = decisionOf(contactSubject(contactId));
    return decision?.given?.answer === 'remove'
      ? { kind: 'awaitsExport', on: dayOf(decision.decidedAt) }
      : { kind: 'notPromised' };
  },
};

/** The one subject of all reminders: no answer settles it but keeping, or an export without the contact. */
export const removalsSubject = groupSubject('removals');

function evaluate({ everybody, decisions, head, on }: NetworkInput): readonly NetworkFinding[] {
  // The newest promise comes first; should there be more than one flag holds, the oldest are the ones to remind of.
  const standing = removalList({ contacts: everybody, decisions, head })
    .filter(({ status }) => status === 'stillThere' || status === 'cameBack')
    .slice(-largestGroup);
  const oldest = standing.at(-1);
  if (oldest === undefined) return [];
  return [
    {
      subject: removalsSubject,
      members: standing.map(({ contactId }) => contactId),
      reason: {
        kind: 'removals',
        count: standing.length,
        cameBack: standing.filter(({ status }) => status === 'cameBack').length,
        promisedOn: dayOf(oldest.promisedAt),
        on: head === undefined ? on : dayOf(head.exportedAt),
      },
    },
  ];
}
