import type { Origin } from '../../domain/decision.ts';
import type { Evidence } from '../../domain/evidence-kinds.ts';
import type { Breach, Rejection } from '../../domain/snapshot.ts';
import { dated, lately, name, on, people, words } from './base-en.ts';
import { reasonsEn } from './reasons-en.ts';
import type { Catalogue } from './texts.ts';
import { importedEn } from './upload-en.ts';
import { isolated } from './words.ts';

const { day, number } = words;

// Recommendations name no profile.
const byName = ' (only one of your contacts has that name)';

/** Only an e-mail address in the own address book is more than a name. */
const addressBook = ({ file, strength }: Evidence): string =>
  strength === 'strong'
    ? 'With an e-mail address in your address book'
    : file === 'addressBook'
      ? 'Name in your address book'
      : 'Name in imported addresses';

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
  source: 'source for my work',
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

const asItCame = 'Hand in the ZIP file just as it came from LinkedIn.';
const orAlone = 'Hand in only Connections.csv out of it: that works, without the messages.';

/** What of the ZIP is too much or unlike an export; the entry by its name in the ZIP. */
function breach(rejected: Rejection): string {
  const entry = where(rejected);
  const said: Readonly<Record<Breach, string>> = {
    archiveTooLarge: `The ZIP file is larger than 512 MB and was not read. ${asItCame}`,
    tooManyEntries: `The ZIP file holds more than ${number(1000)} files; no LinkedIn export has that many. ${asItCame}`,
    directoryTooLarge: `The table of contents of the ZIP file is larger than 1 MB; it is that large in no LinkedIn export. ${asItCame}`,
    entryTooLarge: `${entry} is larger than 1 GB once unpacked; no file of a LinkedIn export is. ${asItCame}`,
    totalTooLarge: `Unpacked, the content is larger than 2 GB; reading stopped at ${entry}. ${orAlone}`,
    ratio: `${entry} grows to more than ${number(200)} times its size when unpacked, which only ZIP bombs do. ${asItCame}`,
    symlink: `${entry} is only a link to another file. ${asItCame}`,
    duplicateEntry: `${entry} is in the ZIP file twice under the same name. ${asItCame}`,
    overlap: `${entry} shares bytes with another file inside the ZIP file. ${asItCame}`,
    path: `${entry} has a path that leads out of the ZIP file. ${asItCame}`,
    compression: `${entry} is packed by a method that LinkedIn does not use. Hand in the ZIP file just as it came from LinkedIn, without packing it again.`,
    twoExports: `${entry} lies beside a second file of its kind, and nothing tells which one is meant. Hand in each export as a ZIP file of its own.`,
    tooManyRows: `${entry} has more than ${number(300_000)} entries; no LinkedIn export has that many. ${asItCame}`,
    tooManyConversations: `${entry} has more than ${number(300_000)} conversations. ${orAlone}`,
    tooManyPeople: `${entry} names more than ${number(2_000_000)} participants. ${orAlone}`,
  };
  return rejected.breach === undefined
    ? `The ZIP file is built unlike a LinkedIn export (too large, too many files or suspicious names) and was not read. ${asItCame}`
    : said[rejected.breach];
}

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
      return breach(rejected);
    case 'unfinishedDownload':
      return 'This is a download that has not finished. Wait until the browser is done, then hand in the file that ends in .zip.';
    case 'zipInZip':
      return 'There is another ZIP file in this ZIP file. Unpack it once and hand in the ZIP file inside.';
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
  ...reasonsEn,
  reason: (reason, person) => reasonsEn.reasonOf({ reason, name: person.name }),
  hook: (hook) => {
    switch (hook.kind) {
      case 'sameDay':
        return `Added on the same day: ${people(hook.names, hook.others)}.`;
      case 'sameBurst':
        return `Also added between ${day(hook.from)} and ${day(hook.to)}: ${people(hook.names, hook.others)}.`;
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
        return `Shared group chat${groupOf(fact.detail)}${lately(fact.at)}`;
      case 'recommendationGiven':
        return `Recommendation by you${dated(fact.at)}${byName}`;
      case 'recommendationReceived':
        return `Recommendation of you${dated(fact.at)}${byName}`;
      case 'invitationSentWithNote':
        return `Your invitation with a personal note${dated(fact.at)}`;
      case 'invitationSent':
        return `Your invitation without personal words${dated(fact.at)}`;
      case 'invitationReceivedWithNote':
        return `Invitation to you, with a note${dated(fact.at)}`;
      case 'sharedEmployer':
        return `Shared employer${at(fact.detail)}${dated(fact.at)}`;
      case 'nearColleagues':
        return `Connected when people from ${isolated(fact.detail ?? '')} were added too${dated(fact.at)}`;
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
  answer: {
    keep: 'Keep',
    remove: 'Remove',
    later: 'Later',
    ask: 'Ask',
    mute: 'Mute',
    same: 'The same person',
    different: 'Two people',
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
  imported: importedEn,
};
