import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ComeAgainIn } from '../../ports/queue.ts';

/** The function that waits for it is at its end, perhaps also of its time. */
const defaultLimitMs = 10_000;

/**
 * Puts received messages of one SQS queue off, within 10 s, retries included (Amazon SQS API reference,
 * "ChangeMessageVisibility": counted from the call on, at most 12 hours).
 *
 * @throws the SDK's faults: the message comes again then, or when the queue's own visibility timeout is over.
 */
export function createSqsComeAgain(options: {
  readonly client: SQSClient;
  readonly url: string;
  /** How long the call may take in all. */
  readonly limitMs?: number;
}): ComeAgainIn {
  const { client, url, limitMs = defaultLimitMs } = options;
  return async ({ receiptHandle }, seconds) => {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: url,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
    await client.send(command, { abortSignal: AbortSignal.timeout(limitMs) });
  };
}
