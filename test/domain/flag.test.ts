import { describe, expect, it } from 'vitest';
import { answers } from '../../shared/domain/decision.ts';
import type { Finding, RuleId } from '../../shared/domain/finding.ts';
import { ruleIds } from '../../shared/domain/finding.ts';
import {
  answerStatesAt,
  type Flag,
  flagsAfter,
  flagsToRedate,
  reconcileFlags,
} from '../../shared/domain/flag.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import { aContact, aDecision, aFinding, contactNo, day, time } from './builders.ts';

const now = time('2026-07-01');
const finding = aFinding();
const newer: Finding = {
  ...finding,
  reason: { ...finding.reason, searchedUntil: day('2026-06-30') } as Finding['reason'],
};
const otherwise: Finding = {
  ...finding,
  reason: { kind: 'namesakes', connectedOn: day('2024-03-10'), namesakes: 2 },
};
const aFlag = (overrides: Partial<Flag> = {}): Flag => ({
  subject: finding.subject,
  ruleId: finding.ruleId,
  state: 'open',
  openedAt: time('2026-06-01'),
  finding,
  ...overrides,
});

function reconcile(standing: readonly Flag[], findings: readonly Finding[], settled = false) {
  return reconcileFlags({ standing, findings, answerStateOf: () => (settled ? 'settled' : 'open'), now });
}

describe('flags after an audit', () => {
  const nothing = { open: [], kept: [], changed: [], closed: [], past: [] };
  const opened = aFlag({ openedAt: now });
  it.each<[string, Flag[], Finding[], boolean, Partial<ReturnType<typeof reconcile>>]>([
    ['a finding opens one', [], [finding], false, { open: [opened] }],
    ['a finding about somebody settled opens none', [], [finding], true, {}],
    ['the same finding keeps it', [aFlag()], [finding], false, { kept: [aFlag()] }],
    [
      'a later look that found no more keeps it, with its day',
      [aFlag()],
      [newer],
      false,
      { kept: [aFlag({ finding: newer })] },
    ],
    [
      'another reason changes it, and it stays opened when it was',
      [aFlag()],
      [otherwise],
      false,
      { changed: [aFlag({ finding: otherwise })] },
    ],
    [
      'without its finding it lapses',
      [aFlag()],
      [],
      false,
      { closed: [aFlag({ state: 'lapsed', closedAt: now })] },
    ],
    [
      'an answer decides it, whatever the rules say',
      [aFlag()],
      [finding],
      true,
      { closed: [aFlag({ state: 'decided', closedAt: now })] },
    ],
    [
      'an answer decides it without its finding, too',
      [aFlag()],
      [],
      true,
      { closed: [aFlag({ state: 'decided', closedAt: now })] },
    ],
    ['a lapsed one opens anew', [aFlag({ state: 'lapsed' })], [finding], false, { open: [opened] }],
    [
      'a decided one opens anew when it is no longer settled',
      [aFlag({ state: 'decided' })],
      [finding],
      false,
      { open: [opened] },
    ],
    [
      'a closed one is left alone',
      [aFlag({ state: 'lapsed' }), aFlag({ state: 'decided', ruleId: 'unreciprocated' })],
      [],
      false,
      { past: [aFlag({ state: 'lapsed' }), aFlag({ state: 'decided', ruleId: 'unreciprocated' })] },
    ],
    [
      'every rule has its own',
      [aFlag()],
      [finding, { ...finding, ruleId: 'unreciprocated' }],
      false,
      {
        kept: [aFlag()],
        open: [{ ...opened, ruleId: 'unreciprocated', finding: { ...finding, ruleId: 'unreciprocated' } }],
      },
    ],
  ])('%s', (_, standing, findings, settled, plan) => {
    expect(reconcile(standing, findings, settled)).toEqual({ ...nothing, ...plan });
  });

  it('stay as they are when the same audit runs again', () => {
    const first = reconcile([], [finding]);
    const again = reconcile(first.open, [finding]);
    expect(again).toEqual({ ...nothing, kept: first.open });
  });

  it('are written with the later day for those alone who are asked', () => {
    const other = { ...finding, subject: contactSubject(contactNo(7).contactId) };
    const standing = [aFlag(), aFlag({ subject: other.subject, finding: other })];
    const laterOther = { ...newer, subject: other.subject };
    const plan = reconcile(standing, [newer, laterOther]);
    expect(flagsToRedate(standing, plan, new Set([other.subject]))).toEqual([
      aFlag({ subject: other.subject, finding: laterOther }),
    ]);
    expect(flagsToRedate(standing, reconcile(standing, [finding, other]), new Set([other.subject]))).toEqual(
      [],
    );
    expect(flagsAfter(plan).map((flag) => flag.finding)).toEqual([newer, laterOther]);
  });
});

describe('what an answer means for the questions of each rule', () => {
  const stateOf = (ruleId: RuleId, given: Parameters<typeof aDecision>[1], at = '2026-06-11') => {
    const decision = aDecision(aContact(), given, '2026-06-10');
    const state = answerStatesAt(
      (subject) => (subject === decision.subject ? decision : undefined),
      new Date(time(at)),
      'UTC',
      policies.balanced,
    );
    const compliance = {
      kind: 'compliance',
      by: 'person',
      value: 'x',
      entry: 'e',
      connectedOn: day('2024-03-10'),
    } as const;
    return state({ ...finding, ruleId, reason: ruleId === 'compliance' ? compliance : finding.reason });
  };
  const others = ruleIds.filter((ruleId) => ruleId !== 'compliance' && ruleId !== 'removals');

  it.each(others)('%s is settled by every answer, for ever by keep, remove and mute', (ruleId) => {
    for (const answer of answers) expect(stateOf(ruleId, answer)).toBe('settled');
    for (const answer of ['keep', 'remove', 'mute'] as const)
      expect(stateOf(ruleId, answer, '2036-06-11')).toBe('settled');
    for (const answer of ['later', 'ask'] as const)
      expect(stateOf(ruleId, answer, '2036-06-11')).toBe('dueAgain');
  });

  it.each(answers)(
    'a promised removal that is still there is reminded of, whatever was said: %s',
    (answer) => {
      expect(stateOf('removals', answer)).toBe('open');
    },
  );

  it('compliance is settled by a keep that names the entry for a reason, and by no other keep', () => {
    expect(stateOf('compliance', 'keep')).toBe('open');
    expect(stateOf('compliance', 'mute')).toBe('open');
    expect(stateOf('compliance', { answer: 'keep', despite: ['e'] })).toBe('open');
    expect(stateOf('compliance', { answer: 'keep', despite: ['other'], note: 'why' })).toBe('open');
    expect(stateOf('compliance', { answer: 'keep', despite: ['e'], note: 'why' })).toBe('settled');
    expect(stateOf('compliance', 'remove')).toBe('settled');
    expect([stateOf('compliance', 'ask'), stateOf('compliance', 'ask', '2026-07-10')]).toEqual([
      'settled',
      'dueAgain',
    ]);
  });

  it('nobody’s answer is about anybody else', () => {
    const state = answerStatesAt(() => undefined, new Date(time('2026-06-11')), 'UTC', policies.balanced);
    for (const ruleId of ruleIds) expect(state({ ...finding, ruleId })).toBe('open');
  });
});
