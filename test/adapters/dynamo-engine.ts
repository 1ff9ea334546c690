import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { ensureTable } from '../../shared/adapters/dynamodb/table.ts';
import type { OpenStore } from './contact-store-contract.ts';

export const testTable = 'woher-test';

/** An open table on an engine that speaks DynamoDB's protocol, with the client for looking underneath the store. */
export type OpenTable = OpenStore & { readonly client: DynamoDBDocumentClient; readonly table: string };

/** Opens the table at an endpoint. Engines on one's own machine know neither keys nor a limit of writes. */
export async function openTable(endpoint: string, table = testTable): Promise<OpenTable> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createDynamoClient({ endpoint, region: 'us-east-1', credentials });
  await ensureTable(client, table, (milliseconds) => wait(milliseconds));
  const store = createDynamoContactStore({ client, table, writesPerSecond: Infinity });
  return { client, table, store, close: async () => client.destroy() };
}

/** Starts dynalite on a free port of this machine: in memory, or on disk in a folder. */
export async function openDynalite(path?: string): Promise<OpenTable> {
  const server = dynalite({ createTableMs: 0, ...(path === undefined ? {} : { path }) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const open = await openTable(`http://127.0.0.1:${port}`);
  const close = async () => {
    await open.close();
    await new Promise<void>((resolve, reject) =>
      server.close((error) => (error ? reject(error) : resolve())),
    );
  };
  return { ...open, close };
}
