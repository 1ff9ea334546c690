import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { stableText } from '../../shared/domain/collections.ts';
import { contactState } from '../../shared/domain/contact.ts';
import type { Answer } from '../../shared/domain/decision.ts';
import { contactSubject, type FileHash, type IsoTime, type OwnerId } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage, NoticeMessage } from '../../shared/ports/queue.ts';
import { importExport } from '../../shared/workflows/import-export.ts';
import { daysAfter } from '../domain/builders.ts';
import { headers, lines } from '../exports/files.ts';
import { me, newRunId, storeWithOwner } from '../network.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as Connections.csv writes it. */
function written(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date} ${months[Number(month) - 1]} ${year}`;
}

/** The rows of people 0, 1, … who were connected a week after one another, the newest first as the network has it. */
export const rowsOf = (people: Iterable<number>): string[] =>
  [...people]
    .sort((a, b) => b - a)
    .map(
      (no) =>
        `No${no},Person,https://www.linkedin.com/in/p-${no},,,,${written(daysAfter('2015-01-05', 7 * no))}`,
    );

export const people = (count: number): number[] => Array.from({ length: count }, (_, no) => no);

export const connectionsCsv = (rows: readonly string[]): string => lines(headers.connections, ...rows, '');

/** A profile of that name, as it stands in a Complete export. */
export const profileCsv = (name: string): string => lines(headers.profile, `${name},Halm,,,,,,,,,,,`, '');

/** What one upload is, and when it came. A date in the name is the export's own. */
export type Upload = {
  readonly bytes: string | Uint8Array;
  readonly day: string;
  readonly fileName?: string;
  readonly uploadId?: string;
  readonly audits?: (AuditMessage | NoticeMessage)[];
};

const folder = await mkdtemp(join(tmpdir(), 'woher-guard-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const path = join(folder, 'upload');

export const atNoon = (day: string): IsoTime => `${day}T12:00:00.000Z` as IsoTime;

/** A name that dates the file by its day. */
export const datedName = (day: string): string => {
  const [year, month, date] = day.split('-');
  return `Connections_${month}-${date}-${year}.csv`;
};

export const hashOf = (bytes: string | Uint8Array): FileHash =>
  createHash('sha256').update(bytes).digest('hex') as FileHash;

/** Imports bytes through the real workflow; undefined bytes are an object that is gone. */
export async function importUpload(
  store: ContactStore,
  { bytes, day, fileName = datedName(day), uploadId = `u-${day}`, audits = [] }: Upload,
  { gone = false, minutesLater = 0 } = {},
): Promise<ImportRecord | undefined> {
  await writeFile(path, bytes);
  const fetched = {
    path,
    fileHash: hashOf(bytes),
    sizeBytes: Buffer.byteLength(bytes),
    dispose: async () => {},
  };
  return importExport(
    {
      source: { fetch: async () => (gone ? undefined : fetched) },
      store,
      audits: { send: async (message) => void audits.push(message) },
      newRunId,
      now: () => new Date(Date.parse(atNoon(day)) + minutesLater * 60_000),
    },
    {
      upload: { key: `exports/me/${uploadId}/${fileName}`, ownerId: me, uploadId, fileName },
      uploadedAt: atNoon(day),
    },
  );
}

/** A store that knows so many people, by one accepted export of that day. */
export async function knowing(count: number, day = '2026-10-01'): Promise<ContactStore> {
  const store = await storeWithOwner();
  const first = await importUpload(store, { bytes: connectionsCsv(rowsOf(people(count))), day });
  if (first?.status !== 'accepted') throw new Error('the network was not taken in');
  return store;
}

/** Another store that holds what this one holds, so that what is done to the one leaves the other. */
export async function copyOf(store: ContactStore): Promise<ContactStore> {
  const copy = await storeWithOwner();
  await copy.writeContacts(me, await store.readContacts(me));
  for (const record of await store.readImports(me)) await copy.writeImport(me, record);
  const head = await store.readHead(me);
  if (head !== undefined) await copy.moveHead(me, head);
  for (const { subject, given, decidedAt } of await store.readDecisions(me))
    if (given !== undefined) await copy.recordAnswer(me, { subject, given, at: decidedAt, via: 'review' });
  return copy;
}

/** Gives one answer about some people. */
export async function decideAll(
  store: ContactStore,
  numbers: readonly number[],
  answer: Answer,
  owner: OwnerId = me,
): Promise<void> {
  for (const { contactId, row } of await store.readContacts(owner))
    if (numbers.some((no) => row.slug === `p-${no}`))
      await store.recordAnswer(owner, {
        subject: contactSubject(contactId),
        given: { answer },
        at: atNoon('2026-10-02'),
        via: 'review',
      });
}

/** All that an import may change but the imports themselves. */
export const networkOf = async (store: ContactStore): Promise<string> =>
  stableText({
    contacts: await store.readContacts(me),
    memory: await store.readMemory(me),
    excerpts: [...(await store.readExcerptIds(me))],
    head: await store.readHead(me),
    decisions: await store.readDecisions(me),
  });

/** How many are missing and gone by the newest accepted export. */
export async function statesOf(store: ContactStore): Promise<Record<'missing' | 'gone', number>> {
  const head = await store.readHead(me);
  const states = (await store.readContacts(me)).map((contact) => contactState(contact, head));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  return { missing: count('missing'), gone: count('gone') };
}
