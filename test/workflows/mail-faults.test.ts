import { describe, expect, test } from 'vitest';
import type { MailId } from '../../shared/domain/ids.ts';
import { hasGoneOut, type MailState, mailStates } from '../../shared/domain/mail-state.ts';
import type { MailEvent } from '../../shared/domain/outcome.ts';
import { type Fault, faultPlan, PlantedFault } from './faults.ts';
import { fates as allFates, type Fate, type MailWorld, mailWorld } from './mail-world.ts';

/** How one mail fares with its carrier: what becomes of the first requests, and when its events come, if ever. */
type Course = {
  readonly fates: readonly Fate[];
  readonly eventsAtHour: number | undefined;
  /** Those that come, in this order; delivery and send unless told. */
  readonly events?: readonly MailEvent[];
  /** What they make of a mail that was taken; delivered unless told. */
  readonly ends?: MailState;
  /** The carrier keeps books of what it took. */
  readonly looksUp?: true;
  /** When the address is told to take no mail, by a bounce of another one. */
  readonly stopsAtHour?: number;
  /** When the owner asks for another attempt. */
  readonly asksAtHour?: number;
};

const courses: Course[] = [undefined, 0, 2, 30].flatMap((eventsAtHour) =>
  [[], ['lostReply'], ['lostRequest'], ['throttled'], ['notProved', 'lostReply']].map((fates) => ({
    fates: fates as Fate[],
    eventsAtHour,
  })),
);

/** Ways by which the machine of states goes where those above do not take it. */
const rarer: readonly Course[] = [
  { fates: ['refused'], eventsAtHour: undefined },
  { fates: ['refused'], eventsAtHour: undefined, asksAtHour: 26 },
  { fates: ['lostRequest'], eventsAtHour: undefined, asksAtHour: 26 },
  { fates: ['lostRequest'], eventsAtHour: undefined, looksUp: true },
  { fates: ['lostReply'], eventsAtHour: undefined, looksUp: true },
  { fates: [], eventsAtHour: undefined, stopsAtHour: 0 },
  { fates: ['throttled'], eventsAtHour: undefined, stopsAtHour: 1 },
  { fates: ['sent'], eventsAtHour: 2, events: ['softBounce', 'delivery'] },
  ...[2, 30].flatMap((eventsAtHour): Course[] =>
    (['lostReply', 'sent'] as const).flatMap((fate): Course[] => [
      { fates: [fate], eventsAtHour, events: ['send', 'delivery'] },
      { fates: [fate], eventsAtHour, events: ['bounce', 'send'], ends: 'bounced' },
      { fates: [fate], eventsAtHour, events: ['delivery', 'bounce'], ends: 'bounced' },
      { fates: [fate], eventsAtHour, events: ['reject'], ends: 'failed' },
    ]),
  ),
];

const hours = [0, 1, 2, 25, 26, 30, 49, 51];
const another = 'welcome' as MailId;

/** The queues of a home: what fails comes again, at most five times. */
async function upToFiveTimes(run: () => Promise<unknown>): Promise<void> {
  for (let receive = 1; receive <= 5; receive += 1) {
    try {
      await run();
      return;
    } catch (fault) {
      if (!(fault instanceof PlantedFault)) throw fault;
    }
  }
}

async function playOut(
  course: Course,
  ...faults: readonly Fault[]
): Promise<{ world: MailWorld; calls: number }> {
  const { wrap, calls } = faultPlan(...faults);
  const { fates, events = ['delivery', 'send'], looksUp = false } = course;
  const world = await mailWorld({ looksUp, wrap: (port) => wrap(watched(port, () => world.state())) });
  world.plan(...fates);
  for (const hour of hours) {
    world.goTo(hour);
    if (course.stopsAtHour === hour) await upToFiveTimes(() => world.hear('bounce', { mailId: another }));
    if (hour === 0) await upToFiveTimes(() => world.deliver());
    if (course.eventsAtHour !== undefined && hour >= course.eventsAtHour)
      for (const { attempt } of world.taken)
        for (const event of events) await upToFiveTimes(() => world.hear(event, { attempt }));
    if (course.asksAtHour === hour) await upToFiveTimes(() => world.deliver({ again: true }));
    await upToFiveTimes(async () => {
      const [fault] = (await world.settle()).faults;
      if (fault !== undefined) throw fault.fault;
    });
  }
  for (const { call, when } of faults) reached.faults.add(`${calls[call - 1]} ${when}`);
  for (const fate of world.requests.map((_, no) => fates[no] ?? 'sent')) reached.fates.add(fate);
  return { world, calls: calls.length };
}

/** What came about at least once in some plan. */
const reached = {
  /** Each kind of fault at each call. */
  faults: new Set<string>(),
  fates: new Set<string>(),
  states: new Set<string>(),
  /** From one state of the mail to another. */
  moves: new Set<string>(),
};

/** Looks at the mail's state before and after each call that writes. */
const watched = <Port extends object>(port: Port, state: () => Promise<MailState>): Port =>
  new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function' || !writing.has(String(name))) return method;
      return async (...args: unknown[]) => {
        const before = await state();
        const result: unknown = await method.apply(target, args);
        const after = await state();
        for (const each of [before, after]) reached.states.add(each);
        if (before !== after) reached.moves.add(`${before} > ${after}`);
        return result;
      };
    },
  });
const writing = new Set(['claimSend', 'answerSend', 'recordOutcome']);

const plansOf = (calls: number): Fault[] =>
  Array.from({ length: calls }, (_, i) => i + 1).flatMap((call): Fault[] => [
    { call, when: 'before' },
    { call, when: 'after' },
  ]);

const told: { plans: number; taken: number; held: number } = { plans: 0, taken: 0, held: 0 };

async function check(course: Course, ...faults: readonly Fault[]): Promise<void> {
  const { world } = await playOut(course, ...faults);
  const where = JSON.stringify({ course, faults });
  const state = await world.state();
  expect(world.taken.length, where).toBeLessThanOrEqual(1);
  const mayFail = course.fates.includes('refused') || course.ends === 'failed';
  const isAtRest = hasGoneOut(state) || state === 'held' || (mayFail && state === 'failed');
  expect(isAtRest, `${where}: ${state}`).toBe(true);
  // Whoever says that it went out must be right; held may be a mail whose event is still to come.
  if (hasGoneOut(state)) expect(world.taken, where).toHaveLength(1);
  const ends = course.ends ?? 'delivered';
  if (course.eventsAtHour !== undefined && world.taken.length === 1) expect(state, where).toBe(ends);
  told.plans += 1;
  told[state === 'held' ? 'held' : 'taken'] += 1;
}

/** All moves of the machine of states (REQUIREMENTS C3, E-4). */
const moves: Readonly<Record<MailState, readonly MailState[]>> = {
  rendered: ['sending', 'held'],
  sending: ['sent', 'delivered', 'bounced', 'waiting', 'held', 'failed', 'rendered'],
  sent: ['delivered', 'bounced', 'failed'],
  delivered: ['bounced'],
  bounced: ['delivered'],
  waiting: ['sending', 'held'],
  held: ['sending', 'sent', 'delivered', 'bounced', 'failed'],
  failed: ['sending'],
};

describe('delivery, events and settlement under faults: one mail is taken once, or held', () => {
  test.each(courses)(
    '$fates, events from hour $eventsAtHour on: no fault, and every single one',
    async (course) => {
      const { calls } = await playOut(course);
      expect(calls).toBeGreaterThanOrEqual(10);
      await check(course);
      for (const fault of plansOf(calls)) await check(course, fault);
    },
  );

  test.each(courses.filter(({ eventsAtHour }) => eventsAtHour !== 0))(
    '$fates, events from hour $eventsAtHour on: every pair of faults up to the first settlement',
    async (course) => {
      const first = plansOf(16);
      for (const one of first)
        for (const other of first) if (other.call > one.call) await check(course, one, other);
    },
  );

  test.each(rarer)('%o: no fault, and every single one', async (course) => {
    const { calls } = await playOut(course);
    await check(course);
    for (const fault of plansOf(calls)) await check(course, fault);
  });

  test('each kind of fault was met at each call, and each answer of the carrier', () => {
    const calls = [
      ...['readMail', 'readSends', 'readOutcomes', 'readOwner', 'readMailStatus'],
      ...['claimSend', 'answerSend', 'send', 'lookUp', 'recordOutcome', 'stopMailing'],
    ];
    expect([...reached.faults].sort()).toEqual(
      calls.flatMap((call) => [`${call} after`, `${call} before`]).sort(),
    );
    expect([...reached.fates].sort()).toEqual(Object.keys(allFates).sort());
  });

  test('each state was reached, and each move from one to another that there is, and no other', () => {
    expect([...reached.states].sort()).toEqual([...mailStates].sort());
    const all = mailStates.flatMap((from) => moves[from].map((to) => `${from} > ${to}`));
    expect([...reached.moves].sort()).toEqual(all.sort());
  });

  test('both ends were reached, by thousands of plans', () => {
    expect(told.plans).toBeGreaterThan(5_000);
    expect(told.taken).toBeGreaterThan(1_000);
    expect(told.held).toBeGreaterThan(100);
  });
});
