import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openPath } from '../../infra/local/upload.ts';
import { inHome, smallExport, smallZipFile, tempFolder, tempHome } from './support.ts';

/** Longer than a stream takes to find out that its file is gone. */
const whileMs = 50;

test.each(['file', 'folder'])(
  'a %s that vanishes before it is read fails the upload, not the process',
  async (kind) => {
    const folder = await tempFolder();
    const path = join(folder, 'export');
    if (kind === 'folder') {
      await mkdir(path);
      await writeFile(join(path, 'Connections.csv'), 'x');
    } else await writeFile(path, 'x');
    const { content } = await openPath(path);
    await rm(path, { recursive: true });
    await sleep(whileMs);
    const read = async () => {
      for await (const _ of content);
    };
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
  },
);

test('an older export does not claim that nobody was read', async () => {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const file = await smallZipFile(folder);
  await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
  const older = join(folder, 'older');
  await mkdir(older);
  const connections = smallExport.find(({ name }) => name === 'Connections.csv');
  await writeFile(join(older, 'Connections.csv'), connections?.text ?? '');
  const { exit, out } = await inHome(home, 'import', { files: [older], at: '2026-10-01T12:00:00.000Z' });
  expect(exit).toBe(0);
  expect(out).toContain('Ein neuerer Export ist schon da');
  expect(out).not.toContain('0 Kontakte');
});

test('audit counts questions, not the rules behind them', async () => {
  const folder = await tempFolder();
  const home = await tempHome(join(folder, 'data'));
  const args = { files: [await smallZipFile(folder)], at: '2026-11-01T12:00:00.000Z' };
  await inHome(home, 'import', args);
  const at = '2026-11-02T12:00:00.000Z';
  const { findings } = (await inHome(home, 'audit', { at, json: true })).json();
  const subjects = new Set(findings.map(({ subject }: { subject: string }) => subject));
  expect(subjects.size).toBeLessThan(findings.length);
  expect((await inHome(home, 'audit', { at })).err).toContain(`${subjects.size} offene Fragen`);
});
