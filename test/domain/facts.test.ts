import { describe, expect, it } from 'vitest';
import type { ContactFacts, MessageFacts } from '../../shared/domain/contact.ts';
import {
  bothWroteLastIn,
  factsFromMessages,
  mergeFacts,
  mergePersonMessages,
  withFirstConnection,
} from '../../shared/domain/facts.ts';
import { fingerprint } from '../../shared/domain/ids.ts';
import { noteFingerprint } from '../../shared/domain/note-text.ts';
import type { GroupConversation } from '../../shared/domain/snapshot.ts';
import { atLeast } from '../../shared/domain/snapshot.ts';
import { aRow, aSide, day, messagesOf, messagesWith, month, time } from './builders.ts';

const factsOf = (sent: readonly string[], received: readonly string[]) =>
  factsFromMessages(messagesOf(sent, received)).messages;
const first = (by: 'owner' | 'contact', on: string) => ({
  by,
  on: day(on),
  text: fingerprint('first words'),
});

describe('what a conversation says', () => {
  const cases: [string, string[], string[], MessageFacts][] = [
    [
      'one message of the owner',
      ['2024-03-11'],
      [],
      messagesWith({
        sent: 1,
        firstSentOn: day('2024-03-11'),
        lastSentIn: month('2024-03'),
        first: first('owner', '2024-03-11'),
      }),
    ],
    [
      'one of theirs',
      [],
      ['2024-03-11'],
      messagesWith({
        received: 1,
        firstReceivedOn: day('2024-03-11'),
        lastReceivedIn: month('2024-03'),
        lastReceivedAt: time('2024-03-11'),
        first: first('contact', '2024-03-11'),
      }),
    ],
    [
      'theirs and the one answer are no turn back',
      ['2024-03-12'],
      ['2024-03-01'],
      messagesWith({
        sent: 1,
        received: 1,
        firstSentOn: day('2024-03-12'),
        firstReceivedOn: day('2024-03-01'),
        lastSentIn: month('2024-03'),
        lastReceivedIn: month('2024-03'),
        lastReceivedAt: time('2024-03-01'),
        first: first('contact', '2024-03-01'),
      }),
    ],
    [
      'theirs, the answer and their thanks are one',
      ['2024-03-12'],
      ['2024-03-01', '2024-03-13'],
      messagesWith({
        sent: 1,
        received: 2,
        firstSentOn: day('2024-03-12'),
        firstReceivedOn: day('2024-03-01'),
        secondReceivedOn: day('2024-03-13'),
        lastSentIn: month('2024-03'),
        lastReceivedIn: month('2024-03'),
        lastReceivedAt: time('2024-03-13'),
        turnBack: true,
        first: first('contact', '2024-03-01'),
      }),
    ],
    [
      'the second message is dated for whoever began',
      ['2024-03-01', '2024-03-05'],
      ['2024-03-06', '2024-03-07'],
      messagesWith({
        sent: 2,
        received: 2,
        firstSentOn: day('2024-03-01'),
        secondSentOn: day('2024-03-05'),
        firstReceivedOn: day('2024-03-06'),
        lastSentIn: month('2024-03'),
        lastReceivedIn: month('2024-03'),
        lastReceivedAt: time('2024-03-07'),
        first: first('owner', '2024-03-01'),
      }),
    ],
  ];
  it.each(cases)('%s', (_, sent, received, messages) => {
    const last = sent.at(-1);
    expect(factsOf(sent, received)).toEqual({ ...messages, ...(last && { lastSentAt: time(last) }) });
  });

  it.each<[string, string[], string[], boolean]>([
    ['A', ['2024-04-01'], [], false],
    ['A A', ['2024-04-01', '2024-04-02'], [], false],
    ['A B', ['2024-04-01'], ['2024-04-02'], false],
    ['A A B B', ['2024-04-01', '2024-04-02'], ['2024-04-03', '2024-04-04'], false],
    ['A B A', ['2024-04-01', '2024-04-03'], ['2024-04-02'], true],
    ['B A B', ['2024-04-02'], ['2024-04-01', '2024-04-03'], true],
    ['two days on which both wrote', ['2024-04-01', '2024-05-01'], ['2024-04-01', '2024-05-01'], true],
    ['A, then both in one second', ['2024-04-01', '2024-04-02'], ['2024-04-02'], false],
    ['B, then both in one second', ['2024-04-02'], ['2024-04-01', '2024-04-02'], false],
    ['one second in which both wrote', ['2024-04-01'], ['2024-04-01'], false],
  ])('judges the order %s', (_, sent, received, turnBack) => {
    expect(factsOf(sent, received)?.turnBack).toBe(turnBack);
  });

  it.each([
    [19, 19],
    [20, 20],
    [21, 21],
    [49, 21],
    [50, 50],
    [99, 50],
    [100, 100],
    [200, 200],
    [499, 200],
    [500, 500],
    [1000, 1000],
    [5000, 1000],
  ])('%i messages are kept as %i', (count, kept) => {
    expect(atLeast(count)).toBe(kept);
    const side = { ...aSide(['2024-04-01', '2024-04-02']), count };
    expect(factsFromMessages(messagesOf([], [], { sent: side })).messages?.sent).toBe(kept);
  });

  it('keep the instant of the last received message as long as they are counted one by one', () => {
    const last = (count: number) =>
      factsFromMessages(messagesOf([], [], { received: { ...aSide(['2024-04-01', '2024-04-02']), count } }))
        .messages;
    expect(last(20)).toMatchObject({ lastReceivedIn: '2024-04', lastReceivedAt: time('2024-04-02') });
    expect(last(21)).toMatchObject({ lastReceivedIn: '2024-04' });
    expect(last(21)).not.toHaveProperty('lastReceivedAt');
  });

  it('and of more than 20 where the owner waits for a reply', () => {
    const received = { ...aSide(['2024-04-01', '2024-04-02']), count: 21 };
    const { messages } = factsFromMessages(messagesOf(['2024-04-01'], [], { received }), true);
    expect(messages).toMatchObject({ lastReceivedAt: time('2024-04-02') });
  });

  it('does not depend on which of two addresses comes first, not even in one second', () => {
    const of = (text: string) => messagesOf([], [], { sent: aSide(['2024-03-01'], text) });
    const a = mergePersonMessages(of('one'), of('two'));
    expect(mergePersonMessages(of('two'), of('one'))).toEqual(a);
  });

  it('takes two addresses of one person together before judging them', () => {
    const old = messagesOf(['2024-04-02'], ['2024-04-03']);
    const young = messagesOf(['2024-04-04'], []);
    for (const found of [mergePersonMessages(old, young), mergePersonMessages(young, old)])
      expect(factsFromMessages(found).messages).toEqual(
        factsOf(['2024-04-02', '2024-04-04'], ['2024-04-03']),
      );
  });
});

describe('what group chats say', () => {
  const chat = (
    size: number,
    ownerWrote: boolean,
    personWrote: boolean,
    lastIn: string,
  ): GroupConversation => ({
    size,
    ownerWrote,
    personWrote,
    lastIn: month(lastIn),
  });
  const best = (...groups: GroupConversation[]) => factsFromMessages(messagesOf([], [], { groups })).groups;

  it('keeps the smallest in which both wrote, whatever size proves something to the owner', () => {
    const [of3, of8] = [chat(3, true, true, '2019-01'), chat(8, true, true, '2026-01')];
    const [of9, of30] = [chat(9, true, true, '2019-01'), chat(30, true, true, '2026-01')];
    for (const [smaller, larger] of [
      [of3, of8],
      [of8, of9],
      [of9, of30],
    ] as const) {
      expect(best(smaller, larger)?.best.size).toBe(smaller.size);
      expect(best(larger, smaller)?.best.size).toBe(smaller.size);
    }
    expect(best(of30, chat(3, true, false, '2026-01'))?.best.size).toBe(30);
  });

  it('keeps the one that proves most: a small one in which both wrote before a later silent one', () => {
    const small = chat(8, true, true, '2020-01');
    const silent = chat(3, true, false, '2026-01');
    const large = chat(9, true, true, '2026-02');
    for (const groups of [
      [small, silent, large],
      [large, silent, small],
    ])
      expect(best(...groups)).toEqual({
        shared: 3,
        best: { size: 8, ownerWrote: true, contactWrote: true, lastIn: '2020-01' },
        bothLastIn: '2026-02',
      });
  });

  it('keeps the last month of all in which both wrote, whichever upload shows it', () => {
    const [small, large] = [chat(4, true, true, '2018-02'), chat(7, true, true, '2026-05')];
    const silent = chat(3, true, false, '2026-06');
    const of = (...groups: GroupConversation[]) => factsFromMessages(messagesOf([], [], { groups }));
    for (const groups of [
      best(small, large, silent),
      mergeFacts(of(small), of(large, silent)).groups,
      mergeFacts(of(large), of(silent, small)).groups,
    ]) {
      expect(groups).toMatchObject({ best: { size: 4, lastIn: '2018-02' }, bothLastIn: '2026-05' });
      expect(groups && bothWroteLastIn(groups)).toBe('2026-05');
    }
    expect(best(small, chat(5, true, true, '2017-01'))).not.toHaveProperty('bothLastIn');
  });

  it('then one in which the owner wrote, then the smaller, then the latest', () => {
    expect(best(chat(3, false, true, '2026-01'), chat(30, true, false, '2020-01'))?.best.size).toBe(30);
    expect(best(chat(3, false, true, '2026-01'), chat(4, false, true, '2026-02'))?.best.size).toBe(3);
    const two = [chat(3, false, true, '2026-01'), chat(3, false, true, '2026-02')];
    expect(best(...two)?.best.lastIn).toBe('2026-02');
  });

  it('counts them up to 20', () => {
    const many = Array.from({ length: 25 }, () => chat(3, false, false, '2026-01'));
    expect(best(...many)?.shared).toBe(20);
    expect(best()).toBeUndefined();
  });
});

describe('facts of several uploads', () => {
  it('know that a day is only that of the export, until a date of its own is as early', () => {
    const seen = (on: string): ContactFacts => ({ notedOn: day(on), bySeen: ['notedOn'] });
    const dated = (on: string): ContactFacts => ({ notedOn: day(on) });
    const cases: [ContactFacts, ContactFacts, ContactFacts][] = [
      [seen('2026-06-01'), dated('2024-01-01'), dated('2024-01-01')],
      [seen('2026-06-01'), dated('2026-06-01'), dated('2026-06-01')],
      [seen('2026-06-01'), dated('2026-07-01'), seen('2026-06-01')],
      [seen('2026-06-01'), seen('2026-05-01'), seen('2026-05-01')],
      [
        seen('2026-06-01'),
        { endorsementGivenOn: day('2020-01-01') },
        { ...seen('2026-06-01'), endorsementGivenOn: day('2020-01-01') },
      ],
    ];
    for (const [a, b, expected] of cases) {
      expect(mergeFacts(a, b)).toEqual(expected);
      expect(mergeFacts(b, a)).toEqual(expected);
    }
  });

  it('count one message of two exports once, and tell the first two days in any order of them', () => {
    const of = (...sent: string[]): ContactFacts => ({ messages: factsOf(sent, ['2024-06-01']) });
    const cases: [string[], string[], string, string][] = [
      [['2024-03-01'], ['2024-03-01'], '2024-03-01', ''],
      [['2024-03-01', '2024-03-05'], ['2024-03-01'], '2024-03-01', '2024-03-05'],
      [['2024-03-01', '2024-03-05'], ['2024-03-03'], '2024-03-01', '2024-03-03'],
      [['2024-03-01', '2024-03-01'], ['2024-03-01', '2024-03-03'], '2024-03-01', '2024-03-01'],
    ];
    for (const [a, b, firstOn, secondOn] of cases) {
      const merged = mergeFacts(of(...a), of(...b)).messages;
      expect(merged).toEqual(mergeFacts(of(...b), of(...a)).messages);
      expect([merged?.firstSentOn, merged?.secondSentOn ?? '']).toEqual([firstOn, secondOn]);
      expect(merged?.sent).toBe(Math.max(a.length, b.length));
    }
  });

  it('know the earliest day of a connection beside that of the row, whichever comes first', () => {
    const row = (on: string) => aRow({ connectedOn: day(on) });
    const [early, late] = [row('2023-01-05'), row('2026-05-20')];
    const once = withFirstConnection({}, late, early);
    expect(once).toEqual({ firstConnectedOn: '2023-01-05' });
    expect(withFirstConnection(once, late, row('2024-01-01'))).toBe(once);
    expect(withFirstConnection(once, early, late)).toEqual({});
    expect(withFirstConnection({}, early, late)).toEqual({});
    expect(withFirstConnection({}, early, early)).toEqual({});
  });

  it('keep the mark of a template, where an upload before names were taken out kept another', () => {
    const noted = (text: string): ContactFacts => ({
      messages: messagesWith({ note: { by: 'owner', on: day('2024-03-01'), text } }),
    });
    const text = 'Hallo Anna, ich erweitere mein Netzwerk';
    const [before, after] = [noted(fingerprint(text)), noted(noteFingerprint(text, 'Anna Muster'))];
    expect(before).not.toEqual(after);
    expect(mergeFacts(before, after)).toEqual(after);
    expect(mergeFacts(after, before)).toEqual(after);
  });

  it('keep one first message, whichever upload comes first, even if two could be it', () => {
    const [mine, theirs] = (['owner', 'contact'] as const).map((by) => ({
      messages: messagesWith({ note: first(by, '2024-03-01') }),
    }));
    expect(mergeFacts(mine ?? {}, theirs ?? {})).toEqual(mergeFacts(theirs ?? {}, mine ?? {}));
  });

  it('only grow: the most messages, the first two and the last dates, the earliest message', () => {
    const early = messagesWith({
      sent: 3,
      firstSentOn: day('2024-03-05'),
      lastSentIn: month('2024-05'),
      note: first('owner', '2024-03-01'),
    });
    const late = messagesWith({
      sent: 2,
      received: 1,
      firstSentOn: day('2024-04-05'),
      firstReceivedOn: day('2024-06-01'),
      lastSentIn: month('2025-05'),
      lastReceivedIn: month('2024-06'),
      turnBack: true,
    });
    expect(
      mergeFacts(
        { messages: early, notedOn: day('2024-05-01'), doubtful: [{ kind: 'note', namesakes: 2 }] },
        { messages: late, notedOn: day('2024-04-01'), doubtful: [{ kind: 'note', namesakes: 3 }] },
      ),
    ).toEqual({
      messages: {
        sent: 4,
        received: 1,
        firstSentOn: '2024-03-01',
        secondSentOn: '2024-03-05',
        firstReceivedOn: '2024-06-01',
        lastSentIn: '2025-05',
        lastReceivedIn: '2024-06',
        turnBack: true,
        first: first('owner', '2024-03-01'),
      },
      notedOn: '2024-04-01',
      doubtful: [{ kind: 'note', namesakes: 3 }],
    });
  });
});
