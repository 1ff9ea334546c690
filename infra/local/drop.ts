import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder that files are dropped into. */
export type DropFolder = {
  /** Files that are complete: not hidden, no download under way, and unchanged for 2 s. */
  look(): Promise<string[]>;
  /** Takes a file off the folder once it is kept elsewhere. */
  remove(path: string): Promise<void>;
  /** Leaves a file alone until it changes. */
  leave(path: string): void;
};

const stableForMs = 2_000;
const unfinished = /\.(crdownload|part|partial|download|opdownload|tmp)$/i;

export async function openDropFolder(folder: string, now: () => Date): Promise<DropFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const seen = new Map<string, { version: string; sinceMs: number; left: boolean }>();
  return {
    look: async () => {
      const ready: string[] = [];
      const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && !unfinished.test(name));
      for (const name of names.sort()) {
        const path = join(folder, name);
        const stats = await lstat(path).catch(() => undefined);
        if (!stats?.isFile()) continue;
        const version = `${stats.size} ${stats.mtimeMs}`;
        const before = seen.get(path);
        if (before?.version !== version) seen.set(path, { version, sinceMs: now().getTime(), left: false });
        else if (!before.left && now().getTime() - before.sinceMs >= stableForMs) ready.push(path);
      }
      return ready;
    },
    remove: async (path) => {
      seen.delete(path);
      await rm(path, { force: true });
    },
    leave: (path) => {
      const sighting = seen.get(path);
      if (sighting !== undefined) sighting.left = true;
    },
  };
}
