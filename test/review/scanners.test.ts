import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { signTicket } from '../../shared/domain/ticket.ts';
import { answered, at, createWorld, decisionsOf, type Fields, pressed, type World } from './world.ts';

type Scan = (world: World, path: string) => Promise<unknown>;

const likeABrowser = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
};
/** A page whose script calls `form.submit()`: same origin, but nobody pressed anything. */
const byScript = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', origin: 'null' };

const withoutQuery = (path: string): string => path.replace(/\?.*/, '');

const changedToken = (path: string): string =>
  path.replace(/(?<=\/r\/.{20})./, (c) => (c === 'q' ? 'w' : 'q'));

/** What mail scanners were seen to do with links (REQUIREMENTS A-1). */
const scanners: Readonly<Record<string, Scan>> = {
  HEAD: ({ app }, path) => app.request(path, { method: 'HEAD' }) as Promise<Response>,
  GET: ({ get }, path) => get(path, likeABrowser),
  'GET three times': async ({ get }, path) => {
    for (let time = 0; time < 3; time += 1) await get(path, likeABrowser);
  },
  'GET and POST with a changed token': async ({ get, post }, path) => {
    await get(changedToken(path));
    await post(changedToken(path), answered({ 1: 'remove' }));
  },
  'a lower-cased address': ({ get }, path) => get(path.toLowerCase()),
  'an upper-cased address': ({ get }, path) => get(path.toUpperCase()),
  'a full stop at the end': async ({ get, post }, path) => {
    await get(`${path}.`);
    await post(`${withoutQuery(path)}.`, answered({ 1: 'remove' }));
  },
  'a hyphen at the end': async ({ get, post }, path) => {
    await get(`${path}-`);
    await post(`${withoutQuery(path)}-`, answered({ 1: 'remove' }));
  },
  'a browser that runs scripts and submits the form': async ({ get, post }, path) => {
    await get(path, likeABrowser);
    await post(path, answered({ 1: 'remove' }), byScript);
    await post(`${path}/undo`, { subject: 'contact:a', entries: '1' }, byScript);
  },
  'POST without fields': ({ post }, path) => post(path, ''),
  'POST of a one-click unsubscribe': ({ post }, path) => post(path, 'List-Unsubscribe=One-Click', {}),
  'prefetch, also of a form': async ({ get, post }, path) => {
    await get(path, { 'sec-purpose': 'prefetch' });
    await post(path, answered({ 1: 'remove' }), { ...pressed, 'sec-purpose': 'prefetch;prerender' });
  },
  'POST of the form by another site': ({ post }, path) =>
    post(path, answered({ 1: 'remove' }), { ...pressed, 'sec-fetch-site': 'cross-site' }),
  'PUT, PATCH, DELETE and OPTIONS': async ({ app }, path) => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) await app.request(path, { method });
  },
  'every link of the mail at once': ({ get, path }) =>
    Promise.all(
      [0, 1, 2, 3].flatMap((no) =>
        ['', '?a=keep', '?a=remove', '?a=later', '?answers', '/next', '/removals', '/answers', '/undo'].map(
          (rest) => get(path(no, rest)),
        ),
      ),
    ),
};

describe('a scanner changes nothing', () => {
  for (const [name, scan] of Object.entries(scanners))
    it(`by ${name}`, async () => {
      const world = await createWorld({ asked: 3, flagged: 5 });
      for (const no of [0, 1, 3])
        for (const rest of ['', '?a=remove']) await scan(world, world.path(no, rest));
      expect(world.writes).toEqual([]);
      expect(await decisionsOf(world)).toEqual([]);
    });
});

const ticketEnd = '2026-12-31T00:00:00.000Z' as IsoTime;

describe('GET and HEAD', () => {
  it('write nothing, whatever the address', async () => {
    const world = await createWorld({ asked: 3, flagged: 5 });
    const page = fc.constantFrom('/r/', '/u/', '/s/');
    const token = fc.oneof(
      fc.constantFrom(0, 1, 2, 3).map((no) => world.path(no).slice(3)),
      fc.constantFrom('upload' as const, 'stop' as const).map((of) => signTicket(world.owner, of, ticketEnd)),
      fc.stringMatching(/^[a-z2-7]{47}$/),
      fc.webSegment(),
    );
    const rest = fc.oneof(
      fc.constantFrom('', '/next', '/removals', '/answers', '/undo', '/upload-1', '/'),
      fc.webPath(),
    );
    const query = fc.oneof(
      fc.constantFrom('', '?a=keep', '?a=remove', '?only=open', '?answers'),
      fc.webQueryParameters().map((q) => `?${q}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'HEAD'), page, token, rest, query, async (method, ...parts) => {
        const response = await world.app.request(parts.join(''), { method, headers: pressed });
        expect(response.status).toBe(200);
        expect(world.writes).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('answer HEAD with the headers of GET and no body', async () => {
    const world = await createWorld();
    const head = await world.app.request(world.path(1), { method: 'HEAD' });
    const get = await world.get(world.path(1));
    expect([...head.headers]).toEqual([...get.headers]);
    expect(await head.text()).toBe('');
  });
});

describe('a POST counts only when somebody pressed the button', () => {
  const sites = [undefined, 'same-origin', 'same-site', 'cross-site', 'none', ''];
  const users = [undefined, '?1', '?0', '1', ''];
  const purposes = [undefined, 'prefetch'];
  const cases = sites.flatMap((site) =>
    users.flatMap((user) => purposes.map((purpose) => ({ site, user, purpose }))),
  );

  for (const { site, user, purpose } of cases) {
    const counts = purpose === undefined && (site === undefined || (site === 'same-origin' && user === '?1'));
    it(`${counts ? 'yes' : 'no'}: site ${site}, user ${user}, purpose ${purpose}`, async () => {
      const headers: Record<string, string> = {};
      if (site !== undefined) headers['sec-fetch-site'] = site;
      if (user !== undefined) headers['sec-fetch-user'] = user;
      if (purpose !== undefined) headers['sec-purpose'] = purpose;
      const world = await createWorld({ asked: 2 });
      const response = await world.post(world.path(1), answered({ 1: 'keep' }), headers);
      expect(response.status).toBe(200);
      expect((await decisionsOf(world)).length).toBe(counts ? 1 : 0);
      const undo = await world.post(world.path(1, '/undo'), undoFields(world), headers);
      expect(undo.status).toBe(200);
      expect((await decisionsOf(world)).map(({ history }) => history.length)).toEqual(counts ? [2] : []);
    });
  }

  const iPhone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  it.each([
    ['Safari, which never sends Sec-Fetch-User', { 'user-agent': iPhone }, true],
    ['Safari from another site', { 'user-agent': iPhone, 'sec-fetch-site': 'cross-site' }, false],
    ['Safari that would say it was no press', { 'user-agent': iPhone, 'sec-fetch-user': '?0' }, false],
    ['Chromium under Safari’s name', { 'user-agent': iPhone, 'sec-ch-ua': '"Chromium";v="140"' }, false],
    ['Chromium by a script', { 'user-agent': chrome }, false],
  ])('%s', async (_, headers, counts) => {
    const world = await createWorld({ asked: 2 });
    await world.post(world.path(1), answered({ 1: 'keep' }), { 'sec-fetch-site': 'same-origin', ...headers });
    expect((await decisionsOf(world)).length).toBe(counts ? 1 : 0);
  });

  it('shows the same page again with what was typed, and says why', async () => {
    const world = await createWorld({ asked: 2 });
    const fields = {
      ...answered({ 1: 'keep' }),
      [`note.${world.record.questions[0]?.subject}`]: 'Bahnsteig 7',
    };
    const page = await (await world.post(world.path(0), fields, byScript)).text();
    expect(page).toContain('dass du selbst auf den Knopf gedrückt hast');
    expect(page).toMatch(/value="keep" checked/);
    expect(page).toContain('Bahnsteig 7');
    expect(page.match(/<fieldset/g)).toHaveLength(2);
  });

  it('and never with a token that is not valid or no longer', async () => {
    const world = await createWorld({ asked: 2 });
    const unknown = await (await world.get('/r/nothing')).text();
    for (const path of [changedToken(world.path(1)), '/r/nothing', `${changedToken(world.path(0))}/undo`])
      expect(await (await world.post(path, answered({ 1: 'keep' }))).text()).toBe(unknown);
    world.setNow(at('2027-01-01T00:00:00.000Z'));
    expect(await (await world.post(world.path(1), answered({ 1: 'keep' }))).text()).toBe(unknown);
    expect(world.writes).toEqual([]);
  });
});

const undoFields = (world: World): Fields => ({
  subject: world.record.questions[0]?.subject ?? '',
  entries: '1',
});
