import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { ExportTooLarge, maxExportBytes } from '../../shared/adapters/folder/exports-folder.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import { digestLinks } from '../../shared/domain/link.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { faultCode } from '../../shared/ports/log.ts';
import { pageStyleHash } from '../../shared/render/pages/style.ts';
import { mailsOf, readMailFile } from './mails.ts';
import { firstFile, UploadBroken } from './multipart.ts';
import { inboxPage, mailPage, overviewPage, paths } from './pages.tsx';
import type { Home } from './services.ts';
import { finishedImport, upload } from './upload.ts';
import { importPage, noticePage, uploadPage, workingPage } from './upload-pages.tsx';
import { localWords } from './words.ts';

/** How long the browser waits for an import before it is shown a page that asks again. */
const waitForImportMs = 6_000;
/** The form around the file. */
const formBytes = 64 * 1024;

/**
 * All pages of the local home: overview, inbox, upload, and below them the review pages. Only this machine may ask, and
 * only by its own name: a foreign page whose name suddenly points here (DNS rebinding) is refused.
 */
export function createWebApp(home: Home, review: { fetch: Hono['fetch'] }): Hono {
  const app = new Hono();
  const { host } = new URL(home.baseUrl);
  const hosts = new Set([host, host.replace('127.0.0.1', 'localhost')]);
  const owner = () => home.ensureOwner(home.ownerId);

  app.use('*', async (c, next) => {
    if (!hosts.has(c.req.header('host') ?? '')) return c.text('Wrong host.', 403, headers());
    await next();
    for (const [name, value] of Object.entries(headers()))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });

  app.get(paths.overview, async (c) => {
    const who = await owner();
    const { ownerId } = who;
    const [imports, mails, reviewUrl] = await Promise.all([
      home.store.readImports(ownerId),
      mailsOf(home, ownerId),
      reviewUrlOf(home, who),
    ]);
    return c.html(overviewPage(who, { imports, mails, reviewUrl }));
  });

  app.get(paths.inbox, async (c) => {
    const who = await owner();
    return c.html(inboxPage(who, await mailsOf(home, who.ownerId)));
  });
  app.get('/inbox/:id', async (c) => {
    const who = await owner();
    const mail = await mailOf(home, c);
    if (mail === undefined) return c.html(noticePage(who, 'notFound'), 404);
    return c.html(mailPage(who, c.req.param('id'), mail.parsed), 200, headers("frame-src 'self'; "));
  });
  app.get('/inbox/:id/html', async (c) => {
    const mail = await mailOf(home, c);
    if (mail?.parsed.html === undefined) return c.html(noticePage(await owner(), 'notFound'), 404);
    return c.html(inNewTabs(mail.parsed.html), 200, { ...headers(), 'Content-Security-Policy': mailPolicy });
  });
  app.get('/inbox/:id/raw', async (c) => {
    const mail = await mailOf(home, c);
    if (mail === undefined) return c.html(noticePage(await owner(), 'notFound'), 404);
    const disposition = `attachment; filename="${c.req.param('id')}.eml"`;
    return c.body(mail.bytes, 200, { 'Content-Type': 'message/rfc822', 'Content-Disposition': disposition });
  });

  app.get(paths.upload, async (c) => c.html(uploadPage(await owner())));
  app.post(paths.upload, async (c) => {
    const who = await owner();
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return c.html(uploadPage(who), 403);
    return receive(home, who, c);
  });
  app.get('/imports/:importId', async (c) => {
    const who = await owner();
    const importId = c.req.param('importId') as ImportId;
    const messageId = c.req.query('message') ?? '';
    const record = await finishedImport(home, who.ownerId, { importId, messageId });
    if (record !== undefined) {
      const again = c.req.query('again') === '1';
      return c.html(importPage(who, record, { again, reviewUrl: await reviewUrlOf(home, who) }));
    }
    if (home.queues.has(messageId)) return c.html(workingPage(who), 200, { Refresh: '2' });
    return c.html(noticePage(who, 'failed'), 404);
  });

  app.all('*', (c) => review.fetch(c.req.raw));
  app.onError(async (fault, c) => {
    home.log.error('web.fault', { code: faultCode(fault) });
    return c.text('Something went wrong. Nothing was changed.', 500, headers());
  });
  return app;
}

async function receive(home: Home, owner: Owner, c: Context): Promise<Response> {
  const { noFile, tooLarge, failedLead } = localWords(owner.locale).pages;
  const refuse = (problem: string, status: 400 | 413) => c.html(uploadPage(owner, problem), status);
  const { body } = c.req.raw;
  if (Number(c.req.header('content-length') ?? 0) > maxExportBytes + formBytes) return refuse(tooLarge, 413);
  if (body === null) return refuse(noFile, 400);
  try {
    const file = await firstFile(body, c.req.header('content-type') ?? '');
    if (file === undefined) return refuse(noFile, 400);
    const kept = await upload(home, { ...file, ownerId: owner.ownerId, at: home.now() });
    const until = Date.now() + waitForImportMs;
    while (home.queues.has(kept.messageId) && Date.now() < until) await sleep(50);
    const again = kept.before?.status === 'accepted' ? '&again=1' : '';
    return c.redirect(`${paths.import(kept.importId)}?message=${kept.messageId}${again}`, 303);
  } catch (fault) {
    if (fault instanceof ExportTooLarge) return refuse(tooLarge, 413);
    if (fault instanceof UploadBroken) return refuse(failedLead, 400);
    throw fault;
  }
}

const mailOf = async (home: Home, c: Context) =>
  readMailFile(home, { ownerId: home.ownerId, mailId: c.req.param('id') ?? '' });

/** The page with all questions of the newest digest, while its links work. */
export async function reviewUrlOf(home: Home, owner: Owner): Promise<string | undefined> {
  const digest = (await home.store.readDigests(owner.ownerId)).at(-1);
  if (digest === undefined || digest.questions.length === 0 || digest.linkKey === '') return undefined;
  return digest.expiresAt > home.now().toISOString() ? digestLinks(digest, home.baseUrl).all : undefined;
}

/** Links of a framed mail open beside it: in the frame itself they would be as locked up as the mail. */
const inNewTabs = (html: string): string =>
  /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
    : `<base target="_blank">${html}`;

const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; " +
  "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** REQUIREMENTS A-9. */
const headers = (more = ''): Record<string, string> => ({
  'Content-Security-Policy': `default-src 'none'; style-src '${pageStyleHash}'; ${more}form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
  'Strict-Transport-Security': 'max-age=31536000',
});
