import { describe, expect, it } from 'vitest';
import type { OwnerId } from '../../../shared/domain/ids.ts';
import { type MailingStop, mailEvents, type Outcome } from '../../../shared/domain/outcome.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import { anotherOwner, asText, mailId, second } from './values.ts';

const outcomeOf = (of: string, event: Outcome['event'], attempt = 1): Outcome => ({
  mailId: mailId(of),
  attempt,
  event,
  at: second(3),
  messageId: '0102-abc',
});

const stopOf = (stopped: MailingStop['stopped'], seconds: number, addressHash = 'abc'): MailingStop => ({
  stopped,
  at: second(seconds),
  addressHash,
});

export function outcomesContract(store: StoreUnderTest): void {
  describe('outcomes', () => {
    it('keeps the first of a kind, and gives it back as it came', async () => {
      const ownerId = anotherOwner();
      const first: Outcome = {
        ...outcomeOf('digest-2026-01', 'bounce'),
        type: 'Permanent',
        subType: 'General',
      };
      await store().recordOutcome(ownerId, first);
      await store().recordOutcome(ownerId, { ...first, at: second(4), subType: 'NoEmail' });
      expect(asText(await store().readOutcomes(ownerId))).toBe(asText([first]));
    });

    it('keeps kinds, attempts, mails and owners apart, by mail and attempt', async () => {
      const ownerId = anotherOwner();
      for (const attempt of [10, 2])
        await store().recordOutcome(ownerId, outcomeOf('digest-2026-01', 'send', attempt));
      for (const event of mailEvents)
        await store().recordOutcome(ownerId, outcomeOf('digest-2026-01', event));
      await store().recordOutcome(ownerId, outcomeOf('digest-2026-012', 'send'));
      await store().recordOutcome(anotherOwner(), outcomeOf('digest-2026-01', 'send'));
      await store().stopMailing(ownerId, stopOf('bounced', 1));
      const ofMail = await store().readOutcomes(ownerId, mailId('digest-2026-01'));
      expect(ofMail.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1, 1, 2, 10]);
      expect(new Set(ofMail.map(({ event }) => event))).toEqual(new Set(mailEvents));
      expect(await store().readOutcomes(ownerId)).toHaveLength(9);
    });

    it('keeps one of many that come at once', async () => {
      const ownerId = anotherOwner();
      const told = Array.from({ length: 10 }, (_, no) => ({
        ...outcomeOf('digest-2026-01', 'delivery'),
        messageId: `0102-${no}`,
      }));
      await Promise.all(told.map((outcome) => store().recordOutcome(ownerId, outcome)));
      const kept = await store().readOutcomes(ownerId);
      expect(kept).toHaveLength(1);
      expect(told).toContainEqual(kept[0]);
    });
  });

  describe('the end of all mail to an address', () => {
    it('is kept for that address of that owner', async () => {
      const ownerId = anotherOwner();
      expect(await store().readMailStatus(ownerId, 'abc')).toBeUndefined();
      await store().stopMailing(ownerId, stopOf('bounced', 1));
      expect(asText(await store().readMailStatus(ownerId, 'abc'))).toBe(asText(stopOf('bounced', 1)));
      expect(await store().readMailStatus(ownerId, 'abd')).toBeUndefined();
      expect(await store().readMailStatus(anotherOwner(), 'abc')).toBeUndefined();
      expect(await store().readOutcomes(ownerId)).toEqual([]);
    });

    it('is the latest one, in whatever order they come, and of one instant the complaint', async () => {
      const stops = [stopOf('bounced', 1), stopOf('complained', 2), stopOf('bounced', 2)];
      const orders = stops.flatMap((first) => {
        const [a, b] = stops.filter((stop) => stop !== first) as [MailingStop, MailingStop];
        return [
          [first, a, b, first],
          [first, b, a, b],
        ];
      });
      for (const order of orders) {
        const ownerId = anotherOwner();
        for (const stop of order) await store().stopMailing(ownerId, stop);
        expect(await store().readMailStatus(ownerId, 'abc')).toEqual(stopOf('complained', 2));
      }
    });

    it('is lifted for that address of that owner, up to a time, as often as somebody asks', async () => {
      const [ownerId, other] = [anotherOwner(), anotherOwner()];
      await store().stopMailing(ownerId, stopOf('bounced', 1));
      await store().stopMailing(ownerId, stopOf('bounced', 1, 'abd'));
      await store().stopMailing(other, stopOf('bounced', 1));
      for (const _ of [1, 2]) await store().liftStop(ownerId, 'abc', second(2));
      expect(await store().readMailStatus(ownerId, 'abc')).toBeUndefined();
      expect(await store().readMailStatus(ownerId, 'abd')).toBeDefined();
      expect(await store().readMailStatus(other, 'abc')).toBeDefined();
      expect(await store().readOutcomes(ownerId)).toEqual([]);
    });

    it('stays lifted when the same or an older event comes again, and comes back by a later one', async () => {
      const ownerId = anotherOwner();
      await store().stopMailing(ownerId, stopOf('bounced', 2));
      await store().liftStop(ownerId, 'abc', second(3));
      for (const seconds of [2, 1, 3]) {
        await store().stopMailing(ownerId, stopOf('complained', seconds));
        expect(await store().readMailStatus(ownerId, 'abc')).toBeUndefined();
      }
      await store().stopMailing(ownerId, stopOf('bounced', 4));
      expect(await store().readMailStatus(ownerId, 'abc')).toEqual(stopOf('bounced', 4));
      await store().liftStop(ownerId, 'abc', second(3));
      expect(await store().readMailStatus(ownerId, 'abc')).toEqual(stopOf('bounced', 4));
    });

    it.each([
      ['the last word is a lift', 6, undefined],
      ['the last word is a stop', 4, stopOf('complained', 5)],
    ])('and its lifts may come in whatever order: %s', async (_, lastLift, expected) => {
      const steps = [
        (ownerId: OwnerId) => store().liftStop(ownerId, 'abc', second(2)),
        (ownerId: OwnerId) => store().stopMailing(ownerId, stopOf('bounced', 3)),
        (ownerId: OwnerId) => store().liftStop(ownerId, 'abc', second(lastLift)),
        (ownerId: OwnerId) => store().stopMailing(ownerId, stopOf('complained', 5)),
      ];
      for (const order of ordersOf(steps)) {
        const ownerId = anotherOwner();
        for (const step of [...order, ...order.slice(0, 1)]) await step(ownerId);
        expect(await store().readMailStatus(ownerId, 'abc')).toEqual(expected);
      }
    });

    it('holds for stops and lifts that come at once', async () => {
      const ownerId = anotherOwner();
      await Promise.all(
        [1, 2, 3, 4, 5].flatMap((seconds) => [
          store().stopMailing(ownerId, stopOf('bounced', seconds)),
          store().liftStop(ownerId, 'abc', second(seconds)),
        ]),
      );
      expect(await store().readMailStatus(ownerId, 'abc')).toBeUndefined();
      await store().stopMailing(ownerId, stopOf('bounced', 6));
      expect(await store().readMailStatus(ownerId, 'abc')).toEqual(stopOf('bounced', 6));
    });
  });
}

const ordersOf = <T>(all: readonly T[]): T[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((first) =>
        ordersOf(all.filter((other) => other !== first)).map((rest) => [first, ...rest]),
      );
