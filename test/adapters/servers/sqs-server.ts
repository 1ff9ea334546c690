import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Answer, startServer, type TestServer } from './http-server.ts';

const sendMessage = z.object({ QueueUrl: z.string(), MessageBody: z.string() });

/** SQS's JSON protocol, as far as `SendMessage` needs it. */
export type SqsServer = TestServer & {
  /** The address of a queue; all of them exist. */
  queueUrl(name: string): string;
  /** Bodies of a queue's messages, in the order of sending. */
  messages(name: string): unknown[];
};

export async function startSqsServer(): Promise<SqsServer> {
  const server = await startServer(accept);
  const queueUrl = (name: string) => `${server.url}/123456789012/${name}`;
  return {
    ...server,
    queueUrl,
    messages: (name) =>
      server.requests
        .map(({ body }) => sendMessage.parse(JSON.parse(body)))
        .filter(({ QueueUrl }) => QueueUrl === queueUrl(name))
        .map(({ MessageBody }) => JSON.parse(MessageBody)),
  };
}

const accept: Answer = (response, { headers, body }) => {
  if (headers['x-amz-target'] !== 'AmazonSQS.SendMessage')
    throw new Error('SQS was asked for something else');
  const { MessageBody } = sendMessage.parse(JSON.parse(body));
  const answer = {
    MessageId: 'made-up',
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  };
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
};

/** An error as SQS writes it. */
export const refuse =
  (status: number, code: string): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'made up' }));
  };
