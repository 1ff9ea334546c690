import { describe, expect, it } from 'vitest';
import type { ContactFacts } from '../../shared/domain/contact.ts';
import { plusMonths } from '../../shared/domain/days.ts';
import type { Reciprocity } from '../../shared/domain/evidence-kinds.ts';
import { policies } from '../../shared/domain/policy.ts';
import { lastWroteBy, reciprocity } from '../../shared/domain/reciprocity.ts';
import { aContact, day, daysAfter, messagesWith, month, time } from './builders.ts';

const until = day('2026-06-01');
const old = day('2024-04-01');
const noteBy = (by: 'owner' | 'contact') => ({ by, on: day('2024-03-09'), text: 'x' });
const inGroup = (size: number, both = true) => ({
  shared: 1,
  best: { size, ownerWrote: true, contactWrote: both, lastIn: month('2025-01') },
});
const nobody = messagesWith();
const sent = messagesWith({ sent: 1, firstSentOn: old });
const received = messagesWith({ received: 1, firstReceivedOn: old });

describe('reciprocity', () => {
  it.each<[string, Reciprocity, ContactFacts]>([
    ['both wrote', 'mutual', { messages: { ...sent, ...received, sent: 1 } }],
    ['own note, and their message', 'mutual', { messages: { ...received, note: noteBy('owner') } }],
    ['their note, and an own message', 'mutual', { messages: { ...sent, note: noteBy('contact') } }],
    [
      'both wrote, and a group',
      'mutual',
      { messages: { ...sent, ...received, sent: 1 }, groups: inGroup(3) },
    ],
    ['a group of 8 in which both wrote', 'inGroups', { groups: inGroup(8) }],
    ['the same, and an unanswered message', 'inGroups', { messages: sent, groups: inGroup(8) }],
    ['a group of 9', 'silent', { groups: inGroup(9) }],
    ['a group in which the contact was silent', 'silent', { groups: inGroup(3, false) }],
    ['only the owner wrote', 'theyNeverAnswered', { messages: sent }],
    [
      'only the owner wrote, after an own note',
      'theyNeverAnswered',
      { messages: { ...sent, note: noteBy('owner') } },
    ],
    ['only the contact wrote', 'youNeverAnswered', { messages: received }],
    [
      'only the contact wrote, after their note',
      'youNeverAnswered',
      { messages: { ...received, note: noteBy('contact') } },
    ],
    ['only an own note is never unanswered', 'silent', { messages: { ...nobody, note: noteBy('owner') } }],
    ['only their note is never unanswered', 'silent', { messages: { ...nobody, note: noteBy('contact') } }],
    ['nothing', 'silent', {}],
    ['messages that may be a namesake’s', 'cannotKnow', { doubtful: [{ kind: 'messages', namesakes: 2 }] }],
    [
      'one side, and messages that may be a namesake’s',
      'cannotKnow',
      { messages: received, doubtful: [{ kind: 'messages', namesakes: 2 }] },
    ],
    [
      'both sides, and messages that may be a namesake’s',
      'mutual',
      { messages: { ...sent, ...received, sent: 1 }, doubtful: [{ kind: 'messages', namesakes: 2 }] },
    ],
    [
      'one side, and a note that may be a namesake’s',
      'theyNeverAnswered',
      { messages: sent, doubtful: [{ kind: 'note', namesakes: 2 }] },
    ],
    ['a note that may be a namesake’s', 'silent', { doubtful: [{ kind: 'note', namesakes: 2 }] }],
  ])('%s: %s', (_, expected, facts) => {
    expect(reciprocity(aContact({ facts }), until, policies.balanced)).toBe(expected);
  });

  it.each<[string, Reciprocity, ContactFacts]>([
    ['mutual', 'mutual', { messages: { ...sent, ...received, sent: 1 } }],
    ['one-sided', 'cannotKnow', { messages: sent }],
    ['silent', 'cannotKnow', {}],
  ])('cannot know without messages to search, unless it was seen before: %s', (_, expected, facts) => {
    expect(reciprocity(aContact({ facts }), undefined, policies.balanced)).toBe(expected);
  });

  it.each<[number, Reciprocity, Reciprocity]>([
    [0, 'cannotKnow', 'cannotKnow'],
    [89, 'cannotKnow', 'cannotKnow'],
    [90, 'theyNeverAnswered', 'youNeverAnswered'],
    [400, 'theyNeverAnswered', 'youNeverAnswered'],
  ])('%i days after the first message, to the newest export with messages', (days, theirs, yours) => {
    const since = daysAfter(until, -days);
    const of = (facts: ContactFacts) => reciprocity(aContact({ facts }), until, policies.balanced);
    expect(of({ messages: messagesWith({ sent: 5, firstSentOn: since }) })).toBe(theirs);
    expect(of({ messages: messagesWith({ received: 5, firstReceivedOn: since }) })).toBe(yours);
  });
});

describe('the latest day on which somebody wrote', () => {
  const both = messagesWith({
    sent: 3,
    received: 3,
    firstSentOn: day('2024-02-01'),
    firstReceivedOn: day('2024-02-02'),
    lastSentIn: month('2024-02'),
    lastReceivedIn: month('2024-01'),
  });
  const receivedAt = (on: string, count = 3) =>
    messagesWith({
      received: count,
      firstReceivedOn: day('2023-01-05'),
      lastReceivedIn: month(on.slice(0, 7)),
      lastReceivedAt: time(on),
    });
  it.each<[string, ContactFacts, string | undefined]>([
    ['nobody', {}, undefined],
    ['by month, its last day', { messages: both }, '2024-02-29'],
    ['in a group as well', { messages: both, groups: inGroup(9) }, '2025-01-31'],
    ['in a group in which one was silent', { messages: both, groups: inGroup(9, false) }, '2024-02-29'],
    [
      'at a known time, by the owner',
      { messages: { ...both, lastSentAt: time('2024-02-01') } },
      '2024-02-01',
    ],
    ['at a known time', { messages: receivedAt('2024-03-05') }, '2024-03-05'],
    ['more often than such times are kept for', { messages: receivedAt('2024-03-05', 21) }, '2024-03-31'],
    [
      'later than a time that was kept before',
      { messages: { ...receivedAt('2024-03-05'), lastReceivedIn: month('2024-06') } },
      '2024-06-30',
    ],
    [
      'in a year of which no month is known',
      { messages: { ...both, lastSentIn: month('2025') } },
      '2025-12-31',
    ],
  ])('%s', (_, facts, on) => {
    expect(lastWroteBy(facts)?.on).toBe(on);
  });

  it('is known, the last of a month too, unless it only stands for that month', () => {
    const known = receivedAt('2024-02-29');
    expect(lastWroteBy({ messages: known })).toEqual({ on: '2024-02-29', known: true });
    expect(lastWroteBy({ messages: both })).toEqual({ on: '2024-02-29', known: false });
    for (const messages of [
      { ...both, ...known },
      { ...known, sent: 3, lastSentIn: month('2024-02') },
      { ...both, lastSentAt: time('2024-02-29'), lastReceivedIn: month('2024-02') },
    ])
      expect(lastWroteBy({ messages })).toEqual({ on: '2024-02-29', known: true });
  });
});

it('counts months by the calendar, to the last day of a shorter one', () => {
  expect(plusMonths(day('2023-11-30'), 36)).toBe('2026-11-30');
  expect(plusMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
  expect(plusMonths(day('2024-02-29'), 12)).toBe('2025-02-28');
  expect(plusMonths(day('2024-12-15'), 1)).toBe('2025-01-15');
});
