import { describe, expect, it } from 'vitest';
import type { MessageFacts } from '../../../shared/domain/contact.ts';
import {
  type Answer,
  answers,
  type Decision,
  decide,
  laterRounds,
  mayPutOff,
  mostLaterRounds,
  undo,
} from '../../../shared/domain/decision.ts';
import { contactSubject } from '../../../shared/domain/ids.ts';
import { dueAgain } from '../../../shared/domain/rules/due-again.ts';
import { aContact, aDecision, day, messagesWith, month, time } from '../builders.ts';
import { ruleInput } from './rule-input.ts';

const judge = (decision: Decision | undefined, at: string, messages?: MessageFacts) =>
  dueAgain.evaluate(
    ruleInput({
      at,
      ...(decision === undefined ? {} : { decision }),
      ...(messages === undefined ? {} : { facts: { messages } }),
    }),
  );
const said = (...given: readonly [Answer, string][]): Decision | undefined =>
  given.reduce<Decision | undefined>(
    (standing, [answer, at]) =>
      decide(standing, {
        subject: contactSubject(aContact().contactId),
        given: { answer },
        at: time(at),
        via: 'review',
      }),
    undefined,
  );
const notPutOff = { rests: { kind: 'notPutOff' } };

describe('due again', () => {
  it.each([
    ['later', '2026-06-24', '2026-06-23T12:00:00.000Z', false],
    ['later', '2026-06-24', '2026-06-24T11:59:59.999Z', false],
    ['later', '2026-06-24', '2026-06-24T12:00:00.000Z', true],
    ['ask', '2026-07-10', '2026-07-09T12:00:00.000Z', false],
    ['ask', '2026-07-10', '2026-07-10T11:59:59.999Z', false],
    ['ask', '2026-07-10', '2026-07-10T12:00:00.000Z', true],
  ] as const)('%s of 10 June comes back on %s: at %s %s', (answer, until, at, asks) => {
    expect(judge(aDecision(aContact(), answer, '2026-06-10'), at)).toEqual(
      asks
        ? { asks: { kind: 'dueAgain', answer, on: '2026-06-10', round: 1 } }
        : { rests: { kind: 'settled', answer, on: '2026-06-10', until } },
    );
  });

  it.each(answers.filter((answer) => answer !== 'later' && answer !== 'ask'))(
    '%s puts nothing off',
    (given) => {
      expect(judge(aDecision(aContact(), given, '2016-06-10'), '2026-06-10')).toEqual(notPutOff);
    },
  );

  it('rests without an answer, and when it was taken back', () => {
    const taken = undo(aDecision(aContact(), 'later', '2026-06-10'), {
      entries: 1,
      at: time('2026-06-11'),
      via: 'review',
    });
    expect(judge(undefined, '2026-07-10')).toEqual(notPutOff);
    expect(judge(taken, '2026-07-10')).toEqual(notPutOff);
  });

  it('counts the rounds, and offers three of them', () => {
    const days = ['2026-01-01', '2026-02-01', '2026-03-01'] as const;
    for (const round of [1, 2, 3]) {
      const decision = said(...days.slice(0, round).map((at): [Answer, string] => ['later', at]));
      expect(judge(decision, '2026-04-01')).toMatchObject({ asks: { round, on: days[round - 1] } });
      expect(mayPutOff(decision)).toBe(round < mostLaterRounds);
    }
  });

  it('begins to count anew after another answer, and does not count what was taken back', () => {
    const between = said(
      ['later', '2026-01-01'],
      ['later', '2026-02-01'],
      ['ask', '2026-03-01'],
      ['later', '2026-04-15'],
    );
    expect([laterRounds(between), mayPutOff(between)]).toEqual([1, true]);
    const three = said(['later', '2026-01-01'], ['later', '2026-02-01'], ['later', '2026-03-01']);
    const taken = three && undo(three, { entries: 3, at: time('2026-03-02'), via: 'review' });
    expect([laterRounds(taken), mayPutOff(taken)]).toEqual([2, true]);
    expect([laterRounds(undefined), mayPutOff(undefined)]).toEqual([0, true]);
  });

  it('takes one message more than there were for an answer, in whatever month', () => {
    const decision = aDecision(aContact(), 'ask', '2026-06-10');
    const given = { answer: 'ask', receivedBefore: 2 } as const;
    const written = (received: number) =>
      judge({ ...decision, given }, '2026-07-20', {
        ...messagesWith({ received, firstReceivedOn: day('2020-01-01'), lastReceivedIn: month('2026-06') }),
      });
    expect(written(2)).toMatchObject({ asks: { kind: 'dueAgain' } });
    expect(written(3)).toEqual({ rests: { kind: 'answeredSince' } });
  });

  const asked = aDecision(aContact(), 'ask', '2026-06-10');
  it.each<[string, MessageFacts | undefined, boolean]>([
    ['nothing', undefined, false],
    ['only own messages', messagesWith({ sent: 2, firstSentOn: day('2026-06-11') }), false],
    [
      'a first message of that day, perhaps of that morning',
      messagesWith({ received: 1, firstReceivedOn: day('2026-06-10') }),
      false,
    ],
    [
      'a first message of the next day',
      messagesWith({ received: 1, firstReceivedOn: day('2026-06-11') }),
      true,
    ],
    [
      'a first message of the day before',
      messagesWith({ received: 1, firstReceivedOn: day('2026-06-09') }),
      false,
    ],
    [
      'an old one, and one of the next month',
      messagesWith({ received: 2, firstReceivedOn: day('2020-01-01'), lastReceivedIn: month('2026-07') }),
      true,
    ],
    [
      'an old one, and one of that month, before or after',
      messagesWith({ received: 2, firstReceivedOn: day('2020-01-01'), lastReceivedIn: month('2026-06') }),
      false,
    ],
  ])('whom the owner asked, when the exports show %s: answered is %s', (_, messages, answered) => {
    const verdict = judge(asked, '2026-08-01', messages);
    expect(verdict).toEqual(
      answered
        ? { rests: { kind: 'answeredSince' } }
        : { asks: { kind: 'dueAgain', answer: 'ask', on: '2026-06-10', round: 1 } },
    );
  });

  it('a message is no answer to *later*', () => {
    const messages = messagesWith({ received: 1, firstReceivedOn: day('2026-06-12') });
    expect(judge(aDecision(aContact(), 'later', '2026-06-10'), '2026-08-01', messages)).toHaveProperty(
      'asks',
    );
  });
});
