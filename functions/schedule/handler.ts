import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { createScheduleHandler } from './schedule.ts';

const { table, auditsQueue } = readEnv(process.env);
export const handler = createScheduleHandler({
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  audits: createSqsQueue({ client: createSqsClient(), url: auditsQueue }),
  log: createLog(),
  metrics: createMetrics(),
});
