/**
 * Reading people's names and profile addresses as EXPORT-FORMATS A5 describes them. All functions are total: odd
 * input gives an odd but harmless answer, never an error.
 */

// Invisible and direction-changing characters: they would let a name pose as another, or as a line of a mail.
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]/gu;
const loneSurrogate = /\p{Surrogate}/gu;

/** Text of a cell made safe to show: NFC, no control or direction characters, single spaces, 80 graphemes at most. */
export function cleanText(text: string, maxGraphemes = 80): string {
  // Most texts: signs of ASCII that are seen, and single spaces between them.
  if (text.length <= maxGraphemes && /^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  const joiner = text.includes('\u200d') ? keepEmojiJoiners(text) : text;
  const plain = joiner
    .replace(invisible, (c) => (c === '\u200d' ? c : ' '))
    .replace(loneSurrogate, '\ufffd')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  if (plain.length <= maxGraphemes) return plain;
  return firstGraphemes(plain.slice(0, maxGraphemes * 32), maxGraphemes);
}

// A zero-width joiner is part of many emoji, and mischief between letters.
function keepEmojiJoiners(text: string): string {
  return text.replace(
    /(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu,
    ' ',
  );
}

// Made when it is first used: it costs 10 ms, and every function of the cloud starts by way of this module.
let segmenter: Intl.Segmenter | undefined;
// Letters and signs that are a grapheme each, at least before another of them, as most are; the segmenter is slow.
const singleGraphemes =
  /^[\u0020-\u00a8\u00aa-\u00ac\u00af-\u02ff\u2010-\u2027\u2030-\u203b\u203d-\u2048\u204a-\u205e\u20a0-\u20bf]*/u;

function firstGraphemes(text: string, count: number): string {
  const singles = singleGraphemes.exec(text.slice(0, count + 1))?.[0].length ?? 0;
  if (singles > count) return `${text.slice(0, count).trimEnd()}…`;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  // The last of them may be the first part of more.
  const start = Math.max(0, singles - 1);
  let end = start;
  let seen = start;
  for (const { index, segment } of segmenter.segment(text.slice(start))) {
    if (++seen > count) return `${text.slice(0, end).trimEnd()}…`;
    end = start + index + segment.length;
  }
  return text;
}

const germanLetters: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

const titles: ReadonlySet<string> = new Set('dr prof dipl ing phd mba msc bsc llm'.split(' '));
// Also surnames: dropped only where a first and a last name remain ("Jack Ma" is no "Jack").
const titlesOrNames: ReadonlySet<string> = new Set(['ma', 'ba']);
const titleOrNothing = new RegExp(`(?:^| )(?:${[...titles, ...titlesOrNames].join('|')})?(?: |$)`);

/**
 * A name for comparing: no credentials, nicknames, emoji, accents or capitals; umlauts written out, because the same
 * person appears as Müller and Mueller. "Dr. Anna MÜLLER, PhD" and "anna mueller" fold to the same.
 */
export function foldName(name: string): string {
  const plain = lettersOf(name);
  // Most names hold none.
  if (!titleOrNothing.test(plain)) return plain;
  const words = plain.split(' ').filter((word) => word !== '' && !titles.has(word));
  const bare = words.filter((word) => !titlesOrNames.has(word));
  return (bare.length >= 2 ? bare : words).join(' ');
}

// Most names: nothing of what odd ones need changes them.
function lettersOf(name: string): string {
  if (/^[a-z ]*$/i.test(name)) return name.toLowerCase();
  if (!/^[a-zäöüßæøå -]*$/i.test(name)) return plainLetters(name);
  return name.toLowerCase().replace(/[^a-z ]/g, (letter) => germanLetters[letter] ?? ' ');
}

function plainLetters(name: string): string {
  return (
    firstNameFirst(name.normalize('NFKC'))
      .toLowerCase()
      .replace(/\([^)]*\)|\[[^\]]*\]|"[^"]*"|„[^“]*“|“[^”]*”/gu, ' ')
      .replace(/[äöüßæøåłđı]/gu, (letter) => germanLetters[letter] ?? letter)
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      // Once more, for letters that had yet another mark.
      .replace(/[æøłđı]/gu, (letter) => germanLetters[letter] ?? letter)
      .replace(/\b(?:ph\.\s?d|[mb]\.\s?sc|ll\.\s?m|m\.b\.a)\b/gu, ' ')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
  );
}

/**
 * A name with a comma, without it: credentials after it go ("Muster, PhD, MBA"), a name after it goes first ("van der
 * Berg, Anna"). What might be a name is never cut off: whole families would become one person.
 */
function firstNameFirst(name: string): string {
  const [before = '', ...after] = name.split(',');
  if (after.length === 0) return name;
  const shouted = !/\p{Ll}/u.test(name);
  const rest = after
    .flatMap((part) => part.trim().split(/\s+/u))
    .filter((word) => !isCredential(word, shouted));
  return [...rest, before].join(' ');
}

const credentials: ReadonlySet<string> = new Set(
  'pmp cpa cfa cfp cissp jd md esq rn lpc pe mpa mph emba ra wp stb cae mag mmag dea'.split(' '),
);

// Written in capitals or with a capital inside, or known; in a name of capitals only, the capitals say nothing.
function isCredential(word: string, shouted: boolean): boolean {
  const bare = word.replace(/[^\p{L}]+/gu, '');
  const folded = bare.toLowerCase();
  if (folded === '' || titles.has(folded) || titlesOrNames.has(folded) || credentials.has(folded))
    return true;
  return !shouted && bare.length <= 8 && /.\p{Lu}/u.test(bare);
}

// Words between names, which many families share.
const particles: ReadonlySet<string> = new Set(
  'van von der den de des del della di da do dos du la le el al ter ten te zu zum zur und bin ben ibn'.split(
    ' ',
  ),
);

/**
 * Whether two names have a part in common, as those of one person have who married. Also true where one of them holds
 * nothing to compare: then nobody can tell.
 */
export function haveNamePart(a: string, b: string): boolean {
  const [one, other] = [foldName(a), foldName(b)];
  if (one === other || one === '' || other === '') return true;
  const parts = new Set(other.split(' '));
  return one.split(' ').some((part) => part.length > 1 && !particles.has(part) && parts.has(part));
}

/**
 * The canonical slug of a profile address in any of its spellings (EXPORT-FORMATS A5): percent-decoded, NFC, lower
 * case, without scheme, country host, query, locale or trailing slash; the legacy `/pub/name/1/2/3` is kept whole as
 * `pub/name/1/2/3`. Undefined for anything else: `javascript:`, other hosts, company pages.
 */
export function canonicalSlug(url: string): string | undefined {
  // No address is this long, and a hostile one would cost time squared.
  if (url.length > 4000) return undefined;
  const text = decoded(url.trim()).normalize('NFC').toLowerCase();
  const address = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*linkedin\.com\/(?:mwlite\/)?(in|pub)\/([^?#]+)/u.exec(
    text,
  );
  if (address?.[2] === undefined) return undefined;
  const path = address[2].replace(/\/+$/u, '');
  const slug = address[1] === 'pub' ? `pub/${path}` : path.split('/')[0];
  if (slug === undefined || slug.length > 300 || !/^[^\s\\:<>"'\p{Surrogate}]+$/u.test(slug))
    return undefined;
  // A browser would walk up the path: the address would be no profile.
  return slug.split('/').some((part) => /^\.{0,2}$/u.test(part)) ? undefined : slug;
}

// Run by run, so that one broken escape does not leave the letters beside it encoded.
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/giu, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
