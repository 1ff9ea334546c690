import { describe, expect, it } from 'vitest';
import type { Contact, ContactFacts } from '../../../shared/domain/contact.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { invitationSubject, personId } from '../../../shared/domain/ids.ts';
import { invitationId, type RememberedInvitation } from '../../../shared/domain/memory.ts';
import { locales } from '../../../shared/domain/owner.ts';
import { catalogueFor } from '../../../shared/render/locales/catalogue.ts';
import { aContact, aHead, anInvitation, anOwner, day, daysAfter, messagesWith, month } from '../builders.ts';
import { aNetwork, foundBy, today } from './worlds.ts';

const from = (name: string, overrides: Partial<RememberedInvitation> = {}): RememberedInvitation => {
  const slug = name.toLowerCase().replace(' ', '-');
  return {
    ...anInvitation({
      personId: personId(`in/${slug}`),
      foldedName: name.toLowerCase(),
      sentOn: daysAfter(today, -14),
    }),
    name,
    slug,
    direction: 'incoming',
    ...overrides,
  };
};
const byName = (name: string): RememberedInvitation => {
  const { slug: _, ...rest } = from(name);
  return { ...rest, bySlug: false, personId: personId(`name/${name.toLowerCase()}`) };
};
const pending = (
  invitations: readonly RememberedInvitation[],
  {
    contacts = [],
    listed = invitations,
  }: { contacts?: readonly Contact[]; listed?: readonly RememberedInvitation[] } = {},
) =>
  foundBy(
    'invitationPending',
    aNetwork(contacts, {
      memory: { invitations },
      head: { ...aHead(today), pending: listed.map(invitationId) },
    }),
  );
const namesOf = (found: ReturnType<typeof pending>) => found.map(({ invited }) => invited?.name);
const daysAgo = (days: number) => ({ sentOn: daysAfter(today, -days) });

describe('a pending invitation', () => {
  it('is asked about under the person’s own subject, with name and profile', () => {
    expect(pending([from('Rika Sander', { note: 'abcdefghijkl' })])).toMatchObject([
      {
        subject: invitationSubject(personId('in/rika-sander')),
        invited: { name: 'Rika Sander', slug: 'rika-sander' },
        reason: { kind: 'invitationPending', on: '2026-05-18', withNote: true },
      },
    ]);
    expect(pending([from('Rika Sander')])[0]?.reason).toMatchObject({ withNote: false });
  });

  it('is told in no time, however many there are and were', () => {
    const many = Array.from({ length: 20_000 }, (_, no) => from(`Person ${no}`));
    const startedAt = performance.now();
    expect(pending(many, { listed: many.slice(0, 4_000) })).toHaveLength(4_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('has waited for days of the owner’s zone', () => {
    const at = `${daysAfter(today, -1)}T23:00:00.000Z`;
    const askedIn = (zone: string) =>
      foundBy(
        'invitationPending',
        aNetwork([], {
          owner: anOwner({ zone }),
          memory: { invitations: [from('Rika Sander')] },
          head: { ...aHead(today), pending: [invitationId(from('Rika Sander'))] },
        }),
        at,
      ).length;
    expect(['Asia/Tokyo', 'Europe/Berlin', 'UTC', 'America/New_York'].map(askedIn)).toEqual([1, 1, 0, 0]);
  });

  it.each([
    [13, 0],
    [14, 1],
    [15, 1],
  ])('of %i days ago is asked about %i times', (days, times) => {
    expect(pending([from('Rika Sander', daysAgo(days))])).toHaveLength(times);
  });

  it('must stand in the newest list', () => {
    const [rika, ole] = [from('Rika Sander'), from('Ole Sauer')];
    expect(namesOf(pending([rika, ole], { listed: [ole] }))).toEqual(['Ole Sauer']);
    expect(pending([rika, ole], { listed: [] })).toEqual([]);
    expect(foundBy('invitationPending', aNetwork([], { memory: { invitations: [rika] } }))).toEqual([]);
  });

  it('is none of the owner’s own invitations, nor of somebody whom the owner invited', () => {
    const own = from('Rika Sander', { direction: 'outgoing' });
    expect(pending([own])).toEqual([]);
    expect(pending([from('Rika Sander'), own])).toEqual([]);
    expect(pending([from('Rika Sander'), { ...byName('Rika Sander'), direction: 'outgoing' }])).toEqual([]);
  });

  it('of a contact is none, be it by profile, by a former profile or by name', () => {
    const contact = aContact({ row: { firstName: 'Rika', lastName: 'Sander', slug: 'rika-sander' } });
    const { slug: _, ...row } = contact.row;
    expect(pending([from('Rika Sander')], { contacts: [contact] })).toEqual([]);
    const renamed = {
      ...contact,
      keys: ['in/rika-sander', 'in/rika-neu'],
      row: { ...contact.row, slug: 'rika-neu' },
    };
    expect(pending([from('Rika Sander')], { contacts: [renamed] })).toEqual([]);
    expect(pending([byName('Rika Sander')], { contacts: [contact] })).toEqual([]);
    expect(pending([from('Rika Sander')], { contacts: [{ ...contact, row, keys: ['name/x'] }] })).toEqual([]);
    const namesake = { ...contact, ...aContact({ row: { ...contact.row, slug: 'another-rika' } }) };
    expect(pending([from('Rika Sander')], { contacts: [namesake] })).toHaveLength(1);
  });

  it('of one person is the newest, and that one has to be old enough', () => {
    const [old, newer] = [from('Rika Sander', daysAgo(60)), from('Rika Sander', daysAgo(20))];
    expect(pending([newer, old])).toMatchObject([{ reason: { on: '2026-05-12' } }]);
    expect(pending([old, newer, from('Rika Sander', daysAgo(3))])).toEqual([]);
  });

  describe('from somebody of whom the exports show something', () => {
    const turnBack = messagesWith({ sent: 2, received: 1, turnBack: true, lastSentIn: month('2024-01') });
    const book = { addressByNameOn: day('2024-05-01') };
    const rika = (facts: ContactFacts, overrides: Partial<RememberedInvitation> = {}) =>
      pending([from('Rika Sander', { facts, ...overrides })]);

    it('is not asked about where they are known by it, by the rules for contacts', () => {
      expect(rika({ messages: turnBack })).toEqual([]);
      expect(rika({ notedOn: day('2024-05-01') })).toEqual([]);
      expect(rika({ ...book, endorsementReceivedOn: day('2024-05-01') })).toEqual([]);
      // What only they did makes nobody known.
      const theirs = { endorsementReceivedOn: day('2024-05-01'), addressImportedOn: day('2024-05-01') };
      expect(rika(theirs)).toHaveLength(1);
    });

    it('is asked about with what hints at them, which the question does not deny', () => {
      const [found] = rika(book);
      expect(found).toMatchObject({
        reason: { kind: 'invitationPending', hinted: true },
        evidence: [{ kind: 'addressBook', strength: 'weak', at: '2024-05-01' }],
      });
      expect(rika({})[0]?.reason).not.toHaveProperty('hinted');
      for (const locale of locales) {
        const { reasonOf } = catalogueFor(locale);
        const said = (reason: Finding['reason']) => reasonOf({ reason, name: 'Rika Sander' });
        const [sure, hinted] = [rika({})[0]?.reason, found?.reason] as [Finding['reason'], Finding['reason']];
        expect(said(sure)).toContain('Woher');
        expect(said(hinted)).not.toContain('Woher');
      }
    });

    it('remembers what any of their invitations came with', () => {
      const [old, newer] = [
        from('Rika Sander', { ...daysAgo(60), facts: book }),
        from('Rika Sander', daysAgo(20)),
      ];
      expect(pending([old, newer], { listed: [newer] })).toMatchObject([{ reason: { hinted: true } }]);
    });

    it('has no evidence in the words of the invitation itself', () => {
      expect(rika({}, { note: 'abcdefghijkl' })).toMatchObject([
        { evidence: [], reason: { withNote: true } },
      ]);
    });
  });

  it('comes in the order of the days, whatever the order of what is remembered', () => {
    const all = [
      from('Ole Sauer', daysAgo(20)),
      from('Rika Sander', daysAgo(30)),
      from('Ina Voss', daysAgo(20)),
    ];
    expect(pending(all)).toEqual(pending(all.toReversed()));
    expect(namesOf(pending(all))[0]).toBe('Rika Sander');
  });

  it('follows the owner’s own number of days and their policy', () => {
    const ask = (owner: Parameters<typeof anOwner>[0]) => {
      const invitations = [from('Rika Sander', daysAgo(5))];
      const head = { ...aHead(today), pending: invitations.map(invitationId) };
      return foundBy(
        'invitationPending',
        aNetwork([], { memory: { invitations }, head, owner: anOwner(owner) }),
      );
    };
    expect(ask({ policyChanges: { invitationPendingDays: 5 } })).toHaveLength(1);
    expect(ask({ policyChanges: { invitationPendingDays: 5 }, policy: 'open' })).toEqual([]);
  });
});
