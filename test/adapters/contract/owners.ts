import { describe, expect, it } from 'vitest';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import { anotherOwner, asText, fullOwner, minimalOwner, period, second, time } from './values.ts';

export function ownersContract(store: StoreUnderTest): void {
  describe('owners', () => {
    it('knows nobody at first', async () => {
      const ownerId = anotherOwner();
      expect(await store().readOwner(ownerId)).toBeUndefined();
      expect(await store().readSchedule(ownerId)).toBeUndefined();
    });

    it.each([minimalOwner, fullOwner])('keeps an owner as they were made', async (make) => {
      const owner = make(anotherOwner());
      expect(await store().createOwner(owner, second(1))).toBe('created');
      expect(await store().readOwner(owner.ownerId)).toEqual(owner);
      expect(asText(await store().readOwner(owner.ownerId))).toBe(asText(owner));
      expect(await store().readSchedule(owner.ownerId)).toEqual({ nextDueAt: second(1) });
    });

    it('leaves an owner alone who exists', async () => {
      const owner = minimalOwner(anotherOwner());
      await store().createOwner(owner, second(1));
      expect(await store().createOwner(fullOwner(owner.ownerId), second(2))).toBe('existed');
      expect(await store().readOwner(owner.ownerId)).toEqual(owner);
      expect(await store().readSchedule(owner.ownerId)).toEqual({ nextDueAt: second(1) });
    });

    it('makes an owner once, no matter how many ask', async () => {
      const owner = minimalOwner(anotherOwner());
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => store().createOwner(owner, second(1))),
      );
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    });

    it('changes an owner to anything and back, and tells what was and what is', async () => {
      const anOwnerId = anotherOwner();
      const [before, after] = [minimalOwner(anOwnerId), fullOwner(anOwnerId)];
      await store().createOwner(before, second(1));
      expect(await store().changeOwner(anOwnerId, () => after)).toEqual({ before, after });
      expect(await store().readOwner(anOwnerId)).toEqual(after);
      expect(await store().changeOwner(anOwnerId, () => before)).toEqual({ before: after, after: before });
      expect(await store().readOwner(anOwnerId)).toEqual(before);
      expect(await store().changeOwner(anOwnerId, (owner) => ({ ...owner }))).toEqual({
        before,
        after: before,
      });
      expect(await store().readOwner(anOwnerId)).toEqual(before);
    });

    it('changes nobody who is not there', async () => {
      const nobody = anotherOwner();
      const change = store().changeOwner(nobody, () => minimalOwner(nobody));
      await expect(change).rejects.toMatchObject({ code: 'ownerUnknown' });
      expect(await store().readOwner(nobody)).toBeUndefined();
    });

    it('loses no change and no pause of any that are made at once', async () => {
      const owner = minimalOwner(anotherOwner());
      const { ownerId } = owner;
      await store().createOwner(owner, second(1));
      const names = Array.from({ length: 8 }, (_, no) => `Werk ${no}`);
      const adding = names.map((name) =>
        store().changeOwner(ownerId, (standing) => ({
          ...standing,
          largeEmployers: [...new Set([...standing.largeEmployers, name])],
        })),
      );
      await Promise.all([...adding, store().pauseOwner(ownerId, second(5))]);
      const { largeEmployers, ...rest } = (await store().readOwner(ownerId)) ?? owner;
      expect(largeEmployers.toSorted()).toEqual(names);
      const { largeEmployers: _, ...unchanged } = owner;
      expect(rest).toEqual({ ...unchanged, pausedAt: second(5) });
    });

    it('leaves an owner alone whose change is refused', async () => {
      const owner = fullOwner(anotherOwner());
      await store().createOwner(owner, second(1));
      const change = store().changeOwner(owner.ownerId, () => {
        throw new Error('refused');
      });
      await expect(change).rejects.toThrow('refused');
      expect(await store().readOwner(owner.ownerId)).toEqual(owner);
    });
  });

  describe('a pause', () => {
    it('lasts since its first time, changes nothing else, and ends', async () => {
      const { pausedAt: _, ...owner } = fullOwner(anotherOwner());
      const { ownerId } = owner;
      await store().createOwner(owner, second(1));
      expect(await store().pauseOwner(ownerId, second(5))).toEqual({ ...owner, pausedAt: second(5) });
      expect(await store().pauseOwner(ownerId, second(6))).toEqual({ ...owner, pausedAt: second(5) });
      expect(await store().readOwner(ownerId)).toEqual({ ...owner, pausedAt: second(5) });
      for (const _ of [1, 2]) expect(await store().pauseOwner(ownerId, undefined)).toEqual(owner);
      expect(await store().readOwner(ownerId)).toEqual(owner);
    });

    it('makes nobody who is not there', async () => {
      const ownerId = anotherOwner();
      for (const at of [second(5), undefined]) expect(await store().pauseOwner(ownerId, at)).toBeUndefined();
      expect(await store().readOwner(ownerId)).toBeUndefined();
    });
  });

  describe('the schedule', () => {
    it('finds who is due, up to and at the time', async () => {
      const [early, late] = [anotherOwner(), anotherOwner()];
      await store().createOwner(minimalOwner(early), time('2031-01-01T00:00:00.000Z'));
      await store().createOwner(minimalOwner(late), time('2031-01-02T00:00:00.000Z'));
      const dueAt = async (at: string) => {
        const due = await store().readDue(time(at));
        return due.filter((ownerId) => ownerId === early || ownerId === late);
      };
      await expect.poll(() => dueAt('2030-12-31T23:59:59.999Z')).toEqual([]);
      await expect.poll(() => dueAt('2031-01-01T00:00:00.000Z')).toEqual([early]);
      await expect
        .poll(async () => (await dueAt('2031-01-03T00:00:00.000Z')).sort())
        .toEqual([early, late].sort());
    });

    it('moves the due time from what was read, and then nobody is due until then', async () => {
      const ownerId = anotherOwner();
      await store().createOwner(minimalOwner(ownerId), second(10));
      const periods = { lastPeriod: period('2026-01'), askedPeriod: period('2026-02') };
      const moved = { nextDueAt: second(20), ...periods };
      expect(await store().moveDue(ownerId, { nextDueAt: second(10) }, moved)).toBe(true);
      expect(await store().readSchedule(ownerId)).toEqual(moved);
      await expect.poll(async () => (await store().readDue(second(19))).includes(ownerId)).toBe(false);
      await expect.poll(async () => (await store().readDue(second(20))).includes(ownerId)).toBe(true);
    });

    it('refuses a move from another time, another period or nothing', async () => {
      const ownerId = anotherOwner();
      const to = { nextDueAt: second(30), lastPeriod: period('2026-02') };
      expect(await store().moveDue(ownerId, { nextDueAt: second(10) }, to)).toBe(false);
      await store().createOwner(minimalOwner(ownerId), second(10));
      expect(await store().moveDue(ownerId, { nextDueAt: second(11) }, to)).toBe(false);
      const withPeriod = { nextDueAt: second(10), lastPeriod: period('2026-01') };
      expect(await store().moveDue(ownerId, withPeriod, to)).toBe(false);
      expect(await store().moveDue(ownerId, { nextDueAt: second(10) }, withPeriod)).toBe(true);
      expect(await store().moveDue(ownerId, { nextDueAt: second(10) }, to)).toBe(false);
      expect(await store().moveDue(ownerId, withPeriod, to)).toBe(true);
    });

    it('lets one of several ticks move it', async () => {
      const ownerId = anotherOwner();
      await store().createOwner(minimalOwner(ownerId), second(10));
      const moves = await Promise.all(
        Array.from({ length: 10 }, () =>
          store().moveDue(ownerId, { nextDueAt: second(10) }, { nextDueAt: second(20) }),
        ),
      );
      expect(moves.filter(Boolean)).toHaveLength(1);
    });
  });
}
