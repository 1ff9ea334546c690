import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { signTicket } from '../../shared/domain/ticket.ts';
import type { Receipt } from '../../shared/domain/upload.ts';
import { uploadScript, uploadScriptHash } from '../../shared/render/pages/upload-script.ts';
import { contactIdOf, fullImport, hash, importId } from '../adapters/contract/values.ts';
import { unescaped } from '../render/html.ts';
import { at, createWorld, formFields, pressed, type World } from './world.ts';

const expiresAt = '2026-12-31T00:00:00.000Z' as IsoTime;
const pathOf = ({ owner }: World, rest = '') => `/u/${signTicket(owner, 'upload', expiresAt)}${rest}`;
const bucket = 'https://woher-exports.s3.eu-central-1.amazonaws.com';

const receipt = (change: Partial<Receipt> = {}): Receipt => ({
  importId: importId('e'),
  status: 'accepted',
  at: '2026-11-03T18:00:00.000Z' as IsoTime,
  ...change,
});

async function imported(world: World, change: Partial<Receipt> = {}): Promise<string> {
  const { rejection: _, ...record } = fullImport('e', '2026-10-28T09:00:00.000Z' as IsoTime);
  const { ownerId } = world.owner;
  await world.store.writeImport(ownerId, { ...record, status: 'accepted', older: false });
  await world.store.writeImport(ownerId, {
    ...record,
    exportedAt: record.uploadedAt,
    status: 'rejected',
    rejection: { rejected: 'pdf' },
  });
  await world.store.writeReceipt(ownerId, 'upload-7', receipt(change));
  return (await world.get(pathOf(world, '/upload-7'))).text();
}

describe('the upload page', () => {
  it('holds a signed form for this owner, and says how to get the file', async () => {
    const world = await createWorld();
    const page = unescaped(await (await world.get(pathOf(world))).text());
    expect(page).toContain(
      `<form class="card upload" method="post" action="${bucket}/" enctype="multipart/form-data"`,
    );
    expect(page).toContain(`name="key" value="exports/me/upload-1/$\{filename}"`);
    expect(page).toContain(`value="https://woher.halvorsen.example${pathOf(world, '/upload-1')}"`);
    expect(page).toContain(`data-next="${pathOf(world, '/upload-1')}"`);
    expect(page).toContain('Kopie Ihrer Daten anfordern');
    expect(page).toContain('nach 30 Tagen gelöscht');
    // Nothing behind the file is read by S3.
    expect(page.indexOf('type="file"')).toBeGreaterThan(page.lastIndexOf('type="hidden"'));
    expect(page).toMatch(/<label for="file">/);
  });

  it('speaks the owner’s language', async () => {
    const world = await createWorld({ owner: { locale: 'en' } });
    expect(await (await world.get(pathOf(world))).text()).toContain('Get a copy of your data');
  });

  it('lets its one script run and send to the bucket, and nothing else', async () => {
    const world = await createWorld();
    const response = await world.get(pathOf(world));
    const page = await response.text();
    expect([...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text)).toEqual([
      uploadScript,
    ]);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; ${/style-src '[^']+'; /.exec(response.headers.get('content-security-policy') ?? '')?.[0]}` +
        `script-src '${uploadScriptHash}'; connect-src ${bucket}; form-action 'self' ${bucket}; base-uri 'none'; frame-ancestors 'none'`,
    );
    for (const path of [pathOf(world, '/upload-1'), world.path(1)]) {
      const other = await world.get(path);
      expect(await other.text()).not.toContain('<script');
      expect(other.headers.get('content-security-policy')).not.toContain('script-src');
    }
  });

  it('names another upload at every view, reads once and writes nothing', async () => {
    const world = await createWorld();
    const pages = [await world.get(pathOf(world)), await world.get(pathOf(world).toUpperCase())];
    const ids = await Promise.all(
      pages.map(async (page) => /exports\/me\/([^/]+)\//.exec(await page.text())?.[1]),
    );
    expect(new Set(ids).size).toBe(2);
    await world.app.request(pathOf(world), { method: 'HEAD' });
    expect(world.reads).toEqual(['readOwner', 'readOwner', 'readOwner']);
    expect(world.writes).toEqual([]);
    expect(world.logs).toEqual([]);
  });

  it('is for an owner with a key alone, until the ticket expires', async () => {
    const world = await createWorld();
    const unknown = await (await world.get('/r/nothing')).text();
    const path = pathOf(world);
    const bad = [
      path.replace(/.$/, (letter) => (letter === 'a' ? 'b' : 'a')),
      `/u/${signTicket(world.owner, 'stop', expiresAt)}`,
      `/u/${signTicket({ ...world.owner, uploadKey: '7d'.repeat(32) }, 'upload', expiresAt)}`,
      pathOf(world, '/Upload 1'),
      pathOf(world, `/${'a'.repeat(65)}`),
      pathOf(world, '/upload-1/more'),
      '/u/nothing',
      '/u/',
    ];
    for (const each of bad) {
      const response = await world.get(each);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(unknown);
    }
    expect((await world.post(path, '')).status).toBe(200);
    expect(await (await world.post(path, '')).text()).toBe(unknown);
    world.setNow(at(expiresAt));
    expect(await (await world.get(path)).text()).toBe(unknown);
    expect(world.writes).toEqual([]);
  });
});

describe('the result of an upload', () => {
  it('is waited for, and the page looks again by itself', async () => {
    const world = await createWorld();
    const first = await world.get(
      `${pathOf(world, '/upload-7')}?bucket=woher-exports&key=exports%2Fme%2Fa.zip`,
    );
    const refresh = first.headers.get('refresh') ?? '';
    expect(refresh).toBe(`3; url=${pathOf(world, '/upload-7')}?since=1793728800`);
    expect(await first.text()).toContain('Wird gelesen');
    world.setNow(at('2026-11-03T18:05:00.000Z'));
    const again = await world.get(refresh.replace('3; url=', ''));
    expect(again.headers.get('refresh')).toBe(refresh);
  });

  it('takes longer than usual after five minutes, kindly and without another look', async () => {
    const world = await createWorld();
    world.setNow(at('2026-11-03T18:05:01.000Z'));
    const late = await world.get(`${pathOf(world, '/upload-7')}?since=1793728800`);
    expect(late.headers.get('refresh')).toBeNull();
    const page = await late.text();
    expect(page).toContain('Das dauert länger als sonst');
    expect(page).toContain(`href="${pathOf(world, '/upload-7')}"`);
    const odd = await world.get(`${pathOf(world, '/upload-7')}?since=-1e9`);
    expect(odd.headers.get('refresh')).toContain('since=1793729101');
  });

  it('is what the import did', async () => {
    const world = await createWorld();
    const page = await imported(world);
    expect(page).toContain('Export angenommen');
    expect(page).toContain('7 Kontakte gelesen: 1 neu, 2 geändert');
    expect(page).toContain('Nicht im Export: Nachrichten, Profil.');
    expect(page).toContain('<bdi>Basic_LinkedInDataExport.zip</bdi>');
  });

  it('is that these very bytes are here already', async () => {
    const page = await imported(await createWorld(), { code: 'alreadyImported' });
    expect(page).toContain('Diesen Export gibt es schon');
    expect(page).toContain('es hat sich nichts geändert');
  });

  it('is why it was rejected, and what to do', async () => {
    const world = await createWorld();
    const page = await imported(world, { status: 'rejected', code: 'pdf' });
    expect(page).toContain('Export nicht angenommen');
    expect(page).toContain('Das ist ein PDF');
    expect(page).toContain(`class="button" href="${pathOf(world)}"`);
  });

  it('is short where the import was erased', async () => {
    const world = await createWorld();
    await world.store.writeReceipt(world.owner.ownerId, 'upload-8', receipt({ importId: importId('0') }));
    const page = await (await world.get(pathOf(world, '/upload-8'))).text();
    expect(page).toContain('Export angenommen');
  });
});

describe('a held export', () => {
  const fileHash = hash('f');
  const held: ImportRecord = (() => {
    const { rejection: _, ...record } = fullImport('f', '2026-10-30T09:00:00.000Z' as IsoTime);
    return {
      ...record,
      status: 'held',
      older: false,
      uploadId: 'upload-9',
      fileName: 'Connections.csv',
      guard: {
        reasons: ['tooManyMissing', 'canariesMissing', 'otherOwner'],
        expected: 60,
        missing: 34,
        mayMiss: 10,
        missingCanaries: [
          { contactId: contactIdOf('a'), name: 'Jörg Ärmel' },
          { contactId: contactIdOf('b'), name: 'Zoë Zett' },
        ],
      },
    };
  })();
  const path = (world: World) => pathOf(world, '/upload-9');

  async function heldWorld(parts: Parameters<typeof createWorld>[0] = {}): Promise<World> {
    const world = await createWorld(parts);
    const { ownerId } = world.owner;
    await world.store.writeImport(ownerId, held);
    await world.store.writeReceipt(ownerId, 'upload-9', receipt({ importId: held.importId, status: 'held' }));
    return world;
  }
  const overrideOf = ({ store, owner }: World) => store.readOverride(owner.ownerId, fileHash);

  it('is shown with its numbers and a form, and looking at it writes nothing', async () => {
    const world = await heldWorld();
    const page = unescaped(await (await world.get(path(world))).text()).replace(/[\u2066-\u2069]/gu, '');
    expect(page).toContain('Stimmt dieser Export?');
    expect(page).toContain('34 von 60 Kontakten fehlen');
    expect(page).toContain(
      '2 der 5 ältesten Kontakte, die du behältst, fehlen in diesem Export: Jörg Ärmel und Zoë Zett',
    );
    expect(page).toContain('gehört zu einem anderen Profil');
    expect(page).toContain('Der Export stimmt: trotzdem übernehmen');
    expect(formFields(page)).toEqual({ action: path(world), fields: { export: 'right' } });
    await world.app.request(path(world), { method: 'HEAD' });
    expect(world.writes).toEqual([]);
    expect(world.uploads).toEqual([]);
  });

  it('speaks English too', async () => {
    const world = await heldWorld({ owner: { locale: 'en' } });
    const page = await (await world.get(path(world))).text();
    expect(page).toContain('34 of 60 contacts are missing');
    expect(page).toContain('The export is right: take it in anyway');
  });

  it('is taken in by a press: the word is kept once, and the same object imported again', async () => {
    const world = await heldWorld();
    for (const _ of [1, 2]) {
      const pressedPage = await world.post(path(world), { export: 'right' });
      expect(pressedPage.status).toBe(200);
      expect(await pressedPage.text()).toContain('Wird übernommen');
      expect(pressedPage.headers.get('refresh')).toContain(path(world));
      world.setNow(at('2026-11-03T18:00:10.000Z'));
    }
    expect(await overrideOf(world)).toEqual({ fileHash, at: '2026-11-03T18:00:00.000Z', via: 'review' });
    const message = {
      'detail-type': 'Object Created',
      time: held.uploadedAt,
      detail: { object: { key: 'exports/me/upload-9/Connections.csv' } },
    };
    expect(world.uploads).toEqual([message, message]);
    expect(world.logs.join('')).not.toMatch(/Ärmel|Zett|Connections|upload-9/);
    expect(await (await world.get(path(world))).text()).toContain('Wird übernommen');
    await world.store.writeImport(world.owner.ownerId, { ...held, status: 'accepted' });
    const done = await (await world.get(path(world))).text();
    expect(done).toContain('Export angenommen');
    expect(done).toContain('du hast gesagt, dass er stimmt');
  });

  const script = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', origin: 'null' };
  it.each([
    ['a script', { export: 'right' }, { ...script, 'user-agent': 'Mozilla/5.0 Chrome/149.0' }],
    ['another site', { export: 'right' }, { ...pressed, 'sec-fetch-site': 'cross-site' }],
    ['a prefetch', { export: 'right' }, { ...pressed, 'sec-purpose': 'prefetch' }],
    ['a form of another page', { mails: 'stop' }, { ...pressed }],
    ['one click of a mail program', { 'List-Unsubscribe': 'One-Click' }, {}],
  ])('is not pressed by %s', async (_, fields, headers) => {
    const world = await heldWorld();
    const page = await (await world.post(path(world), fields as Record<string, string>, headers)).text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('Der Export stimmt');
    expect(world.writes).toEqual([]);
    expect(world.uploads).toEqual([]);
  });

  it('is nothing to press about where nothing is held', async () => {
    const world = await createWorld();
    await imported(world);
    const page = await (await world.post(pathOf(world, '/upload-7'), { export: 'right' })).text();
    expect(page).toContain('Export angenommen');
    const unknown = await (await world.get('/r/nothing')).text();
    expect(await (await world.post(pathOf(world, '/Upload 1'), { export: 'right' })).text()).toBe(unknown);
    expect(world.uploads).toEqual([]);
  });

  it('whose file is gone is asked for once more, kindly', async () => {
    const world = await heldWorld();
    await world.post(path(world), { export: 'right' });
    await world.store.writeReceipt(
      world.owner.ownerId,
      'upload-9',
      receipt({ importId: held.importId, status: 'held', code: 'fileGone' }),
    );
    const page = await (await world.get(path(world))).text();
    expect(page).toContain('Die Datei ist nicht mehr da');
    expect(page).toContain('Lade dieselbe Datei noch einmal hoch');
    expect(page).not.toContain('<form');
  });
});

describe('an upload that was given up', () => {
  it.each([
    ['de', 'Das lag an einem Fehler bei uns', 'Eine Datei hochladen'],
    ['en', 'That was a fault of ours', 'Upload a file'],
    ['nl', 'Dat lag aan een fout bij ons', 'Een bestand uploaden'],
  ] as const)('is told as such, and waited for no more (%s)', async (locale, sentence, way) => {
    const world = await createWorld({ owner: { locale } });
    const told = receipt({ status: 'rejected', code: 'givenUp' });
    await world.store.writeReceipt(world.owner.ownerId, 'upload-7', told);
    const response = await world.get(pathOf(world, '/upload-7'));
    const page = await response.text();
    expect(page).toContain(sentence);
    expect(page).toContain(way);
    expect(response.headers.get('refresh')).toBeNull();
  });
});
