import { groupBy, once } from '../collections.ts';
import type { Contact } from '../contact.ts';
import { later } from '../days.ts';
import { groupSubject, type IsoDay } from '../ids.ts';
import { noteOf } from '../invitation-evidence.ts';
import { isGroup, isUnexplained, memberIds } from './group.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "Never the standard text, no bulk invitations": who accepted one of many invitations that the owner sent on one
 * day, and of whom nothing else is known, is asked about as one group.
 */
export const bulkInvitation: NetworkRule = {
  ruleId: 'bulkInvitation',
  replaces: ['unknownOrigin'],
  evaluate,
  restOf: (contact, input) =>
    bulkDayOf(contact, input) === undefined
      ? { kind: 'noBulk' }
      : { kind: 'groupTooSmall', from: input.policy.groupFromContacts },
};

function evaluate(input: NetworkInput): readonly NetworkFinding[] {
  const invited = input.contacts.flatMap((contact) => {
    const on = bulkDayOf(contact, input);
    return on !== undefined && isUnexplained(contact, input) ? [{ contact, on }] : [];
  });
  const wordless = once(() => wordlessByDay(input));
  return [...groupBy(invited, ({ on }) => on)].flatMap(([on, group]): NetworkFinding[] => {
    const subject = groupSubject(`bulk-${on}`);
    const members = group.map(({ contact }) => contact);
    if (!isGroup(subject, members, input)) return [];
    const invitations = wordless().get(on) ?? 0;
    return [
      {
        subject,
        members: memberIds(members),
        reason: { kind: 'bulkInvitation', on, invitations, unexplained: members.length },
      },
    ];
  });
}

/** The last day before the connection on which the contact was one of many who were invited. */
function bulkDayOf({ contactId, row }: Contact, { context, policy }: NetworkInput): IsoDay | undefined {
  return (context.invitationsOf.get(contactId) ?? [])
    .filter(
      ({ direction, sentOn }) =>
        direction === 'outgoing' &&
        sentOn <= row.connectedOn &&
        context.invitationsOn(sentOn) > policy.bulkInvitationsAbovePerDay,
    )
    .reduce<IsoDay | undefined>((day, { sentOn }) => later(day, sentOn), undefined);
}

/** People whom the owner invited without words of their own, by day. */
function wordlessByDay({ context, policy }: NetworkInput): ReadonlyMap<IsoDay, number> {
  const counts = new Map<IsoDay, number>();
  for (const [id, invitations] of context.invitationsOf) {
    const invited = context.people.byPersonId(id);
    const said = invited && noteOf(invited, context);
    const isPersonal = (text = '') =>
      text !== '' && context.recipientsOfText(text) < policy.sameTextFromPeople;
    const days = invitations
      .filter(({ direction, note }) => direction === 'outgoing' && !isPersonal(note))
      .map(({ sentOn }) => sentOn)
      .filter((day) => said?.by !== 'owner' || said.on < day || !isPersonal(said.text));
    for (const day of new Set(days)) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}
