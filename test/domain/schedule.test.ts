import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import type { IsoTime, OwnerId, Period } from '../../shared/domain/ids.ts';
import { parseLink, signLink } from '../../shared/domain/link.ts';
import type { Send } from '../../shared/domain/mail.ts';
import { type Rhythm, rhythms } from '../../shared/domain/owner.ts';
import {
  type Calendar,
  mayOpen,
  nextLook,
  nextOpeningOn,
  nextSlot,
  periodOf,
  slotOf,
} from '../../shared/domain/schedule.ts';
import type { Schedule } from '../../shared/ports/contact-store.ts';
import { auditMessage } from '../../shared/ports/queue.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import { seededRandom } from '../fixtures/random.ts';
import { aDigest, anOwner, time } from './builders.ts';

const berlin = { zone: 'Europe/Berlin' } as const;

describe('the period of an instant', () => {
  it.each([
    ['2026-10-31T22:59:59.999Z', 'Europe/Berlin', '2026-10'],
    ['2026-10-31T23:00:00.000Z', 'Europe/Berlin', '2026-11'],
    ['2026-07-31T22:00:00.000Z', 'Europe/Berlin', '2026-08'],
    ['2026-11-01T02:59:59.999Z', 'America/Sao_Paulo', '2026-10'],
    ['2026-10-31T11:00:00.000Z', 'Pacific/Apia', '2026-11'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2026-12'],
  ])('%s in %s is %s', (at, zone, period) => {
    expect(periodOf(time(at), { zone })).toBe(period);
  });

  it.each([
    ['twoWeekly', '2026-11-14T22:59:59.999Z', '2026-11'],
    ['twoWeekly', '2026-11-14T23:00:00.000Z', '2026-11-15'],
    ['twoWeekly', '2026-11-30T22:59:59.999Z', '2026-11-15'],
    ['twoWeekly', '2026-11-30T23:00:00.000Z', '2026-12'],
    ['quarterly', '2026-09-30T21:59:59.999Z', '2026-07'],
    ['quarterly', '2026-09-30T22:00:00.000Z', '2026-10'],
    ['quarterly', '2026-12-31T22:59:59.999Z', '2026-10'],
    ['quarterly', '2026-12-31T23:00:00.000Z', '2027-01'],
    ['quarterly', '2027-05-20T10:00:00.000Z', '2027-04'],
    ['monthly', '2026-11-20T10:00:00.000Z', '2026-11'],
  ] as const)('%s: %s in Berlin is %s', (rhythm, at, period) => {
    expect(periodOf(time(at), { ...berlin, rhythm })).toBe(period);
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
        expect(periodOf(at, { zone })).toBe(told.toString());
      }
  });

  it('is written as a link can carry it and a message may name it', () => {
    for (const rhythm of rhythms)
      for (let day = 0; day < 366; day += 1) {
        const at = time(new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString());
        const period = periodOf(at, { ...berlin, rhythm });
        const record = { ...aDigest(period, at), expiresAt: time('2099-01-01') };
        expect(parseLink(signLink(record, 0))?.period).toBe(period);
        expect(auditMessage.parse({ ownerId: 'me', at, period }).period).toBe(period);
      }
  });
});

describe('the slot of a period', () => {
  it.each([
    ['2026-11', 'Europe/Berlin', '2026-11-01T07:00:00.000Z'],
    ['2026-11-15', 'Europe/Berlin', '2026-11-15T07:00:00.000Z'],
    ['2026-07', 'Europe/Berlin', '2026-07-01T06:00:00.000Z'],
    ['2026-11', 'America/Sao_Paulo', '2026-11-01T11:00:00.000Z'],
    ['2026-11', 'Pacific/Apia', '2026-10-31T19:00:00.000Z'],
    ['2026-11-15', 'Pacific/Apia', '2026-11-14T19:00:00.000Z'],
    ['2026-11', 'UTC', '2026-11-01T08:00:00.000Z'],
  ])('%s in %s is %s', (period, zone, slot) => {
    expect(slotOf(period as Period, zone)).toBe(slot);
  });

  it.each([
    [undefined, '2026-11-01T06:59:59.999Z', '2026-11-01T07:00:00.000Z'],
    [undefined, '2026-11-01T07:00:00.000Z', '2026-12-01T07:00:00.000Z'],
    [undefined, '2026-12-31T23:30:00.000Z', '2027-01-01T07:00:00.000Z'],
    ['twoWeekly', '2026-11-01T07:00:00.000Z', '2026-11-15T07:00:00.000Z'],
    ['twoWeekly', '2026-11-15T07:00:00.000Z', '2026-12-01T07:00:00.000Z'],
    ['twoWeekly', '2026-12-31T23:30:00.000Z', '2027-01-01T07:00:00.000Z'],
    ['quarterly', '2026-11-01T07:00:00.000Z', '2027-01-01T07:00:00.000Z'],
    ['quarterly', '2027-03-31T21:59:00.000Z', '2027-04-01T06:00:00.000Z'],
    ['quarterly', '2027-01-01T06:59:59.999Z', '2027-01-01T07:00:00.000Z'],
  ] as const)('(%s) the next after %s is %s', (rhythm, at, slot) => {
    expect(nextSlot(time(at), { ...berlin, rhythm })).toBe(slot);
  });

  it.each([
    [undefined, '2026-11-10T07:00:00.000Z', false, '2026-11-11T07:00:00.000Z'],
    [undefined, '2026-11-10T07:00:00.000Z', true, '2026-11-10T08:00:00.000Z'],
    [undefined, '2026-11-30T12:00:00.000Z', false, '2026-12-01T07:00:00.000Z'],
    [undefined, '2026-12-01T06:30:00.000Z', true, '2026-12-01T07:00:00.000Z'],
    ['twoWeekly', '2026-11-14T12:00:00.000Z', false, '2026-11-15T07:00:00.000Z'],
    ['quarterly', '2026-11-30T12:00:00.000Z', false, '2026-12-01T12:00:00.000Z'],
  ] as const)('(%s) the next look from %s, open %s, is %s', (rhythm, at, open, look) => {
    expect(nextLook(time(at), { ...berlin, rhythm }, open)).toBe(look);
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
    expect(mayOpen(period as Period, time(at), { digests })).toBe(may);
  });

  it.each([
    ['twoWeekly', 10],
    ['monthly', 20],
    ['quarterly', 60],
  ] as const)('%s: not before %i days have passed', (rhythm, days) => {
    const at = (ms: number) =>
      time(new Date(Date.parse('2026-10-15T12:00:00Z') + days * 86_400_000 + ms).toISOString());
    expect(mayOpen('2027-01' as Period, at(-1), { digests: last, rhythm })).toBe(false);
    expect(mayOpen('2027-01' as Period, at(0), { digests: last, rhythm })).toBe(true);
  });
});

// An owner whose audit opens and sends a digest at once, as the audit would: with `mayOpen`, once a period.
function aHome(calendar: Calendar, firstDueAt: IsoTime) {
  let owner = anOwner(calendar);
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
        if (period === undefined || !mayOpen(period, at, { digests, rhythm: owner.rhythm })) return;
        const record = { ...aDigest(period, at), questions: [{ no: 1, subject: 'contact:x' as never }] };
        digests.push(record);
        sends.push({ mailId: record.mailId, attempt: 1, state: 'sent', claimedAt: at });
      },
    },
    mails: { send: async () => {} },
  };
  const change = (to: Calendar): void => {
    owner = anOwner(to);
  };
  return { services, digests, change };
}

/** Ten years of ticks at 08:00 of the zone, of which 30 % are lost and others come up to three times. */
async function tenYears(input: {
  services: Parameters<typeof openPeriods>[0];
  zone: string;
  year: number;
  random: () => number;
  before?: (no: number) => void;
}): Promise<IsoTime[]> {
  const { services, zone, year, random, before } = input;
  const start = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const arrived: IsoTime[] = [];
  for (let no = 0; no < 3653; no++) {
    before?.(no);
    const tick = start.add({ days: no }).toZonedDateTime({ timeZone: zone, plainTime: { hour: 8 } });
    const at = new Date(tick.epochMilliseconds).toISOString() as IsoTime;
    if (random() < 0.3) continue;
    arrived.push(at);
    const copies = 1 + Math.floor(random() * 3);
    for (let copy = 0; copy < copies; copy++) await openPeriods(services, at);
  }
  return arrived;
}

/** The period of an instant, by Temporal. */
function periodByTemporal(at: IsoTime, zone: string, rhythm: Rhythm): string {
  const date = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
  switch (rhythm) {
    case 'monthly':
      return date.toString().slice(0, 7);
    case 'twoWeekly':
      return `${date.toString().slice(0, 7)}${date.day < 15 ? '' : '-15'}`;
    case 'quarterly':
      return date
        .with({ month: [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10][date.month - 1] ?? 0, day: 1 })
        .toString()
        .slice(0, 7);
  }
}

const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'];
const fewestDays = { monthly: 20, twoWeekly: 10, quarterly: 60 } as const;

describe('ten years of daily ticks, of which 30 % are lost and others come up to three times', () => {
  // 2011 holds the day that Apia skipped and, to 2019, Brazil's summer times.
  const spans = [2011, 2026];
  const least = { monthly: 119, twoWeekly: 238, quarterly: 40 } as const;
  const runs = rhythms.flatMap((rhythm, seed) =>
    zones.flatMap((zone) => spans.map((year) => [rhythm, zone, year, year + seed] as const)),
  );
  it.each(runs)(
    '%s, %s from %i (seed %i): one digest in each period that saw a tick, as far as the days between two allow',
    async (rhythm, zone, year, seed) => {
      const { services, digests } = aHome({ zone, rhythm }, slotOf(`${year}-01` as Period, zone));
      const arrived = await tenYears({ services, zone, year, random: seededRandom(seed) });
      const periods = digests.map(({ period }) => period);
      expect(new Set(periods).size).toBe(periods.length);
      const expected: { period: string; at: number }[] = [];
      for (const instant of arrived) {
        const at = Date.parse(instant);
        const period = periodByTemporal(instant, zone, rhythm);
        const last = expected.at(-1);
        const waited = last === undefined || at - last.at >= fewestDays[rhythm] * 86_400_000;
        if (period !== last?.period && waited) expected.push({ period, at });
      }
      expect(periods).toEqual(expected.map(({ period }) => period));
      const lateBy = digests.map(({ openedAt }, no) => Date.parse(openedAt) - (expected[no]?.at ?? 0));
      expect(Math.max(...lateBy)).toBeLessThanOrEqual(10 * 86_400_000);
      expect(periods.length).toBeGreaterThanOrEqual(least[rhythm]);
    },
  );

  it.each([1, 2, 3])(
    'and an owner who moves and changes the rhythm as they please (seed %i): none twice, none skipped',
    async (seed) => {
      const random = seededRandom(seed);
      const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
      let calendar: Calendar = { zone: 'UTC', rhythm: 'monthly' };
      const { services, digests, change } = aHome(calendar, slotOf('2026-01' as Period, 'UTC'));
      const changes: { at: number; calendar: Calendar }[] = [{ at: 0, calendar }];
      const day = (no: number) => Date.UTC(2026, 0, 1 + no);
      await tenYears({
        services,
        zone: 'UTC',
        year: 2026,
        random,
        before: (no) => {
          if (random() > 0.02) return;
          calendar = { zone: pick(zones), rhythm: pick(rhythms) };
          change(calendar);
          changes.push({ at: day(no), calendar });
        },
      });
      const periods = digests.map(({ period }) => period);
      expect(periods).toEqual([...new Set(periods)].sort());
      expect(changes.length).toBeGreaterThan(50);
      for (const [index, { openedAt }] of digests.slice(1).entries()) {
        const [before, at] = [Date.parse(digests[index]?.openedAt ?? ''), Date.parse(openedAt)];
        const { calendar: then } = changes.findLast((one) => one.at <= at) ?? { calendar };
        expect(at - before).toBeGreaterThanOrEqual(fewestDays[then.rhythm ?? 'monthly'] * 86_400_000);
        // The longest that anybody waits without a change in between: to the next slot, and for lost ticks.
        const quiet = changes.every((one) => one.at < before || one.at > at);
        const most = { monthly: 31, twoWeekly: 17, quarterly: 92 }[then.rhythm ?? 'monthly'] + 12;
        if (quiet) expect((at - before) / 86_400_000).toBeLessThanOrEqual(most);
      }
    },
  );
});

describe('the day of the next opening', () => {
  it.each([
    ['monthly', '2026-11', '2026-11-01T07:00:00.000Z', '2026-12-01'],
    ['monthly', '2026-12', '2026-12-01T07:00:00.000Z', '2027-01-01'],
    // The first export came on the 28th: the next digest follows when the days between two have passed.
    ['monthly', '2026-10', '2026-10-28T23:30:00.000Z', '2026-11-18'],
    ['twoWeekly', '2026-11', '2026-11-01T07:00:00.000Z', '2026-11-15'],
    ['twoWeekly', '2026-11', '2026-11-14T07:00:00.000Z', '2026-11-24'],
    ['twoWeekly', '2026-12-15', '2026-12-15T07:00:00.000Z', '2027-01-01'],
    ['quarterly', '2026-10', '2026-11-20T07:00:00.000Z', '2027-01-19'],
    ['quarterly', '2026-10', '2026-10-01T06:00:00.000Z', '2027-01-01'],
    // Another rhythm since.
    ['quarterly', '2026-11-15', '2026-11-15T07:00:00.000Z', '2027-01-14'],
    ['monthly', '2026-11-15', '2026-11-15T07:00:00.000Z', '2026-12-05'],
  ] as const)('%s, after %s of %s: %s', (rhythm, period, openedAt, next) => {
    const last = { period: period as Period, openedAt: time(openedAt) };
    expect(nextOpeningOn(last, { ...berlin, rhythm })).toBe(next);
  });

  it.each(rhythms)('is the one on which the schedule then opens it (%s)', async (rhythm) => {
    const random = seededRandom(17);
    for (const zone of zones) {
      const first = Date.UTC(2026, 2, 1) + Math.floor(random() * 90 * 24) * 3_600_000;
      const at = (hour: number) => time(new Date(first + hour * 3_600_000).toISOString());
      const { services, digests } = aHome({ zone, rhythm }, at(0));
      for (let hour = 0; digests.length < 4; hour += 1) await openPeriods(services, at(hour));
      for (const [index, { openedAt }] of digests.slice(1).entries()) {
        const told = Temporal.PlainDate.from(nextOpeningOn(digests[index] as DigestRecord, { zone, rhythm }));
        const opened = Temporal.Instant.from(openedAt).toZonedDateTimeISO(zone).toPlainDate();
        // A look comes once a day, and at every slot.
        expect([0, 1]).toContain(told.until(opened).days);
      }
    }
  });
});

describe('a tick', () => {
  it('is followed by another one in the hour while the mail is not sent, and by none of its copies', async () => {
    const { services, digests } = aHome({ zone: 'UTC' }, time('2026-11-01T08:00:00.000Z'));
    const audits = async (at: string) => (await openPeriods(services, time(at))).audits;
    expect(await audits('2026-11-01T07:00:00.000Z')).toBe(0);
    expect(await audits('2026-11-01T08:00:00.000Z')).toBe(1);
    expect(await audits('2026-11-01T08:00:00.000Z')).toBe(0);
    expect(await audits('2026-11-01T09:00:00.000Z')).toBe(0);
    expect(digests.map(({ period }) => period)).toEqual(['2026-11']);
  });
});
