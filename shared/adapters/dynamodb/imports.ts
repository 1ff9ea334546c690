import type { OwnerId } from '../../domain/ids.ts';
import { families } from '../../names.ts';
import type { ImportStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import {
  anyOf,
  headIsOlder,
  headIsSame,
  itemIsAbsent,
  lockIsFree,
  lockIsMine,
  lockIsOver,
} from './conditions.ts';
import { headShape, importShape, lockShape } from './items.ts';
import { importKey, partition, prefixes, single } from './keys.ts';
import { decodeItem, encodeItem } from './schema.ts';

const importsOf = (ownerId: OwnerId): string => partition(families.imports, ownerId);

export function createImportStore(table: TableAccess): ImportStore {
  return {
    async takeImportLock(ownerId, { importId, until }, now) {
      return table.putIf(
        encodeItem(lockShape, { pk: importsOf(ownerId), sk: single.lock }, { importId, until }),
        anyOf(lockIsFree, lockIsOver, lockIsMine),
        { ':now': now, ':importId': importId },
      );
    },

    async releaseImportLock(ownerId, importId) {
      // No matter whether the condition is met: a lock that somebody else holds by now is theirs.
      await table.updateIf(
        { pk: importsOf(ownerId), sk: single.lock },
        'REMOVE #importId, #until',
        lockIsMine,
        { ':importId': importId },
      );
    },

    async isImporting(ownerId, now) {
      const item = await table.get({ pk: importsOf(ownerId), sk: single.lock });
      const lock = item && decodeItem(lockShape, item);
      return lock?.until !== undefined && lock.until >= now;
    },

    async readImports(ownerId) {
      return table.query({ pk: importsOf(ownerId), prefix: prefixes.import }, (item) =>
        decodeItem(importShape, item),
      );
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
