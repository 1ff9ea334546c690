import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Tests make up people where they need them. Whoever keeps a list of those forgets one, so the files themselves are read:
// whoever has a profile in a fixture, or a first name beside a last one, is known to the scan from then on.

const folder = fileURLToPath(new URL('../', import.meta.url));

/** Where a profile stands in a fixture. */
const profiles = /(?:linkedin\.com\/in\/|slug: '|'in\/)([\p{L}\p{N}%-]+)/gu;
const people = [
  // In code.
  /firstName: '([^']+)',\s*lastName: '([^']+)'/g,
  // As somebody's whole name, which files of an export, rules and tests have.
  /\bname: '((?:\p{Lu}[\p{L}.]* )+\p{Lu}\p{L}+)'/gu,
  // In a row of Connections.csv, and in one of Profile.csv, which has no address there.
  /^['"`\s]*([^,"'`\n$]+),([^,"'`\n$]+),https:\/\/www\.linkedin\.com\/in\//gm,
  /^(\p{Lu}\p{L}+),(\p{Lu}\p{L}+),,,,/gmu,
];

/** What looks like somebody's name and is LinkedIn's word for one who has none, which a fault may well tell of. */
const noNames = new Set(['LinkedIn Member', 'wants-in']);

/** Everybody whom a text makes up, by name and by profile, where that is more than a word. */
export function madeUpIn(text: string): string[] {
  const names = people.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, ...parts]) => parts.join(' ').trim()),
  );
  const slugs = [...text.matchAll(profiles)].flatMap(([, slug = '']) => [slug, decoded(slug)]);
  return [...names, ...slugs].filter((each) => /[^\s-]{2}[\s-]+[^\s-]/.test(each) && !noNames.has(each));
}

/** Everybody whom the tests make up; the sample's people, of whom there is a list, apart. */
export const madeUpInTests = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:tsx?|csv)$/.test(path) && !/^(?:canary|fixtures.sample)/.test(path))
    .flatMap((path) => madeUpIn(readFileSync(`${folder}${path}`, 'utf8')));

/** People who are told apart by a number, by name and by profile: those of the builders, of the guard and of the pages. */
export const numbered =
  /(?<![\p{L}\p{N}])(?:no\d+ person|person no\d+|(?:runa )?nummerin \d+|in\/p-\d+|person-\d+)(?![\p{L}\p{N}])/u;

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
