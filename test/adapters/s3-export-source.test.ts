import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createS3Client, type S3ClientOptions } from '../../shared/adapters/s3/client.ts';
import { createS3ExportSource } from '../../shared/adapters/s3/export-source.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import type { ExportSource } from '../../shared/ports/export-source.ts';
import { type Answer, cutInTheMiddle, loseReply, stallInTheMiddle } from './servers/http-server.ts';
import { announce, endEarly, refuse, type S3Server, startS3Server, testBucket } from './servers/s3-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
const fileName = 'Größe & Maß (1) + 100 %.zip';
const key = `exports/me/upload-1/${fileName}`;
const upload = { key, ownerId: 'me' as OwnerId, fileName };
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

function sourceOf(options: { client?: S3ClientOptions; maxBytes?: number } = {}): ExportSource {
  const client = createS3Client({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials,
    ...options.client,
  });
  const { maxBytes } = options;
  return createS3ExportSource({
    client,
    bucket: testBucket,
    folder,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
}

describe('an upload', () => {
  test('is copied, hashed and disposed of', async () => {
    const fetched = await sourceOf().fetch(upload);
    expect(fetched?.sizeBytes).toBe(object.length);
    expect(fetched?.fileHash).toBe(createHash('sha256').update(object).digest('hex'));
    const path = fetched?.path ?? '';
    expect(await readFile(path)).toEqual(object);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await fetched?.dispose();
    await fetched?.dispose();
    expect(await readdir(folder)).toEqual([]);
  });

  test('of no bytes is an upload', async () => {
    server.objects.set(key, new Uint8Array());
    expect(await sourceOf().fetch(upload)).toMatchObject({ sizeBytes: 0 });
  });

  test('fetched twice at once lies in two files', async () => {
    const source = sourceOf();
    const [one, other] = await Promise.all([source.fetch(upload), source.fetch(upload)]);
    expect(one?.path).not.toBe(other?.path);
    expect(one?.fileHash).toBe(other?.fileHash);
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

  test('comes after all when the first answer is lost', async () => {
    server.answerNext(loseReply);
    expect(await sourceOf().fetch(upload)).toMatchObject({ sizeBytes: object.length });
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
    ['the object says that it is too large', announce(object.length + 1), { code: 'exportTooLarge' }],
  ] satisfies [string, Answer, object][])('%s', async (_, answer, fault) => {
    server.answerNext(answer);
    const source = sourceOf({ client: { silenceMs: 200 }, maxBytes: object.length });
    await expect(source.fetch(upload)).rejects.toMatchObject(fault);
    expect(await readdir(folder)).toEqual([]);
  });

  test('more bytes come than an upload may have, and nobody said so', async () => {
    server.answerNext(endEarly(object));
    const source = sourceOf({ maxBytes: 1_000 });
    await expect(source.fetch(upload)).rejects.toMatchObject({ code: 'exportTooLarge' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('the temporary folder does not exist', async () => {
    const client = createS3Client({ endpoint: server.url, region: 'eu-central-1', credentials });
    const source = createS3ExportSource({ client, bucket: testBucket, folder: join(folder, 'nowhere') });
    await expect(source.fetch(upload)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
