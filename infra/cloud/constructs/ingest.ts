import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { exportsPrefix } from '../../../shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import type { ExportsBucket } from './exports-bucket.ts';
import { type FunctionsOfStage, LambdaFunction } from './lambda-function.ts';
import type { NetworkTable } from './network-table.ts';
import { DeadLetterQueue, WorkQueue } from './work-queue.ts';

/** Exports: bucket -> rule -> queue `uploads` -> `ingest`. */
export class Ingest extends Construct {
  readonly uploads: WorkQueue;

  constructor(
    scope: Construct,
    id: string,
    props: FunctionsOfStage & {
      readonly table: NetworkTable;
      readonly exports: ExportsBucket;
      readonly audits: WorkQueue;
    },
  ) {
    super(scope, id);
    const ingest = new LambdaFunction(this, 'Ingest', {
      ...props,
      name: 'ingest',
      loss: 'An uploaded export is not taken in, and its owner waits for it in vain.',
      // One whole CPU: reading is bound by it, and costs the same as with less.
      memoryMiB: 1_769,
      // The copy of an export of up to 512 MB.
      temporaryMiB: 1_024,
      // The import lock holds for 12 minutes (shared/workflows/import-export.ts), so that no holder outlives it.
      timeout: Duration.minutes(10),
    });
    props.exports.grantFetch(ingest);
    props.table.grant(ingest, {
      get: ['owner', 'imports', 'decisions'],
      query: ['contacts', 'memory', 'imports', 'decisions'],
      put: ['imports'],
      update: ['imports'],
      batchWrite: ['contacts', 'memory'],
    });
    props.audits.grantSend(ingest, 'auditsQueue');
    this.uploads = new WorkQueue(this, 'Uploads', { consumer: ingest });
    const notTaken = new DeadLetterQueue(this, 'EventsNotTaken', ingest.loss).queue;
    acknowledge(notTaken, {
      'AwsSolutions-SQS3':
        'It is itself where events end that the rule could not hand over; its alarm calls a person.',
    });
    new Rule(this, 'ObjectCreated', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [props.exports.bucket.bucketName] },
          object: { key: [{ prefix: exportsPrefix }] },
        },
      },
      targets: [new SqsQueue(this.uploads.queue, { deadLetterQueue: notTaken })],
    });
  }
}
