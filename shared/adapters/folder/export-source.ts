import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileHash, isoTime, type OwnerId } from '../../domain/ids.ts';
import { exportsPrefix } from '../../names.ts';
import {
  compareUploads,
  type ExportSource,
  type StandingUpload,
  uploadRefOf,
} from '../../ports/export-source.ts';
import { exportPath } from './exports-folder.ts';

/** Uploads in a folder: they are local already, so nothing is copied and nothing has to be disposed of. */
export function createFolderExportSource(options: { home: string }): ExportSource {
  return {
    fetch: async (upload) => {
      const path = exportPath(options.home, upload.key);
      if (path === undefined || !(await fileStats(path))) return undefined;
      const { fileHash, sizeBytes } = await hashFile(path);
      return { path, fileHash, sizeBytes, dispose: async () => {} };
    },
    list: async (ownerId) => {
      const keys = await keysOf(options.home, ownerId);
      const uploads = await Promise.all(keys.map((key) => standing(options.home, key)));
      return uploads.filter((upload) => upload !== undefined).sort(compareUploads);
    },
  };
}

async function keysOf(home: string, ownerId: OwnerId): Promise<string[]> {
  const folder = join(home, exportsPrefix, ownerId);
  const keys: string[] = [];
  for (const uploadId of await namesIn(folder))
    for (const fileName of await namesIn(join(folder, uploadId)))
      keys.push(`${exportsPrefix}${ownerId}/${uploadId}/${fileName}`);
  return keys;
}

// Neither a file that is still being written, nor whatever else somebody put there.
async function standing(home: string, key: string): Promise<StandingUpload | undefined> {
  const path = exportPath(home, key);
  const upload = uploadRefOf(key);
  const stats = path === undefined ? undefined : await fileStats(path);
  if (upload === undefined || stats === undefined) return undefined;
  const putAt = new Date(Math.floor(stats.mtimeMs / 1000) * 1000);
  return { ...upload, uploadedAt: isoTime(putAt), version: `${stats.mtimeMs} ${stats.size}` };
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch(ifOneOf(['ENOENT', 'ENOTDIR'], []));

/** Of a plain file, which is never followed anywhere else. */
async function fileStats(path: string): Promise<Stats | undefined> {
  const stats = await lstat(path).catch(ifOneOf(['ENOENT', 'ENOTDIR'], undefined));
  return stats?.isFile() ? stats : undefined;
}

const ifOneOf =
  <Value>(codes: readonly string[], value: Value) =>
  (fault: unknown): Value => {
    if (fault instanceof Error && 'code' in fault && codes.includes(String(fault.code))) return value;
    throw fault;
  };

async function hashFile(path: string): Promise<{ fileHash: FileHash; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { fileHash: hash.digest('hex') as FileHash, sizeBytes };
}
