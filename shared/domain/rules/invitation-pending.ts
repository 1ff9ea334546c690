import { compareText, groupBy } from '../collections.ts';
import { daysBetween } from '../days.ts';
import { collectEvidence } from '../evidence.ts';
import type { Evidence } from '../evidence-kinds.ts';
import { invitationSubject } from '../ids.ts';
import { withNoteApart } from '../invitation-evidence.ts';
import { asContact, factsOfInviter, newestInvitations } from '../inviters.ts';
import { invitationId, type RememberedInvitation } from '../memory.ts';
import { originStatus } from '../origin.ts';
import type { NetworkFinding, NetworkInput, NetworkRule } from './rule.ts';

/**
 * Enforces: "Strangers' requests: reply before accepting, ask why": invitations that the newest export still lists, from
 * people who are no contacts, were none, were not invited by the owner and are not known by what the exports show of them,
 * when they have waited long enough. The newest of one person. "Pending incoming invitations with any evidence found": what
 * only hints at somebody goes with the question.
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
  const byPerson = groupBy(memory.invitations, ({ personId }) => personId);
  return newestInvitations(waiting)
    .filter(({ sentOn }) => daysBetween(sentOn, on) >= policy.invitationPendingDays)
    .filter((invitation) => isStranger(invitation, context) && !invited(invitation))
    .flatMap((invitation): NetworkFinding[] => {
      const known = evidenceOf(invitation, byPerson.get(invitation.personId) ?? [], context);
      if (known === undefined) return [];
      // The words of the invitation itself are told by the reason.
      const evidence = known.filter(({ kind }) => kind !== 'invitationReceivedWithNote');
      const { personId, name = '', slug, sentOn, note } = invitation;
      const isHinted = evidence.length > 0;
      return [
        {
          subject: invitationSubject(personId),
          invited: { name, ...(slug === undefined ? {} : { slug }) },
          reason: {
            kind: 'invitationPending',
            on: sentOn,
            withNote: note !== undefined,
            ...(isHinted && { hinted: true }),
          },
          ...(isHinted && { evidence }),
        },
      ];
    });
}

/** What hints at who wants to connect, by the same rules as for contacts; undefined for somebody who is known by it. */
function evidenceOf(
  invitation: RememberedInvitation,
  ofPerson: readonly RememberedInvitation[],
  context: NetworkInput['context'],
): readonly Evidence[] | undefined {
  const contact = withNoteApart(asContact(invitation, factsOfInviter(ofPerson)), context);
  // Who connected in the days of colleagues: an invitation of such a day says nothing of the kind.
  const evidence = collectEvidence(contact, context).filter(({ kind }) => kind !== 'nearColleagues');
  const isKnown = originStatus({ contact, evidence, searchedUntil: undefined }) === 'known';
  return isKnown ? undefined : evidence;
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
