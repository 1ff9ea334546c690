import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { IsoDay, IsoTime } from '../../shared/domain/ids.ts';
import { type Locale, locales } from '../../shared/domain/owner.ts';
import { person, subjectOf } from './people.ts';
import { answered, createWorld, type World } from './world.ts';

/** Every kind of page, by the request that gives it. */
const pages: Readonly<Record<string, (world: World) => Promise<Response>>> = {
  'one question': (world) => world.get(world.path(1, '?a=keep')),
  'all questions': (world) => world.get(world.path(0)),
  'the next twelve': (world) => world.get(world.path(0, '/next')),
  receipt: (world) => world.post(world.path(0), answered({ 1: 'keep', 2: 'remove', 3: 'mute' })),
  undone: async (world) => {
    await world.post(world.path(0), answered({ 1: 'keep' }));
    return world.post(world.path(0, '/undo'), { subject: subjectOf(1), entries: '1' });
  },
  refused: (world) => world.post(world.path(0), 'x=1'),
  removals: (world) => world.get(world.path(0, '/removals')),
  answers: async (world) => {
    await world.post(world.path(0), answered({ 1: 'keep', 2: 'later' }));
    return world.get(world.path(0, '/answers'));
  },
  'taken back from the answers': async (world) => {
    await world.post(world.path(0), answered({ 1: 'keep', 2: 'later' }));
    return world.post(world.path(0, '/answers'), { subject: subjectOf(1), entries: '1' });
  },
  'unknown link': (world) => world.get('/r/nothing'),
  'no such page': (world) => world.get('/'),
  fault: (world) => {
    world.store.readFlags = async () => {
      throw new Error('no answer from the table');
    };
    return world.get(world.path(0));
  },
};

/** The product's question, a date in a sentence, and a button. */
const said: Readonly<Record<Locale, readonly string[]>> = {
  de: ['Woher kennen wir uns?', 'Verbunden seit 11. Februar 2011', 'Antworten speichern'],
  en: ['How do we know each other?', 'Connected since 11 February 2011', 'Save answers'],
  nl: ['Waar kennen we elkaar van?', 'Verbonden sinds 11 februari 2011', 'Antwoorden opslaan'],
};

for (const locale of locales)
  describe(`every page (${locale})`, () => {
    for (const [name, open] of Object.entries(pages))
      it(`${name}: loads nothing, runs nothing, is kept by nobody`, async () => {
        const world = await createWorld({ asked: 4, flagged: 6, owner: { locale } });
        const response = await open(world);
        const html = await response.text();
        const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
        const hash = createHash('sha256').update(style).digest('base64');
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'x-robots-tag': 'noindex',
          'strict-transport-security': 'max-age=31536000',
          'content-type': 'text/html; charset=UTF-8',
        });
        expect(response.headers.has('set-cookie')).toBe(false);
        expect(html).toMatch(/^<!doctype html><html lang="(de|en|nl)">/);
        expect(html).not.toMatch(
          /<script|<link|<img|<iframe|<object|\son[a-z]+=|style="|javascript:|url\(|@import/i,
        );
        expect(html.match(/<style>/g)).toHaveLength(1);
        for (const [, address] of html.matchAll(/(?:href|action|src)="([^"]*)"/g))
          expect(address).toMatch(/^(\?answers$|\/r\/[a-z2-7]{47}|https:\/\/www\.linkedin\.com\/in\/)/);
        expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
      });

    it('asks in the language of the owner', async () => {
      const world = await createWorld({ asked: 4, owner: { locale } });
      const html = await (await world.get(world.path(0))).text();
      expect(html).toContain(`<html lang="${locale}">`);
      for (const words of said[locale]) expect(html).toContain(words);
    });
  });

describe('a question', () => {
  it('shows who it is, why, what was found, and the words of the invitation', async () => {
    const world = await createWorld({ asked: 4 });
    const html = await (await world.get(world.path(3))).text();
    expect(html).toContain('<bdi>\u2068Cosmo Vellamonte\u2069</bdi>');
    expect(html).toContain('\u2068Head of Growth\u2069 bei \u2068Stealth Startup\u2069');
    expect(html).toContain('href="https://www.linkedin.com/in/person-3" target="_blank" rel="noreferrer"');
    expect(html).toContain('hast du auf LinkedIn bis zum 28. Oktober 2026 nicht geantwortet');
    expect(html).toContain('war &lt;b&gt;groß&lt;/b&gt;. Vernetzen wir uns?');
    expect(html).toMatch(/Einladung von \u2068Cosmo Vellamonte\u2069, 12\. April 2013/);
    expect(html).toContain('<dt>Nichts gefunden in</dt><dd>Einladungen · Deine Arbeitgeber');
    expect(html).toContain('<dt>In keinem Export</dt><dd>Notizen · Empfehlungen von dir</dd>');
    expect(html).toContain('Alle 4 Fragen der Mail auf einer Seite');
  });

  it('shows what was found and what a removal withdraws', async () => {
    const world = await createWorld({ asked: 4 });
    const html = await (await world.get(world.path(4))).text();
    expect(html).toContain('<dt>Gefunden</dt><dd>Konversation mit Rückfrage');
    expect(html).toContain('die Empfehlung, die du geschrieben hast');
    expect(html).toContain('Deine erste Nachricht, 2. Juni 2014');
  });

  it('keeps the words to itself for owners who do not want them kept', async () => {
    const world = await createWorld({ asked: 4, owner: { keepExcerpts: false } });
    expect(await (await world.get(world.path(3))).text()).not.toContain('Vernetzen wir uns');
    expect(world.reads).not.toContain('readExcerpts');
  });

  it('has a label for every field and a legend for every contact', async () => {
    const world = await createWorld({ asked: 4 });
    const html = await (await world.get(world.path(0))).text();
    const ids = [...html.matchAll(/<(?:select|textarea|input type="text")[^>]* id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(ids).toHaveLength(12);
    for (const id of ids) expect(html).toContain(`<label for="${id}">`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html.match(/<fieldset class="card"><legend>/g)).toHaveLength(4);
    expect(html.match(/<label class="choice \w+"><input type="radio"/g)).toHaveLength(20);
    expect(html.match(/<button type="submit"/g)).toHaveLength(1);
  });

  it('starts with the answer of the link, or the one that stands', async () => {
    const world = await createWorld({ asked: 2 });
    const checked = async (path: string) =>
      [...(await (await world.get(path)).text()).matchAll(/value="(\w+)" checked/g)].map(
        ([, answer]) => answer,
      );
    expect(await checked(world.path(1, '?a=remove'))).toEqual(['remove']);
    expect(await checked(world.path(1, '?a=obliterate'))).toEqual([]);
    // On the page of all, one click in a mail must not have chosen for everybody.
    expect(await checked(world.path(0, '?a=remove'))).toEqual([]);
    await world.post(world.path(0), answered({ 2: 'mute' }));
    expect(await checked(world.path(0))).toEqual(['mute']);
    expect(await checked(world.path(2))).toEqual(['mute']);
    expect(await checked(world.path(2, '?a=keep'))).toEqual(['keep']);
  });
});

describe('the removal list', () => {
  const decidedAt = '2026-10-01T08:00:00.000Z' as IsoTime;
  const exportedAt = '2026-10-28T09:00:00.000Z' as IsoTime;

  async function withRemovals(): Promise<World> {
    const covers = {
      order: 'newestFirst',
      from: '2000-01-01' as IsoDay,
      to: '2026-10-27' as IsoDay,
    } as const;
    const world = await createWorld({ asked: 1, flagged: 5, head: { covers } });
    const { ownerId } = world.owner;
    for (const place of [2, 3, 4])
      await world.store.recordAnswer(ownerId, {
        subject: subjectOf(place),
        given: { answer: 'remove' },
        at: decidedAt,
        via: 'command',
      });
    await world.store.writeContacts(ownerId, [
      { ...person(3), missingSince: exportedAt },
      { ...person(4), returnedAt: exportedAt },
    ]);
    return world;
  }

  it('tells what the exports prove and what LinkedIn withdraws', async () => {
    const world = await withRemovals();
    await world.post(world.path(0), answered({ 1: 'remove' }));
    const html = await (await world.get(world.path(0, '/removals'))).text();
    const rows = html.split('<li class="row').slice(1);
    const statuses = rows.map((row) => /class="tag (\w+)"/.exec(row)?.[1]);
    expect(statuses[0]).toBe('promised');
    expect([...statuses].sort()).toEqual(['cameBack', 'done', 'promised', 'stillThere']);
    expect(html).toContain('Im Export vom 28. Oktober 2026 noch verbunden');
    expect(html).toContain('Vorgemerkt am 1. Oktober 2026');
    expect(html.match(/target="_blank" rel="noreferrer"/g)).toHaveLength(3);
    expect(html).toContain('LinkedIn benachrichtigt die Person nicht.');
    expect(html).toContain('Empfehlungen und bestätigte Kenntnisse zwischen euch werden zurückgezogen.');
  });

  it('comes with the receipt of a removal, without those that are done', async () => {
    const world = await withRemovals();
    const kept = await (await world.post(world.path(0), answered({ 5: 'keep' }))).text();
    expect(kept).not.toContain('Jetzt auf LinkedIn entfernen');
    const html = await (await world.post(world.path(0), answered({ 1: 'remove' }))).text();
    expect(html).toContain('Jetzt auf LinkedIn entfernen');
    expect(html).toContain('class="tag stillThere"');
    expect(html).not.toContain('class="tag done"');
  });

  it('says so when nobody is on it', async () => {
    const world = await createWorld({ asked: 1 });
    expect(await (await world.get(world.path(0, '/removals'))).text()).toContain('Du hast niemanden');
  });
});

describe('a fault', () => {
  it('is a kind page in every language, and only its code is logged', async () => {
    const world = await createWorld({ asked: 1 });
    const response = await pages.fault?.(world);
    const html = (await response?.text()) ?? '';
    expect(response?.status).toBe(503);
    expect(response?.headers.get('retry-after')).toBe('60');
    expect(html).toContain('Verloren ist nichts');
    expect(html).toContain('Nothing was lost');
    expect(html).toContain('Er is niets verloren');
    expect(world.logs).toEqual(['{"level":"error","event":"reviewFault","fault":"Error"}']);
  });
});
