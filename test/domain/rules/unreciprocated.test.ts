import { describe, expect, it } from 'vitest';
import type { ContactFacts, MessageFacts } from '../../../shared/domain/contact.ts';
import { unreciprocated } from '../../../shared/domain/rules/unreciprocated.ts';
import { day, daysAfter, messagesWith, month } from '../builders.ts';
import { type Given, ruleInput, until } from './rule-input.ts';

const sent = messagesWith({ sent: 2, firstSentOn: day('2025-01-01') });
const received = messagesWith({ received: 4, firstReceivedOn: day('2025-02-01') });
const judge = (facts: ContactFacts, given: Given = {}) =>
  unreciprocated.evaluate(ruleInput({ facts, ...given }));
const of = (messages: MessageFacts, given?: Given) => judge({ messages }, given);
const group = {
  shared: 1,
  best: { size: 8, ownerWrote: true, contactWrote: true, lastIn: month('2025-01') },
};

describe('unreciprocated', () => {
  it('asks on both sides, and says whether there is any trace', () => {
    expect(of(sent)).toEqual({
      asks: {
        kind: 'theyNeverAnswered',
        messages: 2,
        since: '2025-01-01',
        searchedUntil: until,
        noTrace: true,
      },
    });
    expect(judge({ messages: received, notedOn: day('2025-01-01') })).toEqual({
      asks: {
        kind: 'youNeverAnswered',
        messages: 4,
        since: '2025-02-01',
        searchedUntil: until,
        noTrace: false,
      },
    });
  });

  it.each<[string, ContactFacts, string]>([
    ['both wrote', { messages: { ...sent, ...received, sent: 2 } }, 'bothWrote'],
    ['both write in a small group', { messages: sent, groups: group }, 'inGroups'],
    ['nobody wrote', {}, 'noMessages'],
    [
      'there is only the note of an invitation',
      { messages: messagesWith({ note: { by: 'owner', on: day('2024-03-09'), text: 'x' } }) },
      'noMessages',
    ],
    [
      'the answer may stand with a namesake',
      { messages: sent, doubtful: [{ kind: 'messages', namesakes: 2 }] },
      'cannotKnow',
    ],
  ])('rests when %s', (_, facts, kind) => {
    expect(judge(facts)).toEqual({ rests: { kind } });
  });

  it('does not rest over a doubt about anything but messages', () => {
    expect(judge({ messages: sent, doubtful: [{ kind: 'note', namesakes: 2 }] })).toMatchObject({
      asks: { kind: 'theyNeverAnswered', noTrace: false },
    });
  });

  it('cannot know without messages to search', () => {
    expect(of(sent, { searchedUntil: null })).toEqual({ rests: { kind: 'cannotKnow' } });
  });

  it.each([
    [0, false],
    [89, false],
    [90, true],
    [91, true],
  ])('waits for 90 days to the newest export with messages: after %i %s', (days, asks) => {
    const since = daysAfter(until, -days);
    const inGrace = { rests: { kind: 'inGrace', until: daysAfter(since, 90) } };
    for (const messages of [
      messagesWith({ sent: 1, firstSentOn: since }),
      messagesWith({ received: 1, firstReceivedOn: since }),
    ])
      expect(of(messages)).toEqual(asks ? { asks: expect.objectContaining({ since }) } : inGrace);
  });

  it('waits for the owner’s own number of days, whatever the day of the audit', () => {
    const messages = messagesWith({ sent: 1, firstSentOn: daysAfter(until, -20) });
    expect(of(messages, { at: '2031-01-01' })).toHaveProperty('rests');
    expect(of(messages, { changes: { unansweredAfterDays: 20 } })).toHaveProperty('asks');
    expect(of(messages, { changes: { unansweredAfterDays: 21 } })).toHaveProperty('rests');
  });

  it.each([
    ['sent', sent, 2],
    ['received', received, 4],
  ] as const)('counts the messages %s, from the policy’s number on', (_, messages, count) => {
    const from = (unansweredFromMessages: number) => of(messages, { changes: { unansweredFromMessages } });
    expect(from(count - 1)).toHaveProperty('asks');
    expect(from(count)).toHaveProperty('asks');
    expect(from(count + 1)).toEqual({
      rests: { kind: 'tooFewMessages', messages: count, from: count + 1 },
    });
  });
});
