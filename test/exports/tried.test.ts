import { describe, expect, test } from 'vitest';
import { snapshotOf } from './files.ts';
import { archivesTried, connectionsTried } from './tried.ts';

describe('Connections.csv: inputs that were tried', () => {
  test.each(connectionsTried)('%s', async (_, text, asked, expected) => {
    expect(asked(await snapshotOf({ 'Connections.csv': text }))).toEqual(expected);
  });
});

describe('archives that were tried', () => {
  test.each(archivesTried)('%s', async (_, files, asked, expected) => {
    expect(asked(await snapshotOf(files))).toEqual(expected);
  });

  test('more than sixty inputs are listed here', () => {
    expect(connectionsTried.length + archivesTried.length).toBeGreaterThanOrEqual(60);
  });
});
