import { defined } from '../../domain/collections.ts';
import type { Job } from '../../domain/snapshot.ts';
import { monthNameYear } from '../dates.ts';
import { cell } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Positions.csv: the owner's own jobs; no end means the current one (EXPORT-FORMATS A3). */
export const positions = linkedinFile({
  kind: 'positions',
  stems: ['positions', 'berufserfahrung', 'positionen', 'posities', 'werkervaring'],
  columns: {
    company: ['company name', 'company', 'name des unternehmens', 'unternehmen', 'bedrijfsnaam', 'bedrijf'],
    title: ['title', 'titel', 'functie'],
    startedOn: ['started on', 'begonnen am', 'gestart op'],
    finishedOn: ['finished on', 'beendet am', 'beëindigd op'],
  },
  needed: ['company', 'title', 'startedOn'],
  unused: ['description', 'location'],
  read: (row) => {
    const company = cell(row.company);
    if (company === '') return 'unreadableRow';
    const startedIn = monthNameYear(row.startedOn);
    const finishedIn = monthNameYear(row.finishedOn);
    // An end that cannot be read must not make a past job the current one.
    if (startedIn === undefined || (finishedIn === undefined && row.finishedOn.trim() !== ''))
      return 'unreadableDate';
    return defined<Job>({ company, title: cell(row.title), startedIn, finishedIn });
  },
  take: (into, job) => into.jobs.push(job),
});
