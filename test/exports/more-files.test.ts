import { describe, expect, test } from 'vitest';
import { newCollected } from '../../shared/exports/linkedin/collected.ts';
import { linkedinFileOf } from '../../shared/exports/linkedin/index.ts';
import { headers, lines, ownerProfile, quoted, snapshotOf } from './files.ts';

const anna = 'Anna,Muster,https://www.linkedin.com/in/anna-muster,,,,08 Feb 2026';
const connections = lines(headers.connections, anna);

describe('address books', () => {
  const contact = (first: string, last: string, emails: string, full = '', createdAt = ''): string =>
    quoted('MOBILE', first, last, '', '', emails, '+49 30 1', createdAt, '', '', '', full, '', '', '', '');

  test('Contacts.csv: names, several addresses in a cell, who they are not', async () => {
    const { addressBook, skipped } = await snapshotOf({
      'Contacts.csv': lines(
        headers.contacts,
        contact('Anna', 'Muster', 'Anna@Muster.example; a.m@muster.example', 'Anna Muster', '2020-05-06'),
        contact('', '', 'ohne@name.example'),
        contact('', '', 'keine Adresse', 'Nur Name'),
        contact('', '', ''),
      ),
    });
    expect(addressBook).toEqual([
      {
        name: 'Anna Muster',
        emails: ['anna@muster.example', 'a.m@muster.example'],
        source: 'kept',
        on: '2020-05-06',
      },
      { emails: ['ohne@name.example'], source: 'kept' },
      { name: 'Nur Name', emails: [], source: 'kept' },
    ]);
    expect(skipped).toEqual({ withoutPerson: 1 });
  });

  test('ImportedContacts.csv: in any order of the columns, which is not known for sure', async () => {
    const row = 'Anna,M.,Muster,anna@muster.example,,,,1/29/26 2:37 PM,';
    const turned = 'anna@muster.example,Muster,Anna';
    const { addressBook } = await snapshotOf({
      'ImportedContacts.csv': lines(headers.importedContacts, row),
    });
    expect(addressBook).toEqual([
      { name: 'Anna M. Muster', emails: ['anna@muster.example'], source: 'imported', on: '2026-01-29' },
    ]);
    const other = await snapshotOf({ 'ImportedContacts.csv': lines('Emails,LastName,FirstName', turned) });
    expect(other.addressBook).toMatchObject([{ name: 'Anna Muster' }]);
  });

  test('the owner is nobody of their own address book, and their addresses are kept as marks only', async () => {
    const { addressBook, owner } = await snapshotOf({
      'Contacts.csv': lines(headers.contacts, contact('Ich', 'Selbst', 'OLGA@ownerin.example')),
      'Email Addresses.csv': lines(headers.emailAddresses, 'olga@ownerin.example,Yes,Yes,"Jan 3, 2026"'),
      'Profile.csv': ownerProfile,
    });
    expect(addressBook).toEqual([]);
    expect(owner.addressMarks).toHaveLength(1);
    expect(JSON.stringify(owner)).not.toContain('ownerin.example');
  });

  test('an address book named like the contacts of another language is no list of contacts', async () => {
    const { files } = await snapshotOf({
      'Connections.csv': connections,
      'Contacts.csv': lines(headers.connections, anna),
    });
    expect(files).toContainEqual({ name: 'Contacts.csv', kind: 'unknown', rows: 0 });
  });
});

describe('SearchQueries.csv', () => {
  const searchesFor = async (...queries: readonly string[]) => {
    const rows = queries.map((query) => quoted('2024/02/01 15:02:55 UTC', query));
    const { searches, skipped, files } = await snapshotOf({
      'SearchQueries.csv': lines(headers.searchQueries, ...rows),
    });
    return { names: searches.map(({ name }) => name), skipped, rows: files[0]?.rows };
  };

  test.each(['Anna Muster', 'anna muster', 'Dr. Anna Muster-Beispiel', 'van der Berg, Anna', 'José Núñez'])(
    '%j may be somebody’s name',
    async (query) => expect((await searchesFor(query)).names).toEqual([query]),
  );

  test.each([
    'anna',
    'jobs in Köln 2024',
    'c# developer',
    'https://www.linkedin.com/in/anna',
    'a b c d e f',
    '',
    'x'.repeat(90),
  ])('%j is none: read, and let go', async (query) =>
    expect(await searchesFor(query)).toEqual({ names: [], skipped: {}, rows: 1 }),
  );

  test('the same search again on one day is one; a date that cannot be read is told with its line', async () => {
    const search = quoted('2024/02/01 15:02:55 UTC', 'Anna Muster');
    const { searches, files, skipped } = await snapshotOf({
      'SearchQueries.csv': lines(headers.searchQueries, search, search, quoted('gestern', 'Anna Muster')),
    });
    expect(searches).toEqual([{ name: 'Anna Muster', on: '2024-02-01' }]);
    expect(skipped).toEqual({ unreadableDate: 1 });
    expect(files[0]).toEqual({ name: 'SearchQueries.csv', kind: 'searchQueries', rows: 3, unreadable: [4] });
  });

  test('a very long log takes the memory of its names alone', async () => {
    async function* log(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${headers.searchQueries}\n`);
      for (let no = 0; no < 400_000; no += 1000)
        yield Buffer.from('2024/02/01 15:02:55 UTC,Anna Muster\n2024/02/01 15:02:55 UTC,job 1\n'.repeat(500));
    }
    const into = newCollected();
    const result = await linkedinFileOf('searchQueries')?.read(log(), into);
    expect(result).toMatchObject({ status: 'read', rows: 400_000 });
    expect(into.searches.size).toBe(1);
  });
});

describe('Events.csv', () => {
  const eventsOf = async (time: string, status = 'ATTENDING') => {
    const { ownFacts } = await snapshotOf({
      'Events.csv': lines(headers.events, quoted('Messe Köln', time, status, '')),
    });
    return ownFacts;
  };
  const event = { kind: 'event', name: 'Messe Köln', title: '' };

  test.each([
    ['Apr 08, 2024 07:00 AM - Apr 08, 2024 05:00 PM', { from: '2024-04-08' }],
    ['Apr 08, 2024 07:00 AM - Apr 10, 2024 05:00 PM', { from: '2024-04-08', until: '2024-04-10' }],
    ['2024-04-08 07:00:00 UTC', { from: '2024-04-08' }],
    ['08 Apr 2024', { from: '2024-04-08' }],
  ])('%s', async (time, days) => expect(await eventsOf(time)).toEqual([{ ...event, ...days }]));

  test.each(['RELINQUISHED', 'DECLINED', 'Invited', 'NOT_GOING', 'CANCELLED', 'Abgelehnt'])(
    'whoever has the status %s was not there',
    async (status) => expect(await eventsOf('08 Apr 2024', status)).toEqual([]),
  );
  test.each(['ATTENDING', 'ACCEPTED', 'Hosted', ''])('whoever has the status %j was', async (status) =>
    expect(await eventsOf('08 Apr 2024', status)).toEqual([{ ...event, from: '2024-04-08' }]),
  );
});

test('Education.csv and Volunteering.csv: years, months, what has no end, and what has no beginning', async () => {
  const { ownFacts, skipped } = await snapshotOf({
    'Education.csv': lines(
      headers.education,
      'Uni Köln,2008,2013,,Diplom,',
      'Schule Ulm,Sep 1999,Jun 2008,,,',
      'Ohne Jahr,,,,,',
      'Halb,irgendwann,2001,,,',
      ',2001,2002,,,',
    ),
    'Volunteering.csv': lines(headers.volunteering, 'Feuerwehr,Helferin,,Mär 2019,,'),
  });
  expect(ownFacts).toEqual([
    { kind: 'school', name: 'Schule Ulm', title: '', from: '1999-09', until: '2008-06' },
    { kind: 'school', name: 'Uni Köln', title: 'Diplom', from: '2008', until: '2013' },
    { kind: 'volunteering', name: 'Feuerwehr', title: 'Helferin', from: '2019-03' },
  ]);
  expect(skipped).toEqual({ unreadableDate: 1, unreadableRow: 1 });
});

test('follows: dated as Java dates, members by name, those that ended left aside', async () => {
  const { ownFacts, follows } = await snapshotOf({
    'Company Follows.csv': lines(
      headers.companyFollows,
      'Nordwerk,Wed Jun 24 12:43:42 UTC 2026',
      'Süd,2026-01-02',
    ),
    'Member_Follows_42.csv': lines(
      headers.memberFollows,
      '2026-01-05 09:50:45,Active,Anna Muster',
      '2026-01-06 09:50:45,Unfollowed,Bert B',
    ),
  });
  expect(ownFacts).toEqual(
    [
      { kind: 'companyFollow', name: 'Nordwerk', title: '', from: '2026-06-24' },
      { kind: 'companyFollow', name: 'Süd', title: '', from: '2026-01-02' },
    ].sort((a, b) => (a.from < b.from ? -1 : 1)),
  );
  expect(follows).toEqual([{ name: 'Anna Muster', on: '2026-01-05' }]);
});

test('Shares.csv: the days alone, no word; escaped by backslashes; both files of one export', async () => {
  const row = (at: string) => `${at},https://x.example,"sagt \\"Ja, ja\\", und\n\nmehr",,,MEMBER_NETWORK`;
  const { ownFacts, files } = await snapshotOf({
    'Shares.csv': lines(headers.shares, row('2026-01-05 09:50:45'), row('2026-01-05 19:50:45')),
    'Shares_42.csv': lines(headers.shares, row('2026-01-07 09:50:45')),
  });
  expect(ownFacts).toEqual(
    ['2026-01-05', '2026-01-07'].map((from) => ({ kind: 'post', name: '', title: '', from })),
  );
  expect(files.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['shares', 2],
    ['shares', 1],
  ]);
});

test('a file that only helps the memory is read as far as it goes; one with evidence that breaks off is a rejection', async () => {
  const broken = '2026-01-05 09:50:45,https://x.example,"never closed';
  const { files, ownFacts } = await snapshotOf({
    'Connections.csv': connections,
    'Shares.csv': lines(headers.shares, '2026-01-04 09:50:45,x,,,,', broken),
  });
  expect(files[1]).toEqual({ name: 'Shares.csv', kind: 'shares', rows: 2, unreadable: [3] });
  expect(ownFacts).toHaveLength(1);
});
