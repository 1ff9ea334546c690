import { describe, expect, it } from 'vitest';
import type { OriginWhy, Way } from '../../shared/domain/explain.ts';
import { type Blind, type Rest, type RuleId, restKinds } from '../../shared/domain/finding.ts';
import { locales } from '../../shared/domain/owner.ts';
import { whyTextsFor } from '../../shared/render/locales/why.ts';
import { anEvidence, day, month } from '../domain/builders.ts';
import { explainOne, restOf } from '../domain/explain-one.ts';
import { resting } from '../domain/rests.ts';

const blinds: readonly Blind[] = ['notThere', 'empty', 'tooOld', 'cannotJoin'];

/** Every rest as a network gives it, and every reason for which nobody can know. */
const rests: readonly (readonly [RuleId, Rest])[] = [
  ...restKinds.map((kind) => {
    const [ruleId, given] = resting[kind];
    return [ruleId, restOf(explainOne(given), ruleId) ?? { kind: 'isContact' }] as const;
  }),
  ...blinds.map((because) => ['unknownOrigin', { kind: 'cannotKnow', because }] as const),
  ['oneOccasion', { kind: 'moreThanOccasion', by: 'sharedEmployer' }],
  ['oneOccasion', { kind: 'moreThanOccasion', unsureIn: month('2024-04') }],
  ['onlyWroteAtYou', { kind: 'firstMessageLate', days: -507, within: 30 }],
  ['unknownOrigin', { kind: 'originUnclear' }],
  ['unknownOrigin', { kind: 'originUnclear', switchedOff: true }],
  ['burst', { kind: 'hasHint' }],
  ['unknownOrigin', { kind: 'settled', answer: 'keep', on: day('2026-06-01') }],
];

/** Who wrote or did not write is known of LinkedIn alone. */
const aboutSilence: ReadonlySet<Rest['kind']> = new Set([
  'answeredSince',
  'cannotKnow',
  'namesakes',
  'noMessages',
  'theyNeverWrote',
  'bothWrote',
  'neverMutual',
  'inGroups',
  'inGrace',
  'tooFewMessages',
  'firstMessageLate',
  'noOccasion',
  'inTouch',
]);

const evidence = anEvidence();
const origins: readonly OriginWhy[] = [
  { kind: 'answered' },
  { kind: 'strong', evidence },
  { kind: 'twoWeak', evidence: [evidence, evidence] },
  { kind: 'oneHint', evidence },
  { kind: 'othersOnly', evidence: [evidence, evidence] },
  { kind: 'namesakes', namesakes: 3 },
  { kind: 'nothing', searchedUntil: day('2026-06-01'), messages: 0 },
  ...blinds.map((because) => ({ kind: 'cannotKnow', because }) as const),
];
const ways: readonly Way[] = [
  { kind: 'answer' },
  { kind: 'upload', files: ['messages', 'notes'] },
  { kind: 'newerExport', than: day('2026-06-01') },
  { kind: 'policy', policy: 'strict', asks: ['unknownOrigin'], rests: [] },
  { kind: 'policy', policy: 'jobSearch', asks: [], rests: ['unknownOrigin', 'burst'] },
  { kind: 'policy', policy: 'open', asks: ['onlyWroteAtYou'], rests: ['burst'] },
];

const plain = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '');

describe.each(locales)('%s', (locale) => {
  const texts = whyTextsFor(locale);

  it('has whole sentences for every rest, origin and way', () => {
    const sentences = [
      ...rests.map(([ruleId, rest]) => texts.rest(rest, ruleId)),
      ...origins.map(texts.originWhy),
      ...ways.map(texts.way),
      texts.searched(undefined),
      texts.searched(day('2026-06-01')),
      texts.noAnswer,
      texts.answered.settled,
      texts.answered.dueAgain,
    ].map(plain);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[\p{Lu}m].{20,}[.]$/u);
      expect(sentence).not.toMatch(/undefined|NaN|\[object|Invalid| {2}|\.\./);
    }
  });

  it('says in every rest what would change it or how long it holds', () => {
    for (const [ruleId, rest] of rests)
      expect(texts.rest(rest, ruleId), rest.kind).toMatch(/[;:,.]\s\S.*\.$/);
  });

  it('tells no two rests with the same words', () => {
    const said = rests.map(([ruleId, rest]) => texts.rest(rest, ruleId));
    // Of whom nothing is said but that nobody can know, two are given twice.
    expect(new Set(said).size).toBeGreaterThanOrEqual(said.length - 1);
  });

  it('says of every silence that it is one on LinkedIn', () => {
    for (const [ruleId, rest] of rests.filter(([, { kind }]) => aboutSilence.has(kind)))
      if (rest.kind !== 'cannotKnow' || rest.because !== 'tooOld')
        expect(texts.rest(rest, ruleId), rest.kind).toContain('LinkedIn');
    expect(texts.originWhy({ kind: 'nothing', searchedUntil: day('2026-06-01'), messages: 0 })).toContain(
      'LinkedIn',
    );
    expect(texts.searched(undefined)).toContain('LinkedIn');
    expect(texts.balance.kind.messages).toContain('LinkedIn');
  });

  it('has no 0 for what nobody could see, and no count for what is only yes or no', () => {
    const { count } = texts.balance;
    expect(count('messages', 0)).toBe('0');
    expect(count('messages', 21)).toMatch(/20/);
    expect(count('endorsements', 1)).not.toMatch(/\d/);
    expect(new Set([count('messages', undefined), count('messages', 0), count('endorsements', 0)]).size).toBe(
      3,
    );
  });

  it('has a word of its own for every state and every kind of evidence', () => {
    const words = [...Object.values(texts.lookedState), ...Object.values(texts.evidenceKind)];
    expect(new Set(words).size).toBe(words.length);
    expect(texts.state({ state: 'maybe', namesakes: 3 })).toMatch(/3/);
    expect(texts.state({ state: 'notFound' })).toBe(texts.lookedState.notFound);
  });
});

it.each([
  ['de', 'Diese Regel hast du ausgeschaltet;'],
  ['en', 'You switched this rule off;'],
  ['nl', 'Deze regel heb je uitgezet;'],
] as const)(
  'says in %s that the owner switched a rule off, and names no policy that would ask',
  (locale, said) => {
    const { rest } = whyTextsFor(locale);
    const own = rest({ kind: 'switchedOff' }, 'unknownOrigin');
    expect(own.startsWith(said)).toBe(true);
    const unclear = rest({ kind: 'originUnclear', hint: 'addressBook', switchedOff: true }, 'unknownOrigin');
    const usual = rest({ kind: 'originUnclear', hint: 'addressBook' }, 'unknownOrigin');
    const strict = { de: '„streng“', en: '“strict”', nl: '“streng”' }[locale];
    for (const text of [own, unclear]) expect(plain(text)).not.toContain(strict);
    expect(plain(usual)).toContain(strict);
  },
);

it('dates what ends by itself', () => {
  const { rest } = whyTextsFor('de');
  expect(rest({ kind: 'inGrace', until: day('2027-03-12') }, 'unreciprocated')).toContain(
    'ab einem Export vom 12. März 2027 oder später',
  );
  expect(rest({ kind: 'notAskedByPolicy', policy: 'open' }, 'unknownOrigin')).toContain('„streng“');
});
