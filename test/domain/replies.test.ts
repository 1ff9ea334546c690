import { describe, expect, it } from 'vitest';
import { assessNetwork, decisionsBySubject } from '../../shared/domain/assess.ts';
import type { Contact, MessageFacts } from '../../shared/domain/contact.ts';
import { isSettled } from '../../shared/domain/decision.ts';
import { explainContact } from '../../shared/domain/explain.ts';
import { factsFromMessages } from '../../shared/domain/facts.ts';
import { ruleIds } from '../../shared/domain/finding.ts';
import { answerStatesAt } from '../../shared/domain/flag.ts';
import { sameSubject } from '../../shared/domain/ids.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import { planImport } from '../../shared/domain/plan-import.ts';
import { policies } from '../../shared/domain/policy.ts';
import { awaitedReplies, withReplies } from '../../shared/domain/replies.ts';
import {
  aContact,
  aDecision,
  aFinding,
  aRow,
  aSide,
  aSnapshot,
  day,
  messagesOf,
  messagesWith,
  month,
  time,
} from './builders.ts';
import { explainedNetwork } from './explain-one.ts';
import { aNetwork } from './rules/worlds.ts';

const asked = aDecision(aContact(), 'ask', '2026-04-01');
const writing = (messages?: Partial<MessageFacts>): Contact =>
  aContact({ facts: messages === undefined ? {} : { messages: messagesWith(messages) } });
const replied = (contact: Contact, decision = asked): boolean | undefined =>
  withReplies({ contacts: [contact], decisions: [decision] }).decisions[0]?.replied;
/** What an export shows of a contact who wrote at these times. */
const wroteAt = (...times: string[]): Contact =>
  aContact({ facts: factsFromMessages(messagesOf(['2025-01-01'], times)) });

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

describe('a contact who writes often', () => {
  const often = (last: string, awaitsReply?: boolean): Contact => {
    const received = { ...aSide(['2019-01-01', last]), count: 24 };
    return aContact({ facts: factsFromMessages(messagesOf(['2019-01-02'], [], { received }), awaitsReply) });
  };
  const awaits = (contact: Contact, decision = asked) =>
    awaitedReplies({ contacts: [contact], decisions: [decision] })(contact.contactId);

  it('is awaited from the question on, until there is a reply', () => {
    expect(awaits(often('2026-03-31'))).toBe(true);
    expect(awaits(often('2026-04-03', true))).toBe(false);
    expect(awaits(often('2026-05-03'))).toBe(false);
    expect(awaits(aContact())).toBe(true);
    for (const answer of ['keep', 'remove', 'later', 'mute'] as const)
      expect(awaits(aContact(), aDecision(aContact(), answer, '2026-04-01'))).toBe(false);
  });

  it('has replied in the month of the question too, and not before it', () => {
    expect(replied(often('2026-04-03', true))).toBe(true);
    expect(replied(often('2026-04-01T11:59:00.000Z', true))).toBeUndefined();
  });

  it('costs no write a month that an export would not have cost anyway, but for one who is awaited', () => {
    const first = { ...aSide(['2019-01-01', '2026-04-20']), count: 24 };
    const second = { ...first, lastAt: first.lastAt + 86_400 };
    const importOf = (known: readonly Contact[], received: typeof first, awaitsReply: boolean) =>
      planImport({
        known,
        memory: emptyMemory,
        excerptIds: new Set(),
        head: undefined,
        snapshot: aSnapshot({ contacts: [aRow()], messages: [messagesOf([], [], { received })] }),
        keepExcerpts: false,
        awaitsReply: () => awaitsReply,
      }).contacts;
    const known = importOf([], first, false);
    expect(importOf(known, second, false)).toEqual([]);
    expect(importOf(known, second, true)).toHaveLength(1);
  });

  it('is awaited under every name that the owner called the same', () => {
    const vanished = aContact({ missingSince: time('2026-05-01') });
    const appeared = aContact({ row: { slug: 'anna-new' }, firstSeenAt: time('2026-05-01') });
    const subject = sameSubject(vanished.contactId, appeared.contactId);
    const given = { answer: 'same' } as const;
    const same = { ...aDecision(vanished, given), subject };
    const awaited = awaitedReplies({ contacts: [vanished, appeared], decisions: [asked, same] });
    expect([vanished, appeared].map(({ contactId }) => awaited(contactId))).toEqual([true, true]);
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
