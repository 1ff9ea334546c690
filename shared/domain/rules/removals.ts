import { once } from '../collections.ts';
import { dayIn, dayOf } from '../days.ts';
import type { Reason } from '../finding.ts';
import { type ContactId, contactSubject, groupSubject, type IsoDay } from '../ids.ts';
import { promisedAtOf, type Removal, unkeptRemovals } from '../removal.ts';
import { largestGroup } from './group.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "present is *still there* (reminded once a digest), present again later is *came back*": all promised
 * removals that the newest accepted export holds, as one reminder.
 */
export const removals: NetworkRule = {
  ruleId: 'removals',
  evaluate,
  restOf: ({ contactId }, { decisionOf, zone }) => {
    const decision = decisionOf(contactSubject(contactId));
    return decision?.given?.answer === 'remove'
      ? { kind: 'awaitsExport', on: dayIn(promisedAtOf(decision), zone) }
      : { kind: 'notPromised' };
  },
};

/** The one subject of all reminders: no answer settles it but keeping, or an export without the contact. */
export const removalsSubject = groupSubject('removals');

function evaluate({ everybody, decisions, head, on, zone }: NetworkInput): readonly NetworkFinding[] {
  // The newest promise comes first; should there be more than one flag holds, the oldest are the ones to remind of.
  const unkept = unkeptRemovals({ contacts: everybody, decisions, head }).slice(-largestGroup);
  const reason = reminderOf(unkept, { on: head === undefined ? on : dayOf(head.exportedAt), zone });
  if (reason === undefined) return [];
  return [{ subject: removalsSubject, members: unkept.map(({ contactId }) => contactId), reason }];
}

/** What a reminder says of removals, the newest promise first; `on` is the day of the newest export. */
function reminderOf(
  unkept: readonly Removal[],
  { on, zone }: { readonly on: IsoDay; readonly zone: string },
): Reason | undefined {
  const oldest = unkept.at(-1);
  if (oldest === undefined) return undefined;
  return {
    kind: 'removals',
    count: unkept.length,
    cameBack: unkept.filter(({ status }) => status === 'cameBack').length,
    promisedOn: dayIn(oldest.promisedAt, zone),
    on,
  };
}

/** What became of the promises that a reminder was about: later exports and answers count as well. */
export type UnkeptNow = {
  has(contactId: ContactId): boolean;
  /** What a reminder of these people says by now; undefined when nobody is left of them. */
  reasonFor(contactIds: readonly ContactId[]): Reason | undefined;
};

export function unkeptNow({
  zone,
  ...known
}: Parameters<typeof unkeptRemovals>[0] & { readonly zone: string }): UnkeptNow {
  const unkept = once(() => new Map(unkeptRemovals(known).map((removal) => [removal.contactId, removal])));
  return {
    has: (contactId) => unkept().has(contactId),
    reasonFor(contactIds) {
      const { head } = known;
      const asked = new Set(contactIds);
      const some = [...unkept().values()].filter(({ contactId }) => asked.has(contactId));
      return head && reminderOf(some, { on: dayOf(head.exportedAt), zone });
    },
  };
}
