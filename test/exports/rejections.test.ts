import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../shared/exports/archive.ts';
import { readExport } from '../../shared/exports/read-export.ts';
import { accepted, readBytes, uploadedAt } from './files.ts';
import { connections, flipped, good, rejectedUploads, small } from './rejected.ts';

describe('uploads that are not read', () => {
  test.each(rejectedUploads)('%s', async (_, content, expected, fileName = 'export.zip') => {
    expect(await readBytes(content, { fileName })).toEqual(expected);
  });
});

describe('uploads that are read in spite of their names', () => {
  test.each<[string, string | Uint8Array]>([
    ['export.zip.crdownload', good],
    ['Complete_LinkedInDataExport_02-20-2026.zip.zip', good],
    ['export (1).pdf', good],
    ['export.zip', connections],
  ])('%s', async (fileName, content) => {
    expect(accepted(await readBytes(content, { fileName })).contacts).toHaveLength(1);
  });
});

test('a ZIP cut at any byte is rejected', async () => {
  for (let length = 0; length < small.length; length++) {
    const read = await readBytes(small.subarray(0, length));
    expect('rejected' in read, `at ${length}`).toBe(true);
  }
});

test('a ZIP with any one byte changed is rejected, or its contacts are those of the original', async () => {
  const { contacts } = accepted(await readBytes(small));
  for (let at = 0; at < small.length; at++) {
    const read = await readBytes(flipped(small, at));
    if (!('rejected' in read) && read.contacts !== undefined)
      expect(read.contacts, `at ${at}`).toEqual(contacts);
  }
});

test('a Connections.csv cut anywhere shows no contact that is not in the whole', async () => {
  const whole = accepted(await readBytes(connections, { fileName: 'Connections.csv' })).contacts;
  for (let length = 0; length < connections.length; length++) {
    const read = await readBytes(connections.slice(0, length), { fileName: 'Connections.csv' });
    if (!('rejected' in read)) expect([whole, []], `at ${length}`).toContainEqual(read.contacts);
  }
});

test('limits count what comes out, over all entries', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'woher-exports-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, good);
    const limits = {
      compressedBytes: 1e6,
      entries: 2,
      directoryBytes: 1e6,
      entryBytes: 300,
      totalBytes: 300,
      ratio: 200,
      ratioFromBytes: 1e6,
    };
    const archive = await openArchive(path, limits);
    const drain = async (index: number, from = archive) => {
      for await (const _ of from.entries[index]?.open() ?? []);
    };
    await expect(drain(0)).resolves.toBeUndefined();
    await expect(drain(1)).rejects.toMatchObject({
      rejection: { rejected: 'unsafeZip', breach: 'totalTooLarge', file: 'Profile.csv' },
    });
    archive.close();
    for (const [smaller, breach] of [
      [{ entries: 1 }, 'tooManyEntries'],
      [{ compressedBytes: 10 }, 'archiveTooLarge'],
      [{ directoryBytes: 10 }, 'directoryTooLarge'],
    ] as const)
      await expect(openArchive(path, { ...limits, ...smaller })).rejects.toMatchObject({
        rejection: { rejected: 'unsafeZip', breach },
      });
    const short = await openArchive(path, { ...limits, entryBytes: 10 });
    await expect(drain(0, short)).rejects.toMatchObject({
      rejection: { rejected: 'unsafeZip', breach: 'entryTooLarge', file: 'Connections.csv' },
    });
    short.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a missing file is a fault, not a rejection', async () => {
  const missing = { path: join(tmpdir(), 'woher-no-such-file'), fileName: 'x.zip', uploadedAt };
  await expect(readExport(missing)).rejects.toMatchObject({ code: 'ENOENT' });
});

test.runIf(process.platform === 'linux')('no file stays open, whatever the outcome', async () => {
  const openFiles = () => readdirSync('/proc/self/fd').length;
  await readBytes(good);
  const before = openFiles();
  for (const [, content] of rejectedUploads) await readBytes(content);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(openFiles()).toBeLessThanOrEqual(before);
});
