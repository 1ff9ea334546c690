import { describe, expect, it } from 'vitest';
import type { Contact, Covers } from '../../shared/domain/contact.ts';
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

type Comings = Partial<Pick<Contact, 'missingSince' | 'returnedAt'>>;

function contact(id: string, comings: Comings = {}, connectedOn = '2019-03-14'): Contact {
  return {
    contactId: id as ContactId,
    keys: [`in/${id}`],
    row: { firstName: 'Ada', lastName: id, slug: id, connectedOn: connectedOn as IsoDay },
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

const head = (at: string, covers: Partial<Covers> = {}) => ({
  importId: '00' as ImportId,
  fileHash: '00' as FileHash,
  exportedAt: day(at),
  covers: { order: 'newestFirst', from: '2015-01-01', to: '2026-01-01', ...covers } as Covers,
});

/** Stood behind the others in every export: the network writes the newest first. */
const oldest = contact('oldest', {}, '2015-01-01');

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
        contacts: [contact('a', dated), oldest],
        decisions: [decided('a', '2026-03-01')],
        head: exported && head(exported),
      });
      expect(removal?.status).toBe(status);
      expect(removal?.provedAt).toBe(provedAt && day(provedAt));
    });
});

describe('the proof that somebody at the end of a file is gone', () => {
  const at = (month: number): IsoTime => day(`2026-0${month}-01`);
  const person = (year: number, comings: Comings = {}) => contact(`of${year}`, comings, `${year}-01-01`);
  const told = (
    contacts: readonly Contact[],
    newest: ReturnType<typeof head> & { readonly unread?: readonly ContactId[] },
    promises: readonly string[] = ['of2015'],
  ) => {
    const decisions = promises.map((id) => decided(id, '2026-03-01'));
    const list = removalList({ contacts, decisions, head: newest });
    return Object.fromEntries(list.map(({ contactId, status }) => [contactId, status]));
  };
  const upTo = (from: string) => ({ from: from as IsoDay });
  const [gone, end, newer] = [person(2015, { missingSince: at(4) }), person(2016), person(2020)];

  it('is not one export, which may have been cut off before them, nor two within a week', () => {
    expect(told([gone, end, newer], head('2026-04-01', upTo('2016-01-01')))).toEqual({ of2015: 'promised' });
    expect(told([gone, end, newer], head('2026-04-07', upTo('2016-01-01')))).toEqual({ of2015: 'promised' });
    const [removal] = removalList({
      contacts: [gone, end],
      decisions: [decided('of2015', '2026-03-01')],
      head: head('2026-04-01', upTo('2016-01-01')),
    });
    expect(removal).toMatchObject({ status: 'promised', missingSince: at(4) });
  });

  it('are two exports at least 7 days apart that end at the same row', () => {
    expect(told([gone, end, newer], head('2026-04-08', upTo('2016-01-01')))).toEqual({ of2015: 'done' });
    expect(
      told([person(2015, { missingSince: at(2) }), end], head('2026-04-08', upTo('2016-01-01'))),
    ).toEqual({
      of2015: 'done',
    });
  });

  it('are not two that end at two places: either may have been cut', () => {
    const cutDeeper = [gone, person(2016, { missingSince: at(5) }), newer];
    expect(told(cutDeeper, head('2026-05-01', upTo('2020-01-01')))).toEqual({ of2015: 'promised' });
    const cutLess = [gone, person(2016, { returnedAt: at(5) }), newer];
    expect(told(cutLess, head('2026-05-01', upTo('2016-01-01')))).toEqual({ of2015: 'promised' });
    // From then on it is the same place again.
    expect(told(cutDeeper, head('2026-06-01', upTo('2020-01-01')))).toEqual({ of2015: 'done' });
  });

  it('reckons with others at the end who are to be removed as well', () => {
    const both = [gone, person(2016, { missingSince: at(5) }), newer];
    expect(told(both, head('2026-05-01', upTo('2020-01-01')), ['of2015', 'of2016'])).toEqual({
      of2015: 'done',
      of2016: 'promised',
    });
  });

  it('is one export for whoever somebody stood behind, and stays so when a later file is cut', () => {
    const middle = person(2018, { missingSince: at(4) });
    expect(told([middle, end, newer], head('2026-04-01', upTo('2016-01-01')), ['of2018'])).toEqual({
      of2018: 'done',
    });
    const cut = [middle, person(2016, { missingSince: day('2026-04-03') }), newer];
    expect(told(cut, head('2026-04-03', upTo('2020-01-01')), ['of2018'])).toEqual({ of2018: 'done' });
  });

  it('goes by the other end where the oldest come first, and by two exports alone where they are in no order', () => {
    const last = contact('of2015', { missingSince: at(4) }, '2025-01-01');
    const upwards = { order: 'oldestFirst', to: '2020-01-01' as IsoDay } as const;
    expect(told([last, newer], head('2026-04-01', upwards))).toEqual({ of2015: 'promised' });
    expect(told([last, newer], head('2026-05-01', upwards))).toEqual({ of2015: 'done' });
    const mixed = { order: 'unordered' } as const;
    expect(told([gone, newer], head('2026-04-01', mixed))).toEqual({ of2015: 'promised' });
    expect(told([gone, newer], head('2026-05-01', mixed))).toEqual({ of2015: 'done' });
  });

  it('is none by an export of which a row may be theirs, or that nobody knows the rows of', () => {
    const unread = { ...head('2026-05-01', upTo('2016-01-01')), unread: [gone.contactId] };
    expect(told([gone, end], unread)).toEqual({ of2015: 'promised' });
    const { covers: _, ...bare } = head('2026-05-01');
    expect(told([gone, end], bare as ReturnType<typeof head>)).toEqual({ of2015: 'promised' });
  });

  it('was none when they are there again: behind a cut they never were away', () => {
    const back = person(2015, { returnedAt: at(5) });
    expect(told([back, end, newer], head('2026-05-01'))).toEqual({ of2015: 'stillThere' });
    expect(told([back, person(2014), newer], head('2026-05-01'))).toEqual({ of2015: 'cameBack' });
    const mixed = { order: 'unordered' } as const;
    expect(told([back, end, newer], head('2026-05-01', mixed))).toEqual({ of2015: 'cameBack' });
  });
});

describe('a promise that is said again with a note', () => {
  const said = (...given: readonly (readonly [day: string, answer: Answer, note?: string])[]): Decision => {
    const history = given.map(([on, answer, note]) => ({
      at: day(on),
      via: 'command' as const,
      given: { answer, ...(note && { note }) },
    }));
    const last = history.at(-1);
    if (last === undefined) throw new Error('nothing was said');
    return { subject: contactSubject('a' as ContactId), given: last.given, decidedAt: last.at, history };
  };
  const removalBy = (decision: Decision) =>
    removalList({
      contacts: [contact('a', { missingSince: day('2026-04-01') }), oldest],
      decisions: [decision],
      head: head('2026-04-01'),
    })[0];

  it('is the same promise, and stays as proved as it was', () => {
    const again = said(['2026-03-01', 'remove'], ['2026-05-01', 'remove', 'odd']);
    expect(removalBy(again)).toMatchObject({ promisedAt: day('2026-03-01'), status: 'done' });
  });

  it('is a new one after another answer in between', () => {
    const anew = said(['2026-03-01', 'remove'], ['2026-04-10', 'keep'], ['2026-05-01', 'remove']);
    expect(removalBy(anew)).toMatchObject({ promisedAt: day('2026-05-01'), status: 'promised' });
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
