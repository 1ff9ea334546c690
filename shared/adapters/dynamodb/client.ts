import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type DynamoClientOptions = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials' | 'maxAttempts'>;

const connectionTimeoutMs = 2_000;
const requestTimeoutMs = 10_000;

// Without a logger of its own the SDK copies every request and reply for a log that nobody reads, and a log of requests
// would hold names and addresses. An object without methods spares both.
const noLogger = {} as NonNullable<DynamoDBClientConfig['logger']>;

/**
 * A client whose requests end: connected within 2 s, answered within 10 s, or failed. Region, credentials and endpoint
 * (`AWS_ENDPOINT_URL_DYNAMODB`) come from the SDK's usual environment unless given. Undefined properties are not stored.
 */
export function createDynamoClient(options: DynamoClientOptions = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...options,
    logger: noLogger,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
