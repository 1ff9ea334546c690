import { realpathSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options } from './options.ts';

/** The folder of the package, with its sample and the data folders that nobody named. */
export const packageRoot: string = fileURLToPath(new URL('../../../', import.meta.url));

/** The data folder of a command that names none. */
export const defaultFolder: string = join(packageRoot, '.woher');

/** The data folder of the bundled sample. */
export const sampleFolder: string = join(packageRoot, '.woher-sample');

/** Without `--data` the folder lies in the package: the same one, wherever the person calls from. */
export const folderOf = (options: Options, usual: string): string =>
  options.data === undefined ? usual : fromCaller(options.data);

/** npm runs scripts in the package's folder; what the person typed is meant from where they are. */
export function fromCaller(path: string): string {
  if (isAbsolute(path)) return path;
  const byNpm = process.env.npm_lifecycle_event !== undefined && process.env.npm_command !== 'exec';
  const inPackage = realpathSync(process.cwd()) === realpathSync(packageRoot);
  const caller = byNpm && inPackage ? process.env.INIT_CWD : undefined;
  return resolve(caller ?? process.cwd(), path);
}
