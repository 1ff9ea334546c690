import { describe, expect, it } from 'vitest';
import { assessNetwork, decisionsBySubject } from '../../shared/domain/assess.ts';
import type { Contact, MessageFacts } from '../../shared/domain/contact.ts';
import { isSettled } from '../../shared/domain/decision.ts';
import { explainContact } from '../../shared/domain/explain.ts';
import { factsFromMessages } from '../../shared/domain/facts.ts';
import { ruleIds } from '../../shared/domain/finding.ts';
import { answerStatesAt } from '../../shared/domain/flag.ts';
import { policies } from '../../shared/domain/policy.ts';
import { withReplies } from '../../shared/domain/replies.ts';
import { aContact, aDecision, aFinding, day, messagesOf, messagesWith, month, time } from './builders.ts';
import { explainedNetwork } from './explain-one.ts';
import { aNetwork } from './rules/worlds.ts';

const asked = aDecision(aContact(), 'ask', '2026-04-01');
const writing = (messages?: Partial<MessageFacts>): Contact =>
  aContact({ facts: messages === undefined ? {} : { messages: messagesWith(messages) } });
const replied = (contact: Contact, decision = asked): boolean | undefined =>
  withReplies({ contacts: [contact], decisions: [decision] }).decisions[0]?.replied;
/** What an export shows of a contact who wrote at these times. */
const wroteAt = (...times: string[]): Contact =>
  aContact({ facts: factsFromMessages(messagesOf(['2025-01-01'], times), day('2024-03-10')) });

describe('a reply to a question', () => {
  it.each<[string, Contact, boolean]>([
    ['nothing', writing(), false],
    ['only own messages', writing({ sent: 2, firstSentOn: day('2026-04-02') }), false],
    ['a message from before it that only a later export shows', wroteAt('2026-03-25'), false],
    ['a message from the minute before it', wroteAt('2026-04-01T11:59:00.000Z'), false],
    ['a message from the minute after it', wroteAt('2026-04-01T12:01:00.000Z'), true],
    ['an old message and one of two days after it', wroteAt('2025-02-01', '2026-04-03'), true],
    ['a first message of the day after', writing({ received: 1, firstReceivedOn: day('2026-04-02') }), true],
    [
      'more than 20, the last in that month',
      writing({ received: 21, lastReceivedIn: month('2026-04') }),
      false,
    ],
    [
      'more than 20, the last in the next month',
      writing({ received: 21, lastReceivedIn: month('2026-05') }),
      true,
    ],
  ])('of %s: %#', (_, contact, expected) => {
    expect(replied(contact)).toBe(expected ? true : undefined);
  });

  it.each(['keep', 'remove', 'later', 'mute'] as const)('is no message after %s', (answer) => {
    const decision = aDecision(aContact(), answer, '2026-04-01');
    expect(replied(wroteAt('2026-04-03'), decision)).toBeUndefined();
  });
});

const world = (...times: string[]) => withReplies(aNetwork([wroteAt(...times)], { decisions: [asked] }));
const states = (contact: Contact, now: string) => {
  const { decisions } = withReplies({ contacts: [contact], decisions: [asked] });
  return answerStatesAt(decisionsBySubject(decisions), new Date(now), 'Europe/Berlin', policies.balanced);
};

describe('whoever replied', () => {
  it('is asked about by no rule any more, but for the list, a promised removal, another pitch and a long silence', () => {
    const stateOf = states(wroteAt('2026-04-03'), '2028-01-01');
    const open = ruleIds.filter((ruleId) => stateOf(aFinding(aContact(), { ruleId })) !== 'settled');
    expect(open).toEqual(['removals', 'onlyWroteAtYou', 'lostFromSight']);
    const soon = states(wroteAt('2026-04-03'), '2026-04-20');
    expect(soon(aFinding(aContact(), { ruleId: 'onlyWroteAtYou' }))).toBe('settled');
    const entry = {
      kind: 'compliance',
      by: 'person',
      value: 'x',
      entry: 'e',
      connectedOn: day('2024-03-10'),
    } as const;
    expect(stateOf(aFinding(aContact(), { ruleId: 'compliance', reason: entry }))).toBe('dueAgain');
  });

  it('is asked about again without a reply', () => {
    expect(states(wroteAt('2026-03-25'), '2026-05-01')(aFinding())).toBe('dueAgain');
  });

  it('is in no group, and explained alike in every rule', () => {
    const network = world('2026-04-03');
    const [decision] = network.decisions;
    expect(isSettled(decision, new Date('2036-01-01'), 'UTC', policies.balanced)).toBe(true);
    const at = time('2026-06-02');
    const strict = { ...network, owner: { ...network.owner, policy: 'strict' as const } };
    const explained = explainContact({ ...strict, ...assessNetwork(strict, at) }, aContact().contactId);
    const rules = explained?.rules ?? [];
    expect(rules.find(({ ruleId }) => ruleId === 'dueAgain')?.verdict).toEqual({
      rests: { kind: 'answeredSince' },
    });
    expect(
      rules.filter(({ verdict }) => 'asks' in verdict).map(({ ruleId, answered }) => [ruleId, answered]),
    ).toEqual([['unknownOrigin', 'settled']]);
    expect(rules.find(({ ruleId }) => ruleId === 'burst')?.verdict).toEqual({
      rests: { kind: 'answeredSince' },
    });
  });
});

describe('what would change it', () => {
  it('names no rule that an answer settles anyway', () => {
    const network = explainedNetwork({ decisions: [aDecision(aContact(), 'keep', '2026-05-01')] });
    const ways = explainContact(network, aContact().contactId)?.ways ?? [];
    expect(ways.map(({ kind }) => kind)).toEqual(['answer']);
    const open = explainContact(explainedNetwork({}), aContact().contactId)?.ways ?? [];
    expect(open.map(({ kind }) => kind)).toContain('policy');
  });
});
