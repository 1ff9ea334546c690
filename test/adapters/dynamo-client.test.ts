import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { anotherOwner, minimalContact } from './contract/values.ts';
import {
  type Answer,
  cutInTheMiddle,
  dribble,
  loseReply,
  saySilence,
  stallInTheMiddle,
  startServer,
  type TestServer,
  trickle,
} from './servers/http-server.ts';

const credentials = { accessKeyId: 'made-up', secretAccessKey: 'made-up' };
/** What the SDK tries in all. */
const attempts = 3;

/** A table that takes everything and holds nothing. */
const empty: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
};

let server: TestServer;
let client: DynamoDBDocumentClient;
beforeEach(async () => {
  server = await startServer(empty);
  const { url: endpoint } = server;
  client = createDynamoClient({
    endpoint,
    region: 'eu-central-1',
    credentials,
    maxAttempts: attempts,
    answerMs: 150,
  });
});
afterEach(async () => {
  client.destroy();
  await server.close();
});

const store = () => createDynamoContactStore({ client, table: 'woher-test', sleep: async () => {} });

const badAnswers: [string, Answer][] = [
  ['none', saySilence],
  ['one that never begins', dribble],
  ['one that stops in the middle', stallInTheMiddle],
  ['one that trickles in', trickle],
  ['one that is cut off', cutInTheMiddle],
  ['one that is lost', loseReply],
];

describe.each(badAnswers)('an answer of the table: %s', (_, bad) => {
  test('is asked for again', async () => {
    server.answerNext(bad, bad);
    expect(await store().readOwner(anotherOwner())).toBeUndefined();
    expect(server.requests).toHaveLength(attempts);
  });

  test('is a fault when it stays so, soon', async () => {
    server.answerNext(bad, bad, bad);
    const start = performance.now();
    await expect(store().readOwner(anotherOwner())).rejects.toThrow();
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(server.requests).toHaveLength(attempts);
  });

  test('does not end a batch, which goes on with another round', async () => {
    server.answerNext(bad, bad, bad);
    await store().writeContacts(anotherOwner(), [minimalContact('wiebke')]);
    expect(server.requests).toHaveLength(attempts + 1);
  });
});

test('an answer in time is not ended later', async () => {
  for (const _ of [1, 2]) expect(await store().readOwner(anotherOwner())).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await store().readOwner(anotherOwner())).toBeUndefined();
  expect(server.connections()).toBe(1);
});
