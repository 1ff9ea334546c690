import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { safeFileName } from '../../../shared/adapters/folder/file-names.ts';
import type { OwnerId } from '../../../shared/domain/ids.ts';
import { exportsPrefix } from '../../../shared/names.ts';
import { openPath } from '../upload.ts';
import { explained } from './fault.ts';
import type { Stage } from './open-stage.ts';

/** A file that lies ready to be sent: its bytes were read once. */
export type ReadyFile = {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** SHA-256 in base64, as S3 wants it. */
  readonly sha256: string;
  /** Removes the copy, where there is one. */
  dispose(): Promise<void>;
};

/**
 * Reads a file to its end, or packs a folder's CSV files into a temporary one: S3 must be told the size before the first
 * byte. Undefined when it is larger than an export may be.
 */
export async function readyFile(path: string, maxBytes: number): Promise<ReadyFile | undefined> {
  const { fileName, content, sizeBytes } = await openPath(path);
  const isFile = sizeBytes !== undefined;
  if (isFile && sizeBytes > maxBytes) return undefined;
  const copy = isFile ? undefined : join(tmpdir(), `woher-${randomUUID()}`);
  const dispose = async () => {
    if (copy !== undefined) await rm(copy, { force: true });
  };
  try {
    const read = await readHashed(content, { copy, maxBytes });
    if (read === undefined) await dispose();
    return read && { path: copy ?? path, fileName: safeFileName(fileName), ...read, dispose };
  } catch (fault) {
    await dispose();
    throw fault;
  }
}

async function readHashed(
  content: AsyncIterable<Uint8Array>,
  { copy, maxBytes }: { copy: string | undefined; maxBytes: number },
): Promise<{ sizeBytes: number; sha256: string } | undefined> {
  const hash = createHash('sha256');
  const file = copy === undefined ? undefined : await open(copy, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of content) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) return undefined;
      hash.update(chunk);
      await file?.writeFile(chunk);
    }
  } finally {
    await file?.close();
  }
  return { sizeBytes, sha256: hash.digest('base64') };
}

/** The SDK sends a stream once; a file can be read again. */
const retryDelaysMs = [1_000, 4_000];

/**
 * Puts a file into the bucket of uploads, as a whole or not at all: S3 takes it when its size and hash are what was
 * announced. Tried three times.
 *
 * @throws StageFault
 */
export async function putExport(
  { bucket, region }: Pick<Stage, 'bucket' | 'region'>,
  upload: {
    readonly ownerId: OwnerId;
    readonly uploadId: string;
    readonly file: ReadyFile;
    readonly onBytes: (bytes: number) => void;
  },
): Promise<void> {
  for (const delayMs of [...retryDelaysMs, undefined]) {
    try {
      return await putOnce(bucket, upload);
    } catch (fault) {
      if (delayMs === undefined || !mayPassAway(fault))
        throw explained(fault, { region, right: 's3:PutObject' });
      await sleep(delayMs);
    }
  }
}

async function putOnce(
  { client, name }: Stage['bucket'],
  { ownerId, uploadId, file, onBytes }: Parameters<typeof putExport>[1],
): Promise<void> {
  const body = Readable.from(counted(file.path, onBytes), { objectMode: false });
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: name,
        Key: `${exportsPrefix}${ownerId}/${uploadId}/${file.fileName}`,
        Body: body,
        ContentLength: file.sizeBytes,
        ChecksumSHA256: file.sha256,
      }),
    );
  } finally {
    body.destroy();
  }
}

async function* counted(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of createReadStream(path, {
    highWaterMark: 256 * 1024,
  }) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    onBytes(bytes);
    yield chunk;
  }
}

// An answer that blames the request will be the same again; throttling and all that is no answer may pass.
function mayPassAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const metadata = '$metadata' in fault ? (fault.$metadata as { httpStatusCode?: number }) : undefined;
  const status = metadata?.httpStatusCode;
  if (status !== undefined) return status >= 500 || status === 408 || status === 429;
  return fault.name !== 'CredentialsProviderError';
}
