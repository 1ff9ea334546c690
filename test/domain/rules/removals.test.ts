import { describe, expect, it } from 'vitest';
import { employersOf } from '../../../shared/domain/employers.ts';
import type { Flag } from '../../../shared/domain/flag.ts';
import { policies } from '../../../shared/domain/policy.ts';
import { questionsOfDigest } from '../../../shared/domain/questions.ts';
import { removalsSubject, unkeptNow } from '../../../shared/domain/rules/removals.ts';
import { aDecision, aHead, contactNo, day, time } from '../builders.ts';
import { aNetwork, foundBy, today } from './worlds.ts';

const [still, back, done, kept] = [1, 2, 3, 4].map((no) => contactNo(no)) as [
  ReturnType<typeof contactNo>,
  ReturnType<typeof contactNo>,
  ReturnType<typeof contactNo>,
  ReturnType<typeof contactNo>,
];
const contacts = [
  // Stands behind the others: a cut file would lack them first.
  { ...still, row: { ...still.row, connectedOn: day('2023-01-01') } },
  { ...back, returnedAt: time('2026-05-20') },
  { ...done, missingSince: time('2026-05-01') },
  kept,
];
const decisions = [
  aDecision(still, 'remove', '2026-04-10'),
  aDecision(back, 'remove', '2026-04-12'),
  aDecision(done, 'remove', '2026-04-01'),
  aDecision(kept, 'keep', '2026-04-01'),
];

describe('the reminder of promised removals', () => {
  it('is one for all that the newest export holds', () => {
    expect(foundBy('removals', aNetwork(contacts, { decisions }))).toMatchObject([
      {
        subject: removalsSubject,
        members: [back.contactId, still.contactId],
        reason: { kind: 'removals', count: 2, cameBack: 1, promisedOn: '2026-04-10', on: '2026-06-01' },
      },
    ]);
  });

  it('tells by and by what became of those it was about: who is kept, gone or back', () => {
    const found = foundBy('removals', aNetwork(contacts, { decisions }));
    const flags = found.map((finding): Flag => {
      const { subject, ruleId } = finding;
      return { subject, ruleId, state: 'open', openedAt: time(today), finding };
    });
    const told = (now: { contacts?: typeof contacts; decisions?: typeof decisions }) => {
      const network = aNetwork(now.contacts ?? contacts, { decisions: now.decisions ?? decisions });
      const head = { ...aHead('2026-07-01'), covers: network.head?.covers };
      const unkept = unkeptNow({ ...network, head, zone: 'Europe/Berlin' });
      const asked = [{ no: 1, subject: removalsSubject }];
      const sources = {
        ...network,
        ...network.memory,
        employers: employersOf([], []),
        policy: policies.balanced,
      };
      return questionsOfDigest({ ...sources, flags, asked, unkept }).map(({ reason, members }) => ({
        ...reason,
        members: members.map(({ contactId }) => contactId),
      }));
    };
    expect(told({})).toMatchObject([{ count: 2, cameBack: 1, promisedOn: '2026-04-10', on: '2026-07-01' }]);
    const goneAgain = contacts.map((one) =>
      one.contactId === back.contactId ? { ...one, missingSince: time('2026-07-01') } : one,
    );
    expect(told({ contacts: goneAgain })).toMatchObject([
      { count: 1, cameBack: 0, promisedOn: '2026-04-10', members: [still.contactId] },
    ]);
    expect(told({ decisions: [...decisions.slice(1), aDecision(still, 'keep')] })).toMatchObject([
      { count: 1, cameBack: 1, promisedOn: '2026-04-12', members: [back.contactId] },
    ]);
    const allKept = [still, back].map((one) => aDecision(one, 'keep'));
    expect(told({ decisions: allKept })).toEqual([]);
  });

  it('is silent until an export is newer than the promise, and when all are gone or kept', () => {
    expect(foundBy('removals', aNetwork(contacts, { decisions, head: aHead('2026-04-09') }))).toEqual([]);
    const settled = [still, back].map((one) => aDecision(one, 'keep'));
    expect(foundBy('removals', aNetwork(contacts, { decisions: settled }))).toEqual([]);
  });
});
