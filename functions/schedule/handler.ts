import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { createScheduleHandler } from './schedule.ts';

const { table, auditsQueue, mailsQueue } = readEnv(process.env);
const sqs = createSqsClient();
export const handler = createScheduleHandler({
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  audits: createSqsQueue({ client: sqs, url: auditsQueue }),
  mails: createSqsQueue({ client: sqs, url: mailsQueue }),
  log: createLog(),
  metrics: createMetrics(),
});
