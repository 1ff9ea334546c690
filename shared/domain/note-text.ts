import { fingerprint } from './ids.ts';
import { foldName } from './names-of-people.ts';

/** Before the fingerprint of a text with a name in it: in order before any letter, so that it wins over one made without. */
const withName = '-';
/** Stands for a name; no word of a text is written like it. */
const nameMark = 'ǃname';
/** Words of names that are words of sentences as well: they are somebody's name only beside another word of it. */
const particles: ReadonlySet<string> = new Set(
  'de der den het van von vom zu zum zur und y e la le les du des da das do dos del della di el al bin ben ten ter op in t o d'.split(
    ' ',
  ),
);
/** Before a name, these say no more than the name does: whether it is a man's or a woman's. */
const forms: ReadonlySet<string> = new Set('frau herr herrn mr mrs ms mevrouw meneer heer'.split(' '));
const oneForm: Readonly<Record<string, string>> = { lieber: 'liebe', geehrter: 'geehrte' };

/**
 * The `fingerprint` of what was written to somebody, with one mark in place of their name (first, last, whole, in any
 * spelling): a template is the same text to everybody. Of a text without the name, the fingerprint alone.
 */
export function noteFingerprint(text: string, addressee: string | undefined): string {
  const name = new Set(addressee === undefined ? [] : foldName(addressee).split(' '));
  if (name.size === 0) return fingerprint(text);
  const initials = [...name].map(([first]) => first).join('');
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const parts = words.map((word) => namePart(word, name, initials));
  if (!parts.includes('name')) return fingerprint(text);
  const marked: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const end = nameEnd(parts, at);
    if (end === at) {
      marked.push(words[at] ?? '');
      continue;
    }
    while (forms.has(marked.at(-1) ?? '')) marked.pop();
    const before = marked.pop();
    if (before !== undefined) marked.push(oneForm[before] ?? before);
    marked.push(nameMark);
    at = end - 1;
  }
  return withName + fingerprint(marked.join(' '));
}

type Part = 'name' | 'particle' | undefined;

function namePart(word: string, name: ReadonlySet<string>, initials: string): Part {
  const [first = ''] = word;
  // Folding keeps a plain first letter, and takes its time: most words are no part of the name at a glance.
  if (first <= 'z' && !initials.includes(first)) return undefined;
  const folded = /^[a-z0-9]+$/.test(word) ? word : foldName(word);
  if (!name.has(folded)) return undefined;
  return particles.has(folded) || folded.length < 2 ? 'particle' : 'name';
}

/** Where the name ends that begins here; here, where none does. */
function nameEnd(parts: readonly Part[], from: number): number {
  let end = from;
  while (parts[end] !== undefined) end++;
  return parts.slice(from, end).includes('name') ? end : from;
}
