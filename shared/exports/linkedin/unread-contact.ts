import { defined } from '../../domain/collections.ts';
import type { ContactRow } from '../../domain/contact.ts';
import { fullName } from '../../domain/contact.ts';
import { canonicalSlug, foldName } from '../../domain/names-of-people.ts';
import type { UnreadContact } from '../../domain/snapshot.ts';
import type { OddRow, Row } from '../csv.ts';
import { cell } from './cells.ts';
import type { Unread } from './linkedin-file.ts';

type Column = 'firstName' | 'lastName' | 'url';

/** A contact of whom all could be read but what matters. */
export const unreadContact = ({ slug, ...row }: Pick<ContactRow, 'firstName' | 'lastName' | 'slug'>) =>
  shown({ slugs: slug === undefined ? [] : [slug], foldedName: foldedName(row) });

/** Whose row it is that could not be read, as far as it shows; undefined where it may be anybody's. */
export function unreadContactIn(unread: Unread<Column>): UnreadContact | undefined {
  if ('cells' in unread) return inLine(unread);
  const { row } = unread;
  const slug = slugOf(row.url);
  // Something else in place of the address: the cells have moved.
  if (slug === undefined && row.url.trim() !== '') return inCells(row, Object.values<string>(row));
  return unreadContact({ ...namesOf(row), ...defined({ slug }) });
}

// A line that may be two rows, or is longer than rows are, shows too much for one person.
const longestLine = 4_000;

function inLine({ row, cells, isWide }: OddRow<Column>): UnreadContact | undefined {
  const length = cells.reduce((sum, { length }) => sum + length, 0);
  return isWide || length > longestLine ? undefined : inCells(row, cells);
}

function inCells(row: Row<Column>, cells: readonly string[]): UnreadContact | undefined {
  const slugs = cells.flatMap((text) => slugOf(text) ?? []);
  const { firstName, lastName } = namesOf(row);
  // One name alone may be the rest of a row that was torn apart.
  const isNamed = foldName(firstName) !== '' && foldName(lastName) !== '';
  const words = cells
    .flatMap((text) => text.split(/[\s,"()[\]„“”]+/u))
    .flatMap((word) => foldName(word).split(' '));
  return shown({ slugs, foldedName: isNamed ? foldedName({ firstName, lastName }) : '', words });
}

const shown = (unread: UnreadContact): UnreadContact | undefined =>
  unread.slugs.length === 0 && unread.foldedName === '' ? undefined : unread;

const namesOf = ({ firstName, lastName }: Row<Column>) => ({
  firstName: cell(firstName),
  lastName: cell(lastName),
});

// A letter that could not be read leaves a name that nobody has.
function foldedName(row: Pick<ContactRow, 'firstName' | 'lastName'>): string {
  const name = fullName(row);
  return name.includes('\ufffd') ? '' : foldName(name);
}

function slugOf(url: string): string | undefined {
  const slug = canonicalSlug(url);
  return slug?.includes('\ufffd') ? undefined : slug;
}
