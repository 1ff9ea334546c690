import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Answer, startServer, type TestServer } from './http-server.ts';

const sendMessage = z.object({ QueueUrl: z.string(), MessageBody: z.string() });
const changeVisibility = z.object({
  QueueUrl: z.string(),
  ReceiptHandle: z.string(),
  VisibilityTimeout: z.int().min(0).max(43_200),
});

/** SQS's JSON protocol, as far as `SendMessage` and `ChangeMessageVisibility` need it. */
export type SqsServer = TestServer & {
  /** The address of a queue; all of them exist. */
  queueUrl(name: string): string;
  /** Bodies of the messages that a queue took, in the order of sending. */
  messages(name: string): unknown[];
  /** How long a queue was told to hide which received message, in seconds, in the order of telling. */
  putOff(name: string): { readonly receiptHandle: string; readonly seconds: number }[];
};

export async function startSqsServer(): Promise<SqsServer> {
  const taken: z.infer<typeof sendMessage>[] = [];
  const hidden: z.infer<typeof changeVisibility>[] = [];
  const send = (body: unknown) => {
    const message = sendMessage.parse(body);
    taken.push(message);
    const MD5OfMessageBody = createHash('md5').update(message.MessageBody).digest('hex');
    return { MessageId: 'made-up', MD5OfMessageBody };
  };
  const hide = (body: unknown) => {
    hidden.push(changeVisibility.parse(body));
    return {};
  };
  const operations: Record<string, (body: unknown) => object> = {
    'AmazonSQS.SendMessage': send,
    'AmazonSQS.ChangeMessageVisibility': hide,
  };
  const server = await startServer((response, { headers, body }) => {
    const operation = operations[String(headers['x-amz-target'])];
    if (operation === undefined) throw new Error('SQS was asked for something else');
    const answer = operation(JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  });
  const queueUrl = (name: string) => `${server.url}/123456789012/${name}`;
  return {
    ...server,
    queueUrl,
    messages: (name) =>
      taken
        .filter(({ QueueUrl }) => QueueUrl === queueUrl(name))
        .map(({ MessageBody }) => JSON.parse(MessageBody)),
    putOff: (name) =>
      hidden
        .filter(({ QueueUrl }) => QueueUrl === queueUrl(name))
        .map(({ ReceiptHandle, VisibilityTimeout }) => ({
          receiptHandle: ReceiptHandle,
          seconds: VisibilityTimeout,
        })),
  };
}

/** An error as SQS writes it. */
export const refuse =
  (status: number, code: string): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'made up' }));
  };
