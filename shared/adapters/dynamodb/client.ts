import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { limitBodies, quietLogger, timeLimits } from '../aws-client.ts';

type DynamoClientOptions = Pick<
  DynamoDBClientConfig,
  'endpoint' | 'region' | 'credentials' | 'maxAttempts'
> & {
  /** How long an answer may take to begin, and then to end; 10 s each unless told. */
  readonly answerMs?: number;
};

/**
 * A client whose requests end: connected within 2 s, an answer begun within 10 s and ended within 10 more, or failed and
 * tried again by the SDK. Region, credentials and endpoint
 * (`AWS_ENDPOINT_URL_DYNAMODB`) come from the SDK's usual environment unless given. Undefined properties are not stored.
 */
export function createDynamoClient({
  answerMs,
  ...options
}: DynamoClientOptions = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...options,
    logger: quietLogger,
    requestHandler: timeLimits(answerMs),
  });
  limitBodies(client, answerMs);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
