import { compareText } from '../collections.ts';
import { daysBetween } from '../days.ts';
import { invitationSubject } from '../ids.ts';
import { invitationId, type RememberedInvitation } from '../memory.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "Strangers' requests: reply before accepting, ask why": invitations that the newest export still lists, from
 * people who are no contacts, were none and were not invited by the owner, when they have waited long enough. The newest of
 * one person.
 */
export const invitationPending: NetworkRule = {
  ruleId: 'invitationPending',
  evaluate,
  restOf: () => ({ kind: 'isContact' }),
};

function evaluate({ memory, head, context, policy, on }: NetworkInput): readonly NetworkFinding[] {
  const pending = new Set(head?.pending);
  const invited = peopleInvited(memory.invitations);
  const waiting = memory.invitations
    .filter((invitation) => invitation.direction === 'incoming' && pending.has(invitationId(invitation)))
    .sort((a, b) => compareText(a.sentOn, b.sentOn) || compareText(a.personId, b.personId));
  const newest = new Map(waiting.map((invitation) => [invitation.personId, invitation]));
  return [...newest.values()]
    .filter(({ sentOn }) => daysBetween(sentOn, on) >= policy.invitationPendingDays)
    .filter((invitation) => isStranger(invitation, context) && !invited(invitation))
    .map(({ personId, name = '', slug, sentOn, note }) => ({
      subject: invitationSubject(personId),
      invited: { name, ...(slug === undefined ? {} : { slug }) },
      reason: { kind: 'invitationPending', on: sentOn, withNote: note !== undefined },
    }));
}

// A name that a contact without a profile bears, or any contact where the invitation names no profile, may be that contact:
// nobody is called a stranger by it.
function isStranger(
  { personId, bySlug, slug, foldedName }: RememberedInvitation,
  { people }: NetworkInput['context'],
): boolean {
  if (people.byPersonId(personId) !== undefined) return false;
  const profile = bySlug && slug !== undefined ? { slug } : {};
  return people.join({ ...profile, name: foldedName }).kind === 'nobody';
}

/** Whether the owner has invited this person before, or by an export without profiles somebody of this name. */
function peopleInvited(
  invitations: readonly RememberedInvitation[],
): (invitation: RememberedInvitation) => boolean {
  const outgoing = invitations.filter(({ direction }) => direction === 'outgoing');
  const ids = new Set(outgoing.map(({ personId }) => personId));
  const names = new Set(outgoing.filter(({ bySlug }) => !bySlug).map(({ foldedName }) => foldedName));
  return ({ personId, foldedName }) => ids.has(personId) || (foldedName !== '' && names.has(foldedName));
}
