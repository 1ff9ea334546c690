import { chmod, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import * as z from 'zod';
import type { Io } from './commands/command.ts';
import { type ExitCode, exitCodes, HomeGone, systemCode } from './errors.ts';

/** A command for the home, in a form that fits through a socket. Paths are absolute. */
export const controlRequest = z.object({
  command: z.string(),
  args: z.record(z.string(), z.unknown()),
  /** Whether progress may be shown. */
  terminal: z.boolean().default(false),
});
export type ControlRequest = z.infer<typeof controlRequest>;

const controlReply = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ progress: z.string() }),
  z.strictObject({ exit: z.literal(Object.values(exitCodes)) }),
]);
type ControlReply = z.infer<typeof controlReply>;

/** A request comes as one line; nobody needs a longer one. */
const longestRequest = 1024 * 1024;

/**
 * Answers commands of other processes on the control socket: one line of JSON in, lines of JSON out. To be called by
 * whoever holds the data folder, so that a socket file that is there can only be a dead one's. Gives the closing back.
 */
export async function listenForCommands(
  path: string,
  run: (request: ControlRequest, io: Io) => Promise<ExitCode>,
): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const running = new Set<Promise<void>>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Somebody who hangs up early loses the output, not the work.
    socket.on('error', () => {});
    const answering = answer(socket, run).finally(() => running.delete(answering));
    running.add(answering);
  });
  if (process.platform !== 'win32') await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (process.platform !== 'win32') await chmod(path, 0o600);
  return async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Those that said nothing yet would keep the server open; those at work finish first.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    await Promise.all(running);
    for (const socket of sockets) socket.destroySoon();
    await closed;
  };
}

async function answer(
  socket: Socket,
  run: (request: ControlRequest, io: Io) => Promise<ExitCode>,
): Promise<void> {
  const reply = (message: ControlReply): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  const request = await readRequest(socket);
  if (request === undefined) return socket.destroySoon();
  const io: Io = {
    out: (out) => reply({ out }),
    err: (err) => reply({ err }),
    ...(request.terminal ? { terminal: progressOver(reply) } : {}),
  };
  const exit = await run(request, io).catch(() => exitCodes.fault);
  reply({ exit });
  socket.end();
}

async function readRequest(socket: Socket): Promise<ControlRequest | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (chunk.includes(10)) resolve(parseRequest(Buffer.concat(chunks).toString('utf8')));
      else if (length > longestRequest) resolve(undefined);
    });
    socket.once('close', () => resolve(undefined));
  });
}

function parseRequest(line: string): ControlRequest | undefined {
  try {
    return controlRequest.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

// A progress bar asks its stream whether it is a terminal: the one at the other end is.
function progressOver(reply: (message: ControlReply) => void): Writable {
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      reply({ progress: String(chunk) });
      done();
    },
  });
  return Object.assign(stream, { isTTY: true, columns: 80 });
}

/** Whether a home is alive behind a control socket. */
export async function isAlive(path: string): Promise<boolean> {
  const socket = await connect(path);
  socket?.destroy();
  return socket !== undefined;
}

/**
 * Hands a command to the home that listens there; undefined: nobody does.
 *
 * @throws HomeGone when it ends before it has answered
 */
export async function askHome(path: string, request: ControlRequest, io: Io): Promise<ExitCode | undefined> {
  const socket = await connect(path);
  if (socket === undefined) return undefined;
  socket.on('error', () => {});
  socket.write(`${JSON.stringify(request)}\n`);
  for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
    const reply = controlReply.parse(JSON.parse(line));
    if ('out' in reply) io.out(reply.out);
    else if ('err' in reply) io.err(reply.err);
    else if ('progress' in reply) io.terminal?.write(reply.progress);
    else {
      socket.destroy();
      return reply.exit;
    }
  }
  throw new HomeGone();
}

async function connect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (fault) => {
      const code = systemCode(fault);
      // No file; a file that a dead process left; a folder that is none.
      if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') resolve(undefined);
      else reject(fault);
    });
  });
}
