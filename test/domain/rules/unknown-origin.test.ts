import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/domain/evidence-kinds.ts';
import type { RuleInput } from '../../../shared/domain/rules/rule.ts';
import { unknownOrigin } from '../../../shared/domain/rules/unknown-origin.ts';
import { aContact, aDecision, anEvidence, anOwner, contactNo, day, daysAfter } from '../builders.ts';
import { type Given, ruleInput, until } from './rule-input.ts';
import { aNetwork, foundBy, today } from './worlds.ts';

const judge = (given: Given) => unknownOrigin.evaluate(ruleInput(given));
const connectedOn = '2024-03-10';
const hinted: Given = {
  facts: { endorsementGivenOn: day('2024-05-01'), endorsementReceivedOn: day('2024-04-01') },
};
const doubted: Given = {
  facts: {
    doubtful: [
      { kind: 'note', namesakes: 2 },
      { kind: 'messages', namesakes: 3 },
    ],
  },
};

describe('unknown origin', () => {
  it('asks after the first 30 days of the connection, by the days of the owner’s zone', () => {
    const connectedOn = daysAfter(today, -30);
    const askedIn = (zone: string) => {
      const network = aNetwork([contactNo(1, { connectedOn })], { owner: anOwner({ zone }) });
      return foundBy('unknownOrigin', network, `${daysAfter(today, -1)}T23:00:00.000Z`).length;
    };
    expect(['Asia/Tokyo', 'Europe/Berlin', 'UTC', 'America/New_York'].map(askedIn)).toEqual([1, 1, 0, 0]);
  });

  it('asks where nothing was found', () => {
    expect(judge({})).toEqual({ asks: { kind: 'noTrace', connectedOn, searchedUntil: until } });
  });

  it('rests for those whom nobody can know, under every policy', () => {
    for (const policy of ['balanced', 'strict'] as const)
      expect(judge({ policy, searchedUntil: null })).toEqual({ rests: { kind: 'cannotKnow' } });
  });

  it('rests for the known, and says by what', () => {
    const facts = { notedOn: day('2025-01-01'), endorsementReceivedOn: day('2024-04-01') };
    expect(judge({ facts })).toEqual({ rests: { kind: 'originKnown', by: 'linkedInNote' } });
    const answered = aDecision(aContact(), { answer: 'keep', origin: 'event' });
    expect(judge({ decision: answered })).toEqual({ rests: { kind: 'originKnown', by: 'answer' } });
  });

  it('dates the owner’s answer by the day that it was where they are', () => {
    const decision = aDecision(aContact(), { answer: 'keep', origin: 'event' }, '2026-05-10T22:30:00.000Z');
    const datedIn = (zone: string) =>
      ruleInput({ decision, owner: { zone } }).assessment.evidence.map(({ at }) => at);
    expect([datedIn('UTC'), datedIn('Europe/Berlin')]).toEqual([['2026-05-10'], ['2026-05-11']]);
  });

  it('rests for the unclear, and says which hint there is', () => {
    const byThem: Given = { facts: { endorsementReceivedOn: day('2024-04-01') } };
    expect(judge(byThem)).toEqual({ rests: { kind: 'originUnclear', hint: 'endorsementReceived' } });
    expect(judge(doubted)).toEqual({ rests: { kind: 'originUnclear' } });
  });

  it('asks about the unclear when strict: with the strongest hint, else with the number of namesakes', () => {
    const strict = { policy: 'strict' } as const;
    const byThem: Given = { facts: { endorsementReceivedOn: day('2024-04-01') } };
    expect(judge({ ...byThem, ...strict })).toEqual({
      asks: { kind: 'onlyHint', connectedOn, hint: 'endorsementReceived', hintAt: '2024-04-01' },
    });
    expect(judge({ ...doubted, ...strict })).toEqual({
      asks: { kind: 'namesakes', connectedOn, namesakes: 3 },
    });
  });

  it('asks about those of whom there is nothing but that they connected when colleagues did', () => {
    const near = anEvidence({
      kind: 'nearColleagues',
      ownAct: false,
      at: day('2024-03-10'),
      file: 'positions',
    });
    const input = ruleInput({});
    const among = (evidence: readonly Evidence[], more: Partial<RuleInput> = {}) =>
      unknownOrigin.evaluate({
        ...input,
        assessment: { ...input.assessment, originStatus: 'unclear', evidence },
        ...more,
      });
    expect(among([near])).toMatchObject({ asks: { kind: 'onlyHint', hint: 'nearColleagues' } });
    const resting = { rests: { kind: 'originUnclear', hint: 'nearColleagues' } };
    expect(among([near, anEvidence()])).toEqual(resting);
    expect(among([near], { searchedUntil: undefined })).toEqual(resting);
    const contact = aContact({ facts: { doubtful: [{ kind: 'note', namesakes: 2 }] } });
    expect(among([near], { contact })).toEqual(resting);
  });

  it('takes two hints, one of them the owner’s own act, for knowing', () => {
    expect(judge({ ...hinted, policy: 'strict' })).toMatchObject({ rests: { kind: 'originKnown' } });
  });
});
