import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyMap,
  entriesOf,
  hasKey,
  type SmallMap,
  valueIn,
  withEntry,
} from '../../shared/exports/linkedin/small-map.ts';

test('a small map is a map, whether it is small or not', () => {
  const entries = fc.array(fc.tuple(fc.nat(30), fc.option(fc.string(), { nil: undefined })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(entries, (pairs) => {
      const map = new Map<number, string | undefined>();
      let small: SmallMap<string | undefined> = emptyMap;
      for (const [key, value] of pairs) {
        map.set(key, value);
        small = withEntry(small, key, value);
      }
      expect(entriesOf(small)).toEqual([...map]);
      for (let key = 0; key <= 31; key++) {
        expect(hasKey(small, key)).toBe(map.has(key));
        expect(valueIn(small, key)).toBe(map.get(key));
      }
    }),
  );
  expect(entriesOf(emptyMap)).toEqual([]);
});
