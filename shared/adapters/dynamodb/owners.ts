import { stableText } from '../../domain/collections.ts';
import { OwnerUnknown } from '../../domain/errors.ts';
import type { OwnerId } from '../../domain/ids.ts';
import { duePartition, families, tableKeys } from '../../names.ts';
import type { OwnerStore, Schedule, ScheduleStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import {
  allOf,
  dueIsUnmoved,
  isNotPaused,
  itemIsAbsent,
  itemIsAsRead,
  itemIsThere,
  pauseIsAsRead,
  periodIsStillNone,
  periodIsUnmoved,
} from './conditions.ts';
import { ownerShape, scheduleShape } from './items.ts';
import { type KeyedItem, partition, single } from './keys.ts';
import { bookkeeping, decodeItem, encodeItem } from './schema.ts';

const ownerKey = (ownerId: OwnerId) => ({ pk: partition(families.owner, ownerId), sk: single.settings });
const scheduleKey = (ownerId: OwnerId) => ({ pk: partition(families.schedule, ownerId), sk: single.next });

const scheduleItem = (ownerId: OwnerId, schedule: Schedule): KeyedItem => ({
  ...encodeItem(scheduleShape, scheduleKey(ownerId), schedule),
  [tableKeys.duePartitionKey]: duePartition,
});

export function createOwnerStore(table: TableAccess): OwnerStore {
  return {
    async readOwner(ownerId) {
      const item = await table.get(ownerKey(ownerId));
      return item && decodeItem(ownerShape, item);
    },

    async createOwner(owner, nextDueAt) {
      const made = await table.putIf(encodeItem(ownerShape, ownerKey(owner.ownerId), owner), itemIsAbsent);
      // Also for an owner who exists: a crash between the two items must not leave one who is never due.
      await table.putIf(scheduleItem(owner.ownerId, { nextDueAt }), itemIsAbsent);
      return made ? 'created' : 'existed';
    },

    async changeOwner(ownerId, change) {
      const key = ownerKey(ownerId);
      // Whenever a round is lost, another one's change was written: somebody always gets on.
      for (;;) {
        const item = await table.get(key);
        if (item === undefined) throw new OwnerUnknown();
        const before = decodeItem(ownerShape, item);
        const after = change(before);
        if (stableText(after) === stableText(before)) return { before, after };
        const { pausedAt } = before;
        const written = await table.putIf(
          encodeItem(ownerShape, key, after),
          allOf(itemIsAsRead, pausedAt === undefined ? isNotPaused : pauseIsAsRead),
          {
            ':requestToken': item[bookkeeping.requestToken],
            ...(pausedAt === undefined ? {} : { ':pausedAt': pausedAt }),
          },
        );
        if (written) return { before, after };
      }
    },

    async pauseOwner(ownerId, pausedAt) {
      const key = ownerKey(ownerId);
      const item =
        pausedAt === undefined
          ? await table.updateIf(key, 'REMOVE #pausedAt', itemIsThere)
          : await table.updateIf(key, 'SET #pausedAt = :pausedAt', allOf(itemIsThere, isNotPaused), {
              ':pausedAt': pausedAt,
            });
      // Either the owner has paused already, or there is none.
      const standing = item ?? (await table.get(key));
      return standing && decodeItem(ownerShape, standing);
    },
  };
}

export function createScheduleStore(table: TableAccess): ScheduleStore {
  return {
    async readSchedule(ownerId) {
      const item = await table.get(scheduleKey(ownerId));
      return item && decodeItem(scheduleShape, item);
    },

    async readDue(at) {
      const items = await table.queryDue(duePartition, at);
      return items.map((item) => String(item[tableKeys.partitionKey]).split('#')[1] as OwnerId);
    },

    async moveDue(ownerId, from, to) {
      return table.putIf(
        scheduleItem(ownerId, to),
        allOf(dueIsUnmoved, from.lastPeriod === undefined ? periodIsStillNone : periodIsUnmoved),
        {
          ':nextDueAt': from.nextDueAt,
          ...(from.lastPeriod === undefined ? {} : { ':lastPeriod': from.lastPeriod }),
        },
      );
    },
  };
}
