import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { FileHash } from '../../domain/ids.ts';
import type { ExportSource } from '../../ports/export-source.ts';
import { exportPath } from './exports-folder.ts';

/** Uploads in a folder: they are local already, so nothing is copied and nothing has to be disposed of. */
export function createFolderExportSource(options: { home: string }): ExportSource {
  return {
    fetch: async (upload) => {
      const path = exportPath(options.home, upload.key);
      if (path === undefined || !(await isRegularFile(path))) return undefined;
      const { fileHash, sizeBytes } = await hashFile(path);
      return { path, fileHash, sizeBytes, dispose: async () => {} };
    },
  };
}

async function isRegularFile(path: string): Promise<boolean> {
  const stats = await lstat(path).catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw fault;
  });
  return stats?.isFile() ?? false;
}

async function hashFile(path: string): Promise<{ fileHash: FileHash; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { fileHash: hash.digest('hex') as FileHash, sizeBytes };
}
