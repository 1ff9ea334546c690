import { type Context, Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { faultCode } from '../../shared/ports/log.ts';
import { faultPage, unknownLinkPage } from '../../shared/render/pages/notice-pages.tsx';
import { pageStyleHash } from '../../shared/render/pages/style.ts';
import { postAnswers, postUndo } from './answering.ts';
import { openLink, type PageMaker, readState } from './reading.ts';
import type { ReviewServices } from './services.ts';
import { showNext, showRemovals, showReview } from './showing.ts';

/**
 * The review pages. GET and HEAD show and never write; POST decides, and only when somebody pressed the button.
 *
 * Unknown, expired and revoked links get one page with status 200: what a POST with such a link must answer
 * (REQUIREMENTS A-3), so that no status tells one kind of link from another.
 */
export function createReviewApp(services: ReviewServices): Hono {
  // Some mail programs write addresses in capitals; no path of ours needs them.
  const app = new Hono({ getPath: (request) => getPath(request).toLowerCase() });
  const page = (make: PageMaker) => async (c: Context) => send(c, await openPage(services, make, c));
  app.get('/r/:token', page(showReview));
  app.get('/r/:token/next', page(showNext));
  app.get('/r/:token/removals', page(showRemovals));
  app.post('/r/:token', page(postAnswers));
  app.post('/r/:token/undo', page(postUndo));
  app.all('*', (c) => send(c, unknownLinkPage));
  app.onError((fault, c) => {
    services.log.error('reviewFault', { code: faultCode(fault) });
    c.header('Retry-After', '60');
    return send(c, faultPage, 503);
  });
  return app;
}

async function openPage(services: ReviewServices, make: PageMaker, c: Context): Promise<string> {
  const now = services.now();
  const link = await openLink(services.store, c.req.param('token') ?? '', now);
  const state = link && (await readState(services.store, link.record));
  if (link === undefined || state === undefined) return unknownLinkPage;
  return make({ services, link, state, now, request: c.req.raw });
}

/** REQUIREMENTS A-9: nothing is loaded, framed, cached, indexed or told to the next site. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src '${pageStyleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
  'Strict-Transport-Security': 'max-age=31536000',
};

const send = (c: Context, html: string, status: 200 | 503 = 200): Response => c.html(html, status, headers);
