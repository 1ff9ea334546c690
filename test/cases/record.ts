/**
 * Writes the golden files of the cases anew: `npm run case:record [name …]`. What it writes is to be read before it is
 * committed; that is the test.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { play } from './play.ts';

const wanted = process.argv.slice(2);
const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (wanted.length === 0 || wanted.includes(entry.name)))
  .map((entry) => entry.name);

for (const name of folders) {
  const folder = join(import.meta.dirname, name);
  for (const [file, text] of Object.entries(await play(folder))) writeFileSync(join(folder, file), text);
  console.log(name);
}
