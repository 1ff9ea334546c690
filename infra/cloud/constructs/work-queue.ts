import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type environment, maxReceives } from '../../../shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import type { LambdaFunction } from './lambda-function.ts';

/** Receives at once; more functions than two would only wait for the same partition of the table. */
const maxConcurrency = 2;

/** Where messages wait that failed for good: 14 days, the longest that SQS keeps them. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;
  readonly loss: string;

  /** @param loss - what the owner loses by a message that waits here, in one sentence. */
  constructor(scope: Construct, id: string, loss: string) {
    super(scope, id);
    this.loss = loss;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.queue, {
      'Serverless-SQSRedrivePolicy': 'It is itself where failed messages end; its alarm calls a person.',
    });
  }
}

/**
 * Half a visibility timeout, and a quarter of an hour at least. SQS leaves out of the age of the oldest message whatever
 * it has handed out three times (SQS developer guide, "Available CloudWatch metrics"): a message that fails is left out
 * after minutes, one whose function dies after two visibility timeouts, and a longer patience would never end. What is
 * left to see is a queue from which nothing is fetched, or in which too much stands before a message.
 */
const patienceWith = (timeout: Duration): Duration =>
  Duration.seconds(Math.max(900, 3 * timeout.toSeconds()));

/** A queue with its dead letters and the one function that works it off. */
export class WorkQueue extends Construct {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly consumer: LambdaFunction;
  /** How old a message may grow before somebody should look. */
  readonly patience: Duration;

  constructor(
    scope: Construct,
    id: string,
    { consumer, batchSize = 1 }: { readonly consumer: LambdaFunction; readonly batchSize?: number },
  ) {
    super(scope, id);
    // AWS Lambda guide, "Configuring a queue to use with Lambda": at least six times the function's timeout.
    const visibilitySeconds = 6 * consumer.timeout.toSeconds();
    this.consumer = consumer;
    this.patience = patienceWith(consumer.timeout);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', consumer.loss).queue;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maxReceives },
    });
    consumer.allow({
      actions: [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        // For the function itself, which lets what failed come again sooner than a function that died would.
        'sqs:ChangeMessageVisibility',
      ],
      resources: [this.queue.queueArn],
    });
    consumer.set('ownQueue', this.queue.queueUrl);
    const source = new EventSourceMapping(this, 'Source', {
      target: consumer.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
    acknowledge(source, {
      'Serverless-LambdaEventSourceMappingDestination':
        'Lambda takes no failure destination for SQS; the queue has its own dead letters.',
    });
  }

  /** Lets a function send here, and tells it where. */
  grantSend(sender: LambdaFunction, variable: keyof typeof environment): void {
    sender.allow({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] });
    sender.set(variable, this.queue.queueUrl);
  }
}
