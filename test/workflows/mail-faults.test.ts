import { describe, expect, test } from 'vitest';
import { hasGoneOut } from '../../shared/domain/mail-state.ts';
import { type Fault, faultPlan, PlantedFault } from './faults.ts';
import { type Fate, type MailWorld, mailWorld } from './mail-world.ts';

/** How one mail fares with its carrier: what becomes of the first requests, and when its events come, if ever. */
type Course = { readonly fates: readonly Fate[]; readonly eventsAtHour: number | undefined };

const courses: Course[] = [undefined, 0, 2, 30].flatMap((eventsAtHour) =>
  [[], ['lostReply'], ['lostRequest'], ['throttled'], ['notProved', 'lostReply']].map((fates) => ({
    fates: fates as Fate[],
    eventsAtHour,
  })),
);

const hours = [0, 1, 2, 25, 26, 30, 49];

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
  const world = await mailWorld({ wrap });
  world.plan(...course.fates);
  for (const hour of hours) {
    world.goTo(hour);
    if (hour === 0) await upToFiveTimes(() => world.deliver());
    if (course.eventsAtHour !== undefined && hour >= course.eventsAtHour)
      for (const { attempt } of world.taken)
        for (const event of ['delivery', 'send'] as const)
          await upToFiveTimes(() => world.hear(event, { attempt }));
    await upToFiveTimes(async () => {
      const [fault] = (await world.settle()).faults;
      if (fault !== undefined) throw fault.fault;
    });
  }
  return { world, calls: calls.length };
}

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
  expect(hasGoneOut(state) || state === 'held', `${where}: ${state}`).toBe(true);
  // Whoever says that it went out must be right; held may be a mail whose event is still to come.
  if (hasGoneOut(state)) expect(world.taken, where).toHaveLength(1);
  if (course.eventsAtHour !== undefined && world.taken.length === 1) expect(state, where).toBe('delivered');
  told.plans += 1;
  told[state === 'held' ? 'held' : 'taken'] += 1;
}

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

  test('both ends were reached, by thousands of plans', () => {
    expect(told.plans).toBeGreaterThan(5_000);
    expect(told.taken).toBeGreaterThan(1_000);
    expect(told.held).toBeGreaterThan(100);
  });
});
