import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessNetwork, type Network } from '../../shared/domain/assess.ts';
import type { Contact, ContactFacts } from '../../shared/domain/contact.ts';
import { type EvidenceKind, evidenceKinds } from '../../shared/domain/evidence-kinds.ts';
import { explainContact } from '../../shared/domain/explain.ts';
import { type Rest, type RuleId, restKinds, ruleIds } from '../../shared/domain/finding.ts';
import { emptyKinds } from '../../shared/domain/import.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { policyIds } from '../../shared/domain/policy.ts';
import type { FileKind } from '../../shared/domain/snapshot.ts';
import { emptyState, importOn, someSnapshot } from './arbitraries.ts';
import {
  aContact,
  aDecision,
  aJob,
  anImport,
  anInvitation,
  anOwner,
  contactNo,
  day,
  messagesWith,
  month,
  time,
} from './builders.ts';
import { allFiles, type Explained, explainedNetwork, explainOne, restOf } from './explain-one.ts';
import { resting } from './rests.ts';

const day1 = day('2025-01-01');
const facts = (given: ContactFacts): Explained => ({ contact: aContact({ facts: given }) });
const group = (size: number) => ({
  groups: { shared: 1, best: { size, ownerWrote: true, contactWrote: true, lastIn: month('2026-01') } },
});
const colleague = { company: 'Nordwerk GmbH', connectedOn: day('2024-03-12') };
const wrote = messagesWith({ sent: 1, received: 1, firstSentOn: day1, firstReceivedOn: day1 });

/** A network in which the kind is found, and the file that says so. */
const finding: Readonly<Record<EvidenceKind, readonly [FileKind | 'review', Explained]>> = {
  answer: ['review', { decisions: [aDecision(aContact(), { answer: 'keep', origin: 'event' })] }],
  linkedInNote: ['notes', facts({ notedOn: day1 })],
  conversation: ['messages', facts({ messages: { ...wrote, turnBack: true } })],
  answeredOnce: ['messages', facts({ messages: wrote })],
  groupChat: ['messages', facts(group(4))],
  silentGroupChat: ['messages', facts(group(40))],
  recommendationGiven: ['recommendationsGiven', facts({ recommendationGivenOn: day1 })],
  recommendationReceived: ['recommendationsReceived', facts({ recommendationReceivedOn: day1 })],
  invitationSentWithNote: ['invitations', { memory: { invitations: [anInvitation({ note: 'Ulm!' })] } }],
  invitationSent: ['invitations', { memory: { invitations: [anInvitation()] } }],
  invitationReceivedWithNote: [
    'invitations',
    { memory: { invitations: [anInvitation({ direction: 'incoming', note: 'Ulm!' })] } },
  ],
  sharedEmployer: [
    'positions',
    { contact: aContact({ row: { company: 'Nordwerk' } }), memory: { jobs: [aJob()] } },
  ],
  nearColleagues: [
    'positions',
    { others: [1, 2, 3].map((no) => contactNo(no, colleague)), memory: { jobs: [aJob()] } },
  ],
  endorsementGiven: ['endorsementsGiven', facts({ endorsementGivenOn: day1 })],
  endorsementReceived: ['endorsementsReceived', facts({ endorsementReceivedOn: day1 })],
  addressBook: ['importedContacts', facts({ addressImportedOn: day1 })],
  nameSearch: ['searchQueries', facts({ searchedOn: day('2024-03-08') })],
  ownEvent: [
    'events',
    {
      memory: {
        ownFacts: [
          { kind: 'event', name: 'Messe', title: '', from: day('2024-03-09'), seenAt: time('2026-06-01') },
        ],
      },
    },
  ] as never,
};

const lookOf = (given: Explained, kind: EvidenceKind, place: FileKind | 'review') =>
  explainOne(given).lookedFor.find((look) => look.kind === kind && look.place === place);

describe('what was looked for', () => {
  it.each(evidenceKinds)('%s is found, not found, empty, or not there to look at', (kind) => {
    const [place, given] = finding[kind];
    const found = lookOf(given, kind, place);
    expect(found).toMatchObject({ state: 'found', found: [{ kind, file: place }] });
    expect(lookOf({}, kind, place)).toMatchObject({ state: 'notFound', found: [] });
    if (place === 'review') return;
    expect(found?.file).toEqual({ name: `${place}.csv`, exportedAt: time('2026-06-01') });
    const empty = anImport([], { files: [{ name: 'x.csv', kind: place, rows: 0 }] });
    expect(lookOf({ imports: [empty] }, kind, place)?.state).toBe('empty');
    // The import says the same of a file none of whose rows could be read.
    const unread = anImport([], { files: [{ name: 'x.csv', kind: place, rows: 2, unreadable: [2, 3] }] });
    expect(emptyKinds(unread.files)).toEqual([place]);
    expect(lookOf({ imports: [unread] }, kind, place)?.state).toBe('empty');
    const missing = lookOf({ imports: [anImport(['connections'])] }, kind, place);
    expect(missing?.state).toBe('notThere');
    expect(missing?.file).toBeUndefined();
    const held = anImport([place], { status: 'held' });
    expect(lookOf({ imports: [held] }, kind, place)?.state).toBe('notThere');
  });

  it.each([
    ['conversation', 'answeredOnce', 'messages'],
    ['groupChat', 'silentGroupChat', 'messages'],
    ['invitationSentWithNote', 'invitationSent', 'invitations'],
    ['invitationSentWithNote', 'invitationSentWithNote', 'messages'],
  ] as const)('%s covers %s in %s', (stronger, weaker, place) => {
    expect(lookOf(finding[stronger][1], weaker, place)?.state).toBe('covered');
  });

  it.each([
    ['messages', 'messages', 'conversation'],
    ['recommendation', 'recommendationsGiven', 'recommendationGiven'],
    ['endorsement', 'endorsementsReceived', 'endorsementReceived'],
    ['note', 'notes', 'linkedInNote'],
    ['addressBook', 'addressBook', 'addressBook'],
    ['search', 'searchQueries', 'nameSearch'],
  ] as const)('a %s of namesakes is perhaps one of this contact', (doubt, place, kind) => {
    const given = facts({ doubtful: [{ kind: doubt, namesakes: 3 }] });
    expect(lookOf(given, kind, place)).toMatchObject({ state: 'maybe', namesakes: 3 });
  });

  it('a file of the connection’s own day is too old, but not where names or employers do not age', () => {
    const imports = [{ ...allFiles, exportedAt: time('2024-03-10') }];
    for (const { place, state } of explainOne({ imports }).lookedFor)
      expect([place, state]).toEqual([
        place,
        ['review', 'positions', 'addressBook', 'importedContacts'].includes(place) ? 'notFound' : 'tooOld',
      ]);
  });

  it('messages by names alone cannot be joined to one of several of that name', () => {
    const byName = anImport(['connections', 'messages'], { messagesJoin: 'name' });
    const namesake = aContact({ contactId: 'namesake' as never, keys: ['in/x'], row: { slug: 'x' } });
    expect(lookOf({ imports: [byName], others: [namesake] }, 'conversation', 'messages')?.state).toBe(
      'cannotJoin',
    );
  });

  it('names the messages that could be searched, not newer ones that could not', () => {
    const { messagesJoin: _, ...unread } = anImport(['messages'], {
      exportedAt: time('2026-06-01'),
      files: [{ name: 'unread.csv', kind: 'messages', rows: 4 }],
    });
    const older = anImport(['messages'], { exportedAt: time('2026-01-01') });
    expect(lookOf({ imports: [unread, older] }, 'conversation', 'messages')).toMatchObject({
      state: 'notFound',
      file: { name: 'messages.csv', exportedAt: time('2026-01-01') },
    });
  });
});

describe('why the origin status is what it is', () => {
  it.each<[string, Explained]>([
    ['answered', finding.answer[1]],
    ['strong', finding.linkedInNote[1]],
    ['oneHint', finding.endorsementGiven[1]],
    ['twoWeak', facts({ endorsementGivenOn: day1, endorsementReceivedOn: day1 })],
    ['othersOnly', facts({ endorsementReceivedOn: day1, addressImportedOn: day1 })],
    ['namesakes', facts({ doubtful: [{ kind: 'note', namesakes: 2 }] })],
    ['nothing', {}],
    ['cannotKnow', { imports: [anImport(['connections'])] }],
  ])('%s', (kind, given) => {
    expect(explainOne(given).originWhy.kind).toBe(kind);
  });

  it.each([
    ['notThere', anImport(['connections'])],
    ['empty', anImport([], { files: [{ name: 'messages.csv', kind: 'messages', rows: 0 }] })],
    ['tooOld', anImport(['messages'], { exportedAt: time('2024-01-01') })],
  ] as const)('nobody can know while messages are %s, and no rule says otherwise', (because, record) => {
    const explanation = explainOne({ imports: [record] });
    expect(explanation.originWhy).toEqual({ kind: 'cannotKnow', because });
    for (const ruleId of [
      'onlyWroteAtYou',
      'unreciprocated',
      'unknownOrigin',
      'oneOccasion',
      'lostFromSight',
    ] as const)
      expect(restOf(explanation, ruleId)).toEqual({ kind: 'cannotKnow', because });
  });
});

describe('why a rule does not ask', () => {
  it.each(restKinds)('%s is reached by a network', (kind) => {
    const [ruleId, given] = resting[kind];
    expect(restOf(explainOne(given), ruleId)?.kind).toBe(kind);
  });

  it('has data for every kind, and no other', () => {
    expect(Object.keys(resting).sort()).toEqual([...restKinds].sort());
  });

  it('dates what ends by itself', () => {
    const dated = (kind: Rest['kind']) => restOf(explainOne(resting[kind][1]), resting[kind][0]);
    expect(dated('newContact')).toEqual({ kind: 'newContact', until: '2026-06-19' });
    expect(dated('inGrace')).toEqual({ kind: 'inGrace', until: '2026-08-18' });
    expect(dated('settled')).toMatchObject({ answer: 'later', until: '2026-06-15' });
    expect(dated('notConnected')).toEqual({ kind: 'notConnected', since: '2026-05-01' });
    expect(dated('askedElsewhere')).toEqual({ kind: 'askedElsewhere', ruleId: 'burst' });
  });

  it('says of nobody that they have left before two exports have shown it, nor while they may be there under another name', () => {
    const says = (given: Explained) => {
      const { rules, absence } = explainOne(given);
      expect(rules.every(({ verdict }) => 'asks' in verdict || verdict.rests === absence)).toBe(true);
      return absence;
    };
    const since = (on: string) => ({ contact: aContact({ missingSince: time(on) }) });
    expect(says(since('2026-05-25'))).toEqual({ kind: 'notConnected', since: '2026-05-25' });
    expect(says(since('2026-05-26'))).toEqual({ kind: 'missing', since: '2026-05-26' });
    const asOf = aDecision(aContact(), 'remove', '2026-05-20');
    expect(says({ ...since('2026-05-26'), decisions: [asOf] })).toMatchObject({ kind: 'notConnected' });
    const married = aContact({ row: { slug: 'anna-neu' }, firstSeenAt: time('2026-05-01') });
    expect(says({ ...since('2026-05-01'), others: [married] })).toEqual({
      kind: 'missing',
      since: '2026-05-01',
      inPair: true,
    });
    expect(explainOne({}).absence).toBeUndefined();
  });

  it('what is settled still asks, with the answer beside it', () => {
    const keep = explainOne({ decisions: [aDecision(aContact(), 'keep', '2026-06-01')] });
    const origin = keep.rules.find(({ ruleId }) => ruleId === 'unknownOrigin');
    expect(origin).toMatchObject({ verdict: { asks: { kind: 'noTrace' } }, answered: 'settled' });
  });
});

describe('what the owner switched off', () => {
  const says = (owner: Partial<Owner>, ruleId: RuleId, given = {}) =>
    restOf(explainOne({ ...given, owner }), ruleId);
  const off = { switched: { unknownOrigin: false, burst: false } } as const;

  it('is told as the owner’s own choice under every policy, for contacts and for groups', () => {
    for (const policy of policyIds)
      for (const ruleId of ['unknownOrigin', 'burst'] as const)
        expect(says({ policy, policyChanges: off }, ruleId)).toEqual({ kind: 'switchedOff' });
    expect(says({ policy: 'open', policyChanges: off }, 'unreciprocated')?.kind).toBe('notAskedByPolicy');
  });

  it('of what nobody can switch off, is the policy’s', () => {
    const policyChanges = { switched: { removals: false } };
    expect(says({ policyChanges }, 'removals')).toEqual({ kind: 'notPromised' });
    expect(says({ policy: 'jobSearch', policyChanges }, 'removals')?.kind).toBe('notAskedByPolicy');
  });

  it('of unclear origins, is told beside the hint', () => {
    const [ruleId, given] = resting.originUnclear;
    const policyChanges = { switched: { unclearOrigin: false } };
    for (const policy of ['balanced', 'strict'] as const)
      expect(says({ policy, policyChanges }, ruleId, given)).toMatchObject({
        kind: 'originUnclear',
        switchedOff: true,
      });
    expect(says({ policy: 'balanced' }, ruleId, given)).not.toHaveProperty('switchedOff');
    const asked = explainOne({
      ...given,
      owner: { policyChanges: { switched: { unclearOrigin: true } } },
    });
    expect(restOf(asked, ruleId)).toBeUndefined();
  });
});

describe('what would change it', () => {
  it('names files that were never there, and a newer export where messages are too old', () => {
    const old = anImport(['connections', 'messages'], { exportedAt: time('2024-01-01') });
    const { ways } = explainOne({ imports: [old] });
    expect(ways).toContainEqual({ kind: 'newerExport', than: '2024-03-10' });
    const upload = ways.find(({ kind }) => kind === 'upload');
    expect(upload).toMatchObject({ files: expect.arrayContaining(['notes', 'positions']) });
    expect(upload).not.toMatchObject({ files: expect.arrayContaining(['messages']) });
    expect(explainOne({}).ways.map(({ kind }) => kind)).not.toContain('upload');
  });

  it.each(policyIds)('the policies, from %s: exactly what each would ask otherwise', (policy) => {
    for (const [, given] of Object.values(resting)) {
      const at = { ...given, owner: { policy } };
      const asksUnder = (id: (typeof policyIds)[number]) =>
        explainOne({ ...at, owner: { policy: id } }).rules.flatMap(({ ruleId, verdict, answered }) =>
          'asks' in verdict && answered !== 'settled' ? [ruleId] : [],
        );
      const now = asksUnder(policy);
      const ways = explainOne(at).ways.filter((way) => way.kind === 'policy');
      if (explainOne(at).state !== 'connected') continue;
      for (const id of policyIds.filter((one) => one !== policy)) {
        const then = asksUnder(id);
        const way = ways.find((one) => one.policy === id);
        expect(way?.asks ?? []).toEqual(then.filter((ruleId) => !now.includes(ruleId)));
        expect(way?.rests ?? []).toEqual(now.filter((ruleId) => !then.includes(ruleId)));
      }
    }
  });
});

describe('any network', () => {
  const network = fc
    .record({
      snapshots: fc.array(someSnapshot, { minLength: 1, maxLength: 3 }),
      policy: fc.constantFrom(...policyIds),
      answers: fc.array(fc.constantFrom('keep', 'remove', 'later', 'ask', 'mute', undefined), {
        maxLength: 6,
      }),
    })
    .map(({ snapshots, policy, answers }): Network => {
      const { contacts, memory, head } = snapshots.reduce(importOn, emptyState);
      const decisions = contacts.flatMap((contact: Contact, index) => {
        const answer = answers[index];
        return answer === undefined ? [] : [aDecision(contact, answer, '2026-06-20')];
      });
      const imports = snapshots.map(({ exportedAt, files }) =>
        anImport([], { exportedAt, files: [...files] }),
      );
      return { owner: anOwner({ policy }), contacts, memory, imports, decisions, ...(head ? { head } : {}) };
    });

  it('asks by the explanation exactly what the audit found, and holds exactly its evidence', () => {
    fc.assert(
      fc.property(network, fc.constantFrom('2026-06-30', '2026-12-01', '2028-01-01'), (given, at) => {
        const evaluated = { ...given, ...assessNetwork(given, time(at)) };
        for (const { contactId } of given.contacts) {
          const explanation = explainContact(evaluated, contactId, []);
          const asking = explanation?.rules.filter(({ verdict }) => 'asks' in verdict);
          const about = evaluated.findings.filter(
            (one) => one.contactId === contactId || one.members?.includes(contactId),
          );
          expect(asking?.map(({ ruleId }) => ruleId)).toEqual(
            ruleIds.filter((ruleId) => about.some((one) => one.ruleId === ruleId)),
          );
          expect(explanation?.rules.map(({ ruleId }) => ruleId)).toEqual(ruleIds);
          const found = explanation?.lookedFor.flatMap((look) => look.found) ?? [];
          const known = evaluated.assessments.get(contactId)?.evidence ?? [];
          expect(found).toHaveLength(known.length);
          expect(found).toEqual(expect.arrayContaining([...known]));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has nobody to explain by an id that it does not hold', () => {
    expect(explainContact(explainedNetwork({}), 'nobody' as never)).toBeUndefined();
  });
});

describe('given and received', () => {
  const balanceOf = (given: Explained) =>
    Object.fromEntries(
      explainOne(given).balance.map(({ kind, given: g, received }) => [kind, [g, received]]),
    );

  it('stands side by side', () => {
    const given = {
      contact: aContact({
        facts: {
          messages: messagesWith({ sent: 3, received: 1, firstSentOn: day1 }),
          recommendationGivenOn: day1,
          endorsementReceivedOn: day1,
        },
      }),
      memory: {
        invitations: [anInvitation(), anInvitation({ direction: 'incoming', sentOn: day('2026-01-01') })],
      },
    };
    expect(balanceOf(given)).toEqual({
      messages: [3, 1],
      invitations: [1, 0],
      recommendations: [1, 0],
      endorsements: [0, 1],
    });
  });

  it('counts the note of an invitation as the invitation, once', () => {
    const note = { by: 'contact' as const, on: day('2024-03-09'), text: 'x' };
    expect(balanceOf(facts({ messages: messagesWith({ note }) }))).toMatchObject({
      messages: [0, 0],
      invitations: [0, 1],
    });
  });

  it('is no 0 where nobody could look, or a namesake may be meant', () => {
    expect(balanceOf({ imports: [anImport(['connections'])] })).toEqual({
      messages: [undefined, undefined],
      invitations: [undefined, undefined],
      recommendations: [undefined, undefined],
      endorsements: [undefined, undefined],
    });
    const doubtful = [{ kind: 'messages' as const, namesakes: 2 }];
    expect(balanceOf(facts({ doubtful }))).toMatchObject({ messages: [undefined, undefined] });
  });
});
