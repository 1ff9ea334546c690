import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createS3Client, type S3ClientOptions } from '../../shared/adapters/s3/client.ts';
import { createS3ExportSource } from '../../shared/adapters/s3/export-source.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import type { ExportSource } from '../../shared/ports/export-source.ts';
import {
  type Answer,
  cutAfter,
  cutInTheMiddle,
  dribble,
  late,
  loseReply,
  saySilence,
  stallInTheMiddle,
  trickle,
} from './servers/http-server.ts';
import { announce, endEarly, refuse, type S3Server, startS3Server, testBucket } from './servers/s3-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
const fileName = 'Größe & Maß (1) + 100 %.zip';
const key = `exports/me/upload-1/${fileName}`;
const upload = { key, ownerId: 'me' as OwnerId, uploadId: 'upload-1', fileName };
const object = randomBytes(300_000);

let server: S3Server;
let folder: string;
beforeEach(async () => {
  server = await startS3Server();
  server.objects.set(key, object);
  folder = await mkdtemp(join(tmpdir(), 'woher-s3-test-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

type SourceOptions = { client?: S3ClientOptions; maxBytes?: number; copyLimitMs?: number };

function sourceOf({ client: clientOptions, ...limits }: SourceOptions = {}): ExportSource {
  const client = createS3Client({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials,
    ...clientOptions,
  });
  return createS3ExportSource({ client, bucket: testBucket, folder, ...limits });
}

async function fetched(source: ExportSource) {
  const copy = await source.fetch(upload);
  if (copy === undefined || copy === 'tooLarge') throw new Error(`the upload is ${copy ?? 'gone'}`);
  return copy;
}

describe('an upload', () => {
  test('is copied, hashed and disposed of', async () => {
    const { path, sizeBytes, fileHash, dispose } = await fetched(sourceOf());
    expect(sizeBytes).toBe(object.length);
    expect(fileHash).toBe(createHash('sha256').update(object).digest('hex'));
    expect(await readFile(path)).toEqual(object);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await dispose();
    await dispose();
    expect(await readdir(folder)).toEqual([]);
  });

  test('of no bytes is an upload', async () => {
    server.objects.set(key, new Uint8Array());
    expect(await sourceOf().fetch(upload)).toMatchObject({ sizeBytes: 0 });
  });

  test.each(['..', '.', 'a/../..'])('is found by its very name: %s', async (name) => {
    const odd = `exports/me/upload-1/${name}`;
    server.objects.set(odd, object);
    expect(await sourceOf().fetch({ ...upload, key: odd })).toMatchObject({ sizeBytes: object.length });
  });

  test('fetched twice at once lies in two files', async () => {
    const source = sourceOf();
    const [one, other] = await Promise.all([fetched(source), fetched(source)]);
    expect(one.path).not.toBe(other.path);
    expect(one.fileHash).toBe(other.fileHash);
  });

  test('of exactly as many bytes as an upload may have is taken', async () => {
    expect(await sourceOf({ maxBytes: object.length }).fetch(upload)).toMatchObject({
      sizeBytes: object.length,
    });
  });

  test('that is gone is undefined', async () => {
    server.objects.clear();
    expect(await sourceOf().fetch(upload)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ['says that it is too large', announce(object.length + 1), object.length],
    ['is larger than anybody said', endEarly(object), 1_000],
  ] satisfies [string, Answer, number][])(
    'that %s is told apart, and nothing of it is kept',
    async (_, answer, maxBytes) => {
      server.answerNext(answer);
      expect(await sourceOf({ maxBytes }).fetch(upload)).toBe('tooLarge');
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('a passing trouble is waited out', () => {
  test.each([
    ['slow down', refuse(503, 'SlowDown')],
    ['an internal error', refuse(500, 'InternalError')],
    ['a gateway that fails', refuse(502, 'BadGateway')],
    ['the first answer is lost', loseReply],
    ['nothing is said', saySilence],
    ['the answer never begins', dribble],
    ['the answer comes too late', late(600, refuse(503, 'SlowDown'))],
  ] satisfies [string, Answer][])('%s', async (_, answer) => {
    server.answerNext(answer);
    const source = sourceOf({ client: { silenceMs: 200 } });
    expect(await source.fetch(upload)).toMatchObject({ sizeBytes: object.length });
    expect(server.requests).toHaveLength(2);
  });

  test('the connection is cut before the request', async () => {
    server.dropConnections(1);
    expect(await sourceOf().fetch(upload)).toMatchObject({ sizeBytes: object.length });
    expect(server.connections()).toBe(2);
  });

  test('the connection is cut after the last byte', async () => {
    server.answerNext(cutAfter(server.usual));
    const source = sourceOf();
    for (const _ of [1, 2]) expect(await source.fetch(upload)).toMatchObject({ sizeBytes: object.length });
    expect(server.requests).toHaveLength(2);
  });
});

describe('a trouble that stays is a fault after three tries', () => {
  test.each([
    ['slow down', refuse(503, 'SlowDown'), 'SlowDown'],
    ['an internal error', refuse(500, 'InternalError'), 'InternalError'],
    ['nothing is said', saySilence, 'TimeoutError'],
  ] satisfies [string, Answer, string][])('%s', async (_, answer, name) => {
    server.answerNext(answer, answer, answer);
    const source = sourceOf({ client: { silenceMs: 100 } });
    await expect(source.fetch(upload)).rejects.toMatchObject({ name });
    expect(server.requests).toHaveLength(3);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a fault leaves no file', () => {
  test.each([
    ['the bucket is closed to this role', refuse(403, 'AccessDenied'), { name: 'AccessDenied' }],
    ['there is no such bucket', refuse(404, 'NoSuchBucket'), { name: 'NoSuchBucket' }],
    ['the connection is cut', cutInTheMiddle, { code: 'ECONNRESET' }],
    ['the bytes stop coming', stallInTheMiddle, { name: 'TimeoutError' }],
    [
      'the body is short, and nobody said how long it is',
      endEarly(object.subarray(0, 5)),
      { code: 'exportIncomplete' },
    ],
  ] satisfies [string, Answer, object][])('%s', async (_, answer, fault) => {
    server.answerNext(answer);
    const source = sourceOf({ client: { silenceMs: 200 }, maxBytes: object.length });
    await expect(source.fetch(upload)).rejects.toMatchObject(fault);
    expect(await readdir(folder)).toEqual([]);
  });

  test('the bytes trickle in: given up when the time of the whole copy is over', async () => {
    server.answerNext(trickle);
    const start = performance.now();
    await expect(sourceOf({ copyLimitMs: 300 }).fetch(upload)).rejects.toMatchObject({
      code: 'exportIncomplete',
    });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await readdir(folder)).toEqual([]);
  });

  test('the temporary folder does not exist', async () => {
    const client = createS3Client({ endpoint: server.url, region: 'eu-central-1', credentials });
    const source = createS3ExportSource({ client, bucket: testBucket, folder: join(folder, 'nowhere') });
    await expect(source.fetch(upload)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the uploads of an owner', () => {
  const keys = [
    'exports/me/b/Größe & Maß (1) + 100 %.zip',
    'exports/me/a/a folder/x.zip',
    'exports/me/a/tab\tand\u0001.zip',
    'exports/me/c/',
    'exports/me/z/last.zip',
  ];
  beforeEach(() => {
    server.objects.clear();
    for (const [place, of] of [...keys].reverse().entries()) {
      // The last of these five is the first; two came within one second.
      server.setNow(new Date(Date.parse('2026-11-01T12:00:04.900Z') - 1_000 * Math.max(0, place - 1)));
      server.objects.set(of, Buffer.from(of));
    }
    for (const foreign of ['exports/me/stray.zip', 'exports/menno/a/x.zip', 'other/me/a/x.zip'])
      server.objects.set(foreign, Buffer.from('x'));
  });

  test('are all listed, page by page, in the order in which they came, those of one second by key', async () => {
    const uploads = await sourceOf().list('me' as OwnerId);
    expect(uploads.map((each) => each.key)).toEqual(keys);
    expect(uploads.map(({ uploadId, fileName }) => `exports/me/${uploadId}/${fileName}`)).toEqual(keys);
    expect(uploads.map(({ uploadedAt }) => uploadedAt.slice(17))).toEqual([
      '01.000Z',
      '02.000Z',
      '03.000Z',
      '04.000Z',
      '04.000Z',
    ]);
    expect(server.requests.length).toBeGreaterThan(1);
    expect(server.requests.map(({ path }) => path)).toEqual(
      server.requests.map(() => expect.stringContaining('prefix=exports%2Fme%2F')),
    );
  });

  test('can each be fetched by the key that is listed', async () => {
    const source = sourceOf();
    for (const { ownerId, ...each } of await source.list('me' as OwnerId)) {
      const copy = await source.fetch({ ownerId, ...each });
      if (copy === undefined || copy === 'tooLarge') throw new Error('a listed upload is gone');
      expect(await readFile(copy.path, 'utf8')).toBe(each.key);
    }
  });

  test('have another version when something else is put under the same key, and the same for the same bytes', async () => {
    const versionOf = async () =>
      (await sourceOf().list('me' as OwnerId)).find((each) => each.key === keys[0])?.version;
    const before = await versionOf();
    server.objects.set(keys[0] ?? '', Buffer.from(keys[0] ?? ''));
    expect(await versionOf()).toBe(before);
    server.objects.set(keys[0] ?? '', Buffer.from('something else'));
    expect(await versionOf()).not.toBe(before);
  });

  test('of an owner without any are none', async () => {
    expect(await sourceOf().list('nobody' as OwnerId)).toEqual([]);
  });

  test('that cannot be listed are a fault, after a passing trouble was waited out', async () => {
    server.answerNext(refuse(503, 'SlowDown'));
    expect(await sourceOf().list('me' as OwnerId)).toHaveLength(keys.length);
    server.answerNext(refuse(403, 'AccessDenied'));
    await expect(sourceOf().list('me' as OwnerId)).rejects.toMatchObject({ name: 'AccessDenied' });
    server.answerNext(server.usual, refuse(403, 'AccessDenied'));
    await expect(sourceOf().list('me' as OwnerId)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
