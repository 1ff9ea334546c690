import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createS3UploadDesk, signPolicy } from '../../shared/adapters/s3/upload-desk.ts';
import type { OwnerId } from '../../shared/domain/ids.ts';
import { type S3Server, startS3Server, testBucket } from './servers/s3-server.ts';

const now = new Date('2026-11-03T18:00:00.000Z');
const returnTo = 'https://woher.halvorsen.example/u/ticket/upload-1';

let server: S3Server;
beforeEach(async () => {
  server = await startS3Server();
  server.setNow(now);
});
afterEach(() => server.close());

const openUpload = (options: { secretAccessKey?: string; sessionToken?: string; maxBytes?: number } = {}) => {
  const { maxBytes, secretAccessKey = 'made-up', sessionToken } = options;
  const desk = createS3UploadDesk({
    bucket: testBucket,
    region: 'eu-central-1',
    keys: { accessKeyId: 'made-up', secretAccessKey, ...(sessionToken && { sessionToken }) },
    now: () => now,
    endpoint: server.url,
    ...(maxBytes && { maxBytes }),
  });
  return desk.openUpload({ ownerId: 'me' as OwnerId, uploadId: 'upload-1', returnTo });
};

type Sent = { content?: string; name?: string; fields?: Readonly<Record<string, string>> };

async function send(
  form: ReturnType<typeof openUpload>,
  { content = 'PK', name = 'a.zip', fields }: Sent = {},
) {
  const body = new FormData();
  for (const [field, value] of Object.entries({ ...(fields ?? form.fields) })) body.append(field, value);
  body.append('file', new Blob([content]), name);
  const answer = await fetch(form.url, { method: 'POST', body, redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

test('signs as Amazon’s own example does (S3 API reference, "Example: Browser-Based Upload using HTTP POST")', () => {
  const lines = [
    '{ "expiration": "2015-12-30T12:00:00.000Z",',
    '  "conditions": [',
    '    {"bucket": "sigv4examplebucket"},',
    '    ["starts-with", "$key", "user/user1/"],',
    '    {"acl": "public-read"},',
    '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
    '    ["starts-with", "$Content-Type", "image/"],',
    '    {"x-amz-meta-uuid": "14365123651274"},',
    '    {"x-amz-server-side-encryption": "AES256"},',
    '    ["starts-with", "$x-amz-meta-tag", ""],',
    '',
    '    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},',
    '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
    '    {"x-amz-date": "20151229T000000Z" }',
    '  ]',
    '}',
  ];
  const signature = signPolicy({
    policy: Buffer.from(lines.join('\r\n')).toString('base64'),
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    date: '20151229T000000Z',
    region: 'us-east-1',
  });
  expect(signature).toBe('8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e');
});

describe('the form of an upload', () => {
  test('is taken, and leads back to the result', async () => {
    const answer = await send(openUpload());
    expect(answer.status).toBe(303);
    const location = new URL(answer.location ?? '');
    expect(location.origin + location.pathname).toBe(returnTo);
    expect(location.searchParams.get('key')).toBe('exports/me/upload-1/a.zip');
    expect([...server.objects.keys()]).toEqual(['exports/me/upload-1/a.zip']);
  });

  test('is answered by a status for a script, and by keys of a role with their session', async () => {
    const form = openUpload({ sessionToken: 'FwoGZXIvYXdzE/+=' });
    expect(form.fields['x-amz-security-token']).toBe('FwoGZXIvYXdzE/+=');
    expect(await send(form, { fields: form.scriptFields })).toMatchObject({ status: 201, location: null });
    expect((await send(form)).status).toBe(303);
  });

  test('goes to the bucket’s own host unless there is another S3', () => {
    const desk = createS3UploadDesk({
      bucket: testBucket,
      region: 'eu-central-1',
      keys: { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
      now: () => now,
    });
    const form = desk.openUpload({ ownerId: 'me' as OwnerId, uploadId: 'upload-1', returnTo });
    expect(form).toMatchObject({
      url: 'https://woher-exports.s3.eu-central-1.amazonaws.com/',
      origin: 'https://woher-exports.s3.eu-central-1.amazonaws.com',
      maxBytes: 512 * 1024 * 1024,
      keptDays: 30,
    });
    const policy = JSON.parse(Buffer.from(form.fields.policy ?? '', 'base64').toString('utf8'));
    expect(policy.expiration).toBe('2026-11-03T19:00:00.000Z');
    expect(policy.conditions).toContainEqual(['content-length-range', 1, 512 * 1024 * 1024]);
  });

  test.each([
    ['Größe & Maß (1) + 100 %.zip', 'Größe & Maß (1) + 100 %.zip'],
    ['C:\\Users\\anna\\Downloads\\a.zip', 'a.zip'],
    ['../../andere/a.zip', 'a.zip'],
    ["it's 100 %.zip", "it's 100 %.zip"],
    ['名簿.csv', '名簿.csv'],
  ])('takes a file by the name of %s', async (name, kept) => {
    expect((await send(openUpload(), { name })).status).toBe(303);
    expect([...server.objects.keys()]).toEqual([`exports/me/upload-1/${kept}`]);
  });
});

describe('S3 refuses', () => {
  const cases: [string, number, string, () => Promise<{ status: number; text: string }>][] = [
    [
      'a file above the limit',
      400,
      'EntityTooLarge',
      () => send(openUpload({ maxBytes: 3 }), { content: 'PKPK' }),
    ],
    ['a file of no bytes', 400, 'EntityTooSmall', () => send(openUpload(), { content: '' })],
    [
      'a key of another upload',
      403,
      'AccessDenied',
      () => changed({ key: openUpload().fields.key?.replace('upload-1', 'upload-2') ?? '' }),
    ],
    ['a key of another owner', 403, 'AccessDenied', () => changed({ key: 'exports/mia/upload-1/a.zip' })],
    [
      'another address to go on to',
      403,
      'AccessDenied',
      () => changed({ success_action_redirect: 'https://evil.example/' }),
    ],
    ['a field that was not signed', 403, 'AccessDenied', () => changed({ acl: 'public-read' })],
    ['another policy', 403, 'SignatureDoesNotMatch', () => changed({ policy: 'e30=' })],
    [
      'a signature by another key',
      403,
      'SignatureDoesNotMatch',
      () => send(openUpload({ secretAccessKey: 'another' })),
    ],
    [
      'a form that is older than an hour',
      403,
      'AccessDenied',
      () => {
        const form = openUpload();
        server.setNow(new Date(now.getTime() + 3_600_000));
        return send(form);
      },
    ],
  ];
  const changed = (fields: Record<string, string>) => {
    const form = openUpload();
    return send(form, { fields: { ...form.fields, ...fields } });
  };

  test.each(cases)('%s', async (_, status, code, attempt) => {
    const answer = await attempt();
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
    expect(server.objects.size).toBe(0);
  });
});
