import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tableKeys } from '../../names.ts';

/**
 * The one table, for engines without CloudFormation. The time to live is not part of it: those engines lack it, and
 * the code checks every expiry itself.
 */
export function tableDefinition(table: string): CreateTableCommandInput {
  const { partitionKey, sortKey, dueIndex, duePartitionKey, dueSortKey } = tableKeys;
  const texts = [partitionKey, sortKey, duePartitionKey, dueSortKey];
  return {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: texts.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: dueIndex,
        KeySchema: [
          { AttributeName: duePartitionKey, KeyType: 'HASH' },
          { AttributeName: dueSortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  };
}

/** Makes the table where it does not exist, and waits until it can be used. For local engines only. */
export async function ensureTable(
  client: DynamoDBDocumentClient,
  table: string,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(table)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceInUseException') throw error;
  }
  while (!(await isActive(client, table))) await sleep(20);
}

async function isActive(client: DynamoDBDocumentClient, table: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const indexes = Table?.GlobalSecondaryIndexes ?? [];
  return Table?.TableStatus === 'ACTIVE' && indexes.every((index) => index.IndexStatus === 'ACTIVE');
}
