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
import { answerBefore, comesBackAt, type Decision, decide, undo } from '../../shared/domain/decision.ts';
import {
  type ContactId,
  contactSubject,
  groupSubject,
  invitationSubject,
  type Subject,
  sameSubject,
} from '../../shared/domain/ids.ts';
import { removalsSubject } from '../../shared/domain/rules/removals.ts';
import { aContact, messagesWith, time } from './builders.ts';

const [ada, bo, cy] = ['aaaa', 'bbbb', 'cccc'] as ContactId[] as [ContactId, ContactId, ContactId];
const person = contactSubject(ada);
const group = groupSubject('burst-2025-03-04');
const all = (...choices: MemberChoice[]): ReadonlyMap<ContactId, MemberChoice> =>
  new Map([ada, bo, cy].map((id, index) => [id, choices[index] ?? 'group']));

/** Said *later* on each of these days. */
const putOff = (subject: Subject, ...days: string[]): Decision | undefined =>
  days.reduce<Decision | undefined>(
    (standing, day) =>
      decide(standing, { subject, given: { answer: 'later' }, at: time(day), via: 'review' }),
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
    expect(answersOffered({ subject: person }, decision, new Date(now)).includes('later')).toBe(offered);
  });
});

describe('an answer is refused', () => {
  const now = new Date(time('2026-07-30'));
  const standing = { decision: undefined, now };

  it('that the kind does not take', () => {
    expect(refusalOf({ subject: group }, { answer: 'ask' }, standing)).toBe('notTaken');
    expect(refusalOf({ subject: removalsSubject }, { answer: 'keep' }, standing)).toBe('notTaken');
    expect(refusalOf({ subject: group }, { answer: 'keep' }, standing)).toBeUndefined();
  });

  it('when it puts off for the fourth time, but not when it is sent again', () => {
    const later = { answer: 'later' } as const;
    expect(refusalOf({ subject: person }, later, { decision: thrice, now })).toBe('laterTooOften');
    const soon = new Date(time('2026-07-11'));
    expect(refusalOf({ subject: person }, later, { decision: thrice, now: soon })).toBeUndefined();
  });

  it('when somebody on the list is kept without a reason', () => {
    const asked = { subject: person, compliance: 'entry' };
    const keep = completed({ answer: 'keep' }, asked, { decision: undefined, contact: undefined });
    expect(keep).toEqual({ answer: 'keep', despite: ['entry'] });
    expect(refusalOf(asked, keep, standing)).toBe('reasonMissing');
    expect(refusalOf(asked, { ...keep, note: 'allowed' }, standing)).toBeUndefined();
    expect(completed({ answer: 'remove' }, asked, { decision: undefined, contact: undefined })).toEqual({
      answer: 'remove',
    });
  });

  it('when somebody is to be asked, it keeps how much they had written', () => {
    const asks = (contact: ReturnType<typeof aContact> | undefined) =>
      completed({ answer: 'ask' }, { subject: person }, { decision: undefined, contact });
    expect(asks(aContact({ facts: { messages: messagesWith({ received: 4 }) } }))).toEqual({
      answer: 'ask',
      receivedBefore: 4,
    });
    expect(asks(aContact())).toEqual({ answer: 'ask', receivedBefore: 0 });
    expect(asks(undefined)).toEqual({ answer: 'ask' });
  });

  it('never loses what somebody was kept in spite of before', () => {
    const given = { answer: 'keep', note: 'allowed', despite: ['old'] } as const;
    const before = decide(undefined, { subject: person, given, at: time('2026-06-01'), via: 'review' });
    expect(
      completed(
        { answer: 'keep' },
        { subject: person, compliance: 'new' },
        { decision: before, contact: undefined },
      ).despite,
    ).toEqual(['old', 'new']);
    expect(
      completed({ answer: 'keep' }, { subject: person }, { decision: before, contact: undefined }).despite,
    ).toEqual(['old']);
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
    expect(standsAlready(by({ answer: 'keep', group }), { answer: 'keep' }, now)).toBe(true);
    expect(standsAlready(by({ answer: 'keep' }), { answer: 'keep', group }, now)).toBe(true);
    expect(standsAlready(by({ answer: 'keep' }), { answer: 'keep', labels: ['x'] }, now)).toBe(false);
    expect(standsAlready(undefined, { answer: 'keep' }, now)).toBe(false);
  });

  it('is not what was put off and is over', () => {
    expect(standsAlready(thrice, { answer: 'later' }, new Date(time('2026-07-30')))).toBe(false);
  });

  it('comes back 14 or 30 days after it was put off, and never when it is settled', () => {
    expect(comesBackAt(by({ answer: 'later' }))).toBe(time('2026-06-15'));
    expect(comesBackAt(by({ answer: 'ask' }))).toBe(time('2026-07-01'));
    expect(comesBackAt(by({ answer: 'keep' }))).toBeUndefined();
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
