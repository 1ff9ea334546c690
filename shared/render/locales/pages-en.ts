import type { Withdrawal } from '../../domain/removal.ts';
import { mostGroupChats, type RemovalPrice } from '../../domain/removal-price.ts';
import type { PagesTexts } from './pages-texts.ts';
import { isolated, shownText, wordsFor } from './words.ts';

const { list, number, plural } = wordsFor('en');

const withdrawn: Readonly<Record<Withdrawal, string>> = {
  recommendationGiven: 'the recommendation that you wrote',
  recommendationReceived: 'the recommendation that you were given',
  endorsementGiven: 'skills that you endorsed',
  endorsementReceived: 'endorsements of your skills',
};

const priceLines = ({ onlyContactAt, withdraws, email, groupChats, noted }: RemovalPrice): string[] => [
  ...(onlyContactAt === undefined ? [] : [`Your only contact at ${isolated(onlyContactAt)}.`]),
  ...(withdraws.length === 0
    ? []
    : [`Withdrawn on LinkedIn: ${list(withdraws.map((thing) => withdrawn[thing]))}.`]),
  ...(email ? ['The export holds an e-mail address: note it down first if you need it.'] : []),
  ...(groupChats === 0
    ? []
    : [
        `You are together in ${groupChats < mostGroupChats ? plural(groupChats, { one: 'one group chat', other: '# group chats' }) : `at least ${number(groupChats)} group chats`}.`,
      ]),
  ...(noted ? ['Your note about this contact on LinkedIn.'] : []),
];

// Before the comma, when there is a name.
const greeted = (name: string): string => (shownText(name) === '' ? 'Hello' : `Hello ${shownText(name)}`);

/** British English. */
export const pagesEn: PagesTexts = {
  title: 'How do we know each other?',
  heading: 'How do we know each other?',
  overview: ({ questions, minutes, open }) =>
    [
      plural(questions, { one: '# question', other: '# questions' }),
      `about ${plural(minutes, { one: '# minute', other: '# minutes' })}`,
      open === 0 ? 'all answered' : `${number(open)} open in all`,
    ].join(' · '),
  overviewNext: ({ questions, open }) =>
    questions === open
      ? plural(questions, { one: 'The last open question', other: 'The last # open questions' })
      : `The next ${number(questions)} of ${number(open)} open questions`,
  oneLead: 'Only the button below counts, and you can still change your mind after it.',
  answersMean: 'What the answers mean',
  answerMeans: {
    keep: () => 'Woher does not ask about this person again.',
    remove: () => 'Goes on your removal list. You remove on LinkedIn yourself; Woher removes nobody.',
    later: ({ laterAfterDays, laterRounds }) =>
      `You are asked again in ${number(laterAfterDays)} days at the earliest, ${plural(laterRounds, { one: 'only once', other: 'at most # times in a row' })}.`,
    ask: ({ askAgainAfterDays }) =>
      `You write to the person; there is a text to copy. You are asked again after ${number(askAgainAfterDays)} days.`,
    mute: () => 'You stay connected and press “Unfollow” on LinkedIn.',
  },
  connectedSince: (day) => `Connected since ${day}`,
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} at ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  profile: 'Profile on LinkedIn',
  newTab: (name) => `of ${name}, opens in a new tab`,
  evidence: {
    found: 'Found',
    notFound: 'Nothing found in',
    empty: 'Without a readable row',
    notThere: 'Not in any export',
  },
  excerpt: ({ kind, by }, { name, day }) => {
    const when = day === undefined ? '' : `, ${day}`;
    if (kind === 'linkedInNote') return `Your note on LinkedIn${when}`;
    if (kind === 'invitationNote')
      return by === 'owner' ? `Your invitation${when}` : `Invitation from ${name}${when}`;
    return by === 'owner' ? `Your first message${when}` : `First message from ${name}${when}`;
  },
  price: { heading: 'What removing costs', lines: priceLines },
  answered: (answer, day) => `Answered: ${answer}, ${day}`,
  putOff: (day) => `Put off until later on ${day}.`,
  later: (round, of) => `Put off ${number(round)}${round > of ? '' : ` of at most ${number(of)}`} times`,
  laterOver: 'Please decide now: there is no more “Later” here.',
  asked: (day) => `Asked on ${day}`,
  comesBack: (day) => `Comes back on ${day} at the earliest`,
  asking: {
    heading: 'Text to copy',
    hint: 'One tap selects the whole text.',
    language: 'English',
    message: ({ name, day }) =>
      `${greeted(name)}, we have been connected here since ${day}. Going through my contacts I could not remember: how do we know each other? A short line would be lovely. Best wishes`,
    reply: ({ name, day }) =>
      `${greeted(name)}, thank you for the invitation of ${day}. Before I accept it, one question: how do we know each other, or what is it about? Best wishes`,
  },
  compliance: {
    reason: (reason) => `Your reason for the list: ${reason}`,
    label: 'Note; to keep: for which reason?',
    hint: 'Whoever is on your list is kept only with a reason. For you only; it is never in a mail.',
    missing: 'To keep, a reason is needed here.',
    ownCard: 'Is on your list: to keep takes a card of their own, and a reason.',
  },
  group: {
    members: (count) => plural(count, { one: 'The contact', other: 'The # contacts' }),
    more: (count) => plural(count, { one: '# more contact', other: '# more contacts' }),
    choice: { group: 'as the group', keep: 'keep', remove: 'remove', single: 'ask me singly' },
    asAnswered: 'stays as answered',
    choiceOf: (name) => `For ${name}`,
    origin: 'How do you all know each other?',
    labels: {
      label: 'What was it?',
      hint: 'Name it once, for example: trade fair Leeds. It is then a label of everybody here.',
    },
    hint: 'One answer for all; below you can take out single ones.',
  },
  reminder: {
    still: 'still to be removed',
    keep: 'keep after all',
    hint: 'Open the profiles and remove them on LinkedIn; the next export shows it. Here you only choose whom you want to keep after all.',
  },
  pair: {
    vanished: 'No longer there',
    appeared: 'New',
    missingSince: (day) => `Missing since the export of ${day}`,
    firstSeen: (day) => `First in the export of ${day}`,
    nothingKnown: 'No trace on LinkedIn.',
    hint: 'With “The same person” Woher takes both as one contact, with all that is known of either. You can take it back.',
  },
  invitation: {
    invitedOn: (day) => `Invitation of ${day}`,
    answer: { keep: 'Accept', remove: 'Decline' },
    hint: 'On LinkedIn you accept or decline yourself; Woher only remembers how you decided.',
  },
  origin: { label: 'How do you know each other?', none: 'not said' },
  labels: {
    label: 'Labels',
    hint: 'Separated by commas, for example: trade fair, Leeds',
    problem: 'At most 10 labels of at most 40 characters each.',
  },
  note: {
    label: 'Note',
    hint: 'For you only, also as a reason to remove; it is never in a mail.',
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
  unconfirmed: {
    heading: 'Not in force yet',
    lead: 'These answers came in faster than anybody can press; perhaps a program opened the links of your mail. None of them counts until you press once more, or answer otherwise. Until then the next mail asks again.',
    answered: (answer, day) =>
      `Not in force: “${answer}” of ${day} came in faster than anybody can press. Choose once more.`,
    takenBack: (day) =>
      `Not in force: on ${day} an answer was taken back faster than anybody can press. Choose once more.`,
  },
  problem: {
    notPressed:
      'Nothing was saved: the browser did not say that you pressed the button yourself. Please press it once more.',
    nothingAnswered: 'Nothing was saved: no answer is chosen yet.',
    unreadable: 'Nothing was saved: the form did not arrive as it stands here. Please answer again.',
    tooLong: 'Nothing was saved: the marked fields are too long.',
    tooLarge: 'Nothing was saved: that is more text than there is room for.',
    laterTooOften:
      'Nothing was saved: the marked questions cannot be put off again. Decide them, or leave them open.',
    reasonMissing:
      'Nothing was saved: whoever is on your list is kept only with a reason. Enter it at the marked questions; from a group or a reminder that takes a card of their own.',
    changedSince: 'Nothing was changed: there has been another answer since. This is how it stands now.',
    unconfirmed:
      'This is not in force yet: more came in at once than anybody can press. Below is what holds now. Choose an answer there, or press “Take back” where there is that button.',
    unconfirmedInList:
      'This is not in force yet: more came in at once than anybody can press. What is listed here still holds, until you press “Take back” once more.',
  },
  receipt: {
    heading: (count) => plural(count, { one: 'One answer saved', other: '# answers saved' }),
    nothingNew: 'Nothing changed',
    lead: (days) =>
      `This is how it stands now. You can take back each answer, here or for at least ${number(days)} days under “Your latest answers”.`,
    labels: 'Labels',
    note: 'Note',
    undo: 'Take back',
    undoWhom: (name) => `for ${name}`,
    members: ({ asGroup, kept, removed }) =>
      [
        plural(asGroup, { one: '# contact as the group', other: '# contacts as the group' }),
        ...(kept === 0 ? [] : [`${number(kept)} kept singly`]),
        ...(removed === 0 ? [] : [`${number(removed)} to be removed singly`]),
      ].join(' · '),
    removeHeading: 'Now remove on LinkedIn',
    removeLead:
      'Open the profile, then “More” and “Remove connection”. LinkedIn does not tell the person. The next export shows whether it worked.',
    removeLink: 'Open profile',
    muteHeading: 'Now mute on LinkedIn',
    muteLead: 'Open the profile, then “More” and “Unfollow”. You stay connected.',
    askHeading: 'Now ask on LinkedIn',
    askLead: (days) =>
      `Copy the text, open the profile and write to the person. Woher asks you again in ${number(days)} days; if an export shows an answer before that, the question settles itself.`,
    invitationHeading: 'Now answer on LinkedIn',
    invitationLead: 'You find the invitations there under “My Network” and “Invitations”.',
    more: (count) => plural(count, { one: '# more contact', other: '# more contacts' }),
    unanswered: (count) =>
      plural(count, { one: '# more question of this mail', other: '# more questions of this mail' }),
    next: (count) => plural(count, { one: 'The next question', other: 'The next # questions' }),
    open: (count) =>
      plural(count, { one: '# question is still open.', other: '# questions are still open.' }),
    allDone: 'All answered. See you next time.',
  },
  answers: {
    link: 'Your latest answers',
    heading: 'Your latest answers',
    lead: (days) =>
      `What you answered in the last ${number(days)} days, the newest first. If you take an answer back, the one before it holds again, or the question is open again.`,
    none: (days) => `There were no answers in the last ${number(days)} days that still hold.`,
    on: (day) => `Answered on ${day}`,
    more: (count) => plural(count, { one: '# more answer', other: '# more answers' }),
  },
  undone: {
    open: (name) => `Taken back, open again: ${name}.`,
    over: (name) => `Taken back: ${name}. There is nothing to ask about it at present.`,
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
    unsure: (day) =>
      `Missing since the export of ${day}. That is not certain yet: it would look the same if the end of that file or a row of it were lost. An export dated at least 7 days later shows it.`,
    whatHappens: 'What removing does',
    facts: [
      'LinkedIn does not notify the person.',
      'Recommendations and endorsements between you are withdrawn.',
      'Only you can invite them again later; it cannot be undone.',
      'LinkedIn removes one at a time: open the profile, “More”, “Remove connection”.',
    ],
    left: {
      heading: (count) =>
        plural(count, {
          one: 'One contact is no longer connected',
          other: '# contacts are no longer connected',
        }),
      lead: 'Whoever stands here is missing from two exports at least, without your having wanted it. LinkedIn does not say why; perhaps a profile was just closed. There is nothing to do, and what you noted is kept.',
      since: ({ connected, missing }) =>
        `Connected since ${connected}, missing since the export of ${missing}`,
    },
  },
  importing:
    'An export is being read in just now: numbers and details on this page may still change. Your answers stay.',
  footer: (until) =>
    `This page loads nothing from other servers. Its link works ${until ? `until ${until}` : 'for a while'}, and whoever has it can answer: do not forward the mail.`,
  unknownLink: {
    heading: 'This link is no longer valid',
    lines: [
      'It has expired, was withdrawn, or was not copied completely.',
      'Open it from the newest mail once more. If it does not work there either: the next one brings new links, and your answers are kept.',
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
