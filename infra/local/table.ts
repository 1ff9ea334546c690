import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DataFolderInUse, systemCode } from './errors.ts';

/** The home's table: an engine in this process that speaks DynamoDB's protocol on 127.0.0.1. */
export type LocalTable = {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  close(): Promise<void>;
};

const tableName = 'woher';

// The engine checks no signature. Given in full, so that the person's own AWS settings are never read.
const region = 'eu-central-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Opens the table of a data folder and makes it where it is missing.
 *
 * @throws DataFolderInUse when another process has it open
 */
export async function openTable(folder: string): Promise<LocalTable> {
  const server = await openEngine(join(folder, 'table'), folder);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { createDynamoClient } = await import('../../shared/adapters/dynamodb/client.ts');
  const { ensureTable } = await import('../../shared/adapters/dynamodb/table.ts');
  const client = createDynamoClient({ endpoint: `http://127.0.0.1:${portOf(server)}`, region, credentials });
  const close = async () => {
    client.destroy();
    await new Promise<void>((resolve, reject) =>
      server.close((fault) => (fault ? reject(fault) : resolve())),
    );
  };
  try {
    await ensureTable(client, tableName, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  } catch (fault) {
    await close();
    throw fault;
  }
  return { client, name: tableName, close };
}

const require = createRequire(import.meta.url);
const isFunction = (value: unknown) => typeof value === 'function';
type Engine = { create: (options: object) => unknown };
const engineModule = z.custom<Engine>((value) => isFunction((value as Partial<Engine>)?.create));
type Store = { db: { open(): Promise<void> } };
const openableStore = z.custom<Store>((value) => isFunction((value as Partial<Store>)?.db?.open));

/**
 * dynalite opens its LevelDB on the side and would only fail, loudly, at the first request. Its store is opened here
 * through its own module, so that the lock of another process is met before anything else happens.
 */
async function openEngine(path: string, folder: string): Promise<Server> {
  const { default: dynalite } = await import('dynalite');
  const stores: unknown[] = [];
  const engine = engineModule.parse(require('dynalite/db'));
  const { create } = engine;
  engine.create = (options) => {
    const made = create(options);
    stores.push(made);
    return made;
  };
  let server: Server;
  try {
    server = dynalite({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  } finally {
    engine.create = create;
  }
  try {
    await openableStore.parse(stores[0]).db.open();
  } catch (fault) {
    const cause = fault instanceof Error ? fault.cause : undefined;
    if (systemCode(cause) === 'LEVEL_LOCKED') throw new DataFolderInUse(folder);
    throw cause ?? fault;
  }
  return server;
}

/** The port that a listening server was given. */
export function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
