import { Temporal } from 'temporal-polyfill';
import { dayInMs, earlier } from './days.ts';
import type { DigestRecord } from './digest.ts';
import { type IsoTime, isoTime, type Period } from './ids.ts';

const slotHour = 8;
const fewestDaysBetweenDigests = 20;
const hourInMs = 3_600_000;

/** The period that an instant lies in: its calendar month in the owner's zone. */
export function periodOf(at: IsoTime, zone: string): Period {
  // Not by Temporal, whose polyfill would be a tenth of the import's bundle for this one question.
  const month = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
  });
  const parts = new Map(month.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}` as Period;
}

/** When a period's digest is due: the 1st of the month at 08:00 in the owner's zone, which lies in no DST gap. */
export function slotOf(period: Period, zone: string): IsoTime {
  const day = Temporal.PlainYearMonth.from(period).toPlainDate({ day: 1 });
  return instantOf(day.toZonedDateTime({ timeZone: zone, plainTime: { hour: slotHour } }));
}

/** The next slot after an instant. */
export function nextSlot(at: IsoTime, zone: string): IsoTime {
  const month = Temporal.PlainYearMonth.from(periodOf(at, zone));
  const own = slotOf(month.toString() as Period, zone);
  return own > at ? own : slotOf(month.add({ months: 1 }).toString() as Period, zone);
}

/** Never more than a day ahead, so that one lost tick heals on the next day. */
export function nextLook(at: IsoTime, zone: string, open: boolean): IsoTime {
  const soon = isoTime(new Date(Date.parse(at) + (open ? hourInMs : dayInMs)));
  return earlier(nextSlot(at, zone), soon) ?? soon;
}

/**
 * Whether a period's digest may be opened: it is later than the last one, and at least 20 days after it, so that a
 * change of zone opens none twice.
 */
export function mayOpen(period: Period, at: IsoTime, digests: readonly DigestRecord[]): boolean {
  const last = digests.at(-1);
  return last === undefined || (period > last.period && at >= mayOpenFrom(last));
}

/** The earliest instant at which the digest after this one may be opened. */
export const mayOpenFrom = (last: DigestRecord): IsoTime =>
  isoTime(new Date(Date.parse(last.openedAt) + fewestDaysBetweenDigests * dayInMs));

const instantOf = (time: Temporal.ZonedDateTime): IsoTime => isoTime(new Date(time.epochMilliseconds));
