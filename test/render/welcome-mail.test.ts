import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import { locales, rhythms } from '../../shared/domain/owner.ts';
import { ownerLinks, ticketExpiresAt } from '../../shared/domain/ticket.ts';
import type { MailMessage } from '../../shared/ports/queue.ts';
import { mailCatalogueFor } from '../../shared/render/locales/mails.ts';
import { renderWelcome } from '../../shared/render/mail/welcome-mail.tsx';
import { UploadKeyMissing, welcomeOwner } from '../../shared/workflows/welcome-owner.ts';
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

const at = '2026-11-22T08:00:00.000Z' as IsoTime;
const baseUrl = 'https://abc123def4.execute-api.eu-central-1.amazonaws.com';
const owner = anOwner({
  ownerId: 'anna2345' as OwnerId,
  address: 'anna@wolkenhauerin.example',
  uploadKey: 'ab'.repeat(32),
});

function linksAt(madeAt: IsoTime) {
  const links = ownerLinks(owner, madeAt, baseUrl);
  if (links === undefined) throw new Error('the owner has a key');
  return { links, uploadUntil: ticketExpiresAt('upload', madeAt) };
}

describe.each(locales)('the welcome in %s', (locale) => {
  const facts = linksAt(at);
  const mail = renderWelcome({ ...owner, locale }, facts);
  const rhythm = 'monthly';
  const words = mailCatalogueFor(locale);
  const { welcome } = words.mail;

  it('holds every fact in both parts', () => {
    const said = [
      welcome.summary,
      ...welcome.about(rhythm),
      words.howToExport,
      ...welcome.ask.lines,
      welcome.upload.lead,
      welcome.upload.validUntil(words.dayOf(facts.uploadUntil, owner.zone)),
      ...welcome.after.lines(rhythm),
      ...welcome.help.lines,
    ];
    for (const part of [textOf(mail.html), textOf(mail.text)])
      for (const fact of said) expect(part).toContain(textOf(fact));
    expect(welcome.about(rhythm)).toHaveLength(3);
  });

  it('says how often and on which days the owner is asked', () => {
    const texts = rhythms.map((each) => {
      const { html, text } = renderWelcome({ ...owner, locale, rhythm: each }, facts);
      const said = [welcome.about(each)[0] ?? '', welcome.after.lines(each)[0] ?? ''];
      for (const part of [textOf(html), textOf(text)])
        for (const sentence of said) expect(part).toContain(textOf(sentence));
      return text;
    });
    expect(texts[0]).toBe(mail.text);
    expect(texts[1]).toMatch(/\b15(?:\.|th|e)/);
    expect(texts[2]).toMatch(
      /Januar[^\n]*April[^\n]*Juli[^\n]*Oktober|January[^\n]*October|1 januari[^\n]*1 oktober/,
    );
    for (const text of texts.slice(1))
      expect(text).not.toMatch(
        /Einmal im Monat|Ersten des Monats|nce a month|first of each month|Eén keer per maand/,
      );
  });

  it('has both links in both parts, each alone on its line of text, with texts of their own', () => {
    const expected = [facts.links.upload, facts.links.stop].sort();
    const links = linksOf(mail.html);
    expect(links.map(({ url }) => url).sort()).toEqual(expected);
    expect(new Set(links.map(({ text }) => text)).size).toBe(2);
    const lines = mail.text.split('\n').filter((line) => line.includes('://'));
    expect(lines.toSorted()).toEqual(expected);
    for (const line of lines) expect(line).toMatch(/^https:\/\/\S{1,191}[a-zA-Z0-9]$/);
  });

  it('begins with what there is to do and how long it takes', () => {
    expect(welcome.summary.length).toBeGreaterThanOrEqual(40);
    expect(welcome.summary.length).toBeLessThanOrEqual(90);
    expect(wordsOf(mail.html).join(' ').startsWith(welcome.summary)).toBe(true);
    expect(mail.text.startsWith(welcome.summary)).toBe(true);
    expect(welcome.summary).toMatch(/5 [Mm]inut(?:es?|en)\b/);
    expect(mail.subject.length).toBeLessThanOrEqual(78);
  });

  it('is tables and words, and readable in every palette', () => {
    expect([...tagsOf(mail.html)].sort()).toEqual(
      'a body col colgroup h1 h2 head html meta p table td title tr'.split(' '),
    );
    expect(mail.html).not.toMatch(/url\(|\bsrc=|background=|<link|@import|undefined/);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    for (const { colour, ground } of colourPairs(mail.html))
      for (const seen of [(pair: ReturnType<typeof rgb>) => pair, inverted, lightnessInverted])
        expect(contrast(seen(rgb(colour)), seen(rgb(ground)))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('welcoming an owner', () => {
  function services(now = at) {
    const sent: MailMessage[] = [];
    const store = createMemoryContactStore();
    const mails = { send: async (message: MailMessage) => void sent.push(message) };
    const parts = {
      store,
      mails,
      baseUrl,
      sender: 'Woher <woher@halvorsen.example>',
      now: () => new Date(now),
    };
    return { parts, sent, store };
  }

  it('freezes one mail that an independent parser reads, and queues it', async () => {
    const { parts, sent, store } = services();
    const mail = await welcomeOwner(parts, owner);
    expect(sent).toEqual([{ ownerId: owner.ownerId, mailId: mail.mailId, madeBy: 'admin', at }]);
    expect(await store.readMails(owner.ownerId, 'admin')).toEqual([mail]);
    const parsed = await PostalMime.parse(mail.mime);
    expect(parsed.from).toMatchObject({ address: 'woher@halvorsen.example', name: 'Woher' });
    expect(parsed.to).toEqual([{ address: owner.address, name: '' }]);
    expect(parsed.subject).toBe(mailCatalogueFor('de').mail.welcome.subject);
    const headers = new Map(parsed.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('list-id')).toBe('<digest.halvorsen.example>');
    expect(headers.get('list-unsubscribe')).toBe(`<${linksAt(at).links.stop}>`);
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.text).toContain(linksAt(at).links.upload);
    expect(parsed.html).toContain(linksAt(at).links.upload);
  });

  it('once more queues the mail that stands, byte for byte, also when its first queueing failed', async () => {
    const { parts, sent } = services();
    const broken = { send: () => Promise.reject(new Error('no queue')) };
    await expect(welcomeOwner({ ...parts, mails: broken }, owner)).rejects.toThrow('no queue');
    const later = { ...parts, now: () => new Date('2026-12-24T08:00:00Z') };
    const first = await welcomeOwner(later, owner);
    expect(first.frozenAt).toBe(at);
    expect(await welcomeOwner(later, owner)).toEqual(first);
    expect(new Set(sent.map(({ mailId }) => mailId))).toEqual(new Set([first.mailId]));
  });

  it('makes another mail for another address or another key, and no id tells of either', async () => {
    const { parts } = services();
    const mails = await Promise.all([
      welcomeOwner(parts, owner),
      welcomeOwner(parts, { ...owner, address: 'anna@grevesmoehl.example' }),
      welcomeOwner(parts, { ...owner, uploadKey: 'cd'.repeat(32) }),
      welcomeOwner(parts, { ...owner, locale: 'en', digestSize: 5 }),
    ]);
    expect(new Set(mails.map(({ mailId }) => mailId)).size).toBe(3);
    for (const { mailId } of mails) expect(mailId).toMatch(/^welcome-[a-z2-7]{8}$/);
  });

  it('needs a key to sign the links with', async () => {
    const { uploadKey: _, ...keyless } = owner;
    await expect(welcomeOwner(services().parts, keyless)).rejects.toBeInstanceOf(UploadKeyMissing);
  });
});
