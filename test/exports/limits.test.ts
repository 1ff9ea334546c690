import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type * as zlib from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { archiveLimits, openArchive } from '../../shared/exports/archive.ts';
import { ExportRejected } from '../../shared/exports/rejection.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';

const mebibyte = 1_048_576;
const gibibyte = 1024 * mebibyte;

/** How many bytes come out of the next entries that are inflated, whatever lies in them. */
const inflated: number[] = [];
const block = Buffer.alloc(mebibyte);

// Nobody packs gigabytes for a test: the limits count what comes out of zlib, and here one block of it comes again and again.
vi.mock('node:zlib', async (importOriginal) => ({
  ...(await importOriginal<typeof zlib>()),
  createInflateRaw: () => {
    let left = inflated.shift() ?? 0;
    return new Duplex({
      write: (_chunk, _encoding, done) => done(),
      read() {
        this.push(left === 0 ? null : block.subarray(0, left));
        left = Math.max(0, left - mebibyte);
      },
    });
  },
  crc32: () => 0,
}));

const folder = await mkdtemp(join(tmpdir(), 'woher-limits-'));
const path = join(folder, 'upload');
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  inflated.length = 0;
});

/** An entry of which so many bytes come out, and that has so many in the ZIP: six megabytes unless told. */
const entryOf = (name: string, size: number, packedBytes = 6 * mebibyte): RawEntry => ({
  name,
  content: Buffer.alloc(packedBytes),
  method: 0,
  crc: 0,
  size,
});

/** A ZIP whose entries say that they are deflated, without having been. */
function deflatedZip(entries: readonly RawEntry[]): Buffer {
  const zip = rawZip(entries);
  for (const [signature, method] of [
    ['PK\u0003\u0004', 8],
    ['PK\u0001\u0002', 10],
  ] as const)
    for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 1))
      zip.writeUInt16LE(8, at + method);
  return zip;
}

type Inflated = { readonly bytes: number; readonly breach?: string };

/** What comes out of each entry, one after another, under the limits that uploads have; `sizes` where headers lie. */
async function readAll(
  entries: readonly RawEntry[],
  sizes = entries.map(({ size = 0 }) => size),
): Promise<Inflated[]> {
  await writeFile(path, deflatedZip(entries));
  inflated.push(...sizes);
  const archive = await openArchive(path);
  const found: Inflated[] = [];
  for (const entry of archive.entries) {
    let bytes = 0;
    try {
      for await (const chunk of entry.open()) bytes += chunk.length;
      found.push({ bytes });
    } catch (fault) {
      found.push({ bytes, breach: breachOf(fault) });
    }
  }
  archive.close();
  return found;
}

function breachOf(fault: unknown): string {
  if (!(fault instanceof ExportRejected)) throw fault;
  const { rejection } = fault;
  return ('breach' in rejection ? rejection.breach : undefined) ?? rejection.rejected;
}

/** Why an upload is not even opened; undefined for one that is. */
async function refusal(zip: Uint8Array | undefined): Promise<string | undefined> {
  if (zip !== undefined) await writeFile(path, zip);
  try {
    (await openArchive(path)).close();
    return undefined;
  } catch (fault) {
    return breachOf(fault);
  }
}

describe('the limits of an archive are those of REQUIREMENTS D-7', () => {
  test('as numbers', () => {
    expect(archiveLimits).toEqual({
      compressedBytes: 536_870_912,
      entries: 1_000,
      directoryBytes: 1_048_576,
      entryBytes: 1_073_741_824,
      totalBytes: 2_147_483_648,
      ratio: 200,
      ratioFromBytes: 1_048_576,
    });
  });

  test('an entry may hold 1 GB, and not a byte more', async () => {
    expect(await readAll([entryOf('a.csv', gibibyte)])).toEqual([{ bytes: gibibyte }]);
    expect(await readAll([entryOf('a.csv', gibibyte + 1)])).toEqual([
      { bytes: gibibyte, breach: 'entryTooLarge' },
    ]);
  });

  test('all entries may hold 2 GB, and not a byte more', async () => {
    const full = ['a.csv', 'b.csv'].map((name) => entryOf(name, gibibyte));
    expect(await readAll([...full, entryOf('c.csv', 1)])).toEqual([
      { bytes: gibibyte },
      { bytes: gibibyte },
      { bytes: 0, breach: 'totalTooLarge' },
    ]);
  });

  test('two hundred times what is packed may come out, and above 1 MB not a byte more', async () => {
    const ofMost = (size: number) => readAll([entryOf('a.csv', size, 10_000)]);
    expect(await ofMost(2_000_000)).toEqual([{ bytes: 2_000_000 }]);
    expect(await ofMost(2_000_001)).toMatchObject([{ breach: 'ratio' }]);
  });

  test('up to 1 MB anything may come out of a few bytes', async () => {
    const ofFew = (size: number) => readAll([entryOf('a.csv', size, 10)]);
    expect(await ofFew(mebibyte)).toEqual([{ bytes: mebibyte }]);
    expect(await ofFew(mebibyte + 1)).toMatchObject([{ breach: 'ratio' }]);
  });

  test('the size that a header tells counts neither way', async () => {
    const lying = (told: number) => readAll([{ ...entryOf('a.csv', 0), size: told }], [gibibyte + 1]);
    expect(await lying(5)).toMatchObject([{ breach: 'entryTooLarge' }]);
    // Too much is told of what is a byte: it is damaged, and breaks no limit.
    expect(await readAll([entryOf('a.csv', 3 * gibibyte)], [1])).toMatchObject([{ breach: 'damagedZip' }]);
  });

  test('1,000 entries are opened, and 1,001 are not', async () => {
    const entries = (count: number) =>
      Array.from({ length: count }, (_, no) => ({ name: `${no}.txt`, content: '', method: 0 }));
    expect(await refusal(rawZip(entries(1_000)))).toBeUndefined();
    expect(await refusal(rawZip(entries(1_001)))).toBe('tooManyEntries');
  });

  test('1 MB of names and comments are read, and a byte more is not', async () => {
    const entries = (last: number) =>
      [...Array.from({ length: 16 }, () => 65_000), last].map((length, no) => ({
        name: `${String(no).padStart(2, '0')}.csv`,
        content: '',
        method: 0,
        comment: new Uint8Array(length),
      }));
    const left = mebibyte - 16 * 65_000 - 17 * '00.csv'.length;
    expect(await refusal(rawZip(entries(left)))).toBeUndefined();
    expect(await refusal(rawZip(entries(left + 1)))).toBe('directoryTooLarge');
  });

  test('an upload of 512 MB is looked into, and one of a byte more is not', async () => {
    const zip = rawZip([{ name: 'a.csv', content: '', method: 0 }]);
    const upload = async (bytes: number) => {
      // A hole in the file: it takes no room on the disk.
      await writeFile(path, '');
      await truncate(path, bytes - zip.length);
      await appendFile(path, zip);
      return refusal(undefined);
    };
    expect(await upload(512 * mebibyte + 1)).toBe('archiveTooLarge');
    // Its directory is elsewhere than it says, which is seen only once it is looked into.
    expect(await upload(512 * mebibyte)).toBe('damagedZip');
  });
});
