import { join } from 'node:path';
import { type Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as CdkFunction, Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { environment, metricsNamespaceOf } from '../../../shared/names.ts';
import { acknowledge, acknowledgeWildcard } from '../acknowledge.ts';

/** What every function of a stage has in common. */
export type FunctionsOfStage = {
  readonly stage: string;
  /** Holds `<name>/handler.mjs` for every function. */
  readonly bundles: string;
};

export type LambdaFunctionProps = FunctionsOfStage & {
  /** Folder in `functions/`; also the service in logs and counts. */
  readonly name: string;
  /** What the owner loses when it fails, in one sentence; its alarms say it. */
  readonly loss: string;
  readonly memoryMiB: number;
  readonly timeout: Duration;
  /** Room in /tmp; 512 MiB unless told. */
  readonly temporaryMiB?: number;
  /** Takes asynchronous events that failed for good; functions that read a queue have that queue's. */
  readonly deadLetters?: IQueue;
};

type Statement = {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Record<string, Record<string, unknown>>;
};

/** One bundle with a role, a log group and an environment of its own. Rights are given statement by statement. */
export class LambdaFunction extends Construct {
  readonly name: string;
  readonly loss: string;
  readonly timeout: Duration;
  readonly lambda: CdkFunction;
  readonly logs: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    this.name = props.name;
    this.loss = props.loss;
    this.timeout = props.timeout;
    this.logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [this.logs.logGroupArn],
    });
    this.lambda = new CdkFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'handler.handler',
      code: Code.fromAsset(join(props.bundles, props.name)),
      role: this.#role,
      logGroup: this.logs,
      memorySize: props.memoryMiB,
      timeout: props.timeout,
      ephemeralStorageSize: props.temporaryMiB === undefined ? undefined : Size.mebibytes(props.temporaryMiB),
      deadLetterQueue: props.deadLetters,
      // No logging format: our lines are JSON already, and counts have to reach CloudWatch as they are written.
      environment: {
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespaceOf(props.stage),
      },
    });
    this.#acknowledge(props);
  }

  /** Gives the function a value under its name of `shared/names.ts`. */
  set(variable: keyof typeof environment, value: string): void {
    this.lambda.addEnvironment(environment[variable], value);
  }

  /** Gives the function's role one right. */
  allow({ actions, resources, conditions }: Statement): void {
    this.#role.addToPolicy(
      new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }),
    );
  }

  /** Gives a right on a resource with a wildcard, with the reason why it cannot be narrower. */
  allowWildcard(statement: Statement & { readonly resources: readonly [string] }, reason: string): void {
    this.allow(statement);
    acknowledgeWildcard(this.#role, statement.resources[0], reason);
  }

  #acknowledge({ deadLetters }: LambdaFunctionProps): void {
    acknowledge(this.lambda, {
      'Serverless-LambdaTracing':
        'Functions meet in the table and in queues alone: logs and counts tell as much, and a trace would be one more place that must be kept free of personal data, at the price of a right on every resource.',
    });
    if (deadLetters !== undefined) return;
    acknowledge(this.lambda, {
      'Serverless-LambdaDLQ':
        'Nothing invokes it asynchronously: its queue has dead letters, or its caller waits for the answer.',
    });
  }
}
