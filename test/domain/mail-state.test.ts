import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnerId } from '../../shared/domain/ids.ts';
import type { Send } from '../../shared/domain/mail.ts';
import {
  goesAgainAt,
  hasGoneOut,
  isPending,
  isUndelivered,
  isUnsettled,
  type MailState,
  mailState,
  mailStates,
} from '../../shared/domain/mail-state.ts';
import {
  addressHashOf,
  isLaterStop,
  type MailEvent,
  mailEvents,
  type Outcome,
  stopReasonOf,
} from '../../shared/domain/outcome.ts';
import { anOutcome, aSend, hoursOn } from './mails.ts';

const refused: Partial<Send> = { state: 'refused', code: 'Throttling' };
const second: Partial<Send> = { attempt: 2, claimedAt: hoursOn(30) };
const events = (...kinds: readonly MailEvent[]): Outcome[] => kinds.map((kind) => anOutcome(kind));

describe('the state of a mail', () => {
  it.each([
    ['nothing was tried', [], [], 'rendered'],
    ['an attempt without answer', [aSend()], [], 'sending'],
    ['an attempt without answer, but an event', [aSend()], events('send'), 'sent'],
    ['an event before anybody knows of an attempt', [], events('send'), 'sent'],
    ['an answer without event', [aSend({ state: 'sent' })], [], 'sent'],
    ['a delivery', [aSend({ state: 'sent' })], events('send', 'delivery'), 'delivered'],
    ['a delivery alone', [aSend()], events('delivery'), 'delivered'],
    ['a hard bounce', [aSend({ state: 'sent' })], events('send', 'bounce'), 'bounced'],
    ['a bounce after a delivery', [aSend({ state: 'sent' })], events('delivery', 'bounce'), 'bounced'],
    ['a soft bounce', [aSend({ state: 'sent' })], events('send', 'softBounce'), 'bounced'],
    ['an automatic reply', [aSend({ state: 'sent' })], events('delivery', 'softBounce'), 'delivered'],
    ['a complaint', [aSend({ state: 'sent' })], events('complaint'), 'delivered'],
    [
      'a complaint by the list of the carrier',
      [aSend({ state: 'sent' })],
      [anOutcome('complaint', { subType: 'OnAccountSuppressionList' })],
      'bounced',
    ],
    ['a rejection of what was taken', [aSend({ state: 'sent' })], events('send', 'reject'), 'failed'],
    ['a refusal for a while', [aSend({ ...refused, notBefore: hoursOn(1) })], [], 'waiting'],
    ['a refusal for good', [aSend(refused)], [], 'failed'],
    ['certainly not sent', [aSend({ state: 'released' })], [], 'rendered'],
    ['held', [aSend({ state: 'held', code: 'noSendEvent' })], [], 'held'],
    ['held, then an event', [aSend({ state: 'held', code: 'noSendEvent' })], events('send'), 'sent'],
    ['held, then asked for again', [aSend({ state: 'held' }), aSend(second)], [], 'sending'],
    [
      'a late event of the first of two',
      [aSend({ state: 'held' }), aSend({ ...second, ...refused })],
      events('send'),
      'sent',
    ],
    [
      'the second of two was delivered, the first bounced',
      [aSend({ state: 'sent' }), aSend({ ...second, state: 'sent' })],
      [anOutcome('softBounce'), anOutcome('delivery', { attempt: 2 })],
      'delivered',
    ],
    ['the last of several counts', [aSend(refused), aSend({ ...second, state: 'held' })], [], 'held'],
  ] satisfies [string, Send[], Outcome[], MailState][])('%s: %s, %s is %s', (_, sends, outcomes, state) => {
    expect(mailState({ sends, outcomes })).toBe(state);
    expect(mailState({ sends: sends.toReversed(), outcomes: outcomes.toReversed() })).toBe(state);
  });

  const anyOutcome = fc
    .record({ event: fc.constantFrom(...mailEvents), attempt: fc.integer({ min: 1, max: 3 }) })
    .map(({ event, attempt }) => anOutcome(event, { attempt }));
  const anySends = fc
    .array(fc.constantFrom('sending', 'sent', 'refused', 'released', 'held'), { maxLength: 3 })
    .map((states) => states.map((state, no) => aSend({ attempt: no + 1, state })));

  it('does not depend on the order of anything, nor on how often an event came', () => {
    fc.assert(
      fc.property(
        anySends,
        fc.array(anyOutcome, { maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (sends, outcomes, random) => {
          const state = mailState({ sends, outcomes });
          const shuffled = <T>(values: readonly T[]): T[] =>
            values
              .map((value) => ({ value, at: random.next().value }))
              .sort((a, b) => a.at - b.at)
              .map(({ value }) => value);
          const again = { sends: shuffled(sends), outcomes: shuffled([...outcomes, ...outcomes]) };
          expect(mailState(again)).toBe(state);
        },
      ),
    );
  });

  it('has gone out once the carrier took it, and never becomes open by an event but a rejection', () => {
    fc.assert(
      fc.property(anySends, fc.array(anyOutcome, { maxLength: 4 }), anyOutcome, (sends, outcomes, event) => {
        fc.pre(event.event !== 'reject');
        const before = mailState({ sends, outcomes });
        const after = mailState({ sends, outcomes: [...outcomes, event] });
        expect(hasGoneOut(after) || (after === before && !hasGoneOut(before))).toBe(true);
      }),
    );
  });

  it('is what the other attempts say once one was rejected: failed, if there is no other', () => {
    fc.assert(
      fc.property(anySends, fc.integer({ min: 1, max: 3 }), (sends, attempt) => {
        const rejected = mailState({ sends, outcomes: [anOutcome('reject', { attempt })] });
        const others = sends.filter((send) => send.attempt !== attempt);
        const failed = aSend({ attempt, state: 'refused' });
        expect(rejected).toBe(mailState({ sends: [...others, failed], outcomes: [] }));
        if (others.length === 0) expect(rejected).toBe('failed');
      }),
    );
  });

  it('counts as gone out where a carrier took the mail, and nowhere else', () => {
    expect(mailStates.filter(hasGoneOut)).toEqual(['sent', 'delivered', 'bounced']);
  });
});

describe('what is open about a mail', () => {
  const sent = { sends: [aSend({ state: 'sent' })], outcomes: [] };

  it.each([
    [23.9, true, false],
    [24, true, true],
    [71.9, true, true],
    [72, false, false],
  ])('taken %s hours ago without a word since: awaited %s, undelivered %s', (hours, awaited, undelivered) => {
    expect(isUnsettled(sent, hoursOn(hours))).toBe(awaited);
    expect(isUndelivered(sent, hoursOn(hours))).toBe(undelivered);
  });

  it.each(['delivery', 'bounce', 'softBounce', 'complaint', 'reject'] as const)(
    '%s ends the wait',
    (event) => {
      const mail = { ...sent, outcomes: [anOutcome(event)] };
      expect([isUnsettled(mail, hoursOn(30)), isUndelivered(mail, hoursOn(30))]).toEqual([false, false]);
    },
  );

  it('nobody waits for word of a carrier that tells nothing', () => {
    const { followed: _, ...unfollowed } = aSend({ state: 'sent' });
    for (const send of [unfollowed, { ...unfollowed, followed: false }]) {
      const mail = { sends: [send], outcomes: [] };
      expect([isUnsettled(mail, hoursOn(30)), isUndelivered(mail, hoursOn(30))]).toEqual([false, false]);
    }
  });

  it('an attempt that lacks its answer is open also when an event tells of it', () => {
    expect(isUnsettled({ sends: [aSend()], outcomes: events('delivery') }, hoursOn(1000))).toBe(true);
  });

  it.each([
    ['waiting', 'refused', true],
    ['held for a while', 'held', true],
  ] as const)('%s: goes again at its time, for sixty days after the first attempt', (_, state, pending) => {
    const again = (hours: number) => ({
      sends: [aSend(refused), aSend({ ...second, state, notBefore: hoursOn(hours) })],
      outcomes: [],
    });
    expect(goesAgainAt(again(40), hoursOn(1))).toBe(hoursOn(40));
    expect(goesAgainAt(again(40), hoursOn(60 * 24))).toBeUndefined();
    expect([isPending(again(40), hoursOn(1)), isUnsettled(again(40), hoursOn(1))]).toEqual([pending, true]);
    expect(goesAgainAt(again(60 * 24), hoursOn(1))).toBeUndefined();
    expect([isPending(again(60 * 24), hoursOn(1)), isUnsettled(again(60 * 24), hoursOn(1))]).toEqual([
      false,
      false,
    ]);
  });

  it('held for good and failed are a person’s business', () => {
    for (const state of ['held', 'refused'] as const) {
      const mail = { sends: [aSend({ state })], outcomes: [] };
      expect([isPending(mail, hoursOn(1)), isUnsettled(mail, hoursOn(1))]).toEqual([false, false]);
    }
  });
});

describe('the end of all mail to an address', () => {
  const [me, other] = ['me', 'other'] as OwnerId[] as [OwnerId, OwnerId];

  it('comes by a hard bounce or a complaint alone', () => {
    expect(mailEvents.map(stopReasonOf)).toEqual([
      undefined,
      undefined,
      'bounced',
      undefined,
      'complained',
      undefined,
    ]);
  });

  it('is bound to the address, however it is written, and to its owner', () => {
    const hash = addressHashOf(me, 'mara@feldkamp.example');
    expect(hash).toMatch(/^[a-z2-7]{26}$/);
    for (const same of [
      'Mara@Feldkamp.example',
      ' mara@feldkamp.example ',
      'Mara F. <mara@feldkamp.example>',
    ])
      expect(addressHashOf(me, same)).toBe(hash);
    expect(addressHashOf(me, 'm@feldkamp.example')).not.toBe(hash);
    expect(addressHashOf(other, 'mara@feldkamp.example')).not.toBe(hash);
  });

  it('of two stops at most one is the later', () => {
    const stops = ['bounced', 'complained'] as const;
    const all = stops.flatMap((stopped) =>
      [1, 2].map((hours) => ({ stopped, at: hoursOn(hours), addressHash: 'a' })),
    );
    for (const a of all)
      for (const b of all)
        expect(Number(isLaterStop(a, b)) + Number(isLaterStop(b, a))).toBe(Number(a !== b));
  });
});
