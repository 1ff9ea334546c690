import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { partPrefix, writeFileAtomic } from '../../shared/adapters/folder/atomic-file.ts';
import { compareText } from '../../shared/domain/collections.ts';

/** One message as its file keeps it. `order` is the file's name: messages go in the order of sending. */
export const storedMessage = z.object({
  messageId: z.uuid(),
  order: z.string().regex(/^[0-9a-z-]{1,64}$/),
  body: z.string(),
  sentAtMs: z.int().nonnegative(),
  receives: z.int().nonnegative(),
  firstReceivedAtMs: z.int().nonnegative().optional(),
  notBeforeMs: z.int().nonnegative(),
});
export type StoredMessage = z.infer<typeof storedMessage>;

const fileOf = (folder: string, message: StoredMessage): string => join(folder, `${message.order}.json`);

export const writeMessage = (folder: string, message: StoredMessage): Promise<void> =>
  writeFileAtomic(fileOf(folder, message), JSON.stringify(message));

export const removeMessage = (folder: string, message: StoredMessage): Promise<void> =>
  rm(fileOf(folder, message), { force: true });

/** Moves a message to the dead letters, where a person can read it and move it back. */
export async function buryMessage(folder: string, name: string): Promise<void> {
  await mkdir(deadFolder(folder), { recursive: true, mode: 0o700 });
  await rename(join(folder, name), join(deadFolder(folder), name));
}

export const deadFolder = (folder: string): string => `${folder}-dead`;

/** The messages of a queue that were left over, in order. A file that is no message is buried and blocks nobody. */
export async function readMessages(folder: string): Promise<{ messages: StoredMessage[]; buried: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const messages: StoredMessage[] = [];
  let buried = 0;
  for (const name of (await readdir(folder)).sort(compareText)) {
    if (name.startsWith(partPrefix)) {
      await rm(join(folder, name), { force: true });
      continue;
    }
    const message = await readMessage(join(folder, name));
    if (message !== undefined && `${message.order}.json` === name) messages.push(message);
    else {
      await buryMessage(folder, name);
      buried += 1;
    }
  }
  return { messages, buried };
}

async function readMessage(path: string): Promise<StoredMessage | undefined> {
  try {
    return storedMessage.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (fault) {
    const broken = fault instanceof SyntaxError || fault instanceof z.ZodError;
    if (broken || (fault instanceof Error && 'code' in fault && fault.code === 'EISDIR')) return undefined;
    throw fault;
  }
}

/** The record that a function gets for a message: the one that SQS would hand to it. */
export function sqsRecord(message: StoredMessage, queue: string): SQSRecord {
  return {
    messageId: message.messageId,
    receiptHandle: `${message.order}.${message.receives}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAtMs),
      SenderId: 'AIDALOCALWOHER',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs ?? message.sentAtMs),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-central-1:000000000000:woher-${queue}`,
    awsRegion: 'eu-central-1',
  };
}
