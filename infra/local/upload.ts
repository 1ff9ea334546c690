import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { putExport, type StoredExport } from '../../shared/adapters/folder/exports-folder.ts';
import { csvFilesOf, packFiles } from '../../shared/adapters/folder/pack-folder.ts';
import { type ImportId, importIdOf, type OwnerId } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { queues } from '../../shared/names.ts';
import { InputRefused, systemCode } from './errors.ts';
import type { Home } from './services.ts';

/** An upload that is kept and queued. */
export type Upload = {
  readonly importId: ImportId;
  readonly messageId: string;
  /** The import of the same bytes as it stood before this upload. */
  readonly before: ImportRecord | undefined;
};

/** A stream of bytes to upload, and the name that they came with. */
export type Incoming = { readonly fileName: string; readonly content: AsyncIterable<Uint8Array> };

/** Keeps one upload and queues its event. Both are safe on disk when this resolves. */
export async function upload(
  home: Home,
  incoming: Incoming & { ownerId: OwnerId; at: Date; uploadId?: string; onBytes?: (bytes: number) => void },
): Promise<Upload> {
  const { ownerId, at } = incoming;
  const uploadId = incoming.uploadId ?? newUploadId(home.now());
  const stored = await putExport({ ...incoming, home: home.folder, uploadId });
  const importId = importIdOf(stored.fileHash);
  const before = await findImport(home, ownerId, importId);
  const messageId = await home.queues.send(queues.uploads, objectCreated(stored, at));
  return { importId, messageId, before };
}

/** What an upload did, once it is finished; undefined while it is not, or when it was given up. */
export async function finishedImport(
  home: Home,
  ownerId: OwnerId,
  { importId, messageId }: Pick<Upload, 'importId' | 'messageId'>,
): Promise<ImportRecord | undefined> {
  if (home.queues.has(messageId)) return undefined;
  const record = await findImport(home, ownerId, importId);
  return record?.status === 'applying' ? undefined : record;
}

// The same bytes may have been rejected or held before they were accepted, each with a record of its own.
async function findImport(
  home: Home,
  ownerId: OwnerId,
  importId: ImportId,
): Promise<ImportRecord | undefined> {
  const records = (await home.store.readImports(ownerId)).filter((record) => record.importId === importId);
  const byStatus = (status: ImportRecord['status']) => records.findLast((record) => record.status === status);
  return byStatus('accepted') ?? byStatus('applying') ?? byStatus('held') ?? byStatus('rejected');
}

/** A name for one upload: when it was, and something that no other has. */
export const newUploadId = (now: Date): string =>
  `${now.toISOString().slice(0, 19).replace(/[-:]/g, '').toLowerCase()}-${randomBytes(4).toString('hex')}`;

/** EventBridge's event of an uploaded object, as AWS prints it. */
function objectCreated(stored: StoredExport, at: Date): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '000000000000',
    time: at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region: 'eu-central-1',
    resources: ['arn:aws:s3:::woher-exports'],
    detail: {
      version: '0',
      bucket: { name: 'woher-exports' },
      object: {
        key: stored.key,
        size: stored.sizeBytes,
        etag: stored.fileHash.slice(0, 32),
        sequencer: at.getTime().toString(16).toUpperCase().padStart(18, '0'),
      },
      'request-id': randomBytes(8).toString('hex').toUpperCase(),
      requester: '000000000000',
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  };
}

/**
 * Makes sure that a file or folder can be taken, before anything is written.
 *
 * @throws InputRefused with one sentence for the person
 */
export async function checkReadable(path: string): Promise<void> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) {
      const files = await csvFilesOf(path);
      if (files.length === 0) throw new InputRefused(`There is no CSV file in the folder ${path}.`);
      for (const file of files) await access(file.path, constants.R_OK);
    } else if (!stats.isFile()) throw new InputRefused(`${path} is neither a file nor a folder.`);
    else await access(path, constants.R_OK);
  } catch (fault) {
    if (fault instanceof InputRefused) throw fault;
    const code = systemCode(fault);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new InputRefused(`There is no file ${path}.`);
    throw new InputRefused(`${path} cannot be read (${code ?? 'unknown fault'}).`, { cause: fault });
  }
}

/** The bytes of a file, or of a folder's CSV files packed into a ZIP; `sizeBytes` where it is known. */
export async function openPath(path: string): Promise<Incoming & { sizeBytes?: number }> {
  const stats = await stat(path);
  if (stats.isDirectory()) return { fileName: `${basename(path)}.zip`, content: packedBytes(path) };
  return { fileName: basename(path), content: fileBytes(path), sizeBytes: stats.size };
}

// Opened by the first read: a stream that fails while nobody listens would end the process.
async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: 1024 * 1024 });
}

async function* packedBytes(folder: string): AsyncGenerator<Uint8Array> {
  yield* await packFiles(await csvFilesOf(folder));
}
