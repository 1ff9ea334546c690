import { describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/domain/finding.ts';
import { type Flag, flagsAfter, flagsToRedate, reconcileFlags } from '../../shared/domain/flag.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import { aFinding, contactNo, day, time } from './builders.ts';

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
  return reconcileFlags({ standing, findings, isSettled: () => settled, now });
}

describe('flags after an audit', () => {
  const nothing = { open: [], kept: [], changed: [], closed: [] };
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
    ['a closed one is left alone', [aFlag({ state: 'lapsed' }), aFlag({ state: 'decided' })], [], false, {}],
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
    expect(flagsAfter(standing, plan).map((flag) => flag.finding)).toEqual([newer, laterOther]);
  });
});
