import fc from 'fast-check';
import type { Contact, ContactFacts, ContactRow } from '../../shared/domain/contact.ts';
import { rowKey, seenFacts } from '../../shared/domain/contact.ts';
import { answers, type Decision, decide, undo } from '../../shared/domain/decision.ts';
import { mergeFacts } from '../../shared/domain/facts.ts';
import { contactSubject, type IsoDay } from '../../shared/domain/ids.ts';
import type { Head } from '../../shared/domain/import.ts';
import {
  emptyMemory,
  excerptId,
  invitationId,
  jobId,
  type Memory,
  ownFactId,
} from '../../shared/domain/memory.ts';
import { type ComplianceEntry, complianceId, type Owner } from '../../shared/domain/owner.ts';
import { type ImportPlan, planImport } from '../../shared/domain/plan-import.ts';
import { askIds, type PolicyChanges, policyIds } from '../../shared/domain/policy.ts';
import type { PersonMessages, PersonRef, Snapshot } from '../../shared/domain/snapshot.ts';
import { aHead, anOwner, aRow, aSide, aSnapshot, day, month, time } from './builders.ts';

// A small world, so that slugs change hands, names collide and people come back.
const names = ['Anna Muster', 'Bert Muster', 'Cleo Neu'];
const slugs = ['anna', 'bert', 'cleo', 'dora'];
const days = ['2024-03-10', '2025-03-10'];
const texts = ['We met in Ulm', 'Hello', 'I would like to add you'];
const someDay = fc.constantFrom('2024-03-01', '2024-03-10', '2024-04-01', '2025-05-01').map(day);
const someTime = fc
  .integer({ min: 0, max: 40 })
  .map((hours) => new Date(Date.parse('2024-03-09T20:00:00Z') + hours * 3_600_000).toISOString());
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const aPerson: fc.Arbitrary<PersonRef> = fc
  .record({ slug: maybe(fc.constantFrom(...slugs)), name: maybe(fc.constantFrom(...names)) })
  .map(({ slug, name }) => ({
    ...(slug === undefined ? {} : { slug }),
    ...(name === undefined ? {} : { name }),
  }));

const someRow: fc.Arbitrary<ContactRow> = fc
  .record({
    name: fc.constantFrom(...names),
    slug: maybe(fc.constantFrom(...slugs)),
    connectedOn: fc.constantFrom(...days),
    company: maybe(fc.constantFrom('Nordwerk', 'Südwerk', 'Freelance')),
  })
  .map(({ name, slug, connectedOn, company }) => {
    const [firstName = '', lastName = ''] = name.split(' ');
    const { slug: _, ...row } = aRow({ firstName, lastName, connectedOn: day(connectedOn) });
    return { ...row, ...(slug === undefined ? {} : { slug }), ...(company === undefined ? {} : { company }) };
  });

/** The rows of one export: no two have the same key, but for people of one name and day without profiles. */
export const someRows = fc.uniqueArray(someRow, {
  selector: (row) => (row.slug === undefined ? `${rowKey(row)} ${row.company}` : rowKey(row)),
  maxLength: 6,
});

const aConversation: fc.Arbitrary<PersonMessages> = fc
  .record({
    person: aPerson,
    sent: fc.array(someTime, { maxLength: 3 }),
    received: fc.array(someTime, { maxLength: 3 }),
    groups: fc.array(
      fc.record({
        size: fc.constantFrom(3, 8, 9),
        ownerWrote: fc.boolean(),
        personWrote: fc.boolean(),
        lastIn: fc.constantFrom('2024-05', '2025-05').map(month),
      }),
      { maxLength: 2 },
    ),
    text: fc.constantFrom(...texts),
  })
  .map(({ person, sent, received, groups, text }) => ({
    person,
    ...(sent.length === 0 ? {} : { sent: aSide(sent.toSorted(), text) }),
    ...(received.length === 0 ? {} : { received: aSide(received.toSorted(), text) }),
    groups,
  }));

const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const direction = fc.constantFrom('given' as const, 'received' as const);

/** An export of a day of 2026; its files name people of the small world, some of them no contacts. */
export const someSnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    exportedAt: fc.integer({ min: 10, max: 28 }).map((no) => time(`2026-06-${no}`)),
    contacts: someRows,
    // One conversation a person, as the reader gives them.
    messages: fc.uniqueArray(aConversation, {
      selector: ({ person }) => JSON.stringify(person),
      maxLength: 3,
    }),
    invitations: some(
      fc.record(
        {
          person: aPerson,
          direction: fc.constantFrom('incoming' as const, 'outgoing' as const),
          sentOn: someDay,
          note: fc.constantFrom(...texts),
        },
        { requiredKeys: ['person', 'direction', 'sentOn'] },
      ),
    ),
    notes: some(fc.record({ person: aPerson, text: fc.constantFrom(...texts), on: someDay })),
    recommendations: some(fc.record({ person: aPerson, direction, on: someDay })),
    endorsements: some(fc.record({ person: aPerson, direction, on: someDay })),
    addressBook: some(
      fc.record(
        {
          name: fc.constantFrom(...names),
          emails: fc.constantFrom([], ['anna@example.org']),
          source: fc.constantFrom('kept' as const, 'imported' as const),
          on: someDay,
        },
        { requiredKeys: ['emails', 'source'] },
      ),
    ),
    searches: some(fc.record({ name: fc.constantFrom(...names), on: someDay })),
    follows: some(fc.record({ name: fc.constantFrom(...names), on: someDay })),
    ownFacts: some(
      fc.record(
        {
          kind: fc.constantFrom('event' as const, 'post' as const, 'companyFollow' as const),
          name: fc.constantFrom('Nordwerk', 'Messe'),
          title: fc.constant(''),
          from: someDay,
          until: fc.constant(day('2025-05-02')),
        },
        { requiredKeys: ['kind', 'name', 'title', 'from'] },
      ),
    ),
    jobs: some(
      fc.record({
        company: fc.constantFrom('Nordwerk', 'Altwerk'),
        title: fc.constant('CEO'),
        startedIn: fc.constantFrom('2020', '2024-01').map(month),
      }),
    ),
  })
  .map((parts) =>
    aSnapshot({
      ...parts,
      files: [{ name: 'messages.csv', kind: 'messages', rows: 1 }],
      messagesJoin: 'url',
    }),
  );

/** What the table holds of one owner's uploads. */
export type State = {
  readonly contacts: readonly Contact[];
  readonly memory: Memory;
  readonly excerptIds: ReadonlySet<string>;
  readonly head: Head | undefined;
};
export const emptyState: State = {
  contacts: [],
  memory: emptyMemory,
  excerptIds: new Set(),
  head: undefined,
};

export const planOn = ({ contacts, ...state }: State, snapshot: Snapshot): ImportPlan =>
  planImport({ ...state, known: contacts, snapshot, keepExcerpts: true });

const put = <T>(standing: readonly T[], written: readonly T[], key: (item: T) => string): T[] =>
  [...new Map([...standing, ...written].map((item) => [key(item), item]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);

export const writeContacts = (state: State, contacts: readonly Contact[]): State => ({
  ...state,
  contacts: put(state.contacts, contacts, ({ contactId }) => contactId),
});

export const writeMemory = (state: State, plan: ImportPlan): State => ({
  ...state,
  memory: {
    invitations: put(state.memory.invitations, plan.invitations, invitationId),
    jobs: put(state.memory.jobs, plan.jobs, jobId),
    formerEmployers: put(
      state.memory.formerEmployers,
      plan.formerEmployers,
      (f) => `${f.contactId} ${f.company}`,
    ),
    ownFacts: put(state.memory.ownFacts, plan.ownFacts, ownFactId),
  },
  excerptIds: new Set([...state.excerptIds, ...plan.excerpts.map(excerptId)].sort()),
});

/** The whole import: plan, write, move the head. */
export function importOn(state: State, snapshot: Snapshot): State {
  const plan = planOn(state, snapshot);
  const written = writeMemory(writeContacts(state, plan.contacts), plan);
  return plan.older || snapshot.contacts === undefined
    ? written
    : { ...written, head: aHead(snapshot.exportedAt) };
}

/** A state after up to three exports in any order of their dates. */
export const someState = fc
  .array(someSnapshot, { maxLength: 3 })
  .map((snapshots) => snapshots.reduce(importOn, emptyState));

const someEntry: fc.Arbitrary<ComplianceEntry> = fc
  .record(
    {
      named: fc.constantFrom(
        { by: 'company' as const, value: 'Nordwerk' },
        { by: 'person' as const, value: 'Bert Muster' },
        { by: 'domain' as const, value: 'example.org' },
      ),
      until: someDay,
    },
    { requiredKeys: ['named'] },
  )
  .map(({ named, ...until }) => ({ ...named, reason: 'a contract', ...until }));

/** What an owner switched on and off, now and then also what nobody can switch off. */
export const someSwitched: fc.Arbitrary<NonNullable<PolicyChanges['switched']>> = fc
  .dictionary(fc.constantFrom(...askIds), fc.boolean(), { maxKeys: 4 })
  .map((switched) => ({ ...switched }));

/** An owner of any policy with numbers of their own, and perhaps with a compliance list. */
export const someOwner: fc.Arbitrary<Owner> = fc
  .record({
    policy: fc.constantFrom(...policyIds),
    compliance: fc.array(someEntry, { maxLength: 2 }),
    policyChanges: fc.record(
      {
        unansweredFromMessages: fc.integer({ min: 1, max: 3 }),
        unansweredAfterDays: fc.constantFrom(14, 90, 730),
        newContactGraceDays: fc.constantFrom(0, 30, 365),
        onlyWroteAtYouFromMessages: fc.integer({ min: 1, max: 3 }),
        oneOccasionSilentMonths: fc.constantFrom(1, 12, 24),
        lostFromSightAfterMonths: fc.constantFrom(1, 12, 36),
        burstFromConnections: fc.constantFrom(3, 8),
        switched: someSwitched,
      },
      { requiredKeys: [] },
    ),
  })
  .map((settings) => anOwner(settings));

/** What the owner answered about some of the contacts, some of it taken back; keeps in spite of entries among it. */
export const someDecisions = (contacts: readonly Contact[]): fc.Arbitrary<Decision[]> =>
  fc
    .array(
      fc.record({
        of: fc.nat({ max: Math.max(0, contacts.length - 1) }),
        answer: fc.constantFrom(...answers, 'undo' as const),
        on: fc.integer({ min: 10, max: 28 }).map((no) => time(`2026-06-${no}`)),
        aware: fc.boolean(),
      }),
      { maxLength: 6 },
    )
    .map((given) => {
      const decisions = new Map<string, Decision>();
      for (const { of, answer, on: at, aware } of given) {
        const contact = contacts[of];
        if (contact === undefined) continue;
        const subject = contactSubject(contact.contactId);
        const standing = decisions.get(subject);
        const despite = [complianceId({ by: 'company', value: 'Nordwerk' })];
        const more = aware && answer === 'keep' ? { despite, note: 'an old friend' } : {};
        const via = 'review' as const;
        if (answer !== 'undo')
          decisions.set(subject, decide(standing, { subject, given: { answer, ...more }, at, via }));
        else if (standing !== undefined)
          decisions.set(subject, undo(standing, { entries: standing.history.length, at, via }));
      }
      return [...decisions.values()];
    });

/** The same snapshot with the rows of every file in another order. */
export const shuffled = (snapshot: Snapshot): fc.Arbitrary<Snapshot> =>
  fc
    .tuple(
      shuffle(snapshot.contacts ?? []),
      shuffle(snapshot.messages),
      shuffle(snapshot.invitations),
      shuffle(snapshot.notes),
      shuffle(snapshot.recommendations),
      shuffle(snapshot.endorsements),
      shuffle(snapshot.addressBook),
      shuffle(snapshot.searches),
      shuffle(snapshot.ownFacts),
    )
    .map(([contacts, messages, invitations, notes, recommendations, endorsements, ...more]) => ({
      ...snapshot,
      contacts,
      messages,
      invitations,
      notes,
      recommendations,
      endorsements,
      addressBook: more[0],
      searches: more[1],
      ownFacts: more[2],
    }));

const shuffle = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

const aMonth = fc.constantFrom('2024', '2024-03', '2025-01').map(month);
const count = fc.constantFrom(0, 1, 20, 21, 50);

/** Days and groups as exports show them: nobody's second message without a first one, or before it. */
function asKept({ messages, groups, ...facts }: ContactFacts): ContactFacts {
  const inOrder = (first?: IsoDay, second?: IsoDay) =>
    first === undefined || second === undefined || first <= second ? [first, second] : [second, first];
  const [firstSentOn, secondSentOn] = inOrder(messages?.firstSentOn, messages?.secondSentOn);
  const [firstReceivedOn, secondReceivedOn] = inOrder(messages?.firstReceivedOn, messages?.secondReceivedOn);
  const days = { firstSentOn, secondSentOn, firstReceivedOn, secondReceivedOn };
  const found = {
    ...facts,
    ...(messages && { messages: { ...messages, ...days } }),
    ...(groups && { groups }),
  };
  return mergeFacts(found, found);
}

/** Facts as the table holds them: what is doubtful is listed once a kind, in the order of the kinds. */
export const someFacts: fc.Arbitrary<ContactFacts> = fc
  .record(
    {
      messages: fc.record(
        {
          sent: count,
          received: count,
          turnBack: fc.boolean(),
          firstSentOn: someDay,
          firstReceivedOn: someDay,
          lastSentIn: aMonth,
          lastReceivedIn: aMonth,
          secondSentOn: someDay,
          secondReceivedOn: someDay,
          lastReceivedAt: someTime.map(time),
          first: fc.record({
            by: fc.constantFrom('owner' as const, 'contact' as const),
            on: someDay,
            text: fc.constantFrom('a', 'b'),
          }),
        },
        { requiredKeys: ['sent', 'received', 'turnBack'] },
      ),
      groups: fc
        .array(
          fc.record({
            shared: count,
            best: fc.record({
              size: fc.constantFrom(3, 8, 9),
              ownerWrote: fc.boolean(),
              contactWrote: fc.boolean(),
              lastIn: aMonth,
            }),
          }),
          { minLength: 1, maxLength: 3 },
        )
        .map(
          (groups) =>
            groups.reduce<ContactFacts>((facts, one) => mergeFacts(facts, { groups: one }), {}).groups,
        ),
      firstConnectedOn: someDay,
      notedOn: someDay,
      recommendationGivenOn: someDay,
      recommendationReceivedOn: someDay,
      endorsementGivenOn: someDay,
      endorsementReceivedOn: someDay,
      addressByEmailOn: someDay,
      addressByNameOn: someDay,
      addressImportedOn: someDay,
      searchedOn: someDay,
      followedOn: someDay,
      bySeen: fc.subarray([...seenFacts]),
      doubtful: fc.array(
        fc.record(
          {
            kind: fc.constantFrom('messages' as const, 'note' as const, 'search' as const),
            namesakes: fc.integer({ min: 2, max: 4 }),
            byNameOnly: fc.constant(true as const),
          },
          { requiredKeys: ['kind', 'namesakes'] },
        ),
        { minLength: 1, maxLength: 4 },
      ),
    },
    { requiredKeys: [] },
  )
  .map(({ doubtful, ...facts }) => ({
    ...asKept(facts),
    ...mergeFacts({ doubtful: doubtful ?? [] }, { doubtful: [] }),
  }))
  .map(({ doubtful, ...facts }) =>
    doubtful === undefined || doubtful.length === 0 ? facts : { ...facts, doubtful },
  )
  .map(({ bySeen = [], ...facts }): ContactFacts => {
    const seen = bySeen.filter((fact) => facts[fact] !== undefined);
    return seen.length === 0 ? facts : { ...facts, bySeen: seen };
  });
