import { describe, expect, test } from 'vitest';
import { emptyKinds, hasRows } from '../../shared/domain/import.ts';
import {
  headers,
  lines,
  ownerProfile,
  ownerUrl,
  quoted,
  readBytes,
  snapshotOf,
  snapshotOfCsv,
  zipOf,
} from './files.ts';

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const contact = (slug: string, on: string): string => `${slug},Muster,${url(slug)},,,,${on}`;
const contacts = (...rows: readonly string[]): string => lines(headers.connections, ...rows);
const message = (
  id: string,
  {
    from = ['Olga Ownerin', ownerUrl],
    to = ['Anna Muster', url('anna')],
    on = '2025-06-01 14:03:22 UTC',
    text = 'Wie war die Messe?',
    folder = 'INBOX',
    draft = 'No',
  }: { from?: string[]; to?: string[]; on?: string; text?: string; folder?: string; draft?: string } = {},
): string => quoted(id, '', ...from, ...to, on, '', text, folder, '', draft, 'No');

describe('a date that may be half of another one', () => {
  test.each([
    ['dotted', '23.03.2024', '23.03.20'],
    ['dashed', '23-Mar-2024', '23-Mar-20'],
    ['named', '23. Mar. 2024', '23. Mar. 20'],
  ])('two digits for a year are none where others in this style have four: %s', async (_, whole, half) => {
    const {
      contacts: found,
      skipped,
      files,
    } = await snapshotOfCsv(
      contacts(contact('anna', whole), contact('bert', half), contact('cleo', whole), ''),
    );
    expect(found?.map(({ slug }) => slug)).toEqual(['anna', 'cleo']);
    expect(skipped).toEqual({ unreadableDate: 1 });
    expect(files[0]?.unreadable).toEqual([3]);
  });

  test.each(['23.03.20', '23-Mar-20', '23. Mar. 20', '2024-03-2'])(
    'the last row without a line end is not trusted: %s',
    async (half) => {
      const text = contacts(contact('anna', '08 Feb 2024'), contact('bert', half));
      const cut = await snapshotOfCsv(text);
      expect(cut.contacts?.map(({ slug }) => slug)).toEqual(['anna']);
      expect(cut.files[0]?.unreadable).toEqual([3]);
      expect(cut.covers).toBeUndefined();
      expect((await snapshotOfCsv(`${text}\n`)).contacts).toHaveLength(2);
    },
  );

  test('a spreadsheet shortens only the dates that it knows, and leaves the others as they were', async () => {
    const { contacts: found } = await snapshotOfCsv(
      contacts(contact('anna', '08. Feb 26'), contact('bert', '12 Dec 2023'), ''),
    );
    expect(found?.map(({ connectedOn }) => connectedOn)).toEqual(['2026-02-08', '2023-12-12']);
  });
});

describe('a messages.csv in which nothing can be counted', () => {
  const files = (...rows: readonly string[]) => ({
    'Connections.csv': contacts(contact('anna', '08 Feb 2024')),
    'Profile.csv': ownerProfile,
    'messages.csv': lines(headers.messages, ...rows),
  });
  const looked = async (...rows: readonly string[]) => {
    const { files: read } = await snapshotOf(files(...rows));
    return { empty: emptyKinds(read), found: read.filter(({ kind }) => kind === 'messages').map(hasRows) };
  };

  test.each([1, 5, 6, 40])('%i unreadable dates are as good as none', async (count) => {
    const rows = Array.from({ length: count }, (_, no) => message(`c${no}`, { on: 'gestern' }));
    expect(await looked(...rows)).toEqual({ empty: ['messages'], found: [false] });
  });

  test('drafts, spam and advertisements are no chats', async () => {
    const rows = [
      message('1', { draft: 'Yes' }),
      message('2', { folder: 'SPAM' }),
      message('3', { from: ['Beispiel GmbH', 'https://www.linkedin.com/company/beispiel'] }),
    ];
    expect(await looked(...rows)).toEqual({ empty: ['messages'], found: [false] });
    expect(await looked(...rows, message('4'))).toEqual({ empty: [], found: [true] });
    expect(await looked(message('5', { text: 'Danke!' }))).toEqual({ empty: [], found: [true] });
  });
});

describe('a date of another file that cannot be read', () => {
  test('is told of, and what it dates is taken without it', async () => {
    const read = await snapshotOf({
      'Connections.csv': contacts(contact('anna', '08 Feb 2024')),
      'Recommendations_Given.csv': lines(
        headers.recommendations,
        'anna,Muster,,,Gut,gestern,VISIBLE',
        'anna,Muster,,,Gut,,VISIBLE',
        'anna,Muster,,,Gut,"01/24/18, 03:00 PM",VISIBLE',
      ),
      'Endorsement_Given_Info.csv': lines(
        headers.endorsementGiven,
        'kaputt,SQL,anna,Muster,www.linkedin.com/in/anna,ACCEPTED',
      ),
      'Notes.csv': lines(headers.notes, `anna,Muster,${url('anna')},Messe,kaputt,kaputt`),
      'Contacts.csv': lines(headers.contacts, 'x,anna,Muster,,,anna@muster.example,,kaputt,,,,,,,,'),
    });
    expect(read.files.map(({ kind, undated }) => [kind, undated])).toEqual([
      ['connections', undefined],
      ['recommendationsGiven', { rows: 1, lines: [2] }],
      ['endorsementsGiven', { rows: 1, lines: [2] }],
      ['notes', { rows: 1, lines: [2] }],
      ['addressBook', { rows: 1, lines: [2] }],
    ]);
    expect(read.notes.map(({ on }) => on)).toEqual([undefined]);
    expect(read.skipped).toEqual({});
  });
});

describe('German and Dutch words', () => {
  test.each([
    'Datum der Bestätigung,Kenntnis,Vorname,Nachname,Profil-URL,Status',
    'Datum van onderschrijving,Vaardigheid,Voornaam,Achternaam,Profiel-URL,Status',
  ])('over endorsements: %s', async (header) => {
    const { endorsements } = await snapshotOf({
      'Connections.csv': contacts(contact('anna', '08 Feb 2024')),
      'Endorsement_Given_Info.csv': lines(
        header,
        '2023/03/01 19:52:23 UTC,SQL,Anna,Muster,linkedin.com/in/anna,ACCEPTED',
      ),
    });
    expect(endorsements).toMatchObject([{ on: '2023-03-01', person: { slug: 'anna' } }]);
  });

  test.each([
    'Vorname,Nachname,Profil-URL,Notiz,Erstellt am,Bearbeitet am',
    'Voornaam,Achternaam,Profiel-URL,Notitie,Aangemaakt op,Bewerkt op',
  ])('over notes: %s', async (header) => {
    const { notes } = await snapshotOf({
      'Connections.csv': contacts(contact('anna', '08 Feb 2024')),
      'Notes.csv': lines(header, `Anna,Muster,${url('anna')},Messe,2024-03-12,`),
    });
    expect(notes).toMatchObject([{ on: '2024-03-12', person: { slug: 'anna' } }]);
  });

  test.each([
    ['AUSGEHEND', 'outgoing'],
    ['Eingehend', 'incoming'],
    ['Gesendet', 'outgoing'],
    ['UITGAAND', 'outgoing'],
    ['Inkomend', 'incoming'],
  ])('for the direction of an invitation: %s', async (word, direction) => {
    const { invitations } = await snapshotOf({
      'Einladungen.csv': lines(
        'Von,An,Gesendet am,Nachricht,Richtung',
        `Olga Ownerin,Bert Blau,29.01.25,Hallo,${word}`,
      ),
    });
    expect(invitations).toMatchObject([{ direction, sentOn: '2025-01-29' }]);
  });

  test.each(['Ist Nachrichtenentwurf,Ist Konversationsentwurf', 'Is conceptbericht,Is conceptgesprek'])(
    'for drafts: %s',
    async (columns) => {
      const header = headers.messages.replace('IS MESSAGE DRAFT,IS CONVERSATION DRAFT', columns);
      const { skipped } = await snapshotOf({ 'messages.csv': lines(header, message('1', { draft: 'Ja' })) });
      expect(skipped).toEqual({ draft: 1 });
    },
  );
});

test.each([
  ['Company Follows.csv', 'Company_Follows.csv'],
  ['Company_Follows.csv', 'Company Follows.csv'],
])('two files that are only hints never reject: the larger of %s and %s is read', async (small, large) => {
  const { ownFacts, files } = await snapshotOf({
    'Connections.csv': contacts(contact('anna', '08 Feb 2024')),
    [small]: headers.companyFollows,
    [large]: lines(headers.companyFollows, 'Muster GmbH,Wed Jun 24 12:43:42 UTC 2020'),
  });
  expect(ownFacts).toMatchObject([{ name: 'Muster GmbH' }]);
  expect(files.filter(({ leftOut }) => leftOut)).toEqual([
    { name: small, kind: 'unknown', rows: 0, leftOut: true },
  ]);
});

test('a ZIP that holds one ZIP and no file of an export is to be unpacked once', async () => {
  const inner = await zipOf({ 'Connections.csv': contacts(contact('anna', '08 Feb 2024')) });
  expect(await readBytes(await zipOf({ 'Complete.zip': inner, 'read me.txt': 'x' }))).toEqual({
    rejected: 'zipInZip',
  });
  expect(await readBytes(await zipOf({ 'a.zip': inner, 'b.zip': inner }))).toEqual({
    rejected: 'noKnownCsv',
  });
});

describe('NUL bytes in a text', () => {
  const text = contacts(contact('an\0na', '08 Feb 2024'), contact('bert', '09 Feb 2024'), '');

  test.each(['Connections.csv', 'export.zip'])('are dropped and told of: %s', async (fileName) => {
    const bytes = fileName === 'export.zip' ? await zipOf({ 'Connections.csv': text }) : text;
    expect(await readBytes(bytes, { fileName })).toMatchObject({
      contacts: [{ slug: 'anna', firstName: 'anna' }, { slug: 'bert' }],
      files: [{ nulBytes: true }],
    });
  });

  test('in great number are no text', async () => {
    const bytes = `${text}${'\0'.repeat(200)}`;
    expect(await readBytes(bytes, { fileName: 'Connections.csv' })).toEqual({ rejected: 'otherFile' });
  });
});

describe('the owner under a former address', () => {
  const me = (slug: string): string[] => ['Olga Ownerin', url(slug)];
  const them = (slug: string): string[] => [`Frau ${slug}`, url(slug)];
  const chat = (id: string, mine: string, other: string, year: number): string[] => [
    message(id, { from: me(mine), to: them(other), on: `${year}-06-01 10:00:00 UTC` }),
    message(id, { from: them(other), to: me(mine), on: `${year}-06-02 10:00:00 UTC`, text: 'Sie war gut' }),
  ];
  const read = (rows: readonly string[], more: Record<string, string> = {}) =>
    snapshotOf({ 'Profile.csv': ownerProfile, 'messages.csv': lines(headers.messages, ...rows), ...more });

  test('is no third person', async () => {
    const { owner, messages } = await read([
      ...chat('1', 'olga', 'anna', 2025),
      ...chat('2', 'olga', 'bert', 2025),
      ...chat('3', 'olga-old', 'cleo', 2019),
    ]);
    expect(owner).toEqual({
      name: 'Olga Ownerin',
      slug: 'olga',
      formerSlugs: ['olga-old'],
      foundBy: 'senderName',
    });
    expect(messages).toMatchObject(
      ['anna', 'bert', 'cleo'].map((slug) => ({
        person: { slug },
        sent: { count: 1 },
        received: { count: 1 },
        groups: [],
      })),
    );
  });

  test('as often as under the present one: that of the newest chat is the present', async () => {
    const { owner, messages, messagesJoin } = await read([
      ...chat('1', 'olga-old', 'anna', 2019),
      ...chat('2', 'olga', 'bert', 2025),
    ]);
    expect(owner).toEqual({
      name: 'Olga Ownerin',
      slug: 'olga',
      formerSlugs: ['olga-old'],
      foundBy: 'senderName',
    });
    expect(messages.map(({ person }) => person.slug)).toEqual(['anna', 'bert']);
    expect(messagesJoin).toBe('url');
  });

  test('is somebody else who meets the owner in a chat, or a contact of that address or name', async () => {
    const rows = [
      ...chat('1', 'olga', 'anna', 2025),
      ...chat('2', 'olga', 'bert', 2025),
      ...chat('3', 'other', 'cleo', 2019),
    ];
    const met = message('4', { from: me('other'), to: me('olga') });
    expect((await read([...rows, met])).owner.formerSlugs).toBeUndefined();
    const named = contacts(`Olga,Ownerin,${url('third')},,,,08 Feb 2024`);
    expect((await read(rows, { 'Connections.csv': named })).owner.formerSlugs).toBeUndefined();
    const same = contacts(`O,O,${url('other')},,,,08 Feb 2024`);
    expect((await read(rows, { 'Connections.csv': same })).owner.formerSlugs).toBeUndefined();
    expect((await read(rows)).owner.formerSlugs).toEqual(['other']);
  });

  test('before there were recipients’ addresses: somebody of the name who only wrote to the owner is another', async () => {
    const old = (id: string, from: readonly string[], to: string) =>
      quoted(id, '', ...from, to, '2020-03-01 10:00:00 UTC', '', 'Wie war die Messe?', 'INBOX');
    const own = [
      old('1', me('olga'), 'Frau anna'),
      old('1', them('anna'), 'Olga Ownerin'),
      old('2', me('olga'), 'Frau bert'),
    ];
    const found = async (row: string) =>
      (
        await snapshotOf({
          'Profile.csv': ownerProfile,
          'messages.csv': lines(headers.messagesTo2023, ...own, row),
        })
      ).owner;
    expect((await found(old('3', me('other'), 'Olga Ownerin'))).formerSlugs).toBeUndefined();
    expect((await found(old('3', me('other'), 'Frau cleo'))).formerSlugs).toEqual(['other']);
  });
});
