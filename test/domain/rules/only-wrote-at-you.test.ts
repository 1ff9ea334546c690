import { describe, expect, it } from 'vitest';
import type { ContactFacts, MessageFacts } from '../../../shared/domain/contact.ts';
import { onlyWroteAtYou } from '../../../shared/domain/rules/only-wrote-at-you.ts';
import { day, daysAfter, messagesWith, month } from '../builders.ts';
import { type Given, ruleInput, until } from './rule-input.ts';

const connectedOn = '2024-03-10';
const pitches = (received: number, afterDays = 5, more: Partial<MessageFacts> = {}) =>
  messagesWith({ received, firstReceivedOn: daysAfter(connectedOn, afterDays), ...more });
const judge = (facts: ContactFacts, given: Given = {}) =>
  onlyWroteAtYou.evaluate(ruleInput({ facts, ...given }));

describe('only wrote at you', () => {
  it('asks with the number of messages and the day of the first', () => {
    expect(judge({ messages: pitches(3) })).toEqual({
      asks: { kind: 'onlyWroteAtYou', messages: 3, since: '2024-03-15', searchedUntil: until },
    });
  });

  it.each([
    [2, false],
    [3, true],
    [4, true],
    [21, true],
  ])('from three messages on: %i %s', (received, asks) => {
    expect(judge({ messages: pitches(received) })).toEqual(
      asks
        ? { asks: expect.objectContaining({ messages: received }) }
        : { rests: { kind: 'tooFewMessages', messages: received, from: 3 } },
    );
  });

  it.each([
    [-507, false],
    [-31, false],
    [-30, true],
    [-1, true],
    [0, true],
    [29, true],
    [30, true],
    [31, false],
  ])('the first within 30 days of connecting, before or after: after %i days %s', (days, asks) => {
    expect(judge({ messages: pitches(3, days) })).toEqual(
      asks
        ? { asks: expect.objectContaining({ kind: 'onlyWroteAtYou' }) }
        : { rests: { kind: 'firstMessageLate', days, within: 30 } },
    );
  });

  it('by the owner’s own numbers', () => {
    const changes = { onlyWroteAtYouFromMessages: 5, onlyWroteAtYouWithinDays: 7 };
    expect(judge({ messages: pitches(4) }, { changes })).toEqual({
      rests: { kind: 'tooFewMessages', messages: 4, from: 5 },
    });
    expect(judge({ messages: pitches(5, 7) }, { changes })).toHaveProperty('asks');
    expect(judge({ messages: pitches(5, 8) }, { changes })).toEqual({
      rests: { kind: 'firstMessageLate', days: 8, within: 7 },
    });
  });

  it('the first within 30 days of either connection of somebody who went and came back', () => {
    const wrote = (on: string) => messagesWith({ received: 6, firstReceivedOn: day(on) });
    const facts = (on: string): ContactFacts => ({
      messages: wrote(on),
      firstConnectedOn: day('2022-01-05'),
    });
    expect(judge(facts('2022-01-10'))).toMatchObject({ asks: { messages: 6, since: '2022-01-10' } });
    expect(judge({ messages: wrote('2022-01-10') })).toHaveProperty('rests');
    expect(judge(facts('2022-03-01'))).toMatchObject({ rests: { kind: 'firstMessageLate', days: 55 } });
    expect(judge(facts('2024-04-10'))).toMatchObject({ rests: { kind: 'firstMessageLate', days: 31 } });
  });

  const note = (by: 'owner' | 'contact') => ({ by, on: day('2024-03-09'), text: 'x' });
  it('does not count the note of their invitation', () => {
    expect(judge({ messages: pitches(2, 5, { note: note('contact') }) })).toHaveProperty('rests');
    expect(judge({ messages: pitches(3, 5, { note: note('contact') }) })).toMatchObject({
      asks: { messages: 3 },
    });
  });

  it.each<[string, ContactFacts, string]>([
    ['they wrote nothing', {}, 'theyNeverWrote'],
    [
      'only the owner wrote',
      { messages: messagesWith({ sent: 3, firstSentOn: day('2024-04-01') }) },
      'theyNeverWrote',
    ],
    [
      'the owner answered',
      { messages: pitches(3, 5, { sent: 1, firstSentOn: day('2024-04-01') }) },
      'bothWrote',
    ],
    ['the owner began with a note', { messages: pitches(3, 5, { note: note('owner') }) }, 'bothWrote'],
    [
      'both write in a small group',
      {
        messages: pitches(3),
        groups: {
          shared: 1,
          best: { size: 4, ownerWrote: true, contactWrote: true, lastIn: month('2025-01') },
        },
      },
      'inGroups',
    ],
    [
      'the answer may stand with a namesake',
      { messages: pitches(3), doubtful: [{ kind: 'messages', namesakes: 2 }] },
      'cannotKnow',
    ],
  ])('rests when %s', (_, facts, kind) => {
    expect(judge(facts)).toEqual({ rests: { kind } });
  });

  it('cannot know without messages to search', () => {
    expect(judge({ messages: pitches(3) }, { searchedUntil: null })).toEqual({
      rests: { kind: 'cannotKnow' },
    });
  });

  it('asks a month after connecting, without the grace period of those who were written to', () => {
    expect(judge({ messages: pitches(3, 1) }, { searchedUntil: daysAfter(connectedOn, 31) })).toHaveProperty(
      'asks',
    );
  });
});
