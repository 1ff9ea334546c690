import type { Withdrawal } from '../../domain/removal.ts';
import type { PagesTexts } from './pages-texts.ts';
import { isolated, wordsFor } from './words.ts';

const { list, number, plural } = wordsFor('en');

const withdrawn: Readonly<Record<Withdrawal, string>> = {
  recommendationGiven: 'the recommendation that you wrote',
  recommendationReceived: 'the recommendation that you were given',
  endorsementGiven: 'skills that you endorsed',
  endorsementReceived: 'endorsements of your skills',
};

/** British English. */
export const pagesEn: PagesTexts = {
  title: 'How do we know each other?',
  heading: 'How do we know each other?',
  overview: ({ questions, minutes, open }) =>
    [
      plural(questions, { one: '# contact', other: '# contacts' }),
      `about ${plural(minutes, { one: '# minute', other: '# minutes' })}`,
      open === 0 ? 'all answered' : `${number(open)} open in all`,
    ].join(' · '),
  overviewNext: ({ questions, open }) =>
    questions === open
      ? plural(questions, { one: 'The last open contact', other: 'The last # open contacts' })
      : `The next ${number(questions)} of ${number(open)} open contacts`,
  oneLead: 'Only the button below counts, and you can still change your mind after it.',
  answersMean: 'What the answers mean',
  answerMeans: {
    keep: 'Woher does not ask about this person again.',
    remove: 'Goes on your removal list. You remove on LinkedIn yourself; Woher removes nobody.',
    later: 'You are asked again in 14 days at the earliest.',
    mute: 'You stay connected and press “Unfollow” on LinkedIn.',
  },
  connectedSince: (day) => `Connected since ${day}`,
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} at ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  profile: 'Profile on LinkedIn',
  newTab: (name) => `of ${name}, opens in a new tab`,
  evidence: { found: 'Found', notFound: 'Nothing found in', notThere: 'Not in any export' },
  excerpt: ({ kind, by }, { name, day }) => {
    const when = day === undefined ? '' : `, ${day}`;
    if (kind === 'linkedInNote') return `Your note on LinkedIn${when}`;
    if (kind === 'invitationNote')
      return by === 'owner' ? `Your invitation${when}` : `Invitation from ${name}${when}`;
    return by === 'owner' ? `Your first message${when}` : `First message from ${name}${when}`;
  },
  withdraws: (things) => `Removing withdraws on LinkedIn: ${list(things.map((thing) => withdrawn[thing]))}.`,
  answered: (answer, day) => `Answered: ${answer}, ${day}`,
  origin: { label: 'How do you know each other?', none: 'not said' },
  labels: {
    label: 'Labels',
    hint: 'Separated by commas, for example: trade fair, Leeds',
    problem: 'At most 10 labels of at most 40 characters each.',
  },
  note: {
    label: 'Note',
    hint: 'For you only; it is never in a mail.',
    problem: 'At most 1,000 characters.',
  },
  save: { one: 'Save answer', many: 'Save answers' },
  openStaysOpen: 'What you leave open stays open.',
  all: (count) =>
    plural(count, {
      one: 'To the page with all questions of the mail',
      other: 'All # questions of the mail on one page',
    }),
  back: 'Back to the questions of the mail',
  noLongerThere:
    'This question has settled itself: the person is not in your newest export any more. Your earlier answers are kept.',
  nothingFurther: 'Nothing is open here any more. Lovely.',
  problem: {
    notPressed:
      'Nothing was saved: the browser did not say that you pressed the button yourself. Please press it once more.',
    nothingAnswered: 'Nothing was saved: no answer is chosen yet.',
    unreadable: 'Nothing was saved: the form did not arrive as it stands here. Please answer again.',
    tooLong: 'Nothing was saved: the marked fields are too long.',
    tooLarge: 'Nothing was saved: that is more text than there is room for.',
    changedSince: 'Nothing was changed: there has been another answer since. This is how it stands now.',
  },
  receipt: {
    heading: (count) => plural(count, { one: 'One answer saved', other: '# answers saved' }),
    lead: 'This is how it stands now. You can take back each answer.',
    labels: 'Labels',
    note: 'Note',
    undo: 'Take back',
    undoWhom: (name) => `for ${name}`,
    removeHeading: 'Now remove on LinkedIn',
    removeLead:
      'Open the profile, then “More” and “Remove connection”. LinkedIn does not tell the person. The next export shows whether it worked.',
    removeLink: 'Open profile',
    muteHeading: 'Now mute on LinkedIn',
    muteLead: 'Open the profile, then “More” and “Unfollow”. You stay connected.',
    unanswered: (count) =>
      plural(count, { one: '# more question of this mail', other: '# more questions of this mail' }),
    next: (count) => plural(count, { one: 'The next question', other: 'The next # questions' }),
    open: (count) => plural(count, { one: '# contact is still open.', other: '# contacts are still open.' }),
    allDone: 'All answered. See you next time.',
  },
  undone: {
    open: (name) => `Taken back: ${name} is open again.`,
    again: (name, answer) => `Taken back: for ${name} it is “${answer}” again.`,
  },
  removals: {
    heading: 'To be removed',
    lead: 'Woher removes nobody. These are the contacts for whom you chose “Remove”, and what the newest export shows about them.',
    none: 'You have not chosen “Remove” for anybody.',
    link: 'List of contacts to be removed',
    promised: (day) => `Chosen on ${day}`,
    status: {
      promised: 'waiting for the next export',
      done: 'done',
      stillThere: 'still there',
      cameBack: 'back again',
    },
    proved: (status, day) =>
      ({
        done: `No longer in the export of ${day}`,
        stillThere: `Still connected in the export of ${day}`,
        cameBack: `Connected again in the export of ${day}`,
      })[status],
    whatHappens: 'What removing does',
    facts: [
      'LinkedIn does not notify the person.',
      'Recommendations and endorsements between you are withdrawn.',
      'Only you can invite them again later; it cannot be undone.',
      'LinkedIn removes one at a time: open the profile, “More”, “Remove connection”.',
    ],
  },
  footer:
    'This page loads nothing from other servers. Its link works for 60 days, and whoever has it can answer: do not forward the mail.',
  unknownLink: {
    heading: 'This link is no longer valid',
    lines: [
      'It has expired, was withdrawn, or was not copied completely.',
      'Open it from the newest mail once more. If that mail is older than 60 days: the next one brings new links, and your answers are kept.',
    ],
  },
  fault: {
    heading: 'That did not work just now',
    lines: [
      'Nothing was lost: what was saved stays saved.',
      'Try again in a minute; the same answers may well arrive twice.',
    ],
  },
};
