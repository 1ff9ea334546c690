import { shownText } from '../locales/words.ts';

const titles = /^(dr|prof|dipl|ing|mag|phd|mba|msc|bsc|herr|frau|mr|mrs|ms)\.?$/iu;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const maxFirstName = 14;
let segmenter: Intl.Segmenter | undefined;

/**
 * First name and initial, for the subject: "Dr. Anna Müller, PhD" becomes "Anna M.". Empty for a name without letters.
 * Only names written from right to left are isolated: elsewhere in a subject the invisible marks may show as boxes.
 */
export function shortName(name: string): string {
  const words = shownText(name)
    .replace(/\([^)]*\)|\[[^\]]*\]|"[^"]*"/gu, ' ')
    .replace(/,.*$/u, ' ')
    .split(' ')
    .filter((word) => /\p{L}/u.test(word) && !titles.test(word));
  const [first, ...rest] = words;
  if (first === undefined) return '';
  const initial = rest.at(-1)?.match(/\p{L}/u)?.[0];
  const short = cut(first, maxFirstName) + (initial === undefined ? '' : ` ${initial.toUpperCase()}.`);
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}

function cut(word: string, max: number): string {
  // Made when it is first used, and not when the function starts: it costs 10 ms.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const parts = [...segmenter.segment(word)].map(({ segment }) => segment);
  return parts.length <= max ? word : `${parts.slice(0, max - 1).join('')}…`;
}
