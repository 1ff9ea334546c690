import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contact, fullName } from '../../shared/domain/contact.ts';
import type { Answer, Decision } from '../../shared/domain/decision.ts';
import { canariesOf, guardImport, mayMiss, profileAfter } from '../../shared/domain/guard.ts';
import { contactSubject } from '../../shared/domain/ids.ts';
import type { ExportOwner } from '../../shared/domain/snapshot.ts';
import { contactNo, daysAfter, time } from './builders.ts';

const people = (count: number): Contact[] =>
  Array.from({ length: count }, (_, no) => contactNo(no, { connectedOn: daysAfter('2015-01-01', no) }));

function decided(contact: Contact | undefined, answer: Answer): Decision {
  if (contact === undefined) throw new Error('there is nobody to decide about');
  const at = time('2026-01-10');
  const given = { answer };
  return {
    subject: contactSubject(contact.contactId),
    given,
    decidedAt: at,
    history: [{ at, via: 'review', given }],
  };
}

const owner: ExportOwner = { slug: 'jana-beispiel', name: 'Jana Beispiel', foundBy: 'invitations' };

const guard = (over: Partial<Parameters<typeof guardImport>[0]> = {}) =>
  guardImport({ known: [], absent: [], decisions: [], profile: undefined, exportOwner: owner, ...over });

describe('how many contacts an export may lack', () => {
  test.each([
    [5, 3],
    [12, 3],
    [20, 4],
    [60, 10],
    [400, 20],
    [1_000, 50],
    [30_000, 50],
  ])('of %i expected contacts at most %i', (expected, atMost) => {
    expect(mayMiss(expected)).toBe(atMost);
    const known = people(Math.min(expected, 1_000));
    if (known.length !== expected) return;
    expect(guard({ known, absent: known.slice(0, atMost) }).reasons).toEqual([]);
    expect(guard({ known, absent: known.slice(0, atMost + 1) })).toMatchObject({
      reasons: ['tooManyMissing'],
      expected,
      missing: atMost + 1,
      mayMiss: atMost,
    });
  });

  test('never fewer than 3, never more than 50, and never fewer for a larger network', () => {
    fc.assert(
      fc.property(fc.nat(40_000), (expected) => {
        expect(mayMiss(expected)).toBeGreaterThanOrEqual(3);
        expect(mayMiss(expected)).toBeLessThanOrEqual(50);
        expect(mayMiss(expected + 1)).toBeGreaterThanOrEqual(mayMiss(expected));
      }),
    );
  });

  test('whoever the owner decided to remove is not expected any more', () => {
    const known = people(20);
    const decisions = known.slice(0, 10).map((contact) => decided(contact, 'remove'));
    expect(guard({ known, absent: known.slice(0, 13), decisions })).toMatchObject({
      reasons: [],
      expected: 10,
      missing: 3,
    });
  });

  test('whoever was missing before is not missed again', () => {
    const missing = people(10).map((contact) => ({ ...contact, missingSince: time('2026-01-01') }));
    expect(guard({ known: missing, absent: missing })).toMatchObject({
      reasons: [],
      expected: 0,
      missing: 0,
    });
  });
});

describe('canaries', () => {
  const known = people(40);
  const keeps = known.slice(3, 12).map((contact) => decided(contact, 'keep'));

  test('are the five oldest contacts that the owner keeps', () => {
    expect(canariesOf(known, keeps)).toEqual(known.slice(3, 8).map(({ contactId }) => contactId));
  });

  test('need five keeps', () => {
    expect(canariesOf(known, keeps.slice(0, 4))).toEqual([]);
    const [first, second] = known.slice(3);
    const absent = [first, second].filter((one) => one !== undefined);
    expect(guard({ known, absent, decisions: keeps.slice(0, 4) }).reasons).toEqual([]);
  });

  test('one that is missing is named, two hold the import', () => {
    const [first, second] = known.slice(3, 5) as [Contact, Contact];
    expect(guard({ known, absent: [first], decisions: keeps })).toMatchObject({
      reasons: [],
      missingCanaries: [{ contactId: first.contactId, name: fullName(first.row) }],
    });
    expect(guard({ known, absent: [first, second], decisions: keeps }).reasons).toEqual(['canariesMissing']);
  });

  test('hold only where one of them is missing for the first time', () => {
    const gone = (count: number) =>
      known.map((contact, no) =>
        no >= 3 && no < 3 + count ? { ...contact, missingSince: time('2026-01-01') } : contact,
      );
    const before = gone(2);
    const named = guard({ known: before, absent: before.slice(3, 5), decisions: keeps });
    expect(named.missingCanaries).toHaveLength(2);
    expect(named.reasons).toEqual([]);
    const somebody = [...before.slice(3, 5), ...before.slice(20, 21)];
    expect(guard({ known: before, absent: somebody, decisions: keeps }).reasons).toEqual([]);
    const one = gone(1);
    expect(guard({ known: one, absent: one.slice(3, 5), decisions: keeps }).reasons).toEqual([
      'canariesMissing',
    ]);
    expect(guard({ known: before, absent: before.slice(3, 6), decisions: keeps }).reasons).toEqual([
      'canariesMissing',
    ]);
  });

  test('are the same while some of them are missing, and chosen anew when the owner says that this is right', () => {
    const left = known.map((contact, no) =>
      no < 5 ? { ...contact, missingSince: time('2026-01-01') } : contact,
    );
    expect(canariesOf(left, keeps)).toEqual(canariesOf(known, keeps));
    expect(canariesOf(left, keeps, time('2025-12-31'))).toEqual(canariesOf(known, keeps));
    expect(canariesOf(left, keeps, time('2026-01-01'))).toEqual(
      known.slice(5, 10).map(({ contactId }) => contactId),
    );
  });
});

describe("somebody else's export", () => {
  const somebody: ExportOwner = { slug: 'ole-anders', name: 'Ole Anders', foundBy: 'senderName' };
  test('is told by what the exports before it told for sure', () => {
    const guess: ExportOwner = { slug: 'ole-anders', foundBy: 'everyConversation' };
    expect(profileAfter(undefined, guess)).toEqual({});
    expect(profileAfter({ slug: 'jana-beispiel', name: 'Jana Beispiel' }, guess)).toEqual({
      slug: 'jana-beispiel',
      name: 'Jana Beispiel',
    });
    expect(profileAfter({ slug: 'jana-beispiel' }, { ...owner, slug: 'jana-b' })).toEqual({
      slug: 'jana-b',
      name: 'Jana Beispiel',
    });
  });

  test.each<[string, ExportOwner | undefined, ExportOwner, boolean]>([
    ['nothing known yet', undefined, somebody, false],
    ['the same profile', owner, owner, false],
    ['another profile and another name', owner, somebody, true],
    ['a changed profile address', owner, { ...owner, slug: 'jana-b' }, false],
    ['a changed name', owner, { ...owner, name: 'Jana Anders' }, false],
    [
      'the name with other capitals and marks',
      { ...owner, slug: undefined },
      { name: 'JANA  BEISPIEL', foundBy: 'profileOnly' },
      false,
    ],
    [
      'names alone, and they differ',
      { name: 'Jana Beispiel', foundBy: 'profileOnly' },
      { name: 'Ole Anders', foundBy: 'profileOnly' },
      true,
    ],
    ['a guess from the conversations', owner, { slug: 'ole-anders', foundBy: 'everyConversation' }, false],
    [
      'nothing in common to compare',
      { slug: 'jana-beispiel', foundBy: 'invitations' },
      { name: 'Ole Anders', foundBy: 'profileOnly' },
      false,
    ],
    ['an export that tells nothing', owner, { foundBy: 'unknown' }, false],
  ])('%s', (_, profile, exportOwner, held) => {
    expect(guard({ profile, exportOwner }).reasons).toEqual(held ? ['otherOwner'] : []);
  });
});
