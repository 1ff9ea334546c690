import { inject } from 'vitest';
import { contactStoreContract } from '../adapters/contact-store-contract.ts';
import { openTable } from '../adapters/dynamo-engine.ts';

contactStoreContract('DynamoDB Local', () => openTable(inject('dynamoDbLocalEndpoint')));
