import { describe, expect, test } from 'vitest';
import type { Contact, ContactRow } from '../../shared/domain/contact.ts';
import { slugKey } from '../../shared/domain/contact.ts';
import { personId } from '../../shared/domain/ids.ts';
import { invitationContext } from '../../shared/domain/invitation-evidence.ts';
import { peopleOf } from '../../shared/domain/people.ts';
import type { PersonRef, Snapshot } from '../../shared/domain/snapshot.ts';
import { emptyState, importOn, planOn, type State } from './arbitraries.ts';
import { anInvitation, aRow, aSnapshot, day, messagesOf, time } from './builders.ts';

const exportOf = (on: string, contacts: readonly ContactRow[], more: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({ exportedAt: time(on), contacts, ...more });
const stateOf = (...exports: readonly Snapshot[]): State => exports.reduce(importOn, emptyState);
const named = ({ contacts }: State, firstName: string): Contact[] =>
  contacts.filter(({ row }) => row.firstName === firstName);
const { slug: _, ...anna } = aRow({ connectedOn: day('2025-02-08') });
const talk = (person: PersonRef) => messagesOf(['2025-03-01', '2025-03-03'], ['2025-03-02'], { person });

describe('an older export under a former slug', () => {
  const older = exportOf('2025-06-01', [{ ...anna, slug: 'anna-old', company: 'Altfirma' }], {
    messages: [talk({ slug: 'anna-old', name: 'Anna Muster' })],
  });
  const newer = exportOf('2026-10-02', [{ ...anna, slug: 'anna', company: 'Neufirma' }]);

  test('tells of the same person as in the order of its date', () => {
    const [inOrder, late] = [stateOf(older, newer), stateOf(newer, older)];
    const [first] = named(inOrder, 'Anna');
    const [second] = named(late, 'Anna');
    expect(second?.facts).toEqual(first?.facts);
    expect(second?.facts.messages).toMatchObject({ turnBack: true });
    expect([...(second?.keys ?? [])].sort()).toEqual(['in/anna', 'in/anna-old']);
    expect(second?.firstSeenAt).toBe(time('2025-06-01'));
    expect(late.memory.formerEmployers.map(({ company }) => company)).toEqual(['Altfirma']);
  });

  test('changes nothing current, and nothing at all when it comes again', () => {
    const late = stateOf(newer, older);
    expect(named(late, 'Anna')[0]?.row).toEqual(newer.contacts?.[0]);
    expect(late.head).toEqual(stateOf(newer).head);
    expect(planOn(late, older)).toMatchObject({ changes: [], contacts: [], formerEmployers: [] });
  });

  test.each<[string, ContactRow[], ContactRow[]]>([
    ['of another day', [{ ...anna, slug: 'a', connectedOn: day('2012-01-01') }], [{ ...anna, slug: 'anna' }]],
    [
      'of two of one name and day',
      [
        { ...anna, slug: 'a' },
        { ...anna, slug: 'b' },
      ],
      [{ ...anna, slug: 'anna' }],
    ],
    [
      'of one of two contacts of that name and day',
      [{ ...anna, slug: 'a' }],
      [
        { ...anna, slug: 'anna' },
        { ...anna, slug: 'anna-2' },
      ],
    ],
  ])('is nobody we know where it tells %s', (_what, then, now) => {
    const before = stateOf(exportOf('2026-10-02', now));
    const late = importOn(before, exportOf('2025-06-01', then, { messages: [talk({ slug: 'a' })] }));
    expect(late.contacts).toEqual(before.contacts);
  });

  test('knows whose the slug was then, when somebody else has it now', () => {
    const zeno = aRow({ firstName: 'Zeno', lastName: 'Fremd', slug: 'bert', connectedOn: day('2026-08-01') });
    const bert = aRow({ firstName: 'Bert', lastName: 'Blau', slug: 'bert', connectedOn: day('2015-01-07') });
    const messages = [talk({ slug: 'bert', name: 'Bert Blau' })];
    const late = stateOf(exportOf('2026-10-02', [zeno]), exportOf('2025-06-01', [bert], { messages }));
    expect(late.contacts.map(({ row, facts }) => [row, facts])).toEqual([[zeno, {}]]);
    const moved = exportOf('2026-08-20', [{ ...bert, slug: 'bert2' }, zeno]);
    const both = stateOf(moved, exportOf('2025-06-01', [bert], { messages }));
    expect(named(both, 'Zeno')[0]?.facts).toEqual({});
    expect(named(both, 'Bert')[0]?.facts.messages).toMatchObject({ turnBack: true });
  });
});

describe('a slug that changes hands', () => {
  const bert = aRow({ firstName: 'Bert', lastName: 'Blau', slug: 'bert', connectedOn: day('2015-01-07') });
  const zeno = aRow({ firstName: 'Zeno', lastName: 'Fremd', slug: 'bert', connectedOn: day('2026-08-01') });
  const known = stateOf(exportOf('2026-07-01', [bert]));
  const [was] = known.contacts;

  test('is no rename for a stranger of a later day, neither from today’s holder nor from a former one', () => {
    const moved = importOn(known, exportOf('2026-08-01', [{ ...bert, slug: 'bert2' }]));
    for (const before of [known, moved]) {
      const taken = exportOf('2026-09-01', [zeno]);
      expect(planOn(before, taken).counts).toMatchObject({ added: 1, missing: 1, renamed: 0 });
      const end = importOn(before, taken);
      expect(named(end, 'Bert')[0]).toMatchObject({
        contactId: was?.contactId,
        missingSince: time('2026-09-01'),
      });
      expect(named(end, 'Zeno')[0]?.contactId).not.toBe(was?.contactId);
      expect(planOn(end, taken)).toMatchObject({ changes: [], contacts: [] });
      const next = importOn(end, exportOf('2026-10-01', [{ ...zeno, company: 'Neu' }]));
      expect(next.contacts).toHaveLength(2);
      expect(named(next, 'Zeno')[0]?.row.company).toBe('Neu');
    }
  });

  test('belongs to whoever has it now: messages and invitations of the new one are theirs', () => {
    const messages = [messagesOf(['2026-08-02'], [], { person: { slug: 'bert', name: 'Zeno Fremd' } })];
    const { contacts } = importOn(known, exportOf('2026-09-01', [zeno], { messages }));
    const [theirs] = contacts.filter(({ row }) => row.firstName === 'Zeno');
    expect(theirs?.facts.messages).toMatchObject({ sent: 1 });
    const people = peopleOf(contacts);
    const sent = (sentOn: string) =>
      anInvitation({ personId: personId(slugKey('bert')), sentOn: day(sentOn) });
    const context = invitationContext(contacts, [sent('2015-01-05'), sent('2026-07-30')], people);
    expect(context.invitationsOf.get(was?.contactId ?? personId(''))).toEqual([sent('2015-01-05')]);
    expect(context.invitationsOf.get(theirs?.contactId ?? personId(''))).toEqual([sent('2026-07-30')]);
  });

  test.each<[string, Partial<ContactRow>, string]>([
    ['another name on the same day', { firstName: 'Berta', lastName: 'Neu' }, 'renamed'],
    ['the same name on a later day', { connectedOn: day('2026-08-01') }, 'edited'],
    ['a married name on a later day', { lastName: 'Neu', connectedOn: day('2026-08-01') }, 'renamed'],
    [
      'a name that holds nothing to compare',
      { firstName: '🚀', lastName: '', connectedOn: day('2026-08-01') },
      'renamed',
    ],
  ])('is the same person with %s', (_what, row, kind) => {
    const { changes } = planOn(known, exportOf('2026-09-01', [{ ...bert, ...row }]));
    expect(changes.map((change) => [change.kind, change.contactId])).toEqual([[kind, was?.contactId]]);
  });

  test('is a stranger also where only "van der" is common', () => {
    const vries = aRow({ firstName: 'Jan', lastName: 'van der Vries', slug: 'jan' });
    const boer = { ...vries, firstName: 'Kees', lastName: 'van der Boer', connectedOn: day('2026-08-01') };
    const before = stateOf(exportOf('2026-07-01', [vries]));
    expect(planOn(before, exportOf('2026-09-01', [boer])).counts).toMatchObject({ added: 1, missing: 1 });
  });

  test('goes back to who had it before', () => {
    const taken = importOn(known, exportOf('2026-09-01', [zeno]));
    const back = importOn(taken, exportOf('2026-10-01', [bert]));
    expect(named(back, 'Bert')[0]).toMatchObject({
      contactId: was?.contactId,
      returnedAt: time('2026-10-01'),
    });
    expect(named(back, 'Zeno')[0]?.missingSince).toBe(time('2026-10-01'));
  });
});

describe('a slug whose holder has another one now', () => {
  const old = { ...anna, slug: 'anna' };
  const moved = { ...anna, slug: 'anna-moved', company: 'Neu' };
  const known = stateOf(exportOf('2026-03-01', [old]));
  const [was] = known.contacts;
  const whose = (state: State) => new Map(state.contacts.map(({ contactId, row }) => [row.slug, contactId]));

  test.each<[string, Partial<ContactRow>]>([
    ['the same name and a later day', { connectedOn: day('2026-04-01') }],
    ['the same first name and a later day', { lastName: 'Neu', connectedOn: day('2026-04-01') }],
    ['another name and the same day', { firstName: 'Berta', lastName: 'Neu' }],
  ])('is a stranger’s, with %s', (_what, theirs) => {
    const stranger = { ...old, ...theirs };
    const taken = exportOf('2026-04-02', [stranger, moved]);
    const away = importOn(known, exportOf('2026-03-15', [aRow({ slug: 'somebody-else' })]));
    const gaveUp = importOn(known, exportOf('2026-03-15', [{ ...old, slug: 'anna-between' }]));
    for (const before of [known, away, gaveUp]) {
      const plan = planOn(before, taken);
      expect(plan.counts).toMatchObject({ added: 1 });
      const end = importOn(before, taken);
      expect(whose(end).get('anna-moved')).toBe(was?.contactId);
      expect(whose(end).get('anna')).not.toBe(was?.contactId);
      expect(planOn(end, taken)).toMatchObject({ changes: [], contacts: [] });
      for (const written of plan.contacts) {
        const rest = before.contacts.filter(({ contactId }) => contactId !== written.contactId);
        expect(whose(importOn({ ...before, contacts: [...rest, written] }, taken))).toEqual(whose(end));
      }
    }
  });

  test('leaves each of two contacts of one day, who swap theirs, their own id', () => {
    const berta = { ...old, firstName: 'Berta', lastName: 'Neu', slug: 'berta' };
    const before = stateOf(exportOf('2026-03-01', [old, berta]));
    const swap = exportOf('2026-04-01', [
      { ...old, slug: 'berta' },
      { ...berta, slug: 'anna' },
    ]);
    const [a, b] = [whose(before).get('anna'), whose(before).get('berta')];
    expect(whose(importOn(before, swap))).toEqual(
      new Map([
        ['berta', a],
        ['anna', b],
      ]),
    );
    expect(planOn(importOn(before, swap), swap)).toMatchObject({ changes: [], contacts: [] });
  });

  test('goes with another contact of that day who takes it, and not with who had it and left', () => {
    const berta = { ...old, firstName: 'Berta', lastName: 'Neu', slug: 'berta' };
    const before = stateOf(exportOf('2026-03-01', [old, berta]));
    const end = importOn(before, exportOf('2026-04-01', [{ ...berta, slug: 'anna' }]));
    expect(named(end, 'Anna')[0]).toMatchObject({
      contactId: whose(before).get('anna'),
      missingSince: time('2026-04-01'),
    });
    expect(named(end, 'Berta')[0]).toMatchObject({ contactId: whose(before).get('berta') });
  });

  test('stays with its key where two rows or two contacts have the name and the day', () => {
    const married = { ...old, lastName: 'Neu' };
    const rows = [married, moved, { ...moved, slug: 'anna-3' }];
    expect(whose(importOn(known, exportOf('2026-04-02', rows))).get('anna')).toBe(was?.contactId);
    const both = stateOf(exportOf('2026-03-01', [old, moved]));
    expect(whose(importOn(both, exportOf('2026-04-02', [married, moved])))).toEqual(whose(both));
  });
});

describe('two people of one name and day without profiles', () => {
  const tom = { ...anna, firstName: 'Tom', lastName: 'Twin', company: 'FirmaT' };
  const twin = { ...tom, company: 'FirmaU', email: 'tom@example.org' };

  test('stay two, with ids of their own, export after export', () => {
    const first = stateOf(exportOf('2026-06-01', [tom, twin]));
    expect(new Set(first.contacts.map(({ contactId }) => contactId)).size).toBe(2);
    for (const rows of [
      [tom, twin],
      [twin, tom],
    ])
      expect(planOn(first, exportOf('2026-07-01', rows))).toMatchObject({ changes: [], contacts: [] });
    const moved = planOn(first, exportOf('2026-07-01', [{ ...tom, company: 'FirmaX' }, twin]));
    expect(moved.changes.map(({ kind }) => kind)).toEqual(['edited']);
    const one = importOn(first, exportOf('2026-07-01', [twin]));
    expect(
      one.contacts.filter(({ missingSince }) => missingSince !== undefined).map(({ row }) => row),
    ).toEqual([tom]);
  });

  test('are the one who was known, and a new one', () => {
    const first = stateOf(exportOf('2026-06-01', [tom]));
    const both = importOn(first, exportOf('2026-07-01', [twin, tom]));
    expect(both.contacts).toHaveLength(2);
    expect(both.contacts).toContainEqual(first.contacts[0]);
  });

  test('are three hundred who stay the same, by e-mail address and company or by the address alone', () => {
    const rows = Array.from({ length: 300 }, (_, no) => ({
      ...tom,
      company: `Firma ${no % 7}`,
      ...(no % 3 === 0 ? {} : { email: `tom${no % 150}@mail.example` }),
    }));
    const first = stateOf(exportOf('2026-06-01', rows));
    expect(planOn(first, exportOf('2026-07-01', rows.toReversed())).changes).toEqual([]);
    const moved = rows.map((row, no) => (no % 3 === 0 ? row : { ...row, company: `Neu ${no}` }));
    const plan = planOn(first, exportOf('2026-07-01', moved));
    expect(plan.counts).toMatchObject({ added: 0, missing: 0 });
    expect(plan.changes).toHaveLength(200);
    const emailOf = new Map(first.contacts.map(({ contactId, row }) => [contactId, row.email]));
    for (const { contactId, row } of plan.contacts) expect(row.email).toBe(emailOf.get(contactId));
  });

  test('are not guessed when both changed, whatever was written before', () => {
    const first = stateOf(exportOf('2026-06-01', [tom, twin]));
    const changed = exportOf('2026-07-01', [
      { ...tom, company: 'X' },
      { ...twin, company: 'Y', email: 'y@example.org' },
    ]);
    const plan = planOn(first, changed);
    expect(plan.counts).toMatchObject({ added: 2, missing: 2 });
    for (const written of plan.contacts) {
      const half = {
        ...first,
        contacts: [...first.contacts.filter((c) => c.contactId !== written.contactId), written],
      };
      const end = importOn(half, changed).contacts.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1));
      expect(end).toEqual(importOn(first, changed).contacts);
    }
  });
});

describe('a name that only one contact has, and somebody else as well', () => {
  const contacts = [{ ...anna, slug: 'anna' }];
  const recommendations: Snapshot['recommendations'] = [
    { person: { name: 'Anna Muster' }, direction: 'received', on: day('2018-01-24') },
  ];
  const addressBook: Snapshot['addressBook'] = [
    { name: 'Anna Muster', emails: [], source: 'kept', on: day('2019-01-01') },
  ];
  const other = { slug: 'anna-the-other', name: 'Anna Muster' };
  const factsOf = (more: Partial<Snapshot>) =>
    stateOf(exportOf('2026-06-01', contacts, { recommendations, addressBook, ...more })).contacts[0]?.facts;

  test('joins nothing for sure when messages, an invitation or another file show them', () => {
    const doubtful = [
      { kind: 'addressBook', namesakes: 2 },
      { kind: 'recommendation', namesakes: 2 },
    ];
    expect(factsOf({ messages: [talk(other)] })).toEqual({ doubtful });
    const invitation = { person: other, direction: 'incoming' as const, sentOn: day('2026-05-01') };
    expect(factsOf({ invitations: [invitation] })).toEqual({ doubtful });
    expect(factsOf({ endorsements: [{ person: other, direction: 'given' }] })).toEqual({ doubtful });
  });

  test('is remembered from the invitations of another upload', () => {
    const invitation = { person: other, direction: 'incoming' as const, sentOn: day('2026-05-01') };
    const first = stateOf(exportOf('2026-06-01', contacts, { invitations: [invitation] }));
    const [contact] = importOn(first, exportOf('2026-07-01', contacts, { recommendations })).contacts;
    expect(contact?.facts).toEqual({ doubtful: [{ kind: 'recommendation', namesakes: 2 }] });
  });

  test('joins as before where the files show the contact alone, also under a former slug or without one', () => {
    const certain = { recommendationReceivedOn: '2018-01-24', addressByNameOn: '2019-01-01' };
    expect(factsOf({})).toEqual(certain);
    expect(factsOf({ messages: [talk({ slug: 'anna', name: 'Anna Muster' })] })).toMatchObject(certain);
    const withoutSlug = exportOf('2026-06-01', [anna], {
      recommendations,
      addressBook,
      messages: [talk(other)],
    });
    expect(stateOf(withoutSlug).contacts[0]?.facts).toMatchObject({
      ...certain,
      messages: { turnBack: true },
    });
  });
});
