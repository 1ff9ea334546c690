import { describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/domain/diff.ts';
import { holdReasons } from '../../../shared/domain/guard.ts';
import type { ContactId, IsoDay } from '../../../shared/domain/ids.ts';
import { type Head, type ImportRecord, noContacts } from '../../../shared/domain/import.ts';
import type { Receipt } from '../../../shared/domain/upload.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import {
  anotherOwner,
  asText,
  contactIdOf,
  fullImport,
  hash,
  importId,
  minimalImport,
  runId,
  second,
} from './values.ts';

/** The lock of one run; all of them are runs of the same import, which makes none of them the holder. */
const lock = (letter: string, until: number) => ({
  runId: runId(letter),
  importId: importId('a'),
  until: second(until),
});
const head = (digit: string, exportedAt: number): Head => ({
  importId: importId(digit),
  fileHash: hash(digit),
  exportedAt: second(exportedAt),
});

export function importsContract(store: StoreUnderTest): void {
  describe('the import lock', () => {
    it('is free at first, held until it is given back, then free again', async () => {
      const ownerId = anotherOwner();
      expect(await store().isImporting(ownerId, second(0))).toBe(false);
      expect(await store().takeImportLock(ownerId, lock('a', 10), second(0))).toBe(true);
      expect(await store().isImporting(ownerId, second(5))).toBe(true);
      expect(await store().isImportLocked(ownerId, second(5))).toBe(true);
      expect(await store().takeImportLock(ownerId, lock('b', 20), second(5))).toBe(false);
      await store().releaseImportLock(ownerId, runId('a'));
      expect(await store().isImporting(ownerId, second(5))).toBe(false);
      expect(await store().takeImportLock(ownerId, lock('b', 20), second(5))).toBe(true);
    });

    it('is taken over after its time, not at it', async () => {
      const ownerId = anotherOwner();
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      expect(await store().takeImportLock(ownerId, lock('b', 30), second(10))).toBe(false);
      expect(await store().isImporting(ownerId, second(10))).toBe(true);
      expect(await store().isImporting(ownerId, second(11))).toBe(false);
      expect(await store().takeImportLock(ownerId, lock('b', 30), second(11))).toBe(true);
    });

    it('is taken again by the same run, for longer, and by no other run of the same import', async () => {
      const ownerId = anotherOwner();
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      expect(await store().takeImportLock(ownerId, lock('a', 20), second(5))).toBe(true);
      expect(await store().isImporting(ownerId, second(15))).toBe(true);
      expect(await store().takeImportLock(ownerId, lock('b', 30), second(15))).toBe(false);
    });

    it('is free once it is broken, whoever held it', async () => {
      const ownerId = anotherOwner();
      await store().breakImportLock(ownerId);
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      await store().breakImportLock(ownerId);
      expect(await store().isImporting(ownerId, second(5))).toBe(false);
      expect(await store().takeImportLock(ownerId, lock('b', 10), second(5))).toBe(true);
      expect(await store().readImports(ownerId)).toEqual([]);
    });

    it('is not given back by somebody else, nor by a holder who lost it', async () => {
      const ownerId = anotherOwner();
      await store().releaseImportLock(ownerId, runId('a'));
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      await store().releaseImportLock(ownerId, runId('b'));
      expect(await store().isImporting(ownerId, second(5))).toBe(true);
      await store().takeImportLock(ownerId, lock('b', 30), second(11));
      await store().releaseImportLock(ownerId, runId('a'));
      expect(await store().isImporting(ownerId, second(12))).toBe(true);
    });

    it('goes to one of many who want it at once', async () => {
      const ownerId = anotherOwner();
      const taken = await Promise.all(
        [...'0123456789'].map((digit) => store().takeImportLock(ownerId, lock(digit, 10), second(0))),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('is each owner’s own', async () => {
      await store().takeImportLock(anotherOwner(), lock('a', 10), second(0));
      expect(await store().takeImportLock(anotherOwner(), lock('b', 10), second(0))).toBe(true);
    });
  });

  describe('imports', () => {
    it('keeps them as they were written, oldest export first, apart from lock and head', async () => {
      const ownerId = anotherOwner();
      expect(await store().readImports(ownerId)).toEqual([]);
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      await store().moveHead(ownerId, head('a', 3));
      const records = [minimalImport('a', second(1)), fullImport('b', second(2)), fullImport('a', second(3))];
      for (const record of records.toReversed()) await store().writeImport(ownerId, record);
      expect(await store().readImports(ownerId)).toEqual(records);
      expect(asText(await store().readImports(ownerId))).toBe(asText(records));
      expect(await store().readImports(anotherOwner())).toEqual([]);
    });

    it('keeps one that is held, with all that the guard saw, until it is written over', async () => {
      const ownerId = anotherOwner();
      const held: ImportRecord = {
        ...minimalImport('a', second(1)),
        status: 'held',
        guard: {
          reasons: [...holdReasons],
          expected: 60,
          missing: 34,
          mayMiss: 10,
          missingCanaries: [{ contactId: contactIdOf('a'), name: 'Ägidius Öhm' }],
        },
      };
      await store().writeImport(ownerId, held);
      expect(await store().readImports(ownerId)).toEqual([held]);
      const accepted: ImportRecord = { ...held, status: 'accepted' };
      await store().writeImport(ownerId, accepted);
      expect(await store().readImports(ownerId)).toEqual([accepted]);
    });

    it('opens one of many that are to be applied at once, and gives every run the one that stands', async () => {
      const ownerId = anotherOwner();
      const plans = [...'0123456789'].map((digit) => ({
        ...minimalImport('a', second(1)),
        status: 'applying' as const,
        fileName: digit,
      }));
      const opened = await Promise.all(plans.map((plan) => store().openImport(ownerId, plan)));
      const standing = await store().readImports(ownerId);
      expect(standing).toHaveLength(1);
      expect(plans).toContainEqual(standing[0]);
      for (const record of opened) expect(asText(record)).toBe(asText(standing[0]));
    });

    it('opens over what changed nothing, and over nothing else', async () => {
      const ownerId = anotherOwner();
      const about = minimalImport('a', second(1));
      const open = async (status: ImportRecord['status'], fileName: string) => {
        const { status: stands, fileName: of } = await store().openImport(ownerId, {
          ...about,
          status,
          fileName,
        });
        expect(await store().readImports(ownerId)).toMatchObject([{ status: stands, fileName: of }]);
        return `${stands} ${of}`;
      };
      expect(await open('rejected', '1')).toBe('rejected 1');
      expect(await open('rejected', '2')).toBe('rejected 2');
      expect(await open('applying', '3')).toBe('applying 3');
      expect(await open('applying', '4')).toBe('applying 3');
      expect(await open('rejected', '5')).toBe('applying 3');
      await store().writeImport(ownerId, { ...about, status: 'accepted', fileName: '6' });
      expect(await open('applying', '7')).toBe('accepted 6');
      expect(await open('rejected', '8')).toBe('accepted 6');
    });

    it('opens over one that was replaced, whose bytes may come again', async () => {
      const ownerId = anotherOwner();
      const replaced: ImportRecord = { ...minimalImport('a', second(1)), status: 'replaced' };
      await store().writeImport(ownerId, replaced);
      expect(await store().readImports(ownerId)).toEqual([replaced]);
      const opened: ImportRecord = { ...replaced, status: 'applying', older: true };
      expect(await store().openImport(ownerId, opened)).toEqual(opened);
      expect(await store().readImports(ownerId)).toEqual([opened]);
    });

    it.each([
      ['applying', true],
      ['accepted', false],
      ['held', false],
      ['rejected', false],
      ['replaced', false],
    ] as const)('are importing while one is %s, without any lock: %s', async (status, isImporting) => {
      const ownerId = anotherOwner();
      await store().writeImport(ownerId, { ...minimalImport('a', second(1)), status });
      await store().writeImport(ownerId, { ...minimalImport('b', second(2)), status: 'accepted' });
      expect(await store().isImporting(ownerId, second(5))).toBe(isImporting);
      expect(await store().isImportLocked(ownerId, second(5))).toBe(false);
      expect(await store().isImporting(anotherOwner(), second(5))).toBe(false);
    });

    it('are not importing because of one over which a newer export was applied', async () => {
      const ownerId = anotherOwner();
      const contacts = { ...noContacts, total: 2 };
      await store().writeImport(ownerId, { ...minimalImport('a', second(1)), status: 'applying', contacts });
      expect(await store().isImporting(ownerId, second(5))).toBe(true);
      await store().writeImport(ownerId, { ...minimalImport('b', second(2)), status: 'accepted', contacts });
      expect(await store().isImporting(ownerId, second(5))).toBe(false);
      await store().writeImport(ownerId, { ...minimalImport('c', second(3)), status: 'applying', contacts });
      expect(await store().isImporting(ownerId, second(5))).toBe(true);
    });

    it('finds the one that is begun among more than one page of them', async () => {
      const ownerId = anotherOwner();
      const changes = Array.from(
        { length: 3_000 },
        (_, i): Change => ({ kind: 'edited', contactId: contactIdOf(`${i}`), fields: ['company'] }),
      );
      for (let no = 1; no <= 8; no++)
        await store().writeImport(ownerId, {
          ...minimalImport('a', second(no)),
          status: 'accepted',
          changes,
        });
      expect(await store().isImporting(ownerId, second(9))).toBe(false);
      await store().writeImport(ownerId, { ...minimalImport('a', second(8)), status: 'applying', changes });
      expect(await store().isImporting(ownerId, second(9))).toBe(true);
    });

    it('keeps one record an upload, as it was written last', async () => {
      const ownerId = anotherOwner();
      await store().writeImport(ownerId, minimalImport('a', second(1)));
      await store().writeImport(ownerId, { ...minimalImport('a', second(1)), status: 'accepted' });
      expect((await store().readImports(ownerId)).map(({ status }) => status)).toEqual(['accepted']);
    });

    it('keeps a record with very many changes', async () => {
      const ownerId = anotherOwner();
      const changes = Array.from(
        { length: 3_000 },
        (_, i): Change => ({ kind: 'edited', contactId: contactIdOf(`${i}`), fields: ['company'] }),
      );
      await store().writeImport(ownerId, { ...minimalImport('a', second(1)), changes });
      expect((await store().readImports(ownerId))[0]?.changes).toEqual(changes);
    });
  });

  describe('receipts', () => {
    const minimal: Receipt = { importId: importId('a'), status: 'accepted', at: second(1) };
    const full: Receipt = { importId: importId('b'), status: 'rejected', code: 'tooLarge', at: second(2) };

    it('are found by upload and owner, as they were written last, apart from imports', async () => {
      const ownerId = anotherOwner();
      expect(await store().readReceipt(ownerId, 'u-1')).toBeUndefined();
      for (const receipt of [full, minimal]) await store().writeReceipt(ownerId, 'u-1', receipt);
      await store().writeReceipt(ownerId, 'u-2', full);
      expect(asText(await store().readReceipt(ownerId, 'u-1'))).toBe(asText(minimal));
      expect(asText(await store().readReceipt(ownerId, 'u-2'))).toBe(asText(full));
      expect(await store().readReceipt(ownerId, 'u')).toBeUndefined();
      expect(await store().readReceipt(anotherOwner(), 'u-1')).toBeUndefined();
      expect(await store().readImports(ownerId)).toEqual([]);
    });

    it('of one file each are kept beside that of the upload, with what lay there', async () => {
      const ownerId = anotherOwner();
      const mark: Receipt = { ...full, code: 'givenUp', version: '"0f"' };
      // As long as S3's keys can be.
      const file = `u-1/Größe & Maß/${'x'.repeat(980)}`;
      await store().writeReceipt(ownerId, 'u-1', minimal);
      await store().writeReceipt(ownerId, file, mark);
      expect(asText(await store().readReceipt(ownerId, file))).toBe(asText(mark));
      expect(asText(await store().readReceipt(ownerId, 'u-1'))).toBe(asText(minimal));
    });
  });

  describe('the head', () => {
    it('moves to newer exports and never back', async () => {
      const ownerId = anotherOwner();
      expect(await store().readHead(ownerId)).toBeUndefined();
      await store().moveHead(ownerId, head('a', 1));
      expect(asText(await store().readHead(ownerId))).toBe(asText(head('a', 1)));
      await store().moveHead(ownerId, head('c', 3));
      await store().moveHead(ownerId, head('b', 2));
      await store().moveHead(ownerId, head('c', 3));
      await store().moveHead(ownerId, head('d', 3));
      expect(await store().readHead(ownerId)).toEqual(head('c', 3));
    });

    it('keeps how far its rows reach, whose it is, and who waits for an answer', async () => {
      const ownerId = anotherOwner();
      const full: Head = {
        ...head('a', 1),
        covers: { order: 'newestFirst', from: '2015-01-05' as IsoDay, to: '2026-02-08' as IsoDay },
        unread: ['jfjv4j27dxo7xfud' as ContactId],
        tail: ['jfjv4j27dxo7xfud' as ContactId],
        profile: { name: 'Wiebke Hagedorn', slug: 'wiebke-hagedorn' },
        pending: ['incoming#jfjv4j27dxo7xfud#2019-05-01'],
      };
      await store().moveHead(ownerId, full);
      expect(asText(await store().readHead(ownerId))).toBe(asText(full));
      await store().moveHead(ownerId, { ...full, profile: {}, pending: [] });
      expect(await store().readHead(ownerId)).toEqual({ ...full, profile: {}, pending: [] });
    });

    it('ends at the newest export, in whatever order they come', async () => {
      const ownerId = anotherOwner();
      const heads = [...'5381904276'].map((digit) => head(digit, Number(digit)));
      await Promise.all(heads.map((each) => store().moveHead(ownerId, each)));
      expect(await store().readHead(ownerId)).toEqual(head('9', 9));
    });
  });
}
