import type { IsoDay, IsoMonth, IsoTime } from './ids.ts';
import { isoTime } from './ids.ts';

export const dayInMs = 86_400_000;

/** The UTC day of an instant. */
export const dayOf = (time: IsoTime): IsoDay => time.slice(0, 10) as IsoDay;

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of an instant in a zone. Not by Temporal, whose polyfill would be a tenth of the bundles of import and
 * audit for this one question.
 */
export function dayIn(at: IsoTime, zone: string): IsoDay {
  const format =
    dayFormats.get(zone) ??
    new Intl.DateTimeFormat('en-u-ca-iso8601', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  dayFormats.set(zone, format);
  const parts = new Map(format.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]));
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}` as IsoDay;
}

/** The UTC day of seconds since 1970. */
export const dayOfSeconds = (seconds: number): IsoDay =>
  new Date(seconds * 1000).toISOString().slice(0, 10) as IsoDay;

/** The instant of seconds since 1970. */
export const timeOfSeconds = (seconds: number): IsoTime => isoTime(new Date(seconds * 1000));

/** The month of a day. */
export const monthOf = (day: IsoDay): IsoMonth => day.slice(0, 7) as IsoMonth;

/** Days since 1970, for counting with many of them. */
export const dayNumber = (day: IsoDay): number => Date.parse(day) / dayInMs;

/** The day that lies so many days after 1970-01-01. */
export const dayOfNumber = (number: number): IsoDay => dayOfSeconds((number * dayInMs) / 1000);

/** Whole days from one day to another, negative when `to` is earlier. */
export const daysBetween = (from: IsoDay, to: IsoDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayInMs);

/** The day that lies so many days after a day. */
export const plusDays = (day: IsoDay, days: number): IsoDay =>
  dayOf(isoTime(new Date(Date.parse(day) + days * dayInMs)));

/** The last day of a month; a year alone ends with its December. */
export const lastDayOf = (month: IsoMonth): IsoDay => {
  const number = monthNumber(month, true) + 1;
  return dayOf(isoTime(new Date(Date.UTC(Math.floor(number / 12), number % 12, 0))));
};

/** The day of that number so many months on, or the last one of a month that is shorter. */
export function plusMonths(day: IsoDay, months: number): IsoDay {
  const number = monthNumber(monthOf(day)) + months;
  const lastDay = new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0)).getUTCDate();
  const on = Math.min(Number(day.slice(8)), lastDay);
  return dayOf(isoTime(new Date(Date.UTC(Math.floor(number / 12), number % 12, on))));
}

/** A day and the days after it, so many. */
export const daysAfter = (day: IsoDay, days: number): IsoDay[] =>
  Array.from({ length: days + 1 }, (_, index) => plusDays(day, index));

/** Months since year 0; a year alone counts as its January, or with `end` as its December. */
export function monthNumber(month: IsoMonth, end = false): number {
  const part = month.length === 4 ? (end ? 12 : 1) : Number(month.slice(5, 7));
  return Number(month.slice(0, 4)) * 12 + part - 1;
}

export const earlier = <T extends string>(a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined ? b : b === undefined || a <= b ? a : b;

export const later = <T extends string>(a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined ? b : b === undefined || a >= b ? a : b;
