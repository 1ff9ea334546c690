import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleDigest } from '../../shared/domain/assemble-digest.ts';
import { assessNetwork, type Network } from '../../shared/domain/assess.ts';
import { stableText } from '../../shared/domain/collections.ts';
import { type Contact, contactState } from '../../shared/domain/contact.ts';
import { habitsOf, invitationHabits } from '../../shared/domain/habits.ts';
import { type Overview, overviewOf } from '../../shared/domain/overview.ts';
import { locales } from '../../shared/domain/owner.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { listsOf, overviewView } from '../../shared/render/pages/overview-view.ts';
import { someDecisions, someOwner, someState } from './arbitraries.ts';
import {
  aContact,
  aDecision,
  aDigest,
  aHead,
  anImport,
  anInvitation,
  anOwner,
  contactNo,
  day,
  daysAfter,
  messagesWith,
  time,
} from './builders.ts';

const now = time('2026-07-01');

function networkOf(parts: Partial<Network> = {}): Network {
  return {
    owner: anOwner(),
    contacts: [],
    memory: { invitations: [], jobs: [], formerEmployers: [], ownFacts: [] },
    imports: [anImport(['connections', 'messages', 'invitations'])],
    decisions: [],
    head: aHead(),
    ...parts,
  };
}

const assessed = (network: Network) => ({ ...network, ...assessNetwork(network, now) });
const overview = (parts: Partial<Network> = {}): Overview => overviewOf(assessed(networkOf(parts)));
const habits = (parts: Partial<Network> = {}) => habitsOf(assessed(networkOf(parts)));
const sizes = (parts: readonly { key: string; contacts: readonly unknown[] }[]) =>
  parts.map(({ key, contacts }) => [key, contacts.length]);
const idsOf = (contacts: readonly Contact[]) => contacts.map(({ contactId }) => contactId);

/** Networks as uploads leave them, with owners who have answered. */
const someNetwork = fc
  .record({ state: someState, owner: someOwner, sees: fc.boolean() })
  .chain(({ state: { contacts, memory, head }, owner, sees }) =>
    someDecisions(contacts).map((decisions): Network => {
      const imports = sees ? [anImport(['messages', 'invitations'])] : [];
      return { owner, contacts, memory, imports, decisions, ...(head ? { head } : {}) };
    }),
  );
const often = { numRuns: 300 };

describe('the overview of any network', () => {
  it('has parts that add up to all connected contacts, each of them once', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const { contacts, statuses, answered, explained, employers, years, reciprocity } = overviewOf(
          assessed(network),
        );
        const connected = network.contacts.filter((one) => contactState(one, network.head) === 'connected');
        const all = idsOf(connected).sort();
        expect(idsOf(contacts).sort()).toEqual(all);
        const together = (parts: readonly { contacts: readonly Contact[] }[]) =>
          parts.flatMap((part) => idsOf(part.contacts)).sort();
        const { largest, others, without } = employers;
        for (const parts of [statuses, [...largest, others, without], years, reciprocity])
          expect(together(parts)).toEqual(all);
        const known = statuses.find(({ key }) => key === 'known')?.contacts ?? [];
        expect(together([...answered, ...explained])).toEqual(idsOf(known).sort());
        expect(years.at(-1)?.atYearEnd ?? 0).toBe(all.length);
        for (const { contacts: came, seen, bothWrote } of years) {
          expect(bothWrote).toBeLessThanOrEqual(seen);
          expect(seen).toBeLessThanOrEqual(came.length);
        }
      }),
      often,
    );
  });

  it('has the headline of the digest', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const evaluation = assessed(network);
        const record = aDigest('2026-07', '2026-07-01');
        const digest = assembleDigest({ evaluation, record, questions: [], openCount: 0 });
        const { settled, contacts } = overviewOf(evaluation);
        expect({ count: settled.length, total: contacts.length }).toEqual(digest.settled);
      }),
      often,
    );
  });

  it('shows by every number as many as it says, in every language', () => {
    fc.assert(
      fc.property(someNetwork, fc.constantFrom(...locales), (network, locale) => {
        const wording = wordingFor(anOwner({ locale }));
        const evaluation = assessed(network);
        const view = overviewView(overviewOf(evaluation), habitsOf(evaluation), wording);
        const rows = [...view.blocks, ...view.habits].flatMap((block) => block.rows);
        for (const { id, text, list, bar = 0 } of rows) {
          expect(text.split(' · ')[0], id).toBe(wording.catalogue.number(list.length));
          expect(bar).toBeLessThanOrEqual(1);
          expect(bar > 0).toBe(list.length > 0 && !/^employer\.(others|none)$/.test(id));
        }
        for (const { came, list } of view.years) expect(list).toHaveLength(came);
        const ids = [...rows.map(({ id }) => id), ...view.years.map(({ year }) => `year.${year}`)];
        expect(new Set(ids).size).toBe(ids.length);
        expect([...listsOf(view).keys()].filter((id) => id !== 'settled').sort()).toEqual(ids.sort());
      }),
      often,
    );
  });

  it('is the same in any order of contacts, decisions and what is remembered', () => {
    const turned = (network: Network): Network => ({
      ...network,
      contacts: network.contacts.toReversed(),
      decisions: network.decisions.toReversed(),
      memory: { ...network.memory, invitations: network.memory.invitations.toReversed() },
    });
    fc.assert(
      fc.property(someNetwork, (network) => {
        const [one, other] = [assessed(network), assessed(turned(network))];
        expect(stableText(overviewOf(one))).toBe(stableText(overviewOf(other)));
        expect(stableText(habitsOf(one))).toBe(stableText(habitsOf(other)));
      }),
      often,
    );
  });
});

describe('the overview', () => {
  it('tells what the owner said from what the files explain, by the strongest of it', () => {
    const [said, wrote, noted, weak] = [
      contactNo(1, {}, { notedOn: day('2025-01-01') }),
      contactNo(2, {}, { messages: messagesWith({ sent: 2, received: 2, turnBack: true }) }),
      contactNo(3, {}, { notedOn: day('2025-01-01'), searchedOn: day('2024-03-08') }),
      contactNo(4, {}, { endorsementReceivedOn: day('2025-01-01') }),
    ];
    const { answered, explained, statuses } = overview({
      contacts: [said, wrote, noted, weak],
      decisions: [aDecision(said, { answer: 'keep', origin: 'classmate' })],
    });
    expect(sizes(answered)).toEqual([['classmate', 1]]);
    expect(sizes(explained)).toEqual([
      ['linkedInNote', 1],
      ['conversation', 1],
    ]);
    expect(sizes(statuses)).toEqual([
      ['known', 3],
      ['unclear', 1],
      ['unknown', 0],
      ['cannotKnow', 0],
    ]);
  });

  it('takes several names of one employer for one, as most of them write it, and tells the rest together', () => {
    const at = (no: number, company?: string) => contactNo(no, company === undefined ? {} : { company });
    const firms = Array.from({ length: 12 }, (_, no) =>
      at(100 + no, `Firma ${String.fromCharCode(65 + no)}`),
    );
    const { employers } = overview({
      owner: anOwner({ employerAliases: [['Nordwerk', 'NW Holding']] }),
      contacts: [
        ...firms,
        at(1, 'NW Holding'),
        at(2, 'Nordwerk GmbH'),
        at(3, 'Nordwerk GmbH'),
        at(4, 'Freelance'),
        at(5),
      ],
    });
    expect(employers.largest.map(({ name, contacts }) => [name, contacts.length])).toEqual([
      ['Nordwerk GmbH', 3],
      ...firms.slice(0, 9).map(({ row }) => [row.company, 1]),
    ]);
    expect([employers.others.employers, employers.others.contacts.length]).toEqual([3, 3]);
    expect(idsOf(employers.without.contacts).sort()).toEqual(idsOf([at(4), at(5)]).sort());
  });

  it('counts by year only those who are still there, years without anybody among them', () => {
    const gone = { ...contactNo(9, { connectedOn: day('2019-05-05') }), missingSince: time('2026-05-01') };
    const { years, contacts } = overview({
      contacts: [
        contactNo(1, { connectedOn: day('2020-01-01') }),
        contactNo(2, { connectedOn: day('2022-12-31') }),
        contactNo(3, { connectedOn: day('2022-01-01') }),
        gone,
      ],
    });
    expect(contacts).toHaveLength(3);
    expect(years.map(({ key, contacts: came, atYearEnd }) => [key, came.length, atYearEnd])).toEqual([
      ['2020', 1, 1],
      ['2021', 0, 1],
      ['2022', 2, 3],
    ]);
  });

  it('never takes what nobody can know for silence', () => {
    const wrote = contactNo(1, {}, { messages: messagesWith({ sent: 1, received: 1 }) });
    const after = contactNo(2, { connectedOn: day('2026-06-20') });
    const silent = contactNo(3, { connectedOn: day('2024-02-02') });
    const { years } = overview({ contacts: [wrote, after, silent] });
    expect(years.map(({ key, seen, bothWrote }) => [key, seen, bothWrote])).toEqual([
      ['2024', 2, 1],
      ['2025', 0, 0],
      ['2026', 0, 0],
    ]);
  });

  it('is empty without an export', () => {
    const { head: _, ...network } = networkOf({ imports: [] });
    const view = overviewOf(assessed(network));
    expect([view.contacts, view.years, view.exportedAt, view.answered]).toEqual([[], [], undefined, []]);
    expect(sizes(view.statuses).every(([, size]) => size === 0)).toBe(true);
    expect(habitsOf(assessed(network))).toEqual({});
  });
});

describe('the mirror of one’s own habits', () => {
  const to = (no: number, sentOn: string, note?: string) => {
    const { contactId } = contactNo(no);
    const named = { personId: contactId, foldedName: `person no${no}`, sentOn: day(sentOn) };
    return anInvitation({ ...named, ...(note === undefined ? {} : { note }) });
  };
  const numbers = (made: ReturnType<typeof habits>['invitations']) =>
    invitationHabits.map((key) => made?.[key].length);
  const withInvitations = (invitations: ReturnType<typeof to>[], contacts: Contact[] = []) =>
    habits({
      contacts,
      memory: { invitations, jobs: [], formerEmployers: [], ownFacts: [] },
    }).invitations;

  it('counts own invitations without a word, with one text to three, and on days with more than ten', () => {
    const made = withInvitations([
      to(1, '2025-01-02', 'Hello'),
      to(2, '2025-01-03', 'Hello'),
      to(3, '2025-02-03', 'Hello'),
      to(4, '2026-02-03', 'We met in Ulm'),
      ...Array.from({ length: 11 }, (_, no) => to(50 + no, '2026-03-01')),
      ...Array.from({ length: 10 }, (_, no) => to(80 + no, '2026-03-02')),
      { ...to(5, '2026-02-03'), direction: 'incoming' as const },
    ]);
    expect(numbers(made)).toEqual([25, 21, 3, 11]);
    expect(made?.years.map((year) => [year.year, ...numbers({ ...made, ...year })])).toEqual([
      ['2025', 3, 0, 3, 0],
      ['2026', 22, 21, 0, 11],
    ]);
    expect(made).toMatchObject({ exports: 1, from: '2026-06-01', to: '2026-06-01' });
    expect(made?.sent[0]).toEqual({ on: '2025-01-02' });
  });

  it('takes the first message for the words of an invitation that the file lists without', () => {
    const note = { by: 'owner' as const, on: day('2024-03-09'), text: 'f1' };
    const invited = contactNo(1, {}, { messages: messagesWith({ note }) });
    const made = withInvitations([to(1, '2024-01-01'), to(1, '2024-03-09')], [invited]);
    expect(numbers(made)).toEqual([2, 1, 0, 0]);
    expect(made?.withoutNote).toEqual([{ on: '2024-01-01', contact: invited }]);
  });

  it('counts an invitation once that one export names by profile and another by name', () => {
    const byName = anInvitation({
      personId: contactNo(7).contactId,
      bySlug: false,
      foldedName: 'person no1',
    });
    const made = withInvitations([{ ...to(1, '2024-03-09') }, { ...byName, sentOn: day('2024-03-09') }]);
    expect(made?.sent).toHaveLength(1);
  });

  it('has no invitations where no accepted export had any to look at, and zero where one had', () => {
    const none = [
      anImport(['connections']),
      anImport(['invitations'], { status: 'held' }),
      anImport([], { files: [{ name: 'Invitations.csv', kind: 'invitations', rows: 0 }] }),
    ];
    expect(habits({ imports: none }).invitations).toBeUndefined();
    expect(numbers(habits().invitations)).toEqual([0, 0, 0, 0]);
    const two = ['2026-01-01', '2026-06-01'].map((on) => anImport(['invitations'], { exportedAt: time(on) }));
    expect(habits({ imports: two }).invitations).toMatchObject({
      exports: 2,
      from: '2026-01-01',
      to: '2026-06-01',
    });
  });

  it('lists who waits for an answer, the longest wait first, and not before the days of the policy', () => {
    const wroteOn = (no: number, on: string) =>
      contactNo(no, {}, { messages: messagesWith({ received: 1, firstReceivedOn: day(on) }) });
    const asked = contactNo(5, {}, { messages: messagesWith({ sent: 2, firstSentOn: day('2024-06-01') }) });
    const late = wroteOn(4, daysAfter('2026-06-01', -89));
    const contacts = [wroteOn(1, '2025-06-01'), wroteOn(2, '2024-06-01'), late, asked, aContact()];
    const { messages } = habits({ contacts });
    expect(idsOf(messages?.youNeverAnswered ?? [])).toEqual(idsOf([wroteOn(2, ''), wroteOn(1, '')]));
    expect(idsOf(messages?.theyNeverAnswered ?? [])).toEqual(idsOf([asked]));
    expect(messages).toMatchObject({ until: '2026-06-01', afterDays: 90 });
    expect(habits({ contacts, imports: [anImport(['invitations'])] }).messages).toBeUndefined();
  });
});
