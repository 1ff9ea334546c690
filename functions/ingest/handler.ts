import { randomUUID } from 'node:crypto';
import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createS3Client } from '../../shared/adapters/s3/client.ts';
import { createS3ExportSource } from '../../shared/adapters/s3/export-source.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsComeAgain } from '../../shared/adapters/sqs/come-again.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import type { RunId } from '../../shared/domain/ids.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { createIngestHandler } from './ingest.ts';

const { table, bucket, auditsQueue, ownQueue } = readEnv(process.env);
const sqs = createSqsClient();
export const handler = createIngestHandler({
  source: createS3ExportSource({ client: createS3Client(), bucket }),
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  audits: createSqsQueue({ client: sqs, url: auditsQueue }),
  newRunId: () => randomUUID() as RunId,
  now: () => new Date(),
  comeAgainIn: createSqsComeAgain({ client: sqs, url: ownQueue }),
  random: Math.random,
  log: createLog(),
  metrics: createMetrics(),
});
