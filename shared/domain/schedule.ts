import { Temporal } from 'temporal-polyfill';
import { dayIn, dayInMs, earlier, monthNumber } from './days.ts';
import type { DigestRecord } from './digest.ts';
import { type IsoDay, type IsoMonth, type IsoTime, isoTime, type Period } from './ids.ts';
import type { Owner, Rhythm } from './owner.ts';

const slotHour = 8;
const hourInMs = 3_600_000;
const secondHalfDay = 15;
const monthsInQuarter = 3;

/**
 * Days between two digests at least, so that a change of zone or rhythm opens none twice. Less than the shortest period by
 * so much that a digest that came late makes the next one late, and skips none.
 */
const fewestDaysBetweenDigests: Readonly<Record<Rhythm, number>> = {
  monthly: 20,
  twoWeekly: 10,
  quarterly: 60,
};

/** What an owner's periods are cut by. */
export type Calendar = Pick<Owner, 'zone' | 'rhythm'>;

/**
 * The period that an instant lies in, in the owner's zone: the calendar month (`2026-11`), its half from the 15th on
 * (`2026-11-15`; the first half is named like the month), or the quarter by its first month (`2026-10`). Whatever the rhythm
 * was before, a later period is the greater text.
 */
export function periodOf(at: IsoTime, { zone, rhythm = 'monthly' }: Calendar): Period {
  const { year, month, day } = dateIn(at, zone);
  switch (rhythm) {
    case 'monthly':
      return nameOf(year, month);
    case 'twoWeekly':
      return day < secondHalfDay
        ? nameOf(year, month)
        : (`${nameOf(year, month)}-${secondHalfDay}` as Period);
    case 'quarterly':
      return nameOf(year, month - ((month - 1) % monthsInQuarter));
  }
}

function dateIn(at: IsoTime, zone: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = dayIn(at, zone).split('-').map(Number);
  return { year, month, day };
}

/** When a period's digest is due: its first day at 08:00 in the owner's zone, which lies in no DST gap. */
export function slotOf(period: Period, zone: string): IsoTime {
  const day = Temporal.PlainDate.from(firstDayOf(period));
  return instantOf(day.toZonedDateTime({ timeZone: zone, plainTime: { hour: slotHour } }));
}

const firstDayOf = (period: Period): IsoDay => (period.length === 7 ? `${period}-01` : period) as IsoDay;

/** The next slot after an instant. */
export function nextSlot(at: IsoTime, calendar: Calendar): IsoTime {
  const period = periodOf(at, calendar);
  const own = slotOf(period, calendar.zone);
  return own > at ? own : slotOf(periodAfter(period, calendar.rhythm), calendar.zone);
}

function periodAfter(period: Period, rhythm: Rhythm | undefined): Period {
  if (rhythm === 'twoWeekly' && period.length === 7) return `${period}-${secondHalfDay}` as Period;
  const month = monthNumber(period.slice(0, 7) as IsoMonth) + (rhythm === 'quarterly' ? monthsInQuarter : 1);
  return nameOf(Math.floor(month / 12), (month % 12) + 1);
}

const nameOf = (year: number, month: number): Period =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}` as Period;

/** Never more than a day ahead, so that one lost tick heals on the next day. */
export function nextLook(at: IsoTime, calendar: Calendar, open: boolean): IsoTime {
  const soon = isoTime(new Date(Date.parse(at) + (open ? hourInMs : dayInMs)));
  return earlier(nextSlot(at, calendar), soon) ?? soon;
}

/**
 * Whether a period's digest may be opened: it is later than the last one, and so many days after it, as the rhythm wants.
 */
export function mayOpen(
  period: Period,
  at: IsoTime,
  { digests, rhythm }: { readonly digests: readonly DigestRecord[]; readonly rhythm?: Rhythm | undefined },
): boolean {
  const last = digests.at(-1);
  return last === undefined || (period > last.period && at >= mayOpenFrom(last, rhythm));
}

/** The earliest instant at which the digest after this one may be opened. */
export const mayOpenFrom = (
  { openedAt }: Pick<DigestRecord, 'openedAt'>,
  rhythm: Rhythm = 'monthly',
): IsoTime => isoTime(new Date(Date.parse(openedAt) + fewestDaysBetweenDigests[rhythm] * dayInMs));

/** The day of the owner's on which the digest after this one is opened, if zone and rhythm stay as they are. */
export function nextOpeningOn(last: Pick<DigestRecord, 'period' | 'openedAt'>, calendar: Calendar): IsoDay {
  const from = mayOpenFrom(last, calendar.rhythm);
  const period = periodOf(from, calendar);
  if (period <= last.period) return firstDayOf(periodAfter(period, calendar.rhythm));
  return dayIn(from, calendar.zone);
}

const instantOf = (time: Temporal.ZonedDateTime): IsoTime => isoTime(new Date(time.epochMilliseconds));
