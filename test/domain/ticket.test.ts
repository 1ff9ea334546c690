import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IsoTime, isoTime, type OwnerId } from '../../shared/domain/ids.ts';
import { parseLink } from '../../shared/domain/link.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import {
  ownerLinks,
  parseTicket,
  signTicket,
  stopLink,
  type TicketPurpose,
  ticketExpiresAt,
  uploadLink,
  verifyTicket,
} from '../../shared/domain/ticket.ts';

type Keyed = Pick<Owner, 'ownerId' | 'uploadKey'>;

const now = new Date('2026-11-10T12:00:00.000Z');
const expiresAt = '2026-12-31T07:00:00.000Z' as IsoTime;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const purposes: readonly TicketPurpose[] = ['upload', 'stop'];

const anOwner = (overrides: Partial<Keyed> = {}): Keyed => ({
  ownerId: 'me' as OwnerId,
  uploadKey: '7c'.repeat(32),
  ...overrides,
});

function verify(
  ticket: string,
  owner: Keyed | undefined,
  purpose: TicketPurpose = 'upload',
  at = now,
): boolean {
  const parsed = parseTicket(ticket);
  return parsed !== undefined && verifyTicket(parsed, owner, { purpose, now: at });
}

describe('a ticket', () => {
  it('is good for its owner and its purpose', () => {
    for (const purpose of purposes) {
      const ticket = signTicket(anOwner(), purpose, expiresAt);
      expect(purposes.filter((other) => verify(ticket, anOwner(), other))).toEqual([purpose]);
    }
  });

  it('is 45 letters of lower-case base32, and no review link', () => {
    for (const purpose of purposes) {
      const ticket = signTicket(anOwner({ ownerId: 'abcdefghijklm' as OwnerId }), purpose, expiresAt);
      expect(ticket).toMatch(/^[a-z2-7]{45}$/);
      expect(parseLink(ticket)).toBeUndefined();
    }
  });

  it('keeps its meaning in upper, lower and mixed case', () => {
    const ticket = signTicket(anOwner(), 'upload', expiresAt);
    const mixed = [...ticket].map((letter, at) => (at % 2 ? letter.toUpperCase() : letter)).join('');
    for (const text of [ticket.toUpperCase(), ticket.toLowerCase(), mixed])
      expect(verify(text, anOwner())).toBe(true);
  });

  it('names owner and expiry, at the end of a day', () => {
    const when = fc.date({ min: new Date('2000-01-02'), max: new Date('2899-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z2-7]{2,13}$/), when, (ownerId, date) => {
        const owner = anOwner({ ownerId: ownerId as OwnerId });
        const parsed = parseTicket(signTicket(owner, 'stop', isoTime(date)));
        expect(parsed?.ownerId).toBe(ownerId);
        expect(parsed?.expiresAt).toMatch(/T00:00:00\.000Z$/);
        const longer = Date.parse(parsed?.expiresAt ?? '') - date.getTime();
        expect(longer).toBeGreaterThanOrEqual(0);
        expect(longer).toBeLessThan(86_400_000);
      }),
    );
  });

  it('fails with any letter changed to any other, and so with any bit flipped', () => {
    for (const purpose of purposes) {
      const ticket = signTicket(anOwner(), purpose, expiresAt);
      for (let at = 0; at < ticket.length; at += 1)
        for (const letter of alphabet) {
          if (letter === ticket[at]) continue;
          const changed = `${ticket.slice(0, at)}${letter}${ticket.slice(at + 1)}`;
          for (const asked of purposes) expect(verify(changed, anOwner(), asked)).toBe(false);
        }
    }
  });

  it('fails with any two letters swapped, one left out or one more', () => {
    const ticket = signTicket(anOwner(), 'upload', expiresAt);
    for (let a = 0; a < ticket.length; a += 1) {
      expect(verify(ticket.slice(0, a) + ticket.slice(a + 1), anOwner())).toBe(false);
      for (const letter of `${alphabet}.-=/`)
        expect(verify(ticket.slice(0, a) + letter + ticket.slice(a), anOwner())).toBe(false);
      for (let b = a + 1; b < ticket.length; b += 1) {
        if (ticket[a] === ticket[b]) continue;
        const letters = [...ticket];
        [letters[a], letters[b]] = [letters[b] ?? '', letters[a] ?? ''];
        expect(verify(letters.join(''), anOwner())).toBe(false);
      }
    }
  });

  it('fails with the parts of two valid tickets mixed, even under one key', () => {
    const parts = [
      [0, 1],
      [1, 15],
      [15, 19],
      [19, 45],
    ] as const;
    const of = fc.record({
      owner: fc.record({
        ownerId: fc.constantFrom('me', 'mia', 'jo') as fc.Arbitrary<OwnerId>,
        uploadKey: fc.constantFrom('a5'.repeat(32), '5a'.repeat(32)),
      }),
      purpose: fc.constantFrom(...purposes),
      expiresAt: fc
        .constantFrom('2026-12-30', '2026-12-31', '2027-01-01')
        .map((day) => `${day}T00:00:00.000Z` as IsoTime),
    });
    fc.assert(
      fc.property(of, of, fc.tuple(...parts.map(() => fc.boolean())), (a, b, choice) => {
        const [ticketA, ticketB] = [a, b].map((one) => signTicket(one.owner, one.purpose, one.expiresAt));
        const mixed = parts
          .map(([from, to], at) => (choice[at] ? ticketA : ticketB)?.slice(from, to))
          .join('');
        for (const [one, ticket] of [
          [a, ticketA],
          [b, ticketB],
        ] as const)
          for (const purpose of purposes) {
            const own = mixed === ticket && purpose === one.purpose;
            const others = mixed === (ticket === ticketA ? ticketB : ticketA);
            if (!own && !others) expect(verify(mixed, one.owner, purpose)).toBe(false);
          }
      }),
      { numRuns: 10_000 },
    );
  });

  it('fails for another owner, without an owner, and once the key is another one or none', () => {
    const ticket = signTicket(anOwner(), 'upload', expiresAt);
    expect(verify(ticket, undefined)).toBe(false);
    expect(verify(ticket, anOwner({ ownerId: 'mia' as OwnerId }))).toBe(false);
    expect(verify(ticket, { ownerId: 'me' as OwnerId })).toBe(false);
    for (const uploadKey of ['7d'.repeat(32), '', '7c', 'zz'.repeat(32), '7c'.repeat(33)])
      expect(verify(ticket, anOwner({ uploadKey }))).toBe(false);
  });

  it('is not signed without a key, nor for a day that it cannot carry', () => {
    expect(() => signTicket({ ownerId: 'me' as OwnerId }, 'upload', expiresAt)).toThrow(RangeError);
    expect(() => signTicket(anOwner({ uploadKey: '' }), 'stop', expiresAt)).toThrow(RangeError);
    for (const day of ['1999-12-01T00:00:00.000Z', 'soon', '9999-01-01T00:00:00.000Z'])
      expect(() => signTicket(anOwner(), 'upload', day as IsoTime)).toThrow(RangeError);
  });

  it('works until the end of its last day to the millisecond', () => {
    const ticket = signTicket(anOwner(), 'upload', expiresAt);
    const end = Date.parse('2027-01-01T00:00:00.000Z');
    expect(verify(ticket, anOwner(), 'upload', new Date(end - 1))).toBe(true);
    expect(verify(ticket, anOwner(), 'upload', new Date(end))).toBe(false);
  });

  it('has one spelling only', () => {
    const ticket = signTicket(anOwner({ ownerId: 'kk' as OwnerId }), 'upload', expiresAt);
    for (const text of [
      '',
      ` ${ticket}`,
      `${ticket}\n`,
      `${ticket}.`,
      `${ticket}-`,
      ticket.replace('b', 'ƅ'),
    ])
      expect(parseTicket(text)).toBeUndefined();
    // The Kelvin sign is a small k once it is lower-cased.
    expect(parseTicket(ticket.replace('k', '\u212a'))).toBeUndefined();
  });

  it('is found in random letters never', () => {
    const letters = fc.stringMatching(/^b[a-z2-7]{44}$/);
    fc.assert(fc.property(letters, (text) => !verify(text, anOwner()) && !verify(text, anOwner(), 'stop')));
  });
});

describe('the links of an owner', () => {
  const madeAt = '2026-11-01T07:00:00.000Z' as IsoTime;

  it('open the upload page for 60 days, and stop the mails for 180', () => {
    expect(ticketExpiresAt('upload', madeAt)).toBe('2026-12-31T07:00:00.000Z');
    expect(ticketExpiresAt('stop', madeAt)).toBe('2027-04-30T07:00:00.000Z');
    expect(ticketExpiresAt('upload', madeAt, 'quarterly')).toBe('2027-02-09T07:00:00.000Z');
    expect(ticketExpiresAt('stop', madeAt, 'quarterly')).toBe('2027-04-30T07:00:00.000Z');
    const baseUrl = 'https://woher.example/';
    const owner = anOwner();
    const upload = uploadLink({ owner, expiresAt: ticketExpiresAt('upload', madeAt), baseUrl });
    const stop = stopLink({ owner, expiresAt: ticketExpiresAt('stop', madeAt), baseUrl });
    expect(ownerLinks(owner, madeAt, baseUrl)).toEqual({ upload, stop });
    expect(upload).toBe(`https://woher.example/u/${signTicket(owner, 'upload', expiresAt)}`);
    expect(stop).toMatch(/^https:\/\/woher\.example\/s\/[a-z2-7]{45}$/);
  });

  it('stay within 200 characters', () => {
    const host = (letters: number) => `https://${'w'.repeat(letters)}.eu`;
    expect(ownerLinks(anOwner(), madeAt, host(140))?.stop.length).toBeLessThanOrEqual(200);
    expect(() => ownerLinks(anOwner(), madeAt, host(150))).toThrow(RangeError);
  });

  it('are none without a key', () => {
    expect(ownerLinks({ ownerId: 'me' as OwnerId }, madeAt, 'https://woher.example')).toBeUndefined();
  });
});
