import { describe, expect, test } from 'vitest';
import { linkedinFileNamed, linkedinFiles } from '../../shared/exports/linkedin/index.ts';
import { headers, snapshotOf } from './files.ts';

const contacts = `${headers.connections}\nAnna,Muster,,,,,08 Feb 2024`;

/** The files of an export by the headers that LinkedIn gives them. */
const written: Readonly<Record<string, string>> = {
  'Connections.csv': headers.connections,
  'messages.csv': headers.messages,
  'Invitations.csv': headers.invitations,
  'Profile.csv': headers.profile,
  'Positions.csv': headers.positions,
  'Notes.csv': headers.notes,
  'Recommendations_Given.csv': headers.recommendations,
  'Recommendations_Received.csv': headers.recommendations,
  'Endorsement_Given_Info.csv': headers.endorsementGiven,
  'Endorsement_Received_Info.csv': headers.endorsementReceived,
  'Contacts.csv': headers.contacts,
  'ImportedContacts.csv': headers.importedContacts,
  'Email Addresses.csv': headers.emailAddresses,
  'SearchQueries.csv': headers.searchQueries,
  'Events.csv': headers.events,
  'Education.csv': headers.education,
  'Volunteering.csv': headers.volunteering,
  'Company Follows.csv': headers.companyFollows,
  'Member_Follows.csv': headers.memberFollows,
  'Shares.csv': headers.shares,
};
const others = Object.entries(written).filter(([name]) => name !== 'Connections.csv');

describe('columns that no reader knows', () => {
  test('every file is tried', () => {
    const tried = new Set(Object.keys(written).map(linkedinFileNamed));
    expect(linkedinFiles.filter((file) => !tried.has(file))).toEqual([]);
  });

  test('are none of those that LinkedIn writes', async () => {
    const { files } = await snapshotOf({ ...written, 'Connections.csv': contacts });
    expect(files).toHaveLength(Object.keys(written).length);
    for (const file of files) expect(file).not.toHaveProperty('otherColumns');
  });

  test.each(others)('%s: are listed as they are written there', async (name, header) => {
    const { files } = await snapshotOf({
      'Connections.csv': contacts,
      [name]: `"  New\u202e  Thing ",${header},,${header.split(',')[0]},New Thing,`,
    });
    expect(files.find((file) => file.name === name)?.otherColumns).toEqual(['New Thing']);
  });

  test('of a table that is none of an export are not listed', async () => {
    const { files } = await snapshotOf({
      'Connections.csv': contacts,
      'Events.csv': 'Guest,Dish\nAnna,Soup',
    });
    expect(files[1]).toEqual({ name: 'Events.csv', kind: 'unknown', rows: 0 });
  });
});
