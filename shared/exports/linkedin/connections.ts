import { compareText, defined, groupBy } from '../../domain/collections.ts';
import type { ContactRow, Covers } from '../../domain/contact.ts';
import { rowKey } from '../../domain/contact.ts';
import { canonicalSlug } from '../../domain/names-of-people.ts';
import type { SkipReason } from '../../domain/snapshot.ts';
import type { Row } from '../csv.ts';
import { dayMonthNameYear, dottedDay, monthNameDayYear, yearFirstDay } from '../dates.ts';
import { cell } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

type Column = 'firstName' | 'lastName' | 'url' | 'email' | 'company' | 'position' | 'connectedOn';

/** Connections.csv of all eras (EXPORT-FORMATS A3, A4): without URL to 2023, with translated headers perhaps (A7). */
export const connections = linkedinFile<Column, ContactRow>({
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
  take: (into, row) => into.contacts.push(row),
});

function readContact(row: Row<Column>): ContactRow | SkipReason {
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
  return defined<ContactRow>({
    firstName,
    lastName,
    slug,
    email: /^[^\s@]+@[^\s@]+$/u.test(row.email.trim()) ? cell(row.email, 254) : undefined,
    company: cell(row.company) || undefined,
    position: cell(row.position) || undefined,
    connectedOn,
  });
}

/**
 * The contacts without repetitions, ordered by key. Of several rows of one key the newest connection stays, then the
 * row with more cells, then the first by its text: never the first in the file.
 */
export function distinctContacts(rows: readonly ContactRow[]): {
  readonly contacts: readonly ContactRow[];
  readonly repeated: number;
} {
  const contacts = [...groupBy(rows, rowKey)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, sameKey]) => [...sameKey].sort(compareRows).slice(0, 1));
  return { contacts, repeated: rows.length - contacts.length };
}

/** Which connections rows reach from and to, in the order in which they stand in the file. */
export function coversOf(rows: readonly ContactRow[]): Covers | undefined {
  const days = rows.map(({ connectedOn }) => connectedOn);
  const sorted = [...days].sort();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const falls = days.every((day, no) => no === 0 || day <= (days[no - 1] ?? day));
  const rises = days.every((day, no) => no === 0 || day >= (days[no - 1] ?? day));
  const order = falls === rises ? 'unordered' : falls ? 'newestFirst' : 'oldestFirst';
  return { order, from, to };
}

function compareRows(a: ContactRow, b: ContactRow): number {
  return (
    compareText(b.connectedOn, a.connectedOn) ||
    Object.keys(b).length - Object.keys(a).length ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}
