import { describe, expect, it } from 'vitest';
import {
  answerKey,
  answers,
  type Decision,
  decide,
  type GivenAnswer,
  isSettled,
  undo,
} from '../../shared/domain/decision.ts';
import { contactSubject, groupSubject } from '../../shared/domain/ids.ts';
import { aContact, aDecision, time } from './builders.ts';

const subject = contactSubject(aContact().contactId);
const answer = (standing: Decision | undefined, given: GivenAnswer, at: string) =>
  decide(standing, { subject, given, at: time(at), via: 'review' });
const takeBack = (standing: Decision, at: string, entries = standing.history.length) =>
  undo(standing, { entries, at: time(at), via: 'review' });

describe('whether an answer settles a question', () => {
  it.each(answers)('%s does at once', (given) => {
    expect(isSettled(aDecision(aContact(), given), new Date(time('2026-06-10')))).toBe(true);
  });

  it.each([
    ['2026-06-24T11:59:59.999Z', true],
    ['2026-06-24T12:00:00.000Z', false],
    ['2027-01-01T00:00:00.000Z', false],
  ])('later lasts for 14 days: at %s %s', (now, settled) => {
    expect(isSettled(aDecision(aContact(), 'later', '2026-06-10'), new Date(now))).toBe(settled);
  });

  it.each(['keep', 'remove', 'mute'] as const)('%s lasts until the owner changes it', (given) => {
    expect(isSettled(aDecision(aContact(), given, '2016-06-10'), new Date(time('2026-06-10')))).toBe(true);
  });

  it('no answer and an answer taken back do not', () => {
    const taken = takeBack(aDecision(aContact(), 'keep'), '2026-06-11');
    expect(isSettled(undefined, new Date(time('2026-06-12')))).toBe(false);
    expect(isSettled(taken, new Date(time('2026-06-12')))).toBe(false);
  });
});

describe('deciding', () => {
  it.each([1, 2, 100])('the same answer %i times is one decision with one entry of history', (times) => {
    let standing: Decision | undefined;
    for (let no = 0; no < times; no++) standing = answer(standing, { answer: 'keep' }, `2026-06-1${no % 10}`);
    expect(standing).toEqual(aDecision(aContact(), 'keep', '2026-06-10'));
  });

  it.each([
    ['2026-06-24T11:59:59.999Z', 1],
    ['2026-06-24T12:00:00.000Z', 2],
  ])('later may be said again when it is over: at %s the history has %i', (at, entries) => {
    const standing = answer(undefined, { answer: 'later' }, '2026-06-10');
    const again = answer(standing, { answer: 'later' }, at);
    expect(again.history).toHaveLength(entries);
    expect(again.decidedAt).toBe(entries === 1 ? time('2026-06-10') : at);
    expect(answer(again, { answer: 'later' }, at)).toBe(again);
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
    expect(takeBack(undone, '2026-06-13')).toBe(undone);
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
