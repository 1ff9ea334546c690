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
  test('nobody is asked or passed against what a fair human would do', () =>
    expect(wrong('asked')).toEqual([]));
});
