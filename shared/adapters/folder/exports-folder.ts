import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { WoherError } from '../../domain/errors.ts';
import type { FileHash, OwnerId } from '../../domain/ids.ts';
import { maxExportBytes, uploadIdPattern } from '../../domain/upload.ts';
import { exportsPrefix } from '../../names.ts';
import { partPath, syncFolder } from './atomic-file.ts';
import { safeFileName } from './file-names.ts';

/** An upload as it lies in the folder, in the words of S3's event. */
export type StoredExport = {
  readonly key: string;
  readonly fileName: string;
  readonly fileHash: FileHash;
  readonly sizeBytes: number;
};

/** More bytes than an upload may have. Nothing of it is kept. */
export class ExportTooLarge extends WoherError {
  constructor(readonly maxBytes: number) {
    super('exportTooLarge', `an export has at most ${maxBytes} bytes`);
  }
}

/**
 * Streams one upload into `<home>/exports/<ownerId>/<uploadId>/<file name>`, as a whole or not at all.
 *
 * @throws ExportTooLarge
 */
export async function putExport(upload: {
  home: string;
  ownerId: OwnerId;
  uploadId: string;
  fileName: string;
  content: AsyncIterable<Uint8Array>;
  /** When it came; now unless told. The file keeps it, to the second, as S3 does. */
  at?: Date;
  maxBytes?: number;
  onBytes?: (bytes: number) => void;
}): Promise<StoredExport> {
  if (!uploadIdPattern.test(upload.uploadId))
    throw new RangeError('an upload id is 1 to 64 of a-z, 0-9 and -');
  const fileName = safeFileName(upload.fileName);
  const key = `${exportsPrefix}${upload.ownerId}/${upload.uploadId}/${fileName}`;
  const path = exportPath(upload.home, key);
  if (path === undefined) throw new RangeError('an upload needs a plain owner id');
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = partPath(path);
  try {
    const written = await writeHashed(part, upload);
    if (upload.at !== undefined) await keepTime(part, upload.at);
    await rename(part, path);
    await syncFolder(folder);
    return { key, fileName, ...written };
  } catch (fault) {
    await rm(folder, { recursive: true, force: true });
    throw fault;
  }
}

async function keepTime(path: string, at: Date): Promise<void> {
  const seconds = Math.floor(at.getTime() / 1000);
  await utimes(path, seconds, seconds);
}

async function writeHashed(
  path: string,
  upload: { content: AsyncIterable<Uint8Array>; maxBytes?: number; onBytes?: (bytes: number) => void },
): Promise<{ fileHash: FileHash; sizeBytes: number }> {
  const maxBytes = upload.maxBytes ?? maxExportBytes;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of upload.content) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new ExportTooLarge(maxBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
      upload.onBytes?.(sizeBytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { fileHash: hash.digest('hex') as FileHash, sizeBytes };
}

/** Where an object key lies, or undefined for a key that is not of the form that `putExport` makes. */
export function exportPath(home: string, key: string): string | undefined {
  const segments = key.split('/');
  const [prefix, ownerId, uploadId, fileName] = segments;
  if (segments.length !== 4 || `${prefix}/` !== exportsPrefix) return undefined;
  if (!ownerId || !uploadId || !fileName) return undefined;
  if (!/^[a-z2-7]{2,13}$/.test(ownerId) || !uploadIdPattern.test(uploadId)) return undefined;
  if (fileName !== safeFileName(fileName)) return undefined;
  return join(home, 'exports', ownerId, uploadId, fileName);
}
