import { CustomResource, Duration, type Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Rule as EventRule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  Code,
  EventSourceMapping,
  type FunctionProps,
  Function as Lambda,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, test } from 'vitest';
import { LambdaFunction } from '../../infra/cloud/constructs/lambda-function.ts';
import { rules } from './rules.ts';
import { cleanUp, makeStack, stages } from './synth.ts';
import { resourcesOf } from './template.ts';

afterAll(cleanUp);

describe.each(stages)('the stack of stage $stage', (given) => {
  const resources = resourcesOf(makeStack(given).stack);

  test.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(resources)).toEqual([]);
  });
});

const plantFunction = (stack: Stack, props: Partial<FunctionProps> = {}): Lambda =>
  new Lambda(stack, 'Planted', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    ...props,
  });

const findFunction = (stack: Stack, name: string): LambdaFunction => {
  const found = stack.node.findAll().find((node) => node instanceof LambdaFunction && node.name === name);
  if (!(found instanceof LambdaFunction)) throw new Error(`there is no ${name}`);
  return found;
};

/** One thing that somebody might add without thinking, for every rule. */
const violations: Record<keyof typeof rules, (stack: Stack) => unknown> = {
  'every function has a role of its own': (stack) =>
    plantFunction(stack, { role: findFunction(stack, 'ingest').lambda.role }),
  'every function runs on arm64 and Node 24': plantFunction,
  'every function has logs of its own, kept for 30 days at most': (stack) =>
    plantFunction(stack, { logGroup: new LogGroup(stack, 'Kept') }),
  'every function that nobody waits for has dead letters': plantFunction,
  'every function reads its queues message by message, five times, and long enough': (stack) =>
    new EventSourceMapping(stack, 'Source', {
      target: plantFunction(stack, { timeout: Duration.minutes(1) }),
      eventSourceArn: new Queue(stack, 'Short').queueArn,
    }),
  'every function has alarms on errors and throttles': plantFunction,
  'no function reserves concurrency': (stack) => plantFunction(stack, { reservedConcurrentExecutions: 1 }),
  'every queue is watched': (stack) => new Queue(stack, 'Unwatched'),
  'every queue is encrypted, takes TLS only and has dead letters': (stack) => new Queue(stack, 'Open'),
  'every topic takes TLS only and has no key of its own': (stack) =>
    new Topic(stack, 'Open', { masterKey: new Key(stack, 'Key') }),
  'everything that hands events over has dead letters': (stack) =>
    new EventRule(stack, 'Rule', {
      eventPattern: { source: ['aws.s3'] },
      targets: [new SqsQueue(new Queue(stack, 'Target'))],
    }),
  'no role may do everything of a kind': (stack) =>
    findFunction(stack, 'audit').allow({ actions: ['sqs:*'], resources: ['arn:aws:sqs:::mails'] }),
  'no role may do something with everything, but where AWS leaves no choice': (stack) =>
    findFunction(stack, 'audit').allow({ actions: ['sqs:SendMessage'], resources: ['*'] }),
  'no role has rights that AWS wrote': plantFunction,
  'no role may scan, delete or go round the families of the table': (stack) =>
    findFunction(stack, 'audit').allow({
      actions: ['dynamodb:Scan'],
      resources: ['arn:aws:dynamodb:::table'],
    }),
  'only deliver may send, and only from the configured address': (stack) =>
    plantFunction(stack).addToRolePolicy(
      new PolicyStatement({ actions: ['ses:SendEmail'], resources: ['arn:aws:ses:::identity/a.example'] }),
    ),
  'only review is reachable from outside': (stack) =>
    new HttpApi(stack, 'Second', {
      defaultIntegration: new HttpLambdaIntegration('Integration', plantFunction(stack)),
    }),
  'nothing is made by code at deployment': (stack) =>
    new CustomResource(stack, 'Custom', { serviceToken: 'arn:aws:lambda:::function:made-up' }),
};

describe('a rule is more than a wish:', () => {
  test.each(Object.entries(violations))('what breaks "%s" is found', (name, plant) => {
    const { stack } = makeStack();
    plant(stack);
    expect(rules[name as keyof typeof rules](resourcesOf(stack))).not.toEqual([]);
  });
});
