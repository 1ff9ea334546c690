import { describe, expect, it } from 'vitest';
import { decodeFlag, flagToPut } from '../../shared/adapters/dynamodb/flag-item.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import { evidenceFileKinds, fileKinds } from '../../shared/domain/snapshot.ts';
import { day } from '../domain/builders.ts';
import { fullFlag, minimalFlag } from './contract/values.ts';

const itemOf = (flag: Flag) => flagToPut('flags#wiebke', flag).item();

/** Somebody of whom five kinds of files show no trace, and nine were never seen: what most flags of a large network say. */
const unknown: Flag = {
  ...minimalFlag('wiebke'),
  ruleId: 'unknownOrigin',
  finding: {
    ...minimalFlag('wiebke').finding,
    ruleId: 'unknownOrigin',
    reason: { kind: 'noTrace', connectedOn: day('2013-08-12'), searchedUntil: day('2026-12-01') },
    looked: evidenceFileKinds.slice(0, 5),
    cannotKnow: evidenceFileKinds.slice(5),
  },
};

describe('the item of a flag', () => {
  it('keeps 30,000 flags on at most 8 pages of a Query', () => {
    // Names and texts of ASCII: a byte a character (developer guide, "Item sizes and formats").
    const bytes = Object.entries(itemOf(unknown)).reduce(
      (sum, [name, value]) => sum + name.length + String(value).length,
      0,
    );
    expect(Math.ceil((30_000 * bytes) / 2 ** 20)).toBeLessThanOrEqual(8);
  });

  it.each([
    ['every kind of file', [...fileKinds]],
    ['no file', []],
    ['some in another order', [...fileKinds].reverse().slice(3, 9)],
  ])('gives back %s', (_, looked) => {
    const flag = { ...unknown, finding: { ...unknown.finding, looked, cannotKnow: looked.toReversed() } };
    expect(decodeFlag(itemOf(flag))).toEqual(flag);
  });

  it('gives back which of the files were there without a row, in letters as well', () => {
    const flag = { ...unknown, finding: { ...unknown.finding, empty: evidenceFileKinds.slice(8) } };
    expect(decodeFlag(itemOf(flag))).toEqual(flag);
    expect(String(itemOf(flag).finding).length).toBe(String(itemOf(unknown).finding).length + 17);
  });

  it('is read as earlier versions wrote it: with its subject, and the files by name', () => {
    for (const flag of [unknown, fullFlag('tjark')]) {
      const { subject, ruleId, finding, ...rest } = flag;
      const item = {
        ...{ pk: 'flags#wiebke', sk: `${subject}#${ruleId}`, subject, ruleId, ...rest },
        finding: JSON.stringify(finding),
      };
      expect(decodeFlag(item)).toEqual(flag);
    }
  });

  it('is read as earlier versions wrote it: empty where the key says it, and with evidence that is none', () => {
    const { subject, ruleId, finding, ...rest } = unknown;
    const short = { ...finding, subject: '', contactId: '', ruleId: '', evidence: [] };
    const item = { pk: 'flags#wiebke', sk: `${subject}#${ruleId}`, ...rest, finding: JSON.stringify(short) };
    expect(decodeFlag(item)).toEqual(unknown);
  });

  it('keeps a finding about others than its key', () => {
    const flag = { ...fullFlag('wiebke'), finding: fullFlag('tjark').finding };
    expect(decodeFlag(itemOf(flag))).toEqual(flag);
  });

  it('is a named fault with a file that nobody knows', () => {
    const item = itemOf(unknown);
    const finding = String(item.finding).replace('"looked":"', '"looked":"?');
    expect(() => decodeFlag({ ...item, finding })).toThrow(expect.objectContaining({ name: 'UnfitItem' }));
    const looked = ['unheardOf'] as unknown as Flag['finding']['looked'];
    expect(() => itemOf({ ...unknown, finding: { ...unknown.finding, looked } })).toThrow(
      expect.objectContaining({ name: 'UnfitItem' }),
    );
  });
});
