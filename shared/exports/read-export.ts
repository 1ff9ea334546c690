import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { defined } from '../domain/collections.ts';
import type { IsoTime } from '../domain/ids.ts';
import type { ExportFile, FileKind, Rejection, Snapshot } from '../domain/snapshot.ts';
import { evidenceFileKinds } from '../domain/snapshot.ts';
import type { ArchiveEntry } from './archive.ts';
import { archiveLimits, openArchive, shownName } from './archive.ts';
import { hasHeader } from './csv.ts';
import { latestDay } from './export-date.ts';
import { fileType } from './file-type.ts';
import type { Collected } from './linkedin/collected.ts';
import { newCollected, skip } from './linkedin/collected.ts';
import { linkedinFileNamed, linkedinFileOf, linkedinFiles, stemOf } from './linkedin/index.ts';
import type { FileResult, LinkedinFile } from './linkedin/linkedin-file.ts';
import { linkedinSnapshot } from './linkedin/linkedin-snapshot.ts';
import { breached, ExportRejected } from './rejection.ts';

export type UploadedExport = {
  /** Where the bytes lie on disk. */
  readonly path: string;
  /** What the person called the file; believed for nothing but its date. */
  readonly fileName: string;
  readonly uploadedAt: IsoTime;
};

const headBytes = 65_536;

const evidence: ReadonlySet<FileKind> = new Set(evidenceFileKinds);

/**
 * Reads an upload: a LinkedIn ZIP of either kind, or a bare Connections.csv. What cannot be read is a rejection; only
 * faults of the disk are thrown. The type comes from the bytes, never from the name (EXPORT-FORMATS A1, A2).
 */
export async function readExport(upload: UploadedExport): Promise<Snapshot | Rejection> {
  try {
    return await readAny(upload);
  } catch (error) {
    if (error instanceof ExportRejected) return error.rejection;
    throw error;
  }
}

async function readAny(upload: UploadedExport): Promise<Snapshot> {
  const unfinished = /\.(crdownload|part|partial|opdownload|download)$/iu.test(upload.fileName);
  const head = await firstBytes(upload.path);
  const type = fileType(head);
  if (unfinished && type !== 'zip') throw new ExportRejected({ rejected: 'unfinishedDownload' });
  switch (type) {
    case 'empty':
      throw new ExportRejected({ rejected: 'emptyFile' });
    case 'pdf':
    case 'webPage':
      throw new ExportRejected({ rejected: type });
    case 'other':
      throw new ExportRejected({ rejected: 'otherFile' });
    case 'text':
      return readBareCsv(upload, head);
    case 'zip':
      return await readZip(upload).catch((error) => {
        const cut = error instanceof ExportRejected && error.rejection.rejected === 'truncatedZip';
        throw cut && unfinished ? new ExportRejected({ rejected: 'unfinishedDownload' }) : error;
      });
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(headBytes);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, headBytes - length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
  } finally {
    await file.close();
  }
}

async function readBareCsv(upload: UploadedExport, head: Uint8Array): Promise<Snapshot> {
  const connections = linkedinFileOf('connections');
  if (connections === undefined || !(await hasHeader(head, connections.shape))) {
    for (const file of linkedinFiles) {
      if (await hasHeader(head, file.shape)) throw new ExportRejected({ rejected: 'noConnections' });
    }
    if (connections !== undefined && linkedinFileNamed(upload.fileName) === connections)
      throw new ExportRejected({ rejected: 'wrongHeader', file: shownName(upload.fileName) });
    throw new ExportRejected({ rejected: 'otherFile' });
  }
  const collected = newCollected(latestDay(upload));
  const name = shownName(upload.fileName);
  const source = () => limited(createReadStream(upload.path));
  const files = [await readFile(connections, name, source, collected)];
  return linkedinSnapshot(collected, { files, fileName: upload.fileName, uploadedAt: upload.uploadedAt });
}

async function* limited(source: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > archiveLimits.entryBytes) throw breached('entryTooLarge');
    yield chunk;
  }
}

async function readZip(upload: UploadedExport): Promise<Snapshot> {
  const archive = await openArchive(upload.path);
  try {
    const { entries } = archive;
    const { chosen, leftOut } = knownEntries(entries);
    if (chosen.size === 0) {
      const office = entries.some((entry) => entry.name === '[Content_Types].xml');
      const zipInZip = entries.filter(({ baseName }) => /\.zip$/iu.test(baseName)).length === 1;
      throw new ExportRejected({ rejected: office ? 'otherFile' : zipInZip ? 'zipInZip' : 'noKnownCsv' });
    }
    const { fileName, uploadedAt } = upload;
    const dates = { fileName, uploadedAt, entryTime: entryTime(entries, chosen) };
    const collected = newCollected(latestDay(dates));
    const files: ExportFile[] = [];
    for (const entry of entries) {
      const file = await readEntry(entry, chosen.get(entry), collected);
      files.push(leftOut.has(entry) ? { ...file, leftOut: true } : file);
    }
    if (files.every((file) => file.kind === 'unknown')) throw new ExportRejected({ rejected: 'noKnownCsv' });
    return linkedinSnapshot(collected, { files, ...dates });
  } finally {
    archive.close();
  }
}

/**
 * The entry to read of each kind: the one nearest to the root, for a folder may hold an older export beside it. Of two
 * that are no evidence the larger is read, or the first, and the other left out.
 */
function knownEntries(entries: readonly ArchiveEntry[]): {
  readonly chosen: ReadonlyMap<ArchiveEntry, LinkedinFile>;
  readonly leftOut: ReadonlySet<ArchiveEntry>;
} {
  const depth = (entry: ArchiveEntry) => entry.name.split('/').length;
  const nearest = new Map<LinkedinFile, ArchiveEntry>();
  const chosen = new Map<ArchiveEntry, LinkedinFile>();
  const leftOut = new Set<ArchiveEntry>();
  for (const entry of [...entries].sort((a, b) => depth(a) - depth(b))) {
    const file = linkedinFileNamed(entry.baseName);
    if (file === undefined || file === 'decoy') continue;
    const other = nearest.get(file);
    if (other !== undefined && depth(other) < depth(entry)) continue;
    if (other !== undefined && !continues(entry, other)) {
      // Two exports side by side: no telling which one is meant.
      if (evidence.has(file.kind)) throw breached('twoExports', shownName(entry.name));
      leftOut.add(entry.size > other.size ? other : entry);
      if (entry.size <= other.size) continue;
      chosen.delete(other);
    }
    nearest.set(file, entry);
    chosen.set(entry, file);
  }
  return { chosen, leftOut };
}

/** Whether one export holds both: `Shares.csv` beside `Shares_123.csv` in one folder. */
function continues(entry: ArchiveEntry, other: ArchiveEntry): boolean {
  const folder = ({ name, baseName }: ArchiveEntry) => name.slice(0, -baseName.length);
  const isSecondDownload = [entry, other].some(({ baseName }) => /\(\d+\)\.csv$/iu.test(baseName));
  return (
    folder(entry) === folder(other) &&
    stemOf(entry.baseName) === stemOf(other.baseName) &&
    [entry, other].some(({ baseName }) => /_\d+\.csv$/iu.test(baseName)) &&
    !isSecondDownload
  );
}

async function readEntry(
  entry: ArchiveEntry,
  file: LinkedinFile | undefined,
  collected: Collected,
): Promise<ExportFile> {
  const name = shownName(entry.name);
  if (file !== undefined) return readFile(file, name, () => entry.open(), collected);
  const rows = linkedinFileNamed(entry.baseName) === 'decoy' ? await decoyRows(entry) : 0;
  skip(collected, 'decoyFile', rows);
  return { name, kind: 'unknown', rows };
}

async function decoyRows(entry: ArchiveEntry): Promise<number> {
  const result = await linkedinFileOf('messages')?.read(entry.open(), newCollected());
  return result?.status === 'read' ? result.rows : 0;
}

/** One file as the import reports it; a mere known name over a foreign table is an unknown file, but for contacts. */
async function readFile(
  file: LinkedinFile,
  name: string,
  source: () => AsyncIterable<Uint8Array>,
  collected: Collected,
): Promise<ExportFile> {
  const result = await file.read(source(), collected).catch((error) => nameFile(error, name));
  if (result.status !== 'read') await readOn(source());
  if (result.status === 'wrongHeader') {
    if (file.kind === 'connections') throw new ExportRejected({ rejected: 'wrongHeader', file: name });
    return { name, kind: 'unknown', rows: 0 };
  }
  if (result.status === 'damaged') return damagedFile(file, name, result, collected);
  const { rows, unreadable, unreadableRows, undated, otherColumns, encoding, byProfile } = result;
  if (file.kind === 'connections' && collected.contacts.length === 0) {
    const [line] = unreadable;
    throw new ExportRejected(
      line === undefined
        ? { rejected: 'noContacts', file: name }
        : { rejected: 'damagedCsv', file: name, line },
    );
  }
  return defined<ExportFile>({
    name,
    kind: file.kind,
    rows,
    unreadable: unreadable.length === 0 ? undefined : unreadable,
    unreadableRows: unreadableRows === unreadable.length ? undefined : unreadableRows,
    undated: undated.rows === 0 ? undefined : undated,
    uncounted: file.kind === 'messages' && rows > 0 && collected.countedMessages === 0 ? true : undefined,
    mojibake: encoding.mojibake,
    strayBytes: encoding.strayBytes,
    nulBytes: encoding.nulBytes,
    otherColumns: otherColumns.length === 0 ? undefined : otherColumns,
    byProfile: byProfile ? true : undefined,
  });
}

// More takes seconds, and a file that large is no accident.
const mostReadOn = 67_108_864;

/** Text that makes no sense may be a damaged ZIP: that is told by reading it to its end. */
async function readOn(source: AsyncIterable<Uint8Array>): Promise<void> {
  let left = mostReadOn;
  for await (const { length } of source) {
    left -= length;
    if (left < 0) return;
  }
}

// Half of the evidence would look like none. A file that only helps the memory helps as far as it goes.
function damagedFile(
  { kind }: LinkedinFile,
  name: string,
  { line, rows }: Extract<FileResult, { status: 'damaged' }>,
  collected: Collected,
): ExportFile {
  if (evidence.has(kind)) throw new ExportRejected({ rejected: 'damagedCsv', file: name, line });
  skip(collected, 'unreadableRow', 1);
  return { name, kind, rows: rows + 1, unreadable: [line] };
}

function nameFile(error: unknown, file: string): never {
  if (!(error instanceof ExportRejected) || error.rejection.file !== undefined) throw error;
  throw new ExportRejected({ ...error.rejection, file }, { cause: error });
}

function entryTime(
  entries: readonly ArchiveEntry[],
  chosen: ReadonlyMap<ArchiveEntry, LinkedinFile>,
): Date | undefined {
  const known = entries.filter((entry) => chosen.has(entry));
  const contacts = known.find((entry) => chosen.get(entry)?.kind === 'connections');
  const [newest] = known.sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime());
  return (contacts ?? newest)?.modifiedAt;
}
