import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One request, read to its end. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Uint8Array;
};

/** How a request is answered, well or badly. */
export type Answer = (response: ServerResponse, request: Received) => void | Promise<void>;

/** A server on this machine that speaks one protocol and misbehaves when told to. */
export type TestServer = {
  readonly url: string;
  readonly requests: readonly Received[];
  connections(): number;
  /** How a request is answered when nothing else is planned. */
  readonly usual: Answer;
  /** The next requests get these answers, one each; then the usual one is back. */
  answerNext(...answers: readonly Answer[]): void;
  /** The next connections are cut before anything is read from them. */
  dropConnections(count: number): void;
  close(): Promise<void>;
};

export async function startServer(usual: Answer): Promise<TestServer> {
  const requests: Received[] = [];
  const planned: Answer[] = [];
  let connections = 0;
  let toDrop = 0;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url: path = '', headers } = incoming;
    const bytes = Buffer.concat(chunks);
    const request = { method, path, headers, body: bytes.toString('utf8'), bytes };
    requests.push(request);
    await (planned.shift() ?? usual)(response, request);
  });
  server.on('connection', (socket) => {
    connections += 1;
    if (toDrop > 0) {
      toDrop -= 1;
      socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    usual,
    answerNext: (...answers) => planned.push(...answers),
    dropConnections: (count) => {
      toDrop += count;
    },
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

/** Does what was asked, and nobody is told: the connection ends before the answer. */
export const doAndLoseReply =
  (usual: Answer): Answer =>
  (response, request) => {
    response.socket?.destroy();
    return usual(response, request);
  };

/** Answers in full, then cuts the connection, which the client had meant to keep. */
export const cutAfter =
  (usual: Answer): Answer =>
  async (response, request) => {
    const { socket } = response;
    response.once('finish', () => socket?.destroy());
    await usual(response, request);
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

/** Announces a body of 1,000 bytes and sends one of them now and then: never silent for long, and never done. */
export const trickle: Answer = async (response) => {
  await sendAFew(response);
  while (response.socket?.writable) {
    response.write('.');
    await wait(50);
  }
};

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
