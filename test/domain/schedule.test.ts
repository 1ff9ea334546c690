import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import type { IsoTime, OwnerId, Period } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/mail.ts';
import { mayOpen, nextLook, nextSlot, periodOf, slotOf } from '../../shared/domain/schedule.ts';
import type { Schedule } from '../../shared/ports/contact-store.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import { seededRandom } from '../fixtures/random.ts';
import { aDigest, anOwner, time } from './builders.ts';

describe('the period of an instant', () => {
  it.each([
    ['2026-10-31T22:59:59.999Z', 'Europe/Berlin', '2026-10'],
    ['2026-10-31T23:00:00.000Z', 'Europe/Berlin', '2026-11'],
    ['2026-07-31T22:00:00.000Z', 'Europe/Berlin', '2026-08'],
    ['2026-11-01T02:59:59.999Z', 'America/Sao_Paulo', '2026-10'],
    ['2026-10-31T11:00:00.000Z', 'Pacific/Apia', '2026-11'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2026-12'],
  ])('%s in %s is %s', (at, zone, period) => {
    expect(periodOf(time(at), zone)).toBe(period);
  });

  it('is what Temporal says, in years around every turn of a month', () => {
    const random = seededRandom(8);
    for (const zone of [
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'Asia/Tehran',
    ])
      for (let month = 0; month < 360; month += 1) {
        const turn = Date.UTC(2005, month) + Math.round((random() - 0.5) * 2 * 86_400_000);
        const at = time(new Date(turn).toISOString());
        const told = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();
        expect(periodOf(at, zone)).toBe(told.toString());
      }
  });
});

describe('the slot of a period', () => {
  it.each([
    ['2026-11', 'Europe/Berlin', '2026-11-01T07:00:00.000Z'],
    ['2026-07', 'Europe/Berlin', '2026-07-01T06:00:00.000Z'],
    ['2026-11', 'America/Sao_Paulo', '2026-11-01T11:00:00.000Z'],
    ['2026-11', 'Pacific/Apia', '2026-10-31T19:00:00.000Z'],
    ['2026-11', 'UTC', '2026-11-01T08:00:00.000Z'],
  ])('%s in %s is %s', (period, zone, slot) => {
    expect(slotOf(period as Period, zone)).toBe(slot);
  });

  it.each([
    ['2026-11-01T06:59:59.999Z', '2026-11-01T07:00:00.000Z'],
    ['2026-11-01T07:00:00.000Z', '2026-12-01T07:00:00.000Z'],
    ['2026-12-31T23:30:00.000Z', '2027-01-01T07:00:00.000Z'],
  ])('the next after %s is %s', (at, slot) => {
    expect(nextSlot(time(at), 'Europe/Berlin')).toBe(slot);
  });

  it.each([
    ['2026-11-10T07:00:00.000Z', false, '2026-11-11T07:00:00.000Z'],
    ['2026-11-10T07:00:00.000Z', true, '2026-11-10T08:00:00.000Z'],
    ['2026-11-30T12:00:00.000Z', false, '2026-12-01T07:00:00.000Z'],
    ['2026-12-01T06:30:00.000Z', true, '2026-12-01T07:00:00.000Z'],
  ])('the next look from %s, open %s, is %s', (at, open, look) => {
    expect(nextLook(time(at), 'Europe/Berlin', open)).toBe(look);
  });
});

describe('whether a digest may be opened', () => {
  const last = [aDigest('2026-09', '2026-09-01'), aDigest('2026-10', '2026-10-15')];
  it.each([
    ['the first ever', '2026-10', '2026-10-15', [], true],
    ['a moment before 20 days', '2026-11', '2026-11-04T11:59:59.999Z', last, false],
    ['after 20 days', '2026-11', '2026-11-04T12:00:00.000Z', last, true],
    ['the same period again', '2026-10', '2026-11-20', last, false],
    ['an earlier one', '2026-09', '2026-11-20', last, false],
  ])('%s', (_, period, at, digests, may) => {
    expect(mayOpen(period as Period, time(at), digests)).toBe(may);
  });
});

// An owner whose audit opens and sends a digest at once, as the audit would: with `mayOpen`, once a period.
function aHome(zone: string, firstDueAt: IsoTime) {
  const owner = anOwner({ zone });
  const digests: DigestRecord[] = [];
  const sends: Send[] = [];
  let schedule: Schedule = { nextDueAt: firstDueAt };
  const services: Parameters<typeof openPeriods>[0] = {
    store: {
      readOwner: async () => owner,
      readDue: async (at) => (schedule.nextDueAt <= at ? [owner.ownerId] : []),
      readSchedule: async () => schedule,
      moveDue: async (_: OwnerId, from, to) => {
        if (from.nextDueAt !== schedule.nextDueAt) return false;
        schedule = to;
        return true;
      },
      readDigests: async () => digests,
      readSends: async () => sends,
      readOutcomes: async () => [],
      readHead: async () => undefined,
      readImports: async () => [],
    },
    audits: {
      send: async ({ at, period }) => {
        if (period === undefined || !mayOpen(period, at, digests)) return;
        const record = { ...aDigest(period, at), questions: [{ no: 1, subject: 'contact:x' as never }] };
        digests.push(record);
        sends.push({ mailId: record.mailId, attempt: 1, state: 'sent', claimedAt: at });
      },
    },
    mails: { send: async () => {} },
  };
  return { services, digests };
}

describe('ten years of daily ticks, of which 30 % are lost and others come up to three times', () => {
  const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'];
  // 2011 holds the day that Apia skipped and, to 2019, Brazil's summer times.
  const spans = [2011, 2026];
  const seeds = [1, 2, 3];
  it.each(zones.flatMap((zone) => spans.flatMap((year) => seeds.map((seed) => [zone, year, seed] as const))))(
    '%s from %i (seed %i): one digest in each month that saw a tick, as far as 20 days between two allow',
    async (zone, year, seed) => {
      const random = seededRandom(seed);
      const start = Temporal.PlainDate.from({ year, month: 1, day: 1 });
      const { services, digests } = aHome(zone, slotOf(`${year}-01` as Period, zone));
      const arrived: IsoTime[] = [];
      for (let no = 0; no < 3653; no++) {
        const tick = start.add({ days: no }).toZonedDateTime({ timeZone: zone, plainTime: { hour: 8 } });
        const at = new Date(tick.epochMilliseconds).toISOString() as IsoTime;
        if (random() < 0.3) continue;
        arrived.push(at);
        const copies = 1 + Math.floor(random() * 3);
        for (let copy = 0; copy < copies; copy++) await openPeriods(services, at);
      }
      const periods = digests.map(({ period }) => period);
      expect(new Set(periods).size).toBe(periods.length);
      const expected: { period: string; at: number }[] = [];
      for (const instant of arrived) {
        const at = Date.parse(instant);
        const period = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toString().slice(0, 7);
        const last = expected.at(-1);
        const waited = last === undefined || at - last.at >= 20 * 86_400_000;
        if (period !== last?.period && waited) expected.push({ period, at });
      }
      expect(periods).toEqual(expected.map(({ period }) => period));
      const lateBy = digests.map(({ openedAt }, no) => Date.parse(openedAt) - (expected[no]?.at ?? 0));
      expect(Math.max(...lateBy)).toBeLessThanOrEqual(10 * 86_400_000);
      expect(periods.length).toBeGreaterThanOrEqual(119);
    },
  );
});

describe('a tick', () => {
  it('is followed by another one in the hour while the mail is not sent, and by none of its copies', async () => {
    const { services, digests } = aHome('UTC', time('2026-11-01T08:00:00.000Z'));
    const audits = async (at: string) => (await openPeriods(services, time(at))).audits;
    expect(await audits('2026-11-01T07:00:00.000Z')).toBe(0);
    expect(await audits('2026-11-01T08:00:00.000Z')).toBe(1);
    expect(await audits('2026-11-01T08:00:00.000Z')).toBe(0);
    expect(await audits('2026-11-01T09:00:00.000Z')).toBe(0);
    expect(digests.map(({ period }) => period)).toEqual(['2026-11']);
  });
});
