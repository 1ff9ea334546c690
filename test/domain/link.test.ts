import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestRecord } from '../../shared/domain/digest.ts';
import type { IsoTime, MailId, OwnerId, Period, Subject } from '../../shared/domain/ids.ts';
import {
  digestLinks,
  linkDays,
  linkExpiresAt,
  parseLink,
  signLink,
  verifyLink,
} from '../../shared/domain/link.ts';
import { rhythms } from '../../shared/domain/owner.ts';
import { slotOf } from '../../shared/domain/schedule.ts';

const openedAt = '2026-11-01T07:00:00.000Z' as IsoTime;
const now = new Date('2026-11-10T12:00:00.000Z');
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function digest(overrides: Partial<DigestRecord> = {}): DigestRecord {
  return {
    ownerId: 'me' as OwnerId,
    period: '2026-11' as Period,
    mailId: 'digest-2026-11' as MailId,
    openedAt,
    expiresAt: linkExpiresAt(openedAt),
    linkKey: 'a5'.repeat(32),
    questions: [1, 2, 3].map((no) => ({ no, subject: `contact:person${no}` as Subject })),
    ...overrides,
  };
}

function verify(token: string, record: DigestRecord | undefined, at = now) {
  const parsed = parseLink(token);
  return parsed && verifyLink(parsed, record, at);
}

describe('a link token', () => {
  it('opens the question that it was signed for, and number 0 the whole digest', () => {
    const record = digest();
    expect(verify(signLink(record, 0), record)).toEqual({ scope: 'digest' });
    expect(verify(signLink(record, 2), record)).toEqual({ scope: 'question', subject: 'contact:person2' });
  });

  it('is 47 letters of lower-case base32 that name nobody', () => {
    for (const no of [0, 1, 2, 3]) expect(signLink(digest(), no)).toMatch(/^[a-z2-7]{47}$/);
    expect(signLink(digest(), 1)).not.toContain('person');
  });

  it('keeps its meaning in upper, lower and mixed case', () => {
    const record = digest();
    const token = signLink(record, 1);
    const mixed = [...token].map((letter, at) => (at % 2 ? letter.toUpperCase() : letter)).join('');
    for (const text of [token.toUpperCase(), token.toLowerCase(), mixed])
      expect(verify(text, record)).toEqual({ scope: 'question', subject: 'contact:person1' });
  });

  it('names owner and period, which find the digest', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z2-7]{2,13}$/),
        fc.date({ min: new Date('2000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
        fc.boolean(),
        (owner, date, monthly) => {
          const period = date.toISOString().slice(0, monthly ? 7 : 10) as Period;
          const record = digest({ ownerId: owner as OwnerId, period });
          expect(parseLink(signLink(record, 3))).toMatchObject({ ownerId: owner, period, no: 3 });
        },
      ),
    );
  });

  it('fails with any letter changed to any other', () => {
    const record = digest();
    for (const no of [0, 1, 3]) {
      const token = signLink(record, no);
      for (let at = 0; at < token.length; at += 1)
        for (const letter of alphabet) {
          if (letter === token[at]) continue;
          expect(verify(`${token.slice(0, at)}${letter}${token.slice(at + 1)}`, record)).toBeUndefined();
        }
    }
  });

  it('fails with any two letters swapped, one left out or one more', () => {
    const record = digest();
    const token = signLink(record, 1);
    for (let a = 0; a < token.length; a += 1) {
      const without = token.slice(0, a) + token.slice(a + 1);
      expect(verify(without, record)).toBeUndefined();
      for (const letter of `${alphabet}.-=/`)
        expect(verify(token.slice(0, a) + letter + token.slice(a), record)).toBeUndefined();
      for (let b = a + 1; b < token.length; b += 1) {
        if (token[a] === token[b]) continue;
        const letters = [...token];
        [letters[a], letters[b]] = [letters[b] ?? '', letters[a] ?? ''];
        expect(verify(letters.join(''), record)).toBeUndefined();
      }
    }
  });

  it('fails with the parts of two valid tokens mixed, even under one key', () => {
    const parts = [
      [0, 1],
      [1, 15],
      [15, 19],
      [19, 21],
      [21, 47],
    ] as const;
    const record = fc.record({
      ownerId: fc.constantFrom('me', 'mia', 'jo') as fc.Arbitrary<OwnerId>,
      period: fc.constantFrom('2026-10', '2026-11', '2026-11-15') as fc.Arbitrary<Period>,
      linkKey: fc.constantFrom('a5'.repeat(32), '5a'.repeat(32)),
    });
    const link = fc.record({ record, no: fc.integer({ min: 0, max: 3 }) });
    const fromFirst = fc.tuple(...parts.map(() => fc.boolean()));
    fc.assert(
      fc.property(link, link, fromFirst, (first, second, choice) => {
        const a = digest(first.record);
        const b = digest(second.record);
        const [tokenA, tokenB] = [signLink(a, first.no), signLink(b, second.no)];
        const mixed = parts.map(([from, to], at) => (choice[at] ? tokenA : tokenB).slice(from, to)).join('');
        if (mixed === tokenA || mixed === tokenB) return;
        expect(verify(mixed, a)).toBeUndefined();
        expect(verify(mixed, b)).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
  });

  it('fails against the digest of another owner, period, key, expiry or list', () => {
    const record = digest();
    const token = signLink(record, 1);
    const others: Partial<DigestRecord>[] = [
      { ownerId: 'mia' as OwnerId },
      { period: '2026-12' as Period },
      { linkKey: 'a6'.repeat(32) },
      { expiresAt: '2027-12-31T07:00:00.000Z' as IsoTime },
      { questions: [{ no: 1, subject: 'contact:person9' as Subject }] },
      { questions: [] },
    ];
    for (const other of others) expect(verify(token, digest(other))).toBeUndefined();
  });

  it('fails without the digest and with a revoked key', () => {
    expect(verify(signLink(digest(), 0), undefined)).toBeUndefined();
    for (const linkKey of ['', 'a5', 'zz'.repeat(32), 'a5'.repeat(33)])
      expect(verify(signLink(digest(), 0), digest({ linkKey }))).toBeUndefined();
    expect(() => signLink(digest({ linkKey: '' }), 0)).toThrow(RangeError);
  });

  it('works for 60 days to the millisecond', () => {
    const record = digest();
    const token = signLink(record, 0);
    const end = Date.parse('2026-12-31T07:00:00.000Z');
    expect(record.expiresAt).toBe('2026-12-31T07:00:00.000Z');
    expect(verify(token, record, new Date(end - 1))).toEqual({ scope: 'digest' });
    expect(verify(token, record, new Date(end))).toBeUndefined();
    const undated = digest({ expiresAt: 'soon' as IsoTime });
    expect(verify(signLink(undated, 0), undated)).toBeUndefined();
  });

  it('of a quarterly owner works until the next digest is there, and within 7 to 180 days', () => {
    const quarters = ['2027-01', '2027-04', '2027-07', '2027-10', '2028-01'] as const;
    for (const [index, period] of quarters.slice(1).entries()) {
      const opened = slotOf(quarters[index] as Period, 'Europe/Berlin');
      expect(linkExpiresAt(opened, 'quarterly') > slotOf(period as Period, 'Europe/Berlin')).toBe(true);
      expect(linkExpiresAt(opened) < slotOf(period as Period, 'Europe/Berlin')).toBe(true);
    }
    for (const rhythm of rhythms) {
      expect(linkDays(rhythm)).toBe(rhythm === 'quarterly' ? 100 : 60);
      const record = digest({ expiresAt: linkExpiresAt(openedAt, rhythm) });
      const token = signLink(record, 0);
      const end = Date.parse(openedAt) + linkDays(rhythm) * 86_400_000;
      expect(verify(token, record, new Date(end - 1))).toEqual({ scope: 'digest' });
      expect(verify(token, record, new Date(end))).toBeUndefined();
    }
  });

  it('has one spelling only', () => {
    const record = digest();
    const token = signLink(record, 1);
    for (const text of ['', ` ${token}`, `${token}\n`, `${token}.`, `${token}-`, token.replace('a', 'а')])
      expect(parseLink(text)).toBeUndefined();
    // The Kelvin sign is a small k once it is lower-cased.
    const withK = signLink(digest({ ownerId: 'kk' as OwnerId }), 1);
    expect(parseLink(withK.replace('k', '\u212a'))).toBeUndefined();
  });

  it('is found in random letters never', () => {
    const record = digest();
    const letters = fc.stringMatching(/^[a-z2-7]{47}$/);
    fc.assert(fc.property(letters, (text) => verify(text, record) === undefined));
    fc.assert(
      fc.property(
        letters,
        (text) => parseLink(text) === undefined || parseLink(`b${text.slice(1)}`) === undefined,
      ),
    );
  });

  it('is not signed for a number that the digest does not have', () => {
    for (const no of [-1, 4, 1.5, 1024]) expect(() => signLink(digest(), no)).toThrow(RangeError);
  });

  it('is not signed for a period or a number that it could not carry', () => {
    for (const period of ['2026-Q4', '1999-12', '4048-01', '2026'])
      expect(() => signLink(digest({ period: period as Period }), 0)).toThrow(RangeError);
    const many = digest({ questions: [{ no: 1024, subject: 'contact:person1' as Subject }] });
    expect(() => signLink(many, 1024)).toThrow(RangeError);
  });
});

describe('the links of a digest', () => {
  it('open the question with its answer, all questions, and the removals', () => {
    const record = digest();
    const links = digestLinks(record, 'https://woher.example/');
    const one = signLink(record, 1);
    expect(links.question(1)).toEqual({
      keep: `https://woher.example/r/${one}?a=keep`,
      remove: `https://woher.example/r/${one}?a=remove`,
      later: `https://woher.example/r/${one}?a=later`,
      page: `https://woher.example/r/${one}`,
    });
    expect(links.all).toBe(`https://woher.example/r/${signLink(record, 0)}`);
    expect(links.removals).toBe(`${links.all}/removals`);
    expect(links.left).toBe(`${links.removals}#left`);
    expect(() => links.question(4)).toThrow(RangeError);
  });

  it('stay within 200 characters and end in a letter or digit', () => {
    const longest = `https://${'w'.repeat(125)}.eu`;
    const links = digestLinks(digest(), longest);
    for (const url of [links.all, links.removals, links.left, ...Object.values(links.question(2))]) {
      expect(url.length).toBeLessThanOrEqual(200);
      expect(url).toMatch(/[a-z0-9]$/);
    }
    expect(() => digestLinks(digest(), `${longest}/under/a/path`)).toThrow(RangeError);
  });
});
