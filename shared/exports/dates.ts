import type { IsoDay, IsoMonth } from '../domain/ids.ts';

/**
 * The date formats of EXPORT-FORMATS A3, one function a format. Nothing here asks the runtime to guess a date, and no
 * day goes through an instant: what the file calls 8 February stays 8 February in every time zone.
 */

// German, Dutch, French and Spanish beside English; `mar` and `mai` mean the same wherever they occur.
const monthNames: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jänner', 'jaenner', 'januari', 'janv', 'janvier', 'ene', 'enero'],
  ['feb', 'february', 'februar', 'feber', 'februari', 'févr', 'fév', 'février', 'febrero'],
  ['mar', 'march', 'mär', 'mrz', 'märz', 'maerz', 'mrt', 'maart', 'mars', 'marzo'],
  ['apr', 'april', 'avr', 'avril', 'abr', 'abril'],
  ['may', 'mai', 'mei', 'mayo'],
  ['jun', 'june', 'juni', 'juin', 'junio'],
  ['jul', 'july', 'juli', 'juil', 'juillet', 'julio'],
  ['aug', 'august', 'augustus', 'août', 'ago', 'agosto'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre'],
  ['oct', 'october', 'okt', 'oktober', 'octobre', 'octubre'],
  ['nov', 'november', 'novembre', 'noviembre'],
  ['dec', 'december', 'dez', 'dezember', 'déc', 'décembre', 'dic', 'diciembre'],
];
const monthOfName = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [withoutMarks(name), index + 1] as const)),
);

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '');
}

/**
 * The day of `08 Feb 2026` or, after a round through Excel, `4-Apr-21` and `08. Feb 26`. LinkedIn's own form has four
 * digits for the year: `08 Feb 20` is a cell that was cut off.
 */
export function dayMonthNameYear(text: string): IsoDay | undefined {
  const cell = plain(text);
  const parts =
    /^(\d{1,2})(?:\.? | de )([\p{L}\p{M}]{3,12})\.?(?: | de )(\d{4})$/u.exec(cell) ??
    /^(\d{1,2})(?:-|\. ?)([\p{L}\p{M}]{3,12})(?:\.?[- ]|\.)(\d{4}|\d{2})$/u.exec(cell);
  return parts === null ? undefined : isoDay(fullYear(parts[3]), monthByName(parts[2]), Number(parts[1]));
}

/** The day of `08.02.2026`, the order that only a dotted date is sure to have, whatever time of day follows. */
export function dottedDay(text: string): IsoDay | undefined {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:,? \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(plain(text));
  return parts === null ? undefined : isoDay(fullYear(parts[3]), Number(parts[2]), Number(parts[1]));
}

/**
 * The style of a date in which the year may have two digits or four, with the number of them; undefined in every other
 * style. Cut off in the middle of a longer year, it is still a date, but another one.
 */
export function yearWidth(
  text: string,
): { readonly style: 'dotted' | 'dashed' | 'named'; readonly digits: number } | undefined {
  const [, before = '', digits = ''] =
    /^\d{1,2}(\.\d{1,2}\.|-[\p{L}\p{M}]+-|\. ?[\p{L}\p{M}]+\.? ?)(\d{4}|\d{2})(?!\d)/u.exec(plain(text)) ??
    [];
  if (digits === '') return undefined;
  const style = before.startsWith('-') ? 'dashed' : /\p{L}/u.test(before) ? 'named' : 'dotted';
  return { style, digits: digits.length };
}

/**
 * Whether a date may be the beginning of another one: with one digit for the day at its end, or with two for its year
 * that begin a longer one, which all years of LinkedIn do with 20.
 */
export const mayBeCut = (text: string): boolean =>
  (yearWidth(text)?.digits === 2 && plain(text).endsWith('20')) ||
  /^\d{4}([-/])\d{1,2}\1\d$/.test(plain(text));

/** The day of `2026-02-08` or `2026/02/08`, whatever time of day follows. */
export function yearFirstDay(text: string): IsoDay | undefined {
  const parts = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T].*)?$/.exec(plain(text));
  return parts === null ? undefined : isoDay(Number(parts[1]), Number(parts[3]), Number(parts[4]));
}

/**
 * The day of `1/29/26, 2:37 PM` or `01/24/18, 03:00 PM`: American order, no time zone. Some writers put a narrow
 * no-break space before PM.
 */
export function usDay(text: string): IsoDay | undefined {
  const parts =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:,? (\d{1,2}):(\d{2})(?::\d{2})?(?: ?([AP])\.?M\.?)?)?$/i.exec(
      plain(text),
    );
  if (parts === null) return undefined;
  const latestHour = parts[6] === undefined ? 23 : 12;
  if (Number(parts[4] ?? 0) > latestHour || Number(parts[5] ?? 0) > 59) return undefined;
  return isoDay(fullYear(parts[3]), Number(parts[1]), Number(parts[2]));
}

/** The day of `Apr 08, 2024 07:00 AM` or `Jan 3, 2026`: American order, the month by name. */
export function monthNameDayYear(text: string): IsoDay | undefined {
  const parts =
    /^([\p{L}\p{M}]{3,12})\.? (\d{1,2}),? (\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]\.?M\.?)?(?: [A-Z]{3,4})?)?$/iu.exec(
      plain(text),
    );
  return parts === null ? undefined : isoDay(Number(parts[3]), monthByName(parts[1]), Number(parts[2]));
}

/** The day of `Wed Jun 24 12:43:42 UTC 2026`, as Java writes a time. */
export function javaDay(text: string): IsoDay | undefined {
  const parts =
    /^[\p{L}\p{M}]{2,4} ([\p{L}\p{M}]{3,4}) (\d{1,2}) \d{1,2}:\d{2}:\d{2} (?:[A-Z]{1,5}|[A-Z]{3}[+-]\d{2}:\d{2}) (\d{4})$/u.exec(
      plain(text),
    );
  return parts === null ? undefined : isoDay(Number(parts[3]), monthByName(parts[1]), Number(parts[2]));
}

const utcTime =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(?:UTC|GMT|Z))?$/i;

/** Seconds since 1970 of `2025-06-01 14:03:22 UTC` or `2023/03/01 19:52:23 UTC`; a time without zone is UTC too. */
export function utcSeconds(text: string): number | undefined {
  // Half a million of them in a large mailbox, and hardly one that has to be made plain first.
  const parts = utcTime.exec(text) ?? utcTime.exec(plain(text));
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const [hour, minute, second] = [Number(parts[5]), Number(parts[6]), Number(parts[7] ?? 0)];
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** The month of `Jan 2020` (after Excel `Jan-20`), or the year alone of `2020`. */
export function monthNameYear(text: string): IsoMonth | undefined {
  const cell = plain(text);
  if (/^\d{4}$/.test(cell)) return isoMonth(Number(cell));
  const parts = /^([\p{L}\p{M}]{3,12})\.?(?: | de |-)(\d{4}|\d{2})$/u.exec(cell);
  return parts === null ? undefined : isoMonth(fullYear(parts[2]), monthByName(parts[1]));
}

// Dates carry no-break spaces of both widths where a plain one is meant.
const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const monthByName = (name = ''): number => monthOfName.get(withoutMarks(name.toLowerCase())) ?? 0;

// LinkedIn is younger than 2000, so are all its two-digit years.
const fullYear = (digits = ''): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

function isoDay(year: number, month: number, day: number): IsoDay | undefined {
  if (!isDay(year, month, day)) return undefined;
  return `${year}-${two(month)}-${two(day)}` as IsoDay;
}

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 &&
  year <= 2199 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  (day <= 28 || day <= daysInMonth(year, month));

function isoMonth(year: number, month?: number): IsoMonth | undefined {
  if (year < 1900 || year > 2199) return undefined;
  if (month === undefined) return String(year) as IsoMonth;
  return month >= 1 && month <= 12 ? (`${year}-${two(month)}` as IsoMonth) : undefined;
}

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (value: number): string => String(value).padStart(2, '0');
