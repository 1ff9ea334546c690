import { describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/domain/diff.ts';
import type { Head } from '../../../shared/domain/import.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import {
  anotherOwner,
  asText,
  contactIdOf,
  fullImport,
  hash,
  importId,
  minimalImport,
  second,
} from './values.ts';

const lock = (digit: string, until: number) => ({ importId: importId(digit), until: second(until) });
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
      expect(await store().takeImportLock(ownerId, lock('b', 20), second(5))).toBe(false);
      await store().releaseImportLock(ownerId, importId('a'));
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

    it('is taken again by the same import, for longer', async () => {
      const ownerId = anotherOwner();
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      expect(await store().takeImportLock(ownerId, lock('a', 20), second(5))).toBe(true);
      expect(await store().isImporting(ownerId, second(15))).toBe(true);
    });

    it('is not given back by somebody else, nor by a holder who lost it', async () => {
      const ownerId = anotherOwner();
      await store().releaseImportLock(ownerId, importId('a'));
      await store().takeImportLock(ownerId, lock('a', 10), second(0));
      await store().releaseImportLock(ownerId, importId('b'));
      expect(await store().isImporting(ownerId, second(5))).toBe(true);
      await store().takeImportLock(ownerId, lock('b', 30), second(11));
      await store().releaseImportLock(ownerId, importId('a'));
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

    it('ends at the newest export, in whatever order they come', async () => {
      const ownerId = anotherOwner();
      const heads = [...'5381904276'].map((digit) => head(digit, Number(digit)));
      await Promise.all(heads.map((each) => store().moveHead(ownerId, each)));
      expect(await store().readHead(ownerId)).toEqual(head('9', 9));
    });
  });
}
