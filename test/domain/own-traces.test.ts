import { describe, expect, it } from 'vitest';
import { assessNetwork } from '../../shared/domain/assess.ts';
import type { Contact, ContactRow, DoubtfulFact } from '../../shared/domain/contact.ts';
import { memoryHooks } from '../../shared/domain/hooks.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { emptyMemory, type RememberedOwnFact } from '../../shared/domain/memory.ts';
import { planImport } from '../../shared/domain/plan-import.ts';
import { policies } from '../../shared/domain/policy.ts';
import type { AddressBookEntry, OwnFact, Snapshot } from '../../shared/domain/snapshot.ts';
import { assessOne } from './assess-one.ts';
import {
  aContact,
  aHead,
  anImport,
  anInvitation,
  anOwner,
  aRow,
  aSnapshot,
  contactNo,
  day,
  daysAfter,
  employers,
  messagesOf,
  month,
  time,
} from './builders.ts';

const connectedOn = aRow().connectedOn;
const planned = (snapshot: Partial<Snapshot>, known: readonly Contact[] = []) =>
  planImport({
    known,
    memory: emptyMemory,
    excerptIds: new Set(),
    head: undefined,
    snapshot: aSnapshot(snapshot),
    keepExcerpts: true,
  });
const factsOf = (snapshot: Partial<Snapshot>, rows: readonly ContactRow[] = [aRow()]) =>
  planned({ contacts: rows, ...snapshot }).contacts.map(({ facts }) => facts);
const namesakes = [aRow(), aRow({ slug: 'other-anna', connectedOn: day('2024-03-12') })];

describe('an address book', () => {
  const entry = (overrides: Partial<AddressBookEntry> = {}): Partial<Snapshot> => ({
    addressBook: [{ name: 'Anna Muster', emails: [], source: 'kept', on: day('2020-01-01'), ...overrides }],
  });
  const withEmail = [aRow({ email: 'Anna@Muster.example' })];

  it('joins by e-mail, whatever the name there', () => {
    const found = factsOf(entry({ name: 'Mausi', emails: ['anna@muster.example'] }), withEmail);
    expect(found).toEqual([{ addressByEmailOn: '2020-01-01' }]);
  });

  it('joins by a name that only one contact has', () => {
    expect(factsOf(entry({ emails: ['else@muster.example'] }), withEmail)).toEqual([
      { addressByNameOn: '2020-01-01' },
    ]);
    expect(factsOf(entry({ name: 'Bert B' }))).toEqual([{}]);
  });

  it('leaves namesakes in doubt, unless an e-mail address tells them apart', () => {
    const doubtful = [{ kind: 'addressBook', namesakes: 2 }];
    expect(factsOf(entry(), namesakes)).toEqual([{ doubtful }, { doubtful }]);
    const [first, second] = namesakes;
    const rows = [{ ...(first ?? aRow()), email: 'anna@muster.example' }, second ?? aRow()];
    expect(factsOf(entry({ emails: ['anna@muster.example'] }), rows)).toContainEqual({});
  });

  it('does not tell by an address that two contacts share', () => {
    const rows = [
      aRow({ email: 'office@x.example' }),
      aRow({ slug: 'bert', firstName: 'Bert', email: 'office@x.example' }),
    ];
    expect(factsOf(entry({ name: 'Büro', emails: ['office@x.example'] }), rows)).toEqual([{}, {}]);
  });

  it('is strong by e-mail, weak by name, and weak from imported ones without any act of the owner’s', () => {
    const on = day('2020-01-01');
    const judged = (facts: Contact['facts']) => {
      const { found, status, evidence } = assessOne({ contact: aContact({ facts }) });
      return [found, status, evidence[0]?.ownAct];
    };
    expect(judged({ addressByEmailOn: on })).toEqual([['strong addressBook'], 'known', true]);
    expect(judged({ addressByNameOn: on })).toEqual([['weak addressBook'], 'unclear', true]);
    expect(judged({ addressImportedOn: on })).toEqual([['weak addressBook'], 'unclear', false]);
  });

  it('is one hint, in however many books a namesake stands', () => {
    const facts = { addressByNameOn: day('2020-01-01'), addressImportedOn: day('2020-01-01') };
    expect(assessOne({ contact: aContact({ facts }) })).toMatchObject({
      found: ['weak addressBook'],
      status: 'unclear',
    });
  });
});

describe('a search for a name', () => {
  const searched = (days: number, name = 'anna muster') => ({
    searches: [{ name, on: daysAfter(connectedOn, days) }],
  });

  it.each([[-30], [-7], [-1], [0]])('is kept %i days from the connection', (days) => {
    expect(factsOf(searched(days))).toEqual([{ searchedOn: daysAfter(connectedOn, days) }]);
  });
  it.each([[-31], [1], [300]])('is not kept %i days from the connection', (days) => {
    expect(factsOf(searched(days))).toEqual([{}]);
  });

  it('leaves only those namesakes in doubt who connected then', () => {
    const [first, second] = namesakes;
    const rows = [first ?? aRow(), { ...(second ?? aRow()), connectedOn: day('2020-01-01') }];
    expect(factsOf(searched(-1), rows)).toEqual(
      expect.arrayContaining([{}, { doubtful: [{ kind: 'search', namesakes: 2 }] }]),
    );
  });

  it('hints alone, and makes known together with an own invitation, even on a day of many', () => {
    const contact = aContact({ facts: { searchedOn: connectedOn } });
    expect(assessOne({ contact })).toMatchObject({ found: ['weak nameSearch'], status: 'unclear' });
    const others = Array.from({ length: 12 }, (_, no) => contactNo(no));
    const invitations = [
      anInvitation(),
      ...others.map((other) => anInvitation({ personId: other.contactId, foldedName: '' })),
    ];
    expect(assessOne({ contact, others, memory: { invitations } }).status).toBe('known');
    expect(assessOne({ contact: aContact(), others, memory: { invitations } }).status).toBe('unknown');
  });
});

describe('an own event', () => {
  const event = (from: string, until?: string): RememberedOwnFact => ({
    kind: 'event',
    name: 'Messe Köln',
    title: '',
    from: day(from),
    ...(until === undefined ? {} : { until: day(until) }),
    seenAt: time('2026-06-01'),
  });
  const found = (fact: RememberedOwnFact) => assessOne({ memory: { ownFacts: [fact] } }).found;

  it.each(['2024-03-07', '2024-03-10', '2024-03-13'])('of %s hints at a connection of 10 March', (from) => {
    expect(found(event(from))).toEqual(['weak ownEvent']);
  });
  it.each(['2024-03-06', '2024-03-14'])('of %s does not', (from) => expect(found(event(from))).toEqual([]));

  it('counts all its days, and no month', () => {
    expect(found(event('2024-03-01', '2024-03-08'))).toEqual(['weak ownEvent']);
    expect(found({ ...event('2024-03-01'), from: month('2024-03') })).toEqual([]);
  });

  it('is named, the nearest of several', () => {
    const ownFacts = [
      event('2024-03-08'),
      { ...event('2024-03-10'), name: 'Stammtisch' },
      event('2024-03-12'),
    ];
    expect(assessOne({ memory: { ownFacts } }).evidence).toMatchObject([
      { detail: 'Stammtisch', at: '2024-03-10' },
    ]);
  });
});

describe('what an import remembers of the owner’s own life', () => {
  const post = (from: string): OwnFact => ({ kind: 'post', name: '', title: '', from: day(from) });
  const follow = (name: string): OwnFact => ({
    kind: 'companyFollow',
    name,
    title: '',
    from: day('2020-01-01'),
  });

  it('is every school and event, and of posts and companies those that a contact can be about', () => {
    const ownFacts = [
      post('2024-03-08'),
      post('2024-03-05'),
      post('2024-03-11'),
      follow('NORDWERK'),
      follow('Südwerk'),
    ];
    const kept = planned({ contacts: [aRow({ company: 'Nordwerk GmbH' })], ownFacts }).ownFacts;
    expect(kept.map(({ name, from }) => [name, from])).toEqual([
      ['NORDWERK', '2020-01-01'],
      ['', '2024-03-08'],
    ]);
  });

  it('is written once, and again only when a newer export says that it ended', () => {
    const school: OwnFact = { kind: 'school', name: 'Uni Köln', title: '', from: month('2020') };
    const standing = { ...school, seenAt: time('2026-05-01') };
    const again = (fact: OwnFact, seenAt = standing.seenAt) =>
      planImport({
        known: [],
        memory: { ...emptyMemory, ownFacts: [{ ...standing, seenAt }] },
        excerptIds: new Set(),
        head: undefined,
        snapshot: aSnapshot({ ownFacts: [fact] }),
        keepExcerpts: true,
      }).ownFacts;
    expect(again(school)).toEqual([]);
    expect(again({ ...school, until: month('2026') })).toHaveLength(1);
    expect(again({ ...school, until: month('2026') }, time('2026-07-01'))).toEqual([]);
  });

  it('follows a person since before the connection, or says nothing', () => {
    const follows = (on: string) => factsOf({ follows: [{ name: 'Anna Muster', on: day(on) }] });
    expect(follows('2024-01-01')).toEqual([{ followedOn: '2024-01-01' }]);
    expect(follows('2024-03-10')).toEqual([{}]);
    expect(factsOf({ follows: [{ name: 'Anna Muster', on: day('2024-01-01') }] }, namesakes)).toEqual([
      {},
      {},
    ]);
  });
});

describe('hooks of the owner’s own life', () => {
  const fact = (overrides: Partial<RememberedOwnFact>): RememberedOwnFact => ({
    kind: 'post',
    name: '',
    title: '',
    from: day('2024-03-08'),
    seenAt: time('2026-06-01'),
    ...overrides,
  });
  const hooksOf = (ownFacts: readonly RememberedOwnFact[], contact = aContact()) =>
    memoryHooks([contact], { jobs: [], ownFacts, employers, policy: policies.balanced })(contact);

  it.each([
    [
      'an event',
      fact({ kind: 'event', name: 'Messe' }),
      { kind: 'ownEvent', name: 'Messe', on: '2024-03-08' },
    ],
    [
      'an event of the days after',
      fact({ kind: 'event', name: 'Messe', from: day('2024-03-13') }),
      { kind: 'ownEvent', name: 'Messe', on: '2024-03-13' },
    ],
    ['a post', fact({}), { kind: 'ownPost', on: '2024-03-08' }],
    [
      'a school',
      fact({ kind: 'school', name: 'Uni', from: month('2020'), until: month('2024') }),
      { kind: 'ownSchool', name: 'Uni' },
    ],
    [
      'voluntary work that goes on',
      fact({ kind: 'volunteering', name: 'Wehr', title: 'Helferin', from: month('2020-05') }),
      { kind: 'ownVolunteering', name: 'Wehr', title: 'Helferin' },
    ],
  ] as const)('%s of those days', (_, one, hook) => expect(hooksOf([one])).toEqual([hook]));

  it.each([
    ['an event four days after the connection', fact({ kind: 'event', from: day('2024-03-14') })],
    ['a post of the week before', fact({ from: day('2024-03-01') })],
    ['a school that was over', fact({ kind: 'school', from: month('2001'), until: month('2005') })],
    ['a company that the contact is not at', fact({ kind: 'companyFollow', name: 'Nordwerk' })],
  ] as const)('none for %s', (_, one) => expect(hooksOf([one])).toEqual([]));

  it('names the company that the owner follows and the contact works at, and the person followed before', () => {
    const contact = aContact({ row: { company: 'Nordwerk AG' }, facts: { followedOn: day('2024-01-01') } });
    expect(
      hooksOf([fact({ kind: 'companyFollow', name: 'Nordwerk', from: day('2019-01-01') })], contact),
    ).toEqual([
      { kind: 'followedPerson', on: '2024-01-01' },
      { kind: 'followedCompany', company: 'Nordwerk', on: '2019-01-01' },
    ]);
  });

  it('are two at most', () => {
    const all = [
      fact({}),
      fact({ kind: 'event', name: 'Messe' }),
      fact({ kind: 'school', name: 'Uni', from: month('2020') }),
    ];
    expect(hooksOf(all).map(({ kind }) => kind)).toEqual(['ownEvent', 'ownSchool']);
  });
});

describe('a doubt between namesakes', () => {
  const [annaRow = aRow(), otherRow = aRow()] = namesakes;
  const doubt = (more: Partial<DoubtfulFact> = {}): Contact[] =>
    [annaRow, otherRow].map((row) =>
      aContact({ row, facts: { doubtful: [{ kind: 'messages', namesakes: 2, ...more }] } }),
    );
  const statuses = (
    contacts: readonly Contact[],
    imports: readonly ImportRecord[],
    memory: Parameters<typeof assessNetwork>[0]['memory'] = emptyMemory,
  ) =>
    [
      ...assessNetwork(
        { owner: anOwner(), contacts, memory, imports, decisions: [], head: aHead() },
        time('2026-06-02'),
      ).assessments.values(),
    ].map(({ originStatus }) => originStatus);
  const byName = anImport(['messages'], { messagesJoin: 'name' });
  const byUrl = anImport(['messages']);

  it('from messages by name alone stands until an upload has them by profile, in either order', () => {
    const contacts = doubt({ byNameOnly: true });
    expect(statuses(contacts, [byName])).toEqual(['unclear', 'unclear']);
    expect(statuses(contacts, [byName, byUrl])).toEqual(['unknown', 'unknown']);
    expect(statuses(contacts, [byUrl, byName])).toEqual(['unknown', 'unknown']);
  });

  it('stands where even the profiles left it open, and for whoever has no profile', () => {
    expect(statuses(doubt(), [byName, byUrl])).toEqual(['unclear', 'unclear']);
    const bare = doubt({ byNameOnly: true }).map(({ row: { slug: _, ...row }, ...contact }) => ({
      ...contact,
      row,
    }));
    expect(statuses(bare, [byName, byUrl])).toEqual(['unclear', 'unclear']);
  });

  it('is marked by the import when the whole file has names alone', () => {
    const messages = [messagesOf(['2024-04-01'], [], { person: { name: 'Anna Muster' } })];
    const file = { name: 'messages.csv', kind: 'messages' as const, rows: 1 };
    const marks = (messagesJoin: 'name' | 'url') =>
      factsOf({ messages, files: [file], messagesJoin }, namesakes).flatMap(
        ({ doubtful }) => doubtful?.[0]?.byNameOnly,
      );
    expect(marks('name')).toEqual([true, true]);
    expect(marks('url')).toEqual([undefined, undefined]);
  });

  it('from endorsements by name stands until both files that were seen name profiles', () => {
    const contacts = doubt({ kind: 'endorsement', byNameOnly: true });
    const seen = (byProfile: boolean) =>
      anImport(['messages'], {
        files: [
          { name: 'messages.csv', kind: 'messages', rows: 1 },
          {
            name: 'Endorsement_Given_Info.csv',
            kind: 'endorsementsGiven',
            rows: 1,
            ...(byProfile ? { byProfile } : {}),
          },
        ],
      });
    expect(statuses(contacts, [seen(false)])).toEqual(['unclear', 'unclear']);
    expect(statuses(contacts, [seen(false), seen(true)])).toEqual(['unknown', 'unknown']);
  });

  describe('about an invitation by name', () => {
    const contacts = [annaRow, otherRow].map((row) => aContact({ row }));
    const by = (overrides: Parameters<typeof anInvitation>[0]) => ({
      ...emptyMemory,
      invitations: [
        anInvitation({ bySlug: false, personId: aContact({ row: { slug: 'x' } }).contactId, ...overrides }),
      ],
    });

    it('is everybody’s of that name who connected since', () => {
      expect(statuses(contacts, [byUrl], by({}))).toEqual(['unclear', 'unclear']);
      expect(statuses(contacts, [byUrl], by({ sentOn: day('2024-03-11') }))).toEqual(['unknown', 'unclear']);
    });

    it('is none for one that would be no evidence, or that another upload names by profile', () => {
      expect(statuses(contacts, [byUrl], by({ direction: 'incoming' }))).toEqual(['unknown', 'unknown']);
      const named = by({});
      const settled = {
        ...named,
        invitations: [...named.invitations, anInvitation({ personId: contacts[0]?.contactId })],
      };
      expect(statuses(contacts, [byUrl], settled)).toEqual(['unclear', 'unknown']);
    });
  });
});
