import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIngestHandler } from '../../functions/ingest/ingest.ts';
import { openQueues } from '../../infra/local/queue.ts';
import type { FileHash, IsoTime } from '../../shared/domain/ids.ts';
import { maxReceives } from '../../shared/names.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
import { importOf } from '../../shared/ports/queue.ts';
import { tempFolder } from '../local/support.ts';
import { quiet } from '../log.ts';
import { me, newRunId, storeWithOwner } from '../network.ts';
import { connectionsCsv, people, rowsOf } from './exports.ts';

test('a file that cannot be read is rejected or in the dead letters after 5 receives, and the next ones are imported', async () => {
  const folder = await tempFolder();
  const queues = await openQueues({
    folder,
    names: ['uploads'],
    maxReceives,
    now: () => new Date(),
    log: quiet,
    retryDelaysMs: [1],
  });
  const uploads = ['poison.zip', 'bytes.zip', 'Connections.csv'].map((fileName, place) => ({
    key: `exports/me/u-${place}/${fileName}`,
    ownerId: me,
    uploadId: `u-${place}`,
    fileName,
  }));
  const at = '2026-11-01T12:00:00.000Z' as IsoTime;
  const files: Readonly<Record<string, string>> = {
    'bytes.zip': 'PK\u0003\u0004 and nothing more',
    'Connections.csv': connectionsCsv(rowsOf(people(3))),
  };
  const fetched: string[] = [];
  const store = await storeWithOwner();
  const handler = createIngestHandler({
    source: {
      fetch: async ({ fileName }) => {
        fetched.push(fileName);
        const bytes = files[fileName];
        if (bytes === undefined) throw new Error('the disk fails at this one');
        const path = join(folder, 'upload');
        await writeFile(path, bytes);
        const fileHash = createHash('sha256').update(bytes).digest('hex') as FileHash;
        return { path, fileHash, sizeBytes: bytes.length, dispose: async () => {} };
      },
      list: async () => uploads.map((upload) => ({ ...upload, uploadedAt: at, version: '1' })),
    },
    store,
    audits: { send: async () => {} },
    newRunId,
    now: () => new Date('2026-11-01T12:00:00.000Z'),
    log: quiet,
    metrics: noMetrics,
  });
  for (const upload of uploads) await queues.send('uploads', importOf(upload, at));
  queues.start({ uploads: handler });
  const { waiting, buried } = await queues.drain();
  await queues.stop();

  expect(waiting).toEqual([]);
  expect(buried).toHaveLength(1);
  const [dead = ''] = await readdir(join(folder, 'uploads-dead'));
  expect(await readFile(join(folder, 'uploads-dead', dead), 'utf8')).toContain('poison.zip');
  // Its own message tries it, and those of the two that wait for it; no message more often than it is received.
  expect(fetched.filter((name) => name === 'poison.zip').length).toBeLessThanOrEqual(3 * maxReceives);
  expect(fetched.slice(-2)).toEqual(['bytes.zip', 'Connections.csv']);
  const statuses = (await store.readImports(me)).map(({ fileName, status }) => [fileName, status]);
  expect(Object.fromEntries(statuses)).toEqual({ 'bytes.zip': 'rejected', 'Connections.csv': 'accepted' });
});
