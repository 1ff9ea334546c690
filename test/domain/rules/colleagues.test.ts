import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import type { Subject } from '../../../shared/domain/ids.ts';
import type { Owner } from '../../../shared/domain/owner.ts';
import { colleagues } from '../../../shared/domain/rules/colleagues.ts';
import { aDecision, aJob, anOwner, contactNo, day, daysAfter, month } from '../builders.ts';
import { aNetwork, answered, askedAlone, evaluate, foundBy, idsOf } from './worlds.ts';

const jobs = [aJob({ company: 'Nordwerk GmbH', startedIn: month('2023-01') })];
const proven = [0, 3, 6].map((offset, no) =>
  contactNo(100 + no, { company: 'Nordwerk', connectedOn: daysAfter('2024-03-10', offset) }),
);
const near = (count: number, from = '2024-03-08'): Contact[] =>
  Array.from({ length: count }, (_, no) => contactNo(no, { connectedOn: daysAfter(from, no) }));
const world = (
  contacts: readonly Contact[],
  { decisions = [], owner = {} }: { decisions?: readonly Decision[]; owner?: Partial<Owner> } = {},
) => aNetwork([...proven, ...contacts], { memory: { jobs }, decisions, owner: anOwner(owner) });
const groups = (contacts: readonly Contact[], more = {}) => foundBy('colleagues', world(contacts, more));

describe('those who connected in the days of colleagues', () => {
  it.each([1, 2, 5])('are asked about as a group, be they %i: the hint alone passes nobody', (count) => {
    const contacts = near(count);
    const [found, ...others] = groups(contacts);
    expect(others).toEqual([]);
    expect(found?.members?.toSorted()).toEqual(idsOf(contacts));
    expect(found?.reason).toEqual({
      kind: 'colleagues',
      company: 'Nordwerk GmbH',
      from: '2024-03-08',
      to: daysAfter('2024-03-08', count - 1),
      proven: 3,
      members: count,
    });
    expect(askedAlone(world(contacts))).toEqual([]);
  });

  it('and strangers far from any colleague are told apart', () => {
    const far = contactNo(50, { connectedOn: day('2024-08-01') });
    expect(groups([...near(2), far])[0]?.members).toHaveLength(2);
    expect(askedAlone(world([...near(2), far]))).toEqual([far.contactId]);
  });

  it('are asked about alone once the group is answered: the exceptions, and who connects later', () => {
    const contacts = near(3);
    const subject = groups(contacts)[0]?.subject as Subject;
    const [first, second, third] = contacts as [Contact, Contact, Contact];
    const later = contactNo(60, { connectedOn: day('2024-03-20') });
    const decisions = [
      ...[first, second].map((one) => aDecision(one, { answer: 'keep', group: subject })),
      answered(subject, { answer: 'keep' }, '2026-05-10'),
    ];
    expect(askedAlone(world([...contacts, later], { decisions })).toSorted()).toEqual(idsOf([third, later]));
  });

  it('are left alone as a whole when the group is put off, and keep its name whoever joins or leaves', () => {
    const subject = groups(near(2))[0]?.subject as Subject;
    const decisions = [answered(subject, { answer: 'later' }, '2026-05-25')];
    const found = groups(near(4).slice(1), { decisions });
    expect(found.map((one) => one.subject)).toEqual([subject]);
    expect(askedAlone(world(near(4).slice(1), { decisions }))).toEqual([]);
  });

  it('are asked about by their group under the strict policy, too, and by nothing under the open one', () => {
    expect(groups(near(2), { owner: { policy: 'strict' } })).toHaveLength(1);
    expect(askedAlone(world(near(2), { owner: { policy: 'strict' } }))).toEqual([]);
    expect(groups(near(2), { owner: { policy: 'open' } })).toEqual([]);
    expect(askedAlone(world(near(2), { owner: { policy: 'open' } }))).toEqual([]);
  });

  describe('and of whom something else is found, too, that leaves them unclear', () => {
    const [first, second, third, ...plain] = near(5) as [Contact, Contact, Contact, ...Contact[]];
    const more: readonly Contact[] = [
      { ...first, facts: { endorsementReceivedOn: day('2024-04-01') } },
      { ...second, facts: { doubtful: [{ kind: 'messages', namesakes: 2 }] } },
      { ...third, facts: { endorsementReceivedOn: day('2024-05-01') } },
    ];
    const namesake = contactNo(70, { ...second.row, slug: 'namesake', connectedOn: day('2020-01-01') });
    const all = [...more, ...plain, namesake];
    const membersIn = (network: ReturnType<typeof world>) =>
      foundBy('colleagues', network).flatMap(({ members = [] }) => members);

    it('are passed, as they would be without the hint', () => {
      const { assessments } = evaluate(world(all));
      expect(more.map(({ contactId }) => assessments.get(contactId))).toEqual(
        more.map(() =>
          expect.objectContaining({
            originStatus: 'unclear',
            evidence: expect.arrayContaining([expect.objectContaining({ kind: 'nearColleagues' })]),
          }),
        ),
      );
      expect(membersIn(world(all)).toSorted()).toEqual(idsOf(plain));
      expect(askedAlone(world(all)).filter((id) => idsOf(more).includes(id))).toEqual([]);
    });

    it('are asked about with the others where the unclear are asked about', () => {
      const strict = world(all, { owner: { policy: 'strict' } });
      expect(membersIn(strict).toSorted()).toEqual(idsOf([...more, ...plain]));
    });

    it('are told what else is found', () => {
      const { networkInput, seen } = evaluate(world(all));
      const rests = [...more, ...plain].map(({ contactId }) =>
        colleagues.restOf(seen(contactId)?.contact as Contact, networkInput),
      );
      expect(rests).toEqual([
        { kind: 'hasHint', hint: 'endorsementReceived' },
        { kind: 'hasHint' },
        { kind: 'hasHint', hint: 'endorsementReceived' },
        ...plain.map(() => ({ kind: 'hasHint', hint: 'nearColleagues' })),
      ]);
    });
  });

  it('are not asked about where no messages could be searched', () => {
    const network = { ...world(near(2)), imports: [] };
    expect(foundBy('colleagues', network)).toEqual([]);
    expect(askedAlone(network)).toEqual([]);
  });

  it('stay put off as the group that they are, whatever the owner calls the same', () => {
    const decisionsOn = (subject: Subject) => [answered(subject, { answer: 'later' }, '2026-05-25')];
    const [alone] = groups(near(3));
    const joined = { employerAliases: [['Aaa Weavers', 'Nordwerk']] };
    const [together] = groups(near(3), { owner: joined });
    for (const found of [alone, together]) {
      const decisions = decisionsOn(found?.subject as Subject);
      for (const owner of [{}, joined, { employerAliases: [['Nordwerk', 'Aaa Weavers']] }]) {
        expect(groups(near(3), { owner, decisions }).map(({ subject }) => subject)).toEqual([found?.subject]);
        expect(askedAlone(world(near(3), { owner, decisions }))).toEqual([]);
      }
    }
  });

  it('stay the group of whichever of two employers the owner answered about, once these are one', () => {
    const both = [...jobs, aJob({ company: 'Aaa Weavers', startedIn: month('2023-01') })];
    const weavers = [0, 3, 6].map((offset, no) =>
      contactNo(200 + no, { company: 'Aaa Weavers', connectedOn: daysAfter('2024-06-10', offset) }),
    );
    const newer = Array.from({ length: 2 }, (_, no) =>
      contactNo(300 + no, { connectedOn: daysAfter('2024-06-12', no) }),
    );
    const network = (more: Parameters<typeof aNetwork>[1]) =>
      aNetwork([...proven, ...near(2), ...weavers, ...newer], { memory: { jobs: both }, ...more });
    const apart = foundBy('colleagues', network({})).map(({ subject }) => subject);
    expect(new Set(apart).size).toBe(2);
    const owner = anOwner({ employerAliases: [['Nordwerk', 'Aaa Weavers']] });
    for (const subject of apart) {
      const decisions = [answered(subject, { answer: 'later' }, '2026-05-25')];
      const found = foundBy('colleagues', network({ owner, decisions }));
      expect(found.map((one) => one.subject)).toEqual([subject]);
    }
  });

  it('are one group an employer, under the name of all its aliases', () => {
    const plain = groups(near(2))[0]?.subject;
    const aliases = (employerAliases: readonly (readonly string[])[]) =>
      groups(near(2), { owner: { employerAliases } }).map(({ subject }) => subject);
    expect(aliases([['Nordwerk', 'NW Holding']])).toEqual([plain]);
    expect(
      aliases([
        ['SW', 'Südwerk'],
        ['Nordwerk', 'NW Holding'],
      ]),
    ).toEqual([plain]);
  });
});
