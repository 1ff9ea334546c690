import type { NoticeTexts } from './notice-texts.ts';
import { isolated } from './words.ts';

export const noticeEn: NoticeTexts = {
  rejected: {
    subject: 'Your LinkedIn export was not accepted',
    summary: 'Nothing has changed about your contacts; here is what was wrong with it',
    heading: 'Export not accepted',
    button: 'See the result',
  },
  held: {
    subject: 'Is your LinkedIn export right? It waits for you',
    summary: 'It is not taken in yet; nothing has changed about your contacts',
    heading: 'Is this export right?',
    button: 'Have a look and decide',
  },
  file: (name) => `The file: ${isolated(name)}`,
  validUntil: (day) =>
    `The address works until ${day}. Whoever has it can upload and decide in your name: do not pass it on.`,
};
