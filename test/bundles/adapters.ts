/** What reaches AWS, for one bundle of it all: see sdk-parts.test.ts. */
export { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
export { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
export { createS3Client } from '../../shared/adapters/s3/client.ts';
export { createS3ExportSource } from '../../shared/adapters/s3/export-source.ts';
export { createSesClient } from '../../shared/adapters/ses/client.ts';
export { createSesMailer } from '../../shared/adapters/ses/mailer.ts';
export { createSqsClient } from '../../shared/adapters/sqs/client.ts';
export { createSqsComeAgain } from '../../shared/adapters/sqs/come-again.ts';
export { createSqsQueue } from '../../shared/adapters/sqs/queue.ts';
