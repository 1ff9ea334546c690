import { describe, expect, test } from 'vitest';
import { headers, lines, ownerProfile, ownerUrl, quoted, snapshotOf } from './files.ts';
import { anna, only, slugUrl } from './message-rows.ts';

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
