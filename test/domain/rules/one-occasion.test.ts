import { describe, expect, it } from 'vitest';
import type { ContactFacts, MessageFacts } from '../../../shared/domain/contact.ts';
import type { RememberedOwnFact } from '../../../shared/domain/memory.ts';
import { oneOccasion } from '../../../shared/domain/rules/one-occasion.ts';
import { aContact, aJob, anInvitation, day, daysAfter, messagesWith, month, time } from '../builders.ts';
import { type Given, ruleInput, until } from './rule-input.ts';

const connectedOn = '2024-03-10';
const fair: RememberedOwnFact = {
  kind: 'event',
  name: 'Measuring Days',
  title: '',
  from: day('2024-03-08'),
  seenAt: time('2026-06-01'),
};
const atTheFair = { memory: { ownFacts: [fair] } };
const talked = (lastIn: string, more: Partial<MessageFacts> = {}) =>
  messagesWith({
    sent: 1,
    received: 1,
    firstSentOn: day('2024-03-12'),
    firstReceivedOn: day(lastIn === '2024-04' ? '2024-04-09' : '2024-03-13'),
    lastSentIn: month('2024-03'),
    lastSentAt: time('2024-03-12'),
    lastReceivedIn: month(lastIn),
    ...(lastIn > '2024-04'
      ? {}
      : { lastReceivedAt: time(lastIn === '2024-04' ? '2024-04-09' : '2024-03-13') }),
    ...more,
  });
const judge = (facts: ContactFacts, given: Given = {}) =>
  oneOccasion.evaluate(ruleInput({ contact: aContact({ facts }), ...given }));
const more = (by?: string) => ({ rests: { kind: 'moreThanOccasion', ...(by === undefined ? {} : { by }) } });

describe('one occasion, nothing after', () => {
  it('asks about an event of the owner’s around the connection', () => {
    expect(judge({}, atTheFair)).toEqual({
      asks: {
        kind: 'oneOccasion',
        occasion: 'event',
        event: 'Measuring Days',
        at: '2024-03-08',
        searchedUntil: until,
      },
    });
  });

  it('asks about one conversation in the days after connecting, with or without an event', () => {
    const asks = {
      asks: { kind: 'oneOccasion', occasion: 'conversation', at: '2024-04', searchedUntil: until },
    };
    expect(judge({ messages: talked('2024-04') })).toEqual(asks);
    expect(judge({ messages: talked('2024-04', { turnBack: true }) })).toEqual(asks);
    expect(judge({ messages: talked('2024-04') }, atTheFair)).toEqual(asks);
  });

  it('names the month of the last message, also of one from before the connection', () => {
    const before = talked('2024-02', {
      firstSentOn: day('2024-02-20'),
      firstReceivedOn: day('2024-02-21'),
      lastSentIn: month('2024-02'),
      lastSentAt: time('2024-02-20'),
      lastReceivedAt: time('2024-02-21'),
    });
    expect(judge({ messages: before })).toMatchObject({ asks: { at: '2024-02' } });
    // The 12 months run from the connection, when that is later.
    expect(judge({ messages: before }, { searchedUntil: day('2025-03-09') })).toEqual({
      rests: { kind: 'inTouch', lastIn: '2024-03', from: '2025-03-10' },
    });
    expect(judge({ messages: before }, { searchedUntil: day('2025-03-10') })).toHaveProperty('asks');
  });

  const unsure = { rests: { kind: 'moreThanOccasion', unsureIn: '2024-04' } };
  it.each([
    ['2024-03', {}, 'asks'],
    // Day 30 is 2024-04-09: of few messages the day is known, of others only the month.
    ['2024-04', { lastReceivedAt: time('2024-04-09') }, 'asks'],
    ['2024-04', { lastReceivedAt: time('2024-04-10') }, 'more'],
    ['2024-04', { received: 21 }, 'unsure'],
    ['2024-04', { lastReceivedAt: undefined }, 'unsure'],
    ['2024-05', {}, 'more'],
    // A known day is no less known for being the last one of its month.
    ['2024-04', { lastReceivedAt: time('2024-04-30') }, 'more'],
  ] as const)(
    'a conversation ends within 30 days of connecting: last in %s, %o %s',
    (lastIn, facts, says) => {
      const expected = {
        asks: { asks: expect.objectContaining({ at: lastIn }) },
        unsure,
        more: more(),
      };
      expect(judge({ messages: talked(lastIn, facts) })).toEqual(expected[says]);
    },
  );

  const atOf = (lastIn: string) => {
    const at = time(lastIn === '2024-04' ? '2024-04-09' : '2024-03-13');
    return { lastSentAt: at, lastReceivedAt: at };
  };
  it.each([
    [-31, false],
    [-30, true],
    [-29, true],
    [29, true],
    [30, true],
    [31, false],
  ])('and begins on both sides within 30 days of it, before or after: %i days %s', (days, asks) => {
    for (const first of ['firstSentOn', 'firstReceivedOn']) {
      const messages = talked('2024-03', {
        [first]: daysAfter(connectedOn, days),
        lastSentIn: month('2024-02'),
      });
      const lastIn = days > 20 ? '2024-04' : '2024-03';
      const last = { lastSentIn: month(lastIn), lastReceivedIn: month(lastIn), ...atOf(lastIn) };
      const other = first === 'firstSentOn' ? 'firstReceivedOn' : 'firstSentOn';
      const verdict = judge({
        messages: { ...messages, ...last, [other]: day(days > 20 ? '2024-04-01' : '2024-03-12') },
      });
      expect(verdict).toEqual(asks ? { asks: expect.objectContaining({ at: lastIn }) } : more());
    }
  });

  it('is no question for somebody whom the owner invited with a personal note', () => {
    const note = { by: 'owner' as const, on: day(connectedOn), text: 'x' };
    const { firstSentOn: _, ...without } = talked('2024-03');
    const noted = judge({ messages: { ...without, sent: 0, note } });
    expect(noted).toEqual(more('invitationSentWithNote'));
  });

  it.each([
    ['the connection', '2025-03-09', '2025-03-10', {}],
    ['an only answer', '2025-03-12', '2025-03-13', { messages: talked('2024-03') }],
    [
      'the last of several messages',
      '2025-03-30',
      '2025-03-31',
      { messages: talked('2024-03', { sent: 21 }) },
    ],
  ] as const)(
    'nothing for 12 months after %s, to the newest export with messages',
    (_, before, from, facts) => {
      const until = (searched: string) => judge(facts, { ...atTheFair, searchedUntil: day(searched) });
      expect(until(before)).toEqual({ rests: { kind: 'inTouch', lastIn: '2024-03', from } });
      expect(until(from)).toEqual({ asks: expect.objectContaining({ searchedUntil: from }) });
    },
  );

  it('by the owner’s own numbers', () => {
    const messages = talked('2024-05', { received: 2, firstReceivedOn: day('2024-05-02') });
    expect(judge({ messages }, { changes: { oneOccasionWithinDays: 82 } })).toHaveProperty('asks');
    expect(judge({ messages }, { changes: { oneOccasionWithinDays: 81 } })).toEqual({
      rests: { kind: 'moreThanOccasion', unsureIn: '2024-05' },
    });
    expect(judge({ messages }, { changes: { oneOccasionWithinDays: 50 } })).toEqual(more());
    expect(judge({}, { ...atTheFair, changes: { oneOccasionSilentMonths: 26 } })).toHaveProperty('asks');
    expect(judge({}, { ...atTheFair, changes: { oneOccasionSilentMonths: 27 } })).toHaveProperty('rests');
  });

  it('rests without an occasion', () => {
    const noOccasion = { rests: { kind: 'noOccasion' } };
    const later = { ...fair, from: day('2024-03-14') };
    expect(judge({})).toEqual(noOccasion);
    expect(judge({}, { memory: { ownFacts: [later] } })).toEqual(noOccasion);
    expect(judge({ messages: messagesWith({ sent: 2, firstSentOn: day('2024-03-12') }) })).toEqual(
      noOccasion,
    );
    expect(judge({ notedOn: day('2024-03-12') })).toEqual(noOccasion);
  });

  const smallGroup = {
    shared: 1,
    best: { size: 5, ownerWrote: true, contactWrote: true, lastIn: month('2024-03') },
  };
  it.each<[string, ContactFacts, Given, string]>([
    ['a note of the owner’s', { notedOn: day('2024-03-12') }, atTheFair, 'linkedInNote'],
    [
      'a recommendation',
      { recommendationReceivedOn: day('2024-03-12') },
      atTheFair,
      'recommendationReceived',
    ],
    ['the address book', { addressByEmailOn: day('2024-03-12') }, atTheFair, 'addressBook'],
    ['a small group chat', { groups: smallGroup }, atTheFair, 'groupChat'],
    [
      'an own invitation with a personal note',
      {},
      { memory: { ownFacts: [fair], invitations: [anInvitation({ note: 'Good to meet you' })] } },
      'invitationSentWithNote',
    ],
    [
      'an endorsement of later days',
      { endorsementGivenOn: day('2024-05-01') },
      atTheFair,
      'endorsementGiven',
    ],
    ['one of day 31', { endorsementGivenOn: day('2024-04-10') }, atTheFair, 'endorsementGiven'],
    ['one by them', { endorsementReceivedOn: day('2025-01-01') }, atTheFair, 'endorsementReceived'],
  ])('rests when there is more: %s', (_, facts, given, by) => {
    expect(judge(facts, given)).toEqual(more(by));
  });

  it('rests for a colleague', () => {
    const contact = aContact({ row: { company: 'Nordwerk' } });
    const memory = { ownFacts: [fair], jobs: [aJob()] };
    expect(oneOccasion.evaluate(ruleInput({ contact, memory }))).toEqual(more('sharedEmployer'));
  });

  it.each<[string, ContactFacts, Given]>([
    ['an endorsement of the same days', { endorsementGivenOn: day('2024-03-20') }, atTheFair],
    ['one of day 30', { endorsementGivenOn: day('2024-04-09') }, atTheFair],
    ['an invitation without words', {}, { memory: { ownFacts: [fair], invitations: [anInvitation()] } }],
    [
      'a large group in which they were silent',
      { groups: { shared: 1, best: { ...smallGroup.best, contactWrote: false, lastIn: month('2026-01') } } },
      atTheFair,
    ],
  ])('is not kept from asking by %s', (_, facts, given) => {
    expect(judge(facts, given)).toMatchObject({ asks: { occasion: 'event' } });
  });

  it('rests when anything was written later on, by one of them or by both in a group', () => {
    const late = messagesWith({
      received: 1,
      firstReceivedOn: day('2025-01-01'),
      lastReceivedIn: month('2025-01'),
    });
    expect(judge({ messages: late }, atTheFair)).toEqual(more());
    const best = { ...smallGroup.best, size: 40, lastIn: month('2025-01') };
    expect(judge({ messages: talked('2024-03'), groups: { shared: 1, best } })).toEqual(more());
  });

  it('cannot know without messages to search, or when later ones may be a namesake’s', () => {
    const cannotKnow = { rests: { kind: 'cannotKnow' } };
    expect(judge({}, { ...atTheFair, searchedUntil: null })).toEqual(cannotKnow);
    expect(judge({ doubtful: [{ kind: 'messages', namesakes: 2 }] }, atTheFair)).toEqual(cannotKnow);
  });
});
