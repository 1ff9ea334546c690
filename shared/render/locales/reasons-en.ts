import type { Question } from '../../domain/digest.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { IsoDay } from '../../domain/ids.ts';
import { countOf, messagesOf, name, on, words } from './base-en.ts';
import type { ReasonTexts } from './reason-texts.ts';
import { isolated } from './words.ts';

const { day, number, plural } = words;

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
const placeAmongInvitations = (which?: Ordinal): string =>
  which === undefined
    ? ''
    : ` (${ordinal(which.place)} of ${cardinal(which.of)} invitations of which this is true)`;

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
  nearColleagues: 'a connection in the same days as colleagues',
  endorsementGiven: 'a skill that you endorsed',
  endorsementReceived: 'a skill of yours that was endorsed',
  addressBook: 'an entry of that name in an address book',
  nameSearch: 'your search for the name',
  ownEvent: 'an event that you attended',
};

const span = (from: IsoDay, to: IsoDay): string =>
  from === to ? `On ${day(from)}` : `Between ${day(from)} and ${day(to)}`;

function reasonOf({
  reason,
  name: person,
  ordinal: which,
}: Pick<Question, 'reason' | 'name' | 'ordinal'>): string {
  switch (reason.kind) {
    case 'compliance': {
      const what = { company: 'the employer', domain: 'the e-mail domain', person: 'the name' }[reason.by];
      const value = reason.value === '' ? '' : ` ${isolated(reason.value)}`;
      const until = reason.until === undefined ? '' : ` (until ${day(reason.until)})`;
      if (reason.promisedOn !== undefined)
        return (
          `Your list holds ${what}${value}${until}, and on ${day(reason.promisedOn)} you wanted to remove them` +
          `${placeAmongEqual(which)}: they are ${reason.cameBack ? 'back' : 'still'} in your newest export.`
        );
      return (
        `Your list holds ${what}${value}${until}, ` +
        `and you have been connected since ${day(reason.connectedOn)}${placeThatDay(which)}.`
      );
    }
    case 'removals': {
      const areBack = reason.cameBack === reason.count;
      const back =
        reason.cameBack === 0 || areBack ? '' : `, and ${number(reason.cameBack)} of them came back`;
      return (
        `${plural(reason.count, { one: 'One contact that', other: '# contacts that' })} you wanted to remove ` +
        `${reason.count === 1 ? 'is' : 'are'} ${areBack ? 'back' : 'still'} in the export of ${day(reason.on)}; ` +
        `you decided that ${reason.count === 1 ? 'on' : 'first on'} ${day(reason.promisedOn)}${back}.`
      );
    }
    case 'dueAgain':
      return reason.answer === 'ask'
        ? `On ${day(reason.on)} you wanted to ask them yourself${placeAmongEqual(which)}: has an answer come?`
        : `On ${day(reason.on)} you said “later”, for the ${ordinal(reason.round)} time${placeAmongEqual(which)}.`;
    case 'unconfirmed':
      return reason.answer === undefined
        ? `On ${day(reason.on)} an answer about ${name(person)} was taken back faster than anybody can press${placeAmongEqual(which)}: that does not count until you answer yourself.`
        : `On ${day(reason.on)} an answer about ${name(person)} came in faster than anybody can press${placeAmongEqual(which)}: it is not in force until you answer yourself.`;
    case 'samePerson': {
      const common = { name: 'the same name', email: 'the same e-mail address', job: 'the same employer' }[
        reason.by
      ];
      return (
        `${name(reason.other)} has been missing since ${day(reason.missingSince)}, and in the same export ` +
        `${name(person)} appeared: both connected on ${day(reason.connectedOn)}, ${common}${placeAmongEqual(which)}; are they the same person?`
      );
    }
    case 'onlyWroteAtYou':
      return (
        `${name(person)} has written you ${messagesOf(reason.messages)} on LinkedIn since ${day(reason.since)}, ` +
        `and up to ${day(reason.searchedUntil)} you answered none${placeAmongEqual(which)}.`
      );
    case 'burst':
      return (
        `${span(reason.from, reason.to)} ${number(reason.connections)} contacts were added, ` +
        `and for ${number(reason.unexplained)} of them it is still open how you know each other: what was it?`
      );
    case 'bulkInvitation':
      return (
        `On ${day(reason.on)} you sent ${number(reason.invitations)} invitations without personal words, ` +
        `and of ${number(reason.unexplained)} of the contacts from it there is no other trace on LinkedIn: where do you know them from?`
      );
    case 'colleagues':
      return (
        `${span(reason.from, reason.to)} ${reason.members === 1 ? 'one contact was' : `${number(reason.members)} contacts were`} added ` +
        `while you were at ${isolated(reason.company)} and people from there were added too: do you know each other from there?`
      );
    case 'oneOccasion':
      return reason.occasion === 'event'
        ? `You connected around ${reason.event === undefined ? 'an event' : isolated(reason.event)} (${words.date(reason.at)}), and up to ${day(reason.searchedUntil)} there is no conversation between you on LinkedIn${placeAmongEqual(which)}.`
        : `You wrote to each other on LinkedIn only at first, last ${on(reason.at)}, and no more up to ${day(reason.searchedUntil)}${placeAmongEqual(which)}.`;
    case 'invitationPending':
      return (
        `The invitation of ${day(reason.on)} is waiting for your answer${reason.withNote ? ', with a few words' : ''}` +
        `${reason.hinted ? '' : ', and Woher knows nothing else about the person'}${placeAmongInvitations(which)}.`
      );
    case 'noTrace':
      return (
        `You have been connected since ${day(reason.connectedOn)}${placeThatDay(which)}, ` +
        `and up to ${day(reason.searchedUntil)} there is no conversation between you on LinkedIn` +
        `${reason.messages === undefined ? '' : `, only ${messagesOf(reason.messages)}`}.`
      );
    case 'namesakes':
      return (
        `You have been connected since ${day(reason.connectedOn)}${placeThatDay(which)}, but ` +
        `${cardinal(reason.namesakes)} people in your files are called ${name(person)}: ` +
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

function titleOf({ reason, members }: Pick<Question, 'reason' | 'members'>): string {
  switch (reason.kind) {
    case 'removals':
      return 'Not removed yet';
    case 'bulkInvitation':
      return `Your invitations of ${day(reason.on)}`;
    case 'colleagues':
      return `From ${isolated(reason.company)}?`;
    case 'burst': {
      const { from, to } = reason;
      const people = members.length;
      return `${number(people)} contacts ${from === to ? `of ${day(from)}` : `between ${day(from)} and ${day(to)}`}`;
    }
    default:
      return '';
  }
}

/** What the rules say in this language. */
export const reasonsEn: ReasonTexts = {
  reasonOf,
  titleOf,
  rule: {
    compliance: 'On your list',
    removals: 'Not removed yet',
    dueAgain: 'Due again',
    samePerson: 'Same person?',
    onlyWroteAtYou: 'Only wrote at you',
    unreciprocated: 'One-sided',
    unknownOrigin: 'Origin open',
    burst: 'Many at once',
    bulkInvitation: 'Many invitations',
    colleagues: 'From work?',
    oneOccasion: 'One occasion',
    invitationPending: 'Pending invitation',
    lostFromSight: 'Lost from sight',
  },
};
