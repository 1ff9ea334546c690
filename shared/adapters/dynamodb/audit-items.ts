import type { IsoTime, OwnerId } from '../../domain/ids.ts';
import { families, tableKeys } from '../../names.ts';
import type { DigestStore, FlagStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import { itemIsAbsent } from './conditions.ts';
import { ItemVanished } from './errors.ts';
import { decodeFlag, flagToPut } from './flag-item.ts';
import { digestShape } from './items.ts';
import { partition } from './keys.ts';
import { decodeItem, encodeItem } from './schema.ts';

export function createFlagStore(table: TableAccess): FlagStore {
  const flagsOf = (ownerId: OwnerId): string => partition(families.flags, ownerId);
  return {
    async readFlags(ownerId) {
      return table.query({ pk: flagsOf(ownerId) }, decodeFlag);
    },

    async writeFlags(ownerId, flags) {
      const pk = flagsOf(ownerId);
      await table.putMany(flags.map((flag) => flagToPut(pk, flag)));
    },
  };
}

export function createDigestStore(table: TableAccess): DigestStore {
  const digestsOf = (ownerId: OwnerId): string => partition(families.digests, ownerId);
  const readDigest: DigestStore['readDigest'] = async (ownerId, period) => {
    const item = await table.get({ pk: digestsOf(ownerId), sk: period });
    return item && decodeItem(digestShape, item);
  };
  return {
    readDigest,

    async readDigests(ownerId) {
      return table.query({ pk: digestsOf(ownerId) }, (item) => decodeItem(digestShape, item));
    },

    async openDigest(record) {
      const { ownerId, period, expiresAt } = record;
      const item = {
        ...encodeItem(digestShape, { pk: digestsOf(ownerId), sk: period }, record),
        [tableKeys.timeToLive]: tidyAt(expiresAt),
      };
      if (await table.putIf(item, itemIsAbsent)) return record;
      const standing = await readDigest(ownerId, period);
      if (standing === undefined) throw new ItemVanished(families.digests);
      return standing;
    },
  };
}

const keptForDays = 365;

// Only tidies up: whether a link still works is checked in code. Digests stay for a year longer than their links, since
// the rhythm and the numbers of later digests look back at them, and an expired link is told since when.
const tidyAt = (expiresAt: IsoTime): number =>
  Math.ceil(Date.parse(expiresAt) / 1_000) + keptForDays * 86_400;
