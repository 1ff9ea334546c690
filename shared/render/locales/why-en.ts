import type { Answer, PairAnswer } from '../../domain/decision.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { OriginWhy, Way } from '../../domain/explain.ts';
import type { Blind, Rest, RuleId } from '../../domain/finding.ts';
import { policiesAsking } from '../../domain/policies-asking.ts';
import type { PolicyId } from '../../domain/policy.ts';
import { countOf, messagesOf, words } from './base-en.ts';
import { en } from './en.ts';
import type { WhyTexts } from './why-texts.ts';

const { day, number, list, plural } = words;

const kindOf: Readonly<Record<EvidenceKind, string>> = {
  answer: 'Your answer with an origin',
  linkedInNote: 'Your note on LinkedIn',
  conversation: 'Conversation with a turn back',
  answeredOnce: 'One message, one answer',
  groupChat: 'Small group chat, both wrote',
  silentGroupChat: 'Another shared group chat',
  recommendationGiven: 'Recommendation by you',
  recommendationReceived: 'Recommendation for you',
  invitationSentWithNote: 'Your invitation with a personal text',
  invitationSent: 'Your invitation without personal words',
  invitationReceivedWithNote: 'Invitation to you, with a text',
  sharedEmployer: 'Shared employer',
  nearColleagues: 'At the time of people from work',
  endorsementGiven: 'Skill that you endorsed',
  endorsementReceived: 'Endorsement of a skill of yours',
  addressBook: 'Entry in the address book',
  nameSearch: 'Your search for the name',
  ownEvent: 'Event of yours, same days',
};
const quoted = (kind: EvidenceKind): string => `“${kindOf[kind]}”`;

const answerWord = (answer: Answer | PairAnswer): string => `“${en.answer[answer]}”`;
const ruleName = (ruleId: RuleId): string => `“${en.rule[ruleId]}”`;
const policies: Readonly<Record<PolicyId, string>> = {
  strict: 'strict',
  balanced: 'balanced',
  open: 'open',
  jobSearch: 'job search',
};
const policyName = (policy: PolicyId): string => `“${policies[policy]}”`;
const people = (count: number): string => `${number(count)} people of this name`;

const blind: Readonly<Record<Blind, string>> = {
  notThere:
    'No export has held messages so far: only when you upload one with messages.csv can anybody look on LinkedIn.',
  empty:
    'messages.csv has been empty so far: only an export with messages (the larger data archive) lets one look on LinkedIn.',
  tooOld:
    'The messages that are there are not newer than your connection: a newer export with messages.csv changes that.',
  cannotJoin:
    'This contact cannot be told for sure in the messages of LinkedIn: an export whose messages.csv names the profiles changes that.',
};

const thenAsked = ({ switchedOff }: { switchedOff?: true }): string =>
  switchedOff
    ? 'being asked then, too, is what you switched off'
    : `the policy ${policyName('strict')} asks then, too`;

function rest(why: Rest, ruleId: RuleId): string {
  switch (why.kind) {
    case 'notConnected':
      return `You are no longer connected: the contact has been missing since the export of ${day(why.since)}; it is asked about again only when an export holds it.`;
    case 'missing':
      return why.inPair
        ? `The contact has been missing since the export of ${day(why.since)}, in which somebody appeared who may be the same person: your answer to that tells whether you are still connected.`
        : `The contact has been missing since the export of ${day(why.since)}; only further exports show whether you are still connected. It is asked about again when one holds it.`;
    case 'notAskedByPolicy': {
      const others = policiesAsking(ruleId).map(policyName);
      return `Your policy ${policyName(why.policy)} does not ask about this; ${list(others)} ${others.length === 1 ? 'does' : 'do'}.`;
    }
    case 'switchedOff':
      return 'You switched this rule off; that holds under every policy, until you switch it on again.';
    case 'newContact':
      return `The connection is still young: it is asked about from ${day(why.until)} on at the earliest.`;
    case 'settled': {
      const until =
        why.until === undefined
          ? 'That holds until you change the answer.'
          : `From ${day(why.until)} on it is asked again.`;
      return `You answered ${answerWord(why.answer)} on ${day(why.on)}. ${until}`;
    }
    case 'askedElsewhere':
      return `The rule ${ruleName(why.ruleId)} asks about this already; only when that is answered does this one ask, too.`;
    case 'notOnList':
      return 'Neither the employer nor the e-mail domain nor the name is on your list; a new entry there changes that.';
    case 'notPromised':
      return 'You have not said that you remove the contact; only after that answer are you reminded of it.';
    case 'awaitsExport':
      return `You said “Remove” on ${day(why.on)}; you are reminded when a later export still holds the contact.`;
    case 'notPutOff':
      return 'You have neither put the question off nor wanted to ask the person; only after such an answer does it come back this way.';
    case 'answeredSince':
      return 'You wanted to ask the person, and a message has come on LinkedIn since; only a new “Ask” or “Later” changes that.';
    case 'nobodyAlike':
      return 'Nobody alike vanished from your exports when this contact appeared; only such a change leads to this question.';
    case 'cannotKnow':
      return blind[why.because ?? 'cannotJoin'];
    case 'namesakes':
      return `What was written on LinkedIn may belong to any of ${people(why.namesakes)}; an export whose files name the profiles settles that.`;
    case 'originKnown':
      return `How you know each other is settled (${quoted(why.by)}); that stays so as long as this trace counts.`;
    case 'originUnclear':
      return why.hint === undefined
        ? `What was found may belong to several contacts of this name; ${thenAsked(why)}.`
        : `There is a hint (${quoted(why.hint)}), but no proof; ${thenAsked(why)}.`;
    case 'hasHint':
      return why.hint === undefined
        ? 'What was found may belong to several contacts of this name; this question is only about contacts of whom nothing at all is found.'
        : `There is a hint (${quoted(why.hint)}); this question is only about contacts of whom nothing at all is found.`;
    case 'noMessages':
      return 'Apart from an invitation, neither of you has written on LinkedIn; an unanswered message in an export changes that.';
    case 'theyNeverWrote':
      return 'Apart from an invitation, the contact has never written to you on LinkedIn; it is asked about only when an export holds such messages.';
    case 'bothWrote':
      return 'Both of you have written on LinkedIn; that stays so, even if an answer fails to come one day.';
    case 'neverMutual':
      return 'The two of you have not written to and fro on LinkedIn; only after that can one lose sight of each other.';
    case 'inGroups':
      return 'On LinkedIn both of you write in a small group that you share; as long as the exports say so, that counts as an answer.';
    case 'inGrace':
      return `The time for an answer on LinkedIn is not over: it is asked about from an export of ${day(why.until)} or later on, if there is none in it.`;
    case 'tooFewMessages':
      return `On LinkedIn ${messagesOf(why.messages)} went unanswered; it is asked about from ${number(why.from)} on, as your policy says.`;
    case 'firstMessageLate':
      return `The first message on LinkedIn came ${plural(Math.abs(why.days), { one: '# day', other: '# days' })} ${why.days < 0 ? 'before' : 'after'} the connection; it is asked about only up to ${number(why.within)}, as your policy says.`;
    case 'noOccasion':
      return 'Neither an event of yours in the days of the connection nor a conversation on LinkedIn is to be seen; an export that shows one changes that.';
    case 'moreThanOccasion':
      if (why.unsureIn !== undefined)
        return `Your last message on LinkedIn is of ${words.month(why.unsureIn)}, and no day is kept; it may have been more than a single occasion, so it is not asked about.`;
      return why.by === undefined
        ? 'You wrote to each other on LinkedIn later, too; so it is more than a single occasion, and stays so.'
        : `More than one occasion connects you (${quoted(why.by)}); that stays so as long as this trace counts.`;
    case 'inTouch':
      return `The last thing between you on LinkedIn is of ${words.month(why.lastIn)}; it is asked about when an export from ${words.date(why.from)} on shows nothing newer.`;
    case 'noBurst':
      return `In the days of your connection ${plural(why.connections, { one: '# contact was', other: '# contacts were' })} added; a group is asked about only from ${number(why.from)} on.`;
    case 'burstExplained':
      return `In the days of your connection ${number(why.connections)} contacts were added; a group is asked about only when nothing is found of at least ${number(why.percent)} % of them and ${number(why.open)} are still open.`;
    case 'noBulk':
      return 'You did not invite this contact as one of many on one day without words; only an export that shows that leads to this question.';
    case 'groupTooSmall':
      return `You invited this contact as one of many on one day without words; a group is asked about only when ${number(why.from)} of them are open.`;
    case 'noColleaguesNear':
      return `Fewer than ${number(why.from)} proven colleagues were added in the ${number(why.within)} days before and after your connection; an export with your positions (Positions.csv) may change that.`;
    case 'fileMissing':
      return `No export has held so far what could show it: ${en.fileKind[why.file]}. An export with it may change that.`;
    case 'isContact':
      return 'You are connected already; this rule asks only about invitations that are still pending.';
  }
}

function originWhy(why: OriginWhy): string {
  switch (why.kind) {
    case 'answered':
      return 'You said yourself how you know each other.';
    case 'strong':
      return `One proof is enough: ${en.evidence(why.evidence)}.`;
    case 'twoWeak':
      return `Several hints, at least one of them your own doing: ${list(why.evidence.map(en.evidence))}.`;
    case 'oneHint':
      return `Only one hint, which is not enough by itself: ${en.evidence(why.evidence)}.`;
    case 'othersOnly':
      return `Only hints in which you had no part: ${list(why.evidence.map(en.evidence))}.`;
    case 'namesakes':
      return `What was found may belong to any of ${people(why.namesakes)}.`;
    case 'nothing':
      return why.messages === 0
        ? `LinkedIn was searched up to ${day(why.searchedUntil)}, and nothing was found.`
        : `LinkedIn was searched up to ${day(why.searchedUntil)}: ${messagesOf(why.messages)}, no conversation.`;
    case 'cannotKnow':
      return blind[why.because];
  }
}

function way(change: Way): string {
  switch (change.kind) {
    case 'answer':
      return 'Your answer: it goes before everything else and stays until you change it.';
    case 'upload':
      return `An export that holds these as well: ${list(change.files.map((file) => en.fileKind[file]))}. ${en.howToExport}`;
    case 'newerExport':
      return `An export with messages that is newer than ${day(change.than)}.`;
    case 'policy': {
      const verb = (count: number) => (count === 1 ? 'asks' : 'ask');
      const asks =
        change.asks.length === 0
          ? ''
          : ` ${list(change.asks.map(ruleName))} ${verb(change.asks.length)} as well`;
      const rests =
        change.rests.length === 0
          ? ''
          : ` ${list(change.rests.map(ruleName))} no longer ${verb(change.rests.length)}`;
      return `Under the policy ${policyName(change.policy)}${asks}${asks !== '' && rests !== '' ? ', and' : ''}${rests}.`;
    }
  }
}

/** English. */
export const whyEn: WhyTexts = {
  link: 'What Woher knows of them, and why it asks',
  heading: (name) => `What Woher knows of ${name}`,
  sections: {
    origin: 'How you know each other',
    looked: 'What was looked for',
    balance: 'Given and received',
    rules: 'What the rules say',
    answers: 'Your answers',
    ways: 'What changes it',
    hooks: 'To help you remember',
  },
  columns: {
    evidence: 'Trace',
    state: 'Result',
    file: 'File',
    exported: 'Export',
    fact: 'Date of the trace',
  },
  originWhy,
  searched: (until) =>
    until === undefined
      ? 'The messages on LinkedIn could not be searched for this contact.'
      : `The messages on LinkedIn are searched up to ${day(until)}.`,
  evidenceKind: kindOf,
  lookedState: {
    found: 'found',
    covered: 'not needed, proved already',
    maybe: 'perhaps',
    notFound: 'nothing found',
    onlyMessages: 'no conversation',
    cannotJoin: 'there, but nobody can tell whose',
    tooOld: 'only from before the connection',
    empty: 'there, but empty',
    notThere: 'in no export',
  },
  state: ({ state, namesakes, messages }) =>
    messages !== undefined
      ? `${messagesOf(messages)}, ${whyEn.lookedState[state]}`
      : namesakes === undefined
        ? whyEn.lookedState[state]
        : `${whyEn.lookedState[state]}: one of ${number(namesakes)} of this name`,
  exported: (at) => `Export of ${day(at)}`,
  asks: 'asks',
  rests: 'does not ask',
  answered: {
    settled: 'Your answer holds: this is not asked now.',
    replied: 'You asked the person, and a message has come on LinkedIn since: this is not asked now.',
    dueAgain: 'You put it off, and now it is due again.',
    unconfirmed:
      'An answer came in faster than anybody can press: it is not in force until you confirm it or answer otherwise.',
  },
  rest,
  balance: {
    given: 'by you',
    received: 'to you',
    kind: {
      messages: 'Messages on LinkedIn',
      invitations: 'Invitations',
      recommendations: 'Recommendations',
      endorsements: 'Endorsed skills',
    },
    count: (kind, count) =>
      count === undefined
        ? 'not to be seen'
        : kind === 'messages' || kind === 'invitations'
          ? countOf(count)
          : count > 0
            ? 'yes'
            : 'none',
  },
  noAnswer: 'You have not answered anything yet.',
  answerGiven: (answer, at) => `${at}: ${answer}`,
  takenBack: (at) => `${at}: answer taken back`,
  held: (line) => `${line} (not in force, for it came in faster than anybody can press)`,
  way,
};
