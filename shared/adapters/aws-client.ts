import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

const connectionTimeoutMs = 2_000;
const answerTimeoutMs = 10_000;

/**
 * Without a logger of its own the SDK copies every request and reply for a log that nobody reads, and a log of requests
 * would hold names and addresses. These two methods are there because the SDK calls them without looking, while it finds
 * credentials and where an answer is strange; there is no `info`, which is what it would log requests by.
 */
export const quietLogger = { debug: () => {}, warn: () => {} } as unknown as NonNullable<
  DynamoDBClientConfig['logger']
>;

/**
 * Time limits for every client (REQUIREMENTS C-2): connected within 2 s, answered within `silenceMs` (10 s unless told)
 * and never silent for longer, or failed: `requestTimeout` alone ends with the reply's headers and only warns.
 */
export const timeLimits = (silenceMs: number = answerTimeoutMs) => ({
  connectionTimeout: connectionTimeoutMs,
  requestTimeout: silenceMs,
  socketTimeout: silenceMs,
  throwOnRequestTimeout: true,
});
