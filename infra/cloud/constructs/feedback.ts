import { Duration } from 'aws-cdk-lib';
import { type ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type FunctionsOfStage, LambdaFunction } from './lambda-function.ts';
import type { NetworkTable } from './network-table.ts';
import { WorkQueue } from './work-queue.ts';

/** What became of the mails: SES -> topic -> queue `ses-events` -> `feedback`. */
export class Feedback extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: FunctionsOfStage & {
      readonly table: NetworkTable;
      readonly configurationSet: ConfigurationSet;
    },
  ) {
    super(scope, id);
    const feedback = new LambdaFunction(this, 'Feedback', {
      ...props,
      name: 'feedback',
      loss: 'What became of mails stays unknown: a bounce goes unseen, and mails that arrived look lost.',
      memoryMiB: 512,
      timeout: Duration.seconds(30),
    });
    props.table.grant(feedback, {
      get: ['outcomes'],
      put: ['outcomes'],
    });
    const events = new WorkQueue(this, 'SesEvents', { consumer: feedback, batchSize: 10 });
    // No key of its own: SES could not publish to the topic, and its events would be lost without a word.
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    topic.addSubscription(
      new SqsSubscription(events.queue, { rawMessageDelivery: true, deadLetterQueue: events.deadLetters }),
    );
    props.configurationSet.addEventDestination('Events', {
      destination: EventDestination.snsTopic(topic),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
  }
}
