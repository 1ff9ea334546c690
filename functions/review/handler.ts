import { handle } from 'hono/aws-lambda';
import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { createReviewApp } from './review.tsx';

const { table } = readEnv(process.env);
const store = createDynamoContactStore({ client: createDynamoClient(), table });
export const handler = handle(
  createReviewApp({ store, now: () => new Date(), log: createLog(), metrics: createMetrics() }),
);
