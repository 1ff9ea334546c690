import { describe, expect, test } from 'vitest';
import { headers, lines, ownerProfile, snapshotOf } from './files.ts';

const anna = { slug: 'anna-muster', name: 'Anna Muster' };

describe('Invitations.csv', () => {
  test('both directions, with and without a note, each told once', async () => {
    const out =
      'Olga Ownerin,Anna Muster,"1/29/26, 2:37\u202fPM","Hallo Anna, wie in Köln besprochen",OUTGOING,https://www.linkedin.com/in/olga,https://www.linkedin.com/in/anna-muster';
    const { invitations, skipped } = await snapshotOf({
      'Invitations.csv': lines(
        headers.invitations,
        'Bert B,Olga Ownerin,"12/31/25, 11:59 PM",,INCOMING,https://www.linkedin.com/in/bert,https://www.linkedin.com/in/olga',
        out,
        out,
        'Cleo C,Olga Ownerin,"31/12/25, 11:59 PM",,INCOMING,,',
        ',Olga Ownerin,"12/31/25, 11:59 PM",,INCOMING,,',
        'Dora D,Olga Ownerin,"12/31/25, 11:59 PM",,SIDEWAYS,,',
      ),
    });
    expect(invitations).toEqual([
      { person: { slug: 'bert', name: 'Bert B' }, direction: 'incoming', sentOn: '2025-12-31' },
      {
        person: anna,
        direction: 'outgoing',
        sentOn: '2026-01-29',
        note: 'Hallo Anna, wie in Köln besprochen',
      },
    ]);
    expect(skipped).toEqual({ unreadableDate: 1, withoutPerson: 1, unreadableRow: 1 });
  });

  test('five columns to 2023', async () => {
    const row = 'Anna Muster,Olga Ownerin,"1/29/19, 2:37 PM",,INCOMING';
    const { invitations } = await snapshotOf({ 'Invitations.csv': lines(headers.invitationsTo2023, row) });
    expect(invitations).toEqual([
      { person: { name: 'Anna Muster' }, direction: 'incoming', sentOn: '2019-01-29' },
    ]);
  });
});

test('Positions.csv: months, years, the current job, and no past job made current', async () => {
  const { jobs, skipped } = await snapshotOf({
    'Positions.csv': lines(
      headers.positions,
      'Muster GmbH,Leiterin,"viel, sehr viel",Köln,Jan 2020,',
      'Beispiel AG,Referentin,,,2015,Dez 2019',
      'Alt KG,Azubi,,,2010,irgendwann',
      ',Nichts,,,2010,2011',
    ),
  });
  expect(jobs).toEqual([
    { company: 'Beispiel AG', title: 'Referentin', startedIn: '2015', finishedIn: '2019-12' },
    { company: 'Muster GmbH', title: 'Leiterin', startedIn: '2020-01' },
  ]);
  expect(skipped).toEqual({ unreadableDate: 1, unreadableRow: 1 });
});

test('Notes.csv: a note stays without a date that can be read', async () => {
  const { notes, skipped } = await snapshotOf({
    'Notes.csv': lines(
      headers.notes,
      'Anna,Muster,https://www.linkedin.com/in/anna-muster,Messe Köln,2026-01-02 10:00:00 UTC,',
      'Bert,B,,"zwei\nZeilen",irgendwann,',
      'Cleo,C,,,2026-01-02,',
    ),
  });
  expect(notes).toEqual([
    { person: anna, text: 'Messe Köln', on: '2026-01-02' },
    { person: { name: 'Bert B' }, text: 'zwei Zeilen' },
  ]);
  expect(skipped).toEqual({ emptyMessage: 1 });
});

test('recommendations of both directions have names only', async () => {
  const row = 'Anna,Muster,Muster GmbH,Leiterin,"Gut, sehr gut","01/24/18, 03:00 PM",VISIBLE';
  const { recommendations, files } = await snapshotOf({
    'Recommendations_Given.csv': lines(headers.recommendations, row),
    'Recommendations_Received.csv': lines(headers.recommendations, row.replace('01/24', '12/31')),
  });
  expect(recommendations).toEqual([
    { person: { name: 'Anna Muster' }, direction: 'given', on: '2018-01-24' },
    { person: { name: 'Anna Muster' }, direction: 'received', on: '2018-12-31' },
  ]);
  expect(files.map((file) => file.kind)).toEqual(['recommendationsGiven', 'recommendationsReceived']);
});

test.each<[string, readonly string[]]>([
  ['VISIBLE', ['given', 'received']],
  ['', ['given', 'received']],
  ['PENDING', ['given']],
  ['pending ', ['given']],
  ['HIDDEN', ['given']],
  ['REJECTED', ['given']],
])('a recommendation that others wrote counts once it is accepted: %s', async (status, counted) => {
  const row = `Anna,Muster,Muster GmbH,Leiterin,"Gut, sehr gut","01/24/18, 03:00 PM",${status}`;
  const { recommendations, skipped } = await snapshotOf({
    'Recommendations_Given.csv': lines(headers.recommendations, row),
    'Recommendations_Received.csv': lines(headers.recommendations, row),
  });
  expect(recommendations.map(({ direction }) => direction)).toEqual(counted);
  expect(skipped).toEqual({});
});

test('endorsements of both directions, addresses without scheme or (to 2023) none, one fact a day', async () => {
  const given = '2023/03/01 19:52:23 UTC,Lesen,Anna,Muster,www.linkedin.com/in/anna-muster,ACCEPTED';
  const { endorsements } = await snapshotOf({
    'Endorsement_Given_Info.csv': lines(headers.endorsementGiven, given, given.replace('Lesen', 'Schreiben')),
    'Endorsement_Received_Info.csv': lines(
      headers.endorsementReceived.replace(',Endorser Public Url', ''),
      '2022/03/01 19:52:23 UTC,Lesen,Bert,B,ACCEPTED',
    ),
  });
  expect(endorsements).toEqual([
    { person: anna, direction: 'given', on: '2023-03-01' },
    { person: { name: 'Bert B' }, direction: 'received', on: '2022-03-01' },
  ]);
});

test.each([
  ['ACCEPTED', true],
  ['accepted ', true],
  ['', true],
  ['VISIBLE_TO_ALL', true],
  ['REJECTED', false],
  ['rejected', false],
  ['PENDING', false],
  ['HIDDEN', false],
])('an endorsement counts if it stands: %s %s', async (status, counts) => {
  const given = `2023/03/01 19:52:23 UTC,Lesen,Anna,Muster,www.linkedin.com/in/anna-muster,${status}`;
  const { endorsements, skipped } = await snapshotOf({
    'Endorsement_Given_Info.csv': lines(headers.endorsementGiven, given),
  });
  expect(endorsements).toEqual(counts ? [{ person: anna, direction: 'given', on: '2023-03-01' }] : []);
  expect(skipped).toEqual({});
});

describe('names of files', () => {
  const invitation = lines(headers.invitationsTo2023, 'Anna Muster,Olga,"1/29/19, 2:37 PM",,INCOMING');
  test.each([
    'Invitations.csv',
    'INVITATIONS.CSV',
    'Invitations_123456789.csv',
    'Export von Olga/Invitations.csv',
    'a\\b\\Invitations.csv',
  ])('%s', async (name) => {
    const { files } = await snapshotOf({ [name]: invitation });
    expect(files).toEqual([{ name: name.replaceAll('\\', '/'), kind: 'invitations', rows: 1 }]);
  });

  test.each(['Old Invitations.csv', 'Invitations2.csv', 'Invitations.csv.bak', 'Invitations_x.csv'])(
    'not %s',
    async (name) => {
      const { files, invitations } = await snapshotOf({ [name]: invitation, 'Profile.csv': ownerProfile });
      expect(files).toContainEqual({ name, kind: 'unknown', rows: 0 });
      expect(invitations).toEqual([]);
    },
  );

  test('blanks and underscores do not matter', async () => {
    const row = 'Anna,Muster,Muster GmbH,Leiterin,Gut,"01/24/18, 03:00 PM",VISIBLE';
    const { recommendations } = await snapshotOf({
      'Recommendations Given.csv': lines(headers.recommendations, row),
    });
    expect(recommendations).toHaveLength(1);
  });

  test('what macOS adds is not there, every other file is listed', async () => {
    const { files } = await snapshotOf({
      'Export/Profile.csv': ownerProfile,
      '__MACOSX/Export/._Profile.csv': 'x',
      'Export/.DS_Store': 'x',
      'Export/Jobs/Saved Jobs.csv': 'a,b\n1,2',
      'Export/Reactions_123.csv': 'Date,Type,Link\n1,2,3',
    });
    expect(files).toEqual([
      { name: 'Export/Profile.csv', kind: 'profile', rows: 1 },
      { name: 'Export/Jobs/Saved Jobs.csv', kind: 'unknown', rows: 0 },
      { name: 'Export/Reactions_123.csv', kind: 'unknown', rows: 0 },
    ]);
  });

  test('of two files of one kind the one nearer to the root counts', async () => {
    const older = lines(headers.invitationsTo2023, 'Bert B,Olga,"1/29/19, 2:37 PM",,INCOMING');
    const { invitations } = await snapshotOf({ 'old/Invitations.csv': older, 'Invitations.csv': invitation });
    expect(invitations.map(({ person }) => person.name)).toEqual(['Anna Muster']);
  });

  test('a known name over a foreign table is an unknown file', async () => {
    const { files, messagesJoin } = await snapshotOf({
      'messages.csv': 'a,b\n1,2',
      'Profile.csv': ownerProfile,
    });
    expect(files[0]).toEqual({ name: 'messages.csv', kind: 'unknown', rows: 0 });
    expect(messagesJoin).toBeUndefined();
  });
});
