import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../../ports/queue.ts';

/** One SQS queue; a message is JSON. @throws the SDK's faults: the message may or may not be in the queue then. */
export function createSqsQueue<Message>({ client, url }: { client: SQSClient; url: string }): Queue<Message> {
  return {
    send: async (message) => {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) }));
    },
  };
}
