import { defined } from '../../domain/collections.ts';
import type { Recommendation } from '../../domain/snapshot.ts';
import { anyDay, personRef } from './cells.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Statuses of a received recommendation that the owner has not accepted, or has taken off the profile (A3). */
const fallen: ReadonlySet<string> = new Set(['REJECTED', 'PENDING', 'HIDDEN']);

/** Recommendations_Given.csv and _Received.csv: names only, no profile addresses (EXPORT-FORMATS A3). */
export const recommendations: readonly LinkedinFile[] = (['given', 'received'] as const).map((direction) =>
  linkedinFile({
    kind: direction === 'given' ? 'recommendationsGiven' : 'recommendationsReceived',
    stems: [
      `recommendations${direction}`,
      direction === 'given' ? 'abgegebeneempfehlungen' : 'erhalteneempfehlungen',
      direction === 'given' ? 'gegevenaanbevelingen' : 'ontvangenaanbevelingen',
    ],
    columns: {
      firstName: ['first name', 'vorname', 'voornaam'],
      lastName: ['last name', 'nachname', 'achternaam'],
      text: ['text', 'tekst'],
      status: ['status'],
      createdOn: ['creation date', 'created on', 'erstellt am', 'erstellungsdatum', 'aanmaakdatum'],
    },
    needed: ['firstName', 'lastName', 'text'],
    unused: ['company', 'job title'],
    dates: ['createdOn'],
    read: (row) => {
      const person = personRef([row.firstName, row.lastName], '');
      if (person === undefined) return 'withoutPerson';
      // What the owner wrote is the owner's act, whatever became of it; what others write is theirs until it is accepted.
      const stands = direction === 'given' || !fallen.has(row.status.trim().toUpperCase());
      const on = anyDay(row.createdOn);
      return { stands, recommendation: defined<Recommendation>({ person, direction, on }) };
    },
    take: (into, { stands, recommendation }) => {
      into.names.add(recommendation.person);
      if (stands) into.recommendations.push(recommendation);
    },
  }),
);
