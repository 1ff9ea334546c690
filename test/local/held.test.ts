import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createReviewApp } from '../../functions/review/review.tsx';
import { importShape, importsShape, outboxShape } from '../../infra/local/commands/shapes.ts';
import { createWebApp } from '../../infra/local/web.tsx';
import { connectionsCsv, datedName, decideAll, people, rowsOf } from '../guard/exports.ts';
import { formFields, pressed } from '../review/world.ts';
import { inHome, tempFolder, tempHome } from './support.ts';

/** A home that knows 60 people, and a later export of theirs that lacks 34. */
async function heldHome() {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const file = async (day: string, bytes: string) => {
    const path = join(folder, datedName(day));
    await writeFile(path, bytes);
    return path;
  };
  const whole = await file('2026-10-01', connectionsCsv(rowsOf(people(60))));
  expect((await inHome(home, 'import', { files: [whole], at: '2026-10-01T12:00:00.000Z' })).exit).toBe(0);
  return { home, file, shrunk: await file('2026-11-01', connectionsCsv(rowsOf(people(26)))) };
}

test('a held export ends with 3 and says the numbers, is listed, and a notice goes out', async () => {
  const { home, shrunk } = await heldHome();
  const { exit, json, err } = await inHome(home, 'import', { files: [shrunk], json: true });
  expect(exit).toBe(3);
  expect(importShape.parse(json())).toMatchObject({
    status: 'held',
    code: 'tooManyMissing',
    contacts: { total: 26, missing: 0 },
    guard: { reasons: ['tooManyMissing'], expected: 60, missing: 34, mayMiss: 10, missingCanaries: [] },
    writes: { contacts: 0 },
  });
  expect(err).toContain('34 von 60 Kontakten fehlen');
  expect(err).toContain('--accept-shrink');
  const lines = await inHome(home, 'import', { files: [shrunk] });
  expect(lines).toMatchObject({ exit: 3, out: '' });
  expect(lines.err).toContain('34 von 60 Kontakten fehlen');

  const imports = importsShape.parse((await inHome(home, 'imports', { json: true })).json());
  expect(imports.map(({ status }) => status)).toEqual(['accepted', 'held']);
  expect((await inHome(home, 'imports')).out).toMatch(/zurückgehalten +34 von 60 Kontakten fehlen/);
  const notices = outboxShape
    .parse((await inHome(home, 'outbox', { json: true })).json())
    .filter(({ kind }) => kind === 'notice');
  expect(notices).toMatchObject([{ mailId: `notice-${imports[1]?.importId}`, state: 'sent' }]);
  expect(await readFile(notices[0]?.emlPath ?? '', 'utf8')).toContain('/u/');
});

test('--accept-shrink takes in the file that is held, and only because it is', async () => {
  const { home, shrunk } = await heldHome();
  const { exit, json } = await inHome(home, 'import', { files: [shrunk], acceptShrink: true, json: true });
  expect(exit).toBe(0);
  expect(importShape.parse(json())).toMatchObject({
    status: 'accepted',
    contacts: { total: 26, missing: 34 },
    guard: { reasons: ['tooManyMissing'], missing: 34 },
  });
  const again = await inHome(home, 'import', { files: [shrunk], acceptShrink: true, json: true });
  expect(again.json()).toMatchObject({ code: 'alreadyImported' });
});

test('--accept-shrink leaves no word behind about a file that nobody held', async () => {
  const { home, file } = await heldHome();
  const good = await file('2026-11-02', connectionsCsv(rowsOf(people(61))));
  const { exit } = await inHome(home, 'import', { files: [good], acceptShrink: true });
  expect(exit).toBe(0);
  const [, record] = await home.store.readImports(home.ownerId);
  expect(record?.status).toBe('accepted');
  expect(record && (await home.store.readOverride(home.ownerId, record.fileHash))).toBeUndefined();
});

test('one missing contact of the oldest kept ones is named', async () => {
  const { home, file } = await heldHome();
  await decideAll(home.store, [2, 3, 4, 5, 6], 'keep', home.ownerId);
  const path = await file('2026-11-02', connectionsCsv(rowsOf(people(60).filter((no) => no !== 4))));
  const { exit, out } = await inHome(home, 'import', { files: [path] });
  expect(exit).toBe(0);
  expect(out).toContain('No4 Person');
  expect((await inHome(home, 'imports')).out).toContain('No4 Person');
  const [, named] = importsShape.parse((await inHome(home, 'imports', { json: true })).json());
  expect(named).toMatchObject({
    status: 'accepted',
    guard: { reasons: [], missingCanaries: [{ name: 'No4 Person' }] },
  });
});

test('the upload page leads to the held export, where a press takes it in', async () => {
  const { home, shrunk } = await heldHome();
  const app = createWebApp(home, createReviewApp(home.review));
  const host = new URL(home.baseUrl).host;
  const send = (path: string, init: RequestInit = {}) =>
    app.request(`http://${host}${path}`, { ...init, headers: { host, ...init.headers } });
  const form = new FormData();
  form.set('file', new Blob([await readFile(shrunk)]), datedName('2026-11-01'));
  const uploaded = await send('/upload', { method: 'POST', body: form });
  const told = await send(uploaded.headers.get('location') ?? '');
  const result = told.headers.get('location') ?? '';
  expect(result).toMatch(/^\/u\/[a-z2-7]+\/[a-z0-9-]+$/);
  const page = await (await send(result)).text();
  expect(page).toContain('34 von 60 Kontakten fehlen');
  const { action, fields } = formFields(page);
  const taken = await send(action, {
    method: 'POST',
    headers: { ...pressed, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  expect(await taken.text()).toContain('Wird übernommen');
  await home.queues.drain();
  expect(await (await send(result)).text()).toContain('Export angenommen');
  expect(await (await send('/')).text()).toContain('angenommen');
});
