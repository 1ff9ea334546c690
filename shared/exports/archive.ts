import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import * as yauzl from 'yauzl';
import { cleanText } from '../domain/names-of-people.ts';
import type { Breach, RejectionCode } from '../domain/snapshot.ts';
import { maxExportBytes } from '../domain/upload.ts';
import { breached, ExportRejected } from './rejection.ts';

/** One file of an uploaded ZIP. */
export type ArchiveEntry = {
  /** Path inside the ZIP; never used as a path on disk. */
  readonly name: string;
  readonly baseName: string;
  /** ZIP times have no zone; LinkedIn writes UTC. */
  readonly modifiedAt: Date;
  /** Declared bytes; `open` proves them. */
  readonly size: number;
  /** The content, checked against length, CRC and limits while it flows. Errors: `ExportRejected`. */
  open(): AsyncGenerator<Uint8Array>;
};

export type Archive = {
  readonly entries: readonly ArchiveEntry[];
  close(): void;
};

const mebibyte = 1_048_576;

/** REQUIREMENTS D-7. Bytes are counted as they are inflated: declared sizes lie. */
export const archiveLimits = {
  compressedBytes: maxExportBytes,
  entries: 1000,
  /** Names, comments and the like in the directory, which yauzl keeps in memory: 130 MB of them took 2.5 GB. */
  directoryBytes: mebibyte,
  entryBytes: 1024 * mebibyte,
  totalBytes: 2048 * mebibyte,
  ratio: 200,
  ratioFromBytes: mebibyte,
} as const;
export type ArchiveLimits = { readonly [Name in keyof typeof archiveLimits]: number };

/**
 * Opens a ZIP and reads its directory. Folders and what macOS adds (`__MACOSX`, names with a leading dot) are left out.
 * @throws ExportRejected for a truncated, encrypted, damaged or unsafe ZIP
 */
export async function openArchive(path: string, limits: ArchiveLimits = archiveLimits): Promise<Archive> {
  const zip = await yauzl.openPromise(path, { autoClose: false, validateEntrySizes: false }).catch(reject);
  try {
    if (zip.fileSize > limits.compressedBytes) throw breached('archiveTooLarge');
    if (zip.entryCount > limits.entries) throw breached('tooManyEntries');
    const found: yauzl.Entry[] = [];
    try {
      let directoryBytes = 0;
      for await (const entry of zip.eachEntry()) {
        directoryBytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
        if (directoryBytes > limits.directoryBytes) throw breached('directoryTooLarge');
        found.push(entry);
      }
    } catch (error) {
      reject(error);
    }
    checkEntries(found);
    const budget = { left: limits.totalBytes };
    const entries = found
      .filter((entry) => !isIgnored(entry.fileName))
      .map(
        (entry): ArchiveEntry => ({
          name: entry.fileName,
          baseName: entry.fileName.split('/').at(-1) ?? '',
          modifiedAt: entry.getLastModDate({ timezone: 'UTC' }),
          size: entry.uncompressedSize,
          open: () => content(zip, entry, limits, budget),
        }),
      );
    return { entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function checkEntries(entries: readonly yauzl.Entry[]): void {
  const names = new Set<string>();
  for (const entry of entries) {
    if (entry.isEncrypted()) throw rejected('encryptedZip', entry.fileName);
    if (isSymlink(entry)) throw breached('symlink', shownName(entry.fileName));
    if (names.has(entry.fileName)) throw breached('duplicateEntry', shownName(entry.fileName));
    names.add(entry.fileName);
  }
  // Overlapping entries are how a small ZIP holds petabytes.
  const byOffset = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  byOffset.forEach((entry, index) => {
    const end =
      entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.fileNameLength + entry.compressedSize;
    const next = byOffset[index + 1];
    if (next !== undefined && end > next.relativeOffsetOfLocalHeader)
      throw breached('overlap', shownName(next.fileName));
  });
}

const localHeaderBytes = 30;

function isSymlink(entry: yauzl.Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function isIgnored(name: string): boolean {
  const parts = name.split('/');
  return name.endsWith('/') || parts.includes('__MACOSX') || (parts.at(-1) ?? '').startsWith('.');
}

async function* content(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  limits: ArchiveLimits,
  budget: { left: number },
): AsyncGenerator<Uint8Array> {
  // Nothing is damaged where 7-Zip packed it in its own way; LinkedIn does not.
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw breached('compression', shownName(entry.fileName));
  const raw = await zip
    .openReadStreamPromise(entry, { decodeFileData: false })
    .catch((e) => reject(e, entry.fileName));
  // yauzl inflates in chunks of 16 KiB, which takes 1.6 times as long (PERFORMANCE section 1).
  const bytes =
    entry.compressionMethod === 0 ? raw : pipeline(raw, createInflateRaw({ chunkSize: mebibyte }), () => {});
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      budget.left -= chunk.length;
      const breach = inflationBreach({ size, left: budget.left, packed: entry.compressedSize }, limits);
      if (breach !== undefined) throw breached(breach, shownName(entry.fileName));
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    reject(error, entry.fileName);
  }
  if (size !== entry.uncompressedSize || crc !== entry.crc32) throw rejected('damagedZip', entry.fileName);
}

/** The limit that an entry breaks with what has been inflated of it; bytes, `left` is what all entries may still hold. */
function inflationBreach(
  { size, left, packed }: { readonly size: number; readonly left: number; readonly packed: number },
  limits: ArchiveLimits,
): Breach | undefined {
  if (size > limits.ratioFromBytes && size > limits.ratio * packed) return 'ratio';
  if (size > limits.entryBytes) return 'entryTooLarge';
  return left < 0 ? 'totalTooLarge' : undefined;
}

// yauzl and zlib tell what is wrong with a ZIP by message only; errors of the disk have a code of the system's.
function reject(error: unknown, file?: string): never {
  if (error instanceof ExportRejected || !(error instanceof Error)) throw error;
  if ('syscall' in error) throw error;
  const unsafePath = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(
    error.message,
  )?.[1];
  if (unsafePath !== undefined) throw breached('path', shownName(unsafePath), { cause: error });
  throw rejected(codeOf(error.message), file, { cause: error });
}

function rejected(code: RejectionCode, fileName?: string, options?: ErrorOptions): ExportRejected {
  if (fileName === undefined) return new ExportRejected({ rejected: code }, options);
  return new ExportRejected({ rejected: code, file: shownName(fileName) }, options);
}

/** An entry's name made safe to show to the owner. */
export const shownName = (name: string): string => cleanText(name, 200);

function codeOf(message: string): RejectionCode {
  if (/end of central directory record signature not found/i.test(message)) return 'truncatedZip';
  if (/encrypt/i.test(message)) return 'encryptedZip';
  return 'damagedZip';
}
