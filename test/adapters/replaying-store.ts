import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import type { OpenStore } from './contact-store-contract.ts';
import type { OpenTable } from './dynamo-engine.ts';

/** A store whose every request is carried out, loses its reply, and is carried out a second time. */
export async function openReplaying(openTable: () => Promise<OpenTable>): Promise<OpenStore> {
  const { client, table, close } = await openTable();
  const store = createDynamoContactStore({
    client: sendsTwice(client),
    table,
    writesPerSecond: Infinity,
  });
  return { store, close };
}

// What the SDK does when replies are lost: every request is carried out, and then comes a second time.
function sendsTwice(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    await client.send(command).catch(() => undefined);
    return client.send(command);
  };
  return { send } as unknown as DynamoDBDocumentClient;
}
