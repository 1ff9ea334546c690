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
  itemIsThere,
  periodIsStillNone,
  periodIsUnmoved,
} from './conditions.ts';
import { ownerShape, scheduleShape } from './items.ts';
import { type KeyedItem, partition, single } from './keys.ts';
import { decodeItem, encodeItem } from './schema.ts';

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

    async updateOwner(owner) {
      const written = await table.putIf(encodeItem(ownerShape, ownerKey(owner.ownerId), owner), itemIsThere);
      if (!written) throw new OwnerUnknown();
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
