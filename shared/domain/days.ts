import type { IsoDay, IsoMonth, IsoTime } from './ids.ts';
import { isoTime } from './ids.ts';

export const dayInMs = 86_400_000;

/** The UTC day of an instant. */
export const dayOf = (time: IsoTime): IsoDay => time.slice(0, 10) as IsoDay;

/** The UTC day of seconds since 1970. */
export const dayOfSeconds = (seconds: number): IsoDay =>
  new Date(seconds * 1000).toISOString().slice(0, 10) as IsoDay;

/** The month of a day. */
export const monthOf = (day: IsoDay): IsoMonth => day.slice(0, 7) as IsoMonth;

/** Whole days from one day to another, negative when `to` is earlier. */
export const daysBetween = (from: IsoDay, to: IsoDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayInMs);

/** The day that lies so many days after a day. */
export const plusDays = (day: IsoDay, days: number): IsoDay =>
  dayOf(isoTime(new Date(Date.parse(day) + days * dayInMs)));

/** A day and the days after it, so many. */
export const daysAfter = (day: IsoDay, days: number): IsoDay[] =>
  Array.from({ length: days + 1 }, (_, index) => plusDays(day, index));

/** Whole months from one month to another; a year alone counts as its first month. */
export function monthsBetween(from: IsoMonth, to: IsoMonth): number {
  return monthNumber(to) - monthNumber(from);
}

/** Months since year 0; a year alone counts as its January, or with `end` as its December. */
export function monthNumber(month: IsoMonth, end = false): number {
  const part = month.length === 4 ? (end ? 12 : 1) : Number(month.slice(5, 7));
  return Number(month.slice(0, 4)) * 12 + part - 1;
}

export const earlier = <T extends string>(a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined ? b : b === undefined || a <= b ? a : b;

export const later = <T extends string>(a: T | undefined, b: T | undefined): T | undefined =>
  a === undefined ? b : b === undefined || a >= b ? a : b;
