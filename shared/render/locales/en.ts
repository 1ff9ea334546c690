import type { Origin } from '../../domain/decision.ts';
import type { Question } from '../../domain/digest.ts';
import type { Evidence, EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { IsoDay, IsoMonth } from '../../domain/ids.ts';
import type { Rejection } from '../../domain/snapshot.ts';
import { noticeEn } from './notice-en.ts';
import { pagesEn } from './pages-en.ts';
import type { Catalogue } from './texts.ts';
import { importedEn, stopEn, uploadEn } from './upload-en.ts';
import { welcomeEn } from './welcome-en.ts';
import { isolated, shownText, wordsFor } from './words.ts';

const words = wordsFor('en');
const { day, number, list, plural } = words;

/** "on 3 May 2024", "in May 2024", "in 2024". */
const on = (at: IsoDay | IsoMonth): string => `${at.length === 10 ? 'on' : 'in'} ${words.date(at)}`;
const lately = (at: IsoDay | IsoMonth | undefined): string => (at === undefined ? '' : `, last ${on(at)}`);
const dated = (at: IsoDay | IsoMonth | undefined): string => (at === undefined ? '' : `, ${words.date(at)}`);

const name = (text: string): string => isolated(shownText(text) === '' ? 'Contact without a name' : text);

/** Counts above 20 are kept in steps (`atLeast`): 21 stands for "more than 20". */
const countOf = (count: number): string =>
  count <= 20 ? number(count) : count === 21 ? 'more than 20' : `at least ${number(count)}`;

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth';
const cardinals = 'none one two three four five six seven eight nine ten eleven twelve';
const ordinal = (place: number): string => ordinals.split(' ')[place - 1] ?? `number ${number(place)}`;
const cardinal = (count: number): string => cardinals.split(' ')[count] ?? number(count);
type Ordinal = NonNullable<Question['ordinal']>;
const placeThatDay = (which?: Ordinal): string =>
  which === undefined ? '' : ` (${ordinal(which.place)} of ${cardinal(which.of)} such contacts of that day)`;
const placeAmongEqual = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} of ${cardinal(which.of)} contacts of whom this is true)`;

const hintWords: Readonly<Record<EvidenceKind, string>> = {
  answer: 'your answer',
  linkedInNote: 'a note',
  conversation: 'a conversation',
  answeredOnce: 'one message with one answer',
  groupChat: 'a group chat in which you both wrote',
  silentGroupChat: 'a group chat that you share',
  recommendationGiven: 'a recommendation by you',
  recommendationReceived: 'a recommendation of you',
  invitationSentWithNote: 'your invitation with a note',
  invitationSent: 'your invitation without personal words',
  invitationReceivedWithNote: 'the note of the invitation to you',
  sharedEmployer: 'an employer that you share',
  endorsementGiven: 'a skill that you endorsed',
  endorsementReceived: 'a skill of yours that was endorsed',
  addressBook: 'an entry of that name in an address book',
  nameSearch: 'your search for the name',
  ownEvent: 'an event that you attended',
};

/** Only an e-mail address in the own address book is more than a name. */
const addressBook = ({ file, strength }: Evidence): string =>
  strength === 'strong'
    ? 'With an e-mail address in your address book'
    : file === 'addressBook'
      ? 'Name in your address book'
      : 'Name in imported addresses';

const messagesOf = (count: number): string => (count === 1 ? 'one message' : `${countOf(count)} messages`);

function reasonOf({
  reason,
  name: person,
  ordinal: which,
}: Pick<Question, 'reason' | 'name' | 'ordinal'>): string {
  switch (reason.kind) {
    case 'noTrace':
      return (
        `You have been connected since ${day(reason.connectedOn)}${placeThatDay(which)}, ` +
        `and up to ${day(reason.searchedUntil)} there is no conversation between you on LinkedIn.`
      );
    case 'namesakes':
      return (
        `You have been connected since ${day(reason.connectedOn)}${placeThatDay(which)}, but ` +
        `${cardinal(reason.namesakes)} of your contacts are called ${name(person)}: ` +
        'what there is on LinkedIn may belong to any of them.'
      );
    case 'onlyHint': {
      const since = reason.hint === 'sharedEmployer' ? 'you were there from ' : '';
      const when = reason.hintAt === undefined ? '' : ` (${since}${words.date(reason.hintAt)})`;
      return (
        `You have been connected since ${day(reason.connectedOn)}${placeThatDay(which)}, ` +
        `and the clearest hint where you know each other from is ${hintWords[reason.hint]}${when}.`
      );
    }
    case 'theyNeverAnswered': {
      const messages =
        reason.messages === 1
          ? `your message of ${day(reason.since)}`
          : `your ${countOf(reason.messages)} messages since ${day(reason.since)}`;
      return (
        `Up to ${day(reason.searchedUntil)} there is no answer on LinkedIn from ${name(person)} to ${messages}` +
        `${reason.noTrace ? ', and where you know each other from is open' : ''}${placeAmongEqual(which)}.`
      );
    }
    case 'youNeverAnswered': {
      const messages =
        reason.messages === 1
          ? `the message of ${day(reason.since)} from ${name(person)}`
          : `the ${countOf(reason.messages)} messages since ${day(reason.since)} from ${name(person)}`;
      return (
        `Up to ${day(reason.searchedUntil)} there is no answer on LinkedIn from you to ${messages}` +
        `${reason.noTrace ? ', and where you know each other from is open' : ''}${placeAmongEqual(which)}.`
      );
    }
    case 'lostFromSight':
      return (
        `You have exchanged ${messagesOf(reason.messages)} on LinkedIn, ` +
        `the last ${on(reason.lastIn)}${placeAmongEqual(which)}.`
      );
  }
}

const people = (names: readonly string[], others: number): string =>
  list([...names.map(name), ...(others > 0 ? [plural(others, { one: '# other', other: '# others' })] : [])]);

const groupOf = (detail: string | undefined): string =>
  detail === undefined ? '' : /^\d+$/.test(detail) ? ` of ${detail} people` : ` (${isolated(detail)})`;
const at = (detail: string | undefined): string => (detail === undefined ? '' : `: ${isolated(detail)}`);

const origin: Readonly<Record<Origin, string>> = {
  colleague: 'colleague',
  customerOrPartner: 'customer or partner',
  classmate: 'school or university',
  friendOrFamily: 'friend or family',
  event: 'event',
  community: 'club or community',
  recommendedBySomebody: 'recommended by somebody',
  followsMyWork: 'follows my work',
  strangerOnPurpose: 'stranger on purpose',
  other: 'other',
};

const originWord = (detail: string | undefined): string =>
  detail !== undefined && Object.hasOwn(origin, detail) ? `: ${origin[detail as Origin]}` : '';

const howToExport =
  'How to get it on LinkedIn, at a desktop computer: Settings & Privacy → Data privacy → Get a copy of your data, ' +
  'choose the larger data archive; the ZIP file with “Complete” in its name comes within 24 hours.';

const where = ({ file, line }: Rejection): string =>
  `${file === undefined ? 'A file of the export' : `“${isolated(file)}”`}${line === undefined ? '' : ` (line ${number(line)})`}`;

function rejection(rejected: Rejection): string {
  const again = 'Download it from LinkedIn once more and hand it in unchanged.';
  switch (rejected.rejected) {
    case 'tooLarge':
      return 'The file is larger than 512 MB and was not read; no LinkedIn export is that large. Hand in the ZIP file just as it came from LinkedIn.';
    case 'emptyFile':
      return `The file is empty. ${again}`;
    case 'pdf':
      return `This is a PDF, probably a profile or a CV; what is needed is the ZIP file with your data. ${howToExport}`;
    case 'webPage':
      return `This is a saved web page, not the export itself; most often the link had expired (it is good for 72 hours) or you were signed out. ${howToExport}`;
    case 'otherFile':
      return `This kind of file holds no LinkedIn export; what is needed is the ZIP file, or Connections.csv out of it. ${howToExport}`;
    case 'truncatedZip':
      return `The end of the ZIP file is missing: the download or the upload broke off. ${again}`;
    case 'encryptedZip':
      return 'The ZIP file is protected by a password. Hand it in as it came from LinkedIn, without a password.';
    case 'damagedZip':
      return `The ZIP file is damaged: its checksums do not match. ${again}`;
    case 'unsafeZip':
      return 'The ZIP file is built unlike a LinkedIn export (too large, too many files or suspicious names) and was not read. Hand it in as it came from LinkedIn.';
    case 'unfinishedDownload':
      return 'This is a download that has not finished. Wait until the browser is done, then hand in the file that ends in .zip.';
    case 'noKnownCsv':
      return `Nothing in this file belongs to a LinkedIn export. ${howToExport}`;
    case 'noConnections':
      return `Connections.csv, the list of your contacts, is missing from the export: probably it was not chosen when you asked for the data. ${howToExport}`;
    case 'wrongHeader':
      return `${where(rejected)} has other columns than a LinkedIn export. Hand the file in as it came from LinkedIn, without opening and saving it in a spreadsheet first.`;
    case 'noContacts':
      return `Connections.csv is there but does not name a single contact. ${howToExport}`;
    case 'damagedCsv':
      return `${where(rejected)} breaks off in the middle of a row or cannot be read. ${again}`;
  }
}

/** English, with British dates. */
export const en: Catalogue = {
  ...words,
  locale: 'en',
  name,
  reason: (reason, person) => reasonOf({ reason, name: person.name }),
  reasonOf,
  hook: (hook) => {
    switch (hook.kind) {
      case 'sameDay':
        return `Added on the same day: ${people(hook.names, hook.others)}.`;
      case 'sameCompany':
        return `Also at ${isolated(hook.company)}: ${people(hook.names, hook.others)}.`;
      case 'ownJob':
        return `You were at ${isolated(hook.company)} then${hook.title === '' ? '' : `, as ${isolated(hook.title)}`}.`;
      case 'ownEvent':
        return `You were at the event ${isolated(hook.name)} ${on(hook.on)}.`;
      case 'ownSchool':
        return `You were at school or university then: ${isolated(hook.name)}.`;
      case 'ownVolunteering':
        return `You volunteered then: ${isolated(hook.name)}${hook.title === '' ? '' : `, as ${isolated(hook.title)}`}.`;
      case 'followedPerson':
        return `You have followed the person since ${day(hook.on)}.`;
      case 'followedCompany':
        return `You have followed ${isolated(hook.company)} since ${day(hook.on)}.`;
      case 'ownPost':
        return `You had posted something on LinkedIn ${on(hook.on)}.`;
    }
  },
  evidence: (fact) => {
    switch (fact.kind) {
      case 'answer':
        return `Your answer${originWord(fact.detail)}${dated(fact.at)}`;
      case 'linkedInNote':
        return `Your note on LinkedIn${dated(fact.at)}`;
      case 'conversation':
        return `Conversation that went back and forth${lately(fact.at)}`;
      case 'answeredOnce':
        return `One message, one answer${lately(fact.at)}`;
      case 'groupChat':
        return `Group chat${groupOf(fact.detail)} in which you both wrote${lately(fact.at)}`;
      case 'silentGroupChat':
        return `Shared group chat${groupOf(fact.detail)} in which you did not both write${lately(fact.at)}`;
      case 'recommendationGiven':
        return `Recommendation by you${dated(fact.at)}`;
      case 'recommendationReceived':
        return `Recommendation of you${dated(fact.at)}`;
      case 'invitationSentWithNote':
        return `Your invitation with a personal note${dated(fact.at)}`;
      case 'invitationSent':
        return `Your invitation without personal words${dated(fact.at)}`;
      case 'invitationReceivedWithNote':
        return `Invitation to you, with a note${dated(fact.at)}`;
      case 'sharedEmployer':
        return `Shared employer${at(fact.detail)}${dated(fact.at)}`;
      case 'endorsementGiven':
        return `Skill endorsed by you${dated(fact.at)}`;
      case 'endorsementReceived':
        return `Skill of yours endorsed${dated(fact.at)}`;
      case 'addressBook':
        return `${addressBook(fact)}${dated(fact.at)}`;
      case 'nameSearch':
        return `Your search for the name${dated(fact.at)}`;
      case 'ownEvent':
        return `Event that you attended${at(fact.detail)}${dated(fact.at)}`;
    }
  },
  rejection,
  howToExport,
  originStatus: {
    known: 'origin known',
    unclear: 'origin unclear',
    unknown: 'origin unknown',
    cannotKnow: 'the exports so far cannot tell',
  },
  reciprocity: {
    mutual: 'you write to each other on LinkedIn',
    inGroups: 'you write in shared groups on LinkedIn',
    theyNeverAnswered: 'no answer to you on LinkedIn so far',
    youNeverAnswered: 'no answer from you on LinkedIn so far',
    silent: 'no conversation on LinkedIn',
    cannotKnow: 'the exports so far cannot tell',
  },
  rule: {
    unknownOrigin: 'Origin open',
    unreciprocated: 'One-sided',
    lostFromSight: 'Lost from sight',
  },
  answer: {
    keep: 'Keep',
    remove: 'Remove',
    later: 'Later',
    ask: 'Ask',
    mute: 'Mute',
  },
  origin,
  fileKind: {
    connections: 'Connections',
    messages: 'Messages',
    invitations: 'Invitations',
    profile: 'Profile',
    positions: 'Your employers',
    notes: 'Notes',
    recommendationsGiven: 'Recommendations by you',
    recommendationsReceived: 'Recommendations of you',
    endorsementsGiven: 'Skills that you endorsed',
    endorsementsReceived: 'Skills of yours that were endorsed',
    addressBook: 'Your address book',
    importedContacts: 'Imported addresses',
    searchQueries: 'Your searches',
    events: 'Your events',
    emailAddresses: 'Your e-mail addresses',
    education: 'Your education',
    volunteering: 'Your voluntary work',
    companyFollows: 'Companies that you follow',
    memberFollows: 'Members whom you follow',
    shares: 'Your posts',
    review: 'Your answers',
    unknown: 'Another file, not read',
  },
  skipReason: {
    hiddenMember: 'member without a visible name',
    duplicateContact: 'contact listed twice',
    unreadableDate: 'date not readable',
    unreadableRow: 'row not readable',
    sponsored: 'advertising',
    spam: 'spam folder',
    draft: 'draft',
    deletedAccount: 'deleted account',
    repeatedMessage: 'message listed twice',
    emptyMessage: 'message without text',
    greeting: 'one-click congratulation or greeting',
    decoyFile: 'messages of a LinkedIn assistant',
    withoutPerson: 'no person to be made out',
  },
  mail: {
    subject: ({ questions, month: when, names }) => {
      if (questions === 0) return `Nothing to ask (${when})`;
      const who = questions > names.length ? `${names.join(', ')} …` : list(names);
      const count = plural(questions, { one: '# contact', other: '# contacts' });
      return `${count}, one question${names.length > 0 ? `: ${who}` : ''} (${when})`;
    },
    summary: ({ month: when, questions, minutes, open }) =>
      questions === 0
        ? `${when} · 0 questions, 0 minutes · there is nothing to do this time`
        : [
            when,
            plural(questions, { one: '# question', other: '# questions' }),
            `about ${plural(minutes, { one: '# minute', other: '# minutes' })}`,
            open > questions ? `${number(open)} open in all` : 'after that all is answered',
          ].join(' · '),
    heading: 'How do we know each other?',
    nothingToAsk: 'There is nothing to ask this time.',
    sinceLast: ({ kept, removed, later }) => {
      const done = [
        ...(kept > 0 ? [`${number(kept)} kept`] : []),
        ...(removed > 0 ? [`${number(removed)} put down for removal`] : []),
        ...(later > 0 ? [`${number(later)} put off`] : []),
      ];
      return `Since last time: ${done.length === 0 ? 'no answers' : done.join(', ')}.`;
    },
    settled: ({ count, total }) =>
      `${number(count)} of ${plural(total, { one: '# contact', other: '# contacts' })} settled` +
      `${total > 0 ? `, that is ${words.percent(count / total)}` : ''}`,
    all: (questions) =>
      questions === 1 ? 'Answer the question on a page' : `Answer all ${number(questions)} on one page`,
    connectedSince: (when) => `connected since ${when}`,
    jobAt: ({ position, company }) =>
      position !== undefined && company !== undefined
        ? `${isolated(position)} at ${isolated(company)}`
        : isolated(position ?? company ?? ''),
    button: {
      keep: { before: 'Keep', after: '' },
      remove: { before: 'Remove', after: '' },
      later: { before: 'Later', after: '' },
    },
    footer: {
      heading: 'Good to know',
      notAsked: (count) =>
        plural(count, {
          one: 'One more question does not fit this mail; it comes after the last answer on the page, or else next time.',
          other:
            '# more questions do not fit this mail; they come after the last answer on the page, or else next time.',
        }),
      howToAnswer:
        'Keep, remove and later open a page with a button: only the button counts, and even then you can change your mind.',
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
      nothingHappens: 'Nothing happens without your click, and Woher itself removes nobody from LinkedIn.',
      exported: (when) => `This rests on your LinkedIn export of ${when}.`,
      freshExport: 'It is more than 60 days old: a fresh one makes the questions more exact.',
      upload: 'Upload a new export',
      stop: 'Get no more mails',
    },
    welcome: welcomeEn,
    notice: noticeEn,
  },
  pages: pagesEn,
  upload: uploadEn,
  stop: stopEn,
  imported: importedEn,
};
