import { expect, test } from 'vitest';
import {
  addToSide,
  condense,
  directSide,
  mergeSides,
  newSide,
  repeatedRows,
} from '../../shared/exports/linkedin/message-side.ts';

const family = '👩‍👩‍👧';
const texts = [
  ['a short text', 'Kommst du im Mai?'],
  ['a text with a sign beyond Latin-1', 'Bis dann – ich freue mich 😄'],
  ['a long text', 'Das Angebot von gestern. '.repeat(60)],
  ['a long text of large signs', `${family} `.repeat(300)],
  ['a text longer than any is kept for now', 'Wort '.repeat(4_000)],
] as const;

test.each(texts)('a side that was condensed after every message says the same, of %s', (_, text) => {
  const rows = Array.from({ length: 40 }, (_, no) => ({
    at: 1_700_000_000 - no * 60,
    text: `${text} ${no}`,
  }));
  const sides = [false, true].map((condensed) => {
    const side = newSide(1_700_000_060, text);
    for (const row of [...rows, ...rows.slice(0, 7)]) {
      addToSide(side, row.at, row.text);
      if (condensed) condense(side);
    }
    return side;
  });
  const [plain, condensed] = sides.map((side) => ({ ...directSide([side]), repeated: repeatedRows(side) }));
  expect(condensed).toEqual(plain);
  expect(plain).toMatchObject({ count: 21, firstAt: 1_700_000_000 - 39 * 60, repeated: 7 });
  expect([...(plain?.opening ?? '')].length).toBeGreaterThan(10);
});

test('condensed sides of one person add up to one', () => {
  const side = (at: number, text: string) => {
    const made = newSide(at, text);
    condense(made);
    return made;
  };
  const earlier = side(1_600_000_000, 'Grüße aus Łódź – bis bald');
  const merged = side(1_700_000_000, 'Später 😄');
  mergeSides(merged, earlier);
  expect(directSide([merged])).toMatchObject({
    count: 2,
    firstAt: 1_600_000_000,
    secondAt: 1_700_000_000,
    lastAt: 1_700_000_000,
    opening: 'Grüße aus Łódź – bis bald',
  });
});
