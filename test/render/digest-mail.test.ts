import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Digest, Hook } from '../../shared/domain/digest.ts';
import type { Reason } from '../../shared/domain/finding.ts';
import type { IsoDay, IsoTime, Period } from '../../shared/domain/ids.ts';
import { type Locale, locales } from '../../shared/domain/owner.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { renderDigest } from '../../shared/render/mail/digest-mail.tsx';
import { buildMime, maxHtmlBytes, maxMimeBytes } from '../../shared/render/mail/mime.ts';
import { isProfileUrl } from '../../shared/render/mail/question-view.ts';
import { shortName } from '../../shared/render/mail/short-name.ts';
import { achieved, digest, links, question, specialQuestions } from './digests.ts';
import { hostileNames } from './hostile-names.ts';
import {
  attributesOf,
  colourPairs,
  contrast,
  inverted,
  lightnessInverted,
  linksOf,
  rgb,
  tagsOf,
  textOf,
  unescaped,
  wordsOf,
} from './html.ts';

const sizes = [1, 2, 12, 25];
const keepButton: Readonly<Record<Locale, string>> = {
  de: '\u2068Silke Ostenkötter\u2069 behalten',
  en: 'Keep \u2068Silke Ostenkötter\u2069',
  nl: '\u2068Silke Ostenkötter\u2069 behouden',
};
const every = locales.flatMap((locale) => sizes.map((count) => ({ locale, count })));
const bytes = (text: string) => Buffer.byteLength(text);
const longName = 'Friederike-Wilhelmine Grevesmöhlsen-Schlüterbeck von der Hee';

function ofLongNames(locale: Locale): Digest {
  const questions = Array.from({ length: 25 }, (_, index) =>
    question(index + 1, { name: `${longName.slice(0, 58)}${String(index + 1).padStart(2, '0')}` }),
  );
  return digest(0, locale, { questions });
}

/** The three addresses with an answer of one question. */
const answersOf = (no: number): string[] => {
  const { keep, remove, later } = links.question(no);
  return [keep, remove, later];
};

describe.each(every)('a digest of $count in $locale', ({ locale, count }) => {
  const value = digest(count, locale);
  const mail = renderDigest(value, links);
  const words = mailCatalogueFor(locale);

  it('holds every fact in both parts', () => {
    const parts = [textOf(mail.html), textOf(mail.text)];
    for (const asked of value.questions) {
      const facts = [
        words.name(asked.name),
        ...(asked.position === undefined ? [] : [asked.position]),
        ...(asked.company === undefined ? [] : [asked.company]),
        words.mail.connectedSince(words.day(asked.connectedOn)),
        words.reasonOf(asked),
        ...asked.hooks.map(words.hook),
      ];
      for (const fact of facts) {
        for (const part of parts) expect(part).toContain(textOf(fact));
      }
    }
    for (const fact of [
      words.mail.settled(value.settled),
      words.mail.sinceLast(achieved({ kept: 3, removed: 1 })),
      words.mail.footer.stillThere(1),
      words.mail.footer.done(2),
      words.mail.footer.notAsked(34),
      words.mail.footer.howToAnswer,
      words.mail.footer.nothingHappens,
      words.mail.footer.exported(words.dayOf(value.exportedAt, value.zone)),
    ]) {
      for (const part of parts) expect(part).toContain(textOf(fact));
    }
  });

  it('has the same links in both parts, each alone on its line of text', () => {
    const expected = [
      links.all,
      ...value.questions.flatMap(({ no, profileUrl }) => [
        ...(profileUrl === undefined ? [] : [profileUrl]),
        ...answersOf(no),
      ]),
      links.removals,
      links.upload,
      links.stop,
    ].sort();
    expect(
      linksOf(mail.html)
        .map(({ url }) => url)
        .sort(),
    ).toEqual(expected);
    const lines = mail.text.split('\n').filter((line) => line.includes('://'));
    expect(lines.toSorted()).toEqual(expected);
    for (const line of lines) expect(line).toMatch(/^https:\/\/\S{1,191}[a-zA-Z0-9]$/);
  });

  it('gives every link a text of its own, with the name in it', () => {
    const texts = linksOf(mail.html).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toContain(keepButton[locale]);
  });

  it('says count, minutes and month in the first 50 words (B-10)', () => {
    for (const start of [wordsOf(mail.html), mail.text.split(/\s+/)].map((all) =>
      all.slice(0, 50).join(' '),
    )) {
      expect(start).toContain(String(count));
      expect(start).toMatch(/\d+ (?:Minute|minute|minuut|minuten)/);
      expect(start).toContain('November 2026');
      expect(start.startsWith(mail.preheader)).toBe(true);
    }
    expect(mail.preheader.length).toBeGreaterThanOrEqual(40);
    expect(mail.preheader.length).toBeLessThanOrEqual(90);
  });

  it('is tables and words: no image, form, script or remote resource (B-3)', () => {
    expect([...tagsOf(mail.html)].sort()).toEqual(
      'a b body br col colgroup h1 h2 head html meta p table td title tr'.split(' '),
    );
    expect(mail.html).not.toMatch(/url\(|\bsrc=|background=|<link|@import/);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail.html.match(/<h1/g)).toHaveLength(1);
    expect(mail.html).toMatch(/<title>[^<]+<\/title>/);
  });

  it('keeps every colour readable, as given and inverted (B-4)', () => {
    const pairs = colourPairs(mail.html);
    expect(pairs.length).toBeGreaterThanOrEqual(4);
    for (const { colour, ground } of pairs) {
      const [text, behind] = [rgb(colour), rgb(ground)];
      expect(contrast(text, behind), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      for (const dark of [inverted, lightnessInverted])
        expect(
          contrast(dark(text), dark(behind)),
          `${dark.name} ${colour} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('renders to the same bytes again', () => {
    expect(renderDigest(value, links)).toEqual(mail);
  });
});

describe('size (B-1)', () => {
  it.each(locales)('is at most 80 KB for 25 contacts with names of 60 characters (%s)', async (locale) => {
    const mail = renderDigest(ofLongNames(locale), links);
    expect(bytes(mail.html)).toBeLessThanOrEqual(80 * 1024);
    expect(bytes(await mimeOf(mail, locale))).toBeLessThanOrEqual(150 * 1024);
  });

  it.each(locales)('is at most 1.65 KB a question (%s)', (locale) => {
    const [one, all] = [1, 25].map((count) => bytes(renderDigest(digest(count, locale), links).html));
    expect(((all ?? 0) - (one ?? 0)) / 24).toBeLessThanOrEqual(1650);
  });

  it('stays below the hard stop with the longest of everything', () => {
    const company = 'Donaudampfschifffahrtsgesellschaft '.repeat(9);
    const questions = Array.from({ length: 25 }, (_, index) =>
      question(index + 1, { name: 'ä'.repeat(79 + (index % 2)), company, position: company }),
    );
    expect(bytes(renderDigest(digest(0, 'de', { questions }), links).html)).toBeLessThanOrEqual(95 * 1024);
  });
});

describe('one question', () => {
  const longest = ['ก็็็็', '𒐫', '👩‍👩‍👧‍👦', '&', '"'].map((text) => text.repeat(80));
  const everyHook = (text: string): Hook[] => {
    const named = { names: [text, text, text], others: 999 };
    const on = '2018-04-02' as IsoDay;
    return [
      { kind: 'sameDay', ...named },
      { kind: 'sameBurst', from: on, to: on, ...named },
      { kind: 'sameCompany', company: text, ...named },
      { kind: 'ownJob', company: text, title: text },
      { kind: 'ownVolunteering', name: text, title: text },
      { kind: 'ownVolunteering', name: text, title: text },
    ];
  };

  it.each(locales)(
    'always fits a mail, with the most of everything that it may show (%s)',
    async (locale) => {
      for (const text of longest) {
        const texts = { name: text, position: text, company: text, hooks: everyHook(text) };
        const member = { name: text, connectedOn: '2018-04-02' as IsoDay };
        const special = specialQuestions().map((asked) => ({
          ...asked,
          ...texts,
          members: Array.from({ length: 40 }, () => member),
          reason: withTexts(asked.reason, text),
        }));
        const single = Array.from({ length: 20 }, (_, index) => question(index + 1, texts)).map((asked) => ({
          ...asked,
          mustDecide: true as const,
          putOff: { answer: 'later' as const, on: member.connectedOn },
          reason: withTexts(asked.reason, text),
        }));
        for (const asked of [...special, ...single]) {
          const value = digest(0, locale, {
            questions: [{ ...asked, no: 1 }],
            left: { count: 1234, total: 30_000 },
          });
          const mail = renderDigest(value, links);
          // Half of it: the limits are far away.
          expect(bytes(mail.html)).toBeLessThan(maxHtmlBytes / 2);
          expect(bytes(await mimeOf(mail, locale))).toBeLessThan(maxMimeBytes / 1.5);
        }
      }
    },
  );
});

/** A reason with every text of somebody else's as long as that. */
function withTexts(reason: Reason, text: string): Reason {
  switch (reason.kind) {
    case 'compliance':
      return { ...reason, value: text };
    case 'samePerson':
      return { ...reason, other: text };
    case 'colleagues':
      return { ...reason, company: text };
    case 'oneOccasion':
      return { ...reason, event: text };
    default:
      return reason;
  }
}

describe('who left by themselves', () => {
  const mailOf = (locale: Locale, left: Digest['left'], count = 3) =>
    renderDigest(digest(count, locale, { left }), links);

  it.each([
    ['de', { count: 1, total: 1 }, '1 Kontakt ist nicht mehr mit dir verbunden.'],
    ['de', { count: 2, total: 2 }, '2 Kontakte sind nicht mehr mit dir verbunden.'],
    [
      'de',
      { count: 1, total: 3 },
      'Seit dem letzten Mal ist 1 weiterer Kontakt nicht mehr mit dir verbunden, insgesamt sind es 3; auf der Seite stehen die neuesten oben.',
    ],
    ['en', { count: 1, total: 1 }, '1 contact is no longer connected with you.'],
    [
      'en',
      { count: 2, total: 1003 },
      'Since last time 2 more contacts are no longer connected with you, 1,003 in all; the page shows the newest first.',
    ],
    ['nl', { count: 2, total: 2 }, '2 contacten zijn niet meer met je verbonden.'],
    [
      'nl',
      { count: 1, total: 3 },
      'Sinds de vorige keer is er 1 contact bijgekomen dat niet meer met je verbonden is; in totaal zijn het er 3, en op de pagina staan de nieuwste bovenaan.',
    ],
    [
      'nl',
      { count: 2, total: 3 },
      'Sinds de vorige keer zijn er 2 contacten bijgekomen die niet meer met je verbonden zijn; in totaal zijn het er 3, en op de pagina staan de nieuwste bovenaan.',
    ],
  ] as const)('are told in one sentence, with the way to their list (%s, %j)', (locale, left, said) => {
    for (const count of [0, 3]) {
      const { html, text } = mailOf(locale, left, count);
      for (const part of [textOf(html), textOf(text)]) expect(part.split(textOf(said))).toHaveLength(2);
      expect(linksOf(html).filter(({ url }) => url === links.left)).toHaveLength(1);
      expect(text.split('\n')).toContain(links.left);
    }
  });

  it('are not spoken of where there are none', () => {
    const { html, text } = mailOf('de', undefined);
    for (const part of [html, text]) {
      expect(part).not.toContain('nicht mehr mit dir verbunden');
      expect(part).not.toContain(links.left);
    }
  });

  it.each(locales)('stand below the five lines of a mail with nothing to ask (%s)', (locale) => {
    const none = { removals: { done: 0, stillThere: 0 } };
    const linesOf = (left?: Digest['left']) =>
      renderDigest(digest(0, locale, { ...none, left }), links)
        .text.split('\n')
        .filter((line) => line !== '');
    const [before, after] = [linesOf(), linesOf({ count: 1, total: 1 })];
    expect(before.indexOf('----------------------------------------')).toBe(5);
    expect(after.slice(0, 6)).toEqual(before.slice(0, 6));
    expect(after).toHaveLength(before.length + 3);
  });
});

describe('a digest whose mail has no room for all of its questions', () => {
  it.each([
    [
      'de',
      'Alle 25 auf einer Seite beantworten',
      '13 weitere Fragen dieser Runde passen nicht in diese Mail',
    ],
    ['en', 'Answer all 25 on one page', '13 more questions of this round do not fit this mail'],
    ['nl', 'Alle 25 op één pagina beantwoorden', '13 vragen van deze ronde passen niet meer in deze mail'],
  ] as const)('says how many its page lists, and how many come later (%s)', (locale, all, said) => {
    const { html, text } = renderDigest(digest(12, locale, { pageOnly: 13, openCount: 40 }), links);
    expect(linksOf(html).find(({ url }) => url === links.all)?.text).toBe(all);
    for (const part of [textOf(html), textOf(text)]) {
      expect(part).toContain(said);
      expect(part).toContain(textOf(mailCatalogueFor(locale).mail.footer.notAsked(15)));
    }
  });
});

describe('counts', () => {
  const render = (locale: Locale, count: number, change: Partial<Digest> = {}) =>
    renderDigest(digest(count, locale, { openCount: count, ...change }), links);

  it('are singular and plural', () => {
    expect(render('de', 1).preheader).toBe(
      'November 2026 · 1 Frage · etwa 1 Minute · damit ist alles beantwortet',
    );
    expect(render('de', 12).preheader).toBe(
      'November 2026 · 12 Fragen · etwa 2 Minuten · damit ist alles beantwortet',
    );
    expect(render('en', 1).preheader).toBe(
      'November 2026 · 1 question · about 1 minute · after that all is answered',
    );
    expect(render('en', 12).preheader).toBe(
      'November 2026 · 12 questions · about 2 minutes · after that all is answered',
    );
    expect(render('nl', 1).preheader).toBe(
      'November 2026 · 1 vraag · ongeveer 1 minuut · daarmee is alles beantwoord',
    );
    expect(render('nl', 12).preheader).toBe(
      'November 2026 · 12 vragen · ongeveer 2 minuten · daarmee is alles beantwoord',
    );
    expect(render('de', 1, { openCount: 2 }).text).toContain('Eine weitere Frage passt nicht in diese Mail');
    expect(render('en', 1, { openCount: 2 }).text).toContain('One more question does not fit this mail');
    expect(render('nl', 1, { openCount: 2 }).text).toContain('Eén vraag past niet meer in deze mail');
    expect(render('de', 1, { settled: { count: 1, total: 1 } }).text).toContain(
      '1 von 1 Kontakt geklärt, das sind 100\u00a0%.',
    );
    expect(render('en', 1, { settled: { count: 0, total: 3 } }).text).toContain(
      '0 of 3 contacts settled, that is 0%.',
    );
    expect(render('nl', 1, { settled: { count: 1204, total: 1830 } }).text).toContain(
      '1.204 van 1.830 contacten uitgezocht, dat is 65%.',
    );
  });

  it('that are nothing are left out', () => {
    const { text } = render('de', 3, {
      sinceLast: undefined,
      removals: { done: 0, stillThere: 0 },
      settled: { count: 0, total: 0 },
    });
    expect(text).not.toMatch(/Seit dem letzten Mal|vorgemerkt|weitere Frage|das sind/);
    expect(text).not.toContain(links.removals);
    expect(render('de', 3, { sinceLast: achieved() }).text).toContain('keine Antworten');
  });

  it('of nothing to ask make a short mail', () => {
    const { text, html, subject } = render('de', 0, { removals: { done: 0, stillThere: 0 } });
    // Nine lines, and the two links below them with their texts.
    expect(text.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(13);
    expect(subject).toBe('Nichts zu fragen (November)');
    expect(linksOf(html).map(({ url }) => url)).toEqual([links.upload, links.stop]);
  });

  it('never show fewer open than asked', () => {
    expect(render('de', 12, { openCount: 0 }).preheader).toContain('12 Fragen');
    expect(render('de', 12, { openCount: 0 }).text).not.toContain('-12');
  });
});

describe('what is empty', () => {
  it.each([
    { position: undefined, company: undefined, shown: undefined },
    { position: '', company: ' ', shown: undefined },
    { position: 'Einkauf', company: undefined, shown: '\u2068Einkauf\u2069' },
    { position: undefined, company: 'Nordlicht', shown: '\u2068Nordlicht\u2069' },
    { position: 'Einkauf', company: 'Nordlicht', shown: '\u2068Einkauf\u2069 bei \u2068Nordlicht\u2069' },
  ])('leaves no gap: $position, $company', ({ position, company, shown }) => {
    const questions = [question(1, { position, company, hooks: [], profileUrl: undefined })];
    const { text, html } = renderDigest(digest(0, 'de', { questions }), links);
    const lines = text.split('\n');
    const at = lines.indexOf('1. \u2068Silke Ostenkötter\u2069');
    expect(lines.slice(at + 1, at + 3)).toEqual(
      [...(shown === undefined ? [] : [shown]), 'verbunden seit 12. März 2014', ''].slice(0, 2),
    );
    expect(html).not.toMatch(/undefined|null|<p[^>]*><\/p>|<br\/><br\/>/);
  });
});

describe('time', () => {
  it('is shown in the zone of the owner', () => {
    const exportedAt = '2026-10-30T22:30:00.000Z' as IsoTime;
    expect(renderDigest(digest(1, 'de', { exportedAt, zone: 'Asia/Tokyo' }), links).text).toContain(
      '31. Oktober 2026',
    );
    expect(renderDigest(digest(1, 'en', { exportedAt, zone: 'America/Lima' }), links).text).toContain(
      '30 October 2026',
    );
  });

  it('asks for a fresh export when the last one is older than 60 days', () => {
    const old = digest(1, 'de', { exportedAt: '2026-09-01T07:00:00.000Z' as IsoTime });
    expect(renderDigest(old, links).text).toContain('Kopie Ihrer Daten anfordern');
    expect(renderDigest(digest(1, 'de'), links).text).not.toContain('Kopie Ihrer Daten anfordern');
  });

  it('takes the month of the period, and of the audit for a period of another shape', () => {
    expect(renderDigest(digest(1, 'de', { period: '2027-03' as Period }), links).subject).toContain('(März)');
    expect(renderDigest(digest(1, 'de', { period: 'first' as Period }), links).subject).toContain(
      '(November)',
    );
  });
});

describe('hostile names (B-7)', () => {
  it('are enough', () => expect(new Set(hostileNames).size).toBeGreaterThanOrEqual(40));

  it.each(hostileNames.map((name) => ({ name, shown: JSON.stringify(name).slice(0, 40) })))(
    'are inert: $shown',
    async ({ name }) => {
      const questions = [
        question(1, { name, position: name, company: name, profileUrl: name }),
        question(2, { name, hooks: [{ kind: 'sameDay', names: [name], others: 1 }] }),
      ];
      const mail = renderDigest(digest(0, 'de', { questions }), links);
      const plain = renderDigest(digest(2, 'de'), links);
      expect(tagsOf(mail.html)).toEqual(tagsOf(plain.html));
      const urls = new Set(linksOf(mail.html).map(({ url }) => url));
      expect(urls.has(name)).toBe(false);
      expect(attributesOf(mail.html)).toEqual(attributesOf(plain.html));
      for (const part of [unescaped(mail.html), mail.text]) {
        expect(part.match(/\u2068/g)?.length).toBe(part.match(/\u2069/g)?.length);
        expect(part).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200c\u200e\u200f\u2028-\u202e\u2066\u2067\ufeff]/,
        );
        expect(part.normalize('NFC')).toBe(part);
        expect(part).not.toMatch(/\p{Surrogate}/u);
      }
      for (const [, inside = ''] of mail.text.matchAll(/\u2068([^\u2069]*)\u2069/g)) {
        expect(inside).not.toContain('\u2068');
        expect([...new Intl.Segmenter('de').segment(inside)].length).toBeLessThanOrEqual(81);
        expect(inside.length).toBeLessThanOrEqual(241);
      }
      expect(mail.text).not.toMatch(/^(?:Bcc|Subject):/m);
      expect(mail.subject.length).toBeLessThanOrEqual(78);

      const parsed = await PostalMime.parse(await mimeOf(mail, 'de'));
      expect(parsed.subject).toBe(mail.subject);
      expect(parsed.bcc).toBeUndefined();
      expect(parsed.to).toHaveLength(1);
      expect(parsed.text?.replace(/\r\n/g, '\n').trim()).toBe(mail.text.trim());
    },
  );

  it('are told apart where two people bear the same', () => {
    const questions = [1, 2, 3].map((no) => question(no, { name: no < 3 ? 'Thomas Müller' : 'Anna Müller' }));
    const texts = linksOf(renderDigest(digest(0, 'de', { questions }), links).html).map(({ text }) => text);
    expect(texts).toContain('\u2068Thomas Müller\u2069 (1) behalten');
    expect(texts).toContain('\u2068Thomas Müller\u2069 (2) behalten');
    expect(texts).toContain('\u2068Anna Müller\u2069 behalten');
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('profile links (B-9)', () => {
  it.each([
    'https://www.linkedin.com/in/anna-m%C3%BCller-1',
    'https://linkedin.com/in/anna',
    'https://de.linkedin.com/in/anna',
    'https://www.linkedin.com/pub/anna/1/2/3',
  ])('are made for %s', (url) => expect(isProfileUrl(url)).toBe(true));

  it.each([
    undefined,
    '',
    'http://www.linkedin.com/in/anna',
    'javascript:alert(1)//https://www.linkedin.com/in/anna',
    'data:text/html,https://www.linkedin.com/in/anna',
    '//www.linkedin.com/in/anna',
    'https:\\\\www.linkedin.com\\in\\anna',
    'https://www.linkedin.com\\@evil.example/in/anna',
    'https://user:pass@www.linkedin.com/in/anna',
    'https://www.linkedin.com@evil.example/in/anna',
    'https://www.linkedin.com:8443/in/anna',
    'https://www.linkedin.com.evil.example/in/anna',
    'https://evil.example/www.linkedin.com/in/anna',
    'https://notlinkedin.com/in/anna',
    'https://www.lіnkedin.com/in/anna',
    'https://www.xn--lnkedin-6fg.com/in/anna',
    'https://www.linkedin.com/in/anna\nhttps://evil.example/a',
    'https://www.linkedin.com/in/anna"onclick="x',
    'https://www.linkedin.com/in/anna?next=//evil.example/a',
    'https://www.linkedin.com/in/anna#x',
    'https://www.linkedin.com/company/anna',
    'https://www.linkedin.com/in/anna-',
    ' https://www.linkedin.com/in/anna',
    `https://www.linkedin.com/in/${'a'.repeat(200)}`,
  ])('are not made for %s', (profileUrl) => {
    expect(isProfileUrl(profileUrl)).toBe(false);
    const mail = renderDigest(digest(0, 'de', { questions: [question(1, { profileUrl })] }), links);
    for (const { url } of linksOf(mail.html)) expect(url).toMatch(/^https:\/\/q1w2e3r4t5\./);
    expect(mail.text).not.toContain('linkedin.com');
  });
});

describe('the subject (B-8)', () => {
  it('has count, two short names and the month', () => {
    expect(renderDigest(digest(12, 'de'), links).subject).toBe(
      '12 Kontakte, eine Frage: Silke O., Lennart G. … (November)',
    );
    expect(renderDigest(digest(2, 'en'), links).subject).toBe(
      '2 contacts, one question: Silke O. and Lennart G. (November)',
    );
    expect(renderDigest(digest(12, 'nl'), links).subject).toBe(
      '12 contacten, één vraag: Silke O., Lennart G. … (november)',
    );
    expect(renderDigest(digest(1, 'de'), links).subject).toBe('1 Kontakt, eine Frage: Silke O. (November)');
  });

  it.each([
    ['Dr. Holger Zumbrinck, PhD', 'Holger Z.'],
    ['Katharina (Kathi) Oberleitgeber', 'Katharina O.'],
    ['Anke 🚀 Löwenthaler', 'Anke L.'],
    ['Sjoerd van der Hoogenbosch', 'Sjoerd H.'],
    ['Cher', 'Cher'],
    ['anna öztürk', 'anna Ö.'],
    ['Bartholomäusfriedrich Kuhn', 'Bartholomäusf… K.'],
    ['משה כהן', '\u2068משה כ.\u2069'],
    ['🚀', ''],
  ])('shortens %s', (name, short) => expect(shortName(name)).toBe(short));

  it('has at most 78 characters whatever the names are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 120 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...locales),
        fc.integer({ min: 1, max: 12 }),
        (names, locale, month) => {
          const questions = names.map((name, index) => question(index + 1, { name }));
          const period = `2026-${String(month).padStart(2, '0')}` as Period;
          const { subject } = renderDigest(digest(0, locale, { questions, period }), links);
          expect(subject.length).toBeLessThanOrEqual(78);
          expect(subject).not.toMatch(/[\r\n]/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const mimeOf = (mail: { subject: string; text: string; html: string }, locale: Locale) =>
  buildMime({
    from: 'Woher <woher@example.org>',
    to: 'me@example.org',
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    locale,
    date: '2026-11-01T07:00:00.000Z' as IsoTime,
    messageId: 'digest-2026-11.me',
  });
