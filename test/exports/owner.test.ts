import { describe, expect, test } from 'vitest';
import { headers, lines, ownerProfile, ownerUrl, quoted, snapshotOf } from './files.ts';

const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
const message = (id: string, from: string, fromUrl: string, to: string, toUrl: string): string =>
  quoted(
    id,
    '',
    from,
    fromUrl,
    to,
    toUrl,
    '2025-06-01 14:03:22 UTC',
    '',
    `Hallo ${to}`,
    'INBOX',
    '',
    'No',
    'No',
  );
const chats = (...rows: readonly string[]): string => lines(headers.messages, ...rows);
const outgoing = `Olga Ownerin,Anna Muster,"1/29/26, 2:37 PM",,OUTGOING,${ownerUrl},${url('anna-muster')}`;
const incoming = `Bert B,Olga Ownerin,"1/30/26, 2:37 PM",,INCOMING,${url('bert')},${ownerUrl}`;

describe('who the export belongs to', () => {
  test('the profile on the owner’s side of the invitations', async () => {
    const { owner } = await snapshotOf({
      'Profile.csv': ownerProfile,
      'Invitations.csv': lines(headers.invitations, outgoing, incoming),
    });
    expect(owner).toEqual({ name: 'Olga Ownerin', slug: 'olga-ownerin', foundBy: 'invitations' });
  });

  test('without Profile.csv the invitations tell the name too, even without addresses', async () => {
    const { owner } = await snapshotOf({
      'Invitations.csv': lines(
        headers.invitationsTo2023,
        'Olga Ownerin,Anna Muster,"1/29/19, 2:37 PM",,OUTGOING',
      ),
      'messages.csv': lines(
        headers.messagesTo2023,
        quoted(
          '1',
          '',
          'Olga Ownerin',
          ownerUrl,
          'Anna Muster',
          '2021-06-01 10:00:00 UTC',
          '',
          'Hallo du',
          'INBOX',
        ),
      ),
    });
    expect(owner).toEqual({ name: 'Olga Ownerin', slug: 'olga-ownerin', foundBy: 'senderName' });
  });

  test('an address of the invitations that is in no chat is a former one', async () => {
    const { owner, messages } = await snapshotOf({
      'Profile.csv': ownerProfile,
      'Invitations.csv': lines(headers.invitations, outgoing.replace(ownerUrl, url('olga-old'))),
      'messages.csv': chats(message('1', 'Olga Ownerin', ownerUrl, 'Anna Muster', url('anna-muster'))),
    });
    expect(owner).toEqual({ name: 'Olga Ownerin', slug: 'olga-ownerin', foundBy: 'senderName' });
    expect(messages).toMatchObject([{ person: { slug: 'anna-muster' }, sent: { count: 1 } }]);
  });

  test('who writes under the name of Profile.csv, umlauts or not', async () => {
    const { owner } = await snapshotOf({
      'Profile.csv': lines(headers.profile, 'Jördis,Größe,,,,,,,,,,,'),
      'messages.csv': chats(
        message('1', 'Joerdis Groesse', url('joerdis'), 'Anna Muster', url('anna-muster')),
      ),
    });
    expect(owner).toEqual({ name: 'Jördis Größe', slug: 'joerdis', foundBy: 'senderName' });
  });

  test('not a contact of the same name', async () => {
    const { owner } = await snapshotOf({
      'Profile.csv': ownerProfile,
      'Connections.csv': lines(headers.connections, `Olga,Ownerin,${url('other-olga')},,,,01 Jan 2020`),
      'messages.csv': chats(
        message('1', 'Olga Ownerin', url('other-olga'), 'Olga Ownerin', ownerUrl),
        message('1', 'Olga Ownerin', ownerUrl, 'Olga Ownerin', url('other-olga')),
      ),
    });
    expect(owner).toEqual({ name: 'Olga Ownerin', slug: 'olga-ownerin', foundBy: 'senderName' });
  });

  test('the profile in nearly every conversation', async () => {
    const { owner } = await snapshotOf({
      'messages.csv': chats(
        ...['a', 'b', 'c', 'd'].map((slug) =>
          message(slug, `Frau ${slug}`, url(slug), 'Olga Ownerin', ownerUrl),
        ),
      ),
    });
    expect(owner).toEqual({ name: 'Olga Ownerin', slug: 'olga-ownerin', foundBy: 'everyConversation' });
  });

  test('unknown: then the messages say nothing, not even silence', async () => {
    const { owner, messages, messagesJoin } = await snapshotOf({
      'messages.csv': chats(message('1', 'Anna Muster', url('anna-muster'), 'Bert B', url('bert'))),
    });
    expect(owner).toEqual({ foundBy: 'unknown' });
    expect(messages).toEqual([]);
    expect(messagesJoin).toBeUndefined();
  });

  test('a name that takes part in no chat tells no sides either', async () => {
    const { owner, messages, messagesJoin } = await snapshotOf({
      'Profile.csv': ownerProfile,
      'messages.csv': chats(message('1', 'Anna Muster', url('anna-muster'), 'Bert B', url('bert'))),
    });
    expect(owner).toEqual({ name: 'Olga Ownerin', foundBy: 'profileOnly' });
    expect(messages).toEqual([]);
    expect(messagesJoin).toBeUndefined();
  });

  test('no messages at all are a file that was searched', async () => {
    const { messagesJoin, files } = await snapshotOf({ 'messages.csv': headers.messages });
    expect(messagesJoin).toBe('url');
    expect(files).toEqual([{ name: 'messages.csv', kind: 'messages', rows: 0 }]);
  });
});
