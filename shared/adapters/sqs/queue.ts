import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../../ports/queue.ts';

/** Three attempts of 10 s each, and the waits between them (SDK's standard retries). */
const defaultSendLimitMs = 35_000;

/**
 * One SQS queue; a message is JSON. A send ends within 35 s, retries included.
 *
 * @throws the SDK's faults: the message may or may not be in the queue then, or be there twice.
 */
export function createSqsQueue<Message>(options: {
  readonly client: SQSClient;
  readonly url: string;
  /** How long a send may take in all, however the other side keeps it waiting. */
  readonly sendLimitMs?: number;
}): Queue<Message> {
  const { client, url, sendLimitMs = defaultSendLimitMs } = options;
  return {
    send: async (message) => {
      const command = new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) });
      await client.send(command, { abortSignal: AbortSignal.timeout(sendLimitMs) });
    },
  };
}
