import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32 } from '../../shared/domain/base32.ts';
import { monthNumber } from '../../shared/domain/days.ts';
import { personId } from '../../shared/domain/ids.ts';
import { foldName } from '../../shared/domain/names-of-people.ts';
import { month } from './builders.ts';

describe('what a large network asks for often comes out as by the long way', () => {
  it('a person’s id is the first 80 bits of the hash of the key, in base32', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        const digest = createHash('sha256').update(`person|${key}`).digest();
        expect(personId(key)).toBe(base32(digest.subarray(0, 10)));
      }),
    );
  });

  it('a name of plain letters is folded as with a sign behind it, which means nothing', () => {
    const words = fc.constantFrom('Anna', 'MUSTER', 'dr', 'Dr', 'Jack', 'Ma', 'ba', 'PhD', 'llm', '', 'o');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), (parts) => {
        const name = parts.join(' ');
        expect(foldName(name)).toBe(foldName(`${name}.`));
      }),
    );
  });

  it.each([
    ['2024-03', 24_290, 24_290],
    ['2024', 24_288, 24_299],
    ['0001-12', 23, 23],
  ])('the month %s has its number, as a beginning and as an end', (text, begins, ends) => {
    expect(monthNumber(month(text))).toBe(begins);
    expect(monthNumber(month(text), true)).toBe(ends);
  });
});
