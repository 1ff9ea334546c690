import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fullName } from '../../shared/domain/contact.ts';
import type { IsoDay, IsoTime } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { overviewTextsFor } from '../../shared/render/locales/overview.ts';
import { anImport, anInvitation, contactNo } from '../domain/builders.ts';
import { hostileNames } from '../render/hostile-names.ts';
import { attributesOf, contrast, rgb, tagsOf, textOf } from '../render/html.ts';
import { flagOf, person, subjectOf } from './people.ts';
import { createWorld, decisionsOf, pressed, type World } from './world.ts';

const exportedAt = '2026-10-28T09:00:00.000Z' as IsoTime;

/** An owner whose newest export had messages and invitations, these among them. */
async function withExport(parts: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld({ asked: 4, flagged: 12, ...parts });
  const record = anImport(['connections', 'messages', 'invitations'], { exportedAt, uploadedAt: exportedAt });
  world.store.readImports = async () => [record];
  await world.store.writeMemory(world.owner.ownerId, {
    invitations: [1, 2].map((no) =>
      anInvitation({
        personId: no === 1 ? person(1).contactId : contactNo(9999).contactId,
        foldedName: `no ${no}`,
        sentOn: `2026-05-0${no}` as IsoDay,
      }),
    ),
    jobs: [],
    formerEmployers: [],
    ownFacts: [],
    excerpts: [],
  });
  return world;
}

const open = (world: World, no = 0, headers = {}) => world.get(world.path(no, '/overview'), headers);
const page = async (world: World, no = 0) => (await open(world, no)).text();

/** Every number that opens a list, and what the list holds: names, and how many more are told of. */
function listsIn(html: string): { number: number; listed: number }[] {
  return [...html.matchAll(/<details><summary class="part">(.*?)<\/summary>(.*?)<\/details>/gs)].map(
    ([, summary = '', list = '']) => {
      const number = Number(/<b>([\d.,]+)/.exec(summary)?.[1]?.replace(/[.,]/g, ''));
      const more = Number(/<p class="soft">\D*([\d.,]+)/.exec(list)?.[1]?.replace(/[.,]/g, '') ?? 0);
      return { number, listed: (list.match(/<li>/g) ?? []).length + more };
    },
  );
}

describe.each(locales)('the overview (%s)', (locale) => {
  it('loads nothing, runs nothing, is kept by nobody, and has no form', async () => {
    const response = await open(await withExport({ owner: { locale } }));
    const html = await response.text();
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    });
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(
      /<form|<button|<script|<link|<img|<iframe|\son[a-z]+=|style="|javascript:|url\(|@import/i,
    );
    expect(attributesOf(html).has('style')).toBe(false);
    for (const [, address] of html.matchAll(/(?:href|action|src)="([^"]*)"/g))
      expect(address).toMatch(/^\/r\/[a-z2-7]{47}$/);
    expect(html).not.toMatch(/undefined|\[object|NaN|Infinity|Invalid Date/);
  });

  it('has every section in its words, and a number in words by every picture', async () => {
    const html = await page(await withExport({ owner: { locale } }));
    const texts = overviewTextsFor(locale);
    for (const title of Object.values(texts.sections)) expect(html).toContain(`<h2>${title}</h2>`);
    for (const lead of Object.values(texts.leads)) expect(html).toContain(lead);
    for (const column of Object.values(texts.columns))
      expect(html).toContain(`<th scope="col">${column}</th>`);
    const pictures = html.match(/<svg [^>]*>/g) ?? [];
    expect(pictures.length).toBeGreaterThan(20);
    for (const picture of pictures) expect(picture).toContain('aria-hidden="true"');
    for (const [part] of html.matchAll(/class="part">.*?<\/(?:summary|li)>/gs))
      expect(textOf(part.slice('class="part">'.length))).toMatch(/\d$|%$/);
    expect([...tagsOf(html)].filter((tag) => /^(?:image|use|foreignobject|a)$/.test(tag))).toEqual(['a']);
  });
});

describe('a number', () => {
  it('opens a list of as many', async () => {
    const lists = listsIn(await page(await withExport()));
    expect(lists.length).toBeGreaterThan(10);
    for (const { number, listed } of lists) expect(listed).toBe(number);
    const longer = listsIn(await page(await withExport({ flagged: 1300 })));
    expect(Math.max(...longer.map(({ number }) => number))).toBeGreaterThan(1000);
    for (const { number, listed } of longer) expect(listed).toBe(number);
  });

  it('of more than five hundred names lists five hundred and tells how many more', async () => {
    const html = await page(await withExport({ flagged: 700 }));
    expect(html).toMatch(/und \d+ weitere\./);
    const most = [...html.matchAll(/<ul class="plain">(.*?)<\/ul>/gs)].map(
      ([, list = '']) => (list.match(/<li>/g) ?? []).length,
    );
    expect(Math.max(...most)).toBe(500);
  });

  it('of invitations lists the days, and no name of who is no contact', async () => {
    const html = await page(await withExport());
    expect(html).toContain(`1. Mai 2026: \u2068${fullName(person(1).row)}\u2069`);
    expect(html).toContain('2. Mai 2026: kein Kontakt');
  });
});

describe('whom the overview is for', () => {
  it('any link of the digest opens it, also in capitals; the review page leads to it, and it leads back', async () => {
    const world = await withExport();
    for (const no of [0, 2]) {
      const review = await (await world.get(world.path(no))).text();
      const [, link = ''] = /href="([^"]+\/overview)"/.exec(review) ?? [];
      expect(link).toBe(world.path(0, '/overview'));
      const html = await page(world, no);
      expect(html).toContain('Wer ist da so drin?');
      expect(html).toContain(`href="${world.path(0)}"`);
      expect(await (await world.get(world.path(no, '/overview').toUpperCase())).text()).toBe(html);
    }
  });

  it('nobody with an unknown, expired or erased link, who sees the page of all such links', async () => {
    const world = await withExport();
    const unknown = await (await world.get('/r/nothing')).text();
    expect(await (await world.get('/r/nothing/overview')).text()).toBe(unknown);
    for (const rest of ['/overview/more', '/overview/', '/'])
      expect(await (await world.get(world.path(0, rest))).text(), rest).toBe(unknown);
    world.setNow(new Date('2028-01-01T00:00:00.000Z'));
    expect(await page(world)).toBe(unknown);
    const erased = await withExport();
    erased.store.readOwner = async () => undefined;
    expect(await page(erased)).toBe(unknown);
  });
});

describe('looking at the overview', () => {
  it('writes and logs nothing, whatever the method', async () => {
    const world = await withExport();
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])
      await world.app.request(world.path(0, '/overview'), { method, headers: pressed });
    expect(world.writes).toEqual([]);
    expect(await decisionsOf(world)).toEqual([]);
    expect(world.logs).toEqual([]);
  });

  it('reads the network once', async () => {
    const world = await withExport();
    world.reads.length = 0;
    await open(world);
    expect(new Set(world.reads).size).toBe(world.reads.length);
  });
});

describe('what the overview says', () => {
  it('follows the owner’s answer at once', async () => {
    const world = await withExport();
    const headline = /<p class="big">([^<]+)</;
    const before = headline.exec(await page(world))?.[1];
    await world.store.recordAnswer(world.owner.ownerId, {
      subject: subjectOf(1),
      given: { answer: 'keep', origin: 'event' },
      at: '2026-11-02T08:00:00.000Z' as IsoTime,
      via: 'review',
    });
    const html = await page(world);
    expect(headline.exec(html)?.[1]).not.toBe(before);
    expect(html).toMatch(/Von dir gesagt<\/h3><ul><li><details><summary class="part"><span>Veranstaltung</);
  });

  it('says what was not there to look at, instead of a zero', async () => {
    const world = await withExport();
    world.store.readImports = async () => [anImport(['connections'], { exportedAt })];
    const html = await page(world);
    const { notThere } = overviewTextsFor('de');
    expect(html).toContain(notThere.invitations);
    expect(html).toContain(notThere.messages);
    expect(html).not.toContain('Einladungen von dir');
  });

  it('says so without contacts, and has the mirror all the same', async () => {
    const world = await createWorld({ asked: 0, flagged: 0 });
    world.store.readImports = async () => [];
    const html = await page(world);
    expect(html).toContain('Deine eigenen Gewohnheiten');
    expect(html).not.toContain('class="big"');
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('shows hostile names and firms as text', async () => {
    for (const name of hostileNames) {
      const world = await withExport();
      const { row, ...contact } = person(1);
      const hostile = { ...row, firstName: name, lastName: name, company: name };
      await world.store.writeContacts(world.owner.ownerId, [{ ...contact, row: hostile }]);
      await world.store.writeFlags(world.owner.ownerId, [flagOf(1)]);
      const html = await page(world);
      expect(html).toContain('Wer ist da so drin?');
      expect(html).not.toMatch(/<(?:script|img|b|iframe)\b[^>]*\s|<[^>]*\son\w+=|href="javascript:/i);
      expect(html.match(/\u2069/g)?.length).toBe(html.match(/\u2068/g)?.length);
    }
  });
});

it('has colours that can be told apart, light and dark', async () => {
  const html = await page(await withExport());
  const coloursIn = (style: string) =>
    Object.fromEntries(
      [...style.matchAll(/--([a-z-]+):(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
    );
  const [light = '', dark = ''] = (/<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '').split(
    'prefers-color-scheme:dark',
  );
  for (const colours of [coloursIn(light), { ...coloursIn(light), ...coloursIn(dark) }]) {
    const between = (a: string, b: string) => contrast(rgb(colours[a] ?? ''), rgb(colours[b] ?? ''));
    for (const text of ['ink', 'soft', 'accent'])
      expect(between(text, 'paper'), text).toBeGreaterThanOrEqual(4.5);
    // Of pictures WCAG 2.2 asks for 3 to 1 (1.4.11).
    expect(between('accent', 'line')).toBeGreaterThanOrEqual(3);
    expect(between('edge', 'paper')).toBeGreaterThanOrEqual(3);
  }
});
