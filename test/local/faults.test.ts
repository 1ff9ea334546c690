import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mainJob, serve } from '../../infra/local/main-job.ts';
import { writeMessage } from '../../infra/local/message-file.ts';
import { openQueues, type QueueHandler } from '../../infra/local/queue.ts';
import type { Home } from '../../infra/local/services.ts';
import { startHome } from '../../infra/local/start.ts';
import { quiet } from '../log.ts';
import {
  inHome,
  recordedIo,
  smallZip,
  smallZipFile,
  tempFolder,
  tempHome,
  testNow,
  woher,
} from './support.ts';

const fails: QueueHandler = async () => {
  throw new Error('fails');
};

/** A home whose functions fail: given up after two tries, or waiting for the second one. */
async function failingHome(then: 'givenUp' | 'waiting', more: Partial<Home> = {}): Promise<Home> {
  const home = await tempHome();
  const queues = await openQueues({
    folder: join(home.folder, 'queues'),
    names: ['uploads', 'audits'],
    maxReceives: 2,
    now: testNow,
    log: quiet,
    retryDelaysMs: [then === 'givenUp' ? 1 : 60_000],
  });
  queues.start({ uploads: fails, audits: fails });
  onTestFinished(() => queues.stop());
  const schedule = async () => void (await queues.send('audits', {}));
  return { ...home, queues, schedule, ...more };
}

/** The home with a message of long ago that waits for its next try. */
function withOldMessage(home: Home): Home {
  const drain: Home['queues']['drain'] = async () => {
    const { waiting, buried } = await home.queues.drain();
    return { waiting: [...waiting, { queue: 'audits', sentAtMs: 1 }], buried };
  };
  return { ...home, queues: { ...home.queues, drain } };
}

const message = (more: { receives: number; notBeforeMs?: number }) => ({
  messageId: '00000000-0000-4000-8000-000000000000',
  order: '00000000000001-000000-00000000',
  body: '{}',
  sentAtMs: 1,
  notBeforeMs: 1,
  ...more,
});

const waiting =
  'Noch ist nicht alles fertig, aber nichts ist verloren: Führe den Befehl gleich noch einmal aus.\n';
const unfinished = 'Der Import ist noch nicht fertig; er geht beim nächsten Start weiter.\n';
const stepGivenUp = (home: Home) =>
  `Ein Schritt ist gescheitert und wurde aufgegeben; nichts ist verloren, er liegt in ${home.folder}/queues/audits-dead: Führe den Befehl in einer Stunde noch einmal aus.\n`;
const importGivenUp = (home: Home) =>
  `Der Import ist gescheitert und wurde aufgegeben; nichts ist verloren, er liegt in ${home.folder}/queues/uploads-dead: Führe den Befehl noch einmal aus.\n`;

test.each([true, false])('an audit that fails is no success (JSON: %s)', async (json) => {
  const later = await inHome(await failingHome('waiting'), 'audit', { json });
  expect(later.exit).toBe(1);
  expect(later.err).toContain(waiting);
  expect(later.err).not.toContain('Keine neue Mail');
  const home = await failingHome('givenUp');
  const never = await inHome(home, 'audit', { json });
  expect(never.exit).toBe(1);
  expect(never.err).toContain(stepGivenUp(home));
  expect(never.err).not.toContain('Keine neue Mail');
});

test('an audit that an earlier one left waiting is no success either', async () => {
  const home = await failingHome('waiting');
  await inHome(home, 'audit');
  const { exit, err } = await inHome({ ...home, schedule: async () => {} }, 'audit');
  expect(exit).toBe(1);
  expect(err).toContain(waiting);
});

test('an import that fails goes on later, or says that it was given up', async () => {
  const files = [await smallZipFile(await tempFolder())];
  expect(await inHome(await failingHome('waiting'), 'import', { files })).toMatchObject({
    exit: 1,
    out: '',
    err: unfinished,
  });
  const home = await failingHome('givenUp');
  expect(await inHome(home, 'import', { files })).toMatchObject({
    exit: 1,
    out: '',
    err: importGivenUp(home),
  });
});

test('an import answers for what it started, not for what waits from before', async () => {
  const files = [await smallZipFile(await tempFolder())];
  const { exit, err } = await inHome(withOldMessage(await tempHome()), 'import', { files });
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
});

test('an import whose audit fails is told, and is no success', async () => {
  const home = await tempHome();
  vi.spyOn(home.store, 'openDigest').mockRejectedValue(new Error('fails'));
  const files = [await smallZipFile(await tempFolder())];
  const { exit, out, err } = await inHome(home, 'import', { files });
  expect({ exit, err }).toEqual({ exit: 1, err: waiting });
  expect(out).toContain('3 Kontakte gelesen');
});

test('a start whose import went well and whose audit fails is no success either', async () => {
  const home = await tempHome();
  vi.spyOn(home.store, 'openDigest').mockRejectedValue(new Error('fails'));
  const { io, said } = recordedIo();
  const owner = await home.ensureOwner(home.ownerId);
  expect(await mainJob(home, { owner, path: await smallZipFile(await tempFolder()), io })).toBe(1);
  expect(said.err).toBe(waiting);
});

test.each([
  ['waiting', unfinished, waiting],
  ['givenUp', importGivenUp, stepGivenUp],
] as const)('a start whose import or audit fails is no success (%s)', async (then, ofImport, ofAudit) => {
  const text = (sentence: string | ((home: Home) => string), home: Home) =>
    typeof sentence === 'string' ? sentence : sentence(home);
  const home = await failingHome(then);
  const owner = await home.ensureOwner(home.ownerId);
  for (const [path, sentence] of [
    [await smallZipFile(await tempFolder()), ofImport],
    [undefined, ofAudit],
  ] as const) {
    const { io, said } = recordedIo();
    expect(await mainJob(home, { owner, path, io })).toBe(1);
    expect(said).toEqual({ out: '', err: text(sentence, home) });
  }
});

test('a start does not answer for what waits from before, and says nothing where it did nothing', async () => {
  const home = await tempHome();
  const { io, said } = recordedIo();
  const owner = await home.ensureOwner(home.ownerId);
  expect(await mainJob(withOldMessage(home), { owner, path: undefined, io })).toBe(0);
  expect(said).toEqual({ out: '', err: '' });
  expect(await mainJob(home, { owner, path: await smallZipFile(await tempFolder()), io })).toBe(0);
  expect(said.out).toContain('Fertig nach');
});

test('an audit that carries an earlier one to its end answers for it', async () => {
  const data = await tempFolder();
  await mkdir(join(data, 'queues', 'audits'), { recursive: true });
  await writeMessage(join(data, 'queues', 'audits'), message({ receives: 5 }));
  const { exit, err } = await woher(['audit', '--data', data]);
  expect(exit).toBe(1);
  expect(err).toContain('audits-dead');
});

async function serving(home: Home) {
  const { io, said } = recordedIo();
  const owner = await home.ensureOwner(home.ownerId);
  const site = { port: 0, serve: () => {}, close: async () => {} };
  const end = await serve(home, { owner, site, io });
  onTestFinished(async () => {
    await home.queues.stop();
    await end();
  });
  return said;
}

test('while serving, a message that is given up is told, and a dropped file stays', async () => {
  let aheadMs = 0;
  const home = await failingHome('givenUp', { now: () => new Date(testNow().getTime() + aheadMs) });
  const said = await serving(home);
  const path = join(home.folder, 'drop', 'x.zip');
  await writeFile(path, await smallZip());
  // Seen once, then unchanged for long enough.
  await new Promise((resolve) => setTimeout(resolve, 1200));
  aheadMs = 3000;
  await expect
    .poll(() => said.err, { timeout: 5000 })
    .toContain('aus dem Ordner drop wurde nicht importiert');
  expect(said.err).toContain(`er liegt in ${home.folder}/queues/uploads-dead.\n`);
  expect(said.err.trim().split('\n')).toHaveLength(2);
  expect(existsSync(path)).toBe(true);
});

test('while serving, a tick that fails is told', async () => {
  let looks = 0;
  const said = await serving(
    await failingHome('waiting', {
      now: () => new Date(Date.parse('2026-11-22T08:59:00Z') + 3_600_000 * Math.min(looks++, 1)),
      schedule: async () => {
        throw new Error('fails');
      },
    }),
  );
  await expect
    .poll(() => said.err)
    .toBe('Die stündliche Prüfung ist gescheitert; die nächste holt sie nach.\n');
});

test('a home whose disk fails while it serves says so and ends with exit code 1', async () => {
  const folder = await tempFolder();
  const queues = join(folder, 'queues');
  await mkdir(join(queues, 'uploads'), { recursive: true });
  await writeFile(join(queues, 'uploads-dead'), 'no folder');
  await writeMessage(join(queues, 'uploads'), message({ receives: 5, notBeforeMs: Date.now() + 60_000 }));
  const { io, said } = recordedIo();
  const ended = startHome({ folder, source: undefined, samples: '', port: 0, io, log: quiet });
  await expect.poll(() => said.out, { timeout: 10_000 }).toMatch(/Hochladen:/);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
  onTestFinished(() => void vi.useRealTimers());
  // Any upload wakes the queue; what it finds first cannot be buried.
  const form = new FormData();
  form.set('file', new Blob(['x']), 'x.zip');
  const [, url = ''] = /Hochladen:\s+(\S+)/.exec(said.out) ?? [];
  await fetch(url, { method: 'POST', body: form }).catch(() => {});
  expect(await ended).toBe(1);
  expect(said.err).toContain('Der Datenordner lässt sich nicht beschreiben, Woher endet');
});
