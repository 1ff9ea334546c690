import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/domain/owner.ts';
import { isFree, removalPrices } from '../../shared/domain/removal-price.ts';
import { pageCatalogueFor } from '../../shared/render/locales/pages.ts';
import { contactNo, day, month, time } from './builders.ts';

const priceAmong = (
  contacts: Parameters<typeof removalPrices>[0],
  employerAliases: readonly (readonly string[])[] = [],
) => removalPrices(contacts, { employerAliases });

const nothing = { withdraws: [], email: false, groupChats: 0, noted: false };

describe('the price of a removal', () => {
  it('is nothing where the exports show nothing', () => {
    const contact = contactNo(1);
    expect(priceAmong([contact])(contact)).toEqual(nothing);
    expect(isFree(priceAmong([contact])(contact))).toBe(true);
  });

  it.each([
    ['alone at a company', ['Deichwerke GmbH'], 'Deichwerke GmbH'],
    ['with another at the same company, written otherwise', ['Deichwerke GmbH', 'deichwerke'], undefined],
    ['with another at a company that the owner calls the same', ['Deichwerke GmbH', 'DW Group'], undefined],
    ['at what is no company', ['Selbstständig'], undefined],
  ])('%s', (_, companies, only) => {
    const contacts = companies.map((company, index) => contactNo(index + 1, { company }));
    const priceOf = priceAmong(contacts, [['Deichwerke', 'DW Group']]);
    const [first = contactNo(1)] = contacts;
    expect(priceOf(first).onlyContactAt).toBe(only);
  });

  it('counts those at a company who are connected now', () => {
    const contact = contactNo(1, { company: 'Deichwerke' });
    const left = { ...contactNo(2, { company: 'Deichwerke' }), missingSince: time('2026-06-01') };
    expect(priceAmong([contact, left])(contact).onlyContactAt).toBe('Deichwerke');
    expect(priceAmong([contact, left])(left).onlyContactAt).toBeUndefined();
  });

  it('names what would be withdrawn, the address, the group chats and the note', () => {
    const groups = {
      shared: 3,
      best: { size: 5, ownerWrote: true, contactWrote: true, lastIn: month('2025-01') },
    };
    const contact = contactNo(
      1,
      { email: 'person@deichwerke.example' },
      { recommendationGivenOn: day('2020-01-01'), notedOn: day('2020-02-02'), groups },
    );
    expect(priceAmong([contact])(contact)).toEqual({
      withdraws: ['recommendationGiven'],
      email: true,
      groupChats: 3,
      noted: true,
    });
    const inOwnBook = { ...contact, facts: { ...contact.facts, addressByEmailOn: day('2020-01-01') } };
    expect(priceAmong([inOwnBook])(inOwnBook).email).toBe(false);
  });

  it.each(locales)('is told in words, and no number in them is made up (%s)', (locale) => {
    const { price } = pageCatalogueFor(locale).pages;
    expect(price.lines({ ...nothing, withdraws: [] })).toEqual([]);
    const lines = price.lines({
      onlyContactAt: 'Deichwerke',
      withdraws: ['endorsementGiven'],
      email: true,
      groupChats: 20,
      noted: true,
    });
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('\u2068Deichwerke\u2069');
    expect(lines.join(' ').match(/\d+/g)).toEqual(['20']);
    const [chats] = price.lines({ ...nothing, groupChats: 1 });
    expect(chats).not.toMatch(/\d/);
  });
});
