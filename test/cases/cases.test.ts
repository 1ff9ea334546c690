import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { play } from './play.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe('golden cases', () => {
  test('there are cases to play', () => expect(folders.length).toBeGreaterThanOrEqual(13));

  test.each(folders)('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    const played = await play(folder);
    for (const [file, text] of Object.entries(played)) {
      expect(text, `${name}/${file}`).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  });
});
