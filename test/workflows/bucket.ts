import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { stableText } from '../../shared/domain/collections.ts';
import type { FileHash, IsoTime } from '../../shared/domain/ids.ts';
import { maxReceives } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import {
  compareUploads,
  type ExportSource,
  type StandingUpload,
  uploadRefOf,
} from '../../shared/ports/export-source.ts';
import type { AuditMessage, NoticeMessage } from '../../shared/ports/queue.ts';
import { importInOrder, type Taken } from '../../shared/workflows/import-in-order.ts';
import { me, newRunId } from '../network.ts';

/** A file that somebody put into the bucket. */
export type Put = {
  /** Behind `exports/me/`. */
  readonly path: string;
  readonly bytes: string | Uint8Array;
  readonly at: IsoTime;
};

export const keyOf = ({ path }: Pick<Put, 'path'>): string => `exports/me/${path}`;

const folder = await mkdtemp(join(tmpdir(), 'woher-bucket-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A bucket that holds these files; of those of one key the last. */
export async function bucketOf(puts: readonly Put[]): Promise<ExportSource> {
  const objects = new Map<string, { upload: StandingUpload; path: string; sizeBytes: number }>();
  for (const put of puts) {
    const ref = uploadRefOf(keyOf(put));
    if (ref === undefined) throw new Error('this is no upload');
    const version = hashOf(put.bytes);
    const path = join(folder, version);
    await writeFile(path, put.bytes);
    const upload = { ...ref, uploadedAt: put.at, version };
    objects.set(ref.key, { upload, path, sizeBytes: Buffer.byteLength(put.bytes) });
  }
  return {
    fetch: async ({ key }) => {
      const object = objects.get(key);
      if (object === undefined) return undefined;
      const { upload, path, sizeBytes } = object;
      return { path, fileHash: upload.version as FileHash, sizeBytes, dispose: async () => {} };
    },
    list: async () => [...objects.values()].map(({ upload }) => upload).sort(compareUploads),
  };
}

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type Wrap = <Port extends object>(port: Port) => Port;

/** Where events are delivered to, and what came of them. */
export type World = {
  readonly store: ContactStore;
  readonly source: ExportSource;
  readonly sent: (AuditMessage | NoticeMessage)[];
  /** Each upload as it was begun and ended, in the order of the ends. */
  readonly taken: Taken[];
};

export const worldOf = (store: ContactStore, source: ExportSource): World => ({
  store,
  source,
  sent: [],
  taken: [],
});

/** Later than every upload. */
export const runsAt = new Date('2027-01-01T12:00:00.000Z');

/** One delivery of the event of an upload. */
export async function deliver(
  world: World,
  put: Pick<Put, 'path' | 'at'>,
  options: { wrap?: Wrap; receive?: number; now?: () => Date } = {},
): Promise<void> {
  const { wrap = (port) => port, receive = 1, now = () => runsAt } = options;
  const upload = uploadRefOf(keyOf(put));
  if (upload === undefined) throw new Error('this is no upload');
  const services = {
    source: wrap(world.source),
    store: wrap(world.store),
    audits: wrap({ send: async (message: AuditMessage | NoticeMessage) => void world.sent.push(message) }),
    newRunId,
    now,
  };
  const about = { upload, uploadedAt: put.at, comesAgain: receive < maxReceives };
  for await (const taken of importInOrder(services, about)) world.taken.push(taken);
}

/** All that a set of uploads may leave behind, but for the times of the runs and for what was written in vain. */
export async function endOf({ store, sent }: World, puts: readonly Put[]): Promise<string> {
  const ids = puts.flatMap(({ path }) => [path, path.split('/')[0] ?? '']);
  const receipts = await Promise.all(ids.map((id) => store.readReceipt(me, id)));
  return stableText({
    contacts: await store.readContacts(me),
    memory: await store.readMemory(me),
    excerpts: [...(await store.readExcerptIds(me))].sort(),
    head: await store.readHead(me),
    imports: (await store.readImports(me)).map(({ finishedAt, writes, ...record }) => record),
    receipts: receipts.map((receipt) => (receipt === undefined ? {} : { ...receipt, at: '' })),
    sent: [...new Set(sent.map((message) => stableText({ ...message, at: '' })))].sort(),
    isImporting: await store.isImporting(me, runsAt.toISOString() as IsoTime),
  });
}
