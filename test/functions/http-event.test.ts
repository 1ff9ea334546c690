import { describe, expect, it } from 'vitest';
import { type HttpEvent, serveEvents } from '../../functions/review/http-event.ts';

const anEvent = (parts: Partial<HttpEvent> = {}, method = 'GET'): HttpEvent => ({
  rawPath: '/r/some',
  rawQueryString: '',
  headers: { host: 'woher.halvorsen.example', accept: 'text/html' },
  requestContext: { domainName: 'woher.halvorsen.example', http: { method } },
  isBase64Encoded: false,
  ...parts,
});

/** What the app got of an event, and what became of its answer. */
async function served(event: HttpEvent, response = () => new Response('page')) {
  const requests: Request[] = [];
  const serve = serveEvents({
    fetch: (request) => {
      requests.push(request);
      return response();
    },
  });
  return { result: await serve(event), request: requests[0] };
}

describe('an event of an HTTP API', () => {
  it('becomes the request that was sent', async () => {
    const form = 'answer.contact%3Aabc=keep&note=%C3%BC';
    const pressed = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-user': '?1' };
    const { request } = await served(
      anEvent({ rawQueryString: 'a=keep&only=open', headers: pressed, body: form }, 'POST'),
    );
    expect([request?.method, request?.url]).toEqual([
      'POST',
      'https://woher.halvorsen.example/r/some?a=keep&only=open',
    ]);
    expect(Object.fromEntries(request?.headers ?? [])).toEqual(pressed);
    expect(await request?.text()).toBe(form);
  });

  it('may have its body in base64, or none', async () => {
    const body = Buffer.from('note=ü').toString('base64');
    expect(await (await served(anEvent({ body, isBase64Encoded: true }, 'POST'))).request?.text()).toBe(
      'note=ü',
    );
    for (const none of [null, '', undefined])
      expect(
        (await served(anEvent(none === undefined ? {} : { body: none }, 'POST'))).request?.body,
      ).toBeNull();
  });

  it('loses a header that cannot be sent, and no other', async () => {
    const { request, result } = await served(
      anEvent({
        headers: { accept: 'text/html', 'x-name': 'Zoë 🚀', 'x-line': 'a\nb', 'x-none': undefined },
      }),
    );
    expect(result.statusCode).toBe(200);
    expect([...(request?.headers.keys() ?? [])]).toEqual(['accept']);
  });

  it('is refused, and never thrown, where no such request could be sent', async () => {
    for (const event of [
      anEvent({}, 'TRACE'),
      anEvent({}, 'NOT A METHOD'),
      anEvent({ body: 'x' }, 'GET'),
      anEvent({ requestContext: { domainName: 'not a host', http: { method: 'GET' } } }),
    ]) {
      const { result, request } = await served(event);
      expect([result.statusCode, result.body, request]).toEqual([400, '', undefined]);
    }
  });

  it('gets status, headers and body of the answer', async () => {
    const headers = { 'Content-Security-Policy': "default-src 'none'", 'Retry-After': '60' };
    const { result } = await served(anEvent(), () => new Response('Größe', { status: 503, headers }));
    expect(result).toMatchObject({
      statusCode: 503,
      body: 'Größe',
      headers: { 'content-security-policy': "default-src 'none'", 'retry-after': '60' },
    });
  });
});
