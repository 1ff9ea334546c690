import { mock } from 'node:test';
import { environment, queues } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { openTable, testTable } from '../adapters/dynamo-engine.ts';
import { type S3Server, startS3Server, testBucket } from '../adapters/servers/s3-server.ts';
import {
  acceptedId,
  type ReceivedMail,
  type SesServer,
  startSesServer,
} from '../adapters/servers/ses-server.ts';
import { type SqsServer, startSqsServer } from '../adapters/servers/sqs-server.ts';
import { sqsEvent } from '../functions/events.ts';
import { type CountedTable, startCountedTable } from './counted-table.ts';
import { addCounts, type Counts, noCounts } from './counts.ts';

/** The handler files over HTTP against counting servers, at a time that the caller sets. */
export type CountedCloud = {
  readonly store: ContactStore;
  readonly s3: S3Server;
  setNow(at: string): void;
  /** Hands the function an event as Lambda does. */
  invoke<Result>(name: FunctionName, event: unknown): Promise<Result>;
  /** Hands on what the functions queued, until nothing is left. */
  drain(): Promise<void>;
  /** Counts since this was asked last. */
  takeCounts(): Promise<Counts>;
  storedBytes(): Promise<number>;
  close(): Promise<void>;
};

export type FunctionName = 'ingest' | 'schedule' | 'audit' | 'deliver' | 'feedback' | 'review';

/** The lines that Lambda itself logs of an invocation (START, END, REPORT), in bytes; from memory. */
const platformLogBytes = 320;

const handlers: Readonly<Record<FunctionName, () => Promise<{ handler: unknown }>>> = {
  ingest: () => import('../../functions/ingest/handler.ts'),
  schedule: () => import('../../functions/schedule/handler.ts'),
  audit: () => import('../../functions/audit/handler.ts'),
  deliver: () => import('../../functions/deliver/handler.ts'),
  feedback: () => import('../../functions/feedback/handler.ts'),
  review: () => import('../../functions/review/handler.ts'),
};

const workers = [
  [queues.audits, 'audit'],
  [queues.mails, 'deliver'],
] as const;

/** One a process: the handlers read their environment once. */
export async function startCountedCloud(): Promise<CountedCloud> {
  const servers = await startServers();
  const { table, s3, sqs, ses } = servers;
  Object.assign(process.env, environmentOf(servers));
  mock.timers.enable({ apis: ['Date'] });
  const open = await openTable(table.endpoint);
  let counts = noCounts;
  const metricHours = new Set<string>();
  const taken: Record<string, number> = {};
  const seen = { s3: 0, sqs: 0, ses: 0 };
  let told = 0;

  const invoke = async <Result>(name: FunctionName, event: unknown): Promise<Result> => {
    const { handler } = await handlers[name]();
    const run = handler as (event: unknown) => Promise<Result>;
    const { result, used, metrics } = await metered(name, () => run(event));
    counts = addCounts(counts, used);
    const hour = new Date().toISOString().slice(0, 13);
    for (const metric of metrics) metricHours.add(`${name} ${metric} ${hour}`);
    return result;
  };
  const takeMessages = (queue: string): unknown[] => {
    const all = sqs.messages(queue);
    const fresh = all.slice(taken[queue] ?? 0);
    taken[queue] = all.length;
    return fresh;
  };
  const freshMails = (): ReceivedMail[] => {
    const all = ses.mails();
    const fresh = all.slice(told);
    told = all.length;
    return fresh;
  };
  const drain = async (): Promise<void> => {
    let handled = 0;
    for (const [queue, worker] of workers) {
      for (const message of takeMessages(queue)) {
        await invokeBatch(invoke, worker, message);
        // Received and deleted by Lambda's poller.
        counts = addCounts(counts, { ...noCounts, sqsRequests: 2 });
        handled += 1;
      }
    }
    for (const event of freshMails().flatMap(eventsOf)) {
      await invokeBatch(invoke, 'feedback', event);
      // Published by SES; sent by SNS, received and deleted by Lambda's poller.
      counts = addCounts(counts, { ...noCounts, snsPublishes: 1, sqsRequests: 3 });
      handled += 1;
    }
    if (handled > 0) return drain();
  };
  return {
    store: open.store,
    s3,
    setNow: (at) => mock.timers.setTime(Date.parse(at)),
    invoke,
    drain,
    async takeCounts() {
      const fresh = (server: 's3' | 'sqs' | 'ses', all: number) => {
        const since = all - seen[server];
        seen[server] = all;
        return since;
      };
      const all = addCounts(counts, {
        ...noCounts,
        table: await table.takeCounts(),
        s3: { ...noCounts.s3, gets: fresh('s3', s3.requests.length) },
        sqsRequests: fresh('sqs', sqs.requests.length),
        mails: fresh('ses', ses.requests.length),
        metricHours: metricHours.size,
      });
      counts = noCounts;
      metricHours.clear();
      return all;
    },
    storedBytes: table.storedBytes,
    async close() {
      mock.timers.reset();
      await Promise.all([open.close(), s3.close(), sqs.close(), ses.close()]);
      table.close();
    },
  };
}

/** What the functions talk to. */
export type Servers = {
  readonly table: CountedTable;
  readonly s3: S3Server;
  readonly sqs: SqsServer;
  readonly ses: SesServer;
};

export async function startServers(): Promise<Servers> {
  const [table, s3, sqs, ses] = await Promise.all([
    startCountedTable(),
    startS3Server(),
    startSqsServer(),
    startSesServer(),
  ]);
  return { table, s3, sqs, ses };
}

/** The environment of every function, with these servers in the place of AWS. */
export function environmentOf({ table, s3, sqs, ses }: Servers): Record<string, string> {
  const ours: Record<keyof typeof environment, string> = {
    table: testTable,
    bucket: testBucket,
    uploadsQueue: sqs.queueUrl(queues.uploads),
    auditsQueue: sqs.queueUrl(queues.audits),
    mailsQueue: sqs.queueUrl(queues.mails),
    ownQueue: sqs.queueUrl('own'),
    sender: 'Woher <woher@halvorsen.example>',
    configurationSet: 'woher-costs',
    baseUrl: 'https://woher.halvorsen.example',
  };
  const names = Object.entries(environment) as [keyof typeof environment, string][];
  return {
    ...Object.fromEntries(names.map(([name, variable]) => [variable, ours[name]])),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'made-up',
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'Woher/costs',
    POWERTOOLS_SERVICE_NAME: 'made-up',
  };
}

/** What a handler says when a batch had failures would be lost in a count: it must not happen here. */
async function invokeBatch(
  invoke: CountedCloud['invoke'],
  name: FunctionName,
  message: unknown,
): Promise<void> {
  const result = await invoke<{ batchItemFailures: unknown[] }>(name, sqsEvent(message));
  if (result.batchItemFailures.length > 0) throw new Error(`${name} failed while its requests were counted`);
}

async function metered<Result>(
  name: FunctionName,
  run: () => Promise<Result>,
): Promise<{ result: Result; used: Counts; metrics: readonly string[] }> {
  const output = captureOutput();
  const before = process.cpuUsage();
  try {
    const result = await run();
    const { user, system } = process.cpuUsage(before);
    const { lines } = output;
    const functions = { [name]: { invocations: 1, cpuSeconds: (user + system) / 1e6 } };
    const bytes = Buffer.byteLength(lines.join('')) + platformLogBytes;
    return { result, used: { ...noCounts, functions, logs: { bytes } }, metrics: metricsIn(lines) };
  } finally {
    output.release();
  }
}

function captureOutput(): { readonly lines: readonly string[]; release(): void } {
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  for (const stream of streams) stream.write = (chunk) => lines.push(String(chunk)) > 0;
  const release = () => {
    for (const [place, stream] of streams.entries()) stream.write = writes[place] ?? stream.write;
  };
  return { lines, release };
}

type EmbeddedMetrics = { readonly _aws: { readonly CloudWatchMetrics: readonly MetricDirective[] } };
type MetricDirective = { readonly Metrics: readonly { readonly Name: string }[] };

/** Names of the metrics in lines of the embedded format: each is billed for the hour that it falls into. */
function metricsIn(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.includes('"_aws"'))
    .flatMap((line) => (JSON.parse(line) as EmbeddedMetrics)._aws.CloudWatchMetrics)
    .flatMap(({ Metrics: metrics }) => metrics.map(({ Name: name }) => name));
}

/** What SES publishes of a mail that arrives (SES developer guide, "Contents of event data"). */
function eventsOf({ to, tags }: ReceivedMail): unknown[] {
  const timestamp = new Date().toISOString();
  const lists = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
  const mail = { messageId: acceptedId, timestamp, destination: to, tags: lists };
  return [
    { eventType: 'Send', mail, send: {} },
    { eventType: 'Delivery', mail, delivery: { timestamp } },
  ];
}

/** A request as an HTTP API hands it on (API Gateway developer guide, payload format 2.0), pressed in a browser. */
export function httpEventOf(method: 'GET' | 'POST', path: string, form?: URLSearchParams) {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const host = 'woher.halvorsen.example';
  const pressed = {
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-user': '?1',
    'sec-fetch-dest': 'document',
    origin: 'null',
    'content-type': 'application/x-www-form-urlencoded',
  };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { host, accept: 'text/html', ...(form === undefined ? {} : pressed) },
    requestContext: {
      accountId: '123456789012',
      apiId: 'made-up',
      authentication: null,
      authorizer: {},
      domainName: host,
      domainPrefix: 'woher',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'made-up' },
      requestId: 'made-up',
      routeKey: '$default',
      stage: '$default',
      time: '01/Nov/2026:07:00:00 +0000',
      timeEpoch: 1793516400000,
    },
    body: form === undefined ? null : form.toString(),
    isBase64Encoded: false,
  };
}
