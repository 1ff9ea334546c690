import { describe, expect, test } from 'vitest';
import { headers, lines, ownerProfile, ownerUrl, snapshotOf } from './files.ts';
import type { Message } from './message-rows.ts';
import { fromAnna, messagesCsv, only, owner, read, toAnna } from './message-rows.ts';

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
    ['emptyMessage', 'nothing but blanks', { ...toAnna, text: ' \n' }],
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
      'coach_messages.csv': messagesCsv({ ...fromAnna, text: 'Eins' }, { ...fromAnna, text: 'Zwei' }),
      'LearningCoachMessages.csv': 'No conversations found',
    });
    expect(messages).toEqual([]);
    expect(messagesJoin).toBeUndefined();
    expect(skipped).toEqual({ decoyFile: 4 });
    expect(files.filter((file) => file.kind !== 'unknown').map((file) => file.name)).toEqual(['Profile.csv']);
  });
});
