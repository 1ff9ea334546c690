import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { encodedTwice, windows1252 } from './dialects.ts';
import { headers, lines, ownerProfile, preamble, quoted } from './files.ts';

// Whatever people hand in, in one line each: the file, what it holds, and what is to come of it.

const url = 'https://www.linkedin.com/in/anna-muster';
const anna = `Anna,Muster,${url},,Muster GmbH,Leiterin,08 Feb 2024`;
const row = (overrides: { name?: string; url?: string; on?: string; company?: string } = {}): string => {
  const [first = '', ...last] = (overrides.name ?? 'Anna Muster').split(' ');
  return quoted(
    first,
    last.join(' '),
    overrides.url ?? url,
    '',
    overrides.company ?? '',
    '',
    overrides.on ?? '08 Feb 2024',
  );
};
const contacts = (...rows: readonly string[]): string => lines(headers.connections, ...rows);

const slugs = ({ contacts: found = [] }: Snapshot): unknown => found.map(({ slug }) => slug);
const names = ({ contacts: found = [] }: Snapshot): unknown =>
  found.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
const days = ({ contacts: found = [] }: Snapshot): unknown => found.map(({ connectedOn }) => connectedOn);
const kinds = ({ files }: Snapshot): unknown => files.map(({ kind }) => kind);
const left = ({ skipped }: Snapshot): unknown => skipped;
const places = ({ files }: Snapshot): unknown => files[0]?.unreadable;

type Tried = readonly [
  what: string,
  text: string | Uint8Array,
  asked: (read: Snapshot) => unknown,
  expected: unknown,
];

export const connectionsTried: readonly Tried[] = [
  ['the layout since 2023', `${preamble}${contacts(anna)}`, slugs, ['anna-muster']],
  [
    'the layout of 2022: preamble, no URL',
    `${preamble}${headers.connectionsTo2021}\nAnna,Muster,,,,08 Feb 2022`,
    slugs,
    [undefined],
  ],
  [
    'the layout to 2021: no preamble, no URL',
    `${headers.connectionsTo2021}\nAnna,Muster,,,,08 Feb 2019`,
    days,
    ['2019-02-08'],
  ],
  [
    'a column that nobody knows',
    `${headers.connections},Premium\n${anna},Yes`,
    (read) => [slugs(read), read.files[0]?.otherColumns],
    [['anna-muster'], ['Premium']],
  ],
  [
    'columns in another order',
    `Connected On,URL,Last Name,First Name\n08 Feb 2024,${url},Muster,Anna`,
    slugs,
    ['anna-muster'],
  ],
  [
    'German headers',
    `Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n${anna}`,
    slugs,
    ['anna-muster'],
  ],
  [
    'Dutch headers',
    `Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op\n${anna}`,
    slugs,
    ['anna-muster'],
  ],
  [
    'French headers',
    `Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le\n${anna}`,
    slugs,
    ['anna-muster'],
  ],
  [
    'headers in capitals with spaces around',
    `${headers.connections.toUpperCase().replaceAll(',', ' , ')}\n${anna}`,
    slugs,
    ['anna-muster'],
  ],
  ['a mark before the preamble', `\ufeff${preamble}${contacts(anna)}`, slugs, ['anna-muster']],
  [
    'the line sep=; of a spreadsheet',
    `sep=;\n${contacts(anna).replaceAll(',', ';')}`,
    slugs,
    ['anna-muster'],
  ],
  [
    'empty columns of a spreadsheet at the end',
    contacts(anna)
      .split('\n')
      .map((line) => `${line};;`.replaceAll(',', ';'))
      .join('\r\n'),
    slugs,
    ['anna-muster'],
  ],
  [
    'lone CR, as an old Mac writes',
    `${preamble}${contacts(anna, row({ url: '', name: 'Bert B' }))}`.replaceAll('\n', '\r'),
    slugs,
    ['anna-muster', undefined],
  ],
  ['Windows-1252', windows1252(contacts(row({ name: 'Jörg Müßig €' }))), names, ['Jörg Müßig €']],
  ['letters encoded twice', encodedTwice(contacts(row({ name: 'Jörg Müßig' }))), names, ['Jörg Müßig']],
  [
    'letters encoded twice, with an emoji',
    encodedTwice(contacts(row({ name: 'Zoë 🚀' }))),
    names,
    ['Zoë 🚀'],
  ],
  [
    'one name that only looks encoded twice beside proper ones',
    contacts(row({ name: 'Ã© Möller' })),
    names,
    ['Ã© Möller'],
  ],
  [
    'a capital before a sign, which could be bytes by chance',
    contacts(row({ name: 'Anna CAFÉ…' })),
    names,
    ['Anna CAFÉ…'],
  ],
  [
    'Cyrillic letters encoded twice',
    encodedTwice(contacts(row({ name: 'Анна Мустер Ивановна' }))),
    names,
    ['Анна Мустер Ивановна'],
  ],
  [
    'Portuguese capitals, which are not encoded twice',
    contacts(row({ name: 'JOÃO CONCEIÇÃO' })),
    names,
    ['JOÃO CONCEIÇÃO'],
  ],
  ['the day by Excel', `${contacts(row({ on: '4-Apr-21' }))}\n`, days, ['2021-04-04']],
  ['the day with a German month', contacts(row({ on: '12 Mär 2023' })), days, ['2023-03-12']],
  [
    'the day with a German month written out',
    contacts(row({ on: '05. Dezember 2023' })),
    days,
    ['2023-12-05'],
  ],
  ['the day with a Dutch month', contacts(row({ on: '01 mrt 2023' })), days, ['2023-03-01']],
  ['the day with another Dutch month', contacts(row({ on: '01 mei 2023' })), days, ['2023-05-01']],
  ['the day with a French month', contacts(row({ on: '01 févr. 2023' })), days, ['2023-02-01']],
  ['the day with a Spanish month', contacts(row({ on: '01 de ene. de 2023' })), days, ['2023-01-01']],
  ['a dotted day', contacts(row({ on: '08.02.2024' })), days, ['2024-02-08']],
  ['an ISO day', contacts(row({ on: '2024-02-08' })), days, ['2024-02-08']],
  ['the month before the day, by name', contacts(row({ on: 'Feb 08, 2024' })), days, ['2024-02-08']],
  [
    'slashes, which may be either order: told, not guessed',
    contacts(row({ on: '03/04/2024' }), anna),
    left,
    { unreadableDate: 1 },
  ],
  ['a day that no month has', contacts(row({ on: '31 Feb 2024' }), anna), places, [2]],
  ['no day', contacts(row({ on: '' }), anna), places, [2]],
  ['two days after the upload', contacts(row({ on: '03 Mar 2026' }), anna), places, [2]],
  ['the day after the upload, which zones allow', contacts(row({ on: '02 Mar 2026' })), days, ['2026-03-02']],
  ['a hidden member', contacts(',,,,,,07 Jun 2024', anna), left, { hiddenMember: 1 }],
  ['a name without a profile', contacts(row({ url: '' })), slugs, [undefined]],
  ['the same row twice', contacts(anna, anna), left, { duplicateContact: 1 }],
  [
    'the same profile under an old and a new name',
    contacts(row({ name: 'Anna Alt', on: '01 Jan 2020' }), row({ name: 'Anna Neu' })),
    names,
    ['Anna Neu'],
  ],
  [
    'two people of one name',
    contacts(row(), row({ url: `${url}-2` })),
    slugs,
    ['anna-muster', 'anna-muster-2'],
  ],
  [
    'two people of one name without profiles, of two days',
    contacts(row({ url: '' }), row({ url: '', on: '09 Feb 2024' })),
    days,
    ['2024-02-08', '2024-02-09'],
  ],
  [
    'last names first, of one family and one day',
    contacts(row({ url: '', name: ' van der Berg, Anna' }), row({ url: '', name: ' van der Berg, Bert' })),
    left,
    {},
  ],
  [
    'credentials as a last name',
    contacts(row({ name: 'Anna Muster, PhD, MBA' })),
    names,
    ['Anna Muster, PhD, MBA'],
  ],
  [
    'a percent-encoded profile',
    contacts(row({ url: 'https://www.linkedin.com/in/j%C3%B6rg' })),
    slugs,
    ['jörg'],
  ],
  [
    'a profile in decomposed letters',
    contacts(row({ url: 'https://www.linkedin.com/in/jo\u0308rg' })),
    slugs,
    ['jörg'],
  ],
  [
    'a profile of a country host with a query',
    contacts(row({ url: 'https://de.linkedin.com/in/Anna-Muster/?trk=x' })),
    slugs,
    ['anna-muster'],
  ],
  [
    'a legacy profile',
    contacts(row({ url: 'http://www.linkedin.com/pub/anna/1/2a/3b' })),
    slugs,
    ['pub/anna/1/2a/3b'],
  ],
  ['a profile with a language at the end', contacts(row({ url: `${url}/de` })), slugs, ['anna-muster']],
  [
    'a Cyrillic profile',
    contacts(row({ url: 'https://www.linkedin.com/in/%D0%B0%D0%BD%D0%BD%D0%B0' })),
    slugs,
    ['анна'],
  ],
  ['an address that is no profile', contacts(row({ url: 'javascript:alert(1)' })), slugs, [undefined]],
  [
    'a comma, a quote and a line break in the company',
    contacts(row({ company: 'A, "B"\nC' })),
    ({ contacts: [one] = [] }) => one?.company,
    'A, "B" C',
  ],
  [
    'a quote inside a cell that is not quoted',
    contacts(anna.replace('Muster GmbH', 'Muster "Bad" GmbH')),
    slugs,
    ['anna-muster'],
  ],
  ['a comma too many', contacts('Bert,B,,,Firma, GmbH,Chef,01 Jan 2020', anna), places, [2]],
  ['a row cut short', contacts(anna, 'Bert,B,https://www'), places, [3]],
  [
    'an open quote that keeps the number of cells',
    contacts(
      `Bert,B,,,"Firma,Chef,01 Jan 2020\nCleo,C,,,Firma,Chef,02 Jan 2020\nDora,D,,,Firma",Chef,03 Jan 2020`,
      anna,
    ),
    (read) => [slugs(read), left(read), places(read)],
    [['anna-muster'], { unreadableRow: 3 }, [2]],
  ],
  [
    'an open quote that swallows one row',
    contacts(`Bert,B,,,"Firma,Chef,01 Jan 2020\nDora,D,,,Firma",Chef,03 Jan 2020`, anna),
    left,
    { unreadableRow: 2 },
  ],
  [
    'an address in two lines is no swallowed row',
    contacts(quoted('Anna', 'Muster', url, '', 'Muster GmbH\nKöln, Ulm, Bern', '', '08 Feb 2024')),
    left,
    {},
  ],
  ['blank lines and rows of commas', contacts('', anna, '', ',,,,,,', ''), left, {}],
  ['formulas', contacts(quoted('=1+1', '@SUM(A1)', '', '', '', '', '08 Feb 2024')), names, ['=1+1 @SUM(A1)']],
  [
    'control and direction signs',
    contacts(row({ name: 'An\u0000na\u202e Mus\u0007ter' })),
    names,
    ['Anna Mus ter'],
  ],
];

const base = contacts(anna);
const invitation = lines(headers.invitationsTo2023, 'Anna Muster,Olga,"1/29/19, 2:37 PM",,INCOMING');

export const archivesTried: readonly (readonly [
  what: string,
  files: Record<string, string>,
  asked: (read: Snapshot) => unknown,
  expected: unknown,
])[] = [
  [
    'a folder around it, re-zipped on macOS',
    { 'Export/Connections.csv': base, '__MACOSX/Export/._Connections.csv': 'x', 'Export/.DS_Store': 'x' },
    kinds,
    ['connections'],
  ],
  ['folders in folders', { 'a/b/c/Connections.csv': base }, kinds, ['connections']],
  [
    'names in decomposed letters',
    { 'Connections.csv': base, ['Profíl.csv'.normalize('NFD')]: ownerProfile },
    kinds,
    ['connections', 'profile'],
  ],
  [
    'German names of files',
    { 'Kontakte.csv': base, 'Einladungen.csv': invitation, 'Profil.csv': ownerProfile },
    kinds,
    ['connections', 'invitations', 'profile'],
  ],
  [
    'Dutch names of files',
    { 'Connecties.csv': base, 'Uitnodigingen.csv': invitation, 'Profiel.csv': ownerProfile },
    kinds,
    ['connections', 'invitations', 'profile'],
  ],
  ['a member id at the end', { 'Connections_12345.csv': base }, kinds, ['connections']],
  ['the number of a second download', { 'Connections (1).csv': base }, kinds, ['connections']],
  [
    'underscores for spaces',
    {
      'Connections.csv': base,
      Email_Addresses_csv: '',
      'Email_Addresses.csv': lines(headers.emailAddresses, 'a@b.example,Yes,Yes,'),
    },
    kinds,
    ['connections', 'unknown', 'emailAddresses'],
  ],
  ['capitals', { 'CONNECTIONS.CSV': base }, kinds, ['connections']],
  [
    'decoys with the header of messages',
    {
      'Connections.csv': base,
      'guide_messages.csv': headers.messages,
      'learning_coach_messages.csv': headers.messages,
    },
    kinds,
    ['connections', 'unknown', 'unknown'],
  ],
  [
    'a decoy of one line',
    { 'Connections.csv': base, 'LearningCoachMessages.csv': 'No conversations found' },
    kinds,
    ['connections', 'unknown'],
  ],
  [
    'files that nobody knows',
    {
      'Connections.csv': base,
      'Jobs/Saved Jobs.csv': 'a,b',
      'Articles/Articles/x.html': '<html>',
      'Skills.csv': 'Name\nLesen',
    },
    kinds,
    ['connections', 'unknown', 'unknown', 'unknown'],
  ],
  [
    'comments, reactions and votes, which name no person',
    {
      'Connections.csv': base,
      'Comments_1.csv': 'Date,Link,Message',
      'Reactions_1.csv': 'Date,Type,Link',
      'Votes_1.csv': 'Date,Link',
    },
    kinds,
    ['connections', 'unknown', 'unknown', 'unknown'],
  ],
  [
    'an empty file of a known name',
    { 'Connections.csv': base, 'Events.csv': '' },
    kinds,
    ['connections', 'unknown'],
  ],
  [
    'only a header',
    { 'Connections.csv': base, 'Events.csv': headers.events },
    ({ files }) => files[1],
    { name: 'Events.csv', kind: 'events', rows: 0 },
  ],
  [
    'an older export in a folder beside it',
    { 'Connections.csv': base, 'old/Connections.csv': contacts(row({ url: `${url}-old` })) },
    slugs,
    ['anna-muster'],
  ],
];
