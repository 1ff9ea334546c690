import { expect, test } from 'vitest';
import { splitRecipients } from '../../shared/exports/linkedin/participants.ts';

const known = new Set(['Olga Ownerin', 'Anna Muster', 'Muster, Ph.D.', 'Carl C', 'Carl C, A, B, C, D, E']);
const names = { isKnown: (name: string) => known.has(name) };

test.each([
  ['Anna Muster', ['Anna Muster']],
  ['Nina Niemand', ['Nina Niemand']],
  ['Muster, Ph.D.', ['Muster, Ph.D.']],
  ['Carl C, A, B, C, D, E', ['Carl C, A, B, C, D, E']],
  ['Nina Niemand, Dr.', ['Nina Niemand, Dr.']],
  ['Olga Ownerin, Anna Muster', ['Olga Ownerin', 'Anna Muster']],
  ['Olga Ownerin, Muster, Ph.D.', ['Olga Ownerin', 'Muster, Ph.D.']],
  ['Olga Ownerin, Nina Niemand', ['Olga Ownerin', 'Nina Niemand']],
  ['Anna Muster, MBA', ['Anna Muster']],
  ['Olga Ownerin, LinkedIn Member', ['Olga Ownerin', 'LinkedIn Member']],
])('%s', (text, people) => {
  expect(splitRecipients(text, names)).toEqual(people);
});
