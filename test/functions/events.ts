import type { SQSEvent } from 'aws-lambda';
import { testBucket } from '../adapters/servers/s3-server.ts';

/** One batch as SQS hands it to a function; the ids are `message-1`, `message-2`, … */
export const sqsEvent = (...bodies: readonly unknown[]): SQSEvent => ({
  Records: bodies.map((body, place) => ({
    messageId: `message-${place + 1}`,
    receiptHandle: 'made-up',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1793516400000',
      SenderId: 'made-up',
      ApproximateFirstReceiveTimestamp: '1793516400000',
    },
    messageAttributes: {},
    md5OfBody: 'made-up',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:made-up',
    awsRegion: 'eu-central-1',
  })),
});

/** S3's event as EventBridge writes it (Amazon S3 user guide, "EventBridge event message structure"). */
export const objectCreated = (key: string, time: string) => ({
  version: '0',
  id: 'made-up',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '123456789012',
  time,
  region: 'eu-central-1',
  resources: [`arn:aws:s3:::${testBucket}`],
  detail: {
    version: '0',
    bucket: { name: testBucket },
    object: { key, size: 1, etag: 'made-up', 'version-id': 'made-up', sequencer: '00' },
    'request-id': 'made-up',
    requester: '123456789012',
    reason: 'PostObject',
  },
});
