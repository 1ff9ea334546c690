import { describe, expect, it } from 'vitest';
import type { Decision, GivenAnswer } from '../../shared/domain/decision.ts';
import type { IsoTime, Subject } from '../../shared/domain/ids.ts';
import { linkExpiresAt } from '../../shared/domain/link.ts';
import { recentAnswers, undoDays } from '../../shared/domain/recent-answers.ts';

const now = new Date('2026-11-30T12:00:00.000Z');
const daysAgo = (days: number): IsoTime =>
  new Date(now.getTime() - days * 86_400_000).toISOString() as IsoTime;
const burst = 'group:burst-2025-03-04' as Subject;

const answered = (subject: string, days: number, given?: GivenAnswer): Decision => {
  const at = daysAgo(days);
  const own = given ?? { answer: 'keep' };
  return {
    subject: subject as Subject,
    given: own,
    decidedAt: at,
    history: [{ at, via: 'review', given: own }],
  };
};
const subjects = (decisions: readonly Decision[]): string[] =>
  recentAnswers(decisions, now).map(({ decision }) => decision.subject);

describe('recent answers', () => {
  it('are those of the last 30 days to the moment, the newest first, ties by subject', () => {
    const all = [
      answered('contact:c', 30),
      answered('contact:b', 0),
      answered('contact:a', 0),
      answered('same#a#b', 2),
      answered('contact:old', 31),
    ];
    expect(subjects(all)).toEqual(['contact:a', 'contact:b', 'same#a#b', 'contact:c']);
  });

  it('lack what was taken back', () => {
    const { given, ...takenBack } = answered('contact:a', 1);
    expect(given).toBeDefined();
    expect(subjects([takenBack])).toEqual([]);
  });

  it('count the members who were answered with their group, and name those with another answer', () => {
    const given: GivenAnswer = { answer: 'remove', group: burst };
    const all = [
      answered(burst, 1, { answer: 'remove' }),
      answered('contact:a', 1, given),
      answered('contact:b', 2, given),
      answered('contact:c', 1, { answer: 'keep', group: burst }),
      answered('contact:d', 0, given),
      answered('contact:e', 1, { answer: 'remove' }),
    ];
    const recent = recentAnswers(all, now);
    expect(recent.map(({ decision, members }) => [decision.subject, members])).toEqual([
      ['contact:d', 0],
      ['contact:c', 0],
      ['contact:e', 0],
      [burst, 2],
    ]);
  });

  it('name the members where the answer about their group is taken back', () => {
    const given: GivenAnswer = { answer: 'keep', group: burst };
    expect(subjects([answered('contact:a', 1, given)])).toEqual(['contact:a']);
  });
});

it.each([
  ['monthly', '2026-11-01', '2026-12-01'],
  ['quarterly', '2026-10-01', '2027-01-01'],
] as const)(
  'a %s link and the next one together last 30 days longer than the first',
  (rhythm, first, next) => {
    const expiresAt = (day: string) => Date.parse(linkExpiresAt(`${day}T08:00:00.000Z` as IsoTime, rhythm));
    expect(expiresAt(first)).toBeGreaterThan(Date.parse(`${next}T08:00:00.000Z`));
    expect(expiresAt(next) - expiresAt(first)).toBeGreaterThanOrEqual(undoDays * 86_400_000);
  },
);
