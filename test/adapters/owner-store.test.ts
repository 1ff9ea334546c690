import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { anotherOwner, fullOwner, minimalOwner, second } from './contract/values.ts';
import { type OpenTable, openDynalite } from './dynamo-engine.ts';

let table: OpenTable;
beforeAll(async () => {
  table = await openDynalite();
});
afterAll(() => table.close());

/** A store with the same table, in which something happens once between the read and the write of a change. */
async function meanwhile(happens: (store: ContactStore) => Promise<unknown>) {
  const { createDynamoContactStore } = await import('../../shared/adapters/dynamodb/contact-store.ts');
  let isOver = false;
  const send = async (command: Parameters<typeof table.client.send>[0]) => {
    const reply = await table.client.send(command);
    if (command.constructor.name === 'GetCommand' && !isOver) {
      isOver = true;
      await happens(table.store);
    }
    return reply;
  };
  const client = { send } as unknown as typeof table.client;
  return createDynamoContactStore({ client, table: table.table, writesPerSecond: Infinity });
}

test('a pause that comes between the read and the write of a change stays', async () => {
  const owner = minimalOwner(anotherOwner());
  const { ownerId } = owner;
  await table.store.createOwner(owner, second(1));
  const store = await meanwhile((other) => other.pauseOwner(ownerId, second(5)));
  const paused = { ...owner, pausedAt: second(5) };
  const after = { ...paused, policy: 'strict' };
  expect(await store.changeOwner(ownerId, (one) => ({ ...one, policy: 'strict' }))).toEqual({
    before: paused,
    after,
  });
  expect(await table.store.readOwner(ownerId)).toEqual(after);
});

test('so does the end of a pause, and another change of the same list', async () => {
  const owner = fullOwner(anotherOwner());
  const { ownerId } = owner;
  await table.store.createOwner(owner, second(1));
  const large = (name: string) => (one: typeof owner) => ({
    ...one,
    largeEmployers: [...one.largeEmployers, name],
  });
  const resumed = await meanwhile((other) => other.pauseOwner(ownerId, undefined));
  await resumed.changeOwner(ownerId, large('Werk 1'));
  const listed = await meanwhile((other) => other.changeOwner(ownerId, large('Werk 2')));
  await listed.changeOwner(ownerId, large('Werk 3'));
  const { pausedAt: _, ...running } = owner;
  expect(await table.store.readOwner(ownerId)).toEqual({
    ...running,
    largeEmployers: [...owner.largeEmployers, 'Werk 1', 'Werk 2', 'Werk 3'],
  });
});

test('nobody is made who was erased meanwhile', async () => {
  const owner = minimalOwner(anotherOwner());
  const { ownerId } = owner;
  await table.store.createOwner(owner, second(1));
  const { DeleteCommand } = await import('@aws-sdk/lib-dynamodb');
  const store = await meanwhile(() =>
    table.client.send(
      new DeleteCommand({ TableName: table.table, Key: { pk: `owner#${ownerId}`, sk: 'settings' } }),
    ),
  );
  const change = store.changeOwner(ownerId, (one) => ({ ...one, policy: 'strict' }));
  await expect(change).rejects.toMatchObject({ code: 'ownerUnknown' });
  expect(await table.store.readOwner(ownerId)).toBeUndefined();
});
