import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { signTicket } from '../../shared/domain/ticket.ts';
import type { AuditMessage } from '../../shared/ports/queue.ts';
import { pageCatalogueFor } from '../../shared/render/locales/pages.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import { aSend } from '../domain/mails.ts';
import { createWorld, formFields, pressed, type World } from './world.ts';

const expiresAt = '2027-04-30T00:00:00.000Z' as IsoTime;
const pathOf = ({ owner }: World) => `/s/${signTicket(owner, 'stop', expiresAt)}`;
const oneClick = 'List-Unsubscribe=One-Click';
const pausedAt = async ({ store, owner }: World) => (await store.readOwner(owner.ownerId))?.pausedAt;
const byScript = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', origin: 'null' };

describe('one click of a mail program (RFC 8058)', () => {
  it.each([
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, oneClick],
    [
      'as multipart',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ])('stops the mails %s, answered without a redirect', async (_, headers, body) => {
    const world = await createWorld();
    for (const _ of [1, 2]) {
      const response = await world.app.request(pathOf(world), { method: 'POST', headers, body });
      expect(response.status).toBe(200);
    }
    expect(await pausedAt(world)).toBe('2026-11-03T18:00:00.000Z');
    expect(world.logs.join('')).not.toMatch(/@|\/s\//);
  });

  it('never lets mails come again, and undoes no other setting', async () => {
    const world = await createWorld();
    await world.store.changeOwner(world.owner.ownerId, (owner) => ({ ...owner, policy: 'strict' }));
    for (const _ of [1, 2, 3]) await world.post(pathOf(world), oneClick, {});
    expect(await world.store.readOwner(world.owner.ownerId)).toEqual({
      ...world.owner,
      policy: 'strict',
      pausedAt: '2026-11-03T18:00:00.000Z',
    });
  });

  it.each([
    ['another value', 'List-Unsubscribe=Yes', {}],
    ['no body', '', {}],
    ['no form', oneClick, { 'content-type': 'text/plain' }],
    ['half of a form', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['more than a form may hold', `${oneClick}&x=${'x'.repeat(300_000)}`, {}],
  ])('is not %s', async (_, body, headers) => {
    const world = await createWorld();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers: { ...type, ...headers }, body };
    expect((await world.app.request(pathOf(world), init)).status).toBe(200);
    expect(await pausedAt(world)).toBeUndefined();
  });
});

describe('the stop page', () => {
  it('shows what is set and two buttons, and writes nothing', async () => {
    const world = await createWorld();
    const response = await world.get(pathOf(world));
    const page = await response.text();
    expect(page).toContain('Keine Mails mehr?');
    expect(page.match(/<button/g)).toHaveLength(2);
    expect(formFields(page).fields).toEqual({ rhythm: 'monthly', nothingToAsk: 'mail', excerpts: 'keep' });
    expect(formFields(page, 1)).toEqual({ action: pathOf(world), fields: { mails: 'stop' } });
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'; base-uri");
    await world.app.request(pathOf(world), { method: 'HEAD' });
    expect(world.writes).toEqual([]);
  });

  it('stops the mails by a press, and lets them come again by another', async () => {
    const world = await createWorld();
    const stopped = await (await world.post(pathOf(world), { mails: 'stop' }, { ...pressed })).text();
    expect(stopped).toContain('Die Mails sind abgestellt');
    expect(stopped).toContain('3. November 2026');
    expect(await pausedAt(world)).toBe('2026-11-03T18:00:00.000Z');
    const resumed = await (await world.post(pathOf(world), { mails: 'resume' }, { ...pressed })).text();
    expect(resumed).toContain('wieder eingeschaltet');
    expect(await pausedAt(world)).toBeUndefined();
  });

  it.each([
    { rhythm: 'quarterly', nothingToAsk: 'noMail' },
    { rhythm: 'twoWeekly', nothingToAsk: 'mail' },
  ] as const)('sets %o by a press, and keeps every other setting', async (settings) => {
    const world = await createWorld();
    const { ownerId } = world.owner;
    await world.store.changeOwner(ownerId, (owner) => ({ ...owner, policy: 'strict', digestSize: 20 }));
    for (const _ of [1, 2]) {
      const page = await (await world.post(pathOf(world), settings, { ...pressed })).text();
      expect(page).toContain('role="status"');
      expect(formFields(page)).toEqual({ action: pathOf(world), fields: { ...settings, excerpts: 'keep' } });
    }
    expect(await world.store.readOwner(ownerId)).toEqual({
      ...world.owner,
      policy: 'strict',
      digestSize: 20,
      ...settings,
    });
    expect(formFields(await (await world.get(pathOf(world))).text()).fields).toEqual({
      ...settings,
      excerpts: 'keep',
    });
    expect(world.uploads).toEqual([]);
    expect(world.logs.join('')).not.toMatch(/@|\/s\//);
  });

  it('says what keeping no notes does, keeps none from the press on, and has those erased that are kept', async () => {
    const world = await createWorld({ asked: 3 });
    const before = await (await world.get(world.path(3))).text();
    expect(before).toContain('<figure class="quote">');
    expect(await (await world.get(pathOf(world))).text()).toContain('löscht beim Speichern auch alle');
    const usual = { rhythm: 'monthly', nothingToAsk: 'mail' };
    const erase = expect.objectContaining({ kind: 'eraseExcerpts', ownerId: world.owner.ownerId });
    await world.post(pathOf(world), { ...usual, excerpts: 'none' }, byScript);
    expect([world.writes, world.uploads]).toEqual([[], []]);
    // The message of an earlier press may be lost: each one sends it again.
    for (const times of [1, 2]) {
      const page = await (
        await world.post(pathOf(world), { ...usual, excerpts: 'none' }, { ...pressed })
      ).text();
      expect(formFields(page).fields).toMatchObject({ excerpts: 'none' });
      expect(world.uploads).toEqual(Array(times).fill(erase));
    }
    expect((await world.store.readOwner(world.owner.ownerId))?.keepExcerpts).toBe(false);
    expect(await (await world.get(world.path(3))).text()).not.toContain('<figure class="quote">');
    await world.post(pathOf(world), { ...usual, excerpts: 'keep' }, { ...pressed });
    expect((await world.store.readOwner(world.owner.ownerId))?.keepExcerpts).toBe(true);
    expect(world.uploads).toHaveLength(2);
  });

  it('of before there was this choice leaves it as it is', async () => {
    const world = await createWorld({ owner: { keepExcerpts: false } });
    await world.post(pathOf(world), { rhythm: 'monthly', nothingToAsk: 'mail' }, { ...pressed });
    expect((await world.store.readOwner(world.owner.ownerId))?.keepExcerpts).toBe(false);
    expect(world.uploads).toEqual([]);
  });

  it('sets the rhythm of somebody who has stopped the mails without letting them come again', async () => {
    const world = await createWorld({ owner: { pausedAt: '2026-10-01T00:00:00.000Z' as IsoTime } });
    const paused = await (await world.get(pathOf(world))).text();
    const { fields } = formFields(paused, 1);
    expect(formFields(paused).fields).toEqual({ mails: 'resume' });
    await world.post(pathOf(world), { ...fields, rhythm: 'quarterly' }, { ...pressed });
    expect(await world.store.readOwner(world.owner.ownerId)).toMatchObject({
      rhythm: 'quarterly',
      pausedAt: '2026-10-01T00:00:00.000Z',
    });
  });

  it.each([
    ['twoWeekly', '2026-11-15T07:00:00.000Z', '2026-11-15'],
    ['quarterly', '2027-01-01T07:00:00.000Z', '2027-01'],
  ])('sets the rhythm by which the schedule opens the next digest: %s', async (rhythm, next, period) => {
    const world = await createWorld();
    const { store, owner } = world;
    await store.claimSend(owner.ownerId, aSend({ state: 'sent', followed: false }));
    await world.post(pathOf(world), { rhythm, nothingToAsk: 'mail' }, { ...pressed });
    const audits: AuditMessage[] = [];
    const services = {
      store,
      audits: { send: async (message: AuditMessage) => void audits.push(message) },
      mails: { send: async () => {} },
    };
    const hour = 3_600_000;
    for (let at = Date.parse('2026-11-03T19:00:00.000Z'); at <= Date.parse(next); at += hour) {
      expect(audits).toEqual([]);
      await openPeriods(services, new Date(at).toISOString() as IsoTime);
    }
    expect(audits.map((message) => [message.at, message.period])).toEqual([[next, period]]);
  });

  it.each(locales)('has words for all of it in %s', async (locale) => {
    const world = await createWorld({ owner: { locale, rhythm: 'quarterly', nothingToAsk: 'noMail' } });
    const page = await (await world.get(pathOf(world))).text();
    const { stop } = pageCatalogueFor(locale);
    const { rhythm, nothingToAsk, excerpts } = stop;
    for (const { choice } of [rhythm, nothingToAsk, excerpts])
      for (const text of Object.values(choice)) expect(page.split(`/>${text}<`)).toHaveLength(2);
    // What cannot be called back is said before it is chosen, and read out with the group.
    const [, hint] = /<fieldset [^>]*aria-describedby="([^"]+)"[^>]*><legend>/.exec(page) ?? [];
    expect(page).toContain(`<p class="hint" id="${hint}">${excerpts.hint}</p><div class="choices">`);
    expect(formFields(page).fields).toEqual({
      rhythm: 'quarterly',
      nothingToAsk: 'noMail',
      excerpts: 'keep',
    });
  });

  it.each([
    ['a script', { rhythm: 'quarterly', nothingToAsk: 'mail' }, byScript],
    ['half of its form', { rhythm: 'quarterly' }, { ...pressed }],
    ['a rhythm that there is not', { rhythm: 'daily', nothingToAsk: 'mail' }, { ...pressed }],
    ['a name of every object', { rhythm: 'toString', nothingToAsk: 'constructor' }, { ...pressed }],
  ])('is not set by %s', async (_, fields, headers) => {
    const world = await createWorld();
    expect(await (await world.post(pathOf(world), fields, headers)).text()).toContain('role="alert"');
    expect(await world.store.readOwner(world.owner.ownerId)).toEqual(world.owner);
    expect(world.writes).toEqual([]);
  });

  it.each([
    ['a script', { mails: 'resume' }, byScript],
    ['another site', { mails: 'resume' }, { ...pressed, 'sec-fetch-site': 'cross-site' }],
    ['a prefetch', { mails: 'resume' }, { ...pressed, 'sec-purpose': 'prefetch' }],
    ['a form of another page', { answer: 'keep' }, { ...pressed }],
  ])('is not pressed by %s', async (_, fields, headers) => {
    const world = await createWorld({ owner: { pausedAt: '2026-10-01T00:00:00.000Z' as IsoTime } });
    expect(await (await world.post(pathOf(world), fields, headers)).text()).toContain('role="alert"');
    expect(await pausedAt(world)).toBe('2026-10-01T00:00:00.000Z');
    expect(world.writes).toEqual([]);
  });

  it('is the page of every unknown link for any other ticket', async () => {
    const world = await createWorld();
    const unknown = await (await world.get('/r/nothing')).text();
    const upload = signTicket(world.owner, 'upload', expiresAt);
    for (const path of [`/s/${upload}`, '/s/nothing', `${pathOf(world)}a`]) {
      expect(await (await world.get(path)).text()).toBe(unknown);
      expect(await (await world.post(path, oneClick, {})).text()).toBe(unknown);
    }
    expect(world.writes).toEqual([]);
  });
});
