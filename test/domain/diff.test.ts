import { describe, expect, it } from 'vitest';
import type { Contact, ContactRow, Covers } from '../../shared/domain/contact.ts';
import { contactState, rowKey } from '../../shared/domain/contact.ts';
import { applyExport, type Change, diffContacts, matchRows } from '../../shared/domain/diff.ts';
import { personId } from '../../shared/domain/ids.ts';
import { aContact, aRow, day, time } from './builders.ts';

const exportedAt = time('2026-06-01');
const covers = (order: Covers['order'], from: string, to: string): Covers => ({
  order,
  from: day(from),
  to: day(to),
});
const everything = covers('newestFirst', '2003-01-01', '2026-05-01');

function afterExport(known: readonly Contact[], rows: readonly ContactRow[]) {
  const matched = matchRows(known, rows, exportedAt);
  return { changes: diffContacts(matched), contacts: applyExport(matched, exportedAt) };
}

const kindsOf = (changes: readonly Change[]) => changes.map(({ kind }) => kind).sort();

describe('where a contact stands', () => {
  it.each([
    ['connected, never missing', undefined, '2026-06-01', 'connected'],
    ['missing, with no head', '2026-06-01', undefined, 'missing'],
    ['missing, in the export that lacks them', '2026-06-01', '2026-06-01', 'missing'],
    ['missing, a moment before seven days', '2026-06-01', '2026-06-08T11:59:59.999Z', 'missing'],
    ['gone, with an export seven days on', '2026-06-01', '2026-06-08', 'gone'],
    ['gone, with an export a year on', '2026-06-01', '2027-06-01', 'gone'],
  ])('is %s', (_, missingSince, head, state) => {
    const contact = aContact(missingSince === undefined ? {} : { missingSince: time(missingSince) });
    const newest = head === undefined ? undefined : { exportedAt: time(head), covers: everything };
    expect(contactState(contact, newest)).toBe(state);
  });

  it.each<[string, Covers | undefined, string]>([
    ['from the newest on to older ones', covers('newestFirst', '2020-01-01', '2026-05-01'), 'gone'],
    ['from the newest on to one of that day', covers('newestFirst', '2024-02-08', '2026-05-01'), 'missing'],
    ['from the newest on to newer ones', covers('newestFirst', '2024-02-09', '2026-05-01'), 'missing'],
    ['from the oldest on to newer ones', covers('oldestFirst', '2020-01-01', '2026-05-01'), 'gone'],
    ['from the oldest on to one of that day', covers('oldestFirst', '2020-01-01', '2024-02-08'), 'missing'],
    ['from the oldest on to older ones', covers('oldestFirst', '2020-01-01', '2024-02-07'), 'missing'],
    ['in no order', covers('unordered', '2020-01-01', '2026-05-01'), 'missing'],
    ['not known how, by an earlier version', undefined, 'missing'],
  ])('after a year without them, with rows that reach %s', (_, rows, state) => {
    const contact = aContact({
      row: { connectedOn: day('2024-02-08') },
      missingSince: time('2025-06-01'),
    });
    expect(contactState(contact, { exportedAt: time('2026-06-01'), covers: rows })).toBe(state);
  });
});

describe('one contact between two exports', () => {
  const anna = aContact();
  const missing = aContact({ missingSince: time('2026-05-01') });
  const { slug: _, ...withoutSlug } = aRow();
  const byName = aContact({ row: { slug: undefined } });
  const cases: [string, Contact[], ContactRow[], Change['kind'][]][] = [
    ['nothing when nothing changed', [anna], [aRow()], []],
    ['added', [], [aRow()], ['added']],
    ['edited: company', [anna], [aRow({ company: 'Nordwerk' })], ['edited']],
    ['edited: position', [anna], [aRow({ position: 'CEO' })], ['edited']],
    ['edited: e-mail', [anna], [aRow({ email: 'anna@example.org' })], ['edited']],
    ['nothing for an empty cell instead of none', [anna], [aRow({ company: '' })], []],
    ['renamed by name', [anna], [aRow({ lastName: 'Neumann' })], ['renamed']],
    ['renamed by slug', [anna], [aRow({ slug: 'anna-m' })], ['renamed']],
    [
      'renamed by slug, in capitals and with a title',
      [anna],
      [aRow({ slug: 'am', firstName: 'Dr. ANNA' })],
      ['renamed'],
    ],
    ['renamed by a slug that was not there', [byName], [aRow()], ['renamed']],
    ['renamed by a slug that went away', [anna], [withoutSlug], ['renamed']],
    ['missing', [anna], [], ['missing']],
    ['nothing for somebody missing before', [missing], [], []],
    ['returned', [missing], [aRow()], ['returned']],
    ['returned and edited', [missing], [aRow({ company: 'Nordwerk' })], ['edited', 'returned']],
    [
      'two people when slug and name differ',
      [anna],
      [aRow({ slug: 'x', lastName: 'Neu' })],
      ['added', 'missing'],
    ],
    [
      'two people when slug and day differ',
      [anna],
      [aRow({ slug: 'x', connectedOn: day('2024-03-11') })],
      ['added', 'missing'],
    ],
    ['two people when the other was missing before', [missing], [aRow({ slug: 'x' })], ['added']],
    [
      'no guess between two rows of one name and day',
      [anna],
      [aRow({ slug: 'x' }), aRow({ slug: 'y' })],
      ['added', 'added', 'missing'],
    ],
    [
      'no guess between two who vanished',
      [anna, aContact({ row: { slug: 'b' } })],
      [aRow({ slug: 'x' })],
      ['added', 'missing', 'missing'],
    ],
    [
      'no guess from names that are only an emoji',
      [aContact({ row: { firstName: '🚀', lastName: '', slug: 'a' } })],
      [aRow({ firstName: '🦄', lastName: '', slug: 'b' })],
      ['added', 'missing'],
    ],
  ];
  it.each(cases)('is %s', (_, known, rows, kinds) => {
    const { changes, contacts } = afterExport(known, rows);
    expect(kindsOf(changes)).toEqual([...kinds].sort());
    const connected = contacts.filter((contact) => contact.missingSince === undefined);
    expect(connected.map(({ row }) => row)).toEqual(expect.arrayContaining([...rows]));
    expect(connected).toHaveLength(rows.length);
    expect(new Set(contacts.map(({ contactId }) => contactId)).size).toBe(contacts.length);
  });

  it('names the fields of an edit', () => {
    const { changes } = afterExport([anna], [aRow({ company: 'Nordwerk', lastName: 'Neu' })]);
    expect(changes).toEqual([
      { kind: 'renamed', contactId: anna.contactId, fields: ['lastName', 'company'] },
    ]);
  });
});

describe('a contact after an export', () => {
  it('keeps its id, its facts and its former keys when renamed, and is found by each of them later', () => {
    const anna = aContact({ facts: { notedOn: day('2024-01-01') } });
    const [renamed] = afterExport([anna], [aRow({ slug: 'anna-m' })]).contacts;
    expect(renamed).toEqual({
      ...anna,
      keys: ['in/anna-muster', 'in/anna-m'],
      row: aRow({ slug: 'anna-m' }),
    });
    const [back] = afterExport(renamed ? [renamed] : [], [aRow()]).contacts;
    expect(back).toEqual({ ...anna, keys: ['in/anna-muster', 'in/anna-m'] });
  });

  it('is dated by the exports when it goes and comes back', () => {
    const anna = aContact();
    const [missing] = applyExport(matchRows([anna], [], time('2026-06-01')), time('2026-06-01'));
    expect(missing).toEqual({ ...anna, missingSince: time('2026-06-01') });
    const still = applyExport(matchRows([missing ?? anna], [], time('2026-07-01')), time('2026-07-01'));
    expect(still).toEqual([missing]);
    const back = applyExport(matchRows(still, [aRow()], time('2026-08-01')), time('2026-08-01'));
    expect(back).toEqual([{ ...anna, returnedAt: time('2026-08-01') }]);
  });

  it('keeps who they are when somebody else takes over the slug that they gave up', () => {
    const row = { slug: 'x-anna' };
    const id = personId('in/anna-muster');
    const anna = aContact({ contactId: id, keys: ['in/anna-muster', 'in/x-anna'], row });
    const other = aRow({ lastName: 'Neu', connectedOn: day('2026-05-01') });
    const own = aRow(row);
    const { changes, contacts } = afterExport([anna], [other, own]);
    expect(kindsOf(changes)).toEqual(['added']);
    expect(contacts.find(({ contactId }) => contactId === id)).toEqual(anna);
    expect(contacts.map((contact) => contact.row)).toEqual([own, other]);
    expect(new Set(contacts.map(({ contactId }) => contactId)).size).toBe(2);
    expect(afterExport(contacts, [own, other]).changes).toEqual([]);
  });

  it('is not guessed from the rest of an export of which a part was written before', () => {
    const vanished = [aContact(), aContact({ row: { slug: 'b' } })];
    const rows = [aRow({ slug: 'x' })];
    const whole = afterExport(vanished, rows).contacts;
    const half = [...vanished.slice(0, 1), ...whole.filter((contact) => contact.row.slug === 'b')];
    expect(kindsOf(afterExport(half, rows).changes)).toEqual(['added', 'missing']);
    const two = [aRow({ slug: 'x' }), aRow({ slug: 'y' })];
    const newcomer = afterExport([aContact()], two).contacts.filter((contact) => contact.row.slug === 'x');
    expect(kindsOf(afterExport([aContact(), ...newcomer], two).changes)).toEqual(['added', 'missing']);
  });

  it('keeps who they are when a namesake of the same day has no slug', () => {
    const anna = aContact({ keys: ['name/anna muster@2024-03-10', 'in/anna-muster'] });
    const known = [{ ...anna, contactId: personId('name/anna muster@2024-03-10') }];
    const { slug: _, ...namesake } = aRow({ company: 'Other' });
    const { contacts } = afterExport(known, [namesake, aRow()]);
    expect(contacts.map(({ row }) => rowKey(row))).toEqual(['in/anna-muster', 'name/anna muster@2024-03-10']);
    expect(contacts[0]).toEqual(known[0]);
    expect(contacts[1]?.contactId).not.toBe(known[0]?.contactId);
  });
});
