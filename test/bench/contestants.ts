/**
 * One contestant of the benchmark, in a process of its own: `contestants.ts <name> <export.zip>`. Prints one line of JSON:
 * wall and CPU seconds, peak memory in MiB, and a count by which the runs are checked against each other.
 */
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import yauzl from 'yauzl';
import type { IsoTime } from '../../shared/domain/ids.ts';
import { readExport } from '../../shared/exports/read-export.ts';
import { importFile, storeWithOwner } from '../network.ts';

const at = '2026-11-02T08:00:00.000Z' as IsoTime;

const contestants: Record<string, (path: string) => Promise<number>> = {
  'inflate only': async (path) => {
    let bytes = 0;
    const count = new Writable({
      write(chunk: Buffer, _, done) {
        bytes += chunk.length;
        done();
      },
    });
    await pipeline(await messagesOf(path), count);
    return bytes;
  },
  'csv-parse, columns: true': async (path) => {
    let rows = 0;
    const totals = new Map<string, number>();
    const source = await messagesOf(path);
    for await (const row of source.pipe(parse({ columns: true, relax_quotes: true })) as AsyncIterable<
      Record<string, string>
    >) {
      rows++;
      const sender = row['SENDER PROFILE URL'] ?? '';
      totals.set(sender, (totals.get(sender) ?? 0) + 1);
    }
    return rows;
  },
  'woher, reading': async (path) => {
    const snapshot = await readExport({ path, fileName: 'export.zip', uploadedAt: at });
    if ('rejected' in snapshot) throw new Error(`rejected: ${snapshot.rejected}`);
    return messageRows(snapshot.files);
  },
  'woher, first import': async (path) => {
    const record = await importFile(await storeWithOwner(), { path, at });
    return messageRows(record?.files ?? []);
  },
};

const messageRows = (files: readonly { kind: string; rows: number }[]): number =>
  files.find(({ kind }) => kind === 'messages')?.rows ?? 0;

async function messagesOf(path: string): Promise<NodeJS.ReadableStream> {
  const zip = await yauzl.openPromise(path);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('messages.csv')) return zip.openReadStreamPromise(entry);
  }
  throw new Error('the export holds no messages.csv');
}

const [name = '', path = ''] = process.argv.slice(2);
const contestant = contestants[name];
if (contestant === undefined)
  throw new Error(`no contestant by that name: ${Object.keys(contestants).join(' | ')}`);
const started = performance.now();
const count = await contestant(path);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    wall: (performance.now() - started) / 1000,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    rss: maxRSS / 1024,
    count,
  }),
);
