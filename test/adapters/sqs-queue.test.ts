import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSqsClient, type SqsClientOptions } from '../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import type { AuditMessage, Queue } from '../../shared/ports/queue.ts';
import {
  type Answer,
  cutAfter,
  cutInTheMiddle,
  doAndLoseReply,
  dribble,
  late,
  loseReply,
  saySilence,
  stallInTheMiddle,
  trickle,
} from './servers/http-server.ts';
import { refuse, type SqsServer, startSqsServer } from './servers/sqs-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
const message: AuditMessage = { ownerId: 'me' as OwnerId, at: '2026-11-01T07:00:00.000Z' as IsoTime };
/** What the SDK tries in all. */
const attempts = 3;

let server: SqsServer;
beforeEach(async () => {
  server = await startSqsServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

type Limits = SqsClientOptions & { readonly sendLimitMs?: number };

function queueOf(url: string, { sendLimitMs, ...options }: Limits = {}): Queue<AuditMessage> {
  const client = createSqsClient({ endpoint: server.url, region: 'eu-central-1', credentials, ...options });
  return createSqsQueue({ client, url, ...(sendLimitMs === undefined ? {} : { sendLimitMs }) });
}

const audits = (limits?: Limits) => queueOf(server.queueUrl('audits'), limits);

describe('a message', () => {
  test('is in its queue, as JSON', async () => {
    await audits().send(message);
    expect(server.messages('audits')).toEqual([message]);
    expect(server.messages('mails')).toEqual([]);
  });

  test('goes to the endpoint of the environment, also when the address of the queue names another host', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', server.url);
    vi.stubEnv('AWS_REGION', 'eu-central-1');
    const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/audits';
    await createSqsQueue({ client: createSqsClient({ credentials }), url }).send(message);
    expect(server.requests).toHaveLength(1);
  });

  test('goes again when the reply is lost: twice in the queue is better than never', async () => {
    server.answerNext(doAndLoseReply(server.usual));
    await audits().send(message);
    expect(server.messages('audits')).toEqual([message, message]);
  });

  test('goes again when it was taken and the answer comes too late', async () => {
    server.answerNext(late(400, server.usual));
    await audits({ requestTimeoutMs: 150 }).send(message);
    await vi.waitFor(() => expect(server.messages('audits')).toEqual([message, message]));
  });

  test('goes again when the connection is cut before the request', async () => {
    server.dropConnections(1);
    await audits().send(message);
    expect(server.messages('audits')).toEqual([message]);
    expect(server.connections()).toBe(2);
  });

  test('that was answered is sent once, also when the connection is cut right after', async () => {
    server.answerNext(cutAfter(server.usual));
    const queue = audits();
    await queue.send(message);
    expect(server.messages('audits')).toEqual([message]);
    await queue.send(message);
    expect(server.messages('audits')).toHaveLength(2);
  });
});

describe('a passing trouble is waited out, and the message is in the queue once', () => {
  test.each([
    ['throttled', refuse(400, 'RequestThrottled')],
    ['throttled by status', refuse(429, 'TooManyRequestsException')],
    ['an internal error', refuse(500, 'InternalFailure')],
    ['not available', refuse(503, 'ServiceUnavailable')],
    ['cut before the answer, and nothing done', loseReply],
    ['cut in the middle of the answer', cutInTheMiddle],
  ] satisfies [string, Answer][])('%s', async (_, answer) => {
    server.answerNext(answer);
    await audits().send(message);
    expect(server.messages('audits')).toEqual([message]);
    expect(server.requests).toHaveLength(2);
  });
});

describe('a queue that does not take a message is a fault', () => {
  test('it does not exist: asked once', async () => {
    server.answerNext(refuse(400, 'QueueDoesNotExist'));
    await expect(audits().send(message)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    expect(server.requests).toHaveLength(1);
  });

  test('it is closed to this role: asked once', async () => {
    server.answerNext(refuse(403, 'AccessDeniedException'));
    await expect(audits().send(message)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['it throttles without an end', refuse(400, 'RequestThrottled'), 'RequestThrottled'],
    ['it is not available', refuse(503, 'ServiceUnavailable'), 'ServiceUnavailable'],
    ['it does not answer in time', saySilence, 'TimeoutError'],
    ['its answer never begins', dribble, 'TimeoutError'],
    ['its answer stops in the middle', stallInTheMiddle, 'TimeoutError'],
  ] satisfies [string, Answer, string][])('%s: asked three times', async (_, answer, name) => {
    server.answerNext(...Array<Answer>(attempts).fill(answer));
    await expect(audits({ requestTimeoutMs: 100 }).send(message)).rejects.toMatchObject({ name });
    expect(server.requests).toHaveLength(attempts);
    expect(server.messages('audits')).toEqual([]);
  });

  test('its answer trickles in: given up when the time of the whole send is over', async () => {
    server.answerNext(trickle);
    const start = performance.now();
    await expect(audits({ sendLimitMs: 300 }).send(message)).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
