import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fullName } from '../../shared/domain/contact.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import { groupSubject, type IsoTime, sameSubject } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { whyTextsFor } from '../../shared/render/locales/why.ts';
import { anImport } from '../domain/builders.ts';
import { hostileNames } from '../render/hostile-names.ts';
import { flagOf, person, subjectOf } from './people.ts';
import { createWorld, decisionsOf, pressed, type World } from './world.ts';

const idOf = (place: number) => person(place).contactId;
const open = (world: World, no: number, place: number, headers = {}) =>
  world.get(world.path(no, `/why/${idOf(place)}`), headers);
const heading = 'Was Woher über';

/** An owner whose newest export is known file by file. */
async function withExport(parts: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld({ asked: 4, flagged: 6, ...parts });
  const record = anImport(['connections', 'messages'], {
    exportedAt: '2026-10-28T09:00:00.000Z' as IsoTime,
    uploadedAt: '2026-10-28T10:00:00.000Z' as IsoTime,
  });
  world.store.readImports = async () => [record];
  return world;
}

describe.each(locales)('the page that explains a contact (%s)', (locale) => {
  it('loads nothing, runs nothing, is kept by nobody, and has no form', async () => {
    const response = await open(await withExport({ owner: { locale } }), 0, 1);
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
    for (const [, address] of html.matchAll(/(?:href|action|src)="([^"]*)"/g))
      expect(address).toMatch(/^(\/r\/[a-z2-7]{47}|https:\/\/www\.linkedin\.com\/in\/)/);
    expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
  });

  it('has every section, every rule and every kind of evidence', async () => {
    const html = await (await open(await withExport({ owner: { locale } }), 0, 1)).text();
    const { hooks: _, ...sections } = whyTextsFor(locale).sections;
    for (const title of Object.values(sections)) expect(html).toContain(`<h2>${title}</h2>`);
    for (const rule of Object.values(catalogueFor(locale).rule)) expect(html).toContain(rule);
    for (const kind of Object.values(whyTextsFor(locale).evidenceKind)) expect(html).toContain(kind);
    expect(html.match(/<meter/g) ?? []).toHaveLength(0);
  });
});

describe('whom a link explains', () => {
  it('the digest’s everybody in its list or with an open flag, a question’s only its own', async () => {
    const world = await withExport();
    await world.store.writeFlags(world.owner.ownerId, [flagOf(6, 'lapsed')]);
    const explains = async (no: number, place: number) =>
      (await (await open(world, no, place)).text()).includes(heading);
    expect([await explains(0, 1), await explains(0, 5), await explains(0, 6)]).toEqual([true, true, false]);
    expect([await explains(2, 2), await explains(2, 1)]).toEqual([true, false]);
  });

  it('the members of a group and both of a pair', async () => {
    const world = await withExport({ flagged: 6 });
    const flag = (subject: Flag['subject'], members: number[]): Flag => {
      const made = flagOf(1);
      const { contactId: __, ...finding } = made.finding;
      return { ...made, subject, finding: { ...finding, subject, members: members.map(idOf) } };
    };
    const pair = sameSubject(idOf(8), idOf(9));
    await world.store.writeContacts(world.owner.ownerId, [7, 8, 9, 10].map(person));
    await world.store.writeFlags(world.owner.ownerId, [
      flag(groupSubject('burst-2025-03-04'), [7]),
      flag(pair, [9, 8]),
    ]);
    const explains = async (place: number) => (await (await open(world, 0, place)).text()).includes(heading);
    expect(await Promise.all([7, 8, 9, 10].map(explains))).toEqual([true, true, true, false]);
  });

  it('nobody else, and says nothing that tells a contact from nobody', async () => {
    const world = await withExport();
    await world.store.writeContacts(world.owner.ownerId, [person(9)]);
    const unknown = await (await world.get('/r/nothing')).text();
    for (const id of [idOf(9), 'aaaaaaaaaaaaaaaa', '..', '%2e%2e', 'x'.repeat(500)]) {
      const response = await world.get(world.path(0, `/why/${id}`));
      expect([response.status, await response.text()]).toEqual([200, unknown]);
    }
    const erased = await withExport();
    erased.store.readOwner = async () => undefined;
    expect(await (await open(erased, 0, 1)).text()).toBe(unknown);
  });

  it('in capitals as well', async () => {
    const world = await withExport();
    const path = world.path(0, `/why/${idOf(1)}`);
    expect(await (await world.get(path.toUpperCase())).text()).toBe(await (await world.get(path)).text());
  });
});

describe('looking', () => {
  it('writes nothing, whatever the method', async () => {
    const world = await withExport();
    const path = world.path(0, `/why/${idOf(1)}`);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])
      await world.app.request(path, { method, headers: pressed });
    expect(world.writes).toEqual([]);
    expect(await decisionsOf(world)).toEqual([]);
    expect(world.logs).toEqual([]);
  });

  it('is reached from the card of every contact, and leads back to it', async () => {
    const world = await withExport();
    for (const no of [0, 2]) {
      const html = await (await world.get(world.path(no))).text();
      const links = [...html.matchAll(/href="([^"]+\/why\/[^"]+)"/g)].map(([, link]) => link ?? '');
      expect(links).toHaveLength(no === 0 ? 4 : 1);
      for (const link of links) {
        const page = await (await world.get(link)).text();
        expect(page).toContain(heading);
        expect(page).toContain(`href="${world.path(no)}"`);
      }
    }
  });
});

describe('what the page says', () => {
  it('tells what was given and received, with bars', async () => {
    const html = await (await open(await withExport(), 0, 2)).text();
    expect(html).toMatch(
      /Nachrichten auf LinkedIn<\/th><td>4<meter aria-hidden="true" min="0" max="4" value="4">/,
    );
    expect(html).toContain('nicht zu sehen');
  });

  it('names file and date of what was looked at, and what was never there', async () => {
    const html = await (await open(await withExport(), 0, 1)).text();
    expect(html).toMatch(/messages\.csv\u2069<span class="soft"> Export vom 28\. Oktober 2026/);
    expect(html).toContain('in keinem Export');
    expect(html).toContain('bis zum 28. Oktober 2026 gesucht und nichts gefunden');
  });

  it('follows the owner’s answer', async () => {
    const world = await withExport();
    await world.store.recordAnswer(world.owner.ownerId, {
      subject: subjectOf(1),
      given: { answer: 'keep', origin: 'event', note: '<b>Tisch 4</b>' },
      at: '2026-11-02T08:00:00.000Z' as IsoTime,
      via: 'review',
    });
    const html = await (await open(world, 0, 1)).text();
    expect(html).toContain('2. November 2026: Behalten');
    expect(html).toContain('&lt;b&gt;Tisch 4&lt;/b&gt;');
    expect(html).toContain('Du hast selbst gesagt, woher ihr euch kennt.');
  });

  it('says of two whom the owner called the same what is known of both', async () => {
    const world = await withExport();
    const [vanished, appeared] = [person(1), person(2)];
    await world.store.writeContacts(world.owner.ownerId, [
      { ...vanished, missingSince: '2026-10-28T09:00:00.000Z' as IsoTime },
    ]);
    await world.store.recordAnswer(world.owner.ownerId, {
      subject: sameSubject(vanished.contactId, appeared.contactId),
      given: { answer: 'same' },
      at: '2026-11-02T08:00:00.000Z' as IsoTime,
      via: 'review',
    });
    expect(await (await open(world, 0, 2)).text()).toContain(fullName(appeared.row));
  });

  it('shows hostile names, firms and file names as text', async () => {
    for (const name of hostileNames) {
      const world = await withExport();
      const { row, ...contact } = person(1);
      const hostile = { ...row, firstName: name, lastName: name, company: name, position: name };
      await world.store.writeContacts(world.owner.ownerId, [{ ...contact, row: hostile }]);
      const record = anImport(['messages'], { files: [{ name, kind: 'messages', rows: 1 }] });
      world.store.readImports = async () => [record];
      const html = await (await open(world, 0, 1)).text();
      expect(html).toContain(heading);
      expect(html).not.toMatch(/<(?:script|img|svg|b|iframe)\b|<[^>]*\son\w+=|href="javascript:/i);
      const opened = html.match(/\u2068/g)?.length ?? 0;
      expect(html.match(/\u2069/g)?.length ?? 0).toBe(opened);
    }
  });
});
