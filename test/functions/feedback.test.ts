import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFeedbackHandler } from '../../functions/feedback/feedback.ts';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { MailId, OwnerId } from '../../shared/domain/ids.ts';
import { addressHashOf } from '../../shared/domain/outcome.ts';
import type { Counts } from '../../shared/ports/metrics.ts';
import { readMailState } from '../../shared/workflows/read-mail-state.ts';
import { aMail, aSend } from '../domain/mails.ts';
import { sqsEvent } from './cloud.ts';
import { aboutMail, diagnosis, eventAddress, ourTags, sesEvent } from './ses-events.ts';

const me = 'me' as OwnerId;
const { mailId } = aMail(me);
const allDone = { batchItemFailures: [] };
const addressHash = addressHashOf(me, eventAddress);

/** A handler on a store in memory, with all that it said. */
function aHome() {
  const store = createMemoryContactStore();
  const said: unknown[] = [];
  const counts: Counts[] = [];
  const handler = createFeedbackHandler({
    store,
    log: { info: (...line) => void said.push(line), error: (...line) => void said.push(line) },
    metrics: { count: (of) => void counts.push(of) },
  });
  /** Everything that the events left behind. */
  const endState = async () => ({
    outcomes: await store.readOutcomes(me),
    stop: await store.readMailStatus(me, addressHash),
    state: await readMailState(store, me, mailId),
  });
  return { store, handler, said, counts, endState };
}

describe('one event of SES', () => {
  const mail = { mailId, attempt: 1, messageId: aboutMail().messageId };
  const at = '2026-11-01T07:00:13.669Z';

  test.each([
    ['send', { event: 'send', at: '2026-11-01T07:00:02.012Z' }, 'sent'],
    ['delivery', { event: 'delivery', at }, 'delivered'],
    ['bounce', { event: 'bounce', at, type: 'Permanent', subType: 'General' }, 'bounced'],
    [
      'suppressed',
      { event: 'bounce', at, type: 'Permanent', subType: 'OnAccountSuppressionList' },
      'bounced',
    ],
    ['softBounce', { event: 'softBounce', at, type: 'Transient', subType: 'MailboxFull' }, 'bounced'],
    ['undetermined', { event: 'softBounce', at, type: 'Undetermined', subType: 'Undetermined' }, 'bounced'],
    ['complaint', { event: 'complaint', at, type: 'abuse' }, 'delivered'],
    ['suppressedComplaint', { event: 'complaint', at, subType: 'OnAccountSuppressionList' }, 'bounced'],
    ['reject', { event: 'reject', at: '2026-11-01T07:00:02.012Z' }, 'failed'],
  ] as const)('%s is kept by its codes alone', async (name, kept, state) => {
    const home = aHome();
    expect(await home.handler(sqsEvent(sesEvent(name)))).toEqual(allDone);
    const { outcomes, state: became } = await home.endState();
    expect(outcomes).toEqual([{ ...mail, ...kept }]);
    expect(became).toBe(state);
    expect(JSON.stringify([outcomes, home.said, home.counts])).not.toMatch(/@|smtp|unknown|Mozilla|kennen/);
    expect(diagnosis).toContain('@');
  });

  test.each([
    ['bounce', 'bounced', { bounces: 1, softBounces: 0, complaints: 0 }],
    ['suppressed', 'bounced', { bounces: 1, softBounces: 0, complaints: 0 }],
    // The address goes on getting mail: nobody is called.
    ['softBounce', undefined, { bounces: 0, softBounces: 1, complaints: 0 }],
    ['complaint', 'complained', { bounces: 0, softBounces: 0, complaints: 1 }],
    ['delivery', undefined, { bounces: 0, softBounces: 0, complaints: 0 }],
    ['notSpam', undefined, { bounces: 0, softBounces: 0, complaints: 0 }],
  ] as const)('%s: the address is %s from then on', async (name, stopped, counted) => {
    const home = aHome();
    await home.handler(sqsEvent(sesEvent(name)));
    const stop = stopped && { stopped, at, addressHash };
    expect(await home.store.readMailStatus(me, addressHash)).toEqual(stop);
    expect(await home.store.readMailStatus(me, addressHashOf(me, 'new@feldkamp.example'))).toBeUndefined();
    expect(home.counts).toEqual([counted]);
  });

  test('is found by its tags under the older name of the field too', async () => {
    const { eventType: notificationType, ...rest } = sesEvent('delivery');
    const home = aHome();
    expect(await home.handler(sqsEvent({ notificationType, ...rest }))).toEqual(allDone);
    expect((await home.endState()).state).toBe('delivered');
  });
});

describe('what is acknowledged and leaves nothing', () => {
  const { owner, digest, attempt } = ourTags;
  test.each([
    ['a test mail by the console', sesEvent('bounce', {}), 'untagged', 1],
    [
      'feedback of the identity, which has no tags',
      { ...sesEvent('bounce'), mail: { ...aboutMail(), tags: undefined } },
      'untagged',
      1,
    ],
    ['tags of somebody else', sesEvent('bounce', { owner: ['Not Ours'], digest, attempt }), 'untagged', 1],
    ['a tag that is missing', sesEvent('bounce', { owner, digest }), 'untagged', 1],
    ['an attempt that is none', sesEvent('bounce', { owner, digest, attempt: ['0'] }), 'untagged', 1],
    ['a mail that is no spam after all', sesEvent('notSpam'), 'ignored', 0],
    ['a kind that nobody asked for', sesEvent('open'), 'ignored', 0],
    [
      'the greeting of a new topic',
      'Successfully validated SNS topic for Amazon SES event publishing.',
      'ignored',
      0,
    ],
  ])('%s', async (_, body, code, bounces) => {
    const home = aHome();
    expect(await home.handler(sqsEvent(body))).toEqual(allDone);
    expect(await home.endState()).toEqual({ outcomes: [], stop: undefined, state: 'rendered' });
    expect(home.said).toEqual([['feedback', expect.objectContaining({ code })]]);
    expect(home.counts).toEqual([{ bounces, softBounces: 0, complaints: 0 }]);
    expect(JSON.stringify(home.said)).not.toContain('@');
  });
});

test.each([
  ['no JSON', 'Successfully validated something else'],
  ['no event', {}],
  ['an event without what it is about', { eventType: 'Bounce', mail: aboutMail() }],
  ['an event without a mail', { eventType: 'Send', send: {} }],
])('%s comes back, and the events beside it do not', async (_, body) => {
  const home = aHome();
  const result = await home.handler(sqsEvent(sesEvent('send'), body, sesEvent('delivery')));
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-2' }] });
  expect((await home.endState()).state).toBe('delivered');
});

test('a store that fails hands the event back, and the next try ends as if nothing had been', async () => {
  for (const method of ['recordOutcome', 'stopMailing'] as const) {
    const home = aHome();
    const works = home.store[method];
    home.store[method] = () => Promise.reject(new Error('throttled'));
    expect((await home.handler(sqsEvent(sesEvent('bounce')))).batchItemFailures).toHaveLength(1);
    Object.assign(home.store, { [method]: works });
    expect(await home.handler(sqsEvent(sesEvent('bounce')))).toEqual(allDone);
    const expected = aHome();
    await expected.handler(sqsEvent(sesEvent('bounce')));
    expect(await home.endState()).toEqual(await expected.endState());
  }
});

describe('events in any order and number end alike', () => {
  const names = ['send', 'delivery', 'bounce', 'complaint'] as const;
  const aLostAnswer = async () => {
    const home = aHome();
    await home.store.claimSend(me, aSend({ mailId: 'digest-2026-11' as MailId }));
    return home;
  };
  const playOut = async (events: readonly (typeof names)[number][]) => {
    const home = await aLostAnswer();
    for (const name of events) expect(await home.handler(sqsEvent(sesEvent(name)))).toEqual(allDone);
    return home.endState();
  };

  test('all orders of SEND, DELIVERY, BOUNCE and COMPLAINT', async () => {
    const expected = await playOut(names);
    expect(expected).toMatchObject({ state: 'bounced', stop: { stopped: 'complained' } });
    expect(expected.outcomes).toHaveLength(4);
    const orders = permutations(names);
    expect(orders).toHaveLength(24);
    for (const order of orders) expect(await playOut(order)).toEqual(expected);
  });

  test('each one to three times, in any order, in batches of any size', async () => {
    const subset = fc.subarray([...names], { minLength: 1 });
    const copies = subset.chain((chosen) =>
      fc.record({
        chosen: fc.constant(chosen),
        events: fc
          .tuple(
            ...chosen.map((name) =>
              fc.integer({ min: 1, max: 3 }).map((n) => Array<typeof name>(n).fill(name)),
            ),
          )
          .chain((lists) => {
            const all = lists.flat();
            return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
          }),
        batch: fc.integer({ min: 1, max: 4 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(copies, async ({ chosen, events, batch }) => {
        const home = await aLostAnswer();
        for (let at = 0; at < events.length; at += batch)
          await home.handler(sqsEvent(...events.slice(at, at + batch).map((name) => sesEvent(name))));
        expect(await home.endState()).toEqual(await playOut(chosen));
      }),
      { numRuns: 300 },
    );
  });
});

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, at) =>
    permutations([...values.slice(0, at), ...values.slice(at + 1)]).map((rest) => [value, ...rest]),
  );
}
