import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { WoherError } from '../../domain/errors.ts';
import type { FileHash } from '../../domain/ids.ts';
import type { ExportSource } from '../../ports/export-source.ts';
import { ExportTooLarge, maxExportBytes } from '../folder/exports-folder.ts';

/** Fewer or more bytes came than the object has, or nobody said how many it has; trying again helps. */
export class ExportIncomplete extends WoherError {
  constructor(
    readonly sizeBytes: number,
    readonly announcedBytes: number | undefined,
  ) {
    super('exportIncomplete', `${sizeBytes} of ${announcedBytes ?? 'unknown'} bytes came`);
  }
}

/**
 * Uploads in a bucket, each copied to a temporary file of its own, hashed on the way. Whatever goes wrong on the way, no
 * file stays. An object that is gone is told only to roles that may list the bucket; others get AccessDenied, a fault
 * (Amazon S3 API reference, GetObject).
 *
 * @throws ExportTooLarge, ExportIncomplete and the SDK's faults from `fetch`; the message comes again.
 */
export function createS3ExportSource(options: {
  readonly client: S3Client;
  readonly bucket: string;
  /** Where the copies lie; the system's folder for temporary files unless told. */
  readonly folder?: string;
  /** 512 MB unless told. */
  readonly maxBytes?: number;
}): ExportSource {
  const { client, bucket, folder = tmpdir(), maxBytes = maxExportBytes } = options;
  return {
    fetch: async (upload) => {
      const object = await getObject(client, { Bucket: bucket, Key: upload.key });
      if (object === undefined) return undefined;
      const path = join(folder, `woher-${randomUUID()}`);
      const dispose = () => rm(path, { force: true });
      try {
        return { path, ...(await copyHashed(object, path, maxBytes)), dispose };
      } catch (fault) {
        await dispose();
        throw fault;
      }
    },
  };
}

async function getObject(
  client: S3Client,
  address: { Bucket: string; Key: string },
): Promise<GetObjectCommandOutput | undefined> {
  try {
    return await client.send(new GetObjectCommand(address));
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'NoSuchKey') return undefined;
    throw fault;
  }
}

async function copyHashed(
  { Body: body, ContentLength: announcedBytes }: GetObjectCommandOutput,
  path: string,
  maxBytes: number,
): Promise<{ fileHash: FileHash; sizeBytes: number }> {
  if (!(body instanceof Readable)) throw new ExportIncomplete(0, announcedBytes);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    if ((announcedBytes ?? 0) > maxBytes) throw new ExportTooLarge(maxBytes);
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) throw new ExportTooLarge(maxBytes);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  } finally {
    // Without this a refused object would go on coming, and hold its connection.
    body.destroy();
  }
  // A connection that is closed early looks like the end to a reader of a reply without a length.
  if (sizeBytes !== announcedBytes) throw new ExportIncomplete(sizeBytes, announcedBytes);
  return { fileHash: hash.digest('hex') as FileHash, sizeBytes };
}
