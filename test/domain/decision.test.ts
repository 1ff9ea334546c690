import { describe, expect, it } from 'vitest';
import {
  answerKey,
  answerState,
  answers,
  type Decision,
  decide,
  type GivenAnswer,
  isSettled,
  undo,
} from '../../shared/domain/decision.ts';
import { contactSubject, groupSubject } from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import { aContact, aDecision, time } from './builders.ts';

const subject = contactSubject(aContact().contactId);
const answer = (standing: Decision | undefined, given: GivenAnswer, at: string) =>
  decide(standing, { subject, given, at: time(at), via: 'review' });
const utc = 'UTC';
const takeBack = (standing: Decision, at: string, entries = standing.history.length) =>
  undo(standing, { entries, at: time(at), via: 'review' });

describe('whether an answer settles a question', () => {
  it.each(answers)('%s does at once', (given) => {
    expect(
      isSettled(aDecision(aContact(), given), new Date(time('2026-06-10')), utc, policies.balanced),
    ).toBe(true);
  });

  it.each([
    ['later', '2026-06-10T21:59:00.000Z', '2026-06-23T21:59:59.999Z', true],
    ['later', '2026-06-10T21:59:00.000Z', '2026-06-23T22:00:00.000Z', false],
    ['later', '2026-06-10T22:00:00.000Z', '2026-06-24T21:59:59.999Z', true],
    ['later', '2026-06-10T22:00:00.000Z', '2027-01-01T00:00:00.000Z', false],
    // The clock goes back in between.
    ['ask', '2026-10-01T07:00:00.000Z', '2026-10-30T22:59:59.999Z', true],
    ['ask', '2026-10-01T07:00:00.000Z', '2026-10-30T23:00:00.000Z', false],
  ] as const)(
    '%s is over on a day of the owner’s, at whatever hour it was said: given %s, at %s it settles: %s',
    (given, on, now, settled) => {
      expect(
        isSettled(aDecision(aContact(), given, on), new Date(now), 'Europe/Berlin', policies.balanced),
      ).toBe(settled);
    },
  );

  it.each([
    ['later', '2026-06-01T07:00:00.000Z', '2026-06-15T06:00:00.000Z'],
    ['ask', '2026-04-01T07:00:00.000Z', '2026-05-01T06:00:00.000Z'],
  ] as const)('%s said after the mail of the 1st is due in the next one', (given, on, mail) => {
    expect(
      answerState(aDecision(aContact(), given, on), new Date(mail), 'Europe/Berlin', policies.balanced),
    ).toBe('dueAgain');
  });

  it.each(['keep', 'remove', 'mute'] as const)('%s lasts until the owner changes it', (given) => {
    expect(
      isSettled(
        aDecision(aContact(), given, '2016-06-10'),
        new Date(time('2026-06-10')),
        utc,
        policies.balanced,
      ),
    ).toBe(true);
  });

  it('no answer and an answer taken back do not', () => {
    const taken = takeBack(aDecision(aContact(), 'keep'), '2026-06-11');
    expect(isSettled(undefined, new Date(time('2026-06-12')), utc, policies.balanced)).toBe(false);
    expect(isSettled(taken, new Date(time('2026-06-12')), utc, policies.balanced)).toBe(false);
  });
});

describe('deciding', () => {
  it.each([1, 2, 100])('the same answer %i times is one decision with one entry of history', (times) => {
    let standing: Decision | undefined;
    for (let no = 0; no < times; no++) standing = answer(standing, { answer: 'keep' }, `2026-06-1${no % 10}`);
    expect(standing).toEqual(aDecision(aContact(), 'keep', '2026-06-10'));
  });

  it('the same answer counts anew where it renews the one that stands, and once only', () => {
    const standing = answer(undefined, { answer: 'later' }, '2026-06-10');
    const renewal = {
      subject,
      given: { answer: 'later' },
      at: time('2026-06-24'),
      via: 'review',
      renews: standing.decidedAt,
    } as const;
    const again = decide(standing, renewal);
    expect(again.history).toHaveLength(2);
    expect(again.decidedAt).toBe(renewal.at);
    expect(decide(again, renewal)).toBe(again);
    expect(answer(standing, { answer: 'later' }, '2026-06-24')).toBe(standing);
  });

  it('another answer is in force, and the one before stays in the history', () => {
    const kept = answer(undefined, { answer: 'keep', origin: 'event' }, '2026-06-10');
    const removed = answer(kept, { answer: 'remove' }, '2026-06-11');
    expect(removed).toMatchObject({ given: { answer: 'remove' }, decidedAt: time('2026-06-11') });
    expect(removed.history.map(({ given }) => given?.answer)).toEqual(['keep', 'remove']);
  });

  it.each<[string, GivenAnswer, GivenAnswer, boolean]>([
    ['the answer', { answer: 'keep' }, { answer: 'remove' }, false],
    ['the origin', { answer: 'keep', origin: 'event' }, { answer: 'keep', origin: 'other' }, false],
    ['the labels', { answer: 'keep', labels: ['a', 'b'] }, { answer: 'keep', labels: ['a,b'] }, false],
    ['the note', { answer: 'keep', note: 'x' }, { answer: 'keep', labels: ['x'] }, false],
    [
      'the entry kept in spite of',
      { answer: 'keep', note: 'x', despite: ['a'] },
      { answer: 'keep', note: 'x', despite: ['b'] },
      false,
    ],
    ['the group', { answer: 'keep' }, { answer: 'keep', group: groupSubject('burst-2025-03-04') }, false],
    ['no entry in spite of which', { answer: 'keep' }, { answer: 'keep', despite: [] }, true],
    ['nothing but empty things', { answer: 'keep' }, { answer: 'keep', labels: [], note: '' }, true],
  ])('two answers that differ in %s', (_, a, b, same) => {
    expect(answerKey(a) === answerKey(b)).toBe(same);
    expect(answer(answer(undefined, a, '2026-06-10'), b, '2026-06-11').history).toHaveLength(same ? 1 : 2);
  });
});

describe('what the store compares', () => {
  it('is the same text for an answer from before there were groups and compliance lists', () => {
    expect(answerKey(undefined)).toBe('open');
    expect(answerKey({ answer: 'keep' })).toBe('["keep","",[],""]');
    expect(answerKey({ answer: 'keep', origin: 'event', labels: ['a'], note: 'n' })).toBe(
      '["keep","event",["a"],"n"]',
    );
  });
});

describe('undoing', () => {
  const kept = answer(undefined, { answer: 'keep' }, '2026-06-10');
  const removed = answer(kept, { answer: 'remove' }, '2026-06-11');

  it('brings the answer before back, with its own date, and adds to the history', () => {
    const undone = takeBack(removed, '2026-09-30');
    expect(undone).toMatchObject({ given: { answer: 'keep' }, decidedAt: time('2026-06-10') });
    expect(undone.history).toEqual([...removed.history, { at: time('2026-09-30'), via: 'review' }]);
  });

  it('of the only answer leaves none', () => {
    const undone = takeBack(kept, '2026-06-12');
    expect(undone.given).toBeUndefined();
    expect(undone.history).toHaveLength(2);
  });

  it('of none is recorded, for the one that took the last back may be held', () => {
    const twice = takeBack(takeBack(kept, '2026-06-12'), '2026-06-13');
    expect(twice.given).toBeUndefined();
    expect(twice.history.map(({ given }) => given?.answer)).toEqual(['keep', undefined, undefined]);
  });

  it('pressed twice undoes once', () => {
    const undone = takeBack(removed, '2026-06-12');
    expect(takeBack(undone, '2026-06-12', removed.history.length)).toBe(undone);
  });

  it('of an undo’s result goes on to the answer before that, not back and forth', () => {
    const muted = answer(removed, { answer: 'mute' }, '2026-06-12');
    const once = takeBack(muted, '2026-06-13');
    const twice = takeBack(once, '2026-06-14');
    expect([once.given?.answer, twice.given?.answer]).toEqual(['remove', 'keep']);
    expect(answer(twice, { answer: 'later' }, '2026-06-15').given?.answer).toBe('later');
  });
});
