import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WoherError } from '../../shared/domain/errors.ts';

/** The stand-in folder for a control socket belongs to somebody else. */
export class ControlFolderUnsafe extends WoherError {
  constructor(readonly folder: string) {
    super('controlFolderUnsafe', `The folder ${folder} belongs to somebody else or is open to others.`);
  }
}

/** Systems end the path of a socket at 104 or 108 bytes. */
const longestSocketPath = 100;

/**
 * Where the running home of a data folder listens: a socket in the folder, beside the system's temporary files when
 * that path is too long for a socket, or a named pipe on Windows.
 *
 * @throws ControlFolderUnsafe
 */
export function controlPath(folder: string, platform: NodeJS.Platform = process.platform): string {
  const real = realFolder(folder);
  const name = `woher-${createHash('sha256').update(real).digest('hex').slice(0, 16)}`;
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inFolder = join(real, 'control.sock');
  if (Buffer.byteLength(inFolder) <= longestSocketPath) return inFolder;
  const fallback = join(tmpdir(), name);
  mkdirSync(fallback, { recursive: true, mode: 0o700 });
  // Anybody can make folders there: one that is not ours could listen in.
  const stats = lstatSync(fallback);
  const ours = stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0;
  if (!ours) throw new ControlFolderUnsafe(fallback);
  return join(fallback, 'control.sock');
}

// Two spellings of one folder must lead to one socket; the folder itself may not exist yet.
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return dirname(folder) === folder
      ? folder
      : join(realFolder(dirname(folder)), folder.slice(dirname(folder).length));
  }
}
