import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { tableDefinition } from '../../shared/adapters/dynamodb/table.ts';
import { exportsKeptDays, stackOutputs, tableKeys } from '../../shared/names.ts';
import { cleanUp, makeStack, stages } from './synth.ts';
import { at, listOf, ofType, resourcesOf } from './template.ts';

afterAll(cleanUp);

describe.each(stages)('what stage $stage keeps', (given) => {
  const { stack } = makeStack(given);
  const template = Template.fromStack(stack);
  const resources = resourcesOf(stack);

  test('the table outlives the stack, can be taken back to any second, and is not deleted by mistake', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: tableKeys.timeToLive, Enabled: true },
      },
    });
  });

  test('the table is the one that the store is tested on', () => {
    const [table] = ofType(resources, 'AWS::DynamoDB::Table');
    const tested = tableDefinition('any');
    expect(at(table?.properties, 'KeySchema')).toEqual(tested.KeySchema);
    expect(at(table?.properties, 'GlobalSecondaryIndexes')).toEqual(tested.GlobalSecondaryIndexes);
    expect(at(table?.properties, 'AttributeDefinitions')).toEqual(tested.AttributeDefinitions);
  });

  test('the bucket is private, versioned, outlives the stack and tells EventBridge', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      },
    });
  });

  test('the bucket is encrypted as configured', () => {
    const [bucket] = ofType(resources, 'AWS::S3::Bucket');
    const rule = at(bucket?.properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration', 0);
    const algorithm = at(rule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm');
    expect(algorithm).toBe(given.kmsExports === 'true' ? 'aws:kms' : 'AES256');
  });

  test('the bucket takes nothing but TLS 1.2 and newer', () => {
    const denied = (condition: object) =>
      template.hasResourceProperties('AWS::S3::BucketPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Principal: { AWS: '*' },
              Action: 's3:*',
              Condition: condition,
            }),
          ]),
        },
      });
    denied({ Bool: { 'aws:SecureTransport': 'false' } });
    denied({ NumericLessThan: { 's3:TlsVersion': 1.2 } });
  });

  test('no byte of an upload is left after the days that its owner was told, not even as an old version', () => {
    const [bucket] = ofType(resources, 'AWS::S3::Bucket');
    const [exports] = listOf(at(bucket?.properties, 'LifecycleConfiguration', 'Rules'));
    expect(exports).toMatchObject({
      Status: 'Enabled',
      NoncurrentVersionExpiration: { NoncurrentDays: 7 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    });
    const [expires, leaves] = [
      Number(at(exports, 'ExpirationInDays')),
      Number(at(exports, 'NoncurrentVersionExpiration', 'NoncurrentDays')),
    ];
    // Each of the two is rounded up to the next midnight.
    expect(expires + 1 + leaves + 1).toBeLessThanOrEqual(exportsKeptDays);
    // A message of an upload may come for as long as SQS keeps it, also out of the dead letters.
    expect(expires).toBeGreaterThan(14);
    expect(at(exports, 'Prefix') ?? at(exports, 'TagFilters')).toBeUndefined();
  });

  test('browsers may post from the pages alone', () => {
    const [bucket] = ofType(resources, 'AWS::S3::Bucket');
    const [api] = ofType(resources, 'AWS::ApiGatewayV2::Api');
    const [rule, ...others] = listOf(at(bucket?.properties, 'CorsConfiguration', 'CorsRules'));
    expect(rule).toMatchObject({
      AllowedMethods: ['POST'],
      AllowedOrigins: [{ 'Fn::GetAtt': [api?.id, 'ApiEndpoint'] }],
    });
    expect(others).toEqual([]);
  });

  test('the function that imports has room for the largest export, and ends before its lock does', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ POWERTOOLS_SERVICE_NAME: 'ingest' }) },
      EphemeralStorage: { Size: 1_024 },
      MemorySize: 1_769,
      Timeout: 600,
    });
  });

  test('the pages take 5 requests a second and 10 at once', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
    });
  });

  test('the access log has no field that could hold a link or a caller', () => {
    const [stage] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    const format: unknown = JSON.parse(String(at(stage?.properties, 'AccessLogSettings', 'Format')));
    const harmless = [
      'requestId',
      'requestTime',
      'routeKey',
      'httpMethod',
      'status',
      'responseLength',
      'responseLatency',
      'integrationLatency',
    ].map((field) => `$context.${field}`);
    expect(Object.values(format ?? {}).sort()).toEqual(harmless.sort());
    // The route key would be the path, were there a route for every link.
    const routes = ofType(resources, 'AWS::ApiGatewayV2::Route');
    expect(routes.map(({ properties }) => at(properties, 'RouteKey'))).toEqual(['$default']);
  });

  test('the events of the mails that decide what becomes of them are asked for', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
      },
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', RawMessageDelivery: true });
  });

  test('the identity of the sender is made where the account has none', () => {
    template.resourceCountIs('AWS::SES::EmailIdentity', given.createIdentity === 'false' ? 0 : 1);
  });

  test('uploads alone start an import', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { object: { key: [{ prefix: 'exports/' }] } },
      },
    });
  });

  test('the operator learns what the commands need', () => {
    const outputs = Object.keys(template.toJSON().Outputs);
    expect(outputs).toEqual(expect.arrayContaining(Object.values(stackOutputs)));
  });
});
