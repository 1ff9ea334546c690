import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactRow } from '../../shared/domain/contact.ts';
import { contactState, fullName } from '../../shared/domain/contact.ts';
import { applyExport, matchRows } from '../../shared/domain/diff.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import { foldName } from '../../shared/domain/names-of-people.ts';
import { planImport } from '../../shared/domain/plan-import.ts';
import { removalList } from '../../shared/domain/removal.ts';
import type { UnreadContact } from '../../shared/domain/snapshot.ts';
import { unreadAmong } from '../../shared/domain/unread.ts';
import { someRows, someState } from './arbitraries.ts';
import { aContact, aHead, aRow, aSnapshot, day, time } from './builders.ts';

const later = time('2026-07-01');
const shownBy = (row: ContactRow, shows: 'slug' | 'name' | 'both'): UnreadContact => ({
  slugs: shows !== 'name' && row.slug !== undefined ? [row.slug] : [],
  foldedName: shows === 'slug' && row.slug !== undefined ? '' : foldName(fullName(row)),
});

describe('whose row could not be read', () => {
  it('is never absent, and nobody else is the more or the less so for it', () => {
    fc.assert(
      fc.property(
        someState,
        someRows,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('slug', 'name', 'both')), { maxLength: 3 }),
        ({ contacts }, rows, chosen) => {
          fc.pre(contacts.length > 0);
          const meant = chosen.flatMap(([no, shows]) => {
            const contact = contacts[no % contacts.length];
            return contact === undefined ? [] : [{ contact, unread: shownBy(contact.row, shows) }];
          });
          const unread = meant.map((one) => one.unread);
          const matched = matchRows(contacts, rows, later, unread);
          const ids = (found: readonly { contactId: string }[]) => new Set(found.map((c) => c.contactId));
          const absent = ids(matched.absent);
          for (const { contact } of meant) expect(absent.has(contact.contactId)).toBe(false);
          const protectedIds = new Set(unreadAmong(contacts, unread).keys());
          const without = matchRows(contacts, rows, later);
          // Who is known to be there leaves a new row to a namesake who is not.
          const found = ids(matched.pairs.map(({ contact }) => contact));
          for (const { contactId } of without.absent)
            expect(absent.has(contactId)).toBe(!protectedIds.has(contactId) && !found.has(contactId));
          for (const contactId of absent) expect(ids(without.absent).has(contactId)).toBe(true);
          const after = applyExport(matched, later);
          for (const contact of contacts) expect(ids(after).has(contact.contactId)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    ['a slug that goes on', { slugs: ['ann'], foldedName: '', words: ['ann'] }, true],
    ['the slug of somebody else', { slugs: ['bert'], foldedName: '', words: ['bert'] }, false],
    ['a name that goes on', { slugs: [], foldedName: 'anna mus', words: ['anna', 'mus'] }, true],
    ['a name in other cells', { slugs: [], foldedName: 'x y', words: ['x', 'y', 'muster', 'anna'] }, true],
    ['one half of the name', { slugs: [], foldedName: 'x y', words: ['x', 'y', 'anna'] }, false],
  ])('in a line whose cells may have moved, by %s', (_, unread, isThere) => {
    const contact = aContact({ row: aRow({ firstName: 'Anna', lastName: 'Muster', slug: 'anna-muster' }) });
    expect(unreadAmong([contact], [unread]).has(contact.contactId)).toBe(isThere);
  });

  it('by its slug is not taken for somebody renamed', () => {
    const row = aRow({ slug: 'anna', connectedOn: day('2024-03-10') });
    const contact = aContact({ row, keys: ['in/anna'] });
    const namesake = { ...row, slug: 'anna-2' };
    const matched = matchRows([contact], [namesake], later, [{ slugs: ['anna'], foldedName: '' }]);
    expect(matched.pairs).toEqual([]);
    expect(matched.fresh).toHaveLength(1);
    expect(matched.unread).toEqual([{ contact, isSure: true }]);
  });

  it('may be anybody: nobody is newly missing, gone or removed by that export, and the guard still sees whom it lacks', () => {
    const some = (id: string, missingSince?: 'missing') =>
      aContact({
        contactId: id as ContactId,
        row: aRow({ firstName: id, slug: id }),
        keys: [`in/${id}`],
        ...(missingSince === undefined ? {} : { missingSince: time('2026-01-01') }),
      });
    const known = [some('shown'), some('lacking'), some('before', 'missing')];
    const plan = planImport({
      known,
      memory: { invitations: [], jobs: [], formerEmployers: [], ownFacts: [] },
      excerptIds: new Set(),
      head: aHead('2026-05-01'),
      snapshot: aSnapshot({
        exportedAt: later,
        contacts: [],
        unreadContacts: [{ slugs: ['shown'], foldedName: '' }],
        unreadMayBeAnybody: true,
      }),
      keepExcerpts: false,
    });
    expect(plan.changes).toEqual([]);
    expect(plan.contacts).toEqual([]);
    expect(plan.counts).toMatchObject({ missing: 0, gone: 0 });
    expect(plan.absent.map(({ contactId }) => contactId)).toEqual(['lacking', 'before']);
    expect(plan.sight).toEqual({ exportedAt: later, unread: ['before', 'lacking'] });
    const removals = removalList({
      contacts: known,
      decisions: known.map(({ contactId }) => {
        const [at, given] = [time('2026-05-02'), { answer: 'remove' as const }];
        const subject = contactSubject(contactId);
        return { subject, given, decidedAt: at, history: [{ at, via: 'review' as const, given }] };
      }),
      head: { ...aHead('2026-07-01'), ...plan.sight },
    });
    expect(removals.map(({ contactId, status }) => [contactId, status])).toEqual([
      ['before', 'promised'],
      ['lacking', 'promised'],
      ['shown', 'stillThere'],
    ]);
  });

  it('leaves the state of more than two hundred such namesakes open for everybody', () => {
    const missingSince = time('2026-01-01');
    const known = Array.from({ length: 201 }, (_, no) =>
      aContact({ row: aRow({ slug: `anna-${no}` }), keys: [`in/anna-${no}`], missingSince }),
    ).map((contact, no) => ({ ...contact, contactId: `id${no}` as typeof contact.contactId }));
    const covers = { order: 'newestFirst', from: day('2003-01-01'), to: day('2026-05-01') } as const;
    const { sight } = planImport({
      known,
      memory: { invitations: [], jobs: [], formerEmployers: [], ownFacts: [] },
      excerptIds: new Set(),
      head: aHead('2026-05-01'),
      snapshot: aSnapshot({
        exportedAt: later,
        contacts: [],
        covers,
        unreadContacts: [{ slugs: [], foldedName: foldName(fullName(aRow())) }],
      }),
      keepExcerpts: false,
    });
    expect(sight).toEqual({ exportedAt: later });
    for (const contact of known) expect(contactState(contact, sight)).toBe('missing');
  });
});
