import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceKinds } from '../../shared/domain/evidence-kinds.ts';
import type { Reason } from '../../shared/domain/finding.ts';
import type { IsoDay, IsoMonth, IsoTime } from '../../shared/domain/ids.ts';
import { type Locale, locales } from '../../shared/domain/owner.ts';
import { withOrdinals } from '../../shared/domain/questions.ts';
import { atLeast, breaches, rejectionCodes } from '../../shared/domain/snapshot.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { pageCatalogueFor } from '../../shared/render/locales/pages.ts';
import { question, reasons } from './digests.ts';

const day = (text: string) => text as IsoDay;
const month = (text: string) => text as IsoMonth;
const everything = (locale: Locale) => ({ ...mailCatalogueFor(locale), ...pageCatalogueFor(locale) });
const de = everything('de');
const en = everything('en');
const nl = everything('nl');

/** The network's own words for the way to the export, and the file to take. */
const menuOf: Readonly<Record<Locale, RegExp>> = {
  de: /Kopie Ihrer Daten anfordern.*„Complete“/s,
  en: /Get a copy of your data.*“Complete”/s,
  nl: /kopie van uw gegevens.*“Complete”/s,
};
const onLinkedIn: Readonly<Record<Locale, string>> = {
  de: 'auf LinkedIn',
  en: 'on LinkedIn',
  nl: 'op LinkedIn',
};

/** Paths of all leaves: `mail.footer.done`. */
function leaves(value: object, path: readonly string[] = []): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? leaves(inner, [...path, key]) : [[...path, key].join('.')],
  );
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'locales' ? [] : sourcesUnder(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('the catalogues', () => {
  it('have the same keys, and no empty text', () => {
    for (const other of [en, nl]) expect(leaves(other).sort()).toEqual(leaves(de).sort());
    const texts = (value: object): string[] =>
      Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === 'string'
          ? /^(?:before|after)$/.test(key)
            ? []
            : [inner]
          : inner && typeof inner === 'object'
            ? texts(inner)
            : [],
      );
    for (const catalogue of [de, en, nl])
      for (const text of texts(catalogue)) expect(text.trim()).not.toBe('');
  });

  it('have no key that nothing uses', () => {
    const source = ['shared', 'functions', 'infra'].flatMap(sourcesUnder).join('\n');
    const words = new Set(source.match(/\w+/g));
    // A table by a domain word (`rule[ruleId]`) is used as a whole; its keys are checked by the type.
    const tables = 'originStatus reciprocity rule answer origin fileKind skipReason'.split(' ');
    const used = (path: string) => {
      const [first = '', ...rest] = path.split('.');
      const key = rest.at(-1) ?? first;
      return words.has(tables.includes(first) ? first : key);
    };
    expect([...new Set(leaves(de).filter((path) => !used(path)))]).toEqual([]);
  });

  it.each(locales)('say something about every kind of evidence, dated or not (%s)', (locale) => {
    const { evidence } = catalogueFor(locale);
    const fact = (kind: Evidence['kind'], change: Partial<Evidence> = {}): Evidence => ({
      kind,
      strength: 'weak',
      ownAct: true,
      file: 'messages',
      ...change,
    });
    const said = evidenceKinds.map((kind) => evidence(fact(kind)));
    expect(new Set(said).size).toBe(evidenceKinds.length);
    for (const kind of evidenceKinds) {
      expect(evidence(fact(kind))).not.toMatch(/undefined|[.,:]$|\d/);
      for (const at of ['2025-05-04', '2025-05', '2025'])
        expect(evidence(fact(kind, { at: month(at) }))).toContain('2025');
    }
    expect(evidence(fact('groupChat', { detail: '5' }))).toContain('5');
    expect(evidence(fact('sharedEmployer', { detail: 'Nordlicht' }))).toContain('\u2068Nordlicht\u2069');
    expect(evidence(fact('answer', { detail: 'classmate' }))).toContain(
      catalogueFor(locale).origin.classmate,
    );
    expect(evidence(fact('answer', { detail: 'toString' }))).not.toContain('function');
  });

  it.each(locales)('name the limit that a ZIP broke, the entry, and what to do (%s)', (locale) => {
    const { rejection } = catalogueFor(locale);
    const file = 'a/messages.csv';
    const said = breaches.map((breach) => rejection({ rejected: 'unsafeZip', breach, file }));
    const untold = rejection({ rejected: 'unsafeZip', file });
    expect(new Set([...said, untold]).size).toBe(breaches.length + 1);
    for (const text of said) expect(text).toMatch(/^[A-Z„“].+\. .+\.$/s);
    const ofTheWhole = ['archiveTooLarge', 'tooManyEntries', 'directoryTooLarge'];
    for (const [index, breach] of breaches.entries())
      expect(said[index]?.includes('\u2068a/messages.csv\u2069'), breach).toBe(!ofTheWhole.includes(breach));
    const limits = {
      archiveTooLarge: 512,
      directoryTooLarge: 1,
      entryTooLarge: 1,
      totalTooLarge: 2,
    } as const;
    for (const [breach, limit] of Object.entries(limits))
      expect(said[breaches.indexOf(breach as keyof typeof limits)]).toMatch(new RegExp(`\\b${limit} [MG]B`));
    expect(said[breaches.indexOf('tooManyEntries')]).toMatch(/\b1[.,]?000\b/);
    expect(said[breaches.indexOf('ratio')]).toMatch(/\b200\b/);
  });

  it.each(locales)('say what to do about every rejected file (%s)', (locale) => {
    const { rejection } = catalogueFor(locale);
    const said = rejectionCodes.map((rejected) => rejection({ rejected }));
    expect(new Set(said).size).toBe(rejectionCodes.length);
    for (const text of said) expect(text).toMatch(/^[A-Z„“].+\. .+\.$/s);
    for (const rejected of ['noConnections', 'pdf', 'noKnownCsv', 'noContacts'] as const)
      expect(rejection({ rejected })).toMatch(menuOf[locale]);
    expect(rejection({ rejected: 'wrongHeader', file: 'Connections.csv', line: 4 })).toMatch(
      /Connections\.csv.*\((?:Zeile|line|regel) 4\)/,
    );
  });

  it('write the evidence as PRODUCT does', () => {
    const conversation: Evidence = {
      kind: 'conversation',
      strength: 'strong',
      ownAct: true,
      at: month('2025-05'),
      file: 'messages',
    };
    expect(de.evidence(conversation)).toBe('Konversation mit Rückfrage, zuletzt Mai 2025');
    expect(en.evidence(conversation)).toBe('Conversation that went back and forth, last in May 2025');
    expect(nl.evidence(conversation)).toBe('Gesprek over en weer, laatst in mei 2025');
  });

  it('claim of no weak group chat who wrote in it: in one of many people both may have', () => {
    const chat: Evidence = {
      kind: 'silentGroupChat',
      strength: 'weak',
      ownAct: true,
      at: month('2025-05'),
      file: 'messages',
      detail: '30',
    };
    expect(de.evidence(chat)).toBe('Gemeinsamer Gruppenchat mit 30 Personen, zuletzt Mai 2025');
    expect(en.evidence(chat)).toBe('Shared group chat of 30 people, last in May 2025');
    expect(nl.evidence(chat)).toBe('Gezamenlijke groepschat met 30 personen, laatst in mei 2025');
  });

  it('put off no “4 of at most 3 times” where an earlier policy allowed more', () => {
    for (const { pages } of [de, en, nl]) {
      expect(pages.later(3, 3)).toMatch(/3.*3/);
      expect(pages.later(4, 3)).toMatch(/4/);
      expect(pages.later(4, 3)).not.toMatch(/3/);
    }
  });

  it('refuse putting off by whichever answer, not *later* alone', () => {
    const said = [de, en, nl].map(({ pages }) => pages.problem.laterTooOften);
    for (const [index, words] of [/aufschieben/, /put off/, /uitstellen/].entries()) {
      expect(said[index]).toMatch(words);
      expect(said[index]).not.toMatch(/Später|Later/);
    }
  });
});

describe('a reason', () => {
  it.each(locales)('is one sentence with a date, on LinkedIn when it is about silence (%s)', (locale) => {
    for (const reason of reasons) {
      const sentence = catalogueFor(locale).reason(reason, { name: 'Anna Müller' });
      expect(sentence).toMatch(/^\u2068?[A-Z\d].*[^.?][.?]$/s);
      expect(sentence.replace(/\d+\. (?=\p{L})/gu, '')).not.toMatch(/[.?] [A-Z]/);
      expect(sentence).toMatch(/\b20\d\d\b/);
      if (/noTrace|Never|lost/.test(reason.kind)) expect(sentence).toContain(onLinkedIn[locale]);
    }
  });

  it('reads well', () => {
    expect(reasons.slice(0, 4).map((reason) => de.reason(reason, { name: 'Anna Müller' }))).toEqual([
      'Ihr seid seit dem 12. März 2014 verbunden, und auf LinkedIn findet sich bis zum 30. Oktober 2026 kein Gespräch zwischen euch.',
      'Auf deine 3 Nachrichten seit dem 4. Mai 2025 kam von \u2068Anna Müller\u2069 auf LinkedIn bis zum 30. Oktober 2026 keine Antwort, und woher ihr euch kennt, ist offen.',
      'Ihr seid seit dem 20. November 2019 verbunden, und der deutlichste Hinweis, woher ihr euch kennt, ist deine Einladung ohne persönliche Worte (18. November 2019).',
      'Auf die Nachricht von \u2068Anna Müller\u2069 vom 29. Februar 2024 hast du auf LinkedIn bis zum 30. Oktober 2026 nicht geantwortet.',
    ]);
    expect(reasons.slice(3, 7).map((reason) => en.reason(reason, { name: 'Anna Müller' }))).toEqual([
      'Up to 30 October 2026 there is no answer on LinkedIn from you to the message of 29 February 2024 from \u2068Anna Müller\u2069.',
      'You have been connected since 12 March 2014, and up to 30 October 2026 there is no conversation between you on LinkedIn.',
      'You have exchanged 14 messages on LinkedIn, the last in May 2019.',
      'You have been connected since 1 June 2017, but three people in your files are called \u2068Anna Müller\u2069: what there is on LinkedIn may belong to any of them.',
    ]);
    expect(reasons.slice(0, 4).map((reason) => nl.reason(reason, { name: 'Anna Müller' }))).toEqual([
      'Jullie zijn sinds 12 maart 2014 verbonden, en op LinkedIn is tot en met 30 oktober 2026 geen gesprek tussen jullie te vinden.',
      'Op je 3 berichten sinds 4 mei 2025 kwam op LinkedIn tot en met 30 oktober 2026 geen antwoord van \u2068Anna Müller\u2069, en waar jullie elkaar van kennen, is nog de vraag.',
      'Jullie zijn sinds 20 november 2019 verbonden, en de duidelijkste aanwijzing waar jullie elkaar van kennen, is je uitnodiging zonder persoonlijk bericht (18 november 2019).',
      'Op het bericht dat \u2068Anna Müller\u2069 op 29 februari 2024 stuurde, heb je op LinkedIn tot en met 30 oktober 2026 niet geantwoord.',
    ]);
  });

  it('says which one of several it is', () => {
    const of = (place: number, count: number) =>
      de.reasonOf({ ...question(1), ordinal: { place, of: count } });
    expect(of(3, 5)).toContain('(dritter von fünf solchen Kontakten dieses Tages)');
    expect(of(13, 25)).toContain('(13. von 25 solchen Kontakten dieses Tages)');
    expect(en.reasonOf({ ...question(2), ordinal: { place: 1, of: 2 } })).toContain(
      '(first of two contacts of whom this is true)',
    );
    expect(nl.reasonOf({ ...question(1), ordinal: { place: 13, of: 25 } })).toContain(
      '(13e van 25 zulke contacten van die dag)',
    );
  });

  it('is never the same for two questions of a digest but for the name', () => {
    const date = fc.integer({ min: 0, max: 3 }).map((n) => day(`2020-0${1 + (n % 2)}-1${n}`));
    const messages = fc.integer({ min: 1, max: 120 }).map(atLeast);
    const noTrace = fc.boolean();
    const anyReason: fc.Arbitrary<Reason> = fc.oneof(
      fc.record({ kind: fc.constant('noTrace' as const), connectedOn: date, searchedUntil: date }),
      fc.record({
        kind: fc.constant('namesakes' as const),
        connectedOn: date,
        namesakes: fc.integer({ min: 2, max: 15 }),
      }),
      fc.record(
        {
          kind: fc.constant('onlyHint' as const),
          connectedOn: date,
          hint: fc.constantFrom(...evidenceKinds),
          hintAt: fc.oneof(date, fc.constantFrom(month('2020-01'), month('2020'))),
        },
        { requiredKeys: ['kind', 'connectedOn', 'hint'] },
      ),
      fc.record({
        kind: fc.constantFrom('theyNeverAnswered' as const, 'youNeverAnswered' as const),
        messages,
        since: date,
        searchedUntil: date,
        noTrace,
      }),
      fc.record({
        kind: fc.constant('lostFromSight' as const),
        lastIn: fc.constantFrom(month('2019-05'), month('2019'), month('2018-05')),
        messages,
      }),
    );
    fc.assert(
      fc.property(fc.array(anyReason, { maxLength: 25 }), fc.constantFrom(...locales), (found, locale) => {
        const questions = withOrdinals(
          found.map((reason, index) => question(index + 1, { reason, name: 'Anna Müller' })),
        );
        const sentences = questions.map(catalogueFor(locale).reasonOf);
        expect(new Set(sentences).size).toBe(sentences.length);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('dates and numbers', () => {
  it('are written as the language does', () => {
    expect(de.day(day('2014-03-12'))).toBe('12. März 2014');
    expect(en.day(day('2014-03-12'))).toBe('12 March 2014');
    expect([de.month(month('2014-03')), de.month(month('2014'))]).toEqual(['März 2014', '2014']);
    expect(nl.day(day('2014-03-12'))).toBe('12 maart 2014');
    expect([de.number(1830), en.number(1830), nl.number(1830)]).toEqual(['1.830', '1,830', '1.830']);
    expect([de.list(['A', 'B', 'C']), en.list(['A', 'B']), nl.list(['A', 'B', 'C'])]).toEqual([
      'A, B und C',
      'A and B',
      'A, B en C',
    ]);
    expect([de.percent(0.999), de.percent(1)]).toEqual(['99\u00a0%', '100\u00a0%']);
    expect([0, 1, 2, 1000].map((count) => de.plural(count, { one: '# Tag', other: '# Tage' }))).toEqual([
      '0 Tage',
      '1 Tag',
      '2 Tage',
      '1.000 Tage',
    ]);
  });

  it('fall on the day of the zone', () => {
    const at = '2026-03-28T23:30:00.000Z' as IsoTime;
    expect(de.dayOf(at, 'Europe/Berlin')).toBe('29. März 2026');
    expect(de.dayOf(at, 'UTC')).toBe('28. März 2026');
  });
});
