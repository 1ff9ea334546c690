import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct, type IConstruct } from 'constructs';
import { type MetricName, metricsNamespaceOf } from '../../../shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import { LambdaFunction } from './lambda-function.ts';
import { DeadLetterQueue, WorkQueue } from './work-queue.ts';

/** Headings of `infra/RUNBOOK.md`, one for each kind of alarm. */
const runbook = {
  functionFails: 'A function fails',
  functionThrottled: 'A function is throttled',
  deadLetters: 'Dead letters',
  queueWaits: 'A queue is not worked off',
  noTick: 'The schedule does not tick',
  digestOverdue: 'A digest is overdue',
  importHeld: 'An import is held',
  mailFailed: 'A mail failed',
  mailHeld: 'A mail is held',
  mailUndelivered: 'A mail was not delivered',
  mailBounced: 'A mail bounced',
  complaint: 'An owner complained',
  answersHeld: 'Answers are held',
  pagesFail: 'The pages fail',
} as const;
type Heading = (typeof runbook)[keyof typeof runbook];

type Watch = Partial<CreateAlarmOptions> & {
  readonly metric: IMetric;
  /** What the owner loses, in one sentence. */
  readonly loss: string;
  readonly heading: Heading;
};

/** A count of ours that calls a person when it is not zero: who counts it, and what it means to the owner. */
const countedFaults: Partial<Record<MetricName, { service: string; loss: string; heading: Heading }>> = {
  digestsOverdue: {
    service: 'schedule',
    loss: 'It is past the 3rd of the month, and an owner has no digest.',
    heading: runbook.digestOverdue,
  },
  importsHeld: {
    service: 'ingest',
    loss: 'An export looks wrong and was not taken over: the next digest would show the state before it.',
    heading: runbook.importHeld,
  },
  mailsFailed: {
    service: 'deliver',
    loss: 'SES refused a mail, and only a person can change that: its owner does not get it.',
    heading: runbook.mailFailed,
  },
  mailsHeld: {
    service: 'deliver',
    loss: 'A mail is kept back, for its address or since nobody knows whether it went out: its owner may miss it.',
    heading: runbook.mailHeld,
  },
  mailsUndelivered: {
    service: 'deliver',
    loss: 'A mail was sent a day ago and has not arrived: its owner does not see it.',
    heading: runbook.mailUndelivered,
  },
  bounces: {
    service: 'feedback',
    loss: 'A mailbox does not exist or refuses mail: its owner gets no mail any more.',
    heading: runbook.mailBounced,
  },
  complaints: {
    service: 'feedback',
    loss: 'An owner marked a mail as spam: they get no mail any more.',
    heading: runbook.complaint,
  },
  answersHeld: {
    service: 'review',
    loss: 'Answers came in faster than anybody presses and are not in force: somebody else may have opened an owner’s links.',
    heading: runbook.answersHeld,
  },
};

/** An import that waits for another one is no fault: its message comes again (`ImportBusy` of `shared/domain/errors.ts`). */
const faultsInLog = FilterPattern.literal(
  '{ ($.level = "ERROR") && (($.fault NOT EXISTS) || ($.fault != "ImportBusy:importBusy")) }',
);

/** Watches every function and queue of the stack, and what the functions count; tells one topic. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly #namespace: string;
  readonly #action: SnsAction;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly stage: string;
      readonly api: HttpApi;
      readonly ticked: LambdaFunction;
      readonly alarmAddress: string | undefined;
    },
  ) {
    super(scope, id);
    this.#namespace = metricsNamespaceOf(props.stage);
    this.topic = this.#openTopic(props.alarmAddress);
    this.#action = new SnsAction(this.topic);
    const all = Stack.of(this).node.findAll();
    for (const fn of all.filter((node) => node instanceof LambdaFunction)) this.#watchFunction(fn);
    for (const queue of all.filter((node) => node instanceof WorkQueue)) this.#watchQueue(queue);
    for (const letters of all.filter((node) => node instanceof DeadLetterQueue)) this.#watchLetters(letters);
    this.#watchCounts();
    this.#watchTick(props.ticked);
    this.#watch('PagesFail', {
      metric: orZero(props.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' })),
      loss: 'An owner who follows a link sees an error.',
      heading: runbook.pagesFail,
    });
  }

  #openTopic(address: string | undefined): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic with a policy of its own has lost the one that lets alarms in.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (address !== undefined) {
      acknowledge(topic.addSubscription(new EmailSubscription(address)), {
        'Serverless-SNSRedrivePolicy':
          'Mail to a person: what SNS cannot deliver stands in CloudWatch as an alarm all the same.',
      });
    }
    return topic;
  }

  #watch(id: string, { metric, loss, heading, ...options }: Watch): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: `${loss} What to do: infra/RUNBOOK.md, "${heading}".`,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...options,
    });
    alarm.addAlarmAction(this.#action);
  }

  #watchFunction({ name, lambda, logs, loss }: LambdaFunction): void {
    const period = Duration.minutes(5);
    // A message that fails is no error of the function, which reports it to the queue: its line in the log tells.
    logs.addMetricFilter('Faults', {
      filterPattern: faultsInLog,
      metricNamespace: this.#namespace,
      metricName: 'faults',
      metricValue: '1',
      dimensions: { service: '$.service' },
    });
    this.#watch(`${name}Fails`, {
      metric: new MathExpression({
        expression: 'FILL(errors, 0) + FILL(faults, 0)',
        usingMetrics: {
          errors: lambda.metricErrors({ period }),
          faults: this.#count('faults', name, period),
        },
        period,
      }),
      loss,
      heading: runbook.functionFails,
    });
    this.#watch(`${name}Throttled`, {
      metric: orZero(lambda.metricThrottles({ period })),
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      loss: `${loss} It may only be late.`,
      heading: runbook.functionThrottled,
    });
  }

  #watchQueue({ queue, consumer, patience }: WorkQueue): void {
    this.#watch(`${consumer.name}Waits`, {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
      threshold: patience.toSeconds(),
      loss: `${consumer.loss} It may only be late.`,
      heading: runbook.queueWaits,
    });
  }

  #watchLetters(letters: DeadLetterQueue): void {
    this.#watch(`${pathBelow(this, letters)}Waiting`, {
      metric: letters.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      loss: letters.loss,
      heading: runbook.deadLetters,
    });
  }

  #watchCounts(): void {
    for (const [name, { service, loss, heading }] of Object.entries(countedFaults))
      this.#watch(name, { metric: orZero(this.#count(name, service, Duration.hours(1))), loss, heading });
  }

  #watchTick(ticked: LambdaFunction): void {
    this.#watch('NoTick', {
      metric: ticked.lambda.metricInvocations({ period: Duration.hours(1), statistic: 'Sum' }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING,
      loss: 'Nothing looks who is due any more: no owner gets a digest.',
      heading: runbook.noTick,
    });
  }

  /** Counts of Powertools and of the log have one dimension, the function. */
  #count(metricName: string, service: string, period: Duration): Metric {
    return new Metric({
      namespace: this.#namespace,
      metricName,
      dimensionsMap: { service },
      statistic: 'Sum',
      period,
    });
  }
}

/**
 * The count, or zero where nothing was counted. Without it an alarm looks back to periods that have a count (CloudWatch
 * user guide, "Configuring how CloudWatch alarms treat missing data"), and would stand for hours after the last one.
 */
const orZero = (count: Metric): MathExpression =>
  new MathExpression({ expression: 'FILL(count, 0)', usingMetrics: { count }, period: count.period });

const pathBelow = (alarms: IConstruct, node: IConstruct): string =>
  node.node.path.slice(Stack.of(alarms).node.path.length + 1).replaceAll('/', '');
