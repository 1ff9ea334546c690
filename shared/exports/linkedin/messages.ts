import type { SkipReason } from '../../domain/snapshot.ts';
import type { Row } from '../csv.ts';
import { utcSeconds } from '../dates.ts';
import { skip } from './collected.ts';
import type { MessageRow } from './conversations.ts';
import { namesDeletedAccount } from './conversations.ts';
import { isGreeting } from './greetings.ts';
import { linkedinFile } from './linkedin-file.ts';

type Column =
  | 'conversationId'
  | 'title'
  | 'from'
  | 'senderUrl'
  | 'to'
  | 'recipientUrls'
  | 'date'
  | 'content'
  | 'attachments'
  | 'folder'
  | 'messageDraft'
  | 'conversationDraft';
/** A row that tells who took part; `skipped` when it counts as no message. */
type Read = { readonly row: MessageRow; readonly skipped: SkipReason | undefined };

/** messages.csv of all eras (EXPORT-FORMATS A3, A4, A5); 9 columns and names only to 2023. */
export const messages = linkedinFile<Column, Read>({
  kind: 'messages',
  stems: ['messages', 'nachrichten', 'berichten'],
  columns: {
    conversationId: ['conversation id', 'konversations-id', 'unterhaltungs-id', 'gespreks-id'],
    title: ['conversation title', 'titel der konversation', 'titel van gesprek'],
    from: ['from', 'von', 'van'],
    senderUrl: ['sender profile url', 'profil-url des absenders', 'profiel-url van afzender'],
    to: ['to', 'an', 'aan'],
    recipientUrls: ['recipient profile urls', 'profil-urls der empfänger', 'profiel-urls van ontvangers'],
    date: ['date', 'datum'],
    content: ['content', 'inhalt', 'inhoud'],
    attachments: ['attachments', 'anhänge', 'bijlagen'],
    folder: ['folder', 'ordner', 'map'],
    messageDraft: ['is message draft', 'ist nachrichtenentwurf', 'is conceptbericht'],
    conversationDraft: ['is conversation draft', 'ist konversationsentwurf', 'is conceptgesprek'],
  },
  needed: ['conversationId', 'from', 'to', 'date', 'content'],
  unused: ['subject'],
  addsUp: true,
  read: readMessage,
  take: (into, { row, skipped }) => {
    into.conversations.add(row);
    if (skipped === undefined || skipped === 'greeting') into.countedMessages++;
    if (skipped !== undefined) skip(into, skipped);
  },
  done: (into, columns) => {
    into.messagesJoin = columns.has('recipientUrls') ? 'url' : 'name';
  },
});

function readMessage(row: Row<Column>): Read | SkipReason {
  if (isSponsored(row)) return 'sponsored';
  if (row.folder.trim().toUpperCase() === 'SPAM') return 'spam';
  if (isYes(row.messageDraft) || isYes(row.conversationDraft)) return 'draft';
  const at = utcSeconds(row.date);
  if (at === undefined) return 'unreadableDate';
  const fromDeletedAccount =
    row.senderUrl.trim() === '' && (row.from.trim() === '' || namesDeletedAccount(row.from));
  const skipped = fromDeletedAccount ? 'deletedAccount' : withoutWords(row);
  const { conversationId, from, senderUrl, to, recipientUrls, content } = row;
  const words = skipped === undefined ? content : undefined;
  return {
    row: { conversationId, from, senderUrl, to, recipientUrls, at, words, fromDeletedAccount },
    skipped,
  };
}

// A file that was sent says something without a word; what is left without one is a reaction (EXPORT-FORMATS A5).
function withoutWords(row: Row<Column>): SkipReason | undefined {
  if (row.content.trim() === '') return row.attachments.trim() === '' ? 'emptyMessage' : undefined;
  return isGreeting(row.content, [row.from, row.to]) ? 'greeting' : undefined;
}

/** Advertisements as EXPORT-FORMATS A5 tells them; an InMail with a person's profile behind it is a message. */
function isSponsored(row: Row<Column>): boolean {
  const title = row.title.trim().toLowerCase();
  return (
    /linkedin\.com\/(company|showcase|school)\//iu.test(row.senderUrl) ||
    row.content.startsWith('<p class="spinmail-quill-editor__spin-break">') ||
    (row.content.includes('%') && /%(FIRST|LAST)NAME%/u.test(row.content)) ||
    title === 'sponsored conversation' ||
    (title === 'linkedin inmail' && row.senderUrl.trim() === '')
  );
}

const isYes = (text: string): boolean => ['yes', 'ja'].includes(text.trim().toLowerCase());
