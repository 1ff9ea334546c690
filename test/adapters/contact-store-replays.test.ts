import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { contactStoreContract } from './contact-store-contract.ts';
import { openDynalite, testTable } from './dynamo-engine.ts';

// What the SDK does when replies are lost: every request is carried out, and then comes a second time.
function sendsTwice(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    await client.send(command).catch(() => undefined);
    return client.send(command);
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

contactStoreContract('dynalite when every first reply is lost', async () => {
  const { client, close } = await openDynalite();
  const store = createDynamoContactStore({
    client: sendsTwice(client),
    table: testTable,
    writesPerSecond: Infinity,
  });
  return { store, close };
});
