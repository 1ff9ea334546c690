import { cell } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Profile.csv: one row with the owner's name. Their profile address is not in it (EXPORT-FORMATS A3). */
export const profile = linkedinFile({
  kind: 'profile',
  stems: ['profile', 'profil', 'profiel'],
  columns: {
    firstName: ['first name', 'vorname', 'voornaam'],
    lastName: ['last name', 'nachname', 'achternaam'],
    headline: ['headline', 'überschrift', 'profil-slogan', 'kopregel'],
  },
  needed: ['firstName', 'lastName', 'headline'],
  unused: [
    'maiden name',
    'address',
    'birth date',
    'summary',
    'industry',
    'zip code',
    'geo location',
    'twitter handles',
    'websites',
    'instant messengers',
  ],
  read: (row) => {
    const name = cell(`${row.firstName} ${row.lastName}`);
    return name === '' ? 'withoutPerson' : { name };
  },
  take: (into, { name }) => {
    into.ownerNames.push(name);
    into.names.add({ name });
  },
});
