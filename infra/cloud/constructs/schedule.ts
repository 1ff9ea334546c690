import { Duration, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { type FunctionsOfStage, LambdaFunction } from './lambda-function.ts';
import type { NetworkTable } from './network-table.ts';
import { DeadLetterQueue, type WorkQueue } from './work-queue.ts';

/** The hourly tick: EventBridge Scheduler -> `schedule`. */
export class Schedule extends Construct {
  readonly ticked: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    props: FunctionsOfStage & {
      readonly table: NetworkTable;
      readonly audits: WorkQueue;
      readonly mails: WorkQueue;
    },
  ) {
    super(scope, id);
    const loss = 'Owners who are due are not asked: their digest does not come.';
    const deadLetters = new DeadLetterQueue(this, 'TicksLost', loss).queue;
    this.ticked = new LambdaFunction(this, 'Schedule', {
      ...props,
      name: 'schedule',
      loss,
      memoryMiB: 512,
      timeout: Duration.minutes(5),
      deadLetters,
    });
    props.table.grant(this.ticked, {
      get: ['owner', 'schedule', 'imports'],
      query: ['imports', 'digests', 'sends', 'outcomes'],
      put: ['schedule'],
      due: true,
    });
    props.audits.grantSend(this.ticked, 'auditsQueue');
    props.mails.grantSend(this.ticked, 'mailsQueue');
    this.#tickHourly(deadLetters.queueArn);
  }

  // The L2 target would let the scheduler invoke every version of the function, by a wildcard.
  #tickHourly(deadLettersArn: string): void {
    const functionArn = this.ticked.lambda.functionArn;
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': stack.formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
    });
    const rights = new Policy(this, 'Rights', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLettersArn] }),
      ],
    });
    const hourly = new CfnSchedule(this, 'Hourly', {
      scheduleExpression: 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        // The scheduler replaces the keyword by a time such as 2022-03-22T18:59:43Z (its user guide, "Context attributes").
        input: JSON.stringify({ at: '<aws.scheduler.scheduled-time>' }),
        // The next tick sees whoever is still due: a late one is not needed any more.
        retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 5 },
        deadLetterConfig: { arn: deadLettersArn },
      },
    });
    hourly.node.addDependency(rights);
  }
}
