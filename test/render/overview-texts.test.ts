import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/domain/owner.ts';
import { overviewTextsFor } from '../../shared/render/locales/overview.ts';
import { day } from '../domain/builders.ts';

const counts = { sent: 30, withoutNote: 22, sameText: 5, bulk: 14 };

describe.each(locales)('the words of the overview (%s)', (locale) => {
  const texts = overviewTextsFor(locale);

  it('are whole sentences where they explain a number', () => {
    const [from, to] = [day('2025-11-01'), day('2026-11-01')];
    for (const said of [
      ...Object.values(texts.leads),
      ...Object.values(texts.notThere),
      texts.noContacts,
      texts.invitations({ exports: 1, from: to, to }),
      texts.invitations({ exports: 2, from, to }),
      texts.messages({ until: to, afterDays: 90 }),
      texts.longest('Imke', from),
    ]) {
      expect(said).toMatch(/^[\p{Lu}].{20,}\.$/su);
      expect(said).not.toMatch(/undefined|NaN|\[object| {2}|\.\./);
    }
  });

  it('name every number that they are given', () => {
    const year = texts.inYear('2026', counts);
    for (const number of ['2026', ...Object.values(counts)]) expect(year).toContain(String(number));
    expect(texts.both(5, 10)).toMatch(/50.*5.*10/);
    expect(texts.settled({ count: 3, total: 8 })).toMatch(/3.*8|8.*3/);
    expect(texts.invitations({ exports: 2, from: day('2025-11-01'), to: day('2026-11-01') })).toMatch(
      /2.*2025.*2026/,
    );
    expect(texts.messages({ until: day('2026-11-01'), afterDays: 90 })).toMatch(/2026.*90/);
    const habit = texts.habit({ sameTextFrom: 3, bulkAbove: 10 });
    expect(habit.sameText).toContain('3');
    expect(habit.bulk).toContain('10');
  });

  it('say of silence that it is one on LinkedIn, and of a share what it leaves out', () => {
    expect(texts.leads.year).toContain('LinkedIn');
    expect(texts.messages({ until: day('2026-11-01'), afterDays: 90 })).toContain('LinkedIn');
    expect(texts.leads.year.split('. ')).toHaveLength(2);
    expect(texts.leads.growth.split('. ')).toHaveLength(2);
  });

  it('are words of their own in every language', () => {
    for (const other of locales.filter((one) => one !== locale)) {
      expect(overviewTextsFor(other).leads.year).not.toBe(texts.leads.year);
      expect(Object.keys(overviewTextsFor(other)).sort()).toEqual(Object.keys(texts).sort());
    }
  });
});
