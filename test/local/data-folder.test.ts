import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder, woher } from './support.ts';

test.each(['a file', 'a file inside a file', 'a folder whose table is a file'])(
  'a data folder that cannot be one is told in one sentence: %s',
  async (kind) => {
    const folder = await tempFolder();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const broken = join(folder, 'broken');
    await mkdir(broken);
    await writeFile(join(broken, 'table'), '');
    const data = { 'a file': file, 'a file inside a file': join(file, 'data') }[kind] ?? broken;
    const { exit, out, err } = await woher(['contacts', '--data', data]);
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('--data');
  },
);
