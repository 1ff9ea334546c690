import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stableText } from '../../shared/domain/collections.ts';
import { ImportBusy, OwnerUnknown } from '../../shared/domain/errors.ts';
import { type ImportId, type IsoTime, ownerId } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { AuditMessage } from '../../shared/ports/queue.ts';
import { importExport } from '../../shared/workflows/import-export.ts';
import { type ArchiveFile, zipBytes } from '../fixtures/archive.ts';
import { generateAccount, SAMPLE } from '../fixtures/network.ts';
import { importFile, me, newRunId, sourceOf, storeWithOwner } from '../network.ts';
import { type Fault, faultPlan, PlantedFault } from './faults.ts';

const at = (day: string): IsoTime => `${day}T09:00:00.000Z` as IsoTime;
let folder: string;
const paths: Record<'october' | 'november' | 'small' | 'smallLater', string> = {
  october: '',
  november: '',
  small: '',
  smallLater: '',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-import-'));
  const make = async (name: keyof typeof paths, month: string, scale?: number) => {
    const { files } = generateAccount({
      seed: SAMPLE.seed,
      month,
      ...(scale === undefined ? {} : { scale }),
    });
    paths[name] = join(folder, `${name}.zip`);
    await writeFile(paths[name], await zipBytes(name === 'smallLater' ? files.map(withNewJob) : files));
  };
  await make('october', '2026-10');
  await make('november', '2026-11');
  await make('small', '2026-10', 0.05);
  await make('smallLater', '2026-11', 0.05);
});
afterAll(() => rm(folder, { recursive: true }));

/** The oldest contact with a GmbH changes the employer: the old one is known only from the row that the import replaces. */
function withNewJob(file: ArchiveFile): ArchiveFile {
  if (file.name !== 'Connections.csv') return file;
  return { ...file, text: file.text.replace(/,[^,"\n]+ GmbH,(?![\s\S]* GmbH,)/, ',Frischgründung UG,') };
}

/** Everything that an import may leave behind, but for the times of the runs themselves. */
async function stateOf(store: ContactStore): Promise<string> {
  const imports = (await store.readImports(me)).map(({ finishedAt, writes, ...record }) => record);
  return stableText({
    contacts: await store.readContacts(me),
    memory: await store.readMemory(me),
    excerpts: [...(await store.readExcerptIds(me))].sort(),
    head: await store.readHead(me),
    imports,
  });
}

describe('importing an export', () => {
  test('writes every contact once, and starts the first audit', async () => {
    const store = await storeWithOwner();
    const audits: AuditMessage[] = [];
    const record = await importFile(store, { path: paths.october, at: at('2026-11-02'), audits });
    const contacts = await store.readContacts(me);
    expect(record).toMatchObject({ status: 'accepted', older: false });
    expect(record?.contacts.added).toBe(contacts.length);
    expect(record?.writes.contacts).toBe(contacts.length);
    expect(audits).toEqual([{ ownerId: me, at: at('2026-11-02'), period: '2026-11' }]);
    expect(await store.readHead(me)).toMatchObject({
      exportedAt: '2026-11-01T06:12:00.000Z',
      importId: record?.importId,
    });
  });

  test('the same bytes twice are one import, under whatever name', async () => {
    const store = await storeWithOwner();
    await importFile(store, { path: paths.october, at: at('2026-11-02') });
    const before = await stateOf(store);
    const copy = join(folder, 'once more.zip');
    await writeFile(copy, await readFile(paths.october));
    const { wrap, calls } = faultPlan();
    await importFile(wrap(store), { path: copy, at: at('2026-11-09') });
    expect(calls).toEqual(['readOwner', 'readImports', 'writeReceipt']);
    expect(await stateOf(store)).toBe(before);
  });

  test('the same content in another file writes no contact and no memory', async () => {
    const store = await storeWithOwner();
    await importFile(store, { path: paths.october, at: at('2026-11-02') });
    const { files } = generateAccount(SAMPLE);
    const again = join(folder, 'again.zip');
    const later = new Date('2026-11-03T10:00:00Z');
    await writeFile(again, await zipBytes(files.map((file) => ({ ...file, modifiedAt: later }))));
    const record = await importFile(store, { path: again, at: at('2026-11-04') });
    expect(record?.contacts).toMatchObject({ added: 0, edited: 0, renamed: 0, missing: 0, returned: 0 });
    expect(record?.writes.contacts).toBe(0);
    expect(record?.writes.other).toBeLessThanOrEqual(8);
  });

  test('a month later writes exactly the contacts that changed', async () => {
    const store = await storeWithOwner();
    await importFile(store, { path: paths.october, at: at('2026-11-02') });
    const before = new Map(
      (await store.readContacts(me)).map((contact) => [contact.contactId, stableText(contact)]),
    );
    const record = await importFile(store, { path: paths.november, at: at('2026-12-02') });
    const after = await store.readContacts(me);
    const changed = after.filter((contact) => before.get(contact.contactId) !== stableText(contact));
    expect(record?.writes.contacts).toBe(changed.length);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(after.length / 4);
    expect(record?.contacts.added).toBeGreaterThan(0);
  });

  test('an older export changes nothing that is current', async () => {
    const newest = await storeWithOwner();
    await importFile(newest, { path: paths.november, at: at('2026-12-02') });
    const rows = (await newest.readContacts(me)).map(({ contactId, row, missingSince }) => ({
      contactId,
      row,
      missingSince,
    }));
    const head = await newest.readHead(me);
    const audits: AuditMessage[] = [];
    const record = await importFile(newest, { path: paths.october, at: at('2026-12-03'), audits });
    expect(record).toMatchObject({
      status: 'accepted',
      older: true,
      contacts: { missing: 0, added: 0, edited: 0 },
    });
    expect(
      (await newest.readContacts(me)).map(({ contactId, row, missingSince }) => ({
        contactId,
        row,
        missingSince,
      })),
    ).toEqual(rows);
    expect(await newest.readHead(me)).toEqual(head);
    expect(audits).toEqual([]);
  });

  test('a file that is no export changes nothing but the list of imports', async () => {
    const store = await storeWithOwner();
    await importFile(store, { path: paths.small, at: at('2026-11-02') });
    const { imports: _, ...before } = JSON.parse(await stateOf(store));
    const broken = join(folder, 'export.zip');
    await writeFile(broken, '%PDF-1.7\n%âãÏÓ\n');
    const record = await importFile(store, { path: broken, at: at('2026-11-03') });
    expect(record).toMatchObject({ status: 'rejected', rejection: { rejected: 'pdf' } });
    const { imports, ...after } = JSON.parse(await stateOf(store));
    expect(after).toEqual(before);
    expect(imports).toHaveLength(2);
  });

  test('waits while another import of the owner holds the lock, and takes over when its time is up', async () => {
    const store = await storeWithOwner();
    const until = '2026-11-02T09:10:00.000Z' as IsoTime;
    await store.takeImportLock(
      me,
      { runId: newRunId(), importId: 'another' as ImportId, until },
      at('2026-11-02'),
    );
    await expect(importFile(store, { path: paths.small, at: at('2026-11-02') })).rejects.toThrow(ImportBusy);
    expect(await store.readContacts(me)).toEqual([]);
    await importFile(store, { path: paths.small, at: at('2026-11-03') });
    expect((await store.readContacts(me)).length).toBeGreaterThan(0);
    expect(await store.isImporting(me, at('2026-11-03'))).toBe(false);
  });

  test('every upload has its receipt, also when it is rejected or brings nothing new', async () => {
    const store = await storeWithOwner();
    const accepted = await importFile(store, { path: paths.small, at: at('2026-11-02'), uploadId: 'u-1' });
    const pdf = join(folder, 'cv.pdf');
    await writeFile(pdf, '%PDF-1.7');
    const rejected = await importFile(store, { path: pdf, at: at('2026-11-03'), uploadId: 'u-2' });
    await importFile(store, { path: paths.small, at: at('2026-11-04'), uploadId: 'u-3' });
    const receipt = { importId: accepted?.importId, status: 'accepted' };
    expect(await store.readReceipt(me, 'u-1')).toEqual({ ...receipt, at: at('2026-11-02') });
    expect(await store.readReceipt(me, 'u-2')).toEqual({
      importId: rejected?.importId,
      status: 'rejected',
      code: 'pdf',
      at: at('2026-11-03'),
    });
    const again = { ...receipt, code: 'alreadyImported', at: at('2026-11-04') };
    expect(await store.readReceipt(me, 'u-3')).toEqual(again);
    // The event of the first upload once more.
    await importFile(store, { path: paths.small, at: at('2026-11-05'), uploadId: 'u-1' });
    expect(await store.readReceipt(me, 'u-1')).toEqual({ ...receipt, at: at('2026-11-05') });
  });

  test('an upload that is too large to be read is rejected, with one record however often it comes', async () => {
    const store = await storeWithOwner();
    const upload = { key: 'exports/me/u-9/large.zip', ownerId: me, uploadId: 'u-9', fileName: 'large.zip' };
    const run = () =>
      importExport(
        {
          source: { fetch: async () => 'tooLarge' },
          store,
          audits: { send: async () => {} },
          newRunId,
          now: () => new Date(at('2026-11-02')),
        },
        { upload, uploadedAt: at('2026-11-02') },
      );
    expect(await run()).toMatchObject({ status: 'rejected', rejection: { rejected: 'tooLarge' } });
    await run();
    expect(await store.readImports(me)).toMatchObject([{ status: 'rejected', fileName: 'large.zip' }]);
    expect(await store.readReceipt(me, 'u-9')).toMatchObject({ status: 'rejected', code: 'tooLarge' });
  });

  test('an owner who does not exist is a fault, an upload that is gone is not', async () => {
    const store = await storeWithOwner();
    const services = { store, audits: { send: async () => {} }, newRunId, now: () => new Date() };
    const upload = { key: 'k', uploadId: '1', fileName: 'x.zip' };
    await expect(
      importExport(
        { ...services, source: sourceOf(paths.small) },
        { upload: { ...upload, ownerId: ownerId('nobody') }, uploadedAt: at('2026-11-02') },
      ),
    ).rejects.toThrow(OwnerUnknown);
    const gone = { fetch: async () => undefined };
    expect(
      await importExport(
        { ...services, source: gone },
        { upload: { ...upload, ownerId: me }, uploadedAt: at('2026-11-02') },
      ),
    ).toBeUndefined();
  });
});

describe('an import that fails at any call', () => {
  test('leaves the old head or the new one, and a rerun arrives where an undisturbed import does', async () => {
    const first = await undisturbed([paths.small]);
    const second = await undisturbed([paths.small, paths.smallLater]);
    // Or the order of the writes would not matter here.
    expect(JSON.parse(second).memory.formerEmployers.length).toBeGreaterThan(0);
    let plans = 0;
    for (const months of [[paths.small], [paths.small, paths.smallLater]]) {
      const calls = await callsOf(months);
      expect(calls).toBeGreaterThanOrEqual(12);
      for (let call = 1; call <= calls; call++) {
        for (const when of ['before', 'after'] as const) {
          plans++;
          const expected = months.length === 1 ? first : second;
          const { state, head, heads, isLocked, failed, audits } = await disturbed(months, { call, when });
          expect(state, `call ${call} ${when}`).toBe(expected);
          expect(heads, `call ${call} ${when}`).toContainEqual(head);
          // What is not given back is over in its time: nobody knows any more that no run holds it.
          expect(isLocked, `call ${call} ${when}`).toBe(failed === 'releaseImportLock' && when === 'before');
          expect(audits, `call ${call} ${when}`).toBe(months.length === 1 ? 1 : 0);
        }
      }
    }
    expect(plans).toBeGreaterThanOrEqual(48);
  });
});

const uploadedAt = (index: number): IsoTime => at(`2026-1${index + 1}-02`);

async function undisturbed(months: readonly string[]): Promise<string> {
  const store = await storeWithOwner();
  for (const [index, path] of months.entries()) await importFile(store, { path, at: uploadedAt(index) });
  return stateOf(store);
}

async function callsOf(months: readonly string[]): Promise<number> {
  const store = await storeWithOwner();
  for (const [index, path] of months.slice(0, -1).entries())
    await importFile(store, { path, at: uploadedAt(index) });
  const { wrap, calls } = faultPlan();
  await importWith(wrap, store, months.length - 1, months.at(-1) ?? '');
  return calls.length;
}

/** One fault, then a rerun without any. `heads`: the one before and the one after; `head`: the one in between. */
async function disturbed(months: readonly string[], fault: Fault) {
  const store = await storeWithOwner();
  for (const [index, path] of months.slice(0, -1).entries())
    await importFile(store, { path, at: uploadedAt(index) });
  const before = await store.readHead(me);
  const path = months.at(-1) ?? '';
  const { wrap, calls } = faultPlan(fault);
  await expect(importWith(wrap, store, months.length - 1, path)).rejects.toThrow(PlantedFault);
  const failed = calls[fault.call - 1];
  const head = await store.readHead(me);
  const audits = await importWith((port) => port, store, months.length - 1, path);
  const isLocked = await store.isImporting(me, uploadedAt(months.length - 1));
  const heads = [before, await store.readHead(me)];
  return { state: await stateOf(store), head, heads, isLocked, failed, audits };
}

/** How many audits the run asked for. */
async function importWith(
  wrap: <P extends object>(port: P) => P,
  store: ContactStore,
  index: number,
  path: string,
): Promise<number> {
  const fileName = path.split('/').at(-1) ?? '';
  const upload = { key: 'exports/me/1/export.zip', ownerId: me, uploadId: uploadedAt(index), fileName };
  let audits = 0;
  await importExport(
    {
      source: wrap(sourceOf(path)),
      store: wrap(store),
      audits: wrap({ send: async (_: AuditMessage) => void audits++ }),
      newRunId,
      now: () => new Date(uploadedAt(index)),
    },
    { upload, uploadedAt: uploadedAt(index) },
  );
  return audits;
}
