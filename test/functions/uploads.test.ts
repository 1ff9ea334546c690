import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { signTicket } from '../../shared/domain/ticket.ts';
import { environment } from '../../shared/names.ts';
import { announce } from '../adapters/servers/s3-server.ts';
import { archiveName, SAMPLE_DIRECTORY } from '../fixtures/sample.ts';
import { keepOutput } from '../log.ts';
import { unescaped } from '../render/html.ts';
import { type Cloud, coldStart, httpGet, objectCreated, owner, sqsEvent, startCloud } from './cloud.ts';

const uploadedAt = '2026-11-01T07:00:00.000Z' as IsoTime;
const allDone = { batchItemFailures: [] };

let cloud: Cloud;
let lines: string[];
beforeEach(async () => {
  cloud = await startCloud();
  coldStart(cloud.env);
  lines = keepOutput();
  await cloud.table.store.createOwner(owner, uploadedAt);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await cloud.close();
});

const ticketPath = (rest = '') =>
  `/u/${signTicket(owner, 'upload', new Date(Date.now() + 86_400_000).toISOString() as IsoTime)}${rest}`;

async function page(path: string) {
  const { handler } = await import('../../functions/review/handler.ts');
  const { body, headers } = await handler(httpGet(path));
  return { html: unescaped(body), headers };
}

/** Sends a file by the form of a page as a browser without script does; where it leads. */
async function submit(html: string, content: Uint8Array<ArrayBuffer>, fileName: string): Promise<URL> {
  const body = new FormData();
  for (const [, name = '', value = ''] of html.matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
  ))
    body.append(name, value);
  body.append('file', new Blob([content]), fileName);
  const action = /method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
  const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '');
}

test('an upload by ticket goes all the way: form, bucket, import, result', async () => {
  const { html } = await page(ticketPath());
  const name = archiveName(Date.parse(uploadedAt));
  const content = new Uint8Array(await readFile(new URL(name, SAMPLE_DIRECTORY)));
  const result = await submit(html, content, `Bäcker & Söhne / ${name}`);
  expect(result.origin).toBe(cloud.env[environment.baseUrl]);
  expect((await page(result.pathname)).headers?.refresh).toMatch(/^3; url=\/u\//);

  const key = result.searchParams.get('key') ?? '';
  const { handler } = await import('../../functions/ingest/handler.ts');
  expect(await handler(sqsEvent(objectCreated(key, '2026-11-01T07:00:00Z')))).toEqual(allDone);
  const done = await page(result.pathname);
  expect(done.html).toContain('Export angenommen');
  expect(done.html).toContain('Kontakte gelesen');
  expect(done.headers).not.toHaveProperty('refresh');

  const second = await submit((await page(ticketPath())).html, content, name);
  await handler(sqsEvent(objectCreated(second.searchParams.get('key') ?? '', '2026-11-02T07:00:00Z')));
  expect((await page(second.pathname)).html).toContain('Diesen Export gibt es schon');
  const counts = lines.flatMap((line) => line.split('\n')).filter((line) => line.includes('"_aws"'));
  expect(counts.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ imports: 1, contacts: 0, writes: 2 });
});

test('an export that is too large is rejected and told, not tried again', async () => {
  const key = 'exports/me/u-1/large.zip';
  cloud.s3.objects.set(key, Buffer.from('much more than this'));
  cloud.s3.answerNext(cloud.s3.usual, announce(512 * 1024 * 1024 + 1));
  const { handler } = await import('../../functions/ingest/handler.ts');
  expect(await handler(sqsEvent(objectCreated(key, '2026-11-01T07:00:00Z')))).toEqual(allDone);
  expect((await page(ticketPath('/u-1'))).html).toContain('größer als 512 MB');
  expect(JSON.parse(lines.find((line) => line.includes('"_aws"')) ?? '{}')).toMatchObject({
    importsRejected: 1,
  });
});

test.each([
  'exports/me/u-1/Größe & Maß (1) + 100 %.pdf',
  'exports/me/u-1/a folder/"quoted".pdf',
  "exports/me/u-1/it's %22 名簿",
  'exports/me/u-1/',
])('ingest takes the key %j as EventBridge writes it, which is as it stands', async (key) => {
  cloud.s3.objects.set(key, Buffer.from('%PDF-1.7'));
  const { handler } = await import('../../functions/ingest/handler.ts');
  expect(await handler(sqsEvent(objectCreated(key, '2026-11-01T07:00:00Z')))).toEqual(allDone);
  const receipt = await cloud.table.store.readReceipt(owner.ownerId, 'u-1');
  expect(receipt).toMatchObject({ status: 'rejected', code: 'pdf' });
});

test('review says which variables it lacks, also those of AWS, and never a value', async () => {
  const { readEnv } = await import('../../functions/review/env.ts');
  expect(() => readEnv({})).toThrow(
    'WOHER_TABLE, WOHER_EXPORTS_BUCKET, WOHER_UPLOADS_QUEUE_URL, WOHER_BASE_URL',
  );
  const { AWS_REGION: _, AWS_SECRET_ACCESS_KEY: __, ...env } = cloud.env;
  expect(() => readEnv(env)).toThrow('AWS_REGION, AWS_SECRET_ACCESS_KEY');
  expect(readEnv({ ...cloud.env, AWS_SESSION_TOKEN: 'session' })).toMatchObject({
    region: 'eu-central-1',
    keys: { accessKeyId: 'made-up', sessionToken: 'session' },
    endpoint: cloud.s3.url,
  });
});
