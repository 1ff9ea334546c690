import { dayInMs } from '../../domain/days.ts';
import type { IsoTime, OwnerId } from '../../domain/ids.ts';
import { stopInForce } from '../../domain/outcome.ts';
import { families, tableKeys } from '../../names.ts';
import type { OutcomeStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import {
  allOf,
  anyOf,
  itemIsAbsent,
  liftIsEarlier,
  liftIsNone,
  stopIsEarlier,
  stopIsNone,
  stopIsWeaker,
} from './conditions.ts';
import { addressRecordShape, outcomeShape } from './items.ts';
import { outcomeKey, partition, prefixes, sendsOf, statusKey } from './keys.ts';
import { decodeItem, encodeItem } from './schema.ts';

/**
 * Events may come after their owner was erased, and nobody would look for those any more: they tidy themselves up. No
 * mail is settled by an event of that age; what an event told about a lost answer is in the attempt by then. That an
 * address must not be mailed has no end.
 */
const keptDays = 400;

export function createOutcomeStore(table: TableAccess): OutcomeStore {
  const ofOwner = (ownerId: OwnerId): string => partition(families.outcomes, ownerId);
  return {
    async recordOutcome(ownerId, outcome) {
      const key = { pk: ofOwner(ownerId), sk: outcomeKey(outcome) };
      const item = { ...encodeItem(outcomeShape, key, outcome), [tableKeys.timeToLive]: endOf(outcome.at) };
      await table.putIf(item, itemIsAbsent);
    },

    async readOutcomes(ownerId, mailId) {
      const range = { pk: ofOwner(ownerId), ...(mailId === undefined ? {} : { prefix: sendsOf(mailId) }) };
      const items = await table.query(range, (item) => item);
      const events = items.filter(({ sk }) => !String(sk).startsWith(prefixes.status));
      return events.map((item) => decodeItem(outcomeShape, item));
    },

    async readMailStatus(ownerId, addressHash) {
      const item = await table.get({ pk: ofOwner(ownerId), sk: statusKey(addressHash) });
      return item && stopInForce(decodeItem(addressRecordShape, item));
    },

    async stopMailing(ownerId, stop) {
      const item = encodeItem(
        addressRecordShape,
        { pk: ofOwner(ownerId), sk: statusKey(stop.addressHash) },
        stop,
      );
      // A lift that the stop outlives may go with the item that is replaced.
      const condition = allOf(
        anyOf(stopIsNone, stopIsEarlier, stopIsWeaker),
        anyOf(liftIsNone, liftIsEarlier),
      );
      await table.putIf(item, condition, { ':at': stop.at, ':stopped': stop.stopped });
    },

    async liftStop(ownerId, addressHash, at) {
      const key = { pk: ofOwner(ownerId), sk: statusKey(addressHash) };
      const update = 'SET #liftedAt = :at, #addressHash = :addressHash';
      const values = { ':at': at, ':addressHash': addressHash };
      await table.updateIf(key, update, anyOf(liftIsNone, liftIsEarlier), values);
    },
  };
}

const endOf = (at: IsoTime): number => Math.floor((Date.parse(at) + keptDays * dayInMs) / 1_000);
