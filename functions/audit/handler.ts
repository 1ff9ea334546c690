import { randomBytes } from 'node:crypto';
import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsComeAgain } from '../../shared/adapters/sqs/come-again.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createAuditHandler } from './audit.ts';
import { readEnv } from './env.ts';

const { table, mailsQueue, sender, baseUrl, ownQueue } = readEnv(process.env);
const sqs = createSqsClient();
export const handler = createAuditHandler({
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  mails: createSqsQueue({ client: sqs, url: mailsQueue }),
  newLinkKey: () => randomBytes(32),
  baseUrl,
  sender,
  now: () => new Date(),
  comeAgainIn: createSqsComeAgain({ client: sqs, url: ownQueue }),
  random: Math.random,
  log: createLog(),
  metrics: createMetrics(),
});
