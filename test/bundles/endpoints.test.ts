import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { endpointResolver } from '../../infra/cloud/bundle-endpoints.ts';

/** The regions of every partition that anybody can have an account in, and one that is not there yet. */
const regions = ['eu-central-1', 'us-east-1', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'eu-new-9'];
const endpoints = [
  undefined,
  'http://127.0.0.1:4566',
  'http://[::1]:4566',
  'http://localhost:4566/below',
  'https://table.example',
];
const buckets = [undefined, 'woher-exports', 'exports.of.woher', 'abc', 'Woher'];

const settings = {
  UseFIPS: false,
  UseDualStack: false,
  Accelerate: false,
  UseGlobalEndpoint: false,
  DisableMultiRegionAccessPoints: false,
};

const region = 'eu-central-1';
const services = {
  dynamodb: new DynamoDBClient({ region }),
  s3: new S3Client({ region }),
  ses: new SESClient({ region }),
  sqs: new SQSClient({ region }),
};

/** What the SDK's own rules say. */
function bySdk(service: keyof typeof services, parameters: object): unknown {
  const provider = services[service].config.endpointProvider as (parameters: object) => unknown;
  return provider({ ...settings, ...parameters });
}

const cases = regions.flatMap((Region) => endpoints.map((Endpoint) => ({ Region, Endpoint })));

describe.each(['dynamodb', 'ses', 'sqs'] as const)('%s', (service) => {
  test.each(cases)('is where the SDK says, in $Region by $Endpoint', (parameters) => {
    expect(endpointResolver(service)(parameters)).toEqual(bySdk(service, parameters));
  });
});

test.each(cases)('every bucket is where the SDK says, in $Region by $Endpoint', (parameters) => {
  for (const Bucket of buckets)
    for (const ForcePathStyle of [false, true]) {
      const all = { ...parameters, Bucket, ForcePathStyle };
      expect(endpointResolver('s3')(all), JSON.stringify(all)).toEqual(bySdk('s3', all));
    }
});

test.each([
  { UseFIPS: true },
  { UseDualStack: true },
  { Accelerate: true },
  { Region: 'us-iso-east-1' },
  { Bucket: 'woher--euc1-az1--x-s3' },
  { Bucket: 'woher-abcdefgh-s3alias' },
  { Bucket: 'arn:aws:s3:eu-central-1:123456789012:accesspoint/woher' },
])('%o is no endpoint of ours, and nothing else is asked instead', (parameters) => {
  const resolve = () => endpointResolver('s3')({ Region: region, Bucket: 'woher-exports', ...parameters });
  expect(resolve).toThrow('left out of the bundle');
});
