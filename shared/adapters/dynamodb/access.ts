import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { tableKeys } from '../../names.ts';
import { type Pacer, type Sleep, sendInRounds } from './batch.ts';
import { namesIn } from './conditions.ts';
import type { Item, Key, KeyedItem } from './keys.ts';
import { bookkeeping } from './schema.ts';

type Values = Readonly<Record<string, unknown>>;

/** An item to put, which is made when its turn comes: all of 30,000 at once would be a good part of the memory. */
export type Put = { readonly key: Key; readonly item: () => KeyedItem };

/** The few requests that the store makes. Reads are strongly consistent, writes concern single items. */
export type TableAccess = {
  get(key: Key): Promise<Item | undefined>;
  /** Those of the items that exist, in no order. @throws StoreThrottled */
  getMany(keys: readonly Key[]): Promise<Item[]>;
  /** All items of a partition whose sort key begins so, by sort key, read page by page. */
  query<T>(range: { pk: string; prefix?: string }, decode: (item: Item) => T): Promise<T[]>;
  /** Keys in the due index up to a time; eventually consistent, as every global index. */
  queryDue(duePartition: string, until: string): Promise<Item[]>;
  put(item: KeyedItem): Promise<void>;
  /**
   * `false`: the condition was not met, nothing was written. The SDK repeats a request whose reply was lost, and may then
   * meet its own item: a token in the item tells it from another one's, so that what was won is never given up.
   */
  putIf(item: KeyedItem, condition: string, values?: Values): Promise<boolean>;
  /** The item after the update; undefined: the condition was not met, nothing was written. */
  updateIf(key: Key, update: string, condition: string, values?: Values): Promise<Item | undefined>;
  /**
   * Puts whole items, of the same key only the last, paced; the count of items. An item that cannot be made or does not
   * fit is a fault of its own batch, which comes after the batches before it were written.
   *
   * @throws StoreThrottled
   */
  putMany(puts: readonly Put[]): Promise<number>;
  /** Deletes items, paced; those that are not there count as deleted. @throws StoreThrottled */
  deleteMany(keys: readonly Key[]): Promise<void>;
};

// What one request may hold at most.
const itemsOfBatchWrite = 25;
const keysOfBatchGet = 100;

export function createTableAccess(options: {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly pace: Pacer;
}): TableAccess {
  const { client, table, sleep, random, pace } = options;

  async function* pages(query: {
    condition: string;
    values: Values;
    index?: string;
  }): AsyncGenerator<Item[]> {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
          KeyConditionExpression: query.condition,
          ExpressionAttributeNames: namesIn(query.condition),
          ExpressionAttributeValues: query.values,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      yield page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  const get: TableAccess['get'] = async (key) => {
    const { Item: item } = await client.send(
      new GetCommand({ TableName: table, Key: key, ConsistentRead: true }),
    );
    return item;
  };

  type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];
  async function writeMany<Entry>(
    entries: readonly Entry[],
    of: { readonly keyOf: (entry: Entry) => Key; readonly request: (entry: Entry) => WriteRequest },
  ): Promise<void> {
    const send = async (chunk: readonly Entry[]) => {
      await pace(chunk[0] === undefined ? '' : of.keyOf(chunk[0]).pk, chunk.length);
      const requests = chunk.map(of.request);
      const reply = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
      const left = (reply.UnprocessedItems?.[table] ?? []).map(
        ({ PutRequest, DeleteRequest }) => (DeleteRequest?.Key ?? PutRequest?.Item) as Key,
      );
      const leftKeys = new Set(left.map(keyText));
      return chunk.filter((entry) => leftKeys.has(keyText(of.keyOf(entry))));
    };
    await sendInRounds(entries, { chunkSize: itemsOfBatchWrite, send, sleep, random });
  }

  return {
    get,

    async getMany(keys) {
      const found: Item[] = [];
      const send = async (chunk: readonly Key[]) => {
        const reply = await client.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: [...chunk], ConsistentRead: true } } }),
        );
        found.push(...(reply.Responses?.[table] ?? []));
        return (reply.UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
      };
      await sendInRounds(
        lastOfEachKey(keys, (key) => key),
        { chunkSize: keysOfBatchGet, send, sleep, random },
      );
      return found;
    },

    async query({ pk, prefix }, decode) {
      const found: ReturnType<typeof decode>[] = [];
      const query =
        prefix === undefined
          ? { condition: '#pk = :pk', values: { ':pk': pk } }
          : {
              condition: '#pk = :pk AND begins_with(#sk, :prefix)',
              values: { ':pk': pk, ':prefix': prefix },
            };
      for await (const items of pages(query)) for (const item of items) found.push(decode(item));
      return found;
    },

    async queryDue(duePartition, until) {
      const { dueIndex, duePartitionKey, dueSortKey } = tableKeys;
      const condition = `#${duePartitionKey} = :partition AND #${dueSortKey} <= :until`;
      const values = { ':partition': duePartition, ':until': until };
      const found: Item[] = [];
      for await (const items of pages({ condition, values, index: dueIndex })) found.push(...items);
      return found;
    },

    async put(item) {
      await client.send(new PutCommand({ TableName: table, Item: item }));
    },

    async putIf(item, condition, values) {
      const token = randomUUID();
      const put = new PutCommand({
        TableName: table,
        Item: { ...item, [bookkeeping.requestToken]: token },
        ConditionExpression: condition,
        ExpressionAttributeNames: namesIn(condition),
        ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      });
      if ((await unlessConditionFails(client.send(put))) !== undefined) return true;
      const standing = await get({ pk: item.pk, sk: item.sk });
      return standing?.[bookkeeping.requestToken] === token;
    },

    async updateIf(key, update, condition, values) {
      const command = new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: update,
        ConditionExpression: condition,
        ExpressionAttributeNames: namesIn(update, condition),
        ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
        ReturnValues: 'ALL_NEW',
      });
      const reply = await unlessConditionFails(client.send(command));
      return reply?.Attributes;
    },

    async putMany(puts) {
      const distinct = lastOfEachKey(puts, ({ key }) => key);
      await writeMany(distinct, {
        keyOf: ({ key }) => key,
        request: ({ item }) => ({ PutRequest: { Item: item() } }),
      });
      return distinct.length;
    },

    async deleteMany(keys) {
      await writeMany(keys, { keyOf: (key) => key, request: (key) => ({ DeleteRequest: { Key: key } }) });
    },
  };
}

const keyText = ({ pk, sk }: Key): string => `${pk} ${sk}`;

// DynamoDB refuses a whole batch in which one key stands twice.
function lastOfEachKey<T>(values: readonly T[], keyOf: (value: T) => Key): T[] {
  const last = new Map<string, T>();
  for (const value of values) last.set(keyText(keyOf(value)), value);
  return [...last.values()];
}

async function unlessConditionFails<T>(reply: Promise<T>): Promise<T | undefined> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
