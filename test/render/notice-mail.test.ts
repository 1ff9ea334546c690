import { describe, expect, it } from 'vitest';
import { holdReasons } from '../../shared/domain/guard.ts';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { rejectionCodes } from '../../shared/domain/snapshot.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { buildMime, maxMimeBytes } from '../../shared/render/mail/mime.ts';
import { renderNotice } from '../../shared/render/mail/notice-mail.tsx';
import type { NoticeFacts } from '../../shared/render/mail/notice-view.ts';
import { contactIdOf } from '../adapters/contract/values.ts';
import { anOwner } from '../domain/builders.ts';
import {
  colourPairs,
  contrast,
  inverted,
  lightnessInverted,
  linksOf,
  rgb,
  tagsOf,
  textOf,
  wordsOf,
} from './html.ts';

const owner = anOwner({ ownerId: 'anna2345' as OwnerId, address: 'anna@wolkenhauerin.example' });
const base = 'https://abc123def4.execute-api.eu-central-1.amazonaws.com';
const links = {
  result: `${base}/u/${'a'.repeat(50)}/20261122t080000-0a1b2c3d`,
  stop: `${base}/s/${'b'.repeat(50)}`,
};
const resultUntil = '2027-01-21T00:00:00.000Z' as IsoTime;
const held: NoticeFacts = {
  record: {
    fileName: 'Export & "mehr".zip',
    guard: {
      reasons: holdReasons,
      expected: 1_200,
      missing: 1_034,
      mayMiss: 50,
      missingCanaries: [
        { contactId: contactIdOf('a'), name: 'Ada "A" & Co' },
        { contactId: contactIdOf('b'), name: 'Bodo & Co' },
      ],
    },
  },
  links,
  resultUntil,
};
const rejected = rejectionCodes.map((code): [string, NoticeFacts] => [
  code,
  { record: { fileName: 'x.pdf', rejection: { rejected: code } }, links, resultUntil },
]);
const cases: readonly [string, NoticeFacts][] = [['held', held], ...rejected];

describe.each(locales)('the notice in %s', (locale) => {
  const words = mailCatalogueFor(locale);

  it.each(cases)('%s: says every fact in both parts, with both links alone on their lines', (_, facts) => {
    const mail = renderNotice({ ...owner, locale }, facts);
    const { rejection } = facts.record;
    const { kept, next } = words.imported.held;
    const texts = words.mail.notice[rejection === undefined ? 'held' : 'rejected'];
    const said = [
      texts.summary,
      texts.heading,
      words.mail.notice.file(facts.record.fileName),
      kept,
      rejection === undefined ? next : words.rejection(rejection),
      words.mail.notice.validUntil(words.dayOf(resultUntil, owner.zone)),
    ];
    for (const part of [textOf(mail.html), textOf(mail.text)])
      for (const fact of said) expect(part).toContain(textOf(fact));
    const expected = [links.result, links.stop].sort();
    expect(
      linksOf(mail.html)
        .map(({ url }) => url)
        .sort(),
    ).toEqual(expected);
    const lines = mail.text.split('\n').filter((line) => line.includes('://'));
    expect(lines.toSorted()).toEqual(expected);
    for (const line of lines) expect(line).toMatch(/^https:\/\/\S{1,191}[a-zA-Z0-9]$/);
    expect(mail.subject.length).toBeLessThanOrEqual(78);
    expect(texts.summary.length).toBeGreaterThanOrEqual(40);
    expect(texts.summary.length).toBeLessThanOrEqual(90);
    expect(wordsOf(mail.html).join(' ').startsWith(texts.summary)).toBe(true);
  });

  it('tells every reason with its numbers, in the way of the language', () => {
    const text = textOf(renderNotice({ ...owner, locale }, held).text);
    const number = (value: number) => words.number(value);
    for (const part of [number(1_034), number(1_200), number(50), 'Ada "A" & Co', 'Bodo & Co'])
      expect(text).toContain(part);
    expect(text).toContain(textOf(words.imported.held.otherOwner));
  });

  it('is tables and words, readable in every palette', () => {
    const { html } = renderNotice({ ...owner, locale }, held);
    expect([...tagsOf(html)].sort()).toEqual(
      'a body col colgroup h1 head html meta p table td title tr'.split(' '),
    );
    expect(html).not.toMatch(/url\(|\bsrc=|background=|<link|@import|undefined/);
    expect(html).toContain(`<html lang="${locale}">`);
    for (const { colour, ground } of colourPairs(html))
      for (const seen of [(pair: ReturnType<typeof rgb>) => pair, inverted, lightnessInverted])
        expect(contrast(seen(rgb(colour)), seen(rgb(ground)))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the size of a notice (C-8)', () => {
  const longest = ['ก็็็็', '𒐫', '👩‍👩‍👧‍👦', '&', 'щ'].map((text) => text.repeat(200));

  it.each(locales)(
    'is within the limits of a message, whatever its file and the people are called (%s)',
    async (locale) => {
      for (const text of longest) {
        const missingCanaries = Array.from({ length: 5 }, (_, no) => ({
          contactId: contactIdOf(`${no}`),
          name: text,
        }));
        const guard = {
          reasons: holdReasons,
          expected: 30_000,
          missing: 29_999,
          mayMiss: 50,
          missingCanaries,
        };
        const records: NoticeFacts['record'][] = [
          { fileName: text, guard },
          ...rejectionCodes.map((code) => ({
            fileName: text,
            rejection: { rejected: code, file: text, line: 300_000 },
          })),
        ];
        for (const record of records) {
          const mail = renderNotice({ ...owner, locale }, { record, links, resultUntil });
          const mime = await buildMime({
            ...mail,
            from: 'Woher <woher@example.org>',
            to: owner.address,
            locale,
            date: resultUntil,
            messageId: 'notice-1.me',
            unsubscribeUrl: links.stop,
          });
          // Nowhere near them.
          expect(mime.length).toBeLessThan(maxMimeBytes / 4);
        }
      }
    },
  );
});
