import type { IsoDay, IsoMonth } from '../../domain/ids.ts';
import { isolated, shownText, wordsFor } from './words.ts';

/** Dates, numbers and lists of the language. */
export const words = wordsFor('nl');
const { list, number, plural } = words;

/** "op 3 mei 2024", "in mei 2024", "in 2024". */
export const on = (at: IsoDay | IsoMonth): string => `${at.length === 10 ? 'op' : 'in'} ${words.date(at)}`;
export const lately = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, laatst ${on(at)}`;
export const dated = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, ${words.date(at)}`;

export const name = (text: string): string => isolated(shownText(text) === '' ? 'Contact zonder naam' : text);

/** Counts above 20 are kept in steps (`atLeast`): 21 stands for "more than 20". */
export const countOf = (count: number): string =>
  count <= 20 ? number(count) : count === 21 ? 'meer dan 20' : `minstens ${number(count)}`;

export const messagesOf = (count: number): string =>
  count === 1 ? 'één bericht' : `${countOf(count)} berichten`;

/** Names in a list, and how many more. */
export const people = (names: readonly string[], others: number): string =>
  list([
    ...names.map(name),
    ...(others > 0 ? [plural(others, { one: 'één andere persoon', other: '# anderen' })] : []),
  ]);
