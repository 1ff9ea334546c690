import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFolderExportSource } from '../../shared/adapters/folder/export-source.ts';
import { ExportTooLarge, exportPath, putExport } from '../../shared/adapters/folder/exports-folder.ts';
import { safeFileName } from '../../shared/adapters/folder/file-names.ts';
import { createFolderMailer } from '../../shared/adapters/folder/mailer.ts';
import { csvFilesOf, packFiles } from '../../shared/adapters/folder/pack-folder.ts';
import type { MailId, OwnerId } from '../../shared/domain/ids.ts';
import { openArchive } from '../../shared/exports/archive.ts';
import { tempFolder } from './support.ts';

const ownerId = 'me' as OwnerId;
const bytes = async function* (...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
};
const read = async (content: AsyncIterable<Uint8Array>) => {
  const chunks = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
};

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\Windows\\win.ini', 'win.ini'],
  ['C:\\Users\\me\\export.zip', 'export.zip'],
  ['/', 'export'],
  ['', 'export'],
  ['..', 'export'],
  ['.htaccess', 'htaccess'],
  ['con.zip', '_con.zip'],
  ['a\u0000b\r\nc.zip', 'a b c.zip'],
  ['\u202egpj.exe', 'gpj.exe'],
  ['Complete_LinkedInDataExport_11-01-2026 (1).zip', 'Complete_LinkedInDataExport_11-01-2026 (1).zip'],
  ['Übersicht: "neu"?.zip', 'Übersicht_ _neu__.zip'],
])('the foreign name %j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('any name becomes one plain segment that stays as it is and fits every file system', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('', '.zip', '.CSV'),
      (stem, ending) => {
        const name = safeFileName(stem + ending);
        expect(name).toBe(safeFileName(name));
        expect(basename(name)).toBe(name);
        expect(name).not.toMatch(/^[.\s]|[/\\\u0000-\u001f]/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(210);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a long name keeps its ending', () => {
  expect(safeFileName(`${'ä'.repeat(500)}.zip`)).toMatch(/ä\.zip$/);
});

test('an upload is kept as a whole, and found by its key with its hash', async () => {
  const home = await tempFolder();
  const stored = await putExport({
    home,
    ownerId,
    uploadId: 'u1',
    fileName: '../x.zip',
    content: bytes('ab', 'c'),
  });
  expect(stored).toMatchObject({ key: 'exports/me/u1/x.zip', fileName: 'x.zip', sizeBytes: 3 });
  const upload = { key: stored.key, ownerId, uploadId: 'u1', fileName: 'x.zip' };
  const fetched = await createFolderExportSource({ home }).fetch(upload);
  if (fetched === undefined || fetched === 'tooLarge') throw new Error('the upload is gone');
  expect(fetched).toMatchObject({ fileHash: stored.fileHash, sizeBytes: 3 });
  expect(stored.fileHash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  await fetched.dispose();
  expect(await readFile(fetched.path, 'utf8')).toBe('abc');
});

test('of an upload that breaks off or is too large nothing is left', async () => {
  const home = await tempFolder();
  const upload = { home, ownerId, uploadId: 'u1', fileName: 'x.zip' };
  const broken = async function* () {
    yield Buffer.from('half');
    throw new Error('cut');
  };
  await expect(putExport({ ...upload, content: broken() })).rejects.toThrow('cut');
  await expect(putExport({ ...upload, content: bytes('12345'), maxBytes: 4 })).rejects.toBeInstanceOf(
    ExportTooLarge,
  );
  expect(await readdir(join(home, 'exports', 'me'))).toEqual([]);
});

test.each([
  'exports/me/u1/../../../secret',
  'exports/me/../me/x.zip',
  'exports/../u1/x.zip',
  'other/me/u1/x.zip',
  'exports/me/u1/.hidden',
  'exports/me/u1/a\\b',
  'exports/me/u1/',
  '/etc/passwd',
])('the key %j leads nowhere', async (key) => {
  expect(exportPath('/data', key)).toBeUndefined();
  const source = createFolderExportSource({ home: await tempFolder() });
  expect(await source.fetch({ key, ownerId, uploadId: 'u1', fileName: 'x' })).toBeUndefined();
});

test('a link among the uploads is not followed, and what is gone is gone', async () => {
  const home = await tempFolder();
  await mkdir(join(home, 'exports/me/u1'), { recursive: true });
  await writeFile(join(home, 'secret'), 'secret');
  await symlink(join(home, 'secret'), join(home, 'exports/me/u1/x.zip'));
  const source = createFolderExportSource({ home });
  for (const uploadId of ['u1', 'u2']) {
    const upload = { key: `exports/me/${uploadId}/x.zip`, ownerId, uploadId, fileName: 'x.zip' };
    expect(await source.fetch(upload)).toBeUndefined();
  }
});

test('the uploads of an owner are listed in the order in which they came, and nothing else that lies there', async () => {
  const home = await tempFolder();
  const source = createFolderExportSource({ home });
  expect(await source.list(ownerId)).toEqual([]);
  const put = (uploadId: string, at: string) =>
    putExport({ home, ownerId, uploadId, fileName: 'x.zip', content: bytes(uploadId), at: new Date(at) });
  await put('u2', '2026-11-02T09:00:00.900Z');
  await put('u3', '2026-11-02T09:00:00.100Z');
  await put('u1', '2026-11-03T09:00:00.000Z');
  await writeFile(join(home, 'exports/me/u1/.part-1'), 'half');
  await writeFile(join(home, 'exports/me/notes.txt'), 'by hand');
  await symlink(join(home, 'exports/me/notes.txt'), join(home, 'exports/me/u1/link.zip'));
  const uploads = await source.list(ownerId);
  expect(uploads).toEqual(
    [
      ['u2', '2026-11-02T09:00:00.000Z'],
      ['u3', '2026-11-02T09:00:00.000Z'],
      ['u1', '2026-11-03T09:00:00.000Z'],
    ].map(([uploadId, uploadedAt]) => ({
      key: `exports/me/${uploadId}/x.zip`,
      ownerId,
      uploadId,
      fileName: 'x.zip',
      uploadedAt,
      version: expect.any(String),
    })),
  );
  const [first] = uploads;
  await writeFile(join(home, first?.key ?? ''), 'something else');
  expect((await source.list(ownerId)).find(({ uploadId }) => uploadId === 'u2')?.version).not.toBe(
    first?.version,
  );
});

async function unpacked(): Promise<string> {
  const folder = await tempFolder();
  await mkdir(join(folder, 'Jobs'));
  await mkdir(join(folder, '.git'));
  await mkdir(join(folder, '__MACOSX'));
  const at = new Date('2026-03-29T01:30:01.500Z');
  for (const name of [
    'messages.csv',
    'Connections.csv',
    'Jobs/Saved Jobs.csv',
    '.hidden.csv',
    '.git/x.csv',
    '__MACOSX/y.csv',
    'photo.jpg',
  ]) {
    await writeFile(join(folder, name), `content of ${name}\n`);
    await utimes(join(folder, name), at, at);
  }
  await symlink('/etc/passwd', join(folder, 'linked.csv'));
  await symlink('/etc', join(folder, 'etc'));
  return folder;
}

test('of a folder only its regular, visible CSV files are packed, with their times', async () => {
  const files = await csvFilesOf(await unpacked());
  expect(files.map(({ name }) => name)).toEqual(['Connections.csv', 'Jobs/Saved Jobs.csv', 'messages.csv']);
  const zip = join(await tempFolder(), 'x.zip');
  await writeFile(zip, await read(await packFiles(files)));
  const archive = await openArchive(zip);
  expect(archive.entries.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
  expect(archive.entries[0]?.modifiedAt.toISOString()).toBe('2026-03-29T01:30:01.000Z');
  archive.close();
});

test('the same folder gives the same bytes, in every time zone', async () => {
  const files = await csvFilesOf(await unpacked());
  const zone = process.env.TZ;
  try {
    const packed = [];
    for (const tz of ['UTC', 'Europe/Berlin', 'America/St_Johns']) {
      process.env.TZ = tz;
      packed.push((await read(await packFiles(files))).toString('base64'));
    }
    expect(new Set(packed).size).toBe(1);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('a mail becomes a file, and the file is the proof that it was sent', async () => {
  const outbox = await tempFolder();
  const mailer = createFolderMailer({ outbox });
  const mail = {
    ownerId,
    mailId: 'digest-2026-11' as MailId,
    attempt: 1,
    to: 'me@localhost',
    mime: 'From: x\r\n\r\nHi\r\n',
  };
  expect(await mailer.lookUp(mail)).toBe('notSent');
  expect(await mailer.send(mail)).toMatchObject({ outcome: 'sent' });
  expect(await mailer.lookUp(mail)).toBe('sent');
  expect(await readFile(join(outbox, 'me', 'digest-2026-11.eml'), 'utf8')).toBe(mail.mime);
});

test('a mail that cannot be written is refused and may go again', async () => {
  const outbox = join(await tempFolder(), 'file');
  await writeFile(outbox, '');
  const mail = { ownerId, mailId: 'm' as MailId, attempt: 1, to: 'me@localhost', mime: '' };
  expect(await createFolderMailer({ outbox }).send(mail)).toMatchObject({
    outcome: expect.stringMatching(/refused|unknown/),
  });
});
