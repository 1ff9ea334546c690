import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest, Question } from '../../shared/domain/digest.ts';
import type { IsoDay, IsoTime, Period } from '../../shared/domain/ids.ts';
import { type Locale, locales } from '../../shared/domain/owner.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { renderDigest } from '../../shared/render/mail/digest-mail.tsx';
import { achieved, digest, links, question, reasons, specialQuestions } from './digests.ts';
import { colourPairs, contrast, inverted, lightnessInverted, linksOf, rgb, textOf } from './html.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const of = (locale: Locale, questions: readonly Question[], change: Partial<Digest> = {}) =>
  renderDigest(digest(0, locale, { questions, openCount: questions.length, ...change }), links);
const special = specialQuestions();
const one = (kind: Question['reason']['kind']): Question => {
  const found = special.find(({ reason }) => reason.kind === kind);
  if (found === undefined) throw new Error(`there is no question of the kind ${kind}`);
  return found;
};
const compliance = question(1, { reason: reasons.find(({ kind }) => kind === 'compliance') as never });

describe.each(locales)('questions of every kind in %s', (locale) => {
  const words = mailCatalogueFor(locale);
  const all = [...specialQuestions(), { ...compliance, no: 20 }];
  const mail = of(locale, all);

  it('say what they are about and why, in both parts', () => {
    for (const part of [textOf(mail.html), textOf(mail.text)])
      for (const asked of all)
        for (const fact of [words.titleOf(asked) || words.name(asked.name), words.reasonOf(asked)])
          expect(part).toContain(textOf(fact));
  });

  it('have the same links in both parts, each with a text of its own', () => {
    const inHtml = linksOf(mail.html);
    const inText = mail.text.split('\n').filter((line) => line.includes('://'));
    expect(inText.toSorted()).toEqual(inHtml.map(({ url }) => url).sort());
    expect(new Set(inHtml.map(({ text }) => text)).size).toBe(inHtml.length);
    for (const url of inText) expect(url).toMatch(/^https:\/\/\S{1,191}[a-zA-Z0-9]$/);
    const lines = mail.text.split('\n');
    for (const url of inText) expect(lines[lines.indexOf(url) - 1]).not.toMatch(/: *.*::$|::$/);
  });

  it('keep their colours readable, as given and inverted', () => {
    for (const { colour, ground } of colourPairs(mail.html))
      for (const turn of [(same: ReturnType<typeof rgb>) => same, inverted, lightnessInverted])
        expect(contrast(turn(rgb(colour)), turn(rgb(ground)))).toBeGreaterThanOrEqual(4.5);
  });

  it('offer the answers that may be given, and groups and pairs one way to their page', () => {
    const urls = (asked: Question) =>
      linksOf(of(locale, [asked], { removals: { done: 0, stillThere: 0 } }).html)
        .map(({ url }) => url)
        .filter((url) => /\/r\/\w+(?:\?|$|\/)/.test(url) && url !== links.all);
    const { keep, remove, later, page } = links.question(1);
    const asFirst = (asked: Question) => urls({ ...asked, no: 1 });
    expect(asFirst(one('invitationPending'))).toEqual([keep, remove, later]);
    expect(asFirst(compliance)).toEqual([keep, remove, later]);
    for (const kind of ['burst', 'bulkInvitation', 'colleagues', 'samePerson'] as const)
      expect(asFirst(one(kind)), kind).toEqual([page]);
    expect(asFirst(one('removals'))).toEqual([links.removals]);
  });

  it('offer no more later after three of them, and say so', () => {
    for (const asked of [question(1), { ...one('invitationPending'), no: 1 }]) {
      const { html, text } = of(locale, [{ ...asked, mustDecide: true }]);
      expect(linksOf(html).map(({ url }) => url)).not.toContain(links.question(1).later);
      for (const part of [textOf(html), text]) expect(part).toContain(words.mail.decideNow);
      expect(of(locale, [asked]).text).not.toContain(words.mail.decideNow);
    }
  });

  it('say of a question that is back when it was put off, and by what', () => {
    const on = '2026-10-03' as IsoDay;
    for (const answer of ['ask', 'later'] as const) {
      const { html, text } = of(locale, [question(1, { putOff: { answer, on } })]);
      const line = words.mail.putOff[answer](words.day(on));
      for (const part of [textOf(html), text]) expect(part).toContain(line);
      expect(of(locale, [question(1)]).text).not.toContain(line);
    }
    expect(words.mail.putOff.ask('X')).not.toBe(words.mail.putOff.later('X'));
  });

  it('say of somebody on the compliance list that keeping takes a reason, and of nobody else', () => {
    expect(of(locale, [compliance]).text).toContain(words.mail.keepNeedsReason);
    expect(of(locale, [question(1)]).text).not.toContain(words.mail.keepNeedsReason);
  });

  it('show five of a group at most, and how many more there are', () => {
    const group = (size: number) => ({
      ...one('burst'),
      members: Array.from({ length: size }, (_, index) => ({
        ...question(index + 1),
        name: `Person N${index}`,
      })),
    });
    const shown = (size: number) => of(locale, [group(size)]).text.match(/Person N\d+/g);
    expect([shown(3), shown(5), shown(41)].map((names) => names?.length)).toEqual([3, 5, 5]);
    expect(of(locale, [group(41)]).text).toMatch(/\u2069(?:,)? (?:und|and|en) 36 (?:weitere|others|anderen)/);
    expect(of(locale, [group(5)]).text).not.toMatch(/\d (?:weitere|others|anderen)\n/);
  });

  it('count, and do not name, those of a group who have no name to show', () => {
    const members = [...one('removals').members, { connectedOn: question(1).connectedOn, name: '' }];
    const { text } = of(locale, [{ ...one('removals'), members }]);
    expect(text).toMatch(/ (?:eine weitere Person|one other person|één andere persoon)\n/);
    const unnamed = members.map((member) => ({ ...member, name: '' }));
    expect(of(locale, [{ ...one('removals'), members: unnamed }]).text).not.toContain('\n\u2068');
  });

  it('point to the list of removals once', () => {
    const removals = { done: 2, stillThere: 3 };
    const listed = (asked: Question) =>
      linksOf(of(locale, [asked], { removals }).html).filter(({ url }) => url === links.removals).length;
    expect([listed(one('removals')), listed(question(1))]).toEqual([1, 1]);
    const reminded = of(locale, [one('removals')], { removals }).text;
    expect(reminded).not.toContain(words.mail.footer.stillThere(3));
    expect(reminded).toContain(words.mail.footer.done(2));
  });

  it('of 25, each with long names, are at most 80 KB', () => {
    const long = 'Friederike-Wilhelmine Grevesmöhlsen-Schlüterbeck von der Hee';
    const questions = Array.from({ length: 25 }, (_, index): Question => {
      const kind = special[index % special.length] ?? compliance;
      const named = (name: string) => ({ ...question(index + 1), name: `${long.slice(0, 58)}${name}` });
      const members = Array.from({ length: 41 }, (_, no) => named(String(no)));
      return { ...kind, no: index + 1, name: kind.kind === 'group' ? '' : long, members };
    });
    expect(bytes(of(locale, questions).html)).toBeLessThanOrEqual(80 * 1024);
  });
});

describe('the subject', () => {
  it('speaks of questions where they are not all about contacts, and names nobody of a group', () => {
    const { subject } = of('de', [one('removals'), one('burst'), one('invitationPending')]);
    expect(subject).toBe('3 Fragen: Fabian G. … (November)');
    expect(of('en', [one('removals')]).subject).toBe('1 question (November)');
    expect(of('nl', [one('samePerson')]).subject).toBe('1 vraag: Kerstin O. (november)');
  });

  it.each([
    ['de', '(Mitte November)', 'Mitte November 2026 ·'],
    ['en', '(mid-November)', 'Mid-November 2026 ·'],
    ['nl', '(half november)', 'Half november 2026 ·'],
  ] as const)('names the half of a month (%s)', (locale, end, start) => {
    const period = '2026-11-15' as Period;
    const { subject, preheader } = renderDigest(digest(12, locale, { period }), links);
    expect(subject.endsWith(end)).toBe(true);
    expect(subject.length).toBeLessThanOrEqual(78);
    expect(preheader.startsWith(start)).toBe(true);
    expect(preheader.length).toBeLessThanOrEqual(90);
  });

  it('names the month in which the digest of a quarter came', () => {
    const late = digest(1, 'de', {
      period: '2026-10' as Period,
      evaluatedAt: '2026-11-30T23:30:00.000Z' as IsoTime,
    });
    expect(renderDigest(late, links).subject).toContain('(Dezember)');
    expect(renderDigest({ ...late, zone: 'UTC' }, links).subject).toContain('(November)');
  });
});

describe('a mail without questions', () => {
  const none = (change: Partial<Digest> = {}) =>
    digest(0, 'de', { openCount: 0, removals: { done: 0, stillThere: 0 }, ...change });

  it.each(locales)('is a body of five lines at most, in %s', (locale) => {
    for (const sinceLast of [undefined, digest(1, 'de').sinceLast]) {
      const { text } = renderDigest({ ...none({ sinceLast }), locale }, links);
      const [body = '', footer = ''] = text.split(/^-{10,}$/m);
      const lines = body.split('\n').filter((line) => line !== '');
      expect(lines).toHaveLength(sinceLast === undefined ? 4 : 5);
      expect(footer).toContain(links.stop);
    }
  });

  it('says what was looked at, what is settled and when the next look is', () => {
    const { text, html } = renderDigest(none({ sinceLast: undefined }), links);
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('---'));
    expect(lines.slice(0, 4)).toEqual([
      'Diesmal gibt es nichts zu fragen.',
      'Angesehen: 1.830 Kontakte im LinkedIn-Export vom 30. Oktober 2026.',
      '1.204 von 1.830 Kontakten geklärt, das sind 65\u00a0%.',
      'Das nächste Mal sieht Woher am 1. Dezember 2026 nach.',
    ]);
    expect(lines.slice(4).filter((line) => line.startsWith('https://'))).toEqual([links.upload, links.stop]);
    expect(lines).toHaveLength(8);
    for (const line of lines.slice(0, 4)) expect(textOf(html)).toContain(textOf(line));
  });

  it('asks for a fresh export, and says how, where the last is older than 60 days', () => {
    const exportedAt = (day: string) => ({ exportedAt: `${day}T07:00:00.000Z` as IsoTime });
    const stale = renderDigest(none(exportedAt('2026-09-01')), links).text;
    expect(stale).toContain('älter als 60 Tage');
    expect(stale).toContain('Kopie Ihrer Daten anfordern');
    expect(renderDigest(none(exportedAt('2026-09-03')), links).text).not.toContain('älter als 60 Tage');
  });
});

describe('an export without messages', () => {
  it.each(locales)(
    'is told with the number of those of whom nothing can be said, and the way to one (%s)',
    (locale) => {
      const words = mailCatalogueFor(locale);
      const told = renderDigest(digest(1, locale, { withoutMessages: 12 }), links).text;
      expect(told).toContain(words.mail.footer.withoutMessages(12));
      expect(told).toContain(words.howToExport);
      expect(renderDigest(digest(1, locale), links).text).not.toContain(words.howToExport);
    },
  );
});

describe('what the last digest achieved', () => {
  it.each([
    [
      'de',
      '31 behalten, 4 zum Entfernen vorgemerkt (2 davon nachweislich entfernt), 1 stummgeschaltet, 2 auf später verschoben, 5-mal nachgefragt, 1 Gruppe beantwortet, 3 Einladungen beantwortet, 1 Paar verglichen',
    ],
    [
      'en',
      '31 kept, 4 put down for removal (2 of them proved removed), 1 muted, 2 put off, 5 to be asked, 1 group answered, 3 invitations answered, 1 pair compared',
    ],
    [
      'nl',
      '31 behouden, 4 op je verwijderlijst gezet (2 daarvan aantoonbaar verwijderd), 1 gedempt, 2 uitgesteld, 5 keer navraag gedaan, 1 groep beantwoord, 3 uitnodigingen beantwoord, 1 paar vergeleken',
    ],
  ] as const)('is told with every number, and without those that are none (%s)', (locale, told) => {
    const sinceLast = achieved({
      kept: 31,
      removed: 4,
      done: 2,
      muted: 1,
      later: 2,
      asked: 5,
      groups: 1,
      invitations: 3,
      pairs: 1,
    });
    expect(renderDigest(digest(1, locale, { sinceLast }), links).text).toContain(`: ${told}.`);
  });
});

describe('two questions of one digest', () => {
  it('never give the same reason but for names', () => {
    const others = ['Anna Müller', 'Bert Müller', 'Cleo Neu'];
    const anyReason = fc
      .tuple(fc.constantFrom(...reasons), fc.constantFrom(...others))
      // Of removals there is one question, and each other group is one of its own.
      .filter(([{ kind }]) => !/^(?:removals|burst|bulkInvitation|colleagues)$/.test(kind))
      .map(([reason, other]) => (reason.kind === 'samePerson' ? { ...reason, other } : reason));
    fc.assert(
      fc.property(fc.array(anyReason, { maxLength: 25 }), fc.constantFrom(...locales), (found, locale) => {
        const { questions } = digest(0, locale, {
          questions: found.map((reason, index) =>
            question(index + 1, { reason, name: others[index % 3] ?? '' }),
          ),
        });
        const said = questions.map((asked) =>
          others.reduce((text, name) => text.replaceAll(name, '…'), mailCatalogueFor(locale).reasonOf(asked)),
        );
        expect(new Set(said).size).toBe(said.length);
      }),
      { numRuns: 500 },
    );
  });
});
