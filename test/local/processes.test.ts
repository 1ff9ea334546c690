import { existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { controlPath } from '../../infra/local/control-path.ts';
import { DataFolderInUse } from '../../infra/local/errors.ts';
import { portOf } from '../../infra/local/table.ts';
import { smallZipFile, startWoher, tempFolder, tempHome, woher } from './support.ts';

async function started(args: readonly string[]) {
  const run = startWoher(['start', '--port', '0', ...args]);
  onTestFinished(() => void run.child.kill('SIGKILL'));
  const [, url = ''] = await run.said(/Übersicht:\s+(http:\S+\/)/);
  return { ...run, url };
}

test('start does the main job, serves, answers commands, and ends gracefully', async () => {
  const folder = await tempFolder();
  const data = join(folder, 'data');
  const file = await smallZipFile(folder);
  const home = await started([file, '--data', data]);
  const page = await fetch(home.url);
  expect(page.status).toBe(200);

  expect((await stat(join(data, 'control.sock'))).mode & 0o777).toBe(0o600);
  const contacts = await woher(['contacts', '--json', '--data', data]);
  expect(contacts.exit).toBe(0);
  expect(JSON.parse(contacts.out)).toHaveLength(3);
  const again = await woher(['import', file, '--json', '--data', 'data'], { cwd: folder });
  expect(JSON.parse(again.out)).toMatchObject({ code: 'alreadyImported' });

  const second = await woher(['start', '--data', data]);
  expect(second).toMatchObject({ exit: 1, out: '' });
  expect(second.err).toContain(home.url.slice(0, -1));
  expect(second.err.trim().split('\n')).toHaveLength(1);

  home.child.kill('SIGINT');
  const { exit, out } = await home.ended;
  expect(exit).toBe(0);
  expect(out).toContain('3 Kontakte gelesen');
  expect(out).toContain('me@localhost');
  expect(out).toMatch(/Fragen:\s+http:\/\/127\.0\.0\.1:\d+\/r\//);
  expect(existsSync(join(data, 'control.sock'))).toBe(false);
});

test("a socket that a dead home left behind is in nobody's way", async () => {
  const folder = await tempFolder();
  const data = join(folder, 'data');
  const file = await smallZipFile(folder);
  const home = await started([file, '--data', data]);
  home.child.kill('SIGKILL');
  await home.ended;
  expect(existsSync(join(data, 'control.sock'))).toBe(true);
  const contacts = await woher(['contacts', '--json', '--data', data]);
  expect(JSON.parse(contacts.out)).toHaveLength(3);
  const again = await started(['--data', data]);
  again.child.kill('SIGTERM');
  const { exit, err } = await again.ended;
  expect(exit).toBe(0);
  expect(err).not.toContain('Noch nichts importiert');
});

test('a home that starts empty says where to upload, and its help that it imports nothing', async () => {
  const home = await started(['--data', join(await tempFolder(), 'data')]);
  home.child.kill('SIGTERM');
  const { exit, err } = await home.ended;
  expect(exit).toBe(0);
  expect(err).toMatch(/^Noch nichts importiert: .* http:\/\/127\.0\.0\.1:\d+\/upload$/m);
  const { out } = await woher(['start', '--help']);
  expect(out.replace(/\s+/g, ' ')).toContain('without it the sample, or with --data what is there already');
});

test('several commands at once on one folder wait for each other', async () => {
  const folder = await tempFolder();
  const file = await smallZipFile(folder);
  const data = join(folder, 'data');
  const runs = await Promise.all([1, 2, 3].map(() => woher(['import', file, '--json', '--data', data])));
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0]);
  const fresh = runs.filter(({ out }) => JSON.parse(out).code === undefined);
  expect(fresh).toHaveLength(1);
});

test('who opens an open folder is told that it is in use', async () => {
  const folder = await tempFolder();
  await tempHome(folder);
  await expect(tempHome(folder)).rejects.toBeInstanceOf(DataFolderInUse);
});

test('a taken port is told in one sentence', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const taken = await woher(['start', '--data', await tempFolder(), '--port', String(portOf(server))]);
  expect(taken.exit).toBe(1);
  expect(taken.err.trim().split('\n')).toHaveLength(1);
});

test('wrong usage is exit code 2 and writes nothing', async () => {
  const folder = join(await tempFolder(), 'data');
  const lines = [
    [],
    ['nonsense'],
    ['import'],
    ['import', 'x.zip', '--at', 'yesterday'],
    ['audit', '--at', '2026-02-30'],
    ['decide', 'x', 'perhaps'],
    ['contacts', '--owner', '../x'],
    ['start', '--port', '99999'],
    ['contacts', '--nonsense'],
  ];
  const runs = lines.map((args) => woher(args.length === 0 ? [] : [...args, '--data', folder]));
  const ended = (await Promise.all(runs)).map(({ exit, out }, no) => ({ args: lines[no], exit, out }));
  expect(ended).toEqual(lines.map((args) => ({ args, exit: 2, out: '' })));
  expect(existsSync(folder)).toBe(false);
});

test('a file that is missing or unreadable is exit code 3, told before anything is written', async () => {
  const folder = await tempFolder();
  const data = join(folder, 'data');
  await mkdir(join(folder, 'empty'));
  for (const args of [
    ['import', 'missing.zip'],
    ['import', 'empty'],
    ['start', 'missing.zip'],
  ]) {
    const { exit, out, err } = await woher([...args, '--data', data], { cwd: folder });
    expect({ args, exit, out }).toEqual({ args, exit: 3, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
  }
  expect(existsSync(data)).toBe(false);
});

test('start with a file that is refused ends with its sentence and exit code 3', async () => {
  const folder = await tempFolder();
  const bad = join(folder, 'bad.zip');
  await writeFile(bad, '%PDF-1.7 …');
  const { exit, out, err } = await woher(['start', bad, '--port', '0', '--data', join(folder, 'data')]);
  expect({ exit, out }).toEqual({ exit: 3, out: '' });
  expect(err).toContain('PDF');
});

test("the person's own AWS settings are never used", async () => {
  const { exit, out } = await woher(['contacts', '--json', '--data', await tempFolder()], {
    env: {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
      AWS_PROFILE: 'nobody',
      AWS_REGION: 'us-gov-west-1',
    },
  });
  expect({ exit, out }).toEqual({ exit: 0, out: '[]\n' });
});

test('a control socket of a folder deep down lies beside the temporary files', async () => {
  const deep = join(await tempFolder(), 'd'.repeat(120));
  const path = controlPath(deep, 'linux');
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100);
  expect(controlPath(deep, 'linux')).toBe(path);
  expect(controlPath(deep, 'win32')).toMatch(/^\\\\\.\\pipe\\woher-[0-9a-f]{16}$/);
  const data = await woher(['contacts', '--json', '--data', deep]);
  expect(data.out).toBe('[]\n');
});
