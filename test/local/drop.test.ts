import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDropFolder } from '../../infra/local/drop.ts';
import { tempFolder } from './support.ts';

async function dropFolder() {
  const folder = join(await tempFolder(), 'drop');
  let nowMs = 0;
  const drop = await openDropFolder(folder, () => new Date(nowMs));
  const later = async (ms: number) => {
    nowMs += ms;
    return drop.look();
  };
  return { folder, drop, later };
}

test('a file is taken once it has not changed for two seconds', async () => {
  const { folder, drop, later } = await dropFolder();
  const path = join(folder, 'x.zip');
  await writeFile(path, 'a');
  expect(await later(0)).toEqual([]);
  expect(await later(1900)).toEqual([]);
  await writeFile(path, 'ab');
  expect(await later(200)).toEqual([]);
  expect(await later(1900)).toEqual([]);
  expect(await later(100)).toEqual([path]);
  await drop.remove(path);
  expect(await later(5000)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test('folders, links, hidden files and downloads under way are left alone', async () => {
  const { folder, later } = await dropFolder();
  await mkdir(join(folder, 'folder'));
  await symlink('/etc/passwd', join(folder, 'link.zip'));
  for (const name of ['.hidden.zip', 'x.zip.crdownload', 'x.zip.part', 'Unconfirmed.download'])
    await writeFile(join(folder, name), 'x');
  await later(0);
  expect(await later(10_000)).toEqual([]);
});

test('a file that could not be taken is left alone until it changes', async () => {
  const { folder, drop, later } = await dropFolder();
  const path = join(folder, 'x.zip');
  await writeFile(path, 'a');
  await later(0);
  expect(await later(2000)).toEqual([path]);
  drop.leave(path);
  expect(await later(2000)).toEqual([]);
  await writeFile(path, 'abc');
  await later(0);
  expect(await later(2000)).toEqual([path]);
});
