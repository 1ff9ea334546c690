import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsComeAgain } from '../../shared/adapters/sqs/come-again.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { createFeedbackHandler } from './feedback.ts';

const { table, ownQueue } = readEnv(process.env);
export const handler = createFeedbackHandler({
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  comeAgainIn: createSqsComeAgain({ client: createSqsClient(), url: ownQueue }),
  random: Math.random,
  log: createLog(),
  metrics: createMetrics(),
});
