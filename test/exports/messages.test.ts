import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../shared/domain/ids.ts';
import type { PersonMessages, Snapshot } from '../../shared/domain/snapshot.ts';
import {
  accepted,
  headers,
  lines,
  ownerProfile,
  ownerUrl,
  quoted,
  readBytes,
  snapshotOf,
  zipOf,
} from './files.ts';

type Message = {
  readonly id?: string;
  readonly title?: string;
  readonly from: string;
  readonly url?: string;
  readonly to?: string;
  readonly urls?: string;
  readonly at?: string;
  readonly text: string;
  readonly folder?: string;
  readonly draft?: string;
};
const slugUrl = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const owner = { from: 'Olga Ownerin', url: ownerUrl };
const anna = { from: 'Anna Muster', url: slugUrl('anna-muster') };
const toAnna = { ...owner, to: 'Anna Muster', urls: anna.url };
const fromAnna = { ...anna, to: 'Olga Ownerin', urls: ownerUrl };

const row = (m: Message): string =>
  quoted(
    m.id ?? '2-abc',
    m.title ?? '',
    m.from,
    m.url ?? '',
    m.to ?? '',
    m.urls ?? '',
    m.at ?? '2025-06-01 14:03:22 UTC',
    '',
    m.text,
    m.folder ?? 'INBOX',
    '',
    m.draft ?? 'No',
    'No',
  );
const messagesCsv = (...messages: readonly Message[]): string =>
  lines(quoted(...headers.messages.split(',')), ...messages.map(row));
const read = (...messages: readonly Message[]): Promise<Snapshot> =>
  snapshotOf({ 'Profile.csv': ownerProfile, 'messages.csv': messagesCsv(...messages) });
const only = (snapshot: Snapshot): PersonMessages | undefined => {
  expect(snapshot.messages).toHaveLength(1);
  return snapshot.messages[0];
};

describe('one-to-one conversations', () => {
  test('both sides with first, second and last message', async () => {
    const snapshot = await read(
      { ...toAnna, text: 'Können wir reden?\nAm Montag?', at: '2025-06-03 10:00:00 UTC' },
      { ...toAnna, text: 'Hallo Anna, es war\nschön in Köln', at: '2025-06-01 14:03:22 UTC' },
      { ...fromAnna, text: 'Ja, fand ich auch', at: '2025-06-02 08:00:00 UTC' },
      { ...toAnna, text: 'Bis dann', at: '2025-07-01 10:00:00 UTC' },
    );
    expect(snapshot.owner).toEqual({ name: 'Olga Ownerin', slug: 'olga-ownerin', foundBy: 'senderName' });
    expect(snapshot.messagesJoin).toBe('url');
    expect(only(snapshot)).toEqual({
      person: { slug: 'anna-muster', name: 'Anna Muster' },
      sent: {
        count: 3,
        firstAt: 1_748_786_602,
        secondAt: 1_748_944_800,
        lastAt: 1_751_364_000,
        firstText: fingerprint('Hallo Anna, es war schön in Köln'),
        opening: 'Hallo Anna, es war schön in Köln',
      },
      received: {
        count: 1,
        firstAt: 1_748_851_200,
        lastAt: 1_748_851_200,
        firstText: fingerprint('Ja, fand ich auch'),
        opening: 'Ja, fand ich auch',
      },
      groups: [],
    });
  });

  test('several conversations with one person are one story', async () => {
    const person = only(
      await read(
        { ...toAnna, id: 'a', text: 'zwei', at: '2025-06-02 10:00:00 UTC' },
        { ...toAnna, id: 'b', text: 'eins', at: '2025-06-01 10:00:00 UTC' },
      ),
    );
    expect(person?.sent).toMatchObject({
      count: 2,
      opening: 'eins',
      firstAt: 1_748_772_000,
      secondAt: 1_748_858_400,
    });
    expect(person?.received).toBeUndefined();
  });

  test('percent-encoded and decoded slugs are one person', async () => {
    const person = only(
      await read(
        { from: 'Jörg Ö', url: slugUrl('j%C3%B6rg-%C3%B6'), to: owner.from, urls: ownerUrl, text: 'Moin' },
        { ...owner, to: 'Jörg Ö', urls: slugUrl('jörg-ö'), text: 'Tach' },
      ),
    );
    expect(person).toMatchObject({ person: { slug: 'jörg-ö' }, sent: { count: 1 }, received: { count: 1 } });
  });

  test('without conversation id the people are the conversation', async () => {
    const bert = { from: 'Bert B', url: slugUrl('bert'), to: owner.from, urls: ownerUrl };
    const snapshot = await read(
      { ...toAnna, id: '', text: 'Frage' },
      { ...fromAnna, id: 'null', text: 'Antwort' },
      { ...bert, id: '', text: 'Anderes' },
    );
    expect(snapshot.messages).toMatchObject([
      { person: { slug: 'anna-muster' }, sent: { count: 1 }, received: { count: 1 }, groups: [] },
      { person: { slug: 'bert' }, received: { count: 1 }, groups: [] },
    ]);
  });

  test.each([
    [20, 20],
    [21, 21],
    [49, 21],
    [50, 50],
    [120, 100],
    [1100, 1000],
  ])('%i messages, each twice, count as %i', async (messages, count) => {
    const rows = Array.from({ length: messages }, (_, n) => ({ ...toAnna, text: `Nachricht ${n}` }));
    const snapshot = await read(...rows, ...rows);
    expect(only(snapshot)?.sent?.count).toBe(count);
    expect(snapshot.skipped.repeatedMessage).toBe(messages < 1000 ? messages : undefined);
  });

  test('the opening is at most 160 characters', async () => {
    const exact = 'y'.repeat(160);
    const [a, b] = await Promise.all([
      read({ ...toAnna, text: 'x'.repeat(5000) }),
      read({ ...toAnna, text: exact }),
    ]);
    expect(only(a)?.sent?.opening).toBe(`${'x'.repeat(159)}…`);
    expect(only(a)?.sent?.firstText).toBe(fingerprint('x'.repeat(5000)));
    expect(only(b)?.sent?.opening).toBe(exact);
  });
});

test('what somebody wrote with and without an address in one chat is one side', async () => {
  const snapshot = await read(
    { ...fromAnna, text: 'Mit' },
    { ...fromAnna, url: '', text: 'Ohne' },
    { ...fromAnna, url: '', text: 'Mit' },
  );
  expect(only(snapshot)).toMatchObject({ person: { slug: 'anna-muster' }, received: { count: 2 } });
  expect(snapshot.skipped).toEqual({ repeatedMessage: 1 });
});

test('of messages of one second the order of the rows chooses none', async () => {
  const one = { ...toAnna, text: 'eins' };
  const two = { ...toAnna, text: 'zwei' };
  const [a, b] = await Promise.all([read(one, two), read(two, one)]);
  expect(only(a)).toEqual(only(b));
});

test('cells made to waste time are read at once', async () => {
  const start = performance.now();
  const long = (text: string): string => text.repeat(Math.floor(200_000 / text.length));
  const csv = messagesCsv(
    { ...fromAnna, id: 'a', urls: long('http://'), text: 'x' },
    { ...fromAnna, id: 'b', url: `https://www.linkedin.com/in/${long('/')}x`, text: 'x' },
    { ...fromAnna, id: 'c', from: long('('), to: long(', '), text: long('%FIRST') },
    { ...fromAnna, id: long('-'), at: long('1'), title: long(' '), text: long('danke ') },
  );
  const files = { 'Profile.csv': ownerProfile, 'messages.csv': csv };
  accepted(await readBytes(await zipOf(files, { compress: false })));
  expect(performance.now() - start).toBeLessThan(5000);
});

describe('group conversations', () => {
  test.each([
    ['commas', `${ownerUrl},${slugUrl('bert')}`],
    ['semicolons', `${ownerUrl}; ${slugUrl('bert')}`],
    ['spaces', `${ownerUrl} ${slugUrl('bert')}`],
  ])('recipients joined with %s', async (_, urls) => {
    const carl = { ...owner, id: 'carl', to: 'Carl C', urls: slugUrl('carl'), text: 'Hallo' };
    const snapshot = await read(carl, { ...anna, to: 'Olga Ownerin, Bert B', urls, text: 'Hallo alle' });
    expect(snapshot.messages.filter(({ person }) => person.slug !== 'carl')).toEqual([
      {
        person: { slug: 'anna-muster', name: 'Anna Muster' },
        groups: [{ size: 3, ownerWrote: false, personWrote: true, lastIn: '2025-06' }],
      },
      {
        person: { slug: 'bert' },
        groups: [{ size: 3, ownerWrote: false, personWrote: false, lastIn: '2025-06' }],
      },
    ]);
  });

  test('the people of all rows count, not those of one', async () => {
    const snapshot = await read(
      { ...toAnna, text: 'Noch zu zweit' },
      { ...owner, to: 'Anna Muster, Bert B', urls: `${anna.url},${slugUrl('bert')}`, text: 'Jetzt zu dritt' },
    );
    expect(snapshot.messages.map(({ sent, groups }) => [sent, groups.length])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
  });

  test('somebody whose account is gone makes a conversation of two a group', async () => {
    const snapshot = await read(
      { ...fromAnna, text: 'Seid ihr da?' },
      {
        from: 'LinkedIn Member',
        to: 'Anna Muster, Olga Ownerin',
        urls: `${anna.url},${ownerUrl}`,
        text: 'Ja',
      },
    );
    expect(only(snapshot)).toMatchObject({ person: { slug: 'anna-muster' }, groups: [{ size: 3 }] });
    expect(snapshot.skipped).toEqual({ deletedAccount: 1 });
  });
});

describe('what is no message', () => {
  const spinmail = '<p class="spinmail-quill-editor__spin-break">Offer</p>';
  const cases: readonly (readonly [reason: string, name: string, message: Message])[] = [
    [
      'sponsored',
      'a company writes',
      { from: 'Firma', url: 'https://www.linkedin.com/company/firma', text: 'Kauf' },
    ],
    ['sponsored', 'an advertisement by its mark-up', { ...fromAnna, text: spinmail }],
    ['sponsored', 'an unfilled name', { ...fromAnna, text: 'Hi %FIRSTNAME%, buy this' }],
    ['sponsored', 'by its title', { ...fromAnna, title: 'Sponsored Conversation', text: 'Kauf' }],
    ['sponsored', 'an InMail from nobody', { from: 'Anna Muster', title: 'LinkedIn InMail', text: 'Kauf' }],
    ['spam', 'the spam folder', { ...fromAnna, folder: 'SPAM', text: 'Kauf' }],
    ['draft', 'a draft', { ...toAnna, draft: 'YES', text: 'Nie gesendet' }],
    [
      'unreadableDate',
      'a date that no calendar has',
      { ...toAnna, at: '2025-02-30 10:00:00 UTC', text: 'Wann' },
    ],
    [
      'deletedAccount',
      'from a deleted account',
      { from: 'LinkedIn Member', to: owner.from, urls: ownerUrl, text: 'Ich' },
    ],
    ['deletedAccount', 'from nobody', { from: '', to: owner.from, urls: ownerUrl, text: 'Ich' }],
    ['deletedAccount', 'to a deleted account', { ...owner, to: 'LinkedIn Member', text: 'Du' }],
    ['withoutPerson', 'to nobody', { ...owner, to: '', text: 'Hallo?' }],
    ['emptyMessage', 'a reaction', { ...fromAnna, text: '' }],
    ['emptyMessage', 'an attachment', { ...toAnna, text: ' \n' }],
    ['greeting', 'one click', { ...fromAnna, text: 'Herzlichen Glückwunsch zum Jubiläum, Olga!' }],
    ['greeting', 'its answer', { ...toAnna, text: 'Danke dir, Anna!' }],
  ];
  test.each(cases)('%s: %s', async (reason, _, message) => {
    const snapshot = await read({ ...message, id: 'other' }, { ...toAnna, text: 'Wirklich geschrieben' });
    expect(snapshot.skipped).toEqual({ [reason]: 1 });
    expect(only(snapshot)).toMatchObject({ person: { slug: 'anna-muster' }, sent: { count: 1 } });
    expect(only(snapshot)?.received).toBeUndefined();
  });

  test('an InMail with a person behind it is a message', async () => {
    const snapshot = await read(
      { ...fromAnna, title: 'LinkedIn InMail', text: 'Suchen Sie etwas Neues?' },
      { ...toAnna, text: 'Nein' },
    );
    expect(only(snapshot)?.received?.count).toBe(1);
  });

  test('deleted accounts are never made into one person', async () => {
    const gone = { from: 'LinkedIn Member', to: owner.from, urls: ownerUrl };
    const snapshot = await read(
      { ...gone, id: 'a', text: 'Ich' },
      { ...owner, id: 'a', to: 'LinkedIn Member', text: 'Du' },
      { ...gone, id: 'b', text: 'Ich auch' },
    );
    expect(snapshot.messages).toEqual([]);
    expect(snapshot.skipped).toEqual({ deletedAccount: 3 });
  });

  test('decoy files are told, not read', async () => {
    const chat = messagesCsv({ ...fromAnna, text: 'Ich bin ein Coach' });
    const { messages, messagesJoin, skipped, files } = await snapshotOf({
      'Profile.csv': ownerProfile,
      'guide_messages.csv': chat,
      'learning_coach_messages.csv': chat,
      'learning_role_play_messages.csv': lines(headers.messages),
      'coach_messages.csv': chat,
      'LearningCoachMessages.csv': 'No conversations found',
    });
    expect(messages).toEqual([]);
    expect(messagesJoin).toBeUndefined();
    expect(skipped).toEqual({ decoyFile: 3 });
    expect(files.filter((file) => file.kind !== 'unknown').map((file) => file.name)).toEqual(['Profile.csv']);
  });
});

describe('before 2023: nine columns, recipients by name only', () => {
  const old = (
    from: string,
    url: string,
    to: string,
    text: string,
    at = '2021-06-01 10:00:00 UTC',
    id = 'x',
  ): string => quoted(id, '', from, url, to, at, '', text, 'INBOX');
  const readOld = (rows: readonly string[], files: Record<string, string> = {}) =>
    snapshotOf({
      'Profile.csv': ownerProfile,
      ...files,
      'messages.csv': lines(headers.messagesTo2023, ...rows),
    });

  test('a name that belongs to one profile is that person', async () => {
    const snapshot = await readOld([
      old('Olga Ownerin', ownerUrl, 'Anna Muster', 'Frage'),
      old('Anna Muster', anna.url, 'Olga Ownerin', 'Antwort', '2021-06-02 10:00:00 UTC'),
    ]);
    expect(snapshot.messagesJoin).toBe('name');
    expect(only(snapshot)).toMatchObject({
      person: { slug: 'anna-muster' },
      sent: { count: 1 },
      received: { count: 1 },
    });
  });

  test('the profile may be known from Connections.csv or an endorsement', async () => {
    const contact = lines(headers.connections, `Anna,Muster,${anna.url},,,,01 Jan 2020`);
    const endorsement = lines(
      headers.endorsementGiven,
      '2023/03/01 19:52:23 UTC,Lesen,Anna,Muster,www.linkedin.com/in/anna-muster,ACCEPTED',
    );
    const rows = [old('Olga Ownerin', ownerUrl, 'Anna Muster', 'Frage')];
    const byContact = await readOld(rows, { 'Connections.csv': contact });
    const byEndorsement = await readOld(rows, { 'Endorsement_Given_Info.csv': endorsement });
    expect(only(byContact)?.person).toEqual({ slug: 'anna-muster', name: 'Anna Muster' });
    expect(only(byEndorsement)?.person).toEqual({ slug: 'anna-muster', name: 'Anna Muster' });
  });

  test('a name that two contacts share stays a name', async () => {
    const contacts = lines(
      headers.connections,
      `Anna,Muster,${anna.url},,,,01 Jan 2020`,
      `Anna,Muster,,,,,02 Jan 2020`,
    );
    const snapshot = await readOld([old('Olga Ownerin', ownerUrl, 'Anna Muster', 'Frage')], {
      'Connections.csv': contacts,
    });
    expect(only(snapshot)?.person).toEqual({ name: 'Anna Muster' });
  });

  test('of two namesakes the one in the chat is meant', async () => {
    const snapshot = await readOld([
      old('Olga Ownerin', ownerUrl, 'Anna Muster', 'Frage', undefined, '1'),
      old('Anna Muster', anna.url, 'Olga Ownerin', 'Antwort', undefined, '1'),
      old('Anna Muster', slugUrl('other-anna'), 'Olga Ownerin', 'Hallo', undefined, '2'),
    ]);
    expect(snapshot.messages).toMatchObject([
      { person: { slug: 'anna-muster' }, sent: { count: 1 }, received: { count: 1 } },
      { person: { slug: 'other-anna' }, received: { count: 1 } },
    ]);
  });

  test('of several spellings of a name always the same is shown', async () => {
    const rows = [
      old('Olga Ownerin', ownerUrl, 'Jörg Müller', 'Frage', undefined, '1'),
      old('Olga Ownerin', ownerUrl, 'Joerg Mueller', 'Noch eine', undefined, '2'),
    ];
    const [a, b] = await Promise.all([readOld(rows), readOld([...rows].reverse())]);
    expect(only(a)).toMatchObject({ person: { name: 'Joerg Mueller' }, sent: { count: 2 } });
    expect(only(b)).toEqual(only(a));
  });

  test('a comma in a name makes no group, names joined with commas do', async () => {
    const contacts = lines(
      headers.connections,
      quoted('Anna', 'Muster, Ph.D.', anna.url, '', '', '', '01 Jan 2020'),
      `Bert,B,${slugUrl('bert')},,,,01 Jan 2020`,
    );
    const one = await readOld([old('Olga Ownerin', ownerUrl, 'Anna Muster, Ph.D.', 'Frage')], {
      'Connections.csv': contacts,
    });
    expect(only(one)).toMatchObject({ person: { slug: 'anna-muster' }, sent: { count: 1 }, groups: [] });
    const two = await readOld([old('Olga Ownerin', ownerUrl, 'Anna Muster, Ph.D., Bert B', 'Frage')], {
      'Connections.csv': contacts,
    });
    expect(two.messages.map(({ person, groups }) => [person.slug, groups[0]?.size])).toEqual([
      ['anna-muster', 3],
      ['bert', 3],
    ]);
    const unknown = await readOld([old('Olga Ownerin', ownerUrl, 'Nina Niemand, Dr.', 'Frage')]);
    expect(only(unknown)).toMatchObject({ person: { name: 'Nina Niemand, Dr.' }, groups: [] });
  });
});
