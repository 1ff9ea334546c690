import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IsoTime, MailId } from '../../shared/domain/ids.ts';
import { addressHashOf } from '../../shared/domain/outcome.ts';
import { mailsQueueMessage } from '../../shared/ports/queue.ts';
import { aMail, aSend, hoursOn, mailId } from '../domain/mails.ts';
import { type Fate, fates, type MailWorld, mailWorld, me } from './mail-world.ts';

const outcomesOf = async (settled: ReturnType<MailWorld['settle']>) =>
  (await settled).deliveries.map(({ outcome }) => outcome);

describe('a mail that was refused for a while', () => {
  test('goes again when its time has come, the same to the byte, and not before', async () => {
    const world = await mailWorld();
    world.plan('throttled');
    expect(await world.deliver()).toEqual({ outcome: 'putOff', code: 'Throttling' });
    world.goTo(0.16);
    expect(await outcomesOf(world.settle())).toEqual(['waiting']);
    world.goTo(1);
    expect(await outcomesOf(world.settle())).toEqual(['sent']);
    expect(world.requests.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(new Set(world.requests.map(({ mime }) => mime)).size).toBe(1);
    expect(await outcomesOf(world.settle())).toEqual(['alreadySent']);
  });

  test('is found in the family of its maker', async () => {
    const world = await mailWorld();
    const welcome = 'welcome' as MailId;
    await world.store.freezeMail('admin', aMail(me, { mailId: welcome, kind: 'welcome' }));
    const refused = { state: 'refused', code: 'Throttling', notBefore: hoursOn(1) } as const;
    await world.store.claimSend(me, aSend({ mailId: welcome, madeBy: 'admin', ...refused }));
    const { madeBy: _, ...before } = aSend(refused);
    await world.store.claimSend(me, before);
    world.goTo(2);
    expect(await outcomesOf(world.settle())).toEqual(['sent', 'sent']);
    expect(world.taken.map((mail) => mail.mailId).sort()).toEqual([mailId, welcome]);
  });

  test('is not tried any more after sixty days', async () => {
    const world = await mailWorld();
    await world.store.claimSend(me, aSend({ state: 'refused', notBefore: hoursOn(60 * 24) }));
    world.goTo(61 * 24);
    expect(await outcomesOf(world.settle())).toEqual([]);
    expect(await world.deliver()).toEqual({ outcome: 'waiting' });
    expect(world.requests).toEqual([]);
  });
});

describe('a mail whose answer was lost', () => {
  test.each(['lostReply', 'lostRequest'] as const)(
    '%s: is held after a day, and never sent by itself',
    async (fate) => {
      const world = await mailWorld();
      world.plan(fate);
      expect(await world.deliver()).toEqual({ outcome: 'unknown', code: 'TimeoutError' });
      for (let hours = 1; hours < 24; hours += 1) {
        world.goTo(hours);
        expect(await outcomesOf(world.settle())).toEqual(['beingSent']);
        expect(await world.deliver()).toEqual({ outcome: 'beingSent' });
      }
      world.goTo(24);
      expect((await world.settle()).deliveries).toEqual([{ mailId, outcome: 'held', code: 'noSendEvent' }]);
      for (let days = 2; days < 100; days += 1) {
        world.goTo(days * 24);
        expect(await outcomesOf(world.settle())).toEqual([]);
        expect(await world.deliver()).toEqual({ outcome: 'stillHeld' });
      }
      expect(world.requests).toHaveLength(1);
      expect(await world.state()).toBe('held');
    },
  );

  test('is sent once the event says so, and the attempt remembers it', async () => {
    const world = await mailWorld();
    world.plan('lostReply');
    await world.deliver();
    world.goTo(1);
    await world.hear('send');
    expect(await world.deliver()).toEqual({ outcome: 'alreadySent' });
    expect(await world.store.readSends(me)).toMatchObject([
      { state: 'sent', answeredAt: hoursOn(1), messageId: '0102-made-up' },
    ]);
  });

  test('is sent also when the event comes after it was held, and then not again on request', async () => {
    const world = await mailWorld();
    world.plan('lostReply');
    await world.deliver();
    world.goTo(30);
    await world.settle();
    await world.hear('send');
    expect(await world.state()).toBe('sent');
    expect(await world.deliver({ again: true })).toEqual({ outcome: 'alreadySent' });
    expect(world.requests).toHaveLength(1);
  });

  test('goes again on request once it is held, and a request is good for one attempt', async () => {
    const world = await mailWorld();
    world.plan('lostRequest', 'lostRequest');
    await world.deliver();
    world.goTo(10);
    expect(await world.deliver({ again: true })).toEqual({ outcome: 'beingSent' });
    world.goTo(25);
    await world.settle();
    world.goTo(26);
    const request = { again: true, at: hoursOn(25.9) } as const;
    expect(await world.deliver(request)).toEqual({ outcome: 'unknown', code: 'TimeoutError' });
    world.goTo(60);
    await world.settle();
    expect(await world.deliver(request)).toEqual({ outcome: 'stillHeld' });
    expect(world.requests.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(await world.deliver({ again: true })).toEqual({ outcome: 'sent' });
  });
});

describe('a mail that was refused for good', () => {
  test('goes again on request alone', async () => {
    const world = await mailWorld();
    world.plan('refused');
    expect(await world.deliver()).toEqual({ outcome: 'refused', code: 'MessageRejected' });
    world.goTo(48);
    expect(await outcomesOf(world.settle())).toEqual([]);
    expect(await world.deliver()).toEqual({ outcome: 'failed' });
    expect(await world.deliver({ again: true })).toEqual({ outcome: 'sent' });
  });
});

describe('an address that its owner has not proved', () => {
  test('keeps the mail held, hour by hour, until it goes through; it became held once', async () => {
    const world = await mailWorld();
    world.plan('notProved', 'notProved', 'notProved');
    expect(await world.deliver()).toEqual({ outcome: 'held', code: 'AddressNotVerified' });
    for (const hours of [1, 2]) {
      world.goTo(hours + 0.01);
      expect(await outcomesOf(world.settle())).toEqual(['stillHeld']);
      expect(await world.state()).toBe('held');
    }
    world.goTo(3.1);
    expect(await outcomesOf(world.settle())).toEqual(['sent']);
    expect(world.taken).toHaveLength(1);
  });
});

describe('an address that takes no mail or whose owner complained', () => {
  test.each([
    ['bounce', 'addressBounced'],
    ['complaint', 'addressComplained'],
  ] as const)('after a %s nothing is asked of the carrier, whatever is tried', async (event, code) => {
    const next = 'digest-2026-12' as MailId;
    const world = await mailWorld({ mailIds: [mailId, next] });
    await world.deliver();
    await world.hear(event);
    expect(await world.deliver({ mailId: next })).toEqual({ outcome: 'held', code });
    expect(await world.deliver({ mailId: next })).toEqual({ outcome: 'stillHeld' });
    world.goTo(30);
    expect(await world.deliver({ mailId: next, again: true })).toEqual({ outcome: 'stillHeld', code });
    expect(await outcomesOf(world.settle())).toEqual([]);
    expect(world.requests).toHaveLength(1);
    expect(await world.state(next)).toBe('held');
  });

  test('does not keep a mail to another address of that owner', async () => {
    const world = await mailWorld();
    await world.hear('bounce', { mailId: 'digest-2026-10' as MailId });
    const moved = 'digest-2026-12' as MailId;
    await world.store.freezeMail('audit', aMail(me, { mailId: moved, to: 'new@feldkamp.example' }));
    expect(await world.deliver({ mailId: moved })).toEqual({ outcome: 'sent' });
    expect(await world.deliver()).toMatchObject({ outcome: 'held' });
    expect(await world.store.readMailStatus(me, addressHashOf(me, 'new@feldkamp.example'))).toBeUndefined();
  });
});

describe('an owner who wants no digests for now', () => {
  const pause = ({ store, now }: MailWorld) => store.pauseOwner(me, now().toISOString() as IsoTime);
  const resume = ({ store }: MailWorld) => store.pauseOwner(me, undefined);
  const paused = { outcome: 'paused', code: 'ownerPaused' };

  test('gets none that was queued before they said so, whoever asks, and nobody is called', async () => {
    const world = await mailWorld();
    await pause(world);
    for (const hours of [0, 1, 2]) {
      world.goTo(hours);
      expect(await world.deliver()).toEqual(paused);
      expect(await world.deliver({ again: true })).toEqual(paused);
      expect((await world.settle()).deliveries).toEqual([{ mailId, ...paused }]);
    }
    expect(world.requests).toEqual([]);
    expect(await world.state()).toBe('held');
    // Not one item an hour.
    expect(await world.store.readSends(me)).toMatchObject([{ state: 'held', code: 'ownerPaused' }]);
  });

  test.each(['throttled', 'notProved'] as const)('gets none that waited to go again: %s', async (fate) => {
    const world = await mailWorld();
    world.plan(fate);
    await world.deliver();
    await pause(world);
    world.goTo(2);
    expect(await outcomesOf(world.settle())).toEqual(['paused']);
    expect(world.requests).toHaveLength(1);
  });

  test('gets it once they resume, and once only', async () => {
    const world = await mailWorld();
    await pause(world);
    await world.deliver();
    world.goTo(59 * 24);
    await resume(world);
    expect(await outcomesOf(world.settle())).toEqual(['sent']);
    expect(await outcomesOf(world.settle())).toEqual(['alreadySent']);
    expect(world.taken).toHaveLength(1);
  });

  test('does not get it any more when its links have ended by then', async () => {
    const world = await mailWorld();
    await pause(world);
    await world.deliver();
    world.goTo(60 * 24);
    await resume(world);
    expect(await outcomesOf(world.settle())).toEqual([]);
    expect(await world.deliver()).toEqual({ outcome: 'stillHeld' });
    expect(world.requests).toEqual([]);
  });

  test('gets the welcome mail, which is no digest', async () => {
    const world = await mailWorld();
    const welcome = 'welcome' as MailId;
    await world.store.freezeMail('audit', aMail(me, { mailId: welcome, kind: 'welcome' }));
    await pause(world);
    expect(await world.deliver({ mailId: welcome })).toEqual({ outcome: 'sent' });
  });
});

test.each([[[mailId]], [[]]])(
  'an owner who was erased gets no mail, and nothing is written: %o',
  async (mailIds) => {
    const world = await mailWorld({ mailIds });
    world.store.readOwner = async () => undefined;
    expect(await world.deliver()).toEqual({ outcome: 'ownerUnknown' });
    expect(world.requests).toEqual([]);
    expect(await world.store.readSends(me)).toEqual([]);
  },
);

describe('a mail that was taken and of which nobody hears', () => {
  test.each([
    [true, [0, 1, 1, 0]],
    [false, [0, 0, 0, 0]],
  ])(
    'by a carrier that tells (%s) is counted on its second and third day',
    async (tellsOutcomes, expected) => {
      const world = await mailWorld({ tellsOutcomes });
      await world.deliver();
      const counted = [];
      for (const hours of [23, 25, 50, 73]) {
        world.goTo(hours);
        counted.push((await world.settle()).undelivered);
      }
      expect(counted).toEqual(expected);
    },
  );

  test('is counted also when only the event told that it was taken, and not once it is delivered', async () => {
    const world = await mailWorld();
    world.plan('lostReply');
    await world.deliver();
    await world.hear('send');
    world.goTo(25);
    expect((await world.settle()).undelivered).toBe(1);
    await world.hear('delivery');
    expect((await world.settle()).undelivered).toBe(0);
  });
});

test('a mail that fails does not keep the others', async () => {
  const [first, second] = ['digest-2026-10', 'digest-2026-12'] as MailId[] as [MailId, MailId];
  const world = await mailWorld({ mailIds: [second] });
  const waiting = { state: 'refused', code: 'Throttling', notBefore: hoursOn(0) } as const;
  await world.store.claimSend(me, aSend({ mailId: first, ...waiting }));
  await world.store.claimSend(me, aSend({ mailId: second, ...waiting }));
  const { deliveries, faults } = await world.settle();
  expect(deliveries).toEqual([{ mailId: second, outcome: 'sent' }]);
  expect(faults).toMatchObject([{ item: first, fault: { code: 'mailUnknown' } }]);
});

describe('what the queue of mails holds', () => {
  const mail = { ownerId: 'me', mailId: 'digest-2026-11', madeBy: 'audit', at: '2026-11-01T07:00:00.000Z' };
  test.each([
    ['a mail from before there were two kinds', mail],
    ['a mail', { kind: 'send', ...mail }],
    ['a request', { ...mail, again: true }],
    ['a settlement', { kind: 'settle', ownerId: 'me', at: '2026-11-01T07:00:00.000Z' }],
  ])('%s is read as it was written', (_, message) => {
    expect(mailsQueueMessage.parse(message)).toEqual(message);
  });

  test.each([
    ['another kind', { ...mail, kind: 'forget' }],
    ['a settlement of nobody', { kind: 'settle', at: '2026-11-01T07:00:00.000Z' }],
    ['a request that is none', { ...mail, again: false }],
  ])('%s is turned away', (_, message) => {
    expect(mailsQueueMessage.safeParse(message).success).toBe(false);
  });
});

/** What may happen to a mail, in any order. */
type Step =
  | { readonly do: 'deliver' | 'settle' | 'again' | 'replay' }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'plan'; readonly fate: Fate }
  | { readonly do: 'hear' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Step>({ do: 'deliver' }, { do: 'settle' }) },
    { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'again' }, { do: 'replay' }) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }).map((hours): Step => ({ do: 'wait', hours })) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...(Object.keys(fates) as Fate[]))
        .map((fate): Step => ({ do: 'plan', fate })),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'hear' }) },
  ),
  { minLength: 10, maxLength: 40, size: 'max' },
);

test('no path leads from "sending" to a new request but a definite refusal, or a day without event and a request', async () => {
  const reached = { requests: 0, byRequest: 0, held: 0, second: 0 };
  await fc.assert(
    fc.asyncProperty(steps, async (path) => {
      const world = await mailWorld();
      let hours = 0;
      let requestedAt = hoursOn(0);
      const spent: string[] = [];
      let allowed = 1;
      for (const step of path) {
        const before = { state: await world.state(), requests: world.requests.length };
        const last = (await world.store.readSends(me)).at(-1);
        if (step.do === 'wait') hours += step.hours;
        else if (step.do === 'plan') world.plan(step.fate);
        else if (step.do === 'hear') {
          const told = world.taken.at(-1);
          if (told !== undefined) await world.hear('send', { attempt: told.attempt });
        } else if (step.do === 'settle') await world.settle();
        else if (step.do === 'deliver') await world.deliver();
        else {
          if (step.do === 'again') requestedAt = hoursOn(hours);
          await world.deliver({ again: true, at: requestedAt });
        }
        world.goTo(hours);
        const made = world.requests.length - before.requests;
        reached.requests += made;
        expect(made).toBeLessThanOrEqual(1);
        if (made === 1) {
          // Nothing goes out from "sending", and out of what was taken nothing ever again.
          expect(['rendered', 'waiting', 'held', 'failed']).toContain(before.state);
          const wasLost = last?.code === 'noSendEvent';
          if (wasLost) {
            expect(['again', 'replay']).toContain(step.do);
            expect(Date.parse(world.now().toISOString()) - Date.parse(last.claimedAt)).toBeGreaterThanOrEqual(
              86_400_000,
            );
            // One request is good for one attempt, however often its message comes.
            expect(spent).not.toContain(requestedAt);
            spent.push(requestedAt);
            allowed += 1;
            reached.byRequest += 1;
          }
        }
        if ((await world.state()) === 'held') reached.held += 1;
      }
      const maybeTaken = world.requests.length - (await refusals(world));
      if (maybeTaken > 1) reached.second += 1;
      expect(maybeTaken).toBeLessThanOrEqual(allowed);
    }),
    { numRuns: 1_500 },
  );
  // A property that never got there proves nothing.
  for (const times of Object.values(reached)) expect(times).toBeGreaterThan(0);
});

/** Requests that were certainly not taken, because the carrier said so. */
const refusals = async ({ store }: MailWorld): Promise<number> =>
  (await store.readSends(me)).filter(
    ({ state, code }) => state === 'refused' || code === 'AddressNotVerified',
  ).length;
