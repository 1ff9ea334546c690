import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { QueuesStopped } from '../../infra/local/errors.ts';
import { openQueues, type QueueHandler } from '../../infra/local/queue.ts';
import { quiet } from '../log.ts';
import { tempFolder } from './support.ts';

const open = (folder: string, more: Partial<Parameters<typeof openQueues>[0]> = {}) =>
  openQueues({
    folder,
    names: ['uploads', 'mails'],
    maxReceives: 3,
    now: () => new Date(),
    log: quiet,
    retryDelaysMs: [1, 1],
    ...more,
  });

const recorder = (answer: (event: SQSEvent, call: number) => unknown = () => undefined) => {
  const events: SQSEvent[] = [];
  const handler = (async (event) => {
    events.push(event);
    return answer(event, events.length);
  }) as QueueHandler;
  return { events, handler, bodies: () => events.map(({ Records }) => JSON.parse(Records[0]?.body ?? '')) };
};
const failing = (event: SQSEvent) => ({
  batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
});

test('messages are handled once, in the order in which they were sent', async () => {
  const folder = await tempFolder();
  const queues = await open(folder);
  const { handler, bodies } = recorder();
  for (let no = 0; no < 20; no += 1) await queues.send('uploads', { no });
  queues.start({ uploads: handler, mails: handler });
  expect(await queues.drain()).toEqual({ waiting: [], buried: [] });
  expect(bodies()).toEqual(Array.from({ length: 20 }, (_, no) => ({ no })));
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  await queues.stop();
});

test('a function gets the envelope of SQS', async () => {
  const queues = await open(await tempFolder());
  const { handler, events } = recorder();
  queues.start({ uploads: handler });
  const messageId = await queues.send('uploads', { a: 'ä' });
  await queues.drain();
  expect(events[0]?.Records[0]).toMatchObject({
    messageId,
    body: '{"a":"ä"}',
    md5OfBody: createHash('md5').update('{"a":"ä"}').digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: expect.stringMatching(/^arn:aws:sqs:.*uploads$/),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
    messageAttributes: {},
  });
  await queues.stop();
});

test('a message that fails comes again, by a thrown fault as by a batch response', async () => {
  const queues = await open(await tempFolder());
  const { handler, events } = recorder((event, call) => {
    if (call === 1) throw new Error('first');
    return call === 2 ? failing(event) : { batchItemFailures: [] };
  });
  queues.start({ uploads: handler });
  await queues.send('uploads', {});
  expect(await queues.drain()).toEqual({ waiting: [], buried: [] });
  expect(events.map(({ Records }) => Records[0]?.attributes.ApproximateReceiveCount)).toEqual([
    '1',
    '2',
    '3',
  ]);
  await queues.stop();
});

test('a message that always fails ends in the dead letters and blocks nobody', async () => {
  const folder = await tempFolder();
  const queues = await open(folder);
  const { handler, bodies } = recorder((event) =>
    event.Records[0]?.body === '"bad"' ? failing(event) : undefined,
  );
  const bad = await queues.send('uploads', 'bad');
  await queues.send('uploads', 'good');
  queues.start({ uploads: handler });
  expect(await queues.drain()).toMatchObject({ waiting: [], buried: [{ queue: 'uploads', messageId: bad }] });
  expect(bodies().filter((body) => body === 'bad')).toHaveLength(3);
  expect(bodies()[1]).toBe('good');
  const [dead, ...others] = await readdir(join(folder, 'uploads-dead'));
  expect(others).toEqual([]);
  expect(JSON.parse(await readFile(join(folder, 'uploads-dead', dead ?? ''), 'utf8'))).toMatchObject({
    body: '"bad"',
    receives: 3,
  });
  await queues.stop();
});

test('a drain does not wait for a retry that is far away', async () => {
  const queues = await open(await tempFolder(), { retryDelaysMs: [60_000] });
  const { handler, events } = recorder(failing);
  queues.start({ uploads: handler });
  const messageId = await queues.send('uploads', {});
  expect(await queues.drain(1000)).toMatchObject({ waiting: [{ queue: 'uploads', messageId }], buried: [] });
  expect(events).toHaveLength(1);
  expect(queues.has(messageId)).toBe(true);
  await queues.stop();
});

test('a receive is counted before the function runs, so that a crash in it counts too', async () => {
  const folder = await tempFolder();
  const crashed = await open(folder);
  const reached = new Promise<void>((resolve) => {
    // Never answers: the process is gone in the middle.
    crashed.start({ uploads: () => new Promise(() => resolve()) });
  });
  await crashed.send('uploads', { no: 1 });
  await reached;

  const queues = await open(folder);
  const { handler, events } = recorder();
  queues.start({ uploads: handler });
  expect(await queues.drain()).toEqual({ waiting: [], buried: [] });
  expect(events[0]?.Records[0]?.attributes.ApproximateReceiveCount).toBe('2');
  await queues.stop();
});

test('a message that takes the process down every time is buried unseen', async () => {
  const folder = await tempFolder();
  for (let crash = 0; crash < 3; crash += 1) {
    const crashed = await open(folder);
    if (crash === 0) await crashed.send('uploads', {});
    await new Promise<void>((resolve) => {
      crashed.start({ uploads: () => new Promise(() => resolve()) });
    });
  }
  const queues = await open(folder);
  const { handler, events } = recorder();
  queues.start({ uploads: handler });
  expect(await queues.drain()).toMatchObject({ waiting: [], buried: [{ queue: 'uploads' }] });
  expect(events).toEqual([]);
  expect(await readdir(join(folder, 'uploads-dead'))).toHaveLength(1);
  await queues.stop();
});

test('what is no message is buried, what was never finished is tidied up', async () => {
  const folder = await tempFolder();
  const first = await open(folder);
  await first.send('uploads', 'kept');
  await first.stop();
  await writeFile(join(folder, 'uploads', '00000000000000-000000-broken.json'), '{"messageId":');
  await writeFile(join(folder, 'uploads', '00000000000000-000001-other.json'), '{"hello":"there"}');
  await writeFile(join(folder, 'uploads', '.part-123'), '{"mess');
  const queues = await open(folder);
  const { handler, bodies } = recorder();
  queues.start({ uploads: handler });
  expect(await queues.drain()).toEqual({ waiting: [], buried: [{ queue: 'uploads' }] });
  expect(bodies()).toEqual(['kept']);
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  expect(await readdir(join(folder, 'uploads-dead'))).toHaveLength(2);
  await queues.stop();
});

test('stopping finishes the message in hand and keeps the others', async () => {
  const folder = await tempFolder();
  const queues = await open(folder);
  let finish: () => void = () => {};
  let finished = 0;
  const reached = new Promise<void>((resolve) => {
    queues.start({
      uploads: async () => {
        resolve();
        await new Promise<void>((done) => {
          finish = done;
        });
        finished += 1;
        return undefined;
      },
    });
  });
  await queues.send('uploads', 1);
  await queues.send('uploads', 2);
  await reached;
  const stopped = queues.stop();
  finish();
  await stopped;
  expect(finished).toBe(1);
  const again = await open(folder);
  const { handler, bodies } = recorder();
  again.start({ uploads: handler });
  await again.drain();
  expect(bodies()).toEqual([2]);
  await again.stop();
});

test('a message sent by a function is part of the drain', async () => {
  const queues = await open(await tempFolder());
  const { handler, bodies } = recorder();
  queues.start({
    uploads: async () => {
      await queues.send('mails', 'from uploads');
      return undefined;
    },
    mails: handler,
  });
  await queues.send('uploads', {});
  expect(await queues.drain()).toEqual({ waiting: [], buried: [] });
  expect(bodies()).toEqual(['from uploads']);
  await queues.stop();
});

test('who watches is told of every message that was given up, also of those before; a drain tells its own', async () => {
  const queues = await open(await tempFolder());
  queues.start({ uploads: recorder(failing).handler });
  const first = await queues.send('uploads', 1);
  await expect.poll(() => queues.has(first)).toBe(false);
  const told: (string | undefined)[] = [];
  const end = queues.watch(({ messageId }) => told.push(messageId));
  expect(told).toEqual([first]);
  const second = await queues.send('uploads', 2);
  expect((await queues.drain()).buried.map(({ messageId }) => messageId)).toEqual([second]);
  expect(told).toEqual([first, second]);
  end();
  await queues.send('uploads', 3);
  expect((await queues.drain()).buried).toHaveLength(1);
  expect(told).toHaveLength(2);
  await queues.stop();
});

test('a disk that fails is told to whoever waits', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'uploads-dead'), 'no folder');
  const queues = await open(folder);
  queues.start({ uploads: recorder(failing).handler });
  await queues.send('uploads', 1);
  await expect(queues.drain()).rejects.toBeInstanceOf(QueuesStopped);
  await queues.broken;
});
