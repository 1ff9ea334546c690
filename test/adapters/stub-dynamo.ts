import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';

export type Stored = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** What a stub does with the items of one BatchWriteItem: it takes some, leaves the others, or throws. */
export type Behaviour = (items: readonly Stored[], call: number) => { readonly left: readonly Stored[] };

export const takesAll: Behaviour = () => ({ left: [] });

/** A fault as the SDK throws it. */
export const sdkFault = (name: string): Error => Object.assign(new Error('stub'), { name });

/** A store over a stub client and a clock that only moves when somebody sleeps, or by `callTakesMs` a request. */
export function stubStore(options: {
  behaviour?: Behaviour;
  writesPerSecond?: number;
  callTakesMs?: number;
}) {
  const { behaviour = takesAll, callTakesMs = 0 } = options;
  let now = 0;
  const items = new Map<string, Stored>();
  const batches: { at: number; size: number }[] = [];
  const others: string[] = [];
  const sleeps: number[] = [];

  const batchWrite = (command: BatchWriteCommand) => {
    const [[table, requests] = ['', []]] = Object.entries(command.input.RequestItems ?? {});
    const batch = requests.map(
      ({ PutRequest, DeleteRequest }) => (PutRequest?.Item ?? DeleteRequest?.Key) as Stored,
    );
    const deletes = requests.some(({ DeleteRequest }) => DeleteRequest !== undefined);
    batches.push({ at: now, size: batch.length });
    now += callTakesMs;
    const { left } = behaviour(batch, batches.length);
    for (const item of batch)
      if (!left.includes(item)) {
        if (deletes) items.delete(`${item.pk} ${item.sk}`);
        else items.set(`${item.pk} ${item.sk}`, item);
      }
    // As the wire does: what comes back is equal, not the same.
    const unprocessed = left.map((item) =>
      deletes
        ? { DeleteRequest: { Key: structuredClone(item) } }
        : { PutRequest: { Item: structuredClone(item) } },
    );
    return { UnprocessedItems: left.length === 0 ? {} : { [table]: unprocessed } };
  };
  const batchGet = (command: BatchGetCommand) => {
    const [[table, { Keys: keys = [] }] = ['', { Keys: [] }]] = Object.entries(
      command.input.RequestItems ?? {},
    );
    const answered = keys.slice(0, 40);
    return {
      Responses: { [table]: answered.flatMap(({ pk, sk }) => items.get(`${pk} ${sk}`) ?? []) },
      UnprocessedKeys: keys.length > 40 ? { [table]: { Keys: keys.slice(40) } } : {},
    };
  };
  const queried = ({ input }: QueryCommand) => {
    const { ':pk': pk, ':prefix': prefix = '' } = input.ExpressionAttributeValues ?? {};
    return [...items.values()].filter((item) => item.pk === pk && item.sk.startsWith(prefix));
  };
  const send = async (command: unknown) => {
    if (command instanceof BatchWriteCommand) return batchWrite(command);
    others.push((command as object).constructor.name);
    if (command instanceof BatchGetCommand) return batchGet(command);
    if (command instanceof QueryCommand) return { Items: queried(command) };
    throw new Error('the stub knows batches and queries only');
  };

  const store = createDynamoContactStore({
    client: { send } as unknown as DynamoDBDocumentClient,
    table: 'stub',
    sleep: async (milliseconds) => {
      sleeps.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
    clock: () => now,
    ...(options.writesPerSecond === undefined ? {} : { writesPerSecond: options.writesPerSecond }),
  });
  return { store, items, batches, others, sleeps, now: () => now };
}
