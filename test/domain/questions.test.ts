import { describe, expect, it } from 'vitest';
import type { Contact, ContactRow } from '../../shared/domain/contact.ts';
import type { AnswerState } from '../../shared/domain/decision.ts';
import { minutesFor } from '../../shared/domain/digest.ts';
import type { Reason, RuleId } from '../../shared/domain/finding.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import { memoryHooks } from '../../shared/domain/hooks.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import { questionsOfDigest, rankQuestions, withOrdinals } from '../../shared/domain/questions.ts';
import { aContact, aFinding, aJob, contactNo, day, daysAfter, employers, month, time } from './builders.ts';

const searchedUntil = day('2026-06-01');
const connectedOn = day('2024-03-10');
const reasons = {
  unknownOrigin: { kind: 'noTrace', connectedOn, searchedUntil },
  unreciprocated: {
    kind: 'theyNeverAnswered',
    messages: 1,
    since: day('2024-04-01'),
    searchedUntil,
    noTrace: true,
  },
  lostFromSight: { kind: 'lostFromSight', lastIn: month('2020-01'), messages: 9 },
  compliance: { kind: 'compliance', by: 'person', value: 'x', entry: 'e', connectedOn },
  dueAgain: { kind: 'dueAgain', answer: 'later', on: day('2026-05-01'), round: 1 },
  onlyWroteAtYou: { kind: 'onlyWroteAtYou', messages: 3, since: day('2024-03-11'), searchedUntil },
  oneOccasion: { kind: 'oneOccasion', occasion: 'conversation', at: month('2024-03'), searchedUntil },
} satisfies Partial<Record<RuleId, Reason>>;
const flagOf = (
  contact: Contact,
  ruleId: keyof typeof reasons = 'unknownOrigin',
  overrides: Partial<Flag> = {},
): Flag => ({
  subject: contactSubject(contact.contactId),
  ruleId,
  state: 'open',
  openedAt: time('2026-06-01'),
  finding: aFinding(contact, { ruleId, reason: reasons[ruleId] }),
  ...overrides,
});
const rank = (contacts: readonly Contact[], flags: readonly Flag[], settled: readonly Contact[] = []) =>
  rankQuestions({
    policy: policies.balanced,
    flags,
    contacts,
    jobs: [],
    ownFacts: [],
    employers,
    answerStateOf: ({ subject }) =>
      settled.some(({ contactId }) => contactSubject(contactId) === subject) ? 'settled' : 'open',
  });

describe('the order of questions', () => {
  const on = (no: number, connected: string) => contactNo(no, { connectedOn: day(connected) });
  const lost = on(1, '2026-04-01');
  const oneSided = on(2, '2026-03-01');
  const unknown = on(3, '2026-02-01');
  const both = on(4, '2026-01-01');
  const olderBoth = on(5, '2025-01-01');
  const all = [lost, oneSided, unknown, both, olderBoth];
  const flags = [
    flagOf(lost, 'lostFromSight'),
    flagOf(oneSided, 'unreciprocated'),
    flagOf(unknown),
    ...[olderBoth, both].flatMap((contact) => [flagOf(contact), flagOf(contact, 'unreciprocated')]),
  ];

  it('is by class, then the newest connection first, numbered from 1, one question a contact', () => {
    const questions = rank(all, flags);
    expect(questions.map(({ no, name, class: of }) => [no, name, of])).toEqual([
      [1, 'Person No4', 'unknownAndOneSided'],
      [2, 'Person No5', 'unknownAndOneSided'],
      [3, 'Person No3', 'unknown'],
      [4, 'Person No2', 'oneSided'],
      [5, 'Person No1', 'lostFromSight'],
    ]);
    expect(rank(all.toReversed(), flags.toReversed())).toEqual(questions);
  });

  it('is by id among equals', () => {
    const contacts = Array.from({ length: 20 }, (_, no) => contactNo(no));
    const ids = rank(
      contacts,
      contacts.map((contact) => flagOf(contact)),
    ).map(({ contactId }) => contactId);
    expect(ids).toEqual(contacts.map(({ contactId }) => contactId).sort());
  });

  it('says the one-sidedness of those who are both, and names both rules', () => {
    const [first] = rank(all, flags);
    expect(first).toMatchObject({
      reason: reasons.unreciprocated,
      ruleIds: ['unknownOrigin', 'unreciprocated'],
    });
  });

  it('leaves out the settled, the closed, the missing and the unheard-of', () => {
    const missing = aContact({ ...unknown, missingSince: time('2026-05-01') });
    expect(rank(all, flags, all)).toEqual([]);
    expect(
      rank(all, [
        flagOf(unknown, 'unknownOrigin', { state: 'lapsed' }),
        flagOf(lost, 'lostFromSight', { state: 'decided' }),
      ]),
    ).toEqual([]);
    expect(rank([missing], [flagOf(missing)])).toEqual([]);
    expect(rank([], [flagOf(unknown)])).toEqual([]);
  });

  it('shows the contact as it is now, with a link made from the slug alone', () => {
    const contact = aContact({ row: { company: 'Nordwerk', position: 'CEO' } });
    expect(rank([contact], [flagOf(contact)])[0]).toMatchObject({
      name: 'Anna Muster',
      company: 'Nordwerk',
      position: 'CEO',
      connectedOn: '2024-03-10',
      profileUrl: 'https://www.linkedin.com/in/anna-muster',
    });
  });
});

describe('the class of a question', () => {
  const answered = (flags: readonly Flag[], contacts: readonly Contact[], state: AnswerState) =>
    rankQuestions({
      policy: policies.balanced,
      flags,
      contacts,
      jobs: [],
      ownFacts: [],
      employers,
      answerStateOf: () => state,
    });

  it('follows PRODUCT’s order, whichever connection is the newest', () => {
    const inOrder = [
      ['compliance'],
      ['dueAgain'],
      ['onlyWroteAtYou'],
      ['unreciprocated', 'unknownOrigin'],
      ['unknownOrigin'],
      ['unreciprocated'],
      ['oneOccasion'],
      ['lostFromSight'],
    ] as const;
    const contacts = inOrder.map((_, no) => contactNo(no, { connectedOn: daysAfter('2020-01-01', no) }));
    const flags = contacts.flatMap((contact, no) =>
      (inOrder[no] ?? []).map((ruleId) => flagOf(contact, ruleId)),
    );
    expect(rank(contacts, flags.toReversed()).map(({ name }) => name)).toEqual(
      contacts.map(({ row }) => `${row.firstName} ${row.lastName}`),
    );
  });

  it('is that of what weighs most when several rules ask, and what was put off is told by what is the matter', () => {
    const contact = contactNo(1);
    const asked = (...ruleIds: (keyof typeof reasons)[]) =>
      rank(
        [contact],
        ruleIds.map((ruleId) => flagOf(contact, ruleId)),
      )[0];
    expect(asked('lostFromSight', 'oneOccasion')).toMatchObject({
      class: 'oneOccasion',
      reason: reasons.oneOccasion,
    });
    expect(asked('unknownOrigin', 'unreciprocated', 'onlyWroteAtYou')).toMatchObject({
      class: 'onlyWroteAtYou',
      reason: reasons.onlyWroteAtYou,
    });
    expect(asked('lostFromSight', 'compliance')).toMatchObject({
      class: 'compliance',
      reason: reasons.compliance,
    });
    expect(asked('dueAgain', 'lostFromSight')).toMatchObject({ reason: reasons.lostFromSight });
    expect(asked('dueAgain')).toMatchObject({ class: 'dueAgain', reason: reasons.dueAgain });
    // Said once: where it is not the reason itself.
    expect(asked('dueAgain', 'lostFromSight')?.putOff).toEqual({ answer: 'later', on: day('2026-05-01') });
    expect(asked('dueAgain')?.putOff).toBeUndefined();
    expect(asked('lostFromSight')?.putOff).toBeUndefined();
  });

  it('is *due again* for whoever was put off, but compliance stays first', () => {
    const [a, b] = [contactNo(1), contactNo(2)];
    const flags = [flagOf(a, 'lostFromSight'), flagOf(b, 'compliance')];
    expect(answered(flags, [a, b], 'dueAgain').map(({ class: of }) => of)).toEqual([
      'compliance',
      'dueAgain',
    ]);
    expect(answered(flags, [a, b], 'settled')).toEqual([]);
  });
});

describe('a digest that was opened before', () => {
  const contacts = [contactNo(1), contactNo(2), contactNo(3)];
  const asked = contacts.map(({ contactId }, index) => ({
    no: 3 - index,
    subject: contactSubject(contactId),
  }));

  it('asks the same people under the same numbers, whatever became of their flags', () => {
    const flags = contacts.map((contact, index) =>
      flagOf(contact, 'unknownOrigin', { state: (['open', 'lapsed', 'decided'] as const)[index] ?? 'open' }),
    );
    const extra = contactNo(4);
    const questions = questionsOfDigest({
      policy: policies.balanced,
      asked,
      flags: [...flags, flagOf(extra)],
      contacts: [...contacts, extra],
      jobs: [],
      ownFacts: [],
      employers,
    });
    expect(questions.map(({ no, name }) => [no, name])).toEqual([
      [1, 'Person No3'],
      [2, 'Person No2'],
      [3, 'Person No1'],
    ]);
    expect(questions.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3].map((place) => ({ of: 3, place })));
  });

  it.each([
    ['the open flag', { state: 'open' }],
    ['the flag that was closed last', { state: 'decided', closedAt: time('2026-06-20') }],
  ] as const)('gives the reason of %s, never of one that lapsed before', (_, current) => {
    const contact = contactNo(1);
    const lapsed = { state: 'lapsed', closedAt: time('2026-06-10') } as const;
    const [question] = questionsOfDigest({
      policy: policies.balanced,
      asked,
      flags: [flagOf(contact, 'unreciprocated', lapsed), flagOf(contact, 'unknownOrigin', current)],
      contacts,
      jobs: [],
      ownFacts: [],
      employers,
    });
    expect(question).toMatchObject({
      class: 'unknown',
      ruleIds: ['unknownOrigin'],
      reason: reasons.unknownOrigin,
    });
  });
});

describe('questions with one reason', () => {
  it('are numbered from two on', () => {
    const contacts = [contactNo(1), contactNo(2)];
    const ordinals = (all: readonly Contact[]) =>
      withOrdinals(
        rank(
          all,
          all.map((contact) => flagOf(contact)),
        ),
      ).map(({ ordinal }) => ordinal);
    expect(ordinals(contacts.slice(1))).toEqual([undefined]);
    expect(ordinals(contacts)).toEqual([1, 2].map((place) => ({ of: 2, place })));
  });

  it('are told apart, so that no two say the same', () => {
    const contacts = Array.from({ length: 9 }, (_, no) => contactNo(no));
    const flags = contacts.map((contact, no) =>
      flagOf(contact, no % 3 === 0 ? 'lostFromSight' : no % 3 === 1 ? 'unreciprocated' : 'unknownOrigin'),
    );
    const single = contactNo(10);
    const other = flagOf(single, 'unknownOrigin', {
      finding: aFinding(single, {
        reason: { kind: 'noTrace', connectedOn: day('2024-03-11'), searchedUntil },
      }),
    });
    const questions = withOrdinals(rank([...contacts, single], [...flags, other]));
    const said = questions.map(({ reason, ordinal }) => JSON.stringify([reason, ordinal]));
    expect(new Set(said).size).toBe(10);
    expect(questions.filter(({ ordinal }) => ordinal === undefined).map(({ name }) => name)).toEqual([
      'Person No10',
    ]);
  });
});

describe('memory hooks', () => {
  const hooksOf = (row: Partial<ContactRow>, others: readonly Contact[], jobs = [aJob()]) => {
    const contact = aContact({ row });
    return memoryHooks([contact, ...others], { jobs, ownFacts: [], employers, policy: policies.balanced })(
      contact,
    );
  };
  const otherDay = { connectedOn: day('2020-01-01') };

  it('names up to three of the same day and counts the others', () => {
    const others = Array.from({ length: 5 }, (_, no) => contactNo(no));
    const [hook] = hooksOf({}, others, []);
    expect(hook).toMatchObject({ kind: 'sameDay', others: 2 });
    expect(hook?.kind === 'sameDay' && hook.names).toHaveLength(3);
    expect(hooksOf({}, others.slice(0, 3), [])).toMatchObject([{ kind: 'sameDay', others: 0 }]);
  });

  it('names others at the company, in any spelling', () => {
    const colleague = contactNo(1, { ...otherDay, company: 'NORDWERK' });
    expect(hooksOf({ company: 'Nordwerk GmbH' }, [colleague], [])).toEqual([
      { kind: 'sameCompany', company: 'Nordwerk GmbH', names: ['Person No1'], others: 0 },
    ]);
  });

  it('takes generic names for no company', () => {
    const freelancer = contactNo(1, { ...otherDay, company: 'Freelance' });
    expect(hooksOf({ company: 'Freelance' }, [freelancer], [])).toEqual([]);
  });

  it('says where the owner worked then', () => {
    const now = aJob({ company: 'Now', startedIn: month('2025-01') });
    const then = aJob({
      company: 'Then',
      title: 'CTO',
      startedIn: month('2024-01'),
      finishedIn: month('2024-06'),
    });
    expect(hooksOf({}, [], [now, then])).toEqual([{ kind: 'ownJob', company: 'Then', title: 'CTO' }]);
  });

  it('leaves out the missing and knows nothing of the lonely', () => {
    expect(hooksOf({}, [aContact({ row: { slug: 'x' }, missingSince: time('2026-01-01') })], [])).toEqual([]);
    expect(hooksOf({}, [contactNo(1, otherDay)], [])).toEqual([]);
  });
});

describe('the time that a digest takes', () => {
  it.each([
    [0, 1],
    [1, 1],
    [6, 1],
    [7, 2],
    [12, 2],
    [25, 5],
  ])('%i questions: %i minutes', (questions, minutes) => {
    expect(minutesFor(questions)).toBe(minutes);
  });
});
