import type { IsoDay, IsoMonth } from '../../domain/ids.ts';
import { isolated, shownText, wordsFor } from './words.ts';

/** Dates, numbers and lists of the language. */
export const words = wordsFor('en');
const { list, number, plural } = words;

/** "on 3 May 2024", "in May 2024", "in 2024". */
export const on = (at: IsoDay | IsoMonth): string => `${at.length === 10 ? 'on' : 'in'} ${words.date(at)}`;
export const lately = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, last ${on(at)}`;
export const dated = (at: IsoDay | IsoMonth | undefined): string =>
  at === undefined ? '' : `, ${words.date(at)}`;

export const name = (text: string): string =>
  isolated(shownText(text) === '' ? 'Contact without a name' : text);

/** Counts above 20 are kept in steps (`atLeast`): 21 stands for "more than 20". */
export const countOf = (count: number): string =>
  count <= 20 ? number(count) : count === 21 ? 'more than 20' : `at least ${number(count)}`;

export const messagesOf = (count: number): string =>
  count === 1 ? 'one message' : `${countOf(count)} messages`;

/** Names in a list, and how many more. */
export const people = (names: readonly string[], others: number): string =>
  list([
    ...names.map(name),
    ...(others > 0 ? [plural(others, { one: 'one other person', other: '# others' })] : []),
  ]);
