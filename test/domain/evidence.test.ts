import { describe, expect, it } from 'vitest';
import type { ContactFacts } from '../../shared/domain/contact.ts';
import { fingerprint } from '../../shared/domain/ids.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { assessOne, type Given } from './assess-one.ts';
import { aContact, aDecision, aJob, anInvitation, day, messagesWith, month, time } from './builders.ts';

const withFacts = (facts: ContactFacts): Given => ({ contact: aContact({ facts }) });
const noteOf = (by: 'owner' | 'contact', text = 'We met in Ulm') => ({
  by,
  on: day('2024-03-10'),
  text: fingerprint(text),
});
const group = (size: number, ownerWrote: boolean, contactWrote: boolean): ContactFacts => ({
  groups: { shared: 1, best: { size, ownerWrote, contactWrote, lastIn: month('2025-01') } },
});
const invitations = (...all: Parameters<typeof anInvitation>[0][]): Given => ({
  memory: { invitations: all.map((one) => anInvitation(one)) },
});
const ownDecision = (given: Parameters<typeof aDecision>[1]): Given => ({
  decision: aDecision(aContact(), given),
});
const employed = (
  company: string,
  job: Parameters<typeof aJob>[0] = {},
  owner: Partial<Owner> = {},
): Given => ({
  contact: aContact({ row: { company } }),
  memory: { jobs: [aJob(job)] },
  owner,
});
const formerly = (company: string): Given => ({
  memory: {
    jobs: [aJob()],
    formerEmployers: [{ contactId: aContact().contactId, company, seenAt: time('2025-01-01') }],
  },
});
const once = messagesWith({
  sent: 1,
  received: 1,
  firstSentOn: day('2024-04-01'),
  firstReceivedOn: day('2024-04-02'),
});

describe('each row of the table of evidence', () => {
  const rows: [string, Given, string[], string][] = [
    ['nothing at all', {}, [], 'unknown'],
    [
      'the owner’s answer is final',
      ownDecision({ answer: 'keep', origin: 'colleague' }),
      ['final answer'],
      'known',
    ],
    ['a keep without an origin is none', ownDecision('keep'), [], 'unknown'],
    ['a later with an origin is none', ownDecision({ answer: 'later', origin: 'event' }), [], 'unknown'],
    ['a LinkedIn note', withFacts({ notedOn: day('2024-05-01') }), ['strong linkedInNote'], 'known'],
    [
      'a LinkedIn note without a date',
      withFacts({ notedOn: day('2024-05-01'), bySeen: ['notedOn'] }),
      ['strong linkedInNote'],
      'known',
    ],
    [
      'a turn back',
      withFacts({ messages: messagesWith({ ...once, turnBack: true }) }),
      ['strong conversation'],
      'known',
    ],
    ['one message and one answer', withFacts({ messages: once }), ['weak answeredOnce'], 'unclear'],
    [
      'own messages without an answer',
      withFacts({ messages: messagesWith({ sent: 3, firstSentOn: day('2024-04-01') }) }),
      [],
      'unknown',
    ],
    [
      'their messages without an answer',
      withFacts({ messages: messagesWith({ received: 3, firstReceivedOn: day('2024-04-01') }) }),
      [],
      'unknown',
    ],
    [
      'a first message of the owner is their note',
      withFacts({ messages: messagesWith({ note: noteOf('owner') }) }),
      ['strong invitationSentWithNote'],
      'known',
    ],
    [
      'a first message of the contact is theirs',
      withFacts({ messages: messagesWith({ note: noteOf('contact') }) }),
      ['weak invitationReceivedWithNote'],
      'unclear',
    ],
    [
      'a recruiter’s note, answered once',
      withFacts({
        messages: messagesWith({ note: noteOf('contact'), sent: 1, firstSentOn: day('2024-03-11') }),
      }),
      ['weak invitationReceivedWithNote'],
      'unclear',
    ],
    ['a group chat of 8 in which both wrote', withFacts(group(8, true, true)), ['strong groupChat'], 'known'],
    ['one of 9', withFacts(group(9, true, true)), ['weak silentGroupChat'], 'unclear'],
    [
      'one in which the contact was silent',
      withFacts(group(3, true, false)),
      ['weak silentGroupChat'],
      'unclear',
    ],
    [
      'one in which the owner was silent',
      withFacts(group(3, false, true)),
      ['weak silentGroupChat'],
      'unclear',
    ],
    [
      'a recommendation given',
      withFacts({ recommendationGivenOn: day('2024-05-01') }),
      ['strong recommendationGiven'],
      'known',
    ],
    [
      'a recommendation received',
      withFacts({ recommendationReceivedOn: day('2024-05-01') }),
      ['strong recommendationReceived'],
      'known',
    ],
    [
      'an own invitation with a note',
      invitations({ note: 'We met in Ulm' }),
      ['strong invitationSentWithNote'],
      'known',
    ],
    ['an own invitation without one', invitations({}), ['weak invitationSent'], 'unclear'],
    [
      'an own invitation on the day of the connection',
      invitations({ sentOn: day('2024-03-10') }),
      ['weak invitationSent'],
      'unclear',
    ],
    [
      'an invitation after the connection explains nothing',
      invitations({ sentOn: day('2024-03-11') }),
      [],
      'unknown',
    ],
    [
      'an incoming invitation with a note',
      invitations({ direction: 'incoming', note: 'Hello' }),
      ['weak invitationReceivedWithNote'],
      'unclear',
    ],
    ['an incoming invitation without one', invitations({ direction: 'incoming' }), [], 'unknown'],
    ['one employer in the time of the job', employed('Nordwerk'), ['strong sharedEmployer'], 'known'],
    [
      'one employer, two years after',
      employed('Nordwerk', { finishedIn: month('2022-03'), startedIn: month('2020-01') }),
      ['strong sharedEmployer'],
      'known',
    ],
    [
      'one employer, more than two years after',
      employed('Nordwerk', { finishedIn: month('2022-02'), startedIn: month('2020-01') }),
      ['weak sharedEmployer'],
      'unclear',
    ],
    [
      'one employer, before the job',
      employed('Nordwerk', { startedIn: month('2024-04') }),
      ['weak sharedEmployer'],
      'unclear',
    ],
    [
      'one large employer',
      employed('Nordwerk', {}, { largeEmployers: ['NORDWERK AG'] }),
      ['weak sharedEmployer'],
      'unclear',
    ],
    [
      'one employer under two names',
      employed('Altwerk', {}, { employerAliases: [['Altwerk', 'Nordwerk']] }),
      ['strong sharedEmployer'],
      'known',
    ],
    ['a generic one', employed('Selbstständig', { company: 'Selbständig' }), [], 'unknown'],
    ['another employer', employed('Südwerk'), [], 'unknown'],
    ['an employer of an earlier upload', formerly('Nordwerk AG'), ['strong sharedEmployer'], 'known'],
    [
      'an endorsement given',
      withFacts({ endorsementGivenOn: day('2024-05-01') }),
      ['weak endorsementGiven'],
      'unclear',
    ],
    [
      'an endorsement received',
      withFacts({ endorsementReceivedOn: day('2024-05-01') }),
      ['weak endorsementReceived'],
      'unclear',
    ],
  ];
  it.each(rows)('%s', (_, given, found, status) => {
    expect(assessOne(given)).toMatchObject({ found, status });
  });
});

describe('weak facts together', () => {
  const own = { endorsementGivenOn: day('2024-05-01') };
  const theirs = { endorsementReceivedOn: day('2024-05-01') };
  const theirNote = messagesWith({ note: noteOf('contact') });
  it.each<[string, Given, string]>([
    ['two kinds of which one is the owner’s act are known', withFacts({ ...own, ...theirs }), 'known'],
    [
      'an own invitation and their endorsement are known',
      { ...invitations({}), ...withFacts(theirs) },
      'known',
    ],
    ['two of the other side are unclear', withFacts({ ...theirs, messages: theirNote }), 'unclear'],
    [
      'three of the other side are unclear',
      withFacts({ ...theirs, messages: theirNote, ...group(3, false, true) }),
      'unclear',
    ],
    ['two of one kind are one', invitations({}, { sentOn: day('2024-03-01') }), 'unclear'],
    [
      'a doubtful name alone is unclear',
      withFacts({ doubtful: [{ kind: 'recommendation', namesakes: 3 }] }),
      'unclear',
    ],
    [
      'a doubtful name beside proof is known',
      withFacts({ notedOn: day('2024-05-01'), doubtful: [{ kind: 'messages', namesakes: 2 }] }),
      'known',
    ],
    [
      'a former large employer and an own invitation are known',
      {
        ...employed('Nordwerk', {}, { largeEmployers: ['Nordwerk'] }),
        memory: { jobs: [aJob()], invitations: [anInvitation()] },
      },
      'known',
    ],
  ])('%s', (_, given, status) => {
    expect(assessOne(given).status).toBe(status);
  });

  it('come after the strong ones', () => {
    expect(assessOne(withFacts({ ...own, ...theirs, notedOn: day('2024-05-01') })).found).toEqual([
      'strong linkedInNote',
      'weak endorsementGiven',
      'weak endorsementReceived',
    ]);
  });

  it('carry their date and their file', () => {
    expect(assessOne(withFacts(own)).evidence).toEqual([
      {
        kind: 'endorsementGiven',
        strength: 'weak',
        ownAct: true,
        at: '2024-05-01',
        file: 'endorsementsGiven',
      },
    ]);
  });
});

it('shows no date for what names none: that of the export is not its own', () => {
  const dated = {
    notedOn: day('2026-06-01'),
    recommendationGivenOn: day('2026-06-01'),
    recommendationReceivedOn: day('2026-06-01'),
    endorsementGivenOn: day('2026-06-01'),
    endorsementReceivedOn: day('2026-06-01'),
    addressByEmailOn: day('2026-06-01'),
  };
  const facts = Object.keys(dated) as (keyof typeof dated)[];
  const daysOf = (bySeen: typeof facts) =>
    assessOne(withFacts({ ...dated, bySeen })).evidence.map(({ at }) => at);
  expect(daysOf([])).toEqual(facts.map(() => '2026-06-01'));
  expect(daysOf(facts)).toEqual(facts.map(() => undefined));
});
