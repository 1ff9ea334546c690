import { SESClient, type SESClientConfig } from '@aws-sdk/client-ses';
import { quietLogger, timeLimits } from '../aws-client.ts';

export type SesClientOptions = Pick<SESClientConfig, 'endpoint' | 'region' | 'credentials'> & {
  /** How long an answer may take; 10 s unless told. */
  readonly requestTimeoutMs?: number;
};

/**
 * A client that asks once and then knows, or does not know (REQUIREMENTS C-2): one attempt whatever the environment says,
 * connected within 2 s, answered within 10 s. Region, credentials and endpoint (`AWS_ENDPOINT_URL_SES`) come from the
 * SDK's usual environment unless given.
 */
export function createSesClient({ requestTimeoutMs, ...options }: SesClientOptions = {}): SESClient {
  return new SESClient({
    ...options,
    maxAttempts: 1,
    logger: quietLogger,
    requestHandler: {
      ...timeLimits(requestTimeoutMs),
      // A kept connection is dead when a function wakes up a month later, and its reset would count as a lost answer.
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  });
}
