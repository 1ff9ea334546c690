import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createMemoryContactStore } from '../shared/adapters/memory/contact-store.ts';
import type { FileHash, IsoTime, RunId } from '../shared/domain/ids.ts';
import { ownerId } from '../shared/domain/ids.ts';
import type { ImportRecord } from '../shared/domain/import.ts';
import type { Owner } from '../shared/domain/owner.ts';
import type { ContactStore } from '../shared/ports/contact-store.ts';
import type { ExportSource } from '../shared/ports/export-source.ts';
import type { AuditMessage } from '../shared/ports/queue.ts';
import { importExport } from '../shared/workflows/import-export.ts';
import { anOwner } from './domain/builders.ts';

/** The owner of most tests. */
export const me = ownerId('me');

/** A memory store with one owner who is due on the next first of the month. */
export async function storeWithOwner(overrides: Partial<Owner> = {}): Promise<ContactStore> {
  const store = createMemoryContactStore();
  await store.createOwner(
    anOwner({ ownerId: me, address: 'mara@feldkamp.example', ...overrides }),
    '2026-12-01T07:00:00.000Z' as IsoTime,
  );
  return store;
}

/** An export source that holds one file on disk under whatever key. */
export function sourceOf(path: string): Pick<ExportSource, 'fetch'> {
  return {
    fetch: async () => {
      const bytes = await readFile(path);
      const fileHash = createHash('sha256').update(bytes).digest('hex') as FileHash;
      return { path, fileHash, sizeBytes: bytes.length, dispose: async () => {} };
    },
  };
}

/** Names the runs of imports. */
export const newRunId = (): RunId => randomUUID() as RunId;

/** Imports a file through the real workflow; audit messages are collected, not run. */
export async function importFile(
  store: ContactStore,
  {
    path,
    at,
    audits = [],
    uploadId,
  }: { path: string; at: IsoTime; audits?: AuditMessage[]; uploadId?: string },
): Promise<ImportRecord | undefined> {
  const fileName = basename(path);
  return importExport(
    {
      source: sourceOf(path),
      store,
      audits: { send: async (message) => void audits.push(message) },
      newRunId,
      now: () => new Date(at),
    },
    {
      upload: { key: `exports/me/1/${fileName}`, ownerId: me, uploadId: uploadId ?? at, fileName },
      uploadedAt: at,
    },
  );
}
