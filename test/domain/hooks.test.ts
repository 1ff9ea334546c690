import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contact, fullName } from '../../shared/domain/contact.ts';
import { employersOf } from '../../shared/domain/employers.ts';
import { memoryHooks } from '../../shared/domain/hooks.ts';
import { policies, type Thresholds } from '../../shared/domain/policy.ts';
import { contactNo, day, employers, time } from './builders.ts';

const { keyOf } = employersOf([], []);

const someContacts: fc.Arbitrary<Contact[]> = fc
  .array(
    fc.record({
      connectedOn: fc.constantFrom('2024-03-10', '2024-03-11'),
      company: fc.constantFrom(undefined, 'Nordwerk', 'NORDWERK GmbH', 'Südwerk', 'Freelance'),
      isMissing: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .chain((people) =>
    fc.shuffledSubarray(
      people.map(({ connectedOn, company, isMissing }, no): Contact => {
        const contact = contactNo(no, { connectedOn: day(connectedOn), ...(company && { company }) });
        return isMissing ? { ...contact, missingSince: time('2026-01-01') } : contact;
      }),
      { minLength: people.length },
    ),
  );

/** What the hooks promise, found by looking at everybody for each question. */
function plainly(contacts: readonly Contact[], asked: Contact, isAlike: (other: Contact) => boolean) {
  const rest = contacts
    .filter((other) => other.missingSince === undefined && other.contactId !== asked.contactId)
    .filter(isAlike)
    .sort((a, b) => (a.contactId < b.contactId ? -1 : 1));
  const names = rest.slice(0, 3).map(({ row }) => fullName(row));
  return rest.length === 0 ? [] : [{ names, others: rest.length - names.length }];
}

describe('memory hooks of a network', () => {
  it('name the first three others by contact id and count the rest, whoever is asked about', () => {
    fc.assert(
      fc.property(someContacts, (contacts) => {
        const hooksOf = memoryHooks(contacts, {
          jobs: [],
          ownFacts: [],
          employers,
          policy: policies.balanced,
        });
        for (const asked of contacts) {
          const { connectedOn, company = '' } = asked.row;
          const employer = keyOf(company);
          const sameDay = plainly(contacts, asked, ({ row }) => row.connectedOn === connectedOn);
          const sameCompany = plainly(
            contacts,
            asked,
            ({ row }) => employer !== '' && keyOf(row.company ?? '') === employer,
          );
          expect(hooksOf(asked).filter(({ kind }) => kind !== 'sameBurst')).toEqual([
            ...sameDay.map((found) => ({ kind: 'sameDay', ...found })),
            ...sameCompany.map((found) => ({ kind: 'sameCompany', company, ...found })),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('look at each contact of a large employer a few times, not once for every colleague', () => {
    let looks = 0;
    const contacts = Array.from({ length: 2_000 }, (_, no) => {
      const contact = contactNo(no, {
        company: `Employer No${no % 5}`,
        connectedOn: day(`2024-03-1${no % 10}`),
      });
      return Object.defineProperty({ ...contact }, 'contactId', {
        get: () => {
          looks++;
          return contact.contactId;
        },
      });
    });
    const made = contacts.map(
      memoryHooks(contacts, { jobs: [], ownFacts: [], employers, policy: policies.balanced }),
    );
    expect(made[0]).toMatchObject([{ others: 196 }, { kind: 'sameBurst', others: 397 }, { others: 396 }]);
    expect(looks).toBeLessThan(contacts.length * 100);
  });
});

describe('the hook of a company', () => {
  const at = (no: number, company: string) =>
    contactNo(no, { firstName: `First${no}`, lastName: 'Last', company, connectedOn: day(`2024-0${no}-10`) });
  const [first, second, other] = [at(1, 'VW'), at(2, 'Volkswagen AG'), at(3, 'Nordwerk')];
  const hooksIn = (aliases: readonly (readonly string[])[]) =>
    memoryHooks([first, second, other], {
      jobs: [],
      ownFacts: [],
      employers: employersOf(aliases, []),
      policy: policies.balanced,
    })(first);

  it('names who is there by another of the employer’s names, as the owner tells them', () => {
    expect(hooksIn([])).toEqual([]);
    expect(hooksIn([['VW', 'Volkswagen']])).toEqual([
      { kind: 'sameCompany', company: 'VW', names: ['First2 Last'], others: 0 },
    ]);
  });
});

describe('the hook of a burst', () => {
  const on = (no: number, connectedOn: string) =>
    contactNo(no, { firstName: `First${no}`, lastName: 'Last', connectedOn: day(connectedOn) });
  const wave = [
    ...[1, 2, 3].map((no) => on(no, '2024-03-10')),
    ...[4, 5, 6, 7].map((no) => on(no, '2024-03-11')),
    on(8, '2024-03-12'),
  ];
  const hooksOf = (contacts: readonly Contact[], asked: Contact, changes: Partial<Thresholds> = {}) =>
    memoryHooks(contacts, {
      jobs: [],
      ownFacts: [],
      employers,
      policy: { ...policies.balanced, ...changes },
    })(asked).filter(({ kind }) => kind === 'sameBurst');
  const [first = on(1, '2024-03-10')] = wave;

  it('names who was added on its other days, and counts the rest', () => {
    const there = wave.filter(({ row }) => row.connectedOn !== first.row.connectedOn);
    const names = there
      .sort((a, b) => (a.contactId < b.contactId ? -1 : 1))
      .slice(0, 3)
      .map(({ row }) => fullName(row));
    expect(hooksOf([...wave, on(9, '2024-03-20')], first)).toEqual([
      { kind: 'sameBurst', from: '2024-03-10', to: '2024-03-12', names, others: 2 },
    ]);
  });

  it('leaves out whoever has left, who all the same makes the days what they were', () => {
    const left = wave.map((one) =>
      one.row.connectedOn === '2024-03-12' ? { ...one, missingSince: time('2026-05-01') } : one,
    );
    expect(hooksOf(left, first)).toMatchObject([{ to: '2024-03-12', others: 1 }]);
  });

  it('is none on a day of its own, nor where fewer came than the owner takes for many', () => {
    expect(hooksOf(wave.slice(1), first)).toEqual([]);
    expect(hooksOf(wave, first, { burstFromConnections: 9 })).toEqual([]);
    expect(hooksOf(wave, first, { burstWithinDays: 1 })).toEqual([]);
    expect(hooksOf([...wave, on(9, '2024-03-20')], on(9, '2024-03-20'))).toEqual([]);
  });
});
