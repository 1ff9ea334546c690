import { begunImports } from '../../domain/begun-imports.ts';
import type { OwnerId } from '../../domain/ids.ts';
import type { ImportRecord } from '../../domain/import.ts';
import { families, tableKeys } from '../../names.ts';
import type { ImportStore, ReceiptStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import {
  anyOf,
  headIsOlder,
  headIsSame,
  importIsOver,
  itemIsAbsent,
  itemIsThere,
  lockIsFree,
  lockIsMine,
  lockIsOver,
} from './conditions.ts';
import { ItemVanished } from './errors.ts';
import { headShape, importShape, lockShape, receiptShape } from './items.ts';
import { importKey, partition, prefixes, single } from './keys.ts';
import { decodeItem, encodeItem } from './schema.ts';

const importsOf = (ownerId: OwnerId): string => partition(families.imports, ownerId);

const changing = { ':applying': 'applying', ':accepted': 'accepted' } satisfies Record<
  string,
  ImportRecord['status']
>;
const withoutHolder = 'REMOVE #runId, #importId, #until';

export function createImportStore(table: TableAccess): ImportStore {
  const isImportLocked: ImportStore['isImportLocked'] = async (ownerId, now) => {
    const item = await table.get({ pk: importsOf(ownerId), sk: single.lock });
    const lock = item && decodeItem(lockShape, item);
    return lock?.until !== undefined && lock.until >= now;
  };
  const readImports: ImportStore['readImports'] = (ownerId) =>
    table.query({ pk: importsOf(ownerId), prefix: prefixes.import }, (item) => decodeItem(importShape, item));
  return {
    async takeImportLock(ownerId, lock, now) {
      return table.putIf(
        encodeItem(lockShape, { pk: importsOf(ownerId), sk: single.lock }, lock),
        anyOf(lockIsFree, lockIsOver, lockIsMine),
        { ':now': now, ':runId': lock.runId },
      );
    },

    async releaseImportLock(ownerId, runId) {
      // No matter whether the condition is met: a lock that somebody else holds by now is theirs.
      await table.updateIf({ pk: importsOf(ownerId), sk: single.lock }, withoutHolder, lockIsMine, {
        ':runId': runId,
      });
    },

    async breakImportLock(ownerId) {
      await table.updateIf({ pk: importsOf(ownerId), sk: single.lock }, withoutHolder, itemIsThere);
    },

    isImportLocked,

    async isImporting(ownerId, now) {
      const [isLocked, imports] = await Promise.all([isImportLocked(ownerId, now), readImports(ownerId)]);
      return isLocked || begunImports(imports).length > 0;
    },

    readImports,

    async openImport(ownerId, record) {
      const key = { pk: importsOf(ownerId), sk: importKey(record) };
      const item = encodeItem(importShape, key, record);
      if (await table.putIf(item, anyOf(itemIsAbsent, importIsOver), changing)) return record;
      const standing = await table.get(key);
      if (standing === undefined) throw new ItemVanished(families.imports);
      return decodeItem(importShape, standing);
    },

    async writeImport(ownerId, record) {
      await table.put(encodeItem(importShape, { pk: importsOf(ownerId), sk: importKey(record) }, record));
    },

    async readHead(ownerId) {
      const item = await table.get({ pk: importsOf(ownerId), sk: single.head });
      return item && decodeItem(headShape, item);
    },

    async moveHead(ownerId, head) {
      await table.putIf(
        encodeItem(headShape, { pk: importsOf(ownerId), sk: single.head }, head),
        anyOf(itemIsAbsent, headIsOlder, headIsSame),
        { ':exportedAt': head.exportedAt, ':importId': head.importId },
      );
    },
  };
}

const receiptKey = (ownerId: OwnerId, uploadId: string) => ({
  pk: importsOf(ownerId),
  sk: `${prefixes.upload}${uploadId}`,
});
/** Longer than anybody waits for a result; a receipt that is still there later is still true. */
const receiptDays = 30;

export function createReceiptStore(table: TableAccess): ReceiptStore {
  return {
    async readReceipt(ownerId, uploadId) {
      const item = await table.get(receiptKey(ownerId, uploadId));
      return item && decodeItem(receiptShape, item);
    },

    async writeReceipt(ownerId, uploadId, receipt) {
      const expiresAtSeconds = Math.floor(Date.parse(receipt.at) / 1000) + receiptDays * 86_400;
      await table.put({
        ...encodeItem(receiptShape, receiptKey(ownerId, uploadId), receipt),
        [tableKeys.timeToLive]: expiresAtSeconds,
      });
    },
  };
}
