import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { quietLogger, timeLimits } from '../aws-client.ts';

type DynamoClientOptions = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials' | 'maxAttempts'>;

/**
 * A client whose requests end: connected within 2 s, answered within 10 s, or failed. Region, credentials and endpoint
 * (`AWS_ENDPOINT_URL_DYNAMODB`) come from the SDK's usual environment unless given. Undefined properties are not stored.
 */
export function createDynamoClient(options: DynamoClientOptions = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...options,
    logger: quietLogger,
    requestHandler: timeLimits(),
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
