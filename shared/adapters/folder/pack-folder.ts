import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import yazl from 'yazl';
import { compareText } from '../../domain/collections.ts';

/** One CSV file of an unpacked export: its name in the archive, with slashes, and where it lies. */
export type PackedFile = { readonly name: string; readonly path: string };

const maxFiles = 1000;
const maxDepth = 4;

/**
 * The CSV files of an unpacked export, by name. Only regular files: links may lead anywhere, hidden ones are the
 * system's. At most 1,000, so that a mistyped home folder is not read to its end.
 */
export async function csvFilesOf(folder: string): Promise<PackedFile[]> {
  const files: PackedFile[] = [];
  await collect(folder, '', 1, files);
  return files.sort((a, b) => compareText(a.name, b.name));
}

async function collect(folder: string, prefix: string, depth: number, files: PackedFile[]): Promise<void> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
    if (files.length >= maxFiles) return;
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory() && depth < maxDepth) await collect(folder, name, depth + 1, files);
    else if (entry.isFile() && /\.csv$/i.test(entry.name) && !/[\\\u0000-\u001f]/u.test(entry.name))
      files.push({ name, path: join(folder, name) });
  }
}

/**
 * The ZIP of these files. Same files, same bytes: order, modes and times come from the files alone, and the times are
 * UTC in every time zone. Fast rather than small: it never leaves the disk.
 */
export async function packFiles(files: readonly PackedFile[]): Promise<AsyncIterable<Uint8Array>> {
  const zip = new yazl.ZipFile();
  for (const file of files) {
    const { mtime } = await stat(file.path);
    zip.addFile(file.path, file.name, { mtime: utcOnTheWall(mtime), mode: 0o100644, compressionLevel: 1 });
  }
  // A file that vanishes meanwhile is told by the archive, not by its stream: the reader of the stream must hear it.
  const output = zip.outputStream;
  zip.on('error', (fault: unknown) => {
    if ('destroy' in output && typeof output.destroy === 'function') output.destroy(fault);
  });
  zip.end();
  return output as unknown as AsyncIterable<Uint8Array>;
}

/**
 * A date whose local clock reads UTC: ZIP entries carry wall-clock time without a zone, and the writer takes the
 * process's own.
 */
function utcOnTheWall(at: Date): Date {
  const seconds = new Date(Math.floor(at.getTime() / 1000) * 1000);
  return Object.assign(seconds, {
    getFullYear: () => seconds.getUTCFullYear(),
    getMonth: () => seconds.getUTCMonth(),
    getDate: () => seconds.getUTCDate(),
    getHours: () => seconds.getUTCHours(),
    getMinutes: () => seconds.getUTCMinutes(),
    getSeconds: () => seconds.getUTCSeconds(),
  });
}
