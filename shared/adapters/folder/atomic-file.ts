import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Start of the name of a file that is still being written; whoever lists a folder passes over these. */
export const partPrefix = '.part-';

/** A name beside `path` to write to before the file takes its place. */
export const partPath = (path: string): string => join(dirname(path), `${partPrefix}${randomUUID()}`);

/**
 * Writes a whole file so that after a crash either the old or the new one is there: to a file beside it, synced, then
 * renamed. Readable by its owner alone; folders on the way are made.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = partPath(path);
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
  await syncFolder(dirname(path));
}

/** Makes a rename last through a power cut. Windows cannot open folders, and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
