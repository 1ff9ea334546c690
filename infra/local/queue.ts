import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { compareText } from '../../shared/domain/collections.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { faultCode, type Log } from '../../shared/ports/log.ts';
import { QueuesStopped } from './errors.ts';
import {
  buryMessage,
  readMessages,
  removeMessage,
  type StoredMessage,
  sqsRecord,
  writeMessage,
} from './message-file.ts';

/** What a queue calls, in the shape that a Lambda function has. */
export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;

/** A message as others are told of it; a file that was no message has only its queue. */
export type Told = { readonly queue: string; readonly messageId?: string; readonly sentAtMs?: number };
/** What a drain left: messages that wait for another try, and those that were given up since it was called. */
export type Drained = { readonly waiting: readonly Told[]; readonly buried: readonly Told[] };

/** The queues of one home: kept on disk, worked off in this process, one message at a time. */
export type LocalQueues = {
  /** Keeps a message safely, then answers with its id; it is handled once the queues are started. */
  send(queue: string, body: unknown): Promise<string>;
  /** Begins, or goes on, with what is kept. */
  start(handlers: Readonly<Record<string, QueueHandler>>): void;
  /**
   * Resolves when nothing is left but messages that wait longer than `patienceMs`.
   *
   * @throws QueuesStopped
   */
  drain(patienceMs?: number): Promise<Drained>;
  /** Tells of every message that is given up, also of those before that nobody was told of. Gives the ending back. */
  watch(onBuried: (told: Told) => void): () => void;
  /** Resolves once the disk failed: from then on nothing is handled any more. */
  readonly broken: Promise<void>;
  /** Whether a message is still to be handled. */
  has(messageId: string): boolean;
  /** Lets the message in hand finish and takes no other. What is left stays on disk. */
  stop(): Promise<void>;
};

type Options = {
  /** Folder that holds a folder for each queue. */
  folder: string;
  names: readonly string[];
  maxReceives: number;
  now: Clock;
  log: Log;
  /** Wait before the second, third … receive; the last one repeats. */
  retryDelaysMs?: readonly number[];
};

type Entry = { queue: string; message: StoredMessage };

const toldOf = ({ queue, message: { messageId, sentAtMs } }: Entry): Told => ({ queue, messageId, sentAtMs });

const compareEntries = (a: Entry, b: Entry): number =>
  a.message.notBeforeMs - b.message.notBeforeMs || compareText(a.message.order, b.message.order);

const defaultDelaysMs = [200, 1000, 4000, 30_000];
const defaultPatienceMs = 10_000;

/** Opens the queues of a folder with what an earlier process left in them. */
export async function openQueues(options: Options): Promise<LocalQueues> {
  const { names, log } = options;
  const folderOf = (queue: string): string => join(options.folder, queue);
  const entries: Entry[] = [];
  const untold: Told[] = [];
  const watchersOfBuried = new Set<(told: Told) => void>();
  for (const queue of names) {
    const { messages, buried } = await readMessages(folderOf(queue));
    if (buried > 0) {
      log.error('queue.buried', { queue, count: buried, reason: 'broken' });
      untold.push({ queue });
    }
    entries.push(...messages.map((message) => ({ queue, message })));
  }

  let sequence = 0;
  let stopping = false;
  let fault: unknown;
  let tellBroken: () => void = () => {};
  const broken = new Promise<void>((resolve) => {
    tellBroken = resolve;
  });
  let working: Promise<void> | undefined;
  let wake = new AbortController();
  const watchers: (() => void)[] = [];

  function changed(): void {
    wake.abort();
    for (const watcher of watchers.splice(0)) watcher();
  }
  const change = (): Promise<void> => new Promise((resolve) => watchers.push(resolve));
  const nextDueMs = (): number => Math.min(...entries.map(({ message }) => message.notBeforeMs));

  function watch(onBuried: (told: Told) => void): () => void {
    for (const before of untold.splice(0)) onBuried(before);
    watchersOfBuried.add(onBuried);
    return () => void watchersOfBuried.delete(onBuried);
  }

  async function send(queue: string, body: unknown): Promise<string> {
    if (!names.includes(queue)) throw new RangeError('there is no queue of this name');
    const sentAtMs = options.now().getTime();
    const order = `${String(sentAtMs).padStart(14, '0')}-${String(sequence++).padStart(6, '0')}-${randomUUID().slice(0, 8)}`;
    const message: StoredMessage = {
      messageId: randomUUID(),
      order,
      body: JSON.stringify(body),
      sentAtMs,
      receives: 0,
      notBeforeMs: sentAtMs,
    };
    await writeMessage(folderOf(queue), message);
    entries.push({ queue, message });
    changed();
    return message.messageId;
  }

  async function receive(entry: Entry, handler: QueueHandler): Promise<void> {
    const folder = folderOf(entry.queue);
    if (entry.message.receives >= options.maxReceives) return bury(entry);
    // Counted before the handler runs: a message that takes the process down must not do so for ever.
    const receivedAtMs = options.now().getTime();
    entry.message = {
      ...entry.message,
      receives: entry.message.receives + 1,
      firstReceivedAtMs: entry.message.firstReceivedAtMs ?? receivedAtMs,
    };
    await writeMessage(folder, entry.message);
    const done = await handled(entry, handler);
    if (done) {
      await removeMessage(folder, entry.message);
      entries.splice(entries.indexOf(entry), 1);
    } else if (entry.message.receives >= options.maxReceives) await bury(entry);
    else {
      const delays = options.retryDelaysMs ?? defaultDelaysMs;
      const delayMs = delays[Math.min(entry.message.receives, delays.length) - 1] ?? 0;
      entry.message = { ...entry.message, notBeforeMs: options.now().getTime() + delayMs };
      await writeMessage(folder, entry.message);
    }
  }

  async function bury(entry: Entry): Promise<void> {
    const { messageId, order, receives } = entry.message;
    await buryMessage(folderOf(entry.queue), `${order}.json`);
    entries.splice(entries.indexOf(entry), 1);
    log.error('queue.buried', { queue: entry.queue, messageId, receives, reason: 'failed' });
    if (watchersOfBuried.size === 0) untold.push(toldOf(entry));
    else for (const tell of watchersOfBuried) tell(toldOf(entry));
  }

  async function handled(entry: Entry, handler: QueueHandler): Promise<boolean> {
    const { queue, message } = entry;
    try {
      const answer = await handler({ Records: [sqsRecord(message, queue)] });
      const failed = (answer?.batchItemFailures.length ?? 0) > 0;
      log.info('queue.handled', { queue, messageId: message.messageId, receives: message.receives, failed });
      return !failed;
    } catch (fault) {
      log.error('queue.failed', { queue, messageId: message.messageId, code: faultCode(fault) });
      return false;
    }
  }

  async function work(handlers: Readonly<Record<string, QueueHandler>>): Promise<void> {
    while (!stopping) {
      wake = new AbortController();
      const nowMs = options.now().getTime();
      // A message that failed stands behind those that were sent while it waited.
      const entry = entries
        .filter(({ queue, message }) => message.notBeforeMs <= nowMs && handlers[queue])
        .sort(compareEntries)[0];
      const handler = entry && handlers[entry.queue];
      if (entry !== undefined && handler !== undefined) {
        await receive(entry, handler);
        changed();
        continue;
      }
      // Woken by a new message; without any, once a minute, so that the timer never overflows.
      const waitMs = Math.min(Math.max(nextDueMs() - nowMs, 10), 60_000);
      await sleep(waitMs, undefined, { signal: wake.signal, ref: false }).catch(() => {});
    }
  }

  return {
    send,
    start: (handlers) => {
      working ??= work(handlers).catch((cause: unknown) => {
        // Only the disk can fail here. Without it nothing can be promised: whoever waits is told.
        log.error('queue.stopped', { code: faultCode(cause) });
        fault = new QueuesStopped(cause);
        tellBroken();
        stopping = true;
        changed();
      });
    },
    drain: async (patienceMs = defaultPatienceMs) => {
      const ready = () =>
        entries.some(({ message }) => message.notBeforeMs <= options.now().getTime() + patienceMs);
      // The timer keeps the process alive while the only thing to wait for is a retry.
      const alive = setInterval(() => {}, 1000);
      const buried: Told[] = [];
      const endWatch = watch((message) => buried.push(message));
      try {
        while (!stopping && ready()) await change();
      } finally {
        clearInterval(alive);
        endWatch();
      }
      if (fault !== undefined) throw fault;
      return { waiting: entries.map(toldOf), buried };
    },
    watch,
    broken,
    has: (messageId) => entries.some(({ message }) => message.messageId === messageId),
    stop: async () => {
      stopping = true;
      changed();
      await working;
    },
  };
}
