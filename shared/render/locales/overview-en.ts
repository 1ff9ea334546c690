import { words } from './base-en.ts';
import type { OverviewTexts } from './overview-texts.ts';

const { day, number, percent, plural } = words;

/** English. */
export const overviewEn: OverviewTexts = {
  link: 'Who is in there? The overview',
  heading: 'Who is in there, roughly?',
  asOf: (at) => `As of the export of ${day(at)}`,
  noContacts: 'No export with contacts has been accepted yet.',
  settled: ({ count, total }) =>
    `settled: of ${plural(total, { one: '# contact', other: '# contacts' })}, ${number(count)} have a known origin or are kept by you.`,
  sections: {
    status: 'Origin',
    origin: 'How you know each other',
    employer: 'Employers',
    growth: 'Growth',
    wrote: 'Conversations on LinkedIn',
    year: 'Year by year',
    habits: 'Your own habits',
  },
  leads: {
    origin: 'Everybody of known origin: by your answer, else by the strongest trace in your files.',
    growth:
      'How many of today’s contacts were connected at the end of each year. Whoever left since is not counted; the last year reaches to the export.',
    year: 'Both wrote: of those who came in the year and whose conversations the exports could show, the share where both of you wrote on LinkedIn, to each other or in a small group. What the exports say nothing about does not count as silence.',
    habits: 'A mirror, no verdict: what your exports show of yourself, and only that.',
  },
  answered: 'Said by you',
  explained: 'Found in your files',
  others: (employers) => plural(employers, { one: 'one other', other: '# other employers' }),
  without: 'none, self-employed and the like',
  onTop: 'on top: new in the year',
  columns: { year: 'Year', came: 'new', total: 'total', both: 'both wrote' },
  both: (both, seen) => `${percent(both / seen)} (${number(both)} of ${number(seen)})`,
  unseen: (count) => `${number(count)} cannot be told`,
  invitations: ({ exports, from, to }) =>
    `Invitations from ${plural(exports, { one: 'one export', other: '# exports' })} (${from === to ? day(to) : `${day(from)} to ${day(to)}`}). LinkedIn lists mostly pending and recent ones; accepted ones are mostly left out.`,
  habit: ({ sameTextFrom, bulkAbove }) => ({
    sent: 'invitations of yours',
    withoutNote: 'without a word of your own',
    sameText: `with the same text to ${number(sameTextFrom)} or more`,
    bulk: `on days with more than ${number(bulkAbove)}`,
  }),
  inYear: (year, { sent, withoutNote, sameText, bulk }) =>
    `${year}: ${number(sent)}, of which ${number(withoutNote)} without words, ${number(sameText)} with the same text, ${number(bulk)} on full days`,
  messages: ({ until, afterDays }) =>
    `Messages on LinkedIn until ${day(until)}, without greetings by button; counted from ${number(afterDays)} days without an answer.`,
  longest: (name, since) => `Longest: ${name}, since ${day(since)}.`,
  notThere: {
    invitations: 'Invitations: no export had anything to look at (Invitations.csv).',
    messages: 'Messages: no export had anything to look at (messages.csv).',
  },
  noContact: 'no contact',
  more: (count) => `and ${number(count)} more.`,
};
