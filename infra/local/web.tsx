import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { openTicket } from '../../functions/review/tickets.ts';
import { showUpload } from '../../functions/review/uploading.ts';
import { ExportTooLarge } from '../../shared/adapters/folder/exports-folder.ts';
import { type ImportId, isoTime } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { digestLinks } from '../../shared/domain/link.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { ownerLinks } from '../../shared/domain/ticket.ts';
import { maxExportBytes, uploadIdPattern } from '../../shared/domain/upload.ts';
import { faultCode } from '../../shared/ports/log.ts';
import type { UploadProblem } from '../../shared/render/locales/upload-texts.ts';
import { unknownLinkPage } from '../../shared/render/pages/notice-pages.tsx';
import { pageHeaders, uploadPageHeaders } from '../../shared/render/pages/page-headers.ts';
import { mailsOf, readMailFile } from './mails.ts';
import { firstFile, UploadBroken } from './multipart.ts';
import { inboxPage, mailPage, overviewPage, paths } from './pages.tsx';
import type { Home } from './services.ts';
import { finishedImport, type Upload, upload } from './upload.ts';
import { importPage, noticePage, uploadPage, workingPage } from './upload-pages.tsx';

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
  guard(app, home);
  addInboxPages(app, home);
  addUploadPages(app, home);
  app.all('*', (c) => review.fetch(c.req.raw));
  app.onError(async (fault, c) => {
    home.log.error('web.fault', { code: faultCode(fault) });
    return c.text('Something went wrong. Nothing was changed.', 500, pageHeaders());
  });
  return app;
}

const ownerOf = (home: Home): Promise<Owner> => home.ensureOwner(home.ownerId);

/** Answers to the home's own name alone, and gives every page the headers of ours. */
function guard(app: Hono, home: Home): void {
  const { host } = new URL(home.baseUrl);
  const hosts = new Set([host, host.replace('127.0.0.1', 'localhost')]);
  app.use('*', async (c, next) => {
    if (!hosts.has(c.req.header('host') ?? '')) return c.text('Wrong host.', 403, pageHeaders());
    await next();
    for (const [name, value] of Object.entries(pageHeaders()))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
}

/** The overview, and the mails so far. */
function addInboxPages(app: Hono, home: Home): void {
  app.get(paths.overview, async (c) => {
    const who = await ownerOf(home);
    const { ownerId } = who;
    const [imports, mails, reviewUrl] = await Promise.all([
      home.store.readImports(ownerId),
      mailsOf(home, ownerId),
      reviewUrlOf(home, who),
    ]);
    return c.html(overviewPage(who, { imports, mails, reviewUrl }));
  });

  app.get(paths.inbox, async (c) => {
    const who = await ownerOf(home);
    return c.html(inboxPage(who, await mailsOf(home, who.ownerId)));
  });
  app.get('/inbox/:id', async (c) => {
    const who = await ownerOf(home);
    const mail = await mailOf(home, c);
    if (mail === undefined) return c.html(noticePage(who, 'notFound'), 404);
    return c.html(mailPage(who, c.req.param('id'), mail.parsed), 200, pageHeaders("frame-src 'self'; "));
  });
  app.get('/inbox/:id/html', async (c) => {
    const mail = await mailOf(home, c);
    if (mail?.parsed.html === undefined) return c.html(noticePage(await ownerOf(home), 'notFound'), 404);
    return c.html(inNewTabs(mail.parsed.html), 200, {
      ...pageHeaders(),
      'Content-Security-Policy': mailPolicy,
    });
  });
  app.get('/inbox/:id/raw', async (c) => {
    const mail = await mailOf(home, c);
    if (mail === undefined) return c.html(noticePage(await ownerOf(home), 'notFound'), 404);
    const disposition = `attachment; filename="${c.req.param('id')}.eml"`;
    return c.body(mail.bytes, 200, { 'Content-Type': 'message/rfc822', 'Content-Disposition': disposition });
  });
}

/** The page for uploading, and what became of an upload. */
function addUploadPages(app: Hono, home: Home): void {
  app.get(paths.upload, async (c) =>
    c.html(uploadPage(await ownerOf(home)), 200, uploadPageHeaders("'self'")),
  );
  app.post(paths.upload, async (c) => {
    const who = await ownerOf(home);
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return c.html(uploadPage(who), 403);
    const taken = await receive(home, who, c);
    if ('problem' in taken) {
      const { problem } = taken;
      return c.html(uploadPage(who, problem), statusOf(problem), uploadPageHeaders("'self'"));
    }
    const { importId, messageId, before } = taken.kept;
    const again = before?.status === 'accepted' ? '&again=1' : '';
    return c.redirect(`${paths.import(importId)}?message=${messageId}${again}`, 303);
  });
  app.post('/u/:ticket/:uploadId', (c, next) =>
    // The form of the upload page carries a file; what else comes here is the word about a held one.
    c.req.header('content-type')?.startsWith('multipart/form-data') ? receiveByTicket(home, c) : next(),
  );
  app.get('/imports/:importId', async (c) => {
    const who = await ownerOf(home);
    const importId = c.req.param('importId') as ImportId;
    const messageId = c.req.query('message') ?? '';
    const record = await finishedImport(home, who.ownerId, { importId, messageId });
    const heldAt = record?.status === 'held' ? resultUrlOf(home, who, record) : undefined;
    if (heldAt !== undefined) return c.redirect(heldAt, 303);
    if (record !== undefined) {
      const again = c.req.query('again') === '1';
      return c.html(importPage(who, record, { again, reviewUrl: await reviewUrlOf(home, who) }));
    }
    if (home.queues.has(messageId)) return c.html(workingPage(who), 200, { Refresh: '2' });
    return c.html(noticePage(who, 'failed'), 404);
  });
}

type Taken = { readonly kept: Upload } | { readonly problem: UploadProblem };

/** Takes the file of a form and waits a moment for its import. */
async function receive(home: Home, owner: Owner, c: Context, uploadId?: string): Promise<Taken> {
  const { body } = c.req.raw;
  if (Number(c.req.header('content-length') ?? 0) > maxExportBytes + formBytes)
    return { problem: 'tooLarge' };
  if (body === null) return { problem: 'noFile' };
  try {
    const file = await firstFile(body, c.req.header('content-type') ?? '');
    if (file === undefined) return { problem: 'noFile' };
    const { ownerId } = owner;
    const named = uploadId === undefined ? {} : { uploadId };
    const kept = await upload(home, { ...file, ...named, ownerId, at: home.now() });
    const until = Date.now() + waitForImportMs;
    while (home.queues.has(kept.messageId) && Date.now() < until) await sleep(50);
    return { kept };
  } catch (fault) {
    if (fault instanceof ExportTooLarge) return { problem: 'tooLarge' };
    if (fault instanceof UploadBroken) return { problem: 'broken' };
    throw fault;
  }
}

const statusOf = (problem: UploadProblem): 400 | 413 => (problem === 'tooLarge' ? 413 : 400);

/** The form of an upload ticket comes back to the page with its result, which is where it was sent to. */
async function receiveByTicket(home: Home, c: Context): Promise<Response> {
  const now = home.now();
  const ticket = c.req.param('ticket') ?? '';
  const uploadId = c.req.param('uploadId') ?? '';
  const owner = await openTicket(home.store, ticket, { purpose: 'upload', now });
  if (owner === undefined || !uploadIdPattern.test(uploadId)) return c.html(unknownLinkPage);
  const taken = await receive(home, owner, c, uploadId);
  if ('kept' in taken) return c.redirect(`/u/${ticket}/${uploadId}`, 303);
  const page = showUpload({ services: home.review, owner, ticket }, taken.problem);
  return c.html(page.html, statusOf(taken.problem), { ...page.headers });
}

const mailOf = async (home: Home, c: Context) =>
  readMailFile(home, { ownerId: home.ownerId, mailId: c.req.param('id') ?? '' });

/** The page with the result of an upload, where its owner may say that a held one is right. */
function resultUrlOf(home: Home, owner: Owner, { uploadId }: ImportRecord): string | undefined {
  const links = ownerLinks(owner, isoTime(home.now()), home.baseUrl);
  return links && uploadId && `${new URL(links.upload).pathname}/${uploadId}`;
}

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
