import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { createReviewApp } from '../../functions/review/review.tsx';
import type { Home } from '../../infra/local/services.ts';
import { createWebApp, reviewUrlOf } from '../../infra/local/web.tsx';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { signTicket } from '../../shared/domain/ticket.ts';
import { inHome, smallZip, smallZipFile, tempFolder, tempHome } from './support.ts';

const host = '127.0.0.1:4477';

type Site = { home: Home; app: Hono; get(path: string, headers?: Record<string, string>): Promise<Response> };

async function site(): Promise<Site> {
  const home = await tempHome();
  const app = createWebApp(home, createReviewApp(home.review));
  const get = async (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://${host}${path}`, { headers: { host, ...headers } });
  return { home, app, get };
}

async function siteWithMail(): Promise<Site> {
  const made = await site();
  const file = await smallZipFile(await tempFolder());
  await inHome(made.home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
  return made;
}

async function post(app: Hono, content: Blob | undefined, headers: Record<string, string> = {}) {
  const form = new FormData();
  if (content !== undefined) form.set('file', content, 'Complete_LinkedInDataExport_11-01-2026.zip');
  return app.request(`http://${host}/upload`, { method: 'POST', body: form, headers: { host, ...headers } });
}

const mailPath = '/inbox/digest-2026-11';

test('every page has the headers that keep it to itself, and no script but one for uploads', async () => {
  const { get } = await siteWithMail();
  for (const path of [
    '/',
    '/inbox',
    mailPath,
    `${mailPath}/raw`,
    '/upload',
    '/imports/none',
    '/r/unknown',
    '/nowhere',
  ]) {
    const response = await get(path);
    const { headers } = response;
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(headers.get('content-security-policy')).toContain("base-uri 'none'; frame-ancestors 'none'");
    const scripts = (await response.clone().text()).match(/<script/g) ?? [];
    expect(scripts).toHaveLength(path === '/upload' ? 1 : 0);
    expect(headers.get('content-security-policy')?.includes('script-src')).toBe(path === '/upload');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(await response.text()).not.toMatch(/javascript:|\son\w+=/i);
  }
});

test('a foreign host name is refused, this machine by either name is not', async () => {
  const { get } = await site();
  for (const foreign of [
    'evil.example',
    'evil.example:4477',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.0.0.1.evil.example:4477',
    '',
  ])
    expect((await get('/', { host: foreign })).status).toBe(403);
  expect((await get('/', { host: 'localhost:4477' })).status).toBe(200);
  expect((await get('/', { host })).status).toBe(200);
});

test('a mail is shown locked up: in a frame that may open links and nothing else', async () => {
  const { get } = await siteWithMail();
  const page = await (await get(mailPath)).text();
  expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(page).toContain(`src="${mailPath}/html"`);
  const framed = await get(`${mailPath}/html`);
  const policy = framed.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox');
  expect(await framed.text()).toContain('<base target="_blank">');
});

test('the file of a mail is the mail', async () => {
  const { get } = await siteWithMail();
  const response = await get(`${mailPath}/raw`);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="digest-2026-11.eml"');
  const mail = await PostalMime.parse(await response.arrayBuffer());
  expect(mail.to?.[0]?.address).toBe('me@localhost');
});

test.each(['/inbox/digest-1999-01', '/inbox/..%2f..%2fhome', '/inbox/x%00/raw', '/inbox/nothing/html'])(
  '%s is not there',
  async (path) => {
    const { get } = await siteWithMail();
    expect((await get(path)).status).toBe(404);
  },
);

test('the overview leads to the questions, and they can be answered', async () => {
  const { home, get } = await siteWithMail();
  const url = (await reviewUrlOf(home, await home.ensureOwner(home.ownerId))) ?? '';
  expect(await (await get('/')).text()).toContain(url);
  const review = await get(new URL(url).pathname);
  expect(review.status).toBe(200);
  expect(await review.text()).toContain('<form');
});

test('an upload is imported and its result shown', async () => {
  const { home, app, get } = await site();
  const response = await post(app, new Blob([new Uint8Array(await smallZip())]), {
    'sec-fetch-site': 'same-origin',
  });
  expect(response.status).toBe(303);
  const location = response.headers.get('location') ?? '';
  expect(location).toMatch(/^\/imports\/[0-9a-f]{16}\?message=/);
  expect(await (await get(location)).text()).toContain('3 Kontakte gelesen');
  await home.queues.drain();
  const again = await post(app, new Blob([new Uint8Array(await smallZip())]));
  expect(await (await get(again.headers.get('location') ?? '')).text()).toContain('schon importiert');
});

test('a refused upload says why', async () => {
  const { app, get } = await site();
  const response = await post(app, new Blob(['%PDF-1.7 and so on']));
  expect(await (await get(response.headers.get('location') ?? '')).text()).toContain('PDF');
});

test('an import that is running shows a page that asks again', async () => {
  const { home, get } = await site();
  await home.queues.stop();
  const messageId = await home.queues.send('uploads', {});
  const response = await get(`/imports/0000000000000000?message=${messageId}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('refresh')).toBe('2');
});

test('only a form of this site uploads, and only a whole one', async () => {
  const { home, app } = await site();
  const zip = new Blob([new Uint8Array(await smallZip())]);
  for (const from of ['cross-site', 'same-site', 'something'])
    expect((await post(app, zip, { 'sec-fetch-site': from })).status).toBe(403);
  expect((await post(app, undefined)).status).toBe(400);
  const cut = await app.request(`http://${host}/upload`, {
    method: 'POST',
    headers: { host, 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="file"; filename="x.zip"\r\n\r\nhalf of it',
  });
  expect(cut.status).toBe(400);
  const plain = await app.request(`http://${host}/upload`, { method: 'POST', headers: { host }, body: 'x' });
  expect(plain.status).toBe(400);
  const large = await post(app, zip, { 'content-length': String(1024 * 1024 * 1024) });
  expect(large.status).toBe(413);
  expect(await readdir(join(home.folder, 'exports', 'me')).catch(() => [])).toEqual([]);
});

describe('by ticket', () => {
  const ticketOf = async ({ home }: Site) => {
    const owner = await home.ensureOwner(home.ownerId);
    return signTicket(owner, 'upload', '2026-12-31T00:00:00.000Z' as IsoTime);
  };
  const sendTo = async (app: Hono, path: string, content: Blob | undefined) => {
    const form = new FormData();
    if (content !== undefined) form.set('file', content, 'Complete_LinkedInDataExport_11-01-2026.zip');
    return app.request(`http://${host}${path}`, { method: 'POST', body: form, headers: { host } });
  };

  test('an upload is imported, and its result shown where the form leads', async () => {
    const made = await site();
    const ticket = await ticketOf(made);
    const page = await (await made.get(`/u/${ticket}`)).text();
    const action = /method="post" action="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(action).toMatch(new RegExp(`^/u/${ticket}/[a-z0-9-]+$`));
    const zip = new Blob([new Uint8Array(await smallZip())]);
    const sent = await sendTo(made.app, action, zip);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, action]);
    await made.home.queues.drain();
    expect(await (await made.get(action)).text()).toContain('3 Kontakte gelesen');
    const again = await sendTo(made.app, `/u/${ticket}/another`, zip);
    expect(await (await made.get(again.headers.get('location') ?? '')).text()).toContain('schon importiert');
  });

  test('a file that is missing or cut off brings the form again', async () => {
    const made = await site();
    const ticket = await ticketOf(made);
    const without = await sendTo(made.app, `/u/${ticket}/u-1`, undefined);
    expect(without.status).toBe(400);
    expect(await without.text()).toContain('role="alert"><p>Es war keine Datei dabei');
  });

  test('without a good ticket nothing is kept', async () => {
    const made = await site();
    const ticket = await ticketOf(made);
    const unknown = await (await made.get('/r/nothing')).text();
    const zip = new Blob([new Uint8Array(await smallZip())]);
    const stop = signTicket(
      await made.home.ensureOwner(made.home.ownerId),
      'stop',
      '2026-12-31T00:00:00.000Z' as IsoTime,
    );
    for (const path of [`/u/${ticket}a/u-1`, `/u/${stop}/u-1`, `/u/${ticket}/U%20-1`])
      expect(await (await sendTo(made.app, path, zip)).text()).toBe(unknown);
    expect(await readdir(join(made.home.folder, 'exports', 'me')).catch(() => [])).toEqual([]);
  });

  test('a home that is older than tickets gets a key for them, once', async () => {
    const home = await tempHome();
    await home.ensureOwner(home.ownerId);
    await home.store.changeOwner(home.ownerId, ({ uploadKey: _, ...older }) => older);
    const owner = await home.ensureOwner(home.ownerId);
    expect(owner.uploadKey).toMatch(/^[0-9a-f]{64}$/);
    expect(await home.ensureOwner(home.ownerId)).toEqual(owner);
    expect(await home.store.readOwner(home.ownerId)).toEqual(owner);
  });

  test('the mail leads to the upload page and to the page that stops it', async () => {
    const made = await siteWithMail();
    const mail = await PostalMime.parse(await (await made.get(`${mailPath}/raw`)).arrayBuffer());
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
    const stop =
      /^<(http:\/\/127\.0\.0\.1:4477\/s\/[a-z2-7]{45})>$/.exec(header('list-unsubscribe'))?.[1] ?? '';
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail.text).toContain(stop);
    const upload = /^http:\/\/\S+\/u\/\S+$/m.exec(mail.text ?? '')?.[0] ?? '';
    expect(await (await made.get(new URL(upload).pathname)).text()).toContain('Export hochladen');
    const clicked = await made.app.request(stop, {
      method: 'POST',
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    await made.home.schedule({ at: '2026-12-02T09:00:00Z' });
    await made.home.queues.drain();
    expect(await made.home.store.readDigests(made.home.ownerId)).toHaveLength(1);
    await made.home.store.pauseOwner(made.home.ownerId, undefined);
    await made.home.schedule({ at: '2026-12-03T09:00:00Z' });
    await made.home.queues.drain();
    expect(await made.home.store.readDigests(made.home.ownerId)).toHaveLength(2);
  });
});
