import { defined } from '../../domain/collections.ts';
import type { IsoDay } from '../../domain/ids.ts';
import { canonicalSlug, cleanText } from '../../domain/names-of-people.ts';
import type { PersonRef } from '../../domain/snapshot.ts';
import { dayMonthNameYear, dottedDay, javaDay, monthNameDayYear, usDay, yearFirstDay } from '../dates.ts';

/**
 * The text of a cell, cleaned (see `cleanText`), as a string of its own: V8 would keep a long cell alive for the sake
 * of its first characters.
 */
export function cell(text: string, maxGraphemes?: number): string {
  const clean = cleanText(text, maxGraphemes);
  return text.length > 200 ? Buffer.from(clean).toString() : clean;
}

/** The person that a row names, or undefined when it has neither a name nor a profile. */
export function personRef(names: readonly string[], url: string): PersonRef | undefined {
  const name = cell(names.join(' '));
  const slug = canonicalSlug(url);
  if (name === '' && slug === undefined) return undefined;
  return defined({ slug, name: name === '' ? undefined : name });
}

/** The day of a cell in any format of EXPORT-FORMATS A3. */
export function anyDay(text: string): IsoDay | undefined {
  return (
    yearFirstDay(text) ??
    dayMonthNameYear(text) ??
    usDay(text) ??
    dottedDay(text) ??
    monthNameDayYear(text) ??
    javaDay(text)
  );
}

const longestAddress = 254;

/** The e-mail addresses in a cell, lower case, however they are joined; what is none is let go. */
export function emailsIn(text: string): readonly string[] {
  const parts = text.slice(0, 20 * longestAddress).split(/[\s,;|<>()[\]]+|:::/u);
  const emails = parts.filter((part) => part.length <= longestAddress && /^[^@]+@[^@]+$/u.test(part));
  return [
    ...new Set(emails.map((email) => cell(email.replace(/^mailto:/iu, ''), longestAddress).toLowerCase())),
  ];
}
