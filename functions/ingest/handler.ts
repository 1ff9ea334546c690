import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createS3Client } from '../../shared/adapters/s3/client.ts';
import { createS3ExportSource } from '../../shared/adapters/s3/export-source.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { createIngestHandler } from './ingest.ts';

const { table, bucket, auditsQueue } = readEnv(process.env);
export const handler = createIngestHandler({
  source: createS3ExportSource({ client: createS3Client(), bucket }),
  store: createDynamoContactStore({ client: createDynamoClient(), table }),
  audits: createSqsQueue({ client: createSqsClient(), url: auditsQueue }),
  now: () => new Date(),
  log: createLog(),
  metrics: createMetrics(),
});
