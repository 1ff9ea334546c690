import { Readable } from 'node:stream';
import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

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

/**
 * Ends an answer whose body takes longer than `bodyMs` (10 s unless told), however steadily it comes, which `timeLimits`
 * does not: with the fault of an answer that is late, so that the SDK tries again. One limit for each try.
 */
export function limitBodies({ middlewareStack }: DynamoDBClient, bodyMs: number = answerTimeoutMs): void {
  middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { body } = result.response as { readonly body?: unknown };
      if (body instanceof Readable) endAfter(body, bodyMs);
      return result;
    },
    // The innermost: the body has been announced, and nobody has read it.
    { name: 'limitBodies', step: 'deserialize', priority: 'low' },
  );
}

function endAfter(body: Readable, limitMs: number): void {
  const late = Object.assign(new Error(`the answer took longer than ${limitMs} ms`), {
    name: 'TimeoutError',
  });
  const limit = setTimeout(() => body.destroy(late), limitMs);
  body.once('close', () => clearTimeout(limit));
}
