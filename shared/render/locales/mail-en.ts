import { people, words } from './base-en.ts';
import type { MailTexts } from './mail-texts.ts';
import { noticeEn } from './notice-en.ts';
import { welcomeEn } from './welcome-en.ts';
import { atHead, isolated } from './words.ts';

const { number, list, plural } = words;

/** What the mails say in this language. */
export const mailEn: MailTexts = {
  subject: ({ questions, ofContacts, month: when, names }) => {
    if (questions === 0) return `Nothing to ask (${when})`;
    const who = questions > names.length ? `${names.join(', ')} …` : list(names);
    const count = ofContacts
      ? `${plural(questions, { one: '# contact', other: '# contacts' })}, one question`
      : plural(questions, { one: '# question', other: '# questions' });
    return `${count}${names.length > 0 ? `: ${who}` : ''} (${when})`;
  },
  summary: ({ month: when, questions, minutes, open }) =>
    questions === 0
      ? `${atHead(when)} · 0 questions, 0 minutes · there is nothing to do this time`
      : [
          atHead(when),
          plural(questions, { one: '# question', other: '# questions' }),
          `about ${plural(minutes, { one: '# minute', other: '# minutes' })}`,
          open > questions ? `${number(open)} open in all` : 'after that all is answered',
        ].join(' · '),
  half: (month) => `mid-${month}`,
  heading: 'How do we know each other?',
  nothingToAsk: 'There is nothing to ask this time.',
  looked: ({ contacts, exported }) =>
    `Looked at: ${plural(contacts, { one: '# contact', other: '# contacts' })} in the LinkedIn export of ${exported}.`,
  next: (when) => `Woher looks again on ${when}.`,
  sinceLast: ({ kept, removed, done: proved, muted, later, asked, groups, invitations, pairs }) => {
    const provedToo = proved > 0 ? ` (${number(proved)} of them proved removed)` : '';
    const done = [
      ...(kept > 0 ? [`${number(kept)} kept`] : []),
      ...(removed > 0 ? [`${number(removed)} put down for removal${provedToo}`] : []),
      ...(muted > 0 ? [`${number(muted)} muted`] : []),
      ...(later > 0 ? [`${number(later)} put off`] : []),
      ...(asked > 0 ? [`${number(asked)} to be asked`] : []),
      ...(groups > 0 ? [plural(groups, { one: '# group answered', other: '# groups answered' })] : []),
      ...(invitations > 0
        ? [plural(invitations, { one: '# invitation answered', other: '# invitations answered' })]
        : []),
      ...(pairs > 0 ? [plural(pairs, { one: '# pair compared', other: '# pairs compared' })] : []),
    ];
    return `Since last time: ${done.length === 0 ? 'no answers' : done.join(', ')}.`;
  },
  settled: ({ count, total }) =>
    `${number(count)} of ${plural(total, { one: '# contact', other: '# contacts' })} settled` +
    `${total > 0 ? `, that is ${words.percent(count / total)}` : ''}`,
  all: (questions) =>
    questions === 1 ? 'Answer the question on a page' : `Answer all ${number(questions)} on one page`,
  connectedSince: (when) => `connected since ${when}`,
  invited: (when) => `invitation of ${when}`,
  members: people,
  keepNeedsReason: 'Keeping takes a reason here; you write it on the page.',
  decideNow: 'It cannot be put off again: now it is to be decided.',
  unconfirmed: {
    answered: (day) => `An answer of ${day} is not in force: it came in faster than anybody can press.`,
    takenBack: (day) =>
      `That an answer was taken back on ${day} is not in force: it was done faster than anybody can press.`,
  },
  putOff: {
    ask: (day) => `On ${day} you wanted to ask them.`,
    later: (day) => `Put off until later on ${day}.`,
  },
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} at ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  button: {
    keep: { before: 'Keep', after: '' },
    remove: { before: 'Remove', after: '' },
    later: { before: 'Decide later about', after: '' },
    keepWithReason: { before: 'Keep, with a reason:', after: '' },
    accept: { before: 'Accept', after: '' },
    decline: { before: 'Decline', after: '' },
    group: { before: 'Answer as one:', after: '' },
    pair: { before: 'Compare', after: '' },
    removals: { before: 'Open the list:', after: '' },
  },
  footer: {
    heading: 'Good to know',
    notAsked: (count) =>
      plural(count, {
        one: 'One more question does not fit this mail; it comes after the last answer on the page, or else next time.',
        other:
          '# more questions do not fit this mail; they come after the last answer on the page, or else next time.',
      }),
    pageOnly: (count) =>
      plural(count, {
        one: 'One more question of this round does not fit this mail; it is on the page with all of them.',
        other: '# more questions of this round do not fit this mail; they are on the page with all of them.',
      }),
    howToAnswer:
      'Each button opens a page on which you confirm: only that counts, and even then you can change your mind.',
    invitations: 'Invitations are accepted or declined on LinkedIn alone; Woher remembers what you decide.',
    stillThere: (count) =>
      plural(count, {
        one: '# contact that you wanted to remove is still there in the newest export.',
        other: '# contacts that you wanted to remove are still there in the newest export.',
      }),
    done: (count) =>
      plural(count, {
        one: '# contact put down for removal is indeed removed.',
        other: '# contacts put down for removal are indeed removed.',
      }),
    removals: 'Open the list of removals',
    left: ({ count, total }) =>
      count === total
        ? plural(count, {
            one: '# contact is no longer connected with you.',
            other: '# contacts are no longer connected with you.',
          })
        : `Since last time ${plural(count, { one: '# more contact is', other: '# more contacts are' })} no longer connected with you, ` +
          `${number(total)} in all; the page shows the newest first.`,
    whoLeft: 'Who is no longer connected',
    nothingHappens: 'Nothing happens without your click, and Woher itself removes nobody from LinkedIn.',
    exported: (when) => `This rests on your LinkedIn export of ${when}.`,
    freshExport: 'It is more than 60 days old: a fresh one makes the questions more exact.',
    withoutMessages: (count) =>
      plural(count, {
        one: 'Nothing can be said about # contact as long as no export holds the messages (messages.csv).',
        other: 'Nothing can be said about # contacts as long as no export holds the messages (messages.csv).',
      }),
    upload: 'Upload a new export',
    stop: 'Change how often, or stop the mails',
  },
  welcome: welcomeEn,
  notice: noticeEn,
};
