import type { IsoDay, IsoMonth, IsoTime } from '../../domain/ids.ts';
import { cleanText } from '../../domain/names-of-people.ts';
import type { Locale } from '../../domain/owner.ts';

/** Dates, numbers and lists of one language, all by Intl. */
export type Words = {
  /** A day as the network wrote it: it has no zone and is shown as it stands. */
  day(day: IsoDay): string;
  /** A month, or a year where the export gives no more. */
  month(month: IsoMonth): string;
  /** A day, a month or a year, whichever the text is. */
  date(at: IsoDay | IsoMonth): string;
  /** The day on which an instant falls for somebody in that zone. */
  dayOf(time: IsoTime, zone: string): string;
  /** The name of a month without its year. */
  monthName(month: IsoMonth): string;
  number(value: number): string;
  /** A share between 0 and 1, in whole percent; rounded down, so that 100 % means all. */
  percent(share: number): string;
  list(items: readonly string[]): string;
  /** The form that goes with the number, with `#` replaced by it. */
  plural(count: number, forms: { readonly one: string; readonly other: string }): string;
};

const tags: Readonly<Record<Locale, string>> = { de: 'de-DE', en: 'en-GB', nl: 'nl-NL' };

/**
 * Intl's formatters are dear to make: this makes each of them once for a language, and only when it is used, so that a
 * function that starts does not wait for those of the other languages.
 */
export function wordsFor(locale: Locale): Words {
  const tag = tags[locale];
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options);
  const inUtc = { timeZone: 'UTC' } as const;
  const ofZone = new Map<string, Intl.DateTimeFormat>();
  const dayFormatIn = (timeZone: string): Intl.DateTimeFormat => {
    const made = ofZone.get(timeZone) ?? dates({ timeZone, day: 'numeric', month: 'long', year: 'numeric' });
    ofZone.set(timeZone, made);
    return made;
  };
  const dayFormat = once(() => dates({ ...inUtc, day: 'numeric', month: 'long', year: 'numeric' }));
  const monthFormat = once(() => dates({ ...inUtc, month: 'long', year: 'numeric' }));
  const monthNameFormat = once(() => dates({ ...inUtc, month: 'long' }));
  const numbers = once(() => new Intl.NumberFormat(tag));
  const percents = once(() => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }));
  const lists = once(() => new Intl.ListFormat(tag, { style: 'long', type: 'conjunction' }));
  const plurals = once(() => new Intl.PluralRules(tag));

  const day = remembered((text) => dayFormat().format(Date.parse(`${text}T00:00:00Z`)));
  const month = (text: string): string =>
    text.length === 4 ? text : monthFormat().format(Date.parse(`${text}-01T00:00:00Z`));
  return {
    day,
    month,
    date: (at) => (at.length === 10 ? day(at) : month(at)),
    dayOf: (time, zone) => dayFormatIn(zone).format(Date.parse(time)),
    monthName: (text) => monthNameFormat().format(Date.parse(`${text}-01T00:00:00Z`)),
    number: (value) => numbers().format(value),
    percent: (share) => percents().format(Math.floor(share * 100) / 100),
    list: (items) => lists().format(items),
    plural: (count, forms) =>
      (plurals().select(count) === 'one' ? forms.one : forms.other).replace('#', () =>
        numbers().format(count),
      ),
  };
}

/** Makes a thing when it is first asked for, and no second one. */
function once<Thing extends object>(make: () => Thing): () => Thing {
  let made: Thing | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const mostRemembered = 500;

/** Works out the same text once, as far as few are asked for: one mail names the same days again and again. */
function remembered(write: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const written = known.get(text) ?? write(text);
    if (known.size >= mostRemembered) known.clear();
    known.set(text, written);
    return written;
  };
}

const maxCodeUnits = 240;
const tower = /(\p{M}{4})\p{M}+/gu;
const graphemes = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

/**
 * Text of a cell, safe to show: at most 80 graphemes, and none of them a tower of marks. Cells are cleaned when they
 * are read; this is for those that were not.
 */
export function shownText(text: string): string {
  const clean = cleanText(text).replace(tower, '$1');
  if (clean.length <= maxCodeUnits) return clean;
  let shown = '';
  for (const { segment } of graphemes().segment(clean)) {
    if (shown.length + segment.length > maxCodeUnits) break;
    shown += segment;
  }
  return `${shown}…`;
}

/** Text between U+2068 and U+2069: whatever direction it is written in, the words around it keep their places. */
export const isolated = (text: string): string => `\u2068${shownText(text)}\u2069`;

/** What is written small elsewhere, at the head of a line. */
export const atHead = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
