import { describe, expect, test } from 'vitest';
import {
  begunImports,
  firstToCarryOn,
  isOneState,
  mayReplace,
  withoutAbsencesOf,
} from '../../shared/domain/begun-imports.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { noContacts } from '../../shared/domain/import.ts';
import { aContact, anImport, aSnapshot, time } from './builders.ts';

const begun = (exportedAt: string, overrides: Partial<ImportRecord> = {}): ImportRecord =>
  anImport(['connections'], {
    exportedAt: time(exportedAt),
    status: 'applying',
    contacts: { ...noContacts, total: 3 },
    ...overrides,
  });
const october = begun('2026-10-01');
const messages = begun('2026-11-05', { contacts: noContacts });
const older = begun('2026-11-06', { older: true });

describe('of several imports that were begun', () => {
  test('the newest that moves contacts goes on first, whatever others add', () => {
    const november = begun('2026-11-01');
    expect(firstToCarryOn([older, october, messages, november])).toBe(november);
    expect(firstToCarryOn([messages, older])).toBe(older);
    expect(firstToCarryOn([{ ...october, status: 'accepted' }])).toBeUndefined();
    expect(firstToCarryOn([{ ...october, status: 'replaced' }])).toBeUndefined();
  });
});

describe('an import that was left in the middle by an earlier version', () => {
  const accepted = (exportedAt: string, overrides: Partial<ImportRecord> = {}): ImportRecord =>
    begun(exportedAt, { status: 'accepted', importId: 'a' as ImportRecord['importId'], ...overrides });

  test('is whole again once a newer export was applied over it', () => {
    const over = [october, accepted('2026-11-01')];
    expect(begunImports(over)).toEqual([]);
    expect(firstToCarryOn(over)).toBeUndefined();
    expect(isOneState(over, over)).toBe(true);
    expect(begunImports([begun('2026-12-01'), ...over])).toEqual([begun('2026-12-01')]);
  });

  test.each([
    ['an earlier one', accepted('2026-09-01')],
    ['one of the same day, which may have been there before', accepted('2026-10-01')],
    ['one that was older itself', accepted('2026-11-01', { older: true })],
    ['one without contacts', accepted('2026-11-01', { contacts: noContacts })],
    ['one that is held', accepted('2026-11-01', { status: 'held' })],
    ['one that was begun too', accepted('2026-11-01', { status: 'applying' })],
  ])('is still begun beside %s', (_, other) => {
    expect(begunImports([other, october])).toContain(october);
  });

  test('is still begun where it was begun over the newer one', () => {
    const over = begun('2026-10-01', { older: true });
    expect(begunImports([over, accepted('2026-11-01')])).toEqual([over]);
  });

  test('is no one state while the newer one is on its way', () => {
    expect(isOneState([october], [october, accepted('2026-11-01')])).toBe(false);
  });
});

describe('an import that was begun', () => {
  test('is replaced by contacts of its day or later, and by nothing else', () => {
    const { contacts: _, ...withoutContacts } = aSnapshot({ exportedAt: time('2026-12-01') });
    expect(mayReplace(october, aSnapshot({ exportedAt: time('2026-10-02') }))).toBe(true);
    expect(mayReplace(october, aSnapshot({ exportedAt: time('2026-10-01') }))).toBe(true);
    expect(mayReplace(october, aSnapshot({ exportedAt: time('2026-09-30') }))).toBe(false);
    expect(mayReplace(october, withoutContacts)).toBe(false);
  });

  test('is replaced by anything where it only adds', () => {
    const { contacts: _, ...early } = aSnapshot({ exportedAt: time('2026-01-01') });
    for (const adding of [messages, older]) expect(mayReplace(adding, early)).toBe(true);
  });

  test('that made everybody missing moves contacts, though it holds none', () => {
    const emptied = begun('2026-10-01', { contacts: { ...noContacts, missing: 4 } });
    expect(mayReplace(emptied, aSnapshot({ exportedAt: time('2026-09-30') }))).toBe(false);
  });

  test('takes its own absences back and no other', () => {
    const [its, another, connected] = [
      aContact({ row: { slug: 'a' }, missingSince: time('2026-10-01') }),
      aContact({ row: { slug: 'b' }, missingSince: time('2026-09-01') }),
      aContact({ row: { slug: 'c' } }),
    ];
    const { missingSince: _, ...back } = its;
    expect(withoutAbsencesOf([october], [its, another, connected])).toEqual([back, another, connected]);
    const known = [its, another];
    expect(withoutAbsencesOf([], known)).toBe(known);
    expect(withoutAbsencesOf([older, messages], known)).toBe(known);
  });
});

test('what was read is settled where nothing was begun and the same was accepted before and after', () => {
  const accepted: ImportRecord = { ...october, status: 'accepted' };
  const next = begun('2026-11-01', { status: 'accepted', importId: 'b' as ImportRecord['importId'] });
  expect(isOneState([], [])).toBe(true);
  expect(isOneState([accepted], [accepted])).toBe(true);
  expect(isOneState([accepted], [accepted, next])).toBe(false);
  expect(isOneState([accepted], [accepted, { ...next, status: 'applying' }])).toBe(false);
  expect(isOneState([{ ...october, status: 'applying' }], [accepted])).toBe(false);
  // What was held or rejected meanwhile changed nothing.
  expect(isOneState([accepted], [accepted, { ...next, status: 'held' }])).toBe(true);
});
