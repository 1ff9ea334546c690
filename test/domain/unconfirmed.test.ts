import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standsAlready } from '../../shared/domain/answering.ts';
import {
  type Answer,
  answerBefore,
  answerState,
  type Decision,
  decide,
  laterRounds,
  undo,
} from '../../shared/domain/decision.ts';
import { answerStatesAt } from '../../shared/domain/flag.ts';
import { guardImport } from '../../shared/domain/guard.ts';
import {
  contactSubject,
  groupSubject,
  type IsoTime,
  isoTime,
  type Subject,
} from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import { uniteSame } from '../../shared/domain/same-person.ts';
import { heldOf, tooFast, withUnconfirmed } from '../../shared/domain/unconfirmed.ts';
import { contactNo, time } from './builders.ts';
import { aNetwork } from './rules/worlds.ts';

const noon = Date.parse('2026-11-03T12:00:00.000Z');
const before = time('2026-05-01');
const noonPlus = (ms: number): IsoTime => isoTime(new Date(noon + ms));
const subjectNo = (no: number): Subject => contactSubject(contactNo(no).contactId);
const [one, other] = [subjectNo(1), subjectNo(2)];

/** One POST: about whom, what, and how long after noon; an undo has no answer. */
type Post = {
  readonly about?: readonly Subject[];
  readonly answer?: Answer | undefined;
  readonly ms?: number;
  readonly at?: IsoTime;
  readonly submit?: string | undefined;
  readonly via?: 'review' | 'command';
};

/** What the table holds after these POSTs, each recorded as a page records it. */
function recorded(posts: readonly Post[]): Decision[] {
  const table = new Map<Subject, Decision>();
  for (const [index, post] of posts.entries()) {
    const { about = [one], answer, ms = 0, at = noonPlus(ms), via = 'review' } = post;
    const submit = 'submit' in post ? post.submit : `submit-${index}`;
    for (const subject of about) {
      const standing = table.get(subject);
      const entry = { subject, at, via, submit };
      if (answer !== undefined) {
        const held = withUnconfirmed([...table.values()]).find((decision) => decision.subject === subject);
        const { zone, now, policy } = { zone: 'UTC', now: new Date(at), policy: policies.balanced };
        if (standsAlready({ answer }, { decision: held, now, zone, policy })) continue;
        const { renews } = held ?? {};
        table.set(subject, decide(standing, { ...entry, given: { answer }, renews }));
      } else if (standing) table.set(subject, undo(standing, { ...entry, entries: standing.history.length }));
    }
  }
  return [...table.values()];
}

const told = (posts: readonly Post[]): readonly Decision[] => withUnconfirmed(recorded(posts));
const heldIn = (posts: readonly Post[]): number =>
  told(posts).filter(({ unconfirmed }) => unconfirmed !== undefined).length;
/** What is in force about the one subject, and what waits for a word: `back` where an answer was taken back. */
const standing = (posts: readonly Post[]) => {
  const decision = told(posts).find(({ subject }) => subject === one);
  const { given, unconfirmed } = decision ?? {};
  return [given?.answer, unconfirmed && (unconfirmed.given?.answer ?? 'back')];
};

/** So many POSTs about as many contacts, evenly spread from noon on. */
const single = (count: number, overMs: number, answer: Answer = 'keep'): Post[] =>
  Array.from({ length: count }, (_, index) => ({
    about: [subjectNo(index + 1)],
    answer,
    ms: Math.round((index * overMs) / (count - 1)),
  }));
const all = (count: number): Subject[] => Array.from({ length: count }, (_, index) => subjectNo(index + 1));

describe('many POSTs at once', () => {
  it.each<[string, Post[], number]>([
    ['9 at one instant', single(9, 0), 0],
    ['10 at one instant', single(10, 0), 10],
    ['10 within 2,000 ms', single(10, 2000), 10],
    ['10 within 2,001 ms', single(10, 2001), 0],
    ['25 in one form', [{ about: all(25), answer: 'keep' }], 0],
    ['a group of 300', [{ about: [...all(300), groupSubject('burst-2026-05-01')], answer: 'keep' }], 0],
    [
      '9 forms with 25 answers each',
      Array.from({ length: 9 }, (_, n) => ({
        about: all(225).slice(n * 25, n * 25 + 25),
        answer: 'keep' as const,
      })),
      0,
    ],
    ['100 times the same', Array.from({ length: 100 }, () => ({ answer: 'keep' as const })), 0],
    ['10 commands', single(10, 0).map((post) => ({ ...post, via: 'command' as const })), 0],
    [
      '9 POSTs and a command',
      [...single(9, 0), { about: [subjectNo(10)], answer: 'keep', via: 'command' }],
      0,
    ],
    [
      '10 of before, at one instant: they may be one form',
      single(10, 0).map((post) => ({ ...post, submit: undefined })),
      0,
    ],
    [
      '10 of before, at instants of their own',
      single(10, 1800).map((post) => ({ ...post, submit: undefined })),
      10,
    ],
    [
      'the last of 11, which comes late',
      [...single(10, 0), { about: [subjectNo(11)], answer: 'keep', ms: 2001 }],
      10,
    ],
  ])('%s', (_, posts, held) => {
    expect(heldIn(posts)).toBe(held);
  });

  it('are told apart however they are spread, by any ten within the window', () => {
    const times = fc.array(fc.integer({ min: 0, max: 12_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(times, (offsets) => {
        const posts = offsets.map((ms, index): Post => ({ about: [subjectNo(index)], answer: 'keep', ms }));
        const isHeld = (ms: number): boolean =>
          offsets.some((from) => {
            const within = offsets.filter((at) => at >= from && at - from <= tooFast.withinMs);
            return within.length >= tooFast.posts && ms >= from && ms - from <= tooFast.withinMs;
          });
        expect(heldIn(posts)).toBe(offsets.filter(isHeld).length);
      }),
    );
  });

  it('leave in force what was answered before them', () => {
    const posts: Post[] = [{ answer: 'keep', at: before }, ...single(10, 0, 'remove')];
    const [decision] = told(posts);
    expect(standing(posts)).toEqual(['keep', 'remove']);
    expect(decision).toMatchObject({ decidedAt: before, unconfirmed: { at: noonPlus(0) } });
  });

  it('are not made fewer by what a POST says already', () => {
    expect(heldOf(told(single(10, 0)), 'submit-3')).toBe(1);
    expect(heldOf(told(single(9, 0)), 'submit-3')).toBe(0);
  });
});

describe('POSTs about one contact that contradict each other', () => {
  const saying = (...answers: (Answer | 'undo')[]): Post[] =>
    answers.map((answer, index) => ({ ms: index * 500, answer: answer === 'undo' ? undefined : answer }));

  it.each<[string, Post[], unknown[]]>([
    ['two', saying('keep', 'remove'), ['remove', undefined]],
    ['three', saying('keep', 'remove', 'keep'), [undefined, 'keep']],
    ['two and a repetition', saying('keep', 'keep', 'remove', 'remove'), ['remove', undefined]],
    ['an answer, its undo, another answer', saying('keep', 'undo', 'remove'), [undefined, 'remove']],
    ['that end in an undo', saying('keep', 'remove', 'undo'), [undefined, 'back']],
    [
      'three in one second, years after a keep',
      [{ answer: 'keep', at: before }, ...saying('remove', 'keep', 'remove')],
      ['keep', 'remove'],
    ],
    [
      'two fast and one slow',
      [...saying('keep', 'remove'), { answer: 'keep', ms: 2001 }],
      ['keep', undefined],
    ],
    [
      'three in 2,000 ms',
      [
        { answer: 'keep', ms: 0 },
        { answer: 'remove', ms: 1 },
        { answer: 'keep', ms: 2000 },
      ],
      [undefined, 'keep'],
    ],
    [
      'three commands',
      saying('keep', 'remove', 'keep').map((post) => ({ ...post, via: 'command' as const })),
      ['keep', undefined],
    ],
    [
      'a mind changed twice in a minute',
      [
        { answer: 'keep', ms: 0 },
        { answer: 'remove', ms: 20_000 },
        { answer: 'keep', ms: 40_000 },
      ],
      ['keep', undefined],
    ],
  ])('%s', (_, posts, expected) => {
    expect(standing(posts)).toEqual(expected);
  });

  it('hold nobody else', () => {
    const posts = [...saying('keep', 'remove', 'keep'), { about: [other], answer: 'keep' as const }];
    expect(heldIn(posts)).toBe(1);
  });

  it('are none where only words beside the answer change', () => {
    const notes = ['a', 'b', 'c'].map((note, index) => ({
      at: noonPlus(index),
      via: 'review' as const,
      given: { answer: 'keep' as const, note },
      submit: note,
    }));
    const decision: Decision = {
      subject: one,
      given: { answer: 'keep', note: 'c' },
      decidedAt: noonPlus(2),
      history: notes,
    };
    expect(withUnconfirmed([decision])).toEqual([decision]);
  });
});

describe('an answer that is held', () => {
  const burst = single(10, 0, 'remove');

  it.each<[string, Post[], unknown[]]>([
    ['by the same answer', [{ answer: 'remove', ms: 60_000 }], ['remove', undefined]],
    ['by another answer', [{ answer: 'keep', ms: 60_000 }], ['keep', undefined]],
    ['by a command, however fast', [{ answer: 'keep', ms: 1, via: 'command' }], ['keep', undefined]],
    ['and not by being sent again at once', [{ answer: 'remove', ms: 1500 }], [undefined, 'remove']],
  ])('is confirmed %s', (_, posts, expected) => {
    expect(standing([...burst, ...posts])).toEqual(expected);
  });

  it('is confirmed once, however often it is sent', () => {
    const again = Array.from({ length: 100 }, () => ({ answer: 'remove' as const, ms: 60_000 }));
    expect(recorded([...burst, ...again])[0]?.history).toHaveLength(2);
  });

  it('comes into force by no undo', () => {
    const confirmed: Post[] = [...burst, { answer: 'remove', ms: 60_000 }, { ms: 120_000 }];
    expect(standing(confirmed)).toEqual([undefined, undefined]);
    expect(standing([{ answer: 'keep', at: before }, ...burst, { ms: 60_000 }])).toEqual(['keep', undefined]);
  });

  it('can be given again after another answer was given and taken back', () => {
    const posts: Post[] = [...burst, { answer: 'keep', ms: 60_000 }, { ms: 120_000 }];
    expect(standing(posts)).toEqual([undefined, undefined]);
    const again: Post[] = [...posts, { answer: 'remove', ms: 180_000 }];
    expect(standing(again)).toEqual(['remove', undefined]);
    expect(recorded([...again, { answer: 'remove', ms: 240_000 }])[0]?.history).toHaveLength(4);
  });

  it('takes back once it is an undo that is pressed once more', () => {
    const posts: Post[] = [{ answer: 'keep', at: before }, ...single(11, 0).slice(2), { ms: 0 }];
    expect(standing(posts)).toEqual(['keep', 'back']);
    expect(standing([...posts, { ms: 60_000 }])).toEqual([undefined, undefined]);
  });

  it('takes nothing back that was in force, be it an undo itself', () => {
    const others = single(11, 0).slice(2);
    const posts: Post[] = [{ answer: 'keep', at: before }, ...others, { ms: 0 }];
    expect(standing(posts)).toEqual(['keep', 'back']);
    expect(standing([...posts, { answer: 'keep', ms: 60_000 }])).toEqual(['keep', undefined]);
    expect(
      recorded([...posts, { answer: 'keep', ms: 60_000 }]).find(({ subject }) => subject === one)?.given,
    ).toEqual({ answer: 'keep' });
  });

  it('counts as no round of later', () => {
    const [decision] = told(single(10, 0, 'later'));
    expect(laterRounds(decision)).toBe(0);
    expect(decision && answerBefore(decision)).toBeUndefined();
  });

  it('settles no question, and nor does the answer before it', () => {
    const [decision] = told([{ answer: 'keep', at: before }, ...burst]);
    const at = [new Date(noonPlus(0)), 'UTC', policies.balanced] as const;
    expect(answerState(decision, ...at)).toBe('unconfirmed');
    const states = answerStatesAt(() => decision, ...at);
    for (const ruleId of ['dueAgain', 'compliance', 'onlyWroteAtYou'] as const) {
      const reason = { kind: 'unconfirmed', on: '2026-11-03' as never } as const;
      expect(states({ subject: one, ruleId, reason })).toBe('unconfirmed');
    }
  });

  it('excuses nobody from an export that lacks them', () => {
    const known = Array.from({ length: 10 }, (_, index) => contactNo(index + 1));
    const absent = known.slice(0, 4);
    const guard = (decisions: readonly Decision[]) =>
      guardImport({
        known,
        absent,
        decisions,
        profile: undefined,
        exportOwner: { foundBy: 'unknown' } as never,
      });
    expect(guard(recorded(burst)).reasons).toEqual([]);
    expect(guard(withUnconfirmed(recorded(burst))).reasons).toEqual(['tooManyMissing']);
  });

  it('is still to be confirmed where its contact is one with another', () => {
    const vanished = { ...contactNo(1), missingSince: time('2026-06-01') };
    const appeared = { ...contactNo(2), firstSeenAt: time('2026-06-01') };
    const subject = `same#${vanished.contactId}#${appeared.contactId}` as Subject;
    const posts: Post[] = [
      { about: [contactSubject(vanished.contactId)], answer: 'keep', at: before },
      ...single(11, 0, 'remove').slice(1),
    ];
    const same: Decision = { subject, given: { answer: 'same' }, decidedAt: before, history: [] };
    const { decisions } = uniteSame(aNetwork([vanished, appeared], { decisions: [...told(posts), same] }));
    expect(
      decisions.find((decision) => decision.subject === contactSubject(vanished.contactId)),
    ).toMatchObject({
      given: { answer: 'keep' },
      decidedAt: before,
      unconfirmed: { given: { answer: 'remove' } },
      renews: noonPlus(0),
    });
  });
});

it('what nobody pressed too fast comes back as it is', () => {
  const slow = fc.array(
    fc.record({
      about: fc.constantFrom([one], [other]),
      answer: fc.constantFrom('keep' as const, 'remove' as const, undefined),
      gap: fc.integer({ min: 2001, max: 90_000 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(slow, (posts) => {
      let ms = 0;
      const decisions = recorded(
        posts.map(({ gap, ...post }) => {
          ms += gap;
          return { ...post, ms };
        }),
      );
      for (const [index, decision] of withUnconfirmed(decisions).entries())
        expect(decision).toBe(decisions[index]);
    }),
  );
});
