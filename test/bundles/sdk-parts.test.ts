import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleOptions } from '../../infra/cloud/bundle-options.ts';
import type { IsoTime, MailId, OwnerId } from '../../shared/domain/ids.ts';
import type { AuditMessage } from '../../shared/ports/queue.ts';
import {
  type Answer,
  cutInTheMiddle,
  loseReply,
  type Received,
  saySilence,
  stallInTheMiddle,
  startServer,
  type TestServer,
} from '../adapters/servers/http-server.ts';
import { endEarly, refuse as refuseAsS3, testBucket } from '../adapters/servers/s3-server.ts';
import { accept, refuse as refuseAsSes } from '../adapters/servers/ses-server.ts';
import { refuse as refuseAsSqs } from '../adapters/servers/sqs-server.ts';
import * as whole from './adapters.ts';

/**
 * The SDK in a bundle lacks parts; whatever AWS answers, our adapters must make of it what they make of it with the whole
 * SDK. So every question is asked twice, by both, and the same happens.
 */
type Adapters = typeof whole;

const folder = mkdtempSync(join(tmpdir(), 'woher-sdk-parts-'));
let bundled: Adapters;
beforeAll(async () => {
  const file = join(folder, 'adapters.mjs');
  await build(bundleOptions(join(import.meta.dirname, 'adapters.ts'), file));
  bundled = await import(/* @vite-ignore */ pathToFileURL(file).href);
});
afterAll(() => rmSync(folder, { recursive: true }));

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const access = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'made-up', secretAccessKey: 'made-up', sessionToken: 'made-up' },
};
const limitMs = 150;

/** What a call gave or threw, as far as anybody can tell it apart. */
async function outcome(call: Promise<unknown>): Promise<unknown> {
  try {
    return { gave: await call };
  } catch (thrown) {
    const { name, message, code, $fault, $metadata } = thrown as Error & Record<string, unknown>;
    const { httpStatusCode, attempts } = ($metadata ?? {}) as Record<string, unknown>;
    // Our own faults go by their codes; a bundle shortens the names of classes.
    return { threw: { name: code ?? name, message, $fault, httpStatusCode, attempts } };
  }
}

/** Headers that say when and by which client, and the signature over them. */
const passing = /^(?:authorization|user-agent|x-amz-user-agent|x-amz-date|amz-sdk-.*|host|connection)$/;

const lasting = ({ method, path, body, headers }: Received) => ({
  method,
  path,
  body,
  headers: Object.entries(headers).filter(([name]) => !passing.test(name)),
  signed: /SignedHeaders=[^,]+/.exec(String(headers.authorization))?.[0],
});

/** What both made of the same answer, and what each had asked for. */
async function both(answer: Answer, ask: (adapters: Adapters, url: string) => Promise<unknown>) {
  const [byWhole, byBundled] = await Promise.all(
    [whole, bundled].map(async (adapters) => {
      const server = await startServer(answer);
      servers.push(server);
      const result = await outcome(ask(adapters, server.url));
      return { result, requests: server.requests.map(lasting) };
    }),
  );
  expect(byWhole?.requests.length).toBeGreaterThan(0);
  expect(byBundled).toEqual(byWhole);
  return byBundled?.result;
}

const noAnswers: [string, Answer][] = [
  ['no answer', saySilence],
  ['an answer that is lost', loseReply],
  ['an answer that is cut off', cutInTheMiddle],
  ['an answer that stops in the middle', stallInTheMiddle],
];

describe('S3', () => {
  const object = randomBytes(100_000);
  const key = 'exports/me/upload-1/Größe & Maß (1) + 100 %.zip';
  const upload = { key, ownerId: 'me' as OwnerId, uploadId: 'upload-1', fileName: 'made-up.zip' };

  async function fetchCopy(adapters: Adapters, endpoint: string): Promise<unknown> {
    const client = adapters.createS3Client({ ...access, endpoint, silenceMs: limitMs });
    const source = adapters.createS3ExportSource({ client, bucket: testBucket, folder });
    const copy = await source.fetch(upload);
    if (copy === undefined || copy === 'tooLarge') return copy;
    await copy.dispose();
    expect(existsSync(copy.path)).toBe(false);
    return { fileHash: copy.fileHash, sizeBytes: copy.sizeBytes };
  }

  const sendObject =
    (headers: Record<string, string> = {}): Answer =>
    (response) => {
      response.writeHead(200, { 'content-length': object.length, ...headers }).end(object);
    };
  const fileHash = createHash('sha256').update(object).digest('hex');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(object));

  test.each([
    ['none', {}],
    ['SHA-256', { 'x-amz-checksum-sha256': createHash('sha256').update(object).digest('base64') }],
    ['SHA-1', { 'x-amz-checksum-sha1': createHash('sha1').update(object).digest('base64') }],
    ['CRC-32', { 'x-amz-checksum-crc32': crc.toString('base64') }],
  ])('an object is copied whole, with the checksum %s', async (_, headers) => {
    expect(await both(sendObject(headers), fetchCopy)).toEqual({
      gave: { fileHash, sizeBytes: object.length },
    });
  });

  test.each(['sha256', 'sha1', 'crc32', 'crc32c', 'crc64nvme'])('a wrong %s is found out', async (name) => {
    const wrong = { [`x-amz-checksum-${name}`]: Buffer.alloc(name === 'sha256' ? 32 : 8).toString('base64') };
    const result = await both(sendObject(wrong), fetchCopy);
    expect(result).toMatchObject({ threw: { message: expect.stringContaining('hecksum mismatch') } });
  });

  test('an object that is gone gives nothing', async () => {
    expect(await both(refuseAsS3(404, 'NoSuchKey'), fetchCopy)).toEqual({ gave: undefined });
  });

  test.each([
    [403, 'AccessDenied'],
    [403, 'InvalidObjectState'],
    [404, 'NoSuchBucket'],
    [301, 'PermanentRedirect'],
    [500, 'InternalError'],
    [503, 'SlowDown'],
  ])('%s %s is thrown by its name', async (status, name) => {
    const result = await both(refuseAsS3(status, name), fetchCopy);
    expect(result).toMatchObject({ threw: { name, httpStatusCode: status } });
  });

  test.each([...noAnswers, ['an answer that ends early', endEarly(object.subarray(0, 10))]] as const)(
    '%s is a fault',
    async (_, answer) => {
      expect(await both(answer, fetchCopy)).toHaveProperty('threw');
    },
  );
});

describe('SES', () => {
  const mail = {
    ownerId: 'me' as OwnerId,
    mailId: 'digest-2026-11' as MailId,
    attempt: 1,
    to: 'joerdis@wolkenhauerin.example',
    mime: 'Subject: Woher?\r\n\r\nGr=C3=BC=C3=9Fe\r\n',
  };

  function send(adapters: Adapters, endpoint: string): Promise<unknown> {
    const client = adapters.createSesClient({ ...access, endpoint, requestTimeoutMs: limitMs });
    return adapters.createSesMailer({ client, configurationSet: 'woher-test' }).send(mail);
  }

  test('a mail is taken', async () => {
    expect(await both(accept, send)).toMatchObject({ gave: { outcome: 'sent' } });
  });

  test.each([
    'MessageRejected',
    'ConfigurationSetDoesNotExist',
    'ConfigurationSetSendingPausedException',
    'AccountSendingPausedException',
    'MailFromDomainNotVerifiedException',
    'LimitExceeded',
    'Throttling',
    'AccessDenied',
  ])('%s is a refusal', async (code) => {
    expect(await both(refuseAsSes(400, code), send)).toMatchObject({ gave: { outcome: 'refused' } });
  });

  test.each([['a fault of its own', refuseAsSes(500, 'InternalFailure')], ...noAnswers] as const)(
    '%s leaves the outcome unknown',
    async (_, answer) => {
      expect(await both(answer, send)).toMatchObject({ gave: { outcome: 'unknown' } });
    },
  );
});

describe('SQS', () => {
  const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/audits';
  const message: AuditMessage = { ownerId: 'me' as OwnerId, at: '2026-11-01T07:00:00.000Z' as IsoTime };

  function send(adapters: Adapters, endpoint: string): Promise<unknown> {
    const client = adapters.createSqsClient({ ...access, endpoint, requestTimeoutMs: limitMs });
    return adapters.createSqsQueue({ client, url }).send(message);
  }

  function putOff(adapters: Adapters, endpoint: string): Promise<unknown> {
    const client = adapters.createSqsClient({ ...access, endpoint, requestTimeoutMs: limitMs });
    const comeAgainIn = adapters.createSqsComeAgain({ client, url });
    return comeAgainIn({ receiptHandle: 'made-up' }, 60);
  }

  test.each([
    ['QueueDoesNotExist', send],
    ['InvalidMessageContents', send],
    ['KmsAccessDenied', send],
    ['RequestThrottled', send],
    ['MessageNotInflight', putOff],
    ['ReceiptHandleIsInvalid', putOff],
  ] as const)('%s is thrown by its name', async (name, ask) => {
    expect(await both(refuseAsSqs(400, name), ask)).toMatchObject({
      threw: { name, message: 'made up', httpStatusCode: 400 },
    });
  });

  test('an answer with the hash of another message is a fault', async () => {
    const wrong = JSON.stringify({ MessageId: 'made-up', MD5OfMessageBody: '0'.repeat(32) });
    const answer: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(wrong);
    };
    expect(await both(answer, send)).toHaveProperty('threw');
  });

  test.each(noAnswers)('%s is a fault', async (_, answer) => {
    expect(await both(answer, send)).toHaveProperty('threw');
  });
});

describe('DynamoDB', () => {
  const TableName = 'woher-test';

  const clientOf = (adapters: Adapters, endpoint: string) =>
    adapters.createDynamoClient({ ...access, endpoint, maxAttempts: 2, answerMs: limitMs });

  const put = (adapters: Adapters, endpoint: string): Promise<unknown> =>
    clientOf(adapters, endpoint).send(
      new adapters.PutCommand({
        TableName,
        Item: { pk: 'owner#me', sk: 'settings', n: 1.5, list: ['ä', true, null], bytes: Buffer.from('ü') },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );

  const get = async (adapters: Adapters, endpoint: string): Promise<unknown> => {
    const command = new adapters.GetCommand({ TableName, Key: { pk: 'owner#me', sk: 'settings' } });
    const { Item } = await clientOf(adapters, endpoint).send(command);
    return Item;
  };

  const say =
    (status: number, body: object): Answer =>
    (response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    };

  test('an item comes as it lies there', async () => {
    const Item = { pk: { S: 'owner#me' }, n: { N: '1.5' }, list: { L: [{ S: 'ä' }, { BOOL: true }] } };
    expect(await both(say(200, { Item }), get)).toEqual({
      gave: { pk: 'owner#me', n: 1.5, list: ['ä', true] },
    });
  });

  test.each([
    'ConditionalCheckFailedException',
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'ResourceNotFoundException',
    'ValidationException',
    'InternalServerError',
  ])('%s is thrown by its name', async (name) => {
    const status = name === 'InternalServerError' ? 500 : 400;
    const fault = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'made up' };
    expect(await both(say(status, fault), put)).toMatchObject({
      threw: { name, message: 'made up', httpStatusCode: status },
    });
  });

  test.each(noAnswers)('%s is a fault', async (_, answer) => {
    expect(await both(answer, get)).toHaveProperty('threw');
  });
});
