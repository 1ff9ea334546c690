import type { ContactFacts } from '../../shared/domain/contact.ts';
import type { Rest, RuleId } from '../../shared/domain/finding.ts';
import {
  aContact,
  aDecision,
  aJob,
  anImport,
  anInvitation,
  contactNo,
  day,
  messagesWith,
  month,
  time,
} from './builders.ts';
import type { Explained } from './explain-one.ts';

const withFacts = (facts: ContactFacts): Explained => ({ contact: aContact({ facts }) });
const noMessages = [anImport(['connections'])];
const connectedOn = day('2024-03-10');
const mutual = (lastIn: string) =>
  messagesWith({
    sent: 2,
    received: 2,
    turnBack: true,
    firstSentOn: day('2024-05-01'),
    firstReceivedOn: day('2024-05-01'),
    lastSentIn: month(lastIn),
    lastReceivedIn: month(lastIn),
  });
const wroteAt = (received: number, first: string) =>
  messagesWith({ received, firstReceivedOn: day(first), lastReceivedIn: month(first.slice(0, 7)) });
const crowd = (count: number, facts: ContactFacts = {}) =>
  Array.from({ length: count }, (_, no) => contactNo(no, { connectedOn }, facts));
const wordless = Array.from({ length: 12 }, (_, no) =>
  anInvitation({ personId: `bulk${'abcdefghijkl'[no]}` as never, foldedName: `bulk ${no}` }),
);
const me = aContact();

/** For every kind of rest a network in which a rule rests for that reason. */
export const resting: Readonly<Record<Rest['kind'], readonly [RuleId, Explained]>> = {
  notConnected: ['unknownOrigin', { contact: aContact({ missingSince: time('2026-05-01') }) }],
  missing: ['unknownOrigin', { contact: aContact({ missingSince: time('2026-06-01') }) }],
  notAskedByPolicy: ['unknownOrigin', { owner: { policy: 'jobSearch' } }],
  switchedOff: ['unknownOrigin', { owner: { policyChanges: { switched: { unknownOrigin: false } } } }],
  newContact: ['unknownOrigin', { contact: aContact({ row: { connectedOn: day('2026-05-20') } }) }],
  settled: ['dueAgain', { decisions: [aDecision(me, 'later', '2026-06-01')] }],
  askedElsewhere: ['unknownOrigin', { others: crowd(9) }],
  notOnList: ['compliance', {}],
  notPromised: ['removals', {}],
  awaitsExport: ['removals', { decisions: [aDecision(me, 'remove', '2026-06-02')] }],
  notPutOff: ['dueAgain', {}],
  answeredSince: [
    'dueAgain',
    {
      ...withFacts({ messages: wroteAt(1, '2026-05-28') }),
      decisions: [aDecision(me, 'ask', '2026-04-01')],
    },
  ],
  nobodyAlike: ['samePerson', {}],
  cannotKnow: ['unknownOrigin', { imports: noMessages }],
  namesakes: ['onlyWroteAtYou', withFacts({ doubtful: [{ kind: 'messages', namesakes: 3 }] })],
  originKnown: ['unknownOrigin', withFacts({ notedOn: day('2025-01-01') })],
  originUnclear: ['unknownOrigin', withFacts({ endorsementGivenOn: day('2025-01-01') })],
  hasHint: ['burst', { ...withFacts({ endorsementGivenOn: day('2025-01-01') }), others: crowd(9) }],
  noMessages: ['unreciprocated', {}],
  theyNeverWrote: ['onlyWroteAtYou', {}],
  bothWrote: ['unreciprocated', withFacts({ messages: mutual('2026-03') })],
  neverMutual: ['lostFromSight', {}],
  inGroups: [
    'unreciprocated',
    withFacts({
      groups: {
        shared: 1,
        best: { size: 4, ownerWrote: true, contactWrote: true, lastIn: month('2026-01') },
      },
    }),
  ],
  inGrace: [
    'unreciprocated',
    withFacts({ messages: messagesWith({ sent: 1, firstSentOn: day('2026-05-20') }) }),
  ],
  tooFewMessages: ['onlyWroteAtYou', withFacts({ messages: wroteAt(2, '2024-03-15') })],
  firstMessageLate: ['onlyWroteAtYou', withFacts({ messages: wroteAt(4, '2025-03-15') })],
  noOccasion: ['oneOccasion', {}],
  moreThanOccasion: ['oneOccasion', withFacts({ messages: mutual('2025-03') })],
  inTouch: ['lostFromSight', withFacts({ messages: mutual('2026-03') })],
  noBurst: ['burst', {}],
  burstExplained: ['burst', { others: crowd(9, { notedOn: day('2025-01-01') }) }],
  noBulk: ['bulkInvitation', {}],
  groupTooSmall: ['bulkInvitation', { memory: { invitations: [anInvitation(), ...wordless] } }],
  noColleaguesNear: ['colleagues', { memory: { jobs: [aJob()] } }],
  fileMissing: ['bulkInvitation', { imports: noMessages }],
  isContact: ['invitationPending', {}],
};
