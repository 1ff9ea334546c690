import type { Contact } from './contact.ts';
import type { EvidenceContext } from './evidence-context.ts';
import type { IsoDay } from './ids.ts';
import type { Sight } from './origin.ts';
import type { FileKind } from './snapshot.ts';

export const givenKinds = ['messages', 'invitations', 'recommendations', 'endorsements'] as const;

/** One kind of thing that people give each other on the network, both ways. */
export type Given = {
  readonly kind: (typeof givenKinds)[number];
  /**
   * Counts as the evidence keeps them: messages exact to 20, then in steps; of recommendations and endorsements only
   * whether there is one. Undefined: nothing that was read could have shown it.
   */
  readonly given: number | undefined;
  readonly received: number | undefined;
};

/** What the owner gave and received, side by side (PRODUCT section 1): in this order, also where both are 0. */
export type Balance = readonly Given[];

/** What the balance of one contact depends on, beside the contact. */
export type BalanceSources = Pick<EvidenceContext, 'invitationsOf'> &
  Pick<Sight, 'looked'> & {
    /** Until when the messages could be searched for the contact; undefined: not at all. */
    readonly searchedUntil: IsoDay | undefined;
  };

/**
 * The balance of a contact as the rules look at it: the note of an invitation counts as the invitation, not as a message.
 * Nothing found is 0 only where one could look.
 */
export function balanceOf(
  contact: Contact,
  { invitationsOf, looked, searchedUntil }: BalanceSources,
): Balance {
  const { contactId, row, facts } = contact;
  const { messages } = facts;
  const invitations = (invitationsOf.get(contactId) ?? []).filter(({ sentOn }) => sentOn <= row.connectedOn);
  const invited = (direction: 'outgoing' | 'incoming', by: 'owner' | 'contact'): number =>
    invitations.filter((invitation) => invitation.direction === direction).length ||
    Number(messages?.note?.by === by);
  const seen = (on: string | undefined): number => Number(on !== undefined);
  const doubtful = new Set(facts.doubtful?.map(({ kind }) => kind));
  // Whoever was read without a doubt wrote nothing; in any other case nobody can tell.
  const counted = (count: number, couldSee: boolean): number | undefined =>
    count > 0 || couldSee ? count : undefined;
  const sawMessages = searchedUntil !== undefined && !doubtful.has('messages');
  const sawInvitations = looked.includes('invitations') && !doubtful.has('invitation');
  const sawWords = (file: FileKind, doubt: 'recommendation' | 'endorsement') =>
    looked.includes(file) && !doubtful.has(doubt);
  return [
    {
      kind: 'messages',
      given: counted(messages?.sent ?? 0, sawMessages),
      received: counted(messages?.received ?? 0, sawMessages),
    },
    {
      kind: 'invitations',
      given: counted(invited('outgoing', 'owner'), sawInvitations),
      received: counted(invited('incoming', 'contact'), sawInvitations),
    },
    {
      kind: 'recommendations',
      given: counted(seen(facts.recommendationGivenOn), sawWords('recommendationsGiven', 'recommendation')),
      received: counted(
        seen(facts.recommendationReceivedOn),
        sawWords('recommendationsReceived', 'recommendation'),
      ),
    },
    {
      kind: 'endorsements',
      given: counted(seen(facts.endorsementGivenOn), sawWords('endorsementsGiven', 'endorsement')),
      received: counted(seen(facts.endorsementReceivedOn), sawWords('endorsementsReceived', 'endorsement')),
    },
  ];
}
