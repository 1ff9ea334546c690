import type { IsoDay, IsoMonth } from '../../domain/ids.ts';
import { isolated, shownText, wordsFor } from './words.ts';

/** Dates, numbers and lists of the language. */
export const words = wordsFor('de');
const { list, number } = words;

/** "am 3. Mai 2024", "im Mai 2024", "2024". */
export const on = (at: IsoDay | IsoMonth): string =>
  at.length === 10 ? `am ${words.date(at)}` : at.length === 7 ? `im ${words.date(at)}` : at;
export const lately = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, zuletzt ${words.date(at)}`;
export const dated = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, ${words.date(at)}`;

export const name = (text: string): string => isolated(shownText(text) === '' ? 'Kontakt ohne Namen' : text);

/** Counts above 20 are kept in steps (`atLeast`): 21 stands for "more than 20". */
export const countOf = (count: number): string =>
  count <= 20 ? number(count) : count === 21 ? 'mehr als 20' : `mindestens ${number(count)}`;

export const messagesOf = (count: number): string =>
  count === 1 ? 'eine Nachricht' : `${countOf(count)} Nachrichten`;

/** Names in a list, and how many more. */
export const people = (names: readonly string[], others: number): string =>
  list([
    ...names.map(name),
    ...(others > 0 ? [others === 1 ? 'eine weitere Person' : `${number(others)} weitere`] : []),
  ]);
