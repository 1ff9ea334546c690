import type { Context, Hono } from 'hono';
// With the small router: for a dozen paths it is as fast as the large one, and starts sooner.
import { Hono as TinyHono } from 'hono/tiny';
import { getPath } from 'hono/utils/url';
import { isoTime } from '../../shared/domain/ids.ts';
import type { TicketPurpose } from '../../shared/domain/ticket.ts';
import { faultCode } from '../../shared/ports/log.ts';
import { faultPage, unknownLinkPage } from '../../shared/render/pages/notice-pages.tsx';
import { pageHeaders } from '../../shared/render/pages/page-headers.ts';
import { postAnswers, postUndo } from './answering.ts';
import { showWhy } from './explaining.ts';
import { showOverview } from './overviewing.ts';
import { openLink, type PageMaker, readState } from './reading.ts';
import { postAnswersUndo, showAnswers } from './recent.ts';
import { postRemovalsUndo, showRemovals } from './removing.ts';
import type { ReviewServices } from './services.ts';
import { showNext, showReview } from './showing.ts';
import { postStop, type StopInput, showStop } from './stopping.ts';
import { openTicket } from './tickets.ts';
import { type PageWithHeaders, postOverride, showResult, showUpload, type UploadInput } from './uploading.ts';

/**
 * The pages behind the links of the mails: review, upload, stop. GET and HEAD show and never write; POST decides, and
 * only when somebody pressed the button.
 *
 * Unknown, expired and revoked links of any kind get one page with status 200: what a POST with such a link must answer
 * (REQUIREMENTS A-3), so that no status tells one kind of link from another.
 */
export function createReviewApp(services: ReviewServices): Hono {
  // Some mail programs write addresses in capitals; no path of ours needs them.
  const app = new TinyHono({ getPath: pathOf });
  const page = (make: PageMaker) => async (c: Context) => send(c, await openPage(services, make, c));
  app.get('/r/:token', page(showReview));
  app.get('/r/:token/next', page(showNext));
  app.get('/r/:token/removals', page(showRemovals));
  app.get('/r/:token/answers', page(showAnswers));
  app.get('/r/:token/overview', page(showOverview));
  app.get('/r/:token/why/:contactId', page(showWhy));
  app.post('/r/:token', page(postAnswers));
  app.post('/r/:token/undo', page(postUndo));
  app.post('/r/:token/removals', page(postRemovalsUndo));
  app.post('/r/:token/answers', page(postAnswersUndo));
  app.get('/u/:ticket', (c) => sendUploadPage(c, (input) => showUpload(input)));
  app.get('/u/:ticket/:uploadId', (c) =>
    sendUploadPage(c, (input) => showResult(input, c.req.param('uploadId'))),
  );
  app.post('/u/:ticket/:uploadId', (c) =>
    sendUploadPage(c, (input) => postOverride(input, c.req.param('uploadId'))),
  );
  app.get('/s/:ticket', async (c) => send(c, await openStop(services, (input) => showStop(input), c)));
  app.post('/s/:ticket', async (c) => send(c, await openStop(services, postStop, c)));
  app.all('*', (c) => send(c, unknownLinkPage));
  app.onError((fault, c) => {
    services.log.error('reviewFault', { fault: faultCode(fault) });
    c.header('Retry-After', '60');
    return send(c, faultPage, 503);
  });
  return app;

  async function sendUploadPage(
    c: Context,
    make: (input: UploadInput) => PageWithHeaders | undefined | Promise<PageWithHeaders | undefined>,
  ): Promise<Response> {
    const input = await ticketInput(services, 'upload', c);
    const page = input && (await make(input));
    return page === undefined ? send(c, unknownLinkPage) : c.html(page.html, 200, { ...page.headers });
  }
}

async function ticketInput(
  services: ReviewServices,
  purpose: TicketPurpose,
  c: Context,
): Promise<UploadInput | undefined> {
  const now = services.now();
  const ticket = c.req.param('ticket') ?? '';
  const owner = await openTicket(services.store, ticket, { purpose, now });
  return owner && { services, owner, ticket, request: c.req.raw, now };
}

async function openStop(
  services: ReviewServices,
  make: (input: StopInput) => string | Promise<string>,
  c: Context,
): Promise<string> {
  const input = await ticketInput(services, 'stop', c);
  return input === undefined ? unknownLinkPage : make(input);
}

async function openPage(services: ReviewServices, make: PageMaker, c: Context): Promise<string> {
  const now = services.now();
  const link = await openLink(services.store, c.req.param('token') ?? '', now);
  if (link === undefined) return unknownLinkPage;
  const [state, importing] = await Promise.all([
    readState(services.store, link.record, now),
    services.store.isImporting(link.record.ownerId, isoTime(now)),
  ]);
  if (state === undefined) return unknownLinkPage;
  return make({ services, link, state, importing, now, request: c.req.raw });
}

// The small router takes a slash at the end for nothing; no path of ours has one, and with two it is none of ours.
const pathOf = (request: Request): string => getPath(request).toLowerCase().replace(/\/$/, '//');

const send = (c: Context, html: string, status: 200 | 503 = 200): Response =>
  c.html(html, status, pageHeaders());
