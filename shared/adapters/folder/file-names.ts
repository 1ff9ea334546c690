import { extname } from 'node:path';
import { cleanText } from '../../domain/names-of-people.ts';

const maxBytes = 200;
const windowsDevices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A foreign file name made fit to be the last segment of a path and an object key on every system: no folders, no
 * control characters, nothing hidden, nothing that Windows takes for a device. Spaces and brackets stay, because the
 * name may hold the export's date and is shown to the owner. A name made fit stays as it is.
 */
export function safeFileName(name: string): string {
  const base = name.split(/[/\\]/u).at(-1) ?? '';
  const plain = cleanText(base, 1000).replace(/[<>:"|?*]/gu, '_');
  const short = shortened(trimmed(plain));
  if (short === '') return 'export';
  return windowsDevices.test(short) ? `_${short}` : short;
}

const trimmed = (name: string): string => name.replace(/^[.\s]+|[.\s]+$/gu, '');

// Counted in bytes: most file systems end at 255. The ending stays, it tells what the file is.
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const ending = Buffer.byteLength(extname(name)) <= 10 ? extname(name) : '';
  const letters = [...name.slice(0, name.length - ending.length)];
  let bytes = Buffer.byteLength(ending);
  let count = 0;
  for (const letter of letters) {
    bytes += Buffer.byteLength(letter);
    if (bytes > maxBytes - 10) break;
    count += 1;
  }
  return trimmed(letters.slice(0, count).join('')) + ending;
}
