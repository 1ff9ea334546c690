import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One request, read to its end. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** How a request is answered, well or badly. */
export type Answer = (response: ServerResponse, request: Received) => void | Promise<void>;

/** A server on this machine that speaks one protocol and misbehaves when told to. */
export type TestServer = {
  readonly url: string;
  readonly requests: readonly Received[];
  connections(): number;
  /** The next requests get these answers, one each; then the usual one is back. */
  answerNext(...answers: readonly Answer[]): void;
  close(): Promise<void>;
};

export async function startServer(usual: Answer): Promise<TestServer> {
  const requests: Received[] = [];
  const planned: Answer[] = [];
  let connections = 0;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    requests.push(request);
    await (planned.shift() ?? usual)(response, request);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    answerNext: (...answers) => planned.push(...answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The request was taken, nobody will ever know what came of it: the connection ends before the answer. */
export const loseReply: Answer = (response) => {
  response.socket?.destroy();
};

/** No word, and the connection stays open. */
export const saySilence: Answer = () => {};

/** Announces a body of 1,000 bytes, sends a few, then cuts the connection. */
export const cutInTheMiddle: Answer = async (response) => {
  await sendAFew(response);
  response.socket?.destroy();
};

/** Announces a body of 1,000 bytes, sends a few, then nothing more. */
export const stallInTheMiddle: Answer = sendAFew;

/** Something comes all the time, and the answer never begins. */
export const dribble: Answer = async ({ socket }) => {
  socket?.write('HTTP/1.1 200 OK\r\n');
  while (socket?.writable) {
    socket.write('x-more: to come\r\n');
    await wait(50);
  }
};

/** The right answer, too late. */
export const late =
  (milliseconds: number, answer: Answer): Answer =>
  async (response, request) => {
    await wait(milliseconds);
    await answer(response, request);
  };

async function sendAFew(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-length': 1_000 });
  await new Promise<void>((resolve) => response.write('only a few', () => resolve()));
}
