import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeFileAtomic } from '../../shared/adapters/folder/atomic-file.ts';
import { type OwnerId, ownerIdPattern } from '../../shared/domain/ids.ts';
import { systemCode } from './errors.ts';

/** What a data folder remembers about itself: whose it is, and on which port its links point. */
export const homeFile = z.object({
  owner: z
    .string()
    .regex(ownerIdPattern)
    .transform((id) => id as OwnerId)
    .default('me' as OwnerId),
  port: z.int().min(1).max(65_535).default(4477),
});
export type HomeFile = z.infer<typeof homeFile>;

const pathOf = (folder: string): string => join(folder, 'home.json');

/** The file of a data folder; defaults where there is none, or one that is no longer readable. */
export async function readHomeFile(folder: string): Promise<HomeFile> {
  try {
    const parsed = homeFile.safeParse(JSON.parse(await readFile(pathOf(folder), 'utf8')));
    if (parsed.success) return parsed.data;
  } catch (fault) {
    if (systemCode(fault) !== 'ENOENT' && !(fault instanceof SyntaxError)) throw fault;
  }
  return homeFile.parse({});
}

export const writeHomeFile = (folder: string, file: HomeFile): Promise<void> =>
  writeFileAtomic(pathOf(folder), `${JSON.stringify(file)}\n`);
