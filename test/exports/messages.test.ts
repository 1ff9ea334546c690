import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../shared/domain/ids.ts';
import { noteFingerprint } from '../../shared/domain/note-text.ts';
import { accepted, ownerProfile, ownerUrl, readBytes, zipOf } from './files.ts';
import { anna, fromAnna, messagesCsv, only, owner, read, slugUrl, toAnna } from './message-rows.ts';

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
        firstText: noteFingerprint('Hallo Anna, es war schön in Köln', 'Anna Muster'),
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

  test('one template to several people has one mark, whatever they are called in it; theirs is taken as it is', async () => {
    const lena = { from: 'Lena Eins', url: slugUrl('lena-eins') };
    const text = (name: string) => `Hallo ${name}, ich möchte mein Netzwerk erweitern`;
    const snapshot = await read(
      { ...toAnna, id: 'a', text: text('Anna Muster') },
      { ...owner, to: lena.from, urls: lena.url, id: 'b', text: text('Lena') },
      { ...fromAnna, id: 'a', text: text('Anna') },
    );
    const marks = snapshot.messages.map(({ sent }) => sent?.firstText);
    expect(marks).toHaveLength(2);
    expect(new Set(marks).size).toBe(1);
    expect(snapshot.messages[0]?.received?.firstText).toBe(fingerprint(text('Anna')));
  });

  test('a file that is sent without a word is a message without words', async () => {
    const attachment = 'https://www.linkedin.com/dms/prv/file/cv.pdf';
    const snapshot = await read(
      { ...fromAnna, text: 'Your CV, please', at: '2025-06-01 10:00:00 UTC' },
      { ...toAnna, text: ' ', attachment, at: '2025-06-02 10:00:00 UTC' },
      { ...toAnna, text: '', at: '2025-06-03 10:00:00 UTC' },
    );
    const [firstAt, lastAt] = [1_748_858_400, 1_748_858_400];
    expect(only(snapshot)?.sent).toEqual({ count: 1, firstAt, lastAt, firstText: '', opening: '' });
    expect(snapshot.skipped).toEqual({ emptyMessage: 1 });
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
