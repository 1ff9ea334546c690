import { describe, expect, it } from 'vitest';
import { assessNetwork } from '../../shared/domain/assess.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { ruleIds } from '../../shared/domain/finding.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import type { ComplianceEntry, Owner } from '../../shared/domain/owner.ts';
import {
  askIds,
  mustAsk,
  type PolicyId,
  policies,
  policyIds,
  policyOf,
  thresholdBounds,
  thresholdNames,
} from '../../shared/domain/policy.ts';
import { networkRules, rules } from '../../shared/domain/rules/index.ts';
import { aContact, aHead, anImport, anOwner, day, daysAfter, messagesWith, month, time } from './builders.ts';

describe('whom an audit asks about', () => {
  const at = time('2026-06-01');
  const findingsOf = (contact: Contact, exportedAt = '2026-06-01', owner: Partial<Owner> = {}) =>
    assessNetwork(
      {
        owner: anOwner(owner),
        contacts: [contact],
        memory: emptyMemory,
        imports: [anImport(['connections', 'messages'], { exportedAt: time(exportedAt) })],
        decisions: [],
        head: aHead(exportedAt),
      },
      at,
    ).findings.map(({ ruleId }) => ruleId);

  it.each([
    [0, []],
    [29, []],
    [30, ['unknownOrigin']],
    [31, ['unknownOrigin']],
  ])('nobody in the first 30 days: %i days after the connection', (days, ruleIds) => {
    const contact = aContact({ row: { connectedOn: daysAfter('2026-06-01', -days) } });
    expect(findingsOf(contact, '2026-06-02')).toEqual(ruleIds);
  });

  it('nobody in the first days that the owner chose, nor in none when they chose 0', () => {
    const contact = aContact({ row: { connectedOn: daysAfter('2026-06-01', -40) } });
    const findingsWith = (newContactGraceDays: number) =>
      findingsOf(contact, '2026-06-02', { policyChanges: { newContactGraceDays } });
    expect([41, 40, 0].map(findingsWith)).toEqual([[], ['unknownOrigin'], ['unknownOrigin']]);
  });

  const listed: ComplianceEntry = { by: 'person', value: 'Anna Muster', reason: 'a contract' };
  it.each(policyIds)('somebody of the compliance list from the first day, under %s', (policy) => {
    const contact = aContact({ row: { connectedOn: day('2026-06-01') } });
    expect(findingsOf(contact, '2026-06-02', { policy, compliance: [listed] })).toEqual(['compliance']);
    expect(findingsOf(contact, '2026-06-02', { policy })).toEqual([]);
  });

  const pitched = aContact({
    facts: { messages: messagesWith({ received: 3, firstReceivedOn: day('2024-03-11') }) },
  });
  const lost = aContact({
    facts: {
      messages: messagesWith({
        sent: 4,
        received: 4,
        turnBack: true,
        firstSentOn: day('2024-03-12'),
        firstReceivedOn: day('2024-03-11'),
        lastSentIn: month('2024-05'),
        lastReceivedIn: month('2024-05'),
      }),
    },
  });
  it.each<[PolicyId, string[], string[]]>([
    [
      'strict',
      ['compliance', 'onlyWroteAtYou', 'unreciprocated', 'unknownOrigin'],
      ['compliance', 'lostFromSight'],
    ],
    ['balanced', ['compliance', 'onlyWroteAtYou', 'unreciprocated', 'unknownOrigin'], ['compliance']],
    ['open', ['compliance', 'onlyWroteAtYou'], ['compliance']],
    ['jobSearch', ['compliance'], ['compliance']],
  ])('under %s, by the rules that it asks with', (policy, ofPitched, ofLost) => {
    const owner = { policy, compliance: [listed] };
    expect(findingsOf(pitched, '2026-06-02', owner)).toEqual(ofPitched);
    expect(findingsOf(lost, '2026-06-02', owner)).toEqual(ofLost);
  });

  it.each([
    ['2026-05-31', ['unknownOrigin']],
    ['2026-06-01', ['unreciprocated', 'unknownOrigin']],
  ])('the grace period ends with the export of %s and not with today', (exportedAt, ruleIds) => {
    const messages = messagesWith({ sent: 1, firstSentOn: daysAfter('2026-06-01', -90) });
    expect(findingsOf(aContact({ facts: { messages } }), exportedAt)).toEqual(ruleIds);
  });

  it('nobody who is missing or gone', () => {
    expect(findingsOf(aContact({ missingSince: time('2026-06-01') }))).toEqual([]);
    expect(findingsOf(aContact({ missingSince: time('2026-01-01') }))).toEqual([]);
    expect(findingsOf(aContact({ returnedAt: time('2026-01-01') }))).toEqual(['unknownOrigin']);
  });

  it('with everything that was looked at, and that was not there to look at', () => {
    const network = {
      owner: anOwner(),
      contacts: [aContact()],
      memory: emptyMemory,
      imports: [anImport(['connections', 'messages'])],
      decisions: [],
      head: aHead(),
    };
    const [finding] = assessNetwork(network, at).findings;
    expect(finding?.looked).toEqual(['connections', 'messages']);
    expect(finding?.cannotKnow).toContain('invitations');
    expect(finding?.evidence).toEqual([]);
  });
});

describe('the policies', () => {
  it('have the defaults that are written down', () => {
    const { balanced, strict, open, jobSearch } = policies;
    expect(balanced).toMatchObject({
      unansweredFromMessages: 1,
      unansweredAfterDays: 90,
      newContactGraceDays: 30,
      onlyWroteAtYouFromMessages: 3,
      onlyWroteAtYouWithinDays: 30,
      oneOccasionWithinDays: 30,
      oneOccasionSilentMonths: 12,
      lostFromSightAfterMonths: 36,
      burstFromConnections: 8,
      burstWithinDays: 3,
      burstUnexplainedPercent: 80,
      invitationPendingDays: 14,
      askUnclearOrigin: false,
    });
    expect(strict).toEqual({
      ...balanced,
      id: 'strict',
      lostFromSightAfterMonths: 24,
      askUnclearOrigin: true,
    });
    expect(jobSearch.asks).toEqual(['compliance']);
    expect(open.asks).toEqual(['compliance', 'removals', 'dueAgain', 'samePerson', 'onlyWroteAtYou']);
  });

  it('name rules that there are, and balanced all of them', () => {
    const known = [...rules, ...networkRules].map(({ ruleId }) => ruleId);
    expect(known.toSorted()).toEqual([...ruleIds].sort());
    expect([...policies.balanced.asks].sort()).toEqual([...ruleIds].sort());
    for (const { id, asks } of Object.values(policies)) {
      expect(policies[id].asks).toBe(asks);
      expect(new Set(asks).size).toBe(asks.length);
    }
  });

  it('stand inside the bounds that an owner may choose', () => {
    for (const policy of Object.values(policies))
      for (const name of thresholdNames) {
        const [least, most] = thresholdBounds[name];
        expect(policy[name]).toBeGreaterThanOrEqual(least);
        expect(policy[name]).toBeLessThanOrEqual(most);
      }
  });

  it('are the owner’s with what they want otherwise, and nothing else changes', () => {
    expect(policyOf({ policy: 'strict' })).toEqual(policies.strict);
    expect(policyOf({ policy: 'open', policyChanges: { onlyWroteAtYouFromMessages: 5 } })).toEqual({
      ...policies.open,
      onlyWroteAtYouFromMessages: 5,
    });
  });

  it('ask what the owner switched on, and not what they switched off, in the order of the rules', () => {
    const switched = {
      lostFromSight: true,
      onlyWroteAtYou: false,
      burst: true,
      unclearOrigin: true,
    } as const;
    expect(policyOf({ policy: 'open', policyChanges: { switched } })).toEqual({
      ...policies.open,
      asks: ['compliance', 'removals', 'dueAgain', 'samePerson', 'burst', 'lostFromSight'],
      askUnclearOrigin: true,
      switchedOff: ['onlyWroteAtYou'],
    });
    expect(policyOf({ policy: 'strict', policyChanges: { switched: { unclearOrigin: false } } })).toEqual({
      ...policies.strict,
      askUnclearOrigin: false,
      switchedOff: ['unclearOrigin'],
    });
  });

  it.each(policyIds)('ask under %s whatever nobody can switch off, where the policy does', (policy) => {
    const off = Object.fromEntries(askIds.map((id) => [id, false]));
    const { asks } = policyOf({ policy, policyChanges: { switched: off } });
    expect(asks).toEqual(policies[policy].asks.filter((id) => mustAsk.includes(id)));
    expect(asks).toContain('compliance');
    const on = Object.fromEntries(askIds.map((id) => [id, true]));
    expect(policyOf({ policy, policyChanges: { switched: on } }).asks).toEqual(ruleIds);
  });
});
