import { describe, expect, it } from 'vitest';
import type { Contact, ContactRow } from '../../shared/domain/contact.ts';
import { assessOne, type Given } from './assess-one.ts';
import { aContact, aJob, contactNo, day, daysAfter, month } from './builders.ts';

const connectedOn = day('2024-03-10');
const job = aJob({ company: 'Nordwerk GmbH', startedIn: month('2023-01'), finishedIn: month('2025-06') });
/** Colleagues who connected so many days before or after. */
const colleagues = (days: readonly number[], row: Partial<ContactRow> = {}): Contact[] =>
  days.map((offset, no) =>
    contactNo(no, { company: 'Nordwerk', connectedOn: daysAfter(connectedOn, offset), ...row }),
  );
const found = (others: readonly Contact[], more: Given = {}) =>
  assessOne({ others, memory: { jobs: [job] }, ...more }).found;
const near = ['weak nearColleagues'];

describe('to connect in the days in which colleagues did', () => {
  it.each([
    ['13 days before and after', [-13, 0, 13], near],
    ['14 days before and after', [-14, 0, 14], near],
    ['15 days after for one of three', [-14, 0, 15], []],
    ['15 days before for one of three', [-15, 0, 14], []],
    ['two of them', [0, 1], []],
    ['three on one day', [5, 5, 5], near],
  ])('is a weak hint by three proven ones: %s', (_, days, expected) => {
    expect(found(colleagues(days))).toEqual(expected);
  });

  it('leaves the origin unclear, and says at which company and when', () => {
    const { status, evidence } = assessOne({ others: colleagues([0, 1, 2]), memory: { jobs: [job] } });
    expect(status).toBe('unclear');
    expect(evidence).toMatchObject([
      { detail: 'Nordwerk GmbH', at: connectedOn, ownAct: false, file: 'positions' },
    ]);
  });

  it('counts only during the owner’s job', () => {
    const others = colleagues([0, 1, 2]);
    const during = (startedIn: string, finishedIn: string) =>
      found(others, {
        memory: { jobs: [{ ...job, startedIn: month(startedIn), finishedIn: month(finishedIn) }] },
      });
    expect(during('2024-03', '2024-03')).toEqual(near);
    expect(during('2023-01', '2024-02')).toEqual([]);
    expect(during('2024-04', '2025-06')).toEqual([]);
  });

  it('is nothing beside proof: a colleague needs no hint', () => {
    const contact = aContact({ row: { company: 'Nordwerk' } });
    expect(found(colleagues([0, 1, 2]), { contact })).toEqual(['strong sharedEmployer']);
  });

  it('counts nobody of a large or generic employer', () => {
    expect(found(colleagues([0, 1, 2]), { owner: { largeEmployers: ['NORDWERK'] } })).toEqual([]);
    const freelance = { jobs: [{ ...job, company: 'Selbstständig' }] };
    expect(found(colleagues([0, 1, 2], { company: 'Selbstständig' }), { memory: freelance })).toEqual([]);
  });

  it('counts who works elsewhere by now, and who has left the network', () => {
    const [first, ...others] = colleagues([0, 1, 2], { company: 'Südwerk' });
    const formerEmployers = [first, ...others].map((one) => ({
      contactId: (one as Contact).contactId,
      company: 'Nordwerk AG',
      seenAt: '2025-01-01T00:00:00.000Z' as never,
    }));
    expect(found([first as Contact, ...others], { memory: { jobs: [job], formerEmployers } })).toEqual(near);
    const gone = colleagues([0, 1, 2]).map((one) => ({
      ...one,
      missingSince: '2026-05-01T00:00:00.000Z' as never,
    }));
    expect(found(gone)).toEqual(near);
  });

  it('counts colleagues under all names of one employer together', () => {
    const others = [...colleagues([0, 1]), contactNo(7, { company: 'NW Holding', connectedOn })];
    const jobs = [job, { ...job, company: 'NW Holding', title: 'Lead', startedIn: month('2024-01') }];
    const owner = {
      employerAliases: [
        ['Südwerk', 'SW'],
        ['Nordwerk', 'NW Holding'],
      ],
    };
    expect(found(others, { memory: { jobs }, owner })).toEqual(near);
    expect(found(others, { memory: { jobs } })).toEqual([]);
  });
});
