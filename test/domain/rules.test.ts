import { describe, expect, it } from 'vitest';
import { assessNetwork } from '../../shared/domain/assess.ts';
import type { Contact, MessageFacts } from '../../shared/domain/contact.ts';
import type { OriginStatus, Reciprocity } from '../../shared/domain/evidence-kinds.ts';
import type { Reason } from '../../shared/domain/finding.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import { type PolicyId, policies } from '../../shared/domain/policy.ts';
import { lostFromSight } from '../../shared/domain/rules/lost-from-sight.ts';
import { unknownOrigin } from '../../shared/domain/rules/unknown-origin.ts';
import { unreciprocated } from '../../shared/domain/rules/unreciprocated.ts';
import {
  aContact,
  aHead,
  anAssessment,
  anEvidence,
  anImport,
  anOwner,
  day,
  daysAfter,
  messagesWith,
  month,
  time,
} from './builders.ts';

const until = day('2026-06-01');
const connectedOn = day('2024-03-10');

describe('unknown origin', () => {
  const doubtful = [
    { kind: 'note' as const, namesakes: 2 },
    { kind: 'messages' as const, namesakes: 3 },
  ];
  const hint = anEvidence({ at: day('2024-05-01') });
  const unclear = { originStatus: 'unclear' as const };
  it.each<[string, OriginStatus, Partial<typeof policies.balanced>, Reason | undefined]>([
    ['asks where nothing was found', 'unknown', {}, { kind: 'noTrace', connectedOn, searchedUntil: until }],
    ['is silent about the known', 'known', {}, undefined],
    ['is silent about those whom nobody can know', 'cannotKnow', {}, undefined],
    ['is silent where the policy does not ask', 'unknown', { askUnknownOrigin: false }, undefined],
  ])('%s', (_, originStatus, policy, reason) => {
    const assessment = anAssessment({ originStatus });
    const input = { contact: aContact(), assessment, searchedUntil: until };
    expect(unknownOrigin.evaluate({ ...input, policy: { ...policies.balanced, ...policy } })).toEqual(reason);
  });

  it('names the strongest hint of the unclear, else how many share the name', () => {
    const contact = aContact({ facts: { doubtful } });
    const of = (evidence: readonly ReturnType<typeof anEvidence>[], askUnclearOrigin = true) =>
      unknownOrigin.evaluate({
        contact,
        assessment: anAssessment({ ...unclear, evidence }),
        searchedUntil: undefined,
        policy: { ...policies.balanced, askUnclearOrigin },
      });
    expect(of([hint, anEvidence()])).toEqual({
      kind: 'onlyHint',
      connectedOn,
      hint: 'endorsementGiven',
      hintAt: '2024-05-01',
    });
    expect(of([])).toEqual({ kind: 'namesakes', connectedOn, namesakes: 3 });
    expect(of([hint], false)).toBeUndefined();
  });
});

describe('unreciprocated', () => {
  const sent = messagesWith({ sent: 2, firstSentOn: day('2025-01-01') });
  const received = messagesWith({ received: 4, firstReceivedOn: day('2025-02-01') });
  const evaluate = (messages: MessageFacts | undefined, of: Reciprocity, status: OriginStatus, from = 1) =>
    unreciprocated.evaluate({
      contact: aContact({ facts: messages === undefined ? {} : { messages } }),
      assessment: anAssessment({ reciprocity: of, originStatus: status }),
      searchedUntil: until,
      policy: { ...policies.balanced, unansweredFromMessages: from },
    });

  it('asks on both sides, and says whether there is any trace', () => {
    const about = { searchedUntil: until };
    expect(evaluate(sent, 'theyNeverAnswered', 'unknown')).toEqual({
      ...about,
      kind: 'theyNeverAnswered',
      messages: 2,
      since: '2025-01-01',
      noTrace: true,
    });
    expect(evaluate(received, 'youNeverAnswered', 'known')).toEqual({
      ...about,
      kind: 'youNeverAnswered',
      messages: 4,
      since: '2025-02-01',
      noTrace: false,
    });
  });

  it.each<Reciprocity>(['mutual', 'inGroups', 'silent', 'cannotKnow'])('is silent about %s', (of) => {
    expect(evaluate(sent, of, 'unknown')).toBeUndefined();
    expect(evaluate(undefined, of, 'unknown')).toBeUndefined();
  });

  it('counts messages from the policy’s number on', () => {
    expect(evaluate(sent, 'theyNeverAnswered', 'unknown', 2)).toBeDefined();
    expect(evaluate(sent, 'theyNeverAnswered', 'unknown', 3)).toBeUndefined();
    expect(evaluate(received, 'youNeverAnswered', 'unknown', 4)).toBeDefined();
    expect(evaluate(received, 'youNeverAnswered', 'unknown', 5)).toBeUndefined();
  });
});

describe('lost from sight', () => {
  const evaluate = (lastIn: string, policy: PolicyId, groupIn?: string, of: Reciprocity = 'mutual') => {
    const messages = messagesWith({
      sent: 3,
      received: 2,
      lastSentIn: month('2020-01'),
      lastReceivedIn: month(lastIn),
      note: { by: 'owner', on: day('2019-01-01'), text: 'x' },
    });
    const best = { size: 30, ownerWrote: true, contactWrote: true, lastIn: month(groupIn ?? '2019-01') };
    return lostFromSight.evaluate({
      contact: aContact({ facts: { messages, groups: { shared: 1, best } } }),
      assessment: anAssessment({ reciprocity: of, originStatus: 'known' }),
      searchedUntil: until,
      policy: policies[policy],
    });
  };

  it.each<[string, PolicyId, boolean]>([
    ['2023-07', 'balanced', false],
    ['2023-06', 'balanced', true],
    ['2024-07', 'strict', false],
    ['2024-06', 'strict', true],
  ])('when the last message is of %s, for %s: %s', (lastIn, policy, asks) => {
    const reason = { kind: 'lostFromSight', lastIn, messages: 6 };
    expect(evaluate(lastIn, policy)).toEqual(asks ? reason : undefined);
  });

  it('counts what both wrote in a group as being in sight', () => {
    expect(evaluate('2021-01', 'balanced', '2024-01')).toBeUndefined();
    expect(evaluate('2021-01', 'balanced', '2022-01')).toMatchObject({ lastIn: '2022-01' });
  });

  it.each<Reciprocity>(['inGroups', 'theyNeverAnswered', 'youNeverAnswered', 'silent', 'cannotKnow'])(
    'is no word for %s',
    (of) => {
      expect(evaluate('2020-01', 'balanced', undefined, of)).toBeUndefined();
    },
  );
});

describe('whom an audit asks about', () => {
  const at = time('2026-06-01');
  const findingsOf = (contact: Contact, exportedAt = '2026-06-01', policy: PolicyId = 'balanced') =>
    assessNetwork(
      {
        owner: anOwner({ policy }),
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

  it('the policies differ as written: strict asks about the unclear too, and after 24 months instead of 36', () => {
    const { balanced, strict } = policies;
    expect(balanced).toMatchObject({
      unansweredFromMessages: 1,
      unansweredAfterDays: 90,
      newContactGraceDays: 30,
      lostFromSightAfterMonths: 36,
      askUnknownOrigin: true,
      askUnclearOrigin: false,
    });
    expect(strict).toMatchObject({
      lostFromSightAfterMonths: 24,
      askUnclearOrigin: true,
      unansweredAfterDays: 90,
    });
  });
});
