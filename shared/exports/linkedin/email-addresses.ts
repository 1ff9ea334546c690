import { emailsIn } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Email Addresses.csv: the owner's own addresses, which tell the owner from other people and are never shown. */
export const emailAddresses = linkedinFile({
  kind: 'emailAddresses',
  stems: ['emailaddresses', 'e-mail-adressen', 'e-mailadressen'],
  columns: {
    address: ['email address', 'e-mail address', 'e-mail-adresse', 'e-mailadres'],
    confirmed: ['confirmed', 'bestätigt', 'bevestigd'],
  },
  needed: ['address', 'confirmed'],
  unused: ['primary', 'updated on'],
  read: (row) => {
    const addresses = emailsIn(row.address);
    return addresses.length === 0 ? 'unreadableRow' : { addresses };
  },
  take: (into, { addresses }) => {
    for (const address of addresses) into.ownAddresses.add(address);
  },
});
