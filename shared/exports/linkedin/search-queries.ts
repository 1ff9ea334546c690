import { foldName } from '../../domain/names-of-people.ts';
import type { NameSearch } from '../../domain/snapshot.ts';
import { anyDay, cell } from './cells.ts';
import { remember } from './collected.ts';
import { linkedinFile } from './linkedin-file.ts';

const longestQuery = 80;

/** SearchQueries.csv: a person's name looked for shortly before connecting (EXPORT-FORMATS A3). Other words are let go. */
export const searchQueries = linkedinFile({
  kind: 'searchQueries',
  stems: ['searchqueries', 'suchanfragen', 'zoekopdrachten'],
  columns: {
    time: ['time', 'date', 'zeit', 'datum', 'tijd'],
    query: ['search query', 'query', 'suchanfrage', 'zoekopdracht'],
  },
  needed: ['time', 'query'],
  addsUp: true,
  read: (row) => {
    const on = anyDay(row.time);
    if (on === undefined) return 'unreadableDate';
    return { search: mayBeName(row.query) ? { name: cell(row.query, longestQuery), on } : undefined };
  },
  take: (into, { search }: { search: NameSearch | undefined }) => {
    if (search !== undefined) remember(into.searches, `${search.on} ${foldName(search.name)}`, search);
  },
});

// A first and a last name, perhaps with more: searches for one word find many people, those with signs find jobs.
function mayBeName(query: string): boolean {
  if (query.length > longestQuery || /[\d:/@#&]/u.test(query)) return false;
  const words = foldName(query).split(' ').length;
  return words >= 2 && words <= 5;
}
