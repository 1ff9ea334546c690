import { describe, expect, it } from 'vitest';
import { profileUrl } from '../../shared/domain/contact.ts';
import { canonicalSlug, cleanText, foldName } from '../../shared/domain/names-of-people.ts';

describe('cleanText', () => {
  const family = '👨‍👩‍👧‍👦';
  it.each([
    ['keeps a plain name', 'Anna Muster', 'Anna Muster'],
    ['trims and makes single spaces', '  Anna \t  Muster ', 'Anna Muster'],
    ['makes spaces of no-break spaces', 'Anna\u00a0Muster', 'Anna Muster'],
    ['keeps a tag as text, for the page to escape', '<b>Anna</b>', '<b>Anna</b>'],
    ['keeps a formula as text', '=1+1', '=1+1'],
    ['keeps a quote', `O'Brien "Bob"`, `O'Brien "Bob"`],
    ['keeps Arabic', 'محمد علي', 'محمد علي'],
    ['keeps Hebrew', 'דוד כהן', 'דוד כהן'],
    ['keeps Chinese', '王小明', '王小明'],
    ['keeps Devanagari', 'राम कुमार', 'राम कुमार'],
    ['composes letters', 'Mu\u0308ller', 'Müller'],
    ['makes one line of two', 'Anna\r\nBcc: all@example.org', 'Anna Bcc: all@example.org'],
    ['drops a lone line feed', 'Anna\nMuster', 'Anna Muster'],
    ['drops a vertical tab', 'Anna\u000bMuster', 'Anna Muster'],
    ['drops a form feed', 'Anna\u000cMuster', 'Anna Muster'],
    ['drops NUL', 'Anna\u0000Muster', 'Anna Muster'],
    ['drops escape', 'Anna\u001b[31mMuster', 'Anna [31mMuster'],
    ['drops delete', 'Anna\u007fMuster', 'Anna Muster'],
    ['drops C1 next line', 'Anna\u0085Muster', 'Anna Muster'],
    ['drops the last C1', 'Anna\u009fMuster', 'Anna Muster'],
    ['drops a line separator', 'Anna\u2028Muster', 'Anna Muster'],
    ['drops a paragraph separator', 'Anna\u2029Muster', 'Anna Muster'],
    ['drops the right-to-left override', 'Anna\u202eretsuM', 'Anna retsuM'],
    ['drops the left-to-right override', '\u202dAnna', 'Anna'],
    ['drops the right-to-left embedding', '\u202bAnna', 'Anna'],
    ['drops the left-to-right embedding', '\u202aAnna', 'Anna'],
    ['drops the pop of an embedding', 'Anna\u202c', 'Anna'],
    ['drops a left-to-right isolate', '\u2066Anna', 'Anna'],
    ['drops a right-to-left isolate', '\u2067Anna', 'Anna'],
    ['drops a first-strong isolate', '\u2068Anna', 'Anna'],
    ['drops the pop of an isolate', 'Anna\u2069', 'Anna'],
    ['drops the left-to-right mark', 'Anna\u200e', 'Anna'],
    ['drops the right-to-left mark', '\u200fAnna', 'Anna'],
    ['drops the Arabic letter mark', '\u061cAnna', 'Anna'],
    ['drops a zero-width space', 'Anna\u200b', 'Anna'],
    ['drops a zero-width non-joiner', '\u200cAnna', 'Anna'],
    ['drops a zero-width joiner between letters', 'An\u200dna', 'An na'],
    ['drops a word joiner', '\u2060Anna', 'Anna'],
    ['drops a byte order mark', '\ufeffAnna', 'Anna'],
    ['drops a soft hyphen', 'Anna\u00ad', 'Anna'],
    ['shows a lone high surrogate as unreadable', 'Anna\ud83d', 'Anna\ufffd'],
    ['shows a lone low surrogate as unreadable', '\ude00Anna', '\ufffdAnna'],
    ['keeps an emoji', 'Anna 🚀', 'Anna 🚀'],
    ['keeps an emoji of four joined', `Anna ${family}`, `Anna ${family}`],
    ['keeps a joined emoji with a skin tone', 'Anna 👩🏽‍💻', 'Anna 👩🏽‍💻'],
    ['keeps a joined emoji with a selector', 'Anna 🏳️‍🌈', 'Anna 🏳️‍🌈'],
    ['drops a joiner that hangs on an emoji', '🚀\u200d Anna', '🚀 Anna'],
    ['leaves nothing of nothing', '\u200b\u202e\u0000', ''],
  ])('%s', (_, hostile, shown) => {
    expect(cleanText(hostile)).toBe(shown);
    expect(cleanText(shown)).toBe(shown);
  });

  it('cuts at 80 graphemes, with an ellipsis, and never inside of one', () => {
    expect(cleanText('a'.repeat(80))).toBe('a'.repeat(80));
    expect(cleanText('a'.repeat(81))).toBe(`${'a'.repeat(80)}…`);
    expect(cleanText('a'.repeat(10_000))).toBe(`${'a'.repeat(80)}…`);
    expect(cleanText(`${'a'.repeat(79)}q\u0301zz`)).toBe(`${'a'.repeat(79)}q\u0301…`);
    expect(cleanText(family.repeat(81))).toBe(`${family.repeat(80)}…`);
    expect(cleanText(`${'a'.repeat(5)} bcd`, 6)).toBe('aaaaa…');
  });
});

describe('foldName', () => {
  it.each([
    ['credentials', 'Dr. Anna MÜLLER, PhD', 'anna mueller'],
    ['credentials without a comma', 'Prof. Dr.-Ing. Anna Müller MBA', 'anna mueller'],
    ['credentials with full stops', 'Anna Müller Ph.D.', 'anna mueller'],
    ['umlauts written out', 'Anna Mueller', 'anna mueller'],
    ['decomposed umlauts', 'Anna Mu\u0308ller', 'anna mueller'],
    ['sharp s', 'Jan Groß', 'jan gross'],
    ['capital sharp s', 'JAN GROẞ', 'jan gross'],
    ['accents', 'José Núñez', 'jose nunez'],
    ['a Turkish capital', 'İrem Işık', 'irem isik'],
    ['Danish letters', 'Søren Åkjær', 'soeren aakjaer'],
    ['a Polish letter', 'Paweł Nowak', 'pawel nowak'],
    ['a nickname in brackets', 'Robert (Bob) Klein', 'robert klein'],
    ['a nickname in straight quotes', 'Robert "Bob" Klein', 'robert klein'],
    ['a nickname in German quotes', 'Robert „Bob“ Klein', 'robert klein'],
    ['a nickname in English quotes', 'Robert “Bob” Klein', 'robert klein'],
    ['emoji', '🚀 Anna 👩‍💻 Muster', 'anna muster'],
    ['decorated letters', '𝓐𝓷𝓷𝓪 𝗠𝘂𝘀𝘁𝗲𝗿', 'anna muster'],
    ['hyphens and apostrophes', "Anne-Marie O'Brien", 'anne marie o brien'],
    ['a degree that is no surname', 'Anna Muster MA', 'anna muster'],
    ['a surname that looks like a degree', 'Jack Ma', 'jack ma'],
    ['another one', 'Aminata Ba', 'aminata ba'],
    ['several credentials after commas', 'Anna Müller, PhD, MBA, PMP®', 'anna mueller'],
    ['credentials with full stops after a comma', 'Anna Müller, Ph.D., M.Sc.', 'anna mueller'],
    ['a German degree after a comma', 'Anna Müller, Dipl.-Ing.', 'anna mueller'],
    ['a last name first', 'Müller, Anna', 'anna mueller'],
    ['a last name of several words first', 'van der Berg, Anna', 'anna van der berg'],
    ['a last name first, with a degree', 'Müller, Anna, MBA', 'anna mueller'],
    ['capitals with a known degree', 'ANNA MÜLLER, MBA', 'anna mueller'],
    ['capitals with a last name first', 'BERG, ANNA', 'anna berg'],
    ['Chinese', '王小明', '王小明'],
    ['only an emoji', '🚀', ''],
    ['nothing', '', ''],
  ])('reads %s', (_, name, folded) => {
    expect(foldName(name)).toBe(folded);
    expect(foldName(folded)).toBe(folded);
  });
});

describe('different people', () => {
  it.each([
    ['van der Berg, Anna', 'van der Berg, Bert'],
    ['Muster, Anna', 'Muster, Bert'],
    ['MUSTER, ANNA', 'MUSTER, BERT'],
    ['Anna Muster', 'Anna Musterer'],
    ['Jan Groß', 'Jan Gros'],
    ['Thomas Müller', 'Thomas Muller'],
    ['Yang Ma', 'Yang Ba'],
    ['王小明', '王小红'],
  ])('%s and %s do not fold together', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
  });
});

describe('canonicalSlug', () => {
  it.each([
    'https://www.linkedin.com/in/anna-müller',
    'http://www.linkedin.com/in/anna-müller',
    'www.linkedin.com/in/anna-müller',
    'linkedin.com/in/anna-müller',
    'https://de.linkedin.com/in/anna-müller',
    'https://m.linkedin.com/in/anna-müller',
    'https://www.linkedin.com/mwlite/in/anna-müller',
    'https://www.linkedin.com/in/anna-m%C3%BCller',
    'https://www.linkedin.com/in/anna-m%c3%bcller/',
    'https://www.linkedin.com/in/anna-mu\u0308ller//',
    'https://www.linkedin.com/in/Anna-MÜLLER?trk=people&x=1',
    'https://www.linkedin.com/in/anna-müller/de',
    'https://www.linkedin.com/in/anna-müller/?originalSubdomain=de',
    'https://www.linkedin.com/in/anna-müller#about',
    'HTTPS://WWW.LINKEDIN.COM/IN/ANNA-MÜLLER',
    '  https://www.linkedin.com/in/anna-müller  ',
  ])('reads %s', (url) => {
    expect(canonicalSlug(url)).toBe('anna-müller');
  });

  it.each([
    [
      'a legacy address whole',
      'http://de.linkedin.com/pub/anna-muster/1/2a/3b4/',
      'pub/anna-muster/1/2a/3b4',
    ],
    ['a broken escape as it stands', 'https://www.linkedin.com/in/anna%E4', 'anna%e4'],
    ['letters beside a broken escape', 'https://www.linkedin.com/in/j%C3%B6rg-%E4', 'jörg-%e4'],
    ['an emoji', 'https://www.linkedin.com/in/anna-%F0%9F%9A%80', 'anna-🚀'],
  ])('reads %s', (_, url, slug) => {
    expect(canonicalSlug(url)).toBe(slug);
  });

  it.each([
    '',
    'javascript:alert(1)',
    'javascript://www.linkedin.com/in/anna',
    'data:text/html,https://www.linkedin.com/in/anna',
    'https://evil.example/https://www.linkedin.com/in/anna',
    'https://evil.example/?u=linkedin.com/in/anna',
    'https://linkedin.com.evil.example/in/anna',
    'https://evillinkedin.com/in/anna',
    'https://linkedin.com@evil.example/in/anna',
    'https://anna@www.linkedin.com/in/anna',
    'https://www.linkedin.com/company/nordwerk',
    'https://www.linkedin.com/in/',
    'https://www.linkedin.com/in//',
    'https://www.linkedin.com/in/anna muster',
    'https://www.linkedin.com/in/anna"onclick',
    "https://www.linkedin.com/in/anna'x",
    'https://www.linkedin.com/in/<b>anna</b>',
    'https://www.linkedin.com/in/anna\nBcc:',
    'https://www.linkedin.com/in/anna\\x',
    'https://www.linkedin.com/in/..',
    'https://www.linkedin.com/in/%2e%2e%2fcompany',
    'https://www.linkedin.com/pub/../../feed',
    'https://www.linkedin.com/in/anna\ud800',
    `https://www.linkedin.com/in/${'a'.repeat(301)}`,
    '=HYPERLINK("https://www.linkedin.com/in/anna")',
  ])('is undefined for %j', (url) => {
    expect(canonicalSlug(url)).toBeUndefined();
  });
});

describe('profileUrl', () => {
  it.each([
    ['anna-muster', 'https://www.linkedin.com/in/anna-muster'],
    ['anna-müller', 'https://www.linkedin.com/in/anna-m%C3%BCller'],
    ['pub/anna-muster/1/2a', 'https://www.linkedin.com/pub/anna-muster/1/2a'],
    ['anna%e4', 'https://www.linkedin.com/in/anna%25e4'],
    ['a?b#c&d', 'https://www.linkedin.com/in/a%3Fb%23c%26d'],
    ['a/../b', 'https://www.linkedin.com/in/a%2F..%2Fb'],
  ])('of %s is %s', (slug, url) => {
    expect(profileUrl({ slug })).toBe(url);
  });

  it('is nothing without a slug', () => {
    expect(profileUrl({})).toBeUndefined();
  });
});
