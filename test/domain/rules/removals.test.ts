import { describe, expect, it } from 'vitest';
import { removalsSubject } from '../../../shared/domain/rules/removals.ts';
import { aDecision, aHead, contactNo, time } from '../builders.ts';
import { aNetwork, foundBy } from './worlds.ts';

const [still, back, done, kept] = [1, 2, 3, 4].map((no) => contactNo(no)) as [
  ReturnType<typeof contactNo>,
  ReturnType<typeof contactNo>,
  ReturnType<typeof contactNo>,
  ReturnType<typeof contactNo>,
];
const contacts = [
  still,
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

  it('is silent until an export is newer than the promise, and when all are gone or kept', () => {
    expect(foundBy('removals', aNetwork(contacts, { decisions, head: aHead('2026-04-09') }))).toEqual([]);
    const settled = [still, back].map((one) => aDecision(one, 'keep'));
    expect(foundBy('removals', aNetwork(contacts, { decisions: settled }))).toEqual([]);
  });
});
