import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ContactStore } from '../../ports/contact-store.ts';
import { createTableAccess } from './access.ts';
import { createDigestStore, createFlagStore } from './audit-items.ts';
import { createPacer, type Sleep } from './batch.ts';
import { createContactsStore } from './contacts.ts';
import { createDecisionStore } from './decisions.ts';
import { createImportStore, createReceiptStore } from './imports.ts';
import { createMailStore, createSendStore } from './mails.ts';
import { createMemoryStore } from './memory.ts';
import { createOutcomeStore } from './outcomes.ts';
import { createOwnerStore, createScheduleStore } from './owners.ts';

type DynamoContactStoreOptions = {
  /** As `createDynamoClient` makes it: undefined properties are left out. */
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly sleep?: Sleep;
  /** Numbers in [0, 1), for the jitter of retries. */
  readonly random?: () => number;
  /** Milliseconds of a clock that only goes forward, for the pace of writes. */
  readonly clock?: () => number;
  /** Writes to one partition key in a second, at most; `Infinity` for engines without that limit. */
  readonly writesPerSecond?: number;
};

/** What one partition key serves in a second, in write units; items of up to 1 KB take one. */
const writesOfOnePartition = 1_000;

/**
 * The store over DynamoDB, in one table (`table.ts`). Single-item conditional writes only, so that everything is
 * repeatable: after a crash or a lost reply the same call converges.
 *
 * @throws UnfitItem when a stored item is of an unknown shape; nothing of that kind is ever written.
 */
export function createDynamoContactStore(options: DynamoContactStoreOptions): ContactStore {
  const { client, table, random = Math.random, clock = () => performance.now() } = options;
  const sleep: Sleep = options.sleep ?? ((milliseconds) => wait(milliseconds));
  const pace = createPacer({
    writesPerSecond: options.writesPerSecond ?? writesOfOnePartition,
    sleep,
    clock,
  });
  const access = createTableAccess({ client, table, sleep, random, pace });
  return {
    ...createOwnerStore(access),
    ...createScheduleStore(access),
    ...createContactsStore(access),
    ...createMemoryStore(access),
    ...createImportStore(access),
    ...createReceiptStore(access),
    ...createFlagStore(access),
    ...createDigestStore(access),
    ...createMailStore(access),
    ...createSendStore(access),
    ...createOutcomeStore(access),
    ...createDecisionStore(access),
  };
}
