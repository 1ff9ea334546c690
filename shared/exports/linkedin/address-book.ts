import { defined } from '../../domain/collections.ts';
import type { AddressBookEntry, FileKind } from '../../domain/snapshot.ts';
import { anyDay, cell, emailsIn } from './cells.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { linkedinFile } from './linkedin-file.ts';

const files: readonly (readonly [kind: FileKind, source: AddressBookEntry['source'], stems: string[]])[] = [
  ['addressBook', 'kept', ['contacts', 'adressbuch', 'adresboek']],
  ['importedContacts', 'imported', ['importedcontacts', 'importiertekontakte', 'geimporteerdecontacten']],
];

/**
 * Contacts.csv, the address book that the owner keeps and synced, and ImportedContacts.csv, addresses handed to LinkedIn
 * at some time (EXPORT-FORMATS A3; the order of the columns is not known for sure). Neither has profiles.
 */
export const addressBooks: readonly LinkedinFile[] = files.map(([kind, source, stems]) =>
  linkedinFile({
    kind,
    stems,
    columns: {
      firstName: ['firstname', 'vorname', 'voornaam'],
      middleName: ['middlename', 'middle name'],
      lastName: ['lastname', 'nachname', 'achternaam'],
      fullName: ['fullname', 'full name'],
      emails: ['emails', 'e-mail-adressen', 'e-mailadressen'],
      createdOn: ['createdat', 'created at', 'created on'],
    },
    needed: ['firstName', 'lastName', 'emails'],
    unused: [
      'source',
      'companies',
      'title',
      'phonenumbers',
      'addresses',
      'sites',
      'instantmessagehandles',
      'birthday',
      'location',
      'bookmarkedat',
      'profiles',
      'updatedat',
    ],
    dates: ['createdOn'],
    read: (row) => {
      const parts = cell(`${row.firstName} ${row.middleName} ${row.lastName}`);
      const name = parts === '' ? cell(row.fullName) : parts;
      const emails = emailsIn(row.emails);
      if (name === '' && emails.length === 0) return 'withoutPerson';
      return defined<AddressBookEntry>({
        name: name === '' ? undefined : name,
        emails,
        source,
        on: anyDay(row.createdOn),
      });
    },
    take: (into, entry) => into.addressBook.push(entry),
  }),
);
