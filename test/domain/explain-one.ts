import { assessNetwork, type Network } from '../../shared/domain/assess.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import { type Explanation, explainContact } from '../../shared/domain/explain.ts';
import type { Rest, RuleId } from '../../shared/domain/finding.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { emptyMemory, type Memory } from '../../shared/domain/memory.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { withReplies } from '../../shared/domain/replies.ts';
import { aContact, aHead, anImport, anOwner, day, time } from './builders.ts';

/** What one contact's explanation depends on; everything has a default. */
export type Explained = {
  readonly contact?: Contact;
  readonly others?: readonly Contact[];
  readonly memory?: Partial<Memory>;
  readonly imports?: readonly ImportRecord[];
  readonly decisions?: readonly Decision[];
  readonly owner?: Partial<Owner>;
  readonly at?: string;
};

export const allFiles = anImport([
  'connections',
  'messages',
  'invitations',
  'positions',
  'notes',
  'recommendationsGiven',
  'recommendationsReceived',
  'endorsementsGiven',
  'endorsementsReceived',
  'addressBook',
  'importedContacts',
  'searchQueries',
  'events',
]);

export function explainedNetwork(given: Explained): Network & ReturnType<typeof assessNetwork> {
  const { contact = aContact(), others = [], memory, imports = [allFiles], decisions = [] } = given;
  const network: Network = withReplies({
    owner: anOwner(given.owner),
    contacts: [contact, ...others],
    memory: { ...emptyMemory, ...memory },
    imports,
    decisions,
    head: { ...aHead(), covers: { order: 'newestFirst', from: day('2000-01-01'), to: day('2026-05-31') } },
  });
  return { ...network, ...assessNetwork(network, time(given.at ?? '2026-06-02')) };
}

/** The explanation of one contact among others. */
export function explainOne(given: Explained): Explanation {
  const { contact = aContact() } = given;
  const explanation = explainContact(explainedNetwork(given), contact.contactId);
  if (explanation === undefined) throw new Error('the network does not hold its contact');
  return explanation;
}

/** Why a rule rests, or undefined where it asks. */
export const restOf = (explanation: Explanation, ruleId: RuleId): Rest | undefined => {
  const verdict = explanation.rules.find((one) => one.ruleId === ruleId)?.verdict;
  return verdict !== undefined && 'rests' in verdict ? verdict.rests : undefined;
};
