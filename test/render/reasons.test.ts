import { describe, expect, it } from 'vitest';
import { subjectKinds } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { question, reasonKinds, reasons, specialQuestions } from './digests.ts';

describe('the made-up questions', () => {
  it('know every reason and every kind of question', () => {
    expect(new Set(reasons.map(({ kind }) => kind))).toEqual(new Set(reasonKinds));
    expect(new Set([question(1), ...specialQuestions()].map(({ kind }) => kind))).toEqual(
      new Set(subjectKinds),
    );
  });
});

describe.each(locales)('what a question says (%s)', (locale) => {
  const words = catalogueFor(locale);
  const said = (ordinal?: { place: number; of: number }) =>
    reasons.map((reason) =>
      words.reasonOf({ reason, name: 'Anna Müller', ...(ordinal === undefined ? {} : { ordinal }) }),
    );

  it('is different for every reason, and holds nothing that is not there', () => {
    expect(new Set(said()).size).toBe(new Set(reasons.map((reason) => JSON.stringify(reason))).size);
    for (const sentence of said()) expect(sentence).not.toMatch(/undefined|NaN|null|\[object|\(\)| {2}| ,/);
  });

  it('tells two contacts apart of whom the same is true', () => {
    const about = (place: number) =>
      Array.from({ length: 20 }, (_, index) =>
        words.reasonOf({ ...question(index + 1), ordinal: { place, of: 3 } }),
      );
    for (const [index, sentence] of about(1).entries()) expect(sentence).not.toBe(about(2)[index]);
  });

  it('has a title for a group, and none for anybody with a name', () => {
    for (const special of specialQuestions())
      expect(words.titleOf(special) === '').toBe(special.kind !== 'group');
    expect(words.titleOf(question(1))).toBe('');
  });

  it('has a name for every rule', () => {
    const names = Object.values(words.rule);
    expect(new Set(names).size).toBe(names.length);
  });
});
