import { inject } from 'vitest';
import { contactStoreContract } from '../adapters/contact-store-contract.ts';
import { openTable } from '../adapters/dynamo-engine.ts';
import { openReplaying } from '../adapters/replaying-store.ts';

contactStoreContract('DynamoDB Local when every first reply is lost', () =>
  openReplaying(() => openTable(inject('dynamoDbLocalEndpoint'), 'woher-replays')),
);
