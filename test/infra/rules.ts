import { maxReceives } from '../../shared/names.ts';
import {
  at,
  type FunctionFacts,
  functionsIn,
  idOf,
  lineOf,
  listOf,
  metricsOf,
  ofType,
  type Resources,
  type Statement,
  statementOf,
  statementsOfRole,
} from './template.ts';

/** A rule gives back what breaks it: one line each, beginning with the logical id. */
export type Rule = (resources: Resources) => readonly string[];

/** A rule about each function by itself. */
const ofEveryFunction =
  (faultsOf: (fn: FunctionFacts, resources: Resources) => readonly string[]): Rule =>
  (resources) =>
    functionsIn(resources).flatMap((fn) => faultsOf(fn, resources).map((fault) => `${fn.id}: ${fault}`));

const hasOwnRole = ofEveryFunction(({ id, roleId }, resources) => {
  const others = functionsIn(resources).filter((other) => other.id !== id && other.roleId === roleId);
  if (roleId === undefined) return ['its role is made elsewhere'];
  return others.map((other) => `shares its role with ${other.id}`);
});

const runsOnArmAndNode24 = ofEveryFunction(({ properties }) => [
  ...(at(properties, 'Runtime') === 'nodejs24.x' ? [] : [`runs on ${at(properties, 'Runtime')}`]),
  ...(at(properties, 'Architectures', 0) === 'arm64' ? [] : ['is not built for arm64']),
]);

const keepsItsLogs30Days = ofEveryFunction(({ properties }, resources) => {
  const logsId = idOf(at(properties, 'LoggingConfig', 'LogGroup'));
  const logs = resources.find(({ id }) => id === logsId);
  if (logs === undefined) return ['has no log group of its own'];
  const days = at(logs.properties, 'RetentionInDays');
  return typeof days === 'number' && days <= 30 ? [] : [`keeps its logs for ${days} days`];
});

// A function that answers a caller needs none: the caller sees the failure.
const hasDeadLetters = ofEveryFunction(({ id, properties, sources }, resources) => {
  const answers = ofType(resources, 'AWS::Lambda::Permission').some(
    (permission) =>
      idOf(at(permission.properties, 'FunctionName')) === id &&
      at(permission.properties, 'Principal') === 'apigateway.amazonaws.com',
  );
  if (answers || sources.length > 0) return [];
  return at(properties, 'DeadLetterConfig', 'TargetArn') === undefined ? ['has no dead letters'] : [];
});

const readsItsQueuesSafely = ofEveryFunction(({ properties, sources }) =>
  sources.flatMap(({ mapping, queue }) => {
    const timeout = Number(at(properties, 'Timeout') ?? 3);
    const visibility = Number(at(queue?.properties, 'VisibilityTimeout') ?? 30);
    const receives = at(queue?.properties, 'RedrivePolicy', 'maxReceiveCount');
    const answers = listOf(at(mapping.properties, 'FunctionResponseTypes'));
    const concurrency = at(mapping.properties, 'ScalingConfig', 'MaximumConcurrency');
    return [
      ...(visibility >= 6 * timeout ? [] : [`its messages come again after ${visibility} s`]),
      ...(receives === maxReceives ? [] : [`its messages are received ${receives} times`]),
      ...(answers.includes('ReportBatchItemFailures') ? [] : ['one bad message fails its whole batch']),
      ...(concurrency === 2 ? [] : ['takes as many messages at once as there are']),
    ];
  }),
);

const hasAlarms = ofEveryFunction(({ id }, resources) => {
  const watched = ofType(resources, 'AWS::CloudWatch::Alarm')
    .flatMap(metricsOf)
    .filter(({ namespace, dimensions }) => namespace === 'AWS/Lambda' && dimensions.FunctionName === id)
    .map(({ name }) => name);
  return ['Errors', 'Throttles']
    .filter((name) => !watched.includes(name))
    .map((name) => `nobody hears of its ${name}`);
});

const isNotReserved = ofEveryFunction(({ properties }) =>
  at(properties, 'ReservedConcurrentExecutions') === undefined ? [] : ['reserves concurrency'],
);

const deadLettersIn = (resources: Resources): ReadonlySet<string | undefined> => {
  const targets = resources.flatMap(({ properties }) => [
    at(properties, 'RedrivePolicy', 'deadLetterTargetArn'),
    at(properties, 'DeadLetterConfig', 'TargetArn'),
    at(properties, 'Target', 'DeadLetterConfig', 'Arn'),
    ...listOf(at(properties, 'Targets')).map((target) => at(target, 'DeadLetterConfig', 'Arn')),
  ]);
  return new Set(targets.map(idOf).filter((id) => id !== undefined));
};

const queuesAreWatched: Rule = (resources) => {
  const deadLetters = deadLettersIn(resources);
  const watched = ofType(resources, 'AWS::CloudWatch::Alarm')
    .flatMap(metricsOf)
    .filter(({ namespace }) => namespace === 'AWS/SQS')
    .map(({ name, dimensions }) => `${dimensions.QueueName} ${name}`);
  return ofType(resources, 'AWS::SQS::Queue')
    .map(({ id }) =>
      deadLetters.has(id)
        ? `${id} ApproximateNumberOfMessagesVisible`
        : `${id} ApproximateAgeOfOldestMessage`,
    )
    .filter((metric) => !watched.includes(metric));
};

const queuesAreGuarded: Rule = (resources) => {
  const deadLetters = deadLettersIn(resources);
  const tlsOnly = ofType(resources, 'AWS::SQS::QueuePolicy')
    .filter(({ properties }) =>
      listOf(at(properties, 'PolicyDocument', 'Statement')).some(
        (statement) =>
          at(statement, 'Effect') === 'Deny' &&
          at(statement, 'Condition', 'Bool', 'aws:SecureTransport') === 'false',
      ),
    )
    .flatMap(({ properties }) => listOf(at(properties, 'Queues')).map(idOf));
  return ofType(resources, 'AWS::SQS::Queue').flatMap(({ id, properties }) => [
    ...(at(properties, 'SqsManagedSseEnabled') === true ? [] : [`${id}: is not encrypted by SQS`]),
    ...(tlsOnly.includes(id) ? [] : [`${id}: can be reached without TLS`]),
    ...(deadLetters.has(id) || at(properties, 'RedrivePolicy') !== undefined
      ? []
      : [`${id}: has no dead letters`]),
  ]);
};

const eventsHaveDeadLetters: Rule = (resources) => {
  const rules = ofType(resources, 'AWS::Events::Rule').flatMap(({ id, properties }) =>
    listOf(at(properties, 'Targets')).map((target) => ({
      id,
      letters: at(target, 'DeadLetterConfig', 'Arn'),
    })),
  );
  const schedules = ofType(resources, 'AWS::Scheduler::Schedule').map(({ id, properties }) => ({
    id,
    letters: at(properties, 'Target', 'DeadLetterConfig', 'Arn'),
  }));
  const subscriptions = ofType(resources, 'AWS::SNS::Subscription')
    .filter(({ properties }) => at(properties, 'Protocol') !== 'email')
    .map(({ id, properties }) => ({ id, letters: at(properties, 'RedrivePolicy', 'deadLetterTargetArn') }));
  return [...rules, ...schedules, ...subscriptions]
    .filter(({ letters }) => letters === undefined)
    .map(({ id }) => `${id}: loses what cannot be handed over`);
};

const rolesIn = (resources: Resources): readonly { id: string; statements: readonly Statement[] }[] =>
  ofType(resources, 'AWS::IAM::Role').map(({ id }) => ({ id, statements: statementsOfRole(resources, id) }));

const actionsAreNamed: Rule = (resources) =>
  rolesIn(resources).flatMap(({ id, statements }) =>
    statements
      .flatMap(({ actions }) => actions)
      .filter((action) => action.includes('*'))
      .map((action) => `${id}: may do ${action}`),
  );

/** Resources with a wildcard that AWS leaves no choice about, and why. */
const wildcards: readonly { action: RegExp; resource: RegExp; reason: string }[] = [
  {
    action: /^s3:(GetObject|PutObject)$/,
    resource: /^<ExportsBucket\w+>\/exports\/\*$/,
    reason: 'an upload has a key of its own',
  },
  {
    action: /^ses:SendRawEmail$/,
    resource: /^arn:aws:ses:[a-z0-9-]+:<AWS::AccountId>:identity\/\*$/,
    reason: 'SES asks for the identities of recipients too',
  },
];

const resourcesAreNamed: Rule = (resources) =>
  rolesIn(resources).flatMap(({ id, statements }) =>
    statements.flatMap(({ actions, resources: named }) =>
      named
        .filter((resource) => resource.includes('*'))
        .flatMap((resource) => actions.map((action) => ({ action, resource })))
        .filter(
          (right) =>
            !wildcards.some(
              ({ action, resource }) => action.test(right.action) && resource.test(right.resource),
            ),
        )
        .map(({ action, resource }) => `${id}: may do ${action} with ${resource}`),
    ),
  );

const rolesHaveNoBoughtPolicies: Rule = (resources) =>
  ofType(resources, 'AWS::IAM::Role')
    .filter(({ properties }) => listOf(at(properties, 'ManagedPolicyArns')).length > 0)
    .map(({ id }) => `${id}: has rights that AWS wrote`);

const tableActions: ReadonlySet<string> = new Set(
  ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'].map(
    (action) => `dynamodb:${action}`,
  ),
);

const tableRightsAreKeyed: Rule = (resources) =>
  rolesIn(resources).flatMap(({ id, statements }) =>
    statements
      .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
      .flatMap(({ actions, conditions }) => [
        ...actions.filter((action) => !tableActions.has(action)).map((action) => `${id}: may do ${action}`),
        ...(listOf(at(conditions, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')).length > 0
          ? []
          : [`${id}: may do ${actions} with every family`]),
        ...(at(conditions, 'Null', 'dynamodb:LeadingKeys') === 'false'
          ? []
          : [`${id}: may do ${actions} without a leading key`]),
      ]),
  );

const onlyDeliverSends: Rule = (resources) => {
  const deliver = functionsIn(resources).find(({ name }) => name === 'deliver');
  return rolesIn(resources).flatMap(({ id, statements }) =>
    statements
      .filter(({ actions }) => actions.some((action) => /^ses:/.test(action)))
      .flatMap(({ actions, conditions }) => [
        ...(id === deliver?.roleId ? [] : [`${id}: may do ${actions}`]),
        ...(at(conditions, 'StringEqualsIgnoreCase', 'ses:FromAddress') === undefined
          ? [`${id}: may send from every address`]
          : []),
      ]),
  );
};

const onlyReviewIsPublic: Rule = (resources) => {
  const review = functionsIn(resources).find(({ name }) => name === 'review');
  const reached = ofType(resources, 'AWS::Lambda::Permission')
    .filter(({ properties }) => idOf(at(properties, 'FunctionName')) !== review?.id)
    .map(({ id, properties }) => `${id}: lets ${lineOf(at(properties, 'Principal'))} in`);
  const urls = ofType(resources, 'AWS::Lambda::Url').map(({ id }) => `${id}: is an address of its own`);
  const routes = ofType(resources, 'AWS::ApiGatewayV2::Integration')
    .filter(({ properties }) => idOf(at(properties, 'IntegrationUri')) !== review?.id)
    .map(({ id }) => `${id}: leads elsewhere`);
  return [...reached, ...urls, ...routes];
};

const nothingIsMadeByCode: Rule = (resources) =>
  resources
    .filter(({ type }) => /^(Custom::|AWS::CloudFormation::CustomResource)/.test(type))
    .map(({ id, type }) => `${id}: is ${type}`);

const topicsTakeTlsOnly: Rule = (resources) => {
  const guarded = ofType(resources, 'AWS::SNS::TopicPolicy')
    .filter(({ properties }) =>
      listOf(at(properties, 'PolicyDocument', 'Statement')).some(
        (statement) => statementOf(statement).effect === 'Deny',
      ),
    )
    .flatMap(({ properties }) => listOf(at(properties, 'Topics')).map(idOf));
  return ofType(resources, 'AWS::SNS::Topic').flatMap(({ id, properties }) => [
    ...(guarded.includes(id) ? [] : [`${id}: can be reached without TLS`]),
    // With a key of its own SES cannot publish, and says nothing.
    ...(at(properties, 'KmsMasterKeyId') === undefined ? [] : [`${id}: has a key of its own`]),
  ]);
};

/** What holds for every stack of ours, whatever is added to it. */
export const rules = {
  'every function has a role of its own': hasOwnRole,
  'every function runs on arm64 and Node 24': runsOnArmAndNode24,
  'every function has logs of its own, kept for 30 days at most': keepsItsLogs30Days,
  'every function that nobody waits for has dead letters': hasDeadLetters,
  'every function reads its queues message by message, five times, and long enough': readsItsQueuesSafely,
  'every function has alarms on errors and throttles': hasAlarms,
  'no function reserves concurrency': isNotReserved,
  'every queue is watched': queuesAreWatched,
  'every queue is encrypted, takes TLS only and has dead letters': queuesAreGuarded,
  'every topic takes TLS only and has no key of its own': topicsTakeTlsOnly,
  'everything that hands events over has dead letters': eventsHaveDeadLetters,
  'no role may do everything of a kind': actionsAreNamed,
  'no role may do something with everything, but where AWS leaves no choice': resourcesAreNamed,
  'no role has rights that AWS wrote': rolesHaveNoBoughtPolicies,
  'no role may scan, delete or go round the families of the table': tableRightsAreKeyed,
  'only deliver may send, and only from the configured address': onlyDeliverSends,
  'only review is reachable from outside': onlyReviewIsPublic,
  'nothing is made by code at deployment': nothingIsMadeByCode,
} as const satisfies Record<string, Rule>;
