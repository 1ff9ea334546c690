import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { doAndLoseReply } from '../adapters/servers/http-server.ts';
import { refuse } from '../adapters/servers/sqs-server.ts';
import { keepOutput, keptLines } from '../log.ts';
import { type Cloud, coldStart, objectCreated, owner, ownQueue, sqsEvent, startCloud } from './cloud.ts';

const loaders = {
  ingest: () => import('../../functions/ingest/handler.ts'),
  audit: () => import('../../functions/audit/handler.ts'),
  deliver: () => import('../../functions/deliver/handler.ts'),
  feedback: () => import('../../functions/feedback/handler.ts'),
};

let cloud: Cloud;
let lines: string[];
beforeEach(async () => {
  cloud = await startCloud();
  coldStart(cloud.env);
  lines = keepOutput();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await cloud.close();
});

/** Messages that nobody can read, each with a handle of its own, at these receives. */
function unreadable(...receives: readonly string[]): SQSEvent {
  const { Records } = sqsEvent(...receives.map(() => 'no JSON'));
  return {
    Records: Records.map((record, place) => ({
      ...record,
      receiptHandle: `handle-${place + 1}`,
      attributes: { ...record.attributes, ApproximateReceiveCount: receives[place] ?? '' },
    })),
  };
}

/** A wait to which chance adds up to a half. */
const about = (seconds: number): unknown => ({
  asymmetricMatch: (value: unknown) =>
    typeof value === 'number' && value >= seconds && value <= 1.5 * seconds,
  toString: () => `from ${seconds} to ${1.5 * seconds}`,
});

const failed = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});
const errors = () => keptLines(lines).filter(({ level }) => level === 'ERROR');

describe.each(Object.entries(loaders))('a message that %s cannot handle', (_, load) => {
  test('comes again after a minute, after twice as long each time, and up to half of that later', async () => {
    const { handler } = await load();
    const answer = await handler(unreadable('1', '2', '3', '4', '5'));
    expect(answer.batchItemFailures).toHaveLength(5);
    expect(cloud.sqs.putOff(ownQueue)).toEqual([
      { receiptHandle: 'handle-1', seconds: about(60) },
      { receiptHandle: 'handle-2', seconds: about(120) },
      { receiptHandle: 'handle-3', seconds: about(240) },
      { receiptHandle: 'handle-4', seconds: about(480) },
      // The next receive moves it to the dead letters.
      { receiptHandle: 'handle-5', seconds: 0 },
    ]);
  });

  test('comes again when its visibility is over, where it cannot be put off', async () => {
    const { handler } = await load();
    cloud.sqs.answerNext(refuse(403, 'AccessDeniedException'));
    expect(await handler(unreadable('1', '1'))).toEqual(failed('message-1', 'message-2'));
    expect(cloud.sqs.putOff(ownQueue)).toEqual([{ receiptHandle: 'handle-2', seconds: about(60) }]);
    expect(errors().map(({ messageId, fault }) => [messageId, fault])).toEqual([
      ['message-1', expect.stringMatching(/^SyntaxError/)],
      ['message-1', expect.stringMatching(/^AccessDeniedException/)],
      ['message-2', expect.stringMatching(/^SyntaxError/)],
    ]);
    expect(lines.join('')).not.toContain('handle-');
  });
});

test('a message that was handled is not put off', async () => {
  const { handler } = await loaders.deliver();
  const settle = { kind: 'settle', ownerId: owner.ownerId, at: '2026-11-01T07:00:00.000Z' };
  expect(await handler(sqsEvent(settle))).toEqual(failed());
  expect(cloud.sqs.putOff(ownQueue)).toEqual([]);
});

test('a message that waits for another import comes again after a minute', async () => {
  const { store } = cloud.table;
  const now = new Date();
  const until = new Date(now.getTime() + 60_000).toISOString();
  await store.createOwner(owner, now.toISOString() as never);
  await store.takeImportLock(
    owner.ownerId,
    { runId: 'another' as never, importId: 'another' as never, until: until as never },
    now.toISOString() as never,
  );
  const key = `exports/${owner.ownerId}/upload-1/Connections.csv`;
  cloud.s3.objects.set(
    key,
    Buffer.from(
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Beispielmann,,,,,08 Feb 2020\n',
    ),
  );
  const { handler } = await loaders.ingest();
  expect(await handler(sqsEvent(objectCreated(key, now.toISOString())))).toEqual(failed('message-1'));
  expect(errors()).toMatchObject([{ message: 'import failed', fault: 'ImportBusy:importBusy' }]);
  expect(cloud.sqs.putOff(ownQueue)).toEqual([{ receiptHandle: 'made-up', seconds: about(60) }]);
});

test('a message is put off once more when the reply is lost', async () => {
  const { handler } = await loaders.deliver();
  cloud.sqs.answerNext(doAndLoseReply(cloud.sqs.usual));
  expect(await handler(unreadable('1'))).toEqual(failed('message-1'));
  const [once, again] = cloud.sqs.putOff(ownQueue);
  expect(once).toEqual({ receiptHandle: 'handle-1', seconds: about(60) });
  expect(again).toEqual(once);
});
