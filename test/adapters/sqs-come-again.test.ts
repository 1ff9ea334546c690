import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsComeAgain } from '../../shared/adapters/sqs/come-again.ts';
import { trickle } from './servers/http-server.ts';
import { refuse, type SqsServer, startSqsServer } from './servers/sqs-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
const message = { receiptHandle: 'handle' };

let server: SqsServer;
beforeEach(async () => {
  server = await startSqsServer();
});
afterEach(() => server.close());

function comeAgain(limitMs?: number) {
  const client = createSqsClient({ endpoint: server.url, region: 'eu-central-1', credentials });
  return createSqsComeAgain({
    client,
    url: server.queueUrl('audits'),
    ...(limitMs === undefined ? {} : { limitMs }),
  });
}

test('a message is hidden in its own queue for as long as was said', async () => {
  await comeAgain()(message, 120);
  expect(server.putOff('audits')).toEqual([{ receiptHandle: 'handle', seconds: 120 }]);
  expect(server.putOff('mails')).toEqual([]);
});

test('a passing trouble is waited out', async () => {
  server.answerNext(refuse(503, 'ServiceUnavailable'));
  await comeAgain()(message, 60);
  expect(server.putOff('audits')).toEqual([{ receiptHandle: 'handle', seconds: 60 }]);
});

test('a message that is no longer in hand is a fault, asked once', async () => {
  server.answerNext(refuse(400, 'MessageNotInflight'));
  await expect(comeAgain()(message, 60)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  expect(server.requests).toHaveLength(1);
});

test('an answer that trickles in is given up when the time is over', async () => {
  server.answerNext(trickle);
  const start = performance.now();
  await expect(comeAgain(300)(message, 60)).rejects.toMatchObject({ name: 'AbortError' });
  expect(performance.now() - start).toBeLessThan(5_000);
});
