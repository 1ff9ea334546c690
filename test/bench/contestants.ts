/**
 * One contestant of the benchmark, in a process of its own: `<name> <argument>`. Prints one line of JSON, a `Run`.
 */
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { parse } from 'csv-parse';
import yauzl from 'yauzl';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { Contestant, Run } from './runs.ts';

const at = '2026-12-02T08:00:00.000Z' as IsoTime;
const monthLater = '2027-01-02T08:00:00.000Z' as IsoTime;

/** What a run says beyond its times: `count` is checked. */
type Said = Omit<Run, 'wall' | 'cpu' | 'rss'>;

// Each loads what it needs and no more: a yardstick's memory is to be its own.
const contestants: Readonly<Record<Contestant, (argument: string) => Promise<Said>>> = {
  'inflate only': async (path) => {
    let bytes = 0;
    const count = new Writable({
      write(chunk: Buffer, _, done) {
        bytes += chunk.length;
        done();
      },
    });
    await pipeline(await messagesOf(path, 1_048_576), count);
    return { count: bytes };
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
    return { count: rows };
  },
  reading: async (path) => {
    const { readExport } = await import('../../shared/exports/read-export.ts');
    const snapshot = await readExport({ path, fileName: 'export.zip', uploadedAt: at });
    if ('rejected' in snapshot) throw new Error(`rejected: ${snapshot.rejected}`);
    return { count: snapshot.files.find(({ kind }) => kind === 'messages')?.rows ?? 0 };
  },
  // The argument is the key of an object in the bucket that the environment names.
  import: async (key) => {
    const { handler } = await import('../../functions/ingest/handler.ts');
    const { objectCreated, sqsEvent } = await import('../functions/events.ts');
    const { batchItemFailures } = await handler(sqsEvent(objectCreated(key, at)));
    return { count: batchItemFailures.length };
  },
  // The argument is the owner, whose items are in the table that the environment names.
  audit: async (ownerId) => (await import('./audit.ts')).auditFromMemory(ownerId, at),
  'later audit': async (ownerId) => (await import('./audit.ts')).auditFromMemory(ownerId, monthLater),
  digest: async (questions) => (await import('./digest.ts')).renderDigestOften(Number(questions)),
};

async function messagesOf(path: string, chunkSize?: number): Promise<NodeJS.ReadableStream> {
  const zip = await yauzl.openPromise(path);
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('messages.csv')) continue;
    if (chunkSize === undefined) return zip.openReadStreamPromise(entry);
    const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    return raw.pipe(createInflateRaw({ chunkSize }));
  }
  throw new Error('the export holds no messages.csv');
}

const [name = '', argument = ''] = process.argv.slice(2);
const started = performance.now();
const said = await contestants[name as Contestant](argument);
const wall = (performance.now() - started) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const run: Run = { ...said, wall, cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024 };
// The functions log to the same output.
process.stdout.write(`\n${JSON.stringify(run)}\n`);
process.exit();
