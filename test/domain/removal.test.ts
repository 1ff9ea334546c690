import { describe, expect, it } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Answer, Decision } from '../../shared/domain/decision.ts';
import {
  type ContactId,
  contactSubject,
  type FileHash,
  type ImportId,
  type IsoDay,
  type IsoTime,
} from '../../shared/domain/ids.ts';
import { removalList, withdrawalsOf } from '../../shared/domain/removal.ts';

const day = (text: string): IsoTime => `${text}T08:00:00.000Z` as IsoTime;

function contact(id: string, comings: Pick<Contact, 'missingSince' | 'returnedAt'> = {}): Contact {
  return {
    contactId: id as ContactId,
    keys: [`in/${id}`],
    row: { firstName: 'Ada', lastName: id, slug: id, connectedOn: '2019-03-14' as IsoDay },
    facts: {},
    firstSeenAt: day('2026-01-01'),
    ...comings,
  };
}

function decided(id: string, at: string, answer: Answer = 'remove'): Decision {
  const given = { answer };
  const subject = contactSubject(id as ContactId);
  return { subject, given, decidedAt: day(at), history: [{ at: day(at), via: 'review', given }] };
}

const head = (at: string) => ({
  importId: '00' as ImportId,
  fileHash: '00' as FileHash,
  exportedAt: day(at),
});

describe('the proof of a promised removal', () => {
  const cases = [
    ['promised, with no export at all', {}, undefined, 'promised', undefined],
    ['promised, with an older export', {}, '2026-02-01', 'promised', undefined],
    ['promised, with an export of the same moment', {}, '2026-03-01', 'promised', undefined],
    [
      'promised, missing before and nothing newer',
      { missingSince: '2026-02-01' },
      '2026-02-01',
      'promised',
      undefined,
    ],
    ['done, missing in the next export', { missingSince: '2026-04-01' }, '2026-04-01', 'done', '2026-04-01'],
    [
      'done, missing since the next export',
      { missingSince: '2026-04-01' },
      '2026-06-01',
      'done',
      '2026-04-01',
    ],
    ['done, missing before and after', { missingSince: '2026-02-01' }, '2026-04-01', 'done', '2026-04-01'],
    ['still there', {}, '2026-04-01', 'stillThere', '2026-04-01'],
    [
      'still there, returned before the decision',
      { returnedAt: '2026-02-01' },
      '2026-04-01',
      'stillThere',
      '2026-04-01',
    ],
    ['came back', { returnedAt: '2026-05-01' }, '2026-06-01', 'cameBack', '2026-05-01'],
    [
      'done again after coming back',
      { returnedAt: '2026-05-01', missingSince: '2026-06-01' },
      '2026-06-01',
      'done',
      '2026-06-01',
    ],
  ] as const;

  for (const [name, comings, exported, status, provedAt] of cases)
    it(`is ${name}`, () => {
      const dated = Object.fromEntries(Object.entries(comings).map(([key, at]) => [key, day(at)]));
      const [removal] = removalList({
        contacts: [contact('a', dated)],
        decisions: [decided('a', '2026-03-01')],
        head: exported && head(exported),
      });
      expect(removal?.status).toBe(status);
      expect(removal?.provedAt).toBe(provedAt && day(provedAt));
    });
});

describe('the removal list', () => {
  it('holds the contacts decided to be removed, newest decision first, ties by id', () => {
    const list = removalList({
      contacts: [contact('a'), contact('b'), contact('c'), contact('d'), contact('e'), contact('f')],
      decisions: [
        decided('d', '2026-03-02'),
        decided('c', '2026-03-02'),
        decided('b', '2026-03-09'),
        decided('e', '2026-03-04', 'keep'),
        { subject: contactSubject('f' as ContactId), decidedAt: day('2026-03-04'), history: [] },
        decided('vanished', '2026-03-05'),
      ],
      head: undefined,
    });
    expect(list.map((removal) => removal.contactId)).toEqual(['b', 'c', 'd']);
    expect(list[0]).toEqual({
      subject: 'contact:b',
      contactId: 'b',
      name: 'Ada b',
      profileUrl: 'https://www.linkedin.com/in/b',
      promisedAt: day('2026-03-09'),
      status: 'promised',
      withdraws: [],
    });
  });

  it('leaves the profile link out where no address is known', () => {
    const { slug: _, ...row } = contact('a').row;
    const [removal] = removalList({
      contacts: [{ ...contact('a'), row }],
      decisions: [decided('a', '2026-03-01')],
      head: undefined,
    });
    expect(removal).not.toHaveProperty('profileUrl');
  });

  it('tells what a removal withdraws', () => {
    const on = '2020-01-01' as IsoDay;
    const facts = {
      recommendationGivenOn: on,
      recommendationReceivedOn: on,
      endorsementGivenOn: on,
      endorsementReceivedOn: on,
    };
    expect(withdrawalsOf({ facts })).toEqual([
      'recommendationGiven',
      'recommendationReceived',
      'endorsementGiven',
      'endorsementReceived',
    ]);
    expect(withdrawalsOf({ facts: { endorsementGivenOn: on } })).toEqual(['endorsementGiven']);
  });
});
