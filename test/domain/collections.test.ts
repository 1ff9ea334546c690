import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf, groupBy, sameValue, stableText } from '../../shared/domain/collections.ts';

// A small world, so that two values are often equal.
const name = fc.constantFrom('a', 'b', 'constructor');
const { value: plain } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('x', 'y', '', 0, 1, true, false, null),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(name, fc.option(tie('value'), { nil: undefined, freq: 3 }), {
    noNullPrototype: true,
    maxKeys: 3,
  }),
}));

describe('two values', () => {
  it('are the same exactly when they are written the same', () => {
    const seen = { same: 0, other: 0 };
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const expected = stableText(a) === stableText(b);
        seen[expected ? 'same' : 'other'] += 1;
        expect(sameValue(a, b)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.same, seen.other)).toBeGreaterThan(50);
  });

  it('are the same whatever the order of their properties, and with some that are undefined', () => {
    fc.assert(
      fc.property(fc.dictionary(name, plain, { noNullPrototype: true }), (value) => {
        const again = { none: undefined, ...Object.fromEntries(Object.entries(value).reverse()) };
        expect(sameValue(value, again)).toBe(true);
        expect(sameValue(again, value)).toBe(true);
      }),
    );
  });

  it.each([
    [{ a: 1 }, {}],
    [{}, { a: 1 }],
    [{ constructor: undefined }, { constructor: 1 }],
    [[], {}],
    [[1], [1, 2]],
    [null, {}],
    [undefined, null],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }],
  ])('differ: %j and %j', (a, b) => {
    expect(sameValue(a, b)).toBe(false);
    expect(sameValue(b, a)).toBe(false);
  });
});

describe('two values but for a property', () => {
  const without = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(without)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value).flatMap(([key, inner]) => (key === 'a' ? [] : [[key, without(inner)]])),
          )
        : value;

  it('are the same exactly when they are without it, however deep it lies', () => {
    const seen = { same: 0, other: 0 };
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const expected = stableText(without(a)) === stableText(without(b));
        seen[expected ? 'same' : 'other'] += 1;
        expect(sameValue(a, b, 'a')).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.same, seen.other)).toBeGreaterThan(50);
  });
});

describe('the first of some values', () => {
  it('are those that ordering all of them would put first, in that order', () => {
    const values = fc.array(fc.record({ rank: fc.nat(5), id: fc.nat() }), { maxLength: 40 });
    fc.assert(
      fc.property(values, fc.nat(12), (all, count) => {
        const byRank = (a: (typeof all)[number], b: (typeof all)[number]) => a.rank - b.rank;
        expect(firstOf(all, count, byRank)).toEqual(all.toSorted(byRank).slice(0, count));
      }),
    );
  });
});

describe('groups', () => {
  it('come in the order of their first member, and ask each value for its key once', () => {
    const asked: number[] = [];
    const groups = groupBy([5, 2, 3, 4], (value) => {
      asked.push(value);
      return value % 2;
    });
    expect([...groups]).toEqual([
      [1, [5, 3]],
      [0, [2, 4]],
    ]);
    expect(asked).toEqual([5, 2, 3, 4]);
  });
});
