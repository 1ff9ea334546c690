import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionsBySubject } from '../../shared/domain/assess.ts';
import type { Contact, ContactRow } from '../../shared/domain/contact.ts';
import { type Decision, decide, type GivenAnswer, undo } from '../../shared/domain/decision.ts';
import { guardImport } from '../../shared/domain/guard.ts';
import { contactSubject, type Subject, sameSubject } from '../../shared/domain/ids.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import { noLongerConnected } from '../../shared/domain/no-longer-connected.ts';
import { removalList } from '../../shared/domain/removal.ts';
import { pairsToAsk, samePeople, undoTarget, uniteSame } from '../../shared/domain/same-person.ts';
import { aContact, aDecision, aHead, day, messagesWith, time } from './builders.ts';
import { aNetwork, askedAlone, foundBy, today } from './rules/worlds.ts';

const [may, june] = ['2026-05-01', '2026-06-01'];
type Given = Partial<Omit<Contact, 'row'>> & { readonly row?: Partial<ContactRow> };
const person = (slug: string, { row, ...more }: Given = {}): Contact =>
  aContact({ row: { slug, ...row }, ...more });
const vanished = (slug: string, more: Given = {}): Contact =>
  person(slug, { missingSince: time(may), ...more });
const appeared = (slug: string, more: Given = {}): Contact =>
  person(slug, { firstSeenAt: time(may), ...more });

const told = (subject: Subject, given: GivenAnswer, at = '2026-05-10'): Decision => ({
  subject,
  given,
  decidedAt: time(at),
  history: [{ at: time(at), via: 'review', given }],
});
const same = (a: Contact, b: Contact, at?: string): Decision =>
  told(sameSubject(a.contactId, b.contactId), { answer: 'same' }, at);
const different = (a: Contact, b: Contact): Decision =>
  told(sameSubject(a.contactId, b.contactId), { answer: 'different' });
const unite = (contacts: readonly Contact[], decisions: readonly Decision[] = []) =>
  uniteSame({ contacts, memory: emptyMemory, decisions });
const asked = (contacts: readonly Contact[]) =>
  pairsToAsk(contacts).map(({ vanished: a, appeared: b, by }) => [a.row.slug, b.row.slug, by]);

describe('two contacts who may be one', () => {
  const lena = (slug: string, more: Given = {}) => ({
    ...more,
    row: {
      firstName: 'Lena',
      lastName: 'Kurz',
      company: 'Nordwerk GmbH',
      position: 'Buyer',
      slug,
      ...more.row,
    },
  });

  it('have one name, where the import could not tell which of several', () => {
    const contacts = [vanished('a'), vanished('b'), appeared('c'), appeared('d')];
    expect(asked(contacts)).toHaveLength(4);
    expect(asked(contacts).every(([, , by]) => by === 'name')).toBe(true);
  });

  it.each([
    [
      'one e-mail address, whatever its capitals',
      { email: 'Lena@kurz.example' },
      { email: 'lena@kurz.example' },
      'email',
    ],
    [
      'one employer and first name',
      { company: 'Nordwerk GmbH' },
      { company: 'NORDWERK', position: 'CEO' },
      'job',
    ],
    [
      'one employer and position',
      { company: 'Nordwerk GmbH' },
      { company: 'Nordwerk', firstName: 'L.' },
      'job',
    ],
    ['one first name at no employer', { company: 'Freelance' }, { company: 'Freelance' }, undefined],
    ['one first name at two employers', { company: 'Nordwerk' }, { company: 'Südwerk' }, undefined],
    [
      'one employer alone',
      { company: 'Nordwerk' },
      { company: 'Nordwerk', firstName: 'Ida', position: 'CEO' },
      undefined,
    ],
  ])('may have changed name and profile at once: %s', (_, before, after, by) => {
    const contacts = [
      vanished('lena-kurz', lena('lena-kurz', { row: before })),
      appeared('lena-lang', lena('lena-lang', { row: { lastName: 'Lang', ...after } })),
    ].map((one) => aContact(one));
    expect(asked(contacts)).toEqual(by === undefined ? [] : [['lena-kurz', 'lena-lang', by]]);
  });

  it('connected on one day, and came in the very export in which the other went', () => {
    expect(asked([vanished('a'), appeared('b', { row: { connectedOn: day('2024-03-11') } })])).toEqual([]);
    expect(asked([vanished('a'), person('b', { firstSeenAt: time(june) })])).toEqual([]);
    expect(asked([vanished('a'), appeared('b', { missingSince: time(june) })])).toEqual([]);
    expect(asked([person('a'), appeared('b')])).toEqual([]);
  });

  it('are not asked about for a job that many share', () => {
    const clerks = (count: number) => [
      vanished('x', lena('x')),
      ...Array.from({ length: count }, (_, no) =>
        appeared(`y${no}`, lena(`y${no}`, { row: { lastName: `No${no}` } })),
      ),
    ];
    expect(asked(clerks(3).map((one) => aContact(one)))).toHaveLength(3);
    expect(asked(clerks(4).map((one) => aContact(one)))).toEqual([]);
  });

  it('are found in seconds where thousands came and went at once', () => {
    const many = (make: typeof vanished, letter: string) =>
      Array.from({ length: 5000 }, (_, no) =>
        make(`${letter}${no}`, {
          row: { firstName: `Name${letter}${no}`, company: 'Nordwerk', position: 'Buyer' },
        }),
      );
    const contacts = [...many(vanished, 'a'), ...many(appeared, 'b')];
    const before = performance.now();
    expect(pairsToAsk(contacts)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('the question about a pair', () => {
  const [one, other] = [vanished('one'), appeared('other')];
  const network = (decisions: readonly Decision[] = []) => aNetwork([one, other], { decisions });

  it('is all that is asked about who appeared', () => {
    const [found, ...others] = foundBy('samePerson', network());
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject: sameSubject(one.contactId, other.contactId),
      contactId: other.contactId,
      members: [other.contactId, one.contactId],
      reason: { kind: 'samePerson', other: 'Anna Muster', missingSince: may, by: 'name' },
    });
    expect(askedAlone(network())).toEqual([]);
  });

  it('answered *different* lets both be judged alone', () => {
    // Two of one name stay apart by profile.
    expect(askedAlone(network([different(one, other)]))).toEqual([other.contactId]);
  });

  it('answered *same* is not asked again, and the one contact is judged', () => {
    const united = uniteSame(network([same(one, other)]));
    expect(foundBy('samePerson', united)).toEqual([]);
    expect(askedAlone(united)).toEqual([one.contactId]);
  });

  it('open proves no removal: who vanished may be there under another name', () => {
    const remove = aDecision(one, 'remove', '2026-04-01');
    const covers = { order: 'newestFirst', from: day('2005-01-01'), to: day('2026-05-01') } as const;
    const head = { ...aHead(today), covers };
    const status = (decisions: readonly Decision[]) =>
      removalList({ ...unite([one, other], decisions), head }).map((removal) => removal.status);
    expect(status([remove])).toEqual(['promised']);
    expect(status([remove, different(one, other)])).toEqual(['done']);
    expect(status([remove, same(one, other)])).toEqual(['stillThere']);
    expect(foundBy('removals', aNetwork([one, other], { decisions: [remove] }))).toEqual([]);
  });

  it('open tells nobody that a contact has left', () => {
    const left = (decisions: readonly Decision[]) =>
      noLongerConnected({
        ...unite([one, other], decisions),
        decisions: new Map(decisions.map((decision) => [decision.subject, decision])),
        head: { ...aHead(today), covers: { order: 'newestFirst', from: day('2020-01-01'), to: day(may) } },
      }).length;
    expect([left([]), left([different(one, other)]), left([same(one, other)])]).toEqual([0, 1, 0]);
  });
});

describe('two who are called the same', () => {
  const one = vanished('one', {
    row: { company: 'Altwerk' },
    facts: {
      messages: messagesWith({ sent: 1, firstSentOn: day('2024-04-01') }),
      notedOn: day('2024-05-01'),
    },
    firstSeenAt: time('2026-01-01'),
  });
  const other = appeared('other', { row: { company: 'Neuwerk' }, facts: { searchedOn: day('2024-03-09') } });

  it('are one contact: the id of who was there first, the row of who is there now, the evidence of both', () => {
    const { contacts, memory } = unite([one, other], [same(one, other)]);
    expect(contacts).toEqual([
      {
        contactId: one.contactId,
        keys: ['in/one', 'in/other'],
        row: other.row,
        facts: { ...one.facts, ...other.facts },
        firstSeenAt: one.firstSeenAt,
      },
    ]);
    expect(memory.formerEmployers).toEqual([
      { contactId: one.contactId, company: 'Altwerk', seenAt: time(may) },
    ]);
  });

  it('have one decision with the history of both, and the later answer is in force', () => {
    const [early, late] = [aDecision(one, 'keep', '2026-04-01'), aDecision(other, 'remove', '2026-05-05')];
    const { decisions } = unite([one, other], [early, late, same(one, other)]);
    const about = decisionsBySubject(decisions)(contactSubject(one.contactId));
    expect(about).toMatchObject({ given: { answer: 'remove' }, decidedAt: late.decidedAt });
    expect(about?.history).toEqual([...early.history, ...late.history]);
    expect(decisions.filter(({ subject }) => subject === contactSubject(other.contactId))).toEqual([]);
  });

  it('take an undo back to where the answer was recorded', () => {
    const [early, late] = [aDecision(one, 'keep', '2026-04-01'), aDecision(other, 'remove', '2026-05-05')];
    const { decisions } = unite([one, other], [early, late, same(one, other)]);
    const subject = contactSubject(one.contactId);
    const seen = decisionsBySubject(decisions)(subject);
    const { recorded, shown } = undoTarget(seen, { subject, entries: 2 });
    expect(recorded).toEqual({ subject: contactSubject(other.contactId), entries: 1 });
    const undone = undo(late, { entries: recorded.entries, at: time('2026-05-20'), via: 'review' });
    expect(shown(undone)).toMatchObject({ subject, history: [...early.history, ...undone.history] });
    const after = unite([one, other], [early, undone, same(one, other)]).decisions;
    expect(decisionsBySubject(after)(subject)?.given).toEqual({ answer: 'keep' });
    expect(undoTarget(early, { subject, entries: 1 }).recorded).toEqual({ subject, entries: 1 });
  });

  it('are two again by an undo, exactly as before', () => {
    const before = [aDecision(one, 'keep', '2026-04-01')];
    const answer = same(one, other);
    const undone = undo(answer, { entries: 1, at: time('2026-05-20'), via: 'review' });
    const network = { contacts: [one, other], memory: emptyMemory, decisions: [...before, undone] };
    expect(uniteSame(network)).toBe(network);
  });

  it('are still one when renamed again, when gone, and when back under a former name', () => {
    const gone = { ...other, missingSince: time(june) };
    const third = person('third', { firstSeenAt: time(june) });
    const all = unite([one, gone, third], [same(one, other), same(one, third, '2026-06-10')]).contacts;
    expect(all).toMatchObject([
      { contactId: one.contactId, row: { slug: 'third' }, keys: ['in/one', 'in/other', 'in/third'] },
    ]);
    expect(all[0]?.missingSince).toBeUndefined();
    expect(pairsToAsk(unite([one, gone, third], [same(one, other)]).contacts)).toMatchObject([
      { vanished: { contactId: one.contactId }, appeared: { contactId: third.contactId } },
    ]);
    expect(unite([one, gone], [same(one, other)]).contacts).toMatchObject([{ missingSince: time(june) }]);
    const { missingSince: _, ...back } = { ...one, returnedAt: time(june) };
    const [again, ...others] = unite([back, gone], [same(one, other)]).contacts;
    expect(others).toEqual([]);
    expect(again).toMatchObject({ contactId: one.contactId, row: { slug: 'one' } });
    // Never away: the other name went in the export in which this one came back.
    expect([again?.missingSince, again?.returnedAt]).toEqual([undefined, undefined]);
  });

  it('are two if they stood in one export, whatever was answered', () => {
    const { missingSince: _, ...back } = { ...one, returnedAt: time(june) };
    expect(unite([back, other], [same(one, other)]).contacts).toHaveLength(2);
    const twin = vanished('twin');
    const decisions = [same(one, other, '2026-05-10'), same(twin, other, '2026-05-11')];
    expect(
      unite([one, twin, other], decisions)
        .contacts.map(({ contactId }) => contactId)
        .toSorted(),
    ).toEqual([one.contactId, twin.contactId].toSorted());
  });

  it('are one for the guard: kept under the old name they are canaries, removed they are not missed', () => {
    const kept = [1, 2, 3, 4, 5].map((no) =>
      person(`kept-${no}`, { row: { slug: `kept-${no}`, connectedOn: day(`2023-01-0${no}`) } }),
    );
    const known = [one, other, ...kept];
    const guard = (answer: 'keep' | 'remove', absent: readonly Contact[]) =>
      guardImport({
        known,
        absent,
        decisions: [
          same(one, other),
          aDecision(one, answer),
          ...kept.slice(0, 4).map((k) => aDecision(k, 'keep')),
        ],
        profile: undefined,
        exportOwner: { foundBy: 'unknown' },
      });
    expect(guard('keep', [one, other])).toMatchObject({
      expected: 6,
      missing: 1,
      missingCanaries: [{ contactId: one.contactId, name: 'Anna Muster' }],
    });
    expect(guard('keep', [one])).toMatchObject({ missing: 0, missingCanaries: [] });
    expect(guard('remove', [one, other])).toMatchObject({ expected: 5, missing: 0 });
  });
});

describe('any number of answers about pairs', () => {
  const exports = [0, 1, 2, 3, 4].map((no) => time(`2026-0${no + 1}-01`));
  const someContacts = fc
    .uniqueArray(
      fc.record({
        slug: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        from: fc.integer({ min: 0, max: 3 }),
        spans: fc.integer({ min: 1, max: 5 }),
      }),
      { selector: ({ slug }) => slug, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ slug, from, spans }) => {
        const until = exports[from + spans];
        return person(slug, { firstSeenAt: exports[from] as never, ...(until && { missingSince: until }) });
      }),
    );
  const someWorld = someContacts.chain((contacts) => {
    const indexes = fc.nat({ max: Math.max(contacts.length - 1, 0) });
    const answers = fc.uniqueArray(
      fc.record({
        a: indexes,
        b: indexes,
        answer: fc.constantFrom('same', 'same', 'different'),
        at: fc.integer({ min: 10, max: 13 }),
      }),
      { selector: ({ a, b }) => `${a} ${b}`, maxLength: contacts.length === 0 ? 0 : 6 },
    );
    const kept = fc.subarray(contacts).map((some) => some.map((one) => aDecision(one, 'keep', '2026-05-01')));
    return fc.record({ contacts: fc.constant(contacts), answers, kept });
  });
  const decisionsOf = ({
    contacts,
    answers,
    kept,
  }: typeof someWorld extends fc.Arbitrary<infer T> ? T : never) => [
    ...kept,
    ...answers.map(({ a, b, answer, at }) =>
      told(
        sameSubject((contacts[a] as Contact).contactId, (contacts[b] as Contact).contactId),
        { answer } as GivenAnswer,
        `2026-06-${at}`,
      ),
    ),
  ];

  it('unite nobody twice, lose nobody, and give the same in any order and when done again', () => {
    fc.assert(
      fc.property(someWorld, (world) => {
        const { contacts } = world;
        const decisions = decisionsOf(world);
        const united = unite(contacts, decisions);
        const people = samePeople(contacts, decisions);
        const merged = people.reduce((sum, members) => sum + members.length - 1, 0);
        expect(united.contacts).toHaveLength(contacts.length - merged);
        expect(united.contacts.flatMap(({ keys }) => keys).toSorted()).toEqual(
          contacts.flatMap(({ keys }) => keys).toSorted(),
        );
        expect(united.decisions.flatMap(({ history }) => history)).toHaveLength(decisions.length);
        expect(uniteSame(united)).toEqual(united);
        const turned = unite(contacts.toReversed(), decisions.toReversed());
        expect(turned.decisions.toSorted((a, b) => (a.subject < b.subject ? -1 : 1))).toEqual(
          united.decisions.toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
        );
        if (people.length > 0) expect(turned.contacts).toEqual(united.contacts);
      }),
      { numRuns: 1000 },
    );
  });

  it('leave by their undo exactly what there was', () => {
    fc.assert(
      fc.property(someWorld, (world) => {
        const { contacts } = world;
        const decisions = decisionsOf(world);
        const at = time('2026-07-01');
        const undone = decisions.map((one) =>
          one.given?.answer === 'same' ? undo(one, { entries: 1, at, via: 'review' as const }) : one,
        );
        const network = { contacts, memory: emptyMemory, decisions: undone };
        expect(uniteSame(network)).toBe(network);
        const again = undone.map((one, no) => {
          const given = decisions[no]?.given;
          const when = decisions[no]?.decidedAt as never;
          return one.given !== undefined || given === undefined
            ? one
            : { ...decide(one, { subject: one.subject, given, at, via: 'review' }), decidedAt: when };
        });
        expect(unite(contacts, again).contacts).toEqual(unite(contacts, decisions).contacts);
      }),
    );
  });
});

describe('a pair of somebody who connected lately', () => {
  const lately = { firstName: 'Lena', lastName: 'Kurz', connectedOn: day('2026-05-03') };
  const [before, after] = [
    vanished('kurz', { row: { ...lately, company: 'Nordwerk', position: 'Buyer' } }),
    appeared('lang', { row: { ...lately, lastName: 'Lang', company: 'Nordwerk', position: 'Buyer' } }),
  ];
  const network = aNetwork([before, after]);

  it.each([
    ['2026-06-01', false],
    ['2026-06-02', true],
    ['2026-07-01', true],
  ])('waits for the first 30 days of the connection, as all questions do: on %s %s', (on, asks) => {
    expect(foundBy('samePerson', network, on)).toHaveLength(asks ? 1 : 0);
  });

  it('asks about none of the two meanwhile', () => {
    expect(askedAlone(network, '2026-06-01')).toEqual([]);
    expect(askedAlone(network, '2026-06-02')).toEqual([]);
  });
});
