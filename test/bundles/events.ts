import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, S3ObjectCreatedNotificationEvent, SQSEvent } from 'aws-lambda';

/**
 * Events as the documentation of AWS prints them, with made-up ids:
 *
 * - `sqs`: AWS Lambda guide, "Using Lambda with Amazon SQS"
 * - `s3-object-created`: Amazon S3 user guide, "EventBridge event message structure"
 * - `scheduler`: the input of our schedule; EventBridge Scheduler hands on exactly that, its `<aws.scheduler.scheduled-time>`
 *   filled in (EventBridge Scheduler guide, "Adding context attributes")
 * - `ses-…`: Amazon SES guide, "Examples of event data that Amazon SES publishes to Amazon SNS"; by raw delivery the body
 *   of the queue's message is that event and nothing around it (Amazon SNS guide, "Raw message delivery")
 * - `http-…`: API Gateway guide, "Create AWS Lambda proxy integrations for HTTP APIs", format 2.0: headers and query
 *   parameters that come twice are joined by commas, cookies are a list, bodies of forms come in base64
 */
const printed = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`./events/${name}.json`, import.meta.url), 'utf8'));

/** One batch of a queue, with one record a body. */
export function sqsBatch(...bodies: readonly unknown[]): SQSEvent {
  const [record] = printed<SQSEvent>('sqs').Records;
  if (record === undefined) throw new Error('the printed batch is empty');
  const Records = bodies.map((message) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    const md5OfBody = createHash('md5').update(body).digest('hex');
    return { ...record, messageId: randomUUID(), body, md5OfBody };
  });
  return { Records };
}

/** An upload that arrived in the bucket. */
export function objectCreated(key: string, at: Date, sizeBytes: number) {
  const event = printed<S3ObjectCreatedNotificationEvent>('s3-object-created');
  const object = { ...event.detail.object, key, size: sizeBytes };
  // EventBridge tells times to the second.
  const time = `${at.toISOString().slice(0, 19)}Z`;
  return { ...event, time, detail: { ...event.detail, object } };
}

/** The hourly tick. */
export const tick = (at: string) => ({ ...printed<{ at: string }>('scheduler'), at });

export type SesEventName = 'send' | 'delivery' | 'bounce' | 'complaint' | 'reject';
type SesEvent = { readonly mail: { readonly tags: Readonly<Record<string, readonly string[]>> } };

/** What SES tells about one attempt to send a mail, which it finds by the tags that were sent along. */
export function sesEvent(
  name: SesEventName,
  about: { messageId: string; tags: Readonly<Record<string, string>> },
) {
  const event = printed<SesEvent>(`ses-${name}`);
  const tags = Object.fromEntries(Object.entries(about.tags).map(([tag, value]) => [tag, [value]]));
  const mail = { ...event.mail, messageId: about.messageId, tags: { ...event.mail.tags, ...tags } };
  return { ...event, mail };
}

/** Somebody follows a link; `path` may have a query. */
export function httpGet(path: string): APIGatewayProxyEventV2 {
  const event = printed<APIGatewayProxyEventV2>('http-get');
  const { pathname, searchParams } = new URL(path, 'https://woher.halvorsen.example');
  const query = new URLSearchParams(`${searchParams}&${event.rawQueryString.split('&').slice(1).join('&')}`);
  return { ...at(event, pathname), rawQueryString: String(query), queryStringParameters: joined(query) };
}

/** Somebody presses the button of a form. */
export function httpPost(path: string, fields: Readonly<Record<string, string>>): APIGatewayProxyEventV2 {
  const form = Buffer.from(String(new URLSearchParams(fields)));
  const event = at(printed<APIGatewayProxyEventV2>('http-post'), path);
  const headers = { ...event.headers, 'content-length': String(form.length) };
  return { ...event, headers, body: form.toString('base64') };
}

function at(event: APIGatewayProxyEventV2, rawPath: string): APIGatewayProxyEventV2 {
  const { http } = event.requestContext;
  return { ...event, rawPath, requestContext: { ...event.requestContext, http: { ...http, path: rawPath } } };
}

const joined = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name).join(',')]));
