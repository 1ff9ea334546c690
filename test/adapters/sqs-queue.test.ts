import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSqsClient, type SqsClientOptions } from '../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import type { AuditMessage, Queue } from '../../shared/ports/queue.ts';
import { loseReply, saySilence } from './servers/http-server.ts';
import { refuse, type SqsServer, startSqsServer } from './servers/sqs-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
const message: AuditMessage = { ownerId: 'me' as OwnerId, at: '2026-11-01T07:00:00.000Z' as IsoTime };

let server: SqsServer;
beforeEach(async () => {
  server = await startSqsServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function queueOf(url: string, options: SqsClientOptions = {}): Queue<AuditMessage> {
  const client = createSqsClient({ endpoint: server.url, region: 'eu-central-1', credentials, ...options });
  return createSqsQueue({ client, url });
}

describe('a message', () => {
  test('is in its queue, as JSON', async () => {
    await queueOf(server.queueUrl('audits')).send(message);
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
    server.answerNext(loseReply);
    await queueOf(server.queueUrl('audits')).send(message);
    expect(server.messages('audits')).toEqual([message, message]);
  });
});

describe('a queue that does not take a message is a fault', () => {
  test('it does not exist', async () => {
    server.answerNext(refuse(400, 'QueueDoesNotExist'));
    await expect(queueOf(server.queueUrl('audits')).send(message)).rejects.toThrow();
  });

  test('it does not answer in time', async () => {
    server.answerNext(saySilence, saySilence, saySilence);
    const queue = queueOf(server.queueUrl('audits'), { requestTimeoutMs: 100 });
    await expect(queue.send(message)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
