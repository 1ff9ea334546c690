import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkSize } from '../costs/months.ts';
import { type LargeExport, writeLargeExport } from '../fixtures/scale.ts';
import { withComment } from '../fixtures/zip-comment.ts';

/** The uploads of one made-up account, and what is true of them. */
export type Uploads = {
  readonly path: string;
  readonly megabytes: number;
  readonly truth: LargeExport;
  /** Bytes to put into the bucket. */
  readonly first: () => Promise<Buffer>;
  readonly sameContent: () => Promise<Buffer>;
  readonly monthLater: () => Promise<Buffer>;
};

export async function writeUploads(size: NetworkSize, folder: string): Promise<Uploads> {
  const write = async (month: string) => {
    const path = join(folder, `Complete_LinkedInDataExport_${size.contacts}_${month}.zip`);
    return { path, truth: await writeLargeExport({ ...size, path, seed: 1, month }) };
  };
  const { path, truth } = await write('2026-10');
  const later = await write('2026-11');
  return {
    path,
    truth,
    megabytes: (await stat(path)).size / 1e6,
    first: () => readFile(path),
    sameContent: async () => withComment(await readFile(path), 'the same in another file'),
    monthLater: () => readFile(later.path),
  };
}
