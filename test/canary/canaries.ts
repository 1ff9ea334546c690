import { readFileSync } from 'node:fs';
import { FIRST_NAMES, LAST_NAMES, LETTERED_NAMES, ODD_NAMES } from '../fixtures/names.ts';
import { OWNER } from '../fixtures/owner.ts';
import { rowIn, scripts } from '../fixtures/scripts.ts';
import { people } from '../review/people-names.ts';
import { madeUpInTests, numbered } from './made-up.ts';

/** What somebody could learn from a line. */
export type Leak = 'name' | 'address' | 'token';

/** What a line gives away of the people and links of the tests; `undefined` for a line that may be logged. */
export function leakOf(line: string): Leak | undefined {
  if (address.test(line)) return 'address';
  if (token.test(line)) return 'token';
  const text = folded(line);
  if (profile.test(text) || numbered.test(text)) return 'name';
  if (names.some((name) => standsIn(text, name)) || namesSomebody(text)) return 'name';
  return undefined;
}

/** Any address with a domain, and those on this machine. */
const address = /[^\s"'<>(),;:=\\/]@(?:[a-z0-9-]+\.)*(?:[a-z0-9-]+\.[a-z]{2,}|localhost)/i;
/** A link or an upload ticket, 45 to 47 letters of base32, or the key that signs them, 64 digits of hex. */
const token = /(?<![a-z0-9])(?:[a-z2-7]{40,52}|[0-9a-f]{64})(?![a-z0-9])/i;

/** Any profile's address, which is somebody's name as often as not. */
const profile = /linkedin\.com\/in\/[\p{L}\p{N}%]/u;

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** Whether it stands there as whole words: “Ada B” is not in “Canada binds”. */
function standsIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + name.length])) return true;
  return false;
}

const isLetter = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** Owners whose first name alone stands in a test. */
const owners = ['Jana Halm', 'Mara Halm'];

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`;

type TrueContact = { readonly name: string; readonly slug?: string };
const truth: readonly TrueContact[] = JSON.parse(
  readFileSync(new URL('../fixtures/sample/truth.json', import.meta.url), 'utf8'),
);

/** Everybody of the sample export, its owner and those people, by name and by profile, where that is more than a word. */
const names: readonly string[] = [
  ...new Set(
    [
      ...truth.flatMap(({ name, slug = '' }) => [name, slug]),
      ...[OWNER, ...ODD_NAMES, ...LETTERED_NAMES].map(({ first, last }) => `${first} ${last}`),
      ...people.map(([first, last]) => `${first} ${last}`),
      ...scripts.flatMap((script) => Array.from({ length: 30 }, (_, no) => nameOf(rowIn(script, no)))),
      ...owners,
      ...madeUpInTests(),
    ]
      .filter((name) => /\S[\s-]+\S/.test(name))
      .map(folded),
  ),
];

const firstNames = new Set(Object.values(FIRST_NAMES).flat().map(folded));
const lastNames = new Set(LAST_NAMES.map(folded));

/** Whether a first name and a last name of the generator stand side by side, whichever account they were drawn for. */
function namesSomebody(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word, place) => lastNames.has(word) && firstNames.has(words[place - 1] ?? ''));
}
