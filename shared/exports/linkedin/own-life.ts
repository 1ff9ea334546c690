import { defined } from '../../domain/collections.ts';
import type { IsoMonth } from '../../domain/ids.ts';
import type { FileKind, OwnFact } from '../../domain/snapshot.ts';
import { monthNameYear } from '../dates.ts';
import { cell } from './cells.ts';
import { rememberOwn } from './collected.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { linkedinFile } from './linkedin-file.ts';

type Column = 'name' | 'title' | 'startedOn' | 'finishedOn';

/** Where the owner spent a part of their life: one row a school or an organisation. Without a beginning it dates nothing. */
const lifeFile = (file: {
  readonly kind: FileKind;
  readonly of: OwnFact['kind'];
  readonly stems: readonly string[];
  readonly columns: Readonly<Record<Column, readonly string[]>>;
  readonly unused: readonly string[];
}): LinkedinFile =>
  linkedinFile<Column, { fact: OwnFact | undefined }>({
    kind: file.kind,
    stems: file.stems,
    columns: file.columns,
    needed: ['name', 'startedOn'],
    unused: file.unused,
    read: (row) => {
      const name = cell(row.name);
      if (name === '') return 'unreadableRow';
      const from = monthNameYear(row.startedOn);
      const until = monthNameYear(row.finishedOn);
      if (isUnreadable(row.startedOn, from) || isUnreadable(row.finishedOn, until)) return 'unreadableDate';
      if (from === undefined) return { fact: undefined };
      return { fact: defined<OwnFact>({ kind: file.of, name, title: cell(row.title), from, until }) };
    },
    take: (into, { fact }) => {
      if (fact !== undefined) rememberOwn(into, fact);
    },
  });

const isUnreadable = (text: string, month: IsoMonth | undefined): boolean =>
  month === undefined && text.trim() !== '';

/** Education.csv: the owner's own schools; those of the contacts are in no export (EXPORT-FORMATS A3). */
export const education = lifeFile({
  kind: 'education',
  of: 'school',
  stems: ['education', 'ausbildung', 'opleiding', 'opleidingen'],
  columns: {
    name: ['school name', 'name der schule', 'hochschule', 'naam school', 'naam van school'],
    title: ['degree name', 'abschluss', 'naam diploma'],
    startedOn: ['start date', 'started on', 'startdatum', 'begonnen am', 'begindatum'],
    finishedOn: ['end date', 'finished on', 'enddatum', 'beendet am', 'einddatum'],
  },
  unused: ['notes', 'activities'],
});

/** Volunteering.csv: the owner's own voluntary work. */
export const volunteering = lifeFile({
  kind: 'volunteering',
  of: 'volunteering',
  stems: ['volunteering', 'ehrenamt', 'vrijwilligerswerk'],
  columns: {
    name: ['company name', 'organization', 'organisation', 'name der organisation', 'naam organisatie'],
    title: ['role', 'rolle', 'rol'],
    startedOn: ['started on', 'start date', 'begonnen am', 'gestart op'],
    finishedOn: ['finished on', 'end date', 'beendet am', 'beëindigd op'],
  },
  unused: ['cause', 'description'],
});
