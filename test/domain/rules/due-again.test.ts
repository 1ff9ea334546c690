import { describe, expect, it } from 'vitest';
import {
  type Answer,
  answers,
  type Decision,
  decide,
  laterRounds,
  mayPutOff,
  undo,
} from '../../../shared/domain/decision.ts';
import { contactSubject } from '../../../shared/domain/ids.ts';
import { policies } from '../../../shared/domain/policy.ts';
import { dueAgain } from '../../../shared/domain/rules/due-again.ts';
import { aContact, aDecision, time } from '../builders.ts';
import { ruleInput } from './rule-input.ts';

const judge = (decision: Decision | undefined, at: string) =>
  dueAgain.evaluate(ruleInput({ at, ...(decision === undefined ? {} : { decision }) }));
const said = (...given: readonly [Answer, string][]): Decision | undefined =>
  given.reduce<Decision | undefined>(
    (standing, [answer, at]) =>
      decide(standing, {
        subject: contactSubject(aContact().contactId),
        given: { answer },
        at: time(at),
        via: 'review',
        renews: standing?.decidedAt,
      }),
    undefined,
  );
const notPutOff = { rests: { kind: 'notPutOff' } };

describe('due again', () => {
  it.each([
    ['later', '2026-06-24', '2026-06-23T12:00:00.000Z', false],
    ['later', '2026-06-24', '2026-06-23T21:59:59.999Z', false],
    ['later', '2026-06-24', '2026-06-23T22:00:00.000Z', true],
    ['ask', '2026-07-10', '2026-07-09T12:00:00.000Z', false],
    ['ask', '2026-07-10', '2026-07-09T21:59:59.999Z', false],
    ['ask', '2026-07-10', '2026-07-09T22:00:00.000Z', true],
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
      expect(mayPutOff(decision, policies.balanced)).toBe(round < policies.balanced.laterRounds);
    }
  });

  it('begins to count anew after a decision, not after an ask, and does not count what was taken back', () => {
    const twice: readonly [Answer, string][] = [
      ['later', '2026-01-01'],
      ['later', '2026-02-01'],
    ];
    const asked = said(...twice, ['ask', '2026-03-01'], ['later', '2026-04-15']);
    expect([laterRounds(asked), mayPutOff(asked, policies.balanced)]).toEqual([3, false]);
    const kept = said(...twice, ['keep', '2026-03-01'], ['later', '2026-04-15']);
    expect([laterRounds(kept), mayPutOff(kept, policies.balanced)]).toEqual([1, true]);
    const three = said(...twice, ['later', '2026-03-01']);
    const taken = three && undo(three, { entries: 3, at: time('2026-03-02'), via: 'review' });
    expect([laterRounds(taken), mayPutOff(taken, policies.balanced)]).toEqual([2, true]);
    expect([laterRounds(undefined), mayPutOff(undefined, policies.balanced)]).toEqual([0, true]);
  });

  it('rests for whoever replied to the question', () => {
    const decision: Decision = { ...aDecision(aContact(), 'ask', '2026-06-10'), replied: true };
    expect(judge(decision, '2026-08-01')).toEqual({ rests: { kind: 'answeredSince' } });
  });
});
