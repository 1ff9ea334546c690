import { defined } from '../../domain/collections.ts';
import type { Recommendation } from '../../domain/snapshot.ts';
import { anyDay, personRef } from './cells.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { linkedinFile } from './linkedin-file.ts';

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
      createdOn: ['creation date', 'created on', 'erstellt am', 'erstellungsdatum', 'aanmaakdatum'],
    },
    needed: ['firstName', 'lastName', 'text'],
    unused: ['company', 'job title', 'status'],
    dates: ['createdOn'],
    read: (row) => {
      const person = personRef([row.firstName, row.lastName], '');
      if (person === undefined) return 'withoutPerson';
      return defined<Recommendation>({ person, direction, on: anyDay(row.createdOn) });
    },
    take: (into, recommendation) => {
      into.recommendations.push(recommendation);
      into.names.add(recommendation.person);
    },
  }),
);
