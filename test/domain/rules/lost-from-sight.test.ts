import { describe, expect, it } from 'vitest';
import type { ContactFacts, GroupFacts } from '../../../shared/domain/contact.ts';
import type { PolicyId } from '../../../shared/domain/policy.ts';
import { lostFromSight } from '../../../shared/domain/rules/lost-from-sight.ts';
import { aContact, day, messagesWith, month, time } from '../builders.ts';
import { type Given, ruleInput } from './rule-input.ts';

const talked = (lastIn: string) =>
  messagesWith({
    sent: 3,
    received: 2,
    turnBack: true,
    firstSentOn: day('2019-02-01'),
    firstReceivedOn: day('2019-02-02'),
    lastSentIn: month('2020-01'),
    lastReceivedIn: month(lastIn),
    note: { by: 'owner', on: day('2019-01-01'), text: 'x' },
  });
const group = (lastIn: string, best: Partial<GroupFacts['best']> = {}): GroupFacts => ({
  shared: 1,
  best: { size: 30, ownerWrote: true, contactWrote: true, lastIn: month(lastIn), ...best },
});
const judge = (facts: ContactFacts, given: Given = {}, connectedOn = '2019-01-01') =>
  lostFromSight.evaluate(
    ruleInput({ contact: aContact({ row: { connectedOn: day(connectedOn) }, facts }), ...given }),
  );

describe('lost from sight', () => {
  it.each<[string, PolicyId, string, boolean]>([
    ['2023-07', 'balanced', '2026-07-31', false],
    ['2023-06', 'balanced', '2026-06-30', false],
    ['2023-05', 'balanced', '2026-05-31', true],
    ['2024-06', 'strict', '2026-06-30', false],
    ['2024-05', 'strict', '2026-05-31', true],
    ['2024-04', 'strict', '2026-04-30', true],
    // A year alone, as far as it is known.
    ['2023', 'balanced', '2026-12-31', false],
    ['2022', 'balanced', '2025-12-31', true],
  ])('when the last message is of %s, for %s from %s on: %s', (lastIn, policy, from, asks) => {
    expect(judge({ messages: talked(lastIn) }, { policy })).toEqual(
      asks
        ? { asks: { kind: 'lostFromSight', lastIn, messages: 6 } }
        : { rests: { kind: 'inTouch', lastIn, from } },
    );
  });

  it.each([
    ['2026-11-01', false],
    ['2026-11-29', false],
    ['2026-11-30', true],
  ])('takes the last day of a month of which the day is not known: an export of %s %s', (until, asks) => {
    const verdict = judge({ messages: talked('2023-11') }, { searchedUntil: day(until) });
    expect(verdict).toHaveProperty(asks ? 'asks' : 'rests');
  });

  it.each([
    ['2026-11-02', false],
    ['2026-11-03', true],
  ])('and the very day where it is kept: an export of %s %s', (until, asks) => {
    const messages = messagesWith({
      sent: 2,
      received: 2,
      lastSentIn: month('2023-11'),
      lastSentAt: time('2023-11-02'),
      lastReceivedIn: month('2023-11'),
      lastReceivedAt: time('2023-11-03'),
    });
    expect(judge({ messages }, { searchedUntil: day(until) })).toHaveProperty(asks ? 'asks' : 'rests');
  });

  it('counts the owner’s own number of months, to the newest export with messages and not to today', () => {
    const messages = talked('2026-01');
    expect(judge({ messages }, { changes: { lostFromSightAfterMonths: 4 } })).toHaveProperty('asks');
    expect(judge({ messages }, { changes: { lostFromSightAfterMonths: 5 } })).toHaveProperty('rests');
    expect(judge({ messages }, { at: '2036-06-01' })).toHaveProperty('rests');
  });

  it('counts what both wrote in a group as being in sight, and no group in which one was silent', () => {
    const messages = talked('2021-01');
    expect(judge({ messages, groups: group('2024-01') })).toMatchObject({ rests: { lastIn: '2024-01' } });
    expect(judge({ messages, groups: group('2022-01') })).toMatchObject({ asks: { lastIn: '2022-01' } });
    for (const silent of [{ ownerWrote: false }, { contactWrote: false }])
      expect(judge({ messages, groups: group('2026-01', silent) })).toMatchObject({
        asks: { lastIn: '2021-01' },
      });
  });

  it('and the last of all such groups, not that of the smallest alone', () => {
    const messages = talked('2018-01');
    const groups: GroupFacts = { ...group('2018-02', { size: 4 }), bothLastIn: month('2026-05') };
    const inTouch = { kind: 'inTouch', lastIn: '2026-05', from: '2029-05-31' };
    expect(judge({ messages, groups })).toEqual({ rests: inTouch });
  });

  it('counts a new connection as being in sight: months of silence begin with it', () => {
    const messages = talked('2018-01');
    const inTouch = { kind: 'inTouch', lastIn: '2026-05', from: '2029-05-01' };
    expect(judge({ messages }, {}, '2026-05-01')).toEqual({ rests: inTouch });
    expect(judge({ messages }, {}, '2023-06-01')).toMatchObject({ asks: { lastIn: '2020-01' } });
    expect(judge({ messages }, {}, '2023-06-02')).toHaveProperty('rests');
  });

  it.each<[string, ContactFacts]>([
    ['a note of the owner’s', { notedOn: day('2026-05-24') }],
    ['a recommendation given', { recommendationGivenOn: day('2026-05-24') }],
    ['one received', { recommendationReceivedOn: day('2026-05-24') }],
    ['an endorsement given', { endorsementGivenOn: day('2026-05-24') }],
    ['one received', { endorsementReceivedOn: day('2026-05-24') }],
  ])('counts what has a date between them as being in sight: %s', (_, facts) => {
    const messages = talked('2020-01');
    const inTouch = { kind: 'inTouch', lastIn: '2026-05', from: '2029-05-24' };
    expect(judge({ messages, ...facts })).toEqual({ rests: inTouch });
    // An address stays in a book for ever, and the day of an export is nobody's doing.
    const bySeen = Object.keys(facts) as ContactFacts['bySeen'];
    expect(judge({ messages, ...facts, bySeen })).toHaveProperty('asks');
    expect(judge({ messages, addressByEmailOn: day('2026-05-24') })).toHaveProperty('asks');
  });

  it.each<[string, ContactFacts]>([
    ['nobody wrote', {}],
    ['only the owner wrote', { messages: messagesWith({ sent: 3, firstSentOn: day('2019-01-01') }) }],
    ['only they wrote', { messages: messagesWith({ received: 3, firstReceivedOn: day('2019-01-01') }) }],
    ['they write in a small group only', { groups: group('2019-01', { size: 4 }) }],
  ])('is no word for those with whom it never was mutual: %s', (_, facts) => {
    expect(judge(facts)).toEqual({ rests: { kind: 'neverMutual' } });
  });

  it('cannot know without messages to search, or when later ones may be a namesake’s', () => {
    const messages = talked('2020-01');
    const cannotKnow = { rests: { kind: 'cannotKnow' } };
    expect(judge({ messages }, { searchedUntil: null })).toEqual(cannotKnow);
    expect(judge({ messages, doubtful: [{ kind: 'messages', namesakes: 2 }] })).toEqual(cannotKnow);
    expect(judge({ messages, doubtful: [{ kind: 'note', namesakes: 2 }] })).toHaveProperty('asks');
  });
});
