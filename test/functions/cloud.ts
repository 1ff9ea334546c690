import { vi } from 'vitest';
import type { OwnerId } from '../../shared/domain/ids.ts';
import { environment, queues } from '../../shared/names.ts';
import { type OpenTable, openDynalite, testTable } from '../adapters/dynamo-engine.ts';
import { type S3Server, startS3Server, testBucket } from '../adapters/servers/s3-server.ts';
import { type SesServer, startSesServer } from '../adapters/servers/ses-server.ts';
import { type SqsServer, startSqsServer } from '../adapters/servers/sqs-server.ts';
import { anOwner } from '../domain/builders.ts';

export { objectCreated, sqsEvent } from './events.ts';

/** Everything that the handlers reach over HTTP, on this machine, and the environment that leads them there. */
export type Cloud = {
  readonly table: OpenTable;
  readonly s3: S3Server;
  readonly sqs: SqsServer;
  readonly ses: SesServer;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** The queue whose messages the handlers of a test get, whichever they are. */
export const ownQueue = 'own';

export async function startCloud(): Promise<Cloud> {
  const [table, s3, sqs, ses] = await Promise.all([
    openDynalite(),
    startS3Server(),
    startSqsServer(),
    startSesServer(),
  ]);
  const env = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'made-up',
    AWS_SECRET_ACCESS_KEY: 'made-up',
    POWERTOOLS_METRICS_NAMESPACE: 'Woher/test',
    POWERTOOLS_SERVICE_NAME: 'made-up',
    AWS_ENDPOINT_URL_DYNAMODB: await endpointOf(table),
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_SES: ses.url,
    [environment.table]: testTable,
    [environment.bucket]: testBucket,
    [environment.uploadsQueue]: sqs.queueUrl(queues.uploads),
    [environment.auditsQueue]: sqs.queueUrl(queues.audits),
    [environment.mailsQueue]: sqs.queueUrl(queues.mails),
    [environment.ownQueue]: sqs.queueUrl(ownQueue),
    [environment.sender]: 'Woher <woher@halvorsen.example>',
    [environment.baseUrl]: 'https://woher.halvorsen.example',
    [environment.configurationSet]: 'woher-test',
  };
  const close = async () => {
    await Promise.all([table.close(), s3.close(), sqs.close(), ses.close()]);
  };
  return { table, s3, sqs, ses, env, close };
}

/** A cold start: this environment and no other variable of ours, and modules that nobody has loaded before. */
export function coldStart(env: Readonly<Record<string, string>>): void {
  vi.unstubAllEnvs();
  vi.resetModules();
  for (const name of Object.values(environment)) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}

async function endpointOf({ client }: OpenTable): Promise<string> {
  const endpoint = await client.config.endpoint?.();
  if (endpoint === undefined) throw new Error('the table is nowhere');
  return `${endpoint.protocol}//${endpoint.hostname}:${endpoint.port}`;
}

/** A GET as an HTTP API hands it on (API Gateway developer guide, payload format 2.0). */
export const httpGet = (rawPath: string) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath,
  rawQueryString: '',
  headers: { host: 'woher.halvorsen.example', accept: 'text/html' },
  requestContext: {
    accountId: '123456789012',
    apiId: 'made-up',
    authentication: null,
    authorizer: {},
    domainName: 'woher.halvorsen.example',
    domainPrefix: 'woher',
    http: { method: 'GET', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'made-up' },
    requestId: 'made-up',
    routeKey: '$default',
    stage: '$default',
    time: '01/Nov/2026:07:00:00 +0000',
    timeEpoch: 1793516400000,
  },
  body: null,
  isBase64Encoded: false,
});

export const owner = anOwner({ ownerId: 'me' as OwnerId, address: 'joerdis@wolkenhauerin.example' });
