import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { WoherError } from '../../domain/errors.ts';
import { type FileHash, isoTime } from '../../domain/ids.ts';
import { maxExportBytes } from '../../domain/upload.ts';
import { exportsPrefix } from '../../names.ts';
import {
  compareUploads,
  type ExportSource,
  type StandingUpload,
  uploadRefOf,
} from '../../ports/export-source.ts';

/** 512 MB come in a few seconds within AWS. */
const defaultCopyLimitMs = 300_000;

/** Fewer or more bytes came than the object has, nobody said how many it has, or they took too long; trying again helps. */
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
 * @throws ExportIncomplete and the SDK's faults from `fetch`, the latter also from `list`; the message comes again.
 */
export function createS3ExportSource(options: {
  readonly client: S3Client;
  readonly bucket: string;
  /** Where the copies lie; the system's folder for temporary files unless told. */
  readonly folder?: string;
  /** 512 MB unless told. */
  readonly maxBytes?: number;
  /** How long the copy may take from its first byte, however steadily it comes; 5 minutes unless told. */
  readonly copyLimitMs?: number;
}): ExportSource {
  const { client, bucket, folder = tmpdir(), maxBytes = maxExportBytes } = options;
  const { copyLimitMs = defaultCopyLimitMs } = options;
  return {
    fetch: async (upload) => {
      const object = await getObject(client, { Bucket: bucket, Key: upload.key });
      if (object === undefined) return undefined;
      const path = join(folder, `woher-${randomUUID()}`);
      const dispose = () => rm(path, { force: true });
      try {
        const copied = await copyHashed(object, { path, maxBytes, copyLimitMs });
        if (copied !== 'tooLarge') return { path, ...copied, dispose };
        await dispose();
        return copied;
      } catch (fault) {
        await dispose();
        throw fault;
      }
    },
    list: async (ownerId) => {
      const uploads: StandingUpload[] = [];
      for await (const upload of objectsUnder(client, bucket, `${exportsPrefix}${ownerId}/`))
        uploads.push(upload);
      return uploads.sort(compareUploads);
    },
  };
}

// The newest version of every key, at most 1,000 an answer. S3 lists what was put before (Amazon S3 user guide, "Amazon S3
// data consistency model").
async function* objectsUnder(
  client: S3Client,
  bucket: string,
  prefix: string,
): AsyncGenerator<StandingUpload> {
  let token: string | undefined;
  do {
    const page = await client.send(
      // Keys may hold what XML cannot (ListObjectsV2, `EncodingType`).
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ContinuationToken: token,
      }),
    );
    for (const { Key: key, LastModified: putAt, ETag: version } of page.Contents ?? []) {
      const upload = key === undefined ? undefined : uploadRefOf(decodeKey(key));
      if (upload !== undefined && putAt !== undefined && version !== undefined)
        yield { ...upload, uploadedAt: isoTime(putAt), version };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

// As a form is encoded: a space is a plus, and a plus is `%2B`.
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

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
  { path, maxBytes, copyLimitMs }: { path: string; maxBytes: number; copyLimitMs: number },
): Promise<{ fileHash: FileHash; sizeBytes: number } | 'tooLarge'> {
  if (!(body instanceof Readable)) throw new ExportIncomplete(0, announcedBytes);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  // A body that trickles is never silent, and would go on until the function is ended.
  const limit = setTimeout(() => body.destroy(new ExportIncomplete(sizeBytes, announcedBytes)), copyLimitMs);
  try {
    if ((announcedBytes ?? 0) > maxBytes) return 'tooLarge';
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) return 'tooLarge';
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  } finally {
    clearTimeout(limit);
    // Without this a refused object would go on coming, and hold its connection.
    body.destroy();
  }
  // A connection that is closed early looks like the end to a reader of a reply without a length.
  if (sizeBytes !== announcedBytes) throw new ExportIncomplete(sizeBytes, announcedBytes);
  return { fileHash: hash.digest('hex') as FileHash, sizeBytes };
}
