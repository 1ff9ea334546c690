import { cell } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Profile.csv: one row with the owner's name. Their profile address is not in it (EXPORT-FORMATS A3). */
export const profile = linkedinFile({
  kind: 'profile',
  stems: ['profile'],
  columns: {
    firstName: ['first name'],
    lastName: ['last name'],
    headline: ['headline'],
  },
  needed: ['firstName', 'lastName', 'headline'],
  read: (row) => {
    const name = cell(`${row.firstName} ${row.lastName}`);
    return name === '' ? 'withoutPerson' : { name };
  },
  take: (into, { name }) => {
    into.ownerNames.push(name);
    into.names.add({ name });
  },
});
