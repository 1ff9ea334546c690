import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createSesClient } from '../../shared/adapters/ses/client.ts';
import { createSesMailer } from '../../shared/adapters/ses/mailer.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsComeAgain } from '../../shared/adapters/sqs/come-again.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createDeliverHandler } from './deliver.ts';
import { readEnv } from './env.ts';

const { table, configurationSet, ownQueue } = readEnv(process.env);
export const handler = createDeliverHandler({
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  mailer: createSesMailer({ client: createSesClient(), configurationSet }),
  now: () => new Date(),
  comeAgainIn: createSqsComeAgain({ client: createSqsClient(), url: ownQueue }),
  random: Math.random,
  log: createLog(),
  metrics: createMetrics(),
});
