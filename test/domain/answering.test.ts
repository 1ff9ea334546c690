import { describe, expect, it } from 'vitest';
import {
  answersOffered,
  answersTaken,
  completed,
  entriesOf,
  type MemberChoice,
  refusalOf,
  standsAlready,
} from '../../shared/domain/answering.ts';
import { answerBefore, comesBackOn, type Decision, decide, undo } from '../../shared/domain/decision.ts';
import {
  type ContactId,
  contactSubject,
  groupSubject,
  invitationSubject,
  type Subject,
  sameSubject,
} from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import { removalsSubject } from '../../shared/domain/rules/removals.ts';
import { time } from './builders.ts';

const [ada, bo, cy] = ['aaaa', 'bbbb', 'cccc'] as ContactId[] as [ContactId, ContactId, ContactId];
const policy = policies.balanced;
const zone = 'Europe/Berlin';
const person = contactSubject(ada);
const group = groupSubject('burst-2025-03-04');
const all = (...choices: MemberChoice[]): ReadonlyMap<ContactId, MemberChoice> =>
  new Map([ada, bo, cy].map((id, index) => [id, choices[index] ?? 'group']));

/** Said *later* on each of these days. */
const putOff = (subject: Subject, ...days: string[]): Decision | undefined =>
  days.reduce<Decision | undefined>(
    (standing, day) =>
      decide(standing, {
        subject,
        given: { answer: 'later' },
        at: time(day),
        via: 'review',
        renews: standing?.decidedAt,
      }),
    undefined,
  );
const thrice = putOff(person, '2026-06-01', '2026-06-20', '2026-07-10');

describe('what a question takes', () => {
  it.each([
    [person, 'keep remove later ask mute'],
    [group, 'keep remove later'],
    [removalsSubject, ''],
    [invitationSubject(ada), 'keep remove later ask'],
    [sameSubject(ada, bo), 'same different'],
  ])('%s: %s', (subject, taken) => {
    expect(answersTaken({ subject }).join(' ')).toBe(taken);
  });

  it('is no mute where a contract forbids contact', () => {
    expect(answersTaken({ subject: person, compliance: 'x' })).not.toContain('mute');
  });

  it.each([
    ['once', putOff(person, '2026-06-01'), '2026-07-30', true],
    ['twice', putOff(person, '2026-06-01', '2026-06-20'), '2026-07-30', true],
    ['three times, and that holds still', thrice, '2026-07-15', true],
    ['three times, and that is over', thrice, '2026-07-30', false],
  ])('is later after %s: %#', (_, decision, now, offered) => {
    const answers = answersOffered({ subject: person }, { decision, now: new Date(now), zone, policy });
    expect(answers.includes('later')).toBe(offered);
  });

  it('is neither later nor ask after the third later, so that an ask does not begin the rounds anew', () => {
    const standing = { decision: thrice, now: new Date('2026-07-30'), zone, policy };
    expect(answersOffered({ subject: person }, standing)).toEqual(['keep', 'remove', 'mute']);
    expect(refusalOf({ subject: person }, { answer: 'ask' }, standing)).toBe('laterTooOften');
  });
});

describe('an answer is refused', () => {
  const now = new Date(time('2026-07-30'));
  const standing = { decision: undefined, now, zone, policy };

  it('that the kind does not take', () => {
    expect(refusalOf({ subject: group }, { answer: 'ask' }, standing)).toBe('notTaken');
    expect(refusalOf({ subject: removalsSubject }, { answer: 'keep' }, standing)).toBe('notTaken');
    expect(refusalOf({ subject: group }, { answer: 'keep' }, standing)).toBeUndefined();
  });

  it('when it puts off for the fourth time, but not when it is sent again', () => {
    const later = { answer: 'later' } as const;
    expect(refusalOf({ subject: person }, later, { decision: thrice, now, zone, policy })).toBe(
      'laterTooOften',
    );
    const soon = new Date(time('2026-07-11'));
    expect(
      refusalOf({ subject: person }, later, { decision: thrice, now: soon, zone, policy }),
    ).toBeUndefined();
  });

  it('when somebody on the list is kept without a reason', () => {
    const asked = { subject: person, compliance: 'entry' };
    const keep = completed({ answer: 'keep' }, asked, undefined);
    expect(keep).toEqual({ answer: 'keep', despite: ['entry'] });
    expect(refusalOf(asked, keep, standing)).toBe('reasonMissing');
    expect(refusalOf(asked, { ...keep, note: 'allowed' }, standing)).toBeUndefined();
    expect(completed({ answer: 'remove' }, asked, undefined)).toEqual({
      answer: 'remove',
    });
  });

  it('never loses what somebody was kept in spite of before', () => {
    const given = { answer: 'keep', note: 'allowed', despite: ['old'] } as const;
    const before = decide(undefined, { subject: person, given, at: time('2026-06-01'), via: 'review' });
    expect(completed({ answer: 'keep' }, { subject: person, compliance: 'new' }, before).despite).toEqual([
      'old',
      'new',
    ]);
    expect(completed({ answer: 'keep' }, { subject: person }, before).despite).toEqual(['old']);
  });
});

describe('an answer about a group', () => {
  const of = (
    subject: Subject,
    answer: 'keep' | 'remove' | 'later' | undefined,
    ...choices: MemberChoice[]
  ) =>
    entriesOf({ subject, ...(answer && { given: { answer } }), members: all(...choices) }).map(
      ({ subject: about, given }) =>
        `${about} ${given.answer}${given.group === undefined ? '' : ' by group'}`,
    );

  it('is one decision a member, and the group last', () => {
    expect(of(group, 'keep')).toEqual([
      'contact:aaaa keep by group',
      'contact:bbbb keep by group',
      'contact:cccc keep by group',
      `${group} keep`,
    ]);
  });

  it('takes members out', () => {
    expect(of(group, 'remove', 'keep', 'single')).toEqual([
      'contact:aaaa keep by group',
      'contact:cccc remove by group',
      `${group} remove`,
    ]);
  });

  it('is of the group alone when it puts off', () => {
    expect(of(group, 'later')).toEqual([`${group} later`]);
  });

  it('may be missing where only members are answered', () => {
    expect(of(group, undefined, 'remove')).toEqual(['contact:aaaa remove']);
    expect(of(removalsSubject, undefined, 'keep', 'remove')).toEqual(['contact:aaaa keep']);
  });
});

describe('what stands', () => {
  const by = (given: Decision['given'] & object): Decision =>
    decide(undefined, { subject: person, given, at: time('2026-06-01'), via: 'review' });
  const now = new Date(time('2026-06-02'));

  it('is the same whether it was said for the group or alone', () => {
    expect(
      standsAlready({ answer: 'keep' }, { decision: by({ answer: 'keep', group }), now, zone, policy }),
    ).toBe(true);
    expect(
      standsAlready({ answer: 'keep', group }, { decision: by({ answer: 'keep' }), now, zone, policy }),
    ).toBe(true);
    expect(
      standsAlready(
        { answer: 'keep', labels: ['x'] },
        { decision: by({ answer: 'keep' }), now, zone, policy },
      ),
    ).toBe(false);
    expect(standsAlready({ answer: 'keep' }, { decision: undefined, now, zone, policy })).toBe(false);
  });

  it('is not what was put off and is over', () => {
    expect(
      standsAlready(
        { answer: 'later' },
        { decision: thrice, now: new Date(time('2026-07-30')), zone, policy },
      ),
    ).toBe(false);
  });

  it('comes back 14 or 30 days after it was put off, and never when it is settled', () => {
    expect(comesBackOn(by({ answer: 'later' }), zone, policy)).toBe('2026-06-15');
    expect(comesBackOn(by({ answer: 'ask' }), zone, policy)).toBe('2026-07-01');
    expect(comesBackOn(by({ answer: 'keep' }), zone, policy)).toBeUndefined();
  });

  it('knows the answer before it', () => {
    const first = by({ answer: 'keep' });
    expect(answerBefore(first)).toBeUndefined();
    const second = decide(first, {
      subject: person,
      given: { answer: 'remove' },
      at: time('2026-06-03'),
      via: 'review',
    });
    expect(answerBefore(second)).toEqual({ given: { answer: 'keep' }, at: time('2026-06-01') });
    const undone = undo(second, { entries: 2, at: time('2026-06-04'), via: 'review' });
    expect(answerBefore(undone)).toBeUndefined();
  });
});
