import { describe, expect, test } from 'vitest';
import { truthsOfSample } from './fixtures/truths.ts';

describe('the sample, beside the hidden truth about its people', async () => {
  const truths = await truthsOfSample();
  const wrong = (aspect: 'origin' | 'reciprocity' | 'asked') =>
    truths.filter(({ right }) => !right[aspect]).map(({ person }) => person.key);

  test('holds many people of many kinds', () => {
    expect(truths.length).toBeGreaterThanOrEqual(420);
    expect(new Set(truths.map(({ person }) => person.kind)).size).toBeGreaterThanOrEqual(40);
  });
  test('nobody has another origin status than a fair human would give', () =>
    expect(wrong('origin')).toEqual([]));
  test('nobody has another reciprocity', () => expect(wrong('reciprocity')).toEqual([]));
  test('the unclear are asked by the policy strict, and by balanced only for another reason', async () => {
    const strict = await truthsOfSample('strict');
    const unclear = strict.filter(({ originStatus }) => originStatus === 'unclear');
    expect(unclear.length).toBeGreaterThan(50);
    expect(unclear.filter(({ asked, person }) => !asked && person.kind !== 'too-new')).toEqual([]);
    const passed = new Set(
      unclear.filter(({ reciprocity }) => reciprocity === 'silent').map(({ person }) => person.key),
    );
    expect(truths.filter(({ asked, person }) => asked && passed.has(person.key))).toEqual([]);
  });
  test('nobody is asked or passed against what a fair human would do', () =>
    expect(wrong('asked')).toEqual([]));
});
