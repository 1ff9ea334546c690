import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import { type OpenTable, openDynalite } from '../adapters/dynamo-engine.ts';
import { countsOf, isBilled } from './count-requests.ts';
import { addCounts, noCounts } from './counts.ts';

/**
 * A process of its own, so that the processor time of the functions can be told from the table's: dynalite, and before
 * it a counter that asks every request what it costs. `GET /counts` tells the counts and begins anew, `GET /bytes` tells
 * what the items take. Ends with its parent.
 */
const table = await openDynalite();
const { port: enginePort } = await enginePlace(table);
let counts = noCounts;

const server = createServer((incoming, response) => {
  if (incoming.url === '/counts') {
    response.end(JSON.stringify(counts.table));
    counts = noCounts;
  } else if (incoming.url === '/bytes') {
    storedBytes().then((bytes) => response.end(String(bytes)));
  } else passOn(incoming, response);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());

async function enginePlace({ client }: OpenTable): Promise<{ port: number }> {
  const place = await client.config.endpoint?.();
  if (place?.port === undefined) throw new Error('the table is nowhere');
  return { port: place.port };
}

async function passOn(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
  const asked = JSON.parse(await textOf(incoming));
  if (isBilled(name)) asked.ReturnConsumedCapacity = 'TOTAL';
  const body = Buffer.from(JSON.stringify(asked));
  const headers = { ...incoming.headers, 'content-length': body.length };
  const forwarded = request(
    { host: '127.0.0.1', port: enginePort, method: 'POST', headers },
    async (reply) => {
      const text = await textOf(reply);
      const status = reply.statusCode ?? 500;
      if (isBilled(name)) {
        const exchange = { name, asked, status, answer: JSON.parse(text) };
        counts = addCounts(counts, { ...noCounts, table: countsOf(exchange) });
      }
      response.writeHead(status, reply.headers).end(text);
    },
  );
  forwarded.on('error', () => response.destroy());
  forwarded.end(body);
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Half a read unit is 4 KB of items; every item takes 100 bytes more (developer guide, "Storage"). */
async function storedBytes(): Promise<number> {
  let bytes = 0;
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await table.client.send(
      new ScanCommand({
        TableName: table.table,
        ReturnConsumedCapacity: 'TOTAL',
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    bytes += (page.ConsumedCapacity?.CapacityUnits ?? 0) * 8_192 + (page.Count ?? 0) * 100;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return bytes;
}
