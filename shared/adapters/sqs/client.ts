import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { quietLogger, timeLimits } from '../aws-client.ts';

export type SqsClientOptions = Pick<SQSClientConfig, 'endpoint' | 'region' | 'credentials'> & {
  /** How long an answer may take; 10 s unless told. */
  readonly requestTimeoutMs?: number;
};

/**
 * A client whose requests end: connected within 2 s, answered within 10 s, or failed and tried again by the SDK, which
 * may send a message twice; every receiver takes that. Region, credentials and endpoint (`AWS_ENDPOINT_URL_SQS`) come
 * from the SDK's usual environment unless given.
 */
export function createSqsClient({ requestTimeoutMs, ...options }: SqsClientOptions = {}): SQSClient {
  return new SQSClient({
    ...options,
    logger: quietLogger,
    // By default the host in the queue's address wins over an endpoint of the environment.
    useQueueUrlAsEndpoint: false,
    requestHandler: timeLimits(requestTimeoutMs),
  });
}
