import { describe, expect, test } from 'vitest';
import { readBytes } from './files.ts';
import { nastyUploads } from './nasty.ts';
import { told } from './told.ts';

const uploads = nastyUploads.map((upload) => [upload[0], upload] as const);

describe('what other programs make of an export, and what hostile people would', () => {
  test.each(uploads)('%s', async (_, [, bytes, expected, fileName = 'export.zip']) => {
    expect(told(await readBytes(bytes, { fileName }))).toBe(expected);
  });
});
