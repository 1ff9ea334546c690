import { compareText, defined, groupBy } from '../../domain/collections.ts';
import type { ContactRow, Covers } from '../../domain/contact.ts';
import { rowKey } from '../../domain/contact.ts';
import type { IsoDay } from '../../domain/ids.ts';
import { canonicalSlug } from '../../domain/names-of-people.ts';
import type { SkipReason, UnreadContact } from '../../domain/snapshot.ts';
import type { Row } from '../csv.ts';
import {
  dayMonthNameYear,
  dottedDay,
  mayBeCut,
  monthNameDayYear,
  yearFirstDay,
  yearWidth,
} from '../dates.ts';
import { cell } from './cells.ts';
import type { Collected } from './collected.ts';
import { skip } from './collected.ts';
import { linkedinFile } from './linkedin-file.ts';
import { unreadContact, unreadContactIn } from './unread-contact.ts';

type Column = 'firstName' | 'lastName' | 'url' | 'email' | 'company' | 'position' | 'connectedOn';

/** A contact, with its date as it is written. */
type Read = { readonly row: ContactRow; readonly written: string };

/** Connections.csv of all eras (EXPORT-FORMATS A3, A4): without URL to 2023, with translated headers perhaps (A7). */
export const connections = linkedinFile<Column, Read>({
  kind: 'connections',
  stems: ['connections', 'kontakte', 'connecties', 'relations', 'contactos'],
  columns: {
    firstName: ['first name', 'vorname', 'voornaam', 'prénom', 'nombre'],
    lastName: ['last name', 'nachname', 'achternaam', 'nom', 'nom de famille', 'apellidos'],
    url: ['url', 'profil-url', 'profile url'],
    email: ['email address', 'e-mail address', 'e-mail-adresse', 'e-mailadres', 'adresse e-mail'],
    company: ['company', 'unternehmen', 'bedrijf', 'entreprise', 'société', 'empresa'],
    position: ['position', 'functie', 'poste', 'cargo'],
    connectedOn: [
      'connected on',
      'verbunden am',
      'verbonden op',
      'connecté le',
      'connecté(e) le',
      'conectado el',
    ],
  },
  needed: ['firstName', 'lastName', 'connectedOn'],
  read: readContact,
  take: (into, { row, written }, line) => {
    into.contacts.push(row);
    rememberYear(into, { row, line }, written);
    if (row.connectedOn > into.latestDay && into.later.length <= mostLater) into.later.push({ row, line });
  },
  unread: (into, unread) => rememberUnread(into, unreadContactIn(unread)),
  done: (into, _, openLine) => [...letGoCut(into, openLine), ...letGoLater(into)],
  endsUnread: (into) => {
    into.unreadMayBeAnybody = true;
    // What it shows may go on behind the cut.
    into.unreadContacts = into.unreadContacts.map((contact) => ({ words: [], ...contact }));
  },
});

const mostUnread = 200;

function rememberUnread(into: Collected, contact: UnreadContact | undefined): void {
  const known = into.unreadContacts;
  if (contact === undefined || known.length >= mostUnread) into.unreadMayBeAnybody = true;
  else into.unreadContacts = [...known, contact];
}

type Placed = { readonly row: ContactRow; readonly line: number };

function rememberYear(into: Collected, placed: Placed, written: string): void {
  const { style, digits } = yearWidth(written) ?? {};
  if (style !== undefined && digits === 4) into.longYears.add(style);
  if (style !== undefined && digits === 2) into.shortYears.push({ ...placed, style });
  into.lastMayBeCut = mayBeCut(written) ? placed : undefined;
}

/**
 * Takes out the contacts whose date may be the beginning of another one: a file writes its years in one width, so two
 * digits are half a year where others in this style have four; and nobody knows where the last row was to end, if no line
 * end follows it and no other row shows that this file's years have two.
 */
function letGoCut(into: Collected, openLine: number | undefined): readonly number[] {
  const { lastMayBeCut: last, longYears } = into;
  const found = new Map<ContactRow, number>();
  const shortYears = into.shortYears.splice(0);
  for (const { row, line, style } of shortYears) if (longYears.has(style)) found.set(row, line);
  longYears.clear();
  const lastStyle = shortYears.find(({ row }) => row === last?.row)?.style;
  const isUsual = shortYears.some(({ row, style }) => style === lastStyle && row !== last?.row);
  if (last !== undefined && last.line === openLine && !isUsual) found.set(last.row, last.line);
  if (found.size === 0) return [];
  keepOnly(into.contacts, (row) => !found.has(row));
  keepOnly(into.later, ({ row }) => !found.has(row));
  for (const row of found.keys()) rememberUnread(into, unreadContact(row));
  skip(into, 'unreadableDate', found.size);
  return [...found.values()];
}

function keepOnly<Entry>(list: Entry[], stays: (entry: Entry) => boolean): void {
  let kept = 0;
  for (const entry of list) if (stays(entry)) list[kept++] = entry;
  list.length = kept;
}

const mostLater = 5;

/**
 * Takes out the few contacts that are connected later than the upload. Where they are more, or all, it is the time of the
 * upload that is wrong.
 */
function letGoLater(into: Collected): readonly number[] {
  const { contacts, later } = into;
  const found = later.splice(0);
  if (found.length > mostLater || found.length === contacts.length) return [];
  for (const { row } of found) {
    contacts.splice(contacts.indexOf(row), 1);
    rememberUnread(into, unreadContact(row));
  }
  skip(into, 'unreadableDate', found.length);
  return found.map(({ line }) => line);
}

function readContact(row: Row<Column>): Read | SkipReason {
  const firstName = cell(row.firstName);
  const lastName = cell(row.lastName);
  const slug = canonicalSlug(row.url);
  // Closed accounts leave a row that has nothing but its date (EXPORT-FORMATS A5).
  if (firstName === '' && lastName === '' && slug === undefined) return 'hiddenMember';
  const connectedOn =
    dayMonthNameYear(row.connectedOn) ??
    yearFirstDay(row.connectedOn) ??
    dottedDay(row.connectedOn) ??
    monthNameDayYear(row.connectedOn);
  if (connectedOn === undefined) return 'unreadableDate';
  const contact = defined<ContactRow>({
    firstName,
    lastName,
    slug,
    email: /^[^\s@]+@[^\s@]+$/u.test(row.email.trim()) ? cell(row.email, 254) : undefined,
    company: cell(row.company) || undefined,
    position: cell(row.position) || undefined,
    connectedOn,
  });
  return { row: contact, written: row.connectedOn };
}

/**
 * The contacts without repetitions, ordered by key. Of several rows of one key the newest connection stays, then the
 * row with more cells, then the first by its text: never the first in the file. Without a profile, rows of another e-mail
 * address or company are other people.
 */
export function distinctContacts(rows: readonly ContactRow[]): {
  readonly contacts: readonly ContactRow[];
  readonly repeated: number;
} {
  const contacts = [...groupBy(rows, personKey)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, sameKey]) => [...sameKey].sort(compareRows).slice(0, 1));
  return { contacts, repeated: rows.length - contacts.length };
}

function personKey(row: ContactRow): string {
  const { slug, email, company } = row;
  return slug === undefined ? [rowKey(row), email, company].join('\n') : rowKey(row);
}

/** Which connections rows reach from and to, in the order in which they stand in the file. */
export function coversOf(rows: readonly ContactRow[]): Covers | undefined {
  const days = rows.map(({ connectedOn }) => connectedOn);
  const sorted = [...days].sort();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const { falls, rises } = runOf(days);
  const order = falls === rises ? 'unordered' : falls ? 'newestFirst' : 'oldestFirst';
  return { order, from, to };
}

function runOf(days: readonly IsoDay[]): { falls: boolean; rises: boolean } {
  return {
    falls: days.every((day, no) => no === 0 || day <= (days[no - 1] ?? day)),
    rises: days.every((day, no) => no === 0 || day >= (days[no - 1] ?? day)),
  };
}

const mostLast = 10;

/** Keys of the last rows, the last one first, of a file in no order of its days; undefined for one in order. */
export function lastKeysOf(rows: readonly ContactRow[]): readonly string[] | undefined {
  const { falls, rises } = runOf(rows.map(({ connectedOn }) => connectedOn));
  if (falls || rises) return undefined;
  return [...new Set(rows.slice(-mostLast).reverse().map(rowKey))];
}

function compareRows(a: ContactRow, b: ContactRow): number {
  return (
    compareText(b.connectedOn, a.connectedOn) ||
    Object.keys(b).length - Object.keys(a).length ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
