import fc from 'fast-check';
import { encode, wrap } from 'nodemailer/lib/qp';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { renderDigest } from '../../shared/render/mail/digest-mail.tsx';
import {
  buildMime,
  type MimeInput,
  maxHtmlBytes,
  maxMimeBytes,
  mimeWithinLimits,
} from '../../shared/render/mail/mime.ts';
import { rowIn, scripts } from '../fixtures/scripts.ts';
import { digest, links, question } from './digests.ts';

const input: MimeInput = {
  from: 'Woher <woher@example.org>',
  to: 'me@example.net',
  subject: '12 Kontakte, eine Frage: Jördis W., Götz Ü. … (März)',
  text: 'Müller\nhttps://example.org/r/abc\n.\nFrom here\n',
  html: '<!DOCTYPE html><html><body><p>Müller</p></body></html>',
  locale: 'de',
  date: '2026-11-01T07:00:00.000Z' as IsoTime,
  messageId: 'digest-2026-11.me',
  unsubscribeUrl: 'https://example.org/u/abc',
};

const headerNames = (mime: string): string[] =>
  mime
    .slice(0, mime.indexOf('\r\n\r\n'))
    .split('\r\n')
    .filter((line) => !/^\s/.test(line))
    .map((line) => line.split(':')[0] ?? '');

const expectedHeaders = [
  'Auto-Submitted',
  'X-Auto-Response-Suppress',
  'Content-Language',
  'List-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'From',
  'To',
  'Subject',
  'Message-ID',
  'Date',
  'MIME-Version',
  'Content-Type',
]
  .map((name) => name.toLowerCase())
  .sort();
const namesOf = (mime: string) =>
  headerNames(mime)
    .map((name) => name.toLowerCase())
    .sort();

const linesOf = (text = '') => text.trimEnd().split(/\r?\n/);

describe('a message (C-8)', () => {
  it('has one of each header, read by another parser', async () => {
    const mime = await buildMime(input);
    expect(namesOf(mime)).toEqual(expectedHeaders);
    const mail = await PostalMime.parse(mime);
    const header = (key: string) =>
      mail.headers.filter((found) => found.key === key).map(({ value }) => value);
    expect(mail.from).toMatchObject({ name: 'Woher', address: 'woher@example.org' });
    expect(mail.to).toMatchObject([{ address: 'me@example.net' }]);
    expect(mail.subject).toBe(input.subject);
    expect(mail.messageId).toBe('<digest-2026-11.me@example.org>');
    expect(mail.date).toBe('2026-11-01T07:00:00.000Z');
    expect(header('auto-submitted')).toEqual(['auto-generated']);
    expect(header('x-auto-response-suppress')).toEqual(['All']);
    expect(header('content-language')).toEqual(['de']);
    expect(header('list-id')).toEqual(['<digest.example.org>']);
    expect(header('list-unsubscribe')).toEqual(['<https://example.org/u/abc>']);
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(linesOf(mail.text)).toEqual(linesOf(input.text));
    expect(mail.html?.trim()).toBe(input.html);
    expect(mail.attachments).toEqual([]);
  });

  it.each(locales)('carries a digest of 25 whole, in short ASCII lines (%s)', async (locale) => {
    const rendered = renderDigest(digest(25, locale), links);
    const mime = await buildMime({ ...input, ...rendered, locale });
    expect(Buffer.byteLength(mime)).toBeLessThanOrEqual(maxMimeBytes);
    expect(mime).toMatch(/^[\r\n\x20-\x7e]*$/);
    for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    expect(mime.match(/Content-Transfer-Encoding: [a-z-]+/g)).toEqual([
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Transfer-Encoding: quoted-printable',
    ]);
    expect(mime).toContain('Content-Type: multipart/alternative');
    const mail = await PostalMime.parse(mime);
    expect(mail.subject).toBe(rendered.subject);
    expect(mail.html).toContain(rendered.html);
    expect(linesOf(mail.text)).toEqual(linesOf(rendered.text));
  });

  it('is the same bytes for the same input, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      buildMime(input),
      buildMime({ ...input }),
      buildMime({ ...input, text: 'Meier' }),
    ]);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('takes a whole message id, a list id, and no address to unsubscribe', async () => {
    const mime = await buildMime({
      ...input,
      messageId: '<a@b.example>',
      listId: 'woher.example.org',
      unsubscribeUrl: undefined,
    });
    const mail = await PostalMime.parse(mime);
    expect(mail.messageId).toBe('<a@b.example>');
    expect(mime).toMatch(/^List-ID: <woher\.example\.org>\r$/im);
    expect(mime).not.toMatch(/unsubscribe/i);
  });

  it('goes to an address without a dot in its host', async () => {
    const mail = await PostalMime.parse(
      await buildMime({ ...input, to: 'me@localhost', from: 'woher@localhost' }),
    );
    expect(mail.to).toMatchObject([{ address: 'me@localhost' }]);
  });

  it.each([
    '',
    'nobody',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    'x <a@b.example> <c@d.example>',
  ])('is refused for the address %j', async (to) => {
    await expect(buildMime({ ...input, to })).rejects.toThrow(RangeError);
  });

  // Quoted-printable writes three characters for each of these bytes.
  const wide = 'щ'.repeat(maxMimeBytes / 4);

  it.each([
    ['its HTML above 95 KB', { html: 'x'.repeat(maxHtmlBytes + 1) }],
    ['above 150 KB', { text: 'x'.repeat(maxMimeBytes) }],
    ['above 150 KB in base64', { text: wide, html: wide }],
  ])('is refused with %s', async (_, change) => {
    await expect(buildMime({ ...input, ...change })).rejects.toThrow(RangeError);
    expect(await mimeWithinLimits({ ...input, ...change })).toBeUndefined();
  });

  it('is made up to both limits', async () => {
    expect(await mimeWithinLimits({ ...input, html: 'x'.repeat(maxHtmlBytes) })).toBeDefined();
    const mime = await buildMime({ ...input, text: 'щ'.repeat(55_000), html: 'x' });
    expect(Buffer.byteLength(mime)).toBeGreaterThan(maxMimeBytes * 0.97);
  });
});

describe('the encoding of a part (RFC 2045 section 6)', () => {
  const encodingsOf = (mime: string) =>
    [...mime.matchAll(/^Content-Transfer-Encoding: (.*)\r$/gm)].map(([, encoding]) => encoding);
  const mostlyAscii = '<p>Müller</p>'.repeat(40);
  const cyrillic = 'Привет, мир\n'.repeat(40);

  it('is the shorter one, part by part', async () => {
    const mime = await buildMime({ ...input, text: cyrillic, html: mostlyAscii });
    expect(encodingsOf(mime)).toEqual(['base64', 'quoted-printable']);
    const other = await buildMime({ ...input, text: mostlyAscii, html: cyrillic });
    expect(encodingsOf(other)).toEqual(['quoted-printable', 'base64']);
  });

  it('makes a digest of 25 names no longer than the shorter of both, whatever the bytes of a letter', async () => {
    for (const script of scripts) {
      const questions = Array.from({ length: 25 }, (_, index) => {
        const { firstName, lastName, position, company } = rowIn(script, index);
        return question(index + 1, { name: `${firstName} ${lastName}`, position, company, hooks: [] });
      });
      const rendered = renderDigest(digest(0, 'de', { questions }), links);
      const mime = await buildMime({ ...input, ...rendered });
      const shorter = (part: string): number => {
        const inCrlf = part.replaceAll('\n', '\r\n');
        return Math.min(
          wrap(encode(inCrlf)).length,
          Math.ceil((Buffer.byteLength(inCrlf) * 4 * 78) / (3 * 76)),
        );
      };
      const headers = 2500;
      expect(mime.length).toBeLessThan(shorter(rendered.html) + shorter(rendered.text) + headers);
      const mail = await PostalMime.parse(mime);
      expect(mail.html?.trim()).toBe(rendered.html);
      expect(linesOf(mail.text)).toEqual(linesOf(rendered.text));
    }
  });

  it('is base64 in lines of 76 characters, of text whose lines end in CRLF', async () => {
    const mime = await buildMime({ ...input, text: cyrillic });
    const body = /base64\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(mime)?.[1] ?? '';
    const lines = body.trimEnd().split('\r\n');
    for (const line of lines.slice(0, -1)) expect(line).toHaveLength(76);
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe(cyrillic.replaceAll('\n', '\r\n'));
  });

  it('carries whatever text it is given', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('\n', '\r\n', '.', '=', ' \n', 'щ', '鷲', '👩🏽‍🚀', 'x'.repeat(200)),
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => `x${pieces.join('')}`);
    await fc.assert(
      fc.asyncProperty(text, text, async (plain, html) => {
        const mime = await buildMime({ ...input, text: plain, html });
        const mail = await PostalMime.parse(mime);
        const inLines = (part = '') => part.replace(/\r?\n/g, '\n').trimEnd();
        expect(inLines(mail.text)).toBe(inLines(plain));
        expect(inLines(mail.html)).toBe(inLines(html));
        expect(mime).toMatch(/^[\r\n\x20-\x7e]*$/);
        for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
      }),
      { numRuns: 300 },
    );
  });
});

describe('header injection (B-8)', () => {
  const breaks = fc.constantFrom('\r\n', '\n', '\r', '\r\n ', '\u2028', '\u0085', '\0', '=0D=0A', '?=\r\n');
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constant('Bcc: x@example.com'),
    breaks,
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

  it('adds no header, whatever subject and ids hold', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, id, listId) => {
        const mime = await buildMime({ ...input, subject: `x${subject}`, messageId: id, listId });
        expect(namesOf(mime)).toEqual(expectedHeaders);
        for (const line of mime.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});
