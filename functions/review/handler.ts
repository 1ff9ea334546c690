import { randomBytes } from 'node:crypto';
import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createS3UploadDesk } from '../../shared/adapters/s3/upload-desk.ts';
import { createSqsClient } from '../../shared/adapters/sqs/client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { base32 } from '../../shared/domain/base32.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readEnv } from './env.ts';
import { serveEvents } from './http-event.ts';
import { createReviewApp } from './review.tsx';

const { table, baseUrl, uploadsQueue, ...s3 } = readEnv(process.env);
const now = () => new Date();
export const handler = serveEvents(
  createReviewApp({
    store: createDynamoContactStore({ client: createDynamoClient(), table }),
    desk: createS3UploadDesk({ ...s3, now }),
    uploads: createSqsQueue({ client: createSqsClient(), url: uploadsQueue }),
    newUploadId: () => base32(randomBytes(10)),
    newSubmitId: () => base32(randomBytes(10)),
    baseUrl,
    now,
    log: createLog(),
    metrics: createMetrics(),
  }),
);
