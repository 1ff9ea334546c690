import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { PortTaken, systemCode } from './errors.ts';
import { portOf } from './table.ts';

/** A port of this machine that is ours; it answers once there is something to show. */
export type Site = {
  readonly port: number;
  serve(app: Hono): void;
  close(): Promise<void>;
};

/**
 * Listens on 127.0.0.1 only. Taken before the home is opened, because its links need the port.
 *
 * @throws PortTaken
 */
export async function openSite(port: number): Promise<Site> {
  let listener: (request: IncomingMessage, response: ServerResponse) => unknown = (_, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('Starting …\n');
  };
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault) =>
      reject(['EADDRINUSE', 'EACCES'].includes(systemCode(fault) ?? '') ? new PortTaken(port) : fault),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    serve: (app) => {
      listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Pages are quick; what takes longer is an upload, and its sender sees that it did not arrive.
      const impatient = setTimeout(() => server.closeAllConnections(), 2_000);
      server.closeIdleConnections();
      await closed;
      clearTimeout(impatient);
    },
  };
}
