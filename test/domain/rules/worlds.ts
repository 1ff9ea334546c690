import {
  assessNetwork,
  decisionsBySubject,
  type ExplainedEvaluation,
  type Network,
} from '../../../shared/domain/assess.ts';
import type { Contact, ContactRow } from '../../../shared/domain/contact.ts';
import type { Decision, GivenAnswer } from '../../../shared/domain/decision.ts';
import type { Finding, RuleId } from '../../../shared/domain/finding.ts';
import { answerStatesAt } from '../../../shared/domain/flag.ts';
import type { ContactId, Subject } from '../../../shared/domain/ids.ts';
import { emptyMemory, type Memory } from '../../../shared/domain/memory.ts';
import { policyOf } from '../../../shared/domain/policy.ts';
import { aHead, anImport, anOwner, contactNo, daysAfter, messagesWith, month, time } from '../builders.ts';

/** The day of most audits of these tests, and of the newest export. */
export const today = '2026-06-01';

/** A network with one complete export of today; only what is given differs. */
export const aNetwork = (
  contacts: readonly Contact[],
  overrides: Partial<Omit<Network, 'contacts' | 'memory'>> & { readonly memory?: Partial<Memory> } = {},
): Network => ({
  owner: anOwner(),
  imports: [anImport(['connections', 'messages', 'invitations'], { exportedAt: time(today) })],
  decisions: [],
  head: aHead(today),
  ...overrides,
  contacts: [...contacts].sort((a, b) => (a.contactId < b.contactId ? -1 : 1)),
  memory: { ...emptyMemory, ...overrides.memory },
});

export const evaluate = (network: Network, on = today): ExplainedEvaluation =>
  assessNetwork(network, time(on));

/** The findings of one rule. */
export const foundBy = (ruleId: RuleId, network: Network, on = today): readonly Finding[] =>
  evaluate(network, on).findings.filter((finding) => finding.ruleId === ruleId);

/** Who is asked about alone by a rule, and not settled. */
export function askedAlone(network: Network, on = today, ruleId: RuleId = 'unknownOrigin'): ContactId[] {
  const answerStateOf = answerStatesAt(
    decisionsBySubject(network.decisions),
    new Date(time(on)),
    network.owner.zone,
    policyOf(network.owner),
  );
  return foundBy(ruleId, network, on)
    .filter((finding) => answerStateOf(finding) !== 'settled')
    .flatMap(({ contactId }) => contactId ?? []);
}

export const idsOf = (contacts: readonly Contact[]): ContactId[] =>
  contacts.map(({ contactId }) => contactId).sort();

/** Strangers who connected on days after a first one: `[5, 0, 3]` are five on the first and three on the third day. */
export const strangers = (
  from: string,
  perDay: readonly number[],
  row: Partial<ContactRow> = {},
): readonly Contact[] =>
  perDay
    .flatMap((count, offset) => Array.from({ length: count }, () => daysAfter(from, offset)))
    .map((connectedOn, no) => contactNo(Date.parse(from) / 8.64e7 + no * 1000, { connectedOn, ...row }));

/** The same contact with a long conversation, so that its origin is known. */
export const known = (contact: Contact): Contact => ({
  ...contact,
  facts: {
    messages: messagesWith({
      sent: 3,
      received: 3,
      turnBack: true,
      lastSentIn: month('2026-05'),
      lastReceivedIn: month('2026-05'),
    }),
  },
});

export const answered = (subject: Subject, given: GivenAnswer, at: string): Decision => ({
  subject,
  given,
  decidedAt: time(at),
  history: [{ at: time(at), via: 'review', given }],
});
