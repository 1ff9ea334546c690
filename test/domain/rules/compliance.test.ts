import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Decision, GivenAnswer } from '../../../shared/domain/decision.ts';
import { answerStatesAt } from '../../../shared/domain/flag.ts';
import { contactSubject, fingerprint } from '../../../shared/domain/ids.ts';
import { type ComplianceEntry, complianceId } from '../../../shared/domain/owner.ts';
import { type PolicyId, policies, policyOf } from '../../../shared/domain/policy.ts';
import { compliance } from '../../../shared/domain/rules/compliance.ts';
import { aContact, aDecision, aHead, anOwner, contactNo, day, time } from '../builders.ts';
import { type Given, ruleInput } from './rule-input.ts';
import { aNetwork, evaluate, foundBy } from './worlds.ts';

const entry = (
  by: ComplianceEntry['by'],
  value: string,
  more: Partial<ComplianceEntry> = {},
): ComplianceEntry => ({ by, value, reason: 'a private reason', ...more });
const client = aContact({
  row: { company: 'Ostmark Pumpen AG', email: 'anna@mail.Ostmark-Pumpen.example' },
});
const judge = (list: readonly ComplianceEntry[], given: Given = {}) =>
  compliance.evaluate(ruleInput({ contact: client, ...given, compliance: list }));
const notOnList = { rests: { kind: 'notOnList' } };

describe('compliance', () => {
  it('asks with the entry that names the contact, never with its private reason', () => {
    const one = entry('company', 'Ostmark Pumpen', { until: day('2027-01-31') });
    expect(judge([entry('person', 'Bert Other'), one])).toEqual({
      asks: {
        kind: 'compliance',
        by: 'company',
        value: 'Ostmark Pumpen',
        entry: complianceId(one),
        until: '2027-01-31',
        connectedOn: '2024-03-10',
      },
    });
    expect(JSON.stringify(judge([one]))).not.toContain('private');
  });

  it.each<[string, ComplianceEntry, boolean]>([
    ['a company in another spelling', entry('company', 'OSTMARK-PUMPEN GmbH & Co. KG'), true],
    ['another company', entry('company', 'Ostmark'), false],
    ['a company that names nobody', entry('company', 'Freelance'), false],
    ['the domain of the address', entry('domain', 'mail.ostmark-pumpen.example'), true],
    ['a domain above it', entry('domain', '@Ostmark-Pumpen.example '), true],
    ['a domain that only ends alike', entry('domain', 'pumpen.example'), false],
    ['a domain below it', entry('domain', 'berlin.mail.ostmark-pumpen.example'), false],
    ['a web address for the domain', entry('domain', 'www.ostmark-pumpen.example'), true],
    ['no domain at all', entry('domain', ' '), false],
    ['a name in another spelling', entry('person', 'anna  MUSTER'), true],
    ['another name', entry('person', 'Anna Mustermann'), false],
    ['a name that holds nothing to compare', entry('person', '🚀'), false],
  ])('knows %s', (_, one, asks) => {
    expect('asks' in judge([one])).toBe(asks);
  });

  it('takes nothing on both sides for no match', () => {
    const nobody = aContact({ row: { firstName: '🚀', lastName: '', email: 'anna@' } });
    for (const empty of [
      entry('person', '✨'),
      entry('domain', ''),
      entry('domain', '@'),
      entry('company', ''),
    ])
      expect(judge([empty], { contact: nobody })).toEqual(notOnList);
  });

  it('knows the company by the owner’s aliases', () => {
    const aliases = { employerAliases: [['Ostmark Pumpen', 'OP Holding']] };
    expect(judge([entry('company', 'OP Holding SE')])).toEqual(notOnList);
    expect(judge([entry('company', 'OP Holding SE')], { owner: aliases })).toHaveProperty('asks');
  });

  it.each<[string, Contact, ComplianceEntry]>([
    ['company', contactNo(1), entry('company', 'Ostmark Pumpen')],
    ['address', contactNo(1), entry('domain', 'ostmark-pumpen.example')],
    ['name', contactNo(1, { firstName: '', lastName: '' }), entry('person', 'Anna Muster')],
  ])('rests for somebody without %s', (_, contact, one) => {
    expect(judge([one], { contact })).toEqual(notOnList);
  });

  it.each([
    ['2026-05-31', true],
    ['2026-06-01', true],
    ['2026-06-02', false],
  ])('an entry until 1 June binds with that day: on %s %s', (at, asks) => {
    expect('asks' in judge([entry('company', 'Ostmark Pumpen', { until: day('2026-06-01') })], { at })).toBe(
      asks,
    );
  });

  it('rests without a list, and for those whom no entry names', () => {
    expect(judge([])).toEqual(notOnList);
    expect(judge([entry('person', 'Bert Other')])).toEqual(notOnList);
  });
});

describe('keeping somebody of the list', () => {
  const list = [entry('company', 'Ostmark Pumpen'), entry('person', 'Anna Muster')];
  const [first, second] = list.map(complianceId) as [string, string];
  const subject = contactSubject(client.contactId);
  const stateOf = (given: GivenAnswer, at = '2026-06-12') => {
    const decision = aDecision(client, given, '2026-06-10');
    const verdict = judge(list, { decision, at });
    if (!('asks' in verdict)) throw new Error('the list names the contact whatever was answered');
    const { asks } = verdict;
    const stateAt = answerStatesAt(() => decision, new Date(time(at)), 'UTC', policies.balanced);
    return [
      asks.kind === 'compliance' ? asks.entry : '',
      stateAt({ subject, ruleId: 'compliance', reason: asks }),
    ];
  };
  const keep = (despite: readonly string[], note?: string): GivenAnswer => ({
    answer: 'keep',
    despite,
    ...(note === undefined ? {} : { note }),
  });

  it.each<[string, GivenAnswer, string, string]>([
    ['keep without a word', { answer: 'keep' }, first, 'open'],
    ['keep with a note that names no entry', { answer: 'keep', note: 'a friend' }, first, 'open'],
    ['keep in spite of one entry without a reason', keep([first]), second, 'open'],
    ['keep in spite of one entry of two', keep([first], 'a friend'), second, 'open'],
    ['keep in spite of the other one', keep([second], 'a friend'), first, 'open'],
    ['keep in spite of both, for a reason', keep([first, second], 'a friend'), first, 'settled'],
    ['keep in spite of both, for an empty reason', keep([first, second], ' '), first, 'open'],
    ['mute', { answer: 'mute' }, first, 'open'],
    ['remove', { answer: 'remove' }, first, 'settled'],
    ['later, two days ago', { answer: 'later' }, first, 'settled'],
  ])('%s', (_, given, asked, state) => {
    expect(stateOf(given)).toEqual([asked, state]);
  });

  it('later is over after 14 days, as everywhere', () => {
    expect(stateOf({ answer: 'later' }, '2026-06-24')).toEqual([first, 'dueAgain']);
  });

  it.each([
    ['Client', 'CLIENT AG'],
    ['Client AG', 'client'],
    ['Client GmbH & Co. KG', 'Client SE'],
  ])('holds for the entry taken off as %s and typed anew as %s', (before, anew) => {
    const [one, other] = [entry('company', before), entry('company', anew)];
    expect(complianceId(other)).toBe(complianceId(one));
    expect(complianceId(other)).not.toBe(complianceId(entry('person', anew)));
    expect(complianceId(other)).not.toBe(complianceId(entry('company', 'Kunde')));
  });

  it('holds by the id that earlier versions made of the spelling, also beside newer ones', () => {
    const one = entry('company', 'Ostmark Pumpen AG');
    const earlier = fingerprint('company Ostmark Pumpen AG');
    expect(complianceId(one)).not.toBe(earlier);
    const decision = aDecision(client, keep([earlier], 'a friend'), '2026-06-10');
    const verdict = judge([one], { decision });
    expect(verdict).toMatchObject({ asks: { entry: earlier } });
    if (!('asks' in verdict)) return;
    const stateAt = answerStatesAt(() => decision, new Date(time('2026-06-12')), 'UTC', policies.balanced);
    expect(stateAt({ subject, ruleId: 'compliance', reason: verdict.asks })).toBe('settled');
    expect(judge([one, entry('person', 'Anna Muster')], { decision })).toMatchObject({
      asks: { by: 'person' },
    });
  });
});

describe('somebody of the list whose removal was promised', () => {
  const list = [entry('company', 'Ostmark Pumpen')];
  const promise = aDecision(client, 'remove', '2026-04-10');
  // Stands behind the client: a file that was cut short would lack them first.
  const behind = contactNo(1, { connectedOn: day('2023-01-01') });
  const asked = (
    policy: PolicyId,
    {
      contact = client,
      decision = promise,
      exportedAt = '2026-06-01',
      zone = 'UTC',
    }: { contact?: Contact; decision?: Decision; exportedAt?: string; zone?: string } = {},
  ) => {
    const owner = anOwner({ policy, compliance: list, zone });
    const world = { owner, decisions: [decision], head: aHead(exportedAt) };
    const network = aNetwork([contact, behind], world);
    const stateOf = answerStatesAt(() => decision, new Date(time('2026-06-01')), zone, policyOf(owner));
    return foundBy('compliance', network)
      .filter((finding) => stateOf(finding) !== 'settled')
      .map(({ reason }) => reason);
  };
  const back = { ...client, returnedAt: time('2026-05-20') };

  it('is asked about again under job search, when an export holds them all the same or again', () => {
    expect(asked('jobSearch')).toMatchObject([{ kind: 'compliance', promisedOn: '2026-04-10' }]);
    expect(asked('jobSearch')[0]).not.toHaveProperty('cameBack');
    expect(asked('jobSearch', { contact: back })).toMatchObject([
      { promisedOn: '2026-04-10', cameBack: true },
    ]);
  });

  it('is not before an export could prove it, nor once one lacks them', () => {
    expect(asked('jobSearch', { exportedAt: '2026-04-09' })).toEqual([]);
    const gone = { ...client, missingSince: time('2026-05-01') };
    expect(asked('jobSearch', { contact: gone })).toEqual([]);
  });

  it('is not where promised removals are reminded of anyway', () => {
    for (const policy of ['strict', 'balanced', 'open'] as const) {
      expect(asked(policy)).toEqual([]);
      expect(asked(policy, { contact: back })).toEqual([]);
    }
  });

  it('is not while it is put off, nor when it was promised anew, nor when they are kept for a reason', () => {
    const [reason] = asked('jobSearch');
    const stateAfter = (given: GivenAnswer, decidedAt: string) => {
      const decision = aDecision(client, given, decidedAt);
      const stateOf = answerStatesAt(() => decision, new Date(time('2026-06-03')), 'UTC', policies.jobSearch);
      const subject = contactSubject(client.contactId);
      return reason && stateOf({ subject, ruleId: 'compliance', reason });
    };
    const despite = list.map(complianceId);
    expect(stateAfter({ answer: 'remove' }, '2026-04-10')).toBe('open');
    expect(stateAfter({ answer: 'later' }, '2026-06-02')).toBe('settled');
    expect(stateAfter({ answer: 'remove' }, '2026-06-02')).toBe('settled');
    expect(stateAfter({ answer: 'keep', despite, note: 'a friend' }, '2026-06-02')).toBe('settled');
    expect(stateAfter({ answer: 'keep' }, '2026-06-02')).toBe('open');
  });

  it('is told the day of the promise in the owner’s zone', () => {
    const decision = aDecision(client, 'remove', '2026-04-10T22:30:00.000Z');
    expect(asked('jobSearch', { decision, zone: 'Europe/Berlin' })).toMatchObject([
      { promisedOn: '2026-04-11' },
    ]);
  });
});

describe('the last day of an entry', () => {
  // 08:00 of 1 July in Tokyo and 01:00 in Berlin; 19:00 of 30 June in New York.
  const at = '2026-06-30T23:00:00.000Z';
  const asksIn = (zone: string) => {
    const compliance = [entry('company', 'Ostmark Pumpen', { until: day('2026-06-30') })];
    const network = aNetwork([client], { owner: anOwner({ compliance, zone }) });
    return evaluate(network, at).findings.filter(({ ruleId }) => ruleId === 'compliance').length;
  };

  it('is a day of the owner’s zone: until 30 June binds no more where it is July', () => {
    expect(['Asia/Tokyo', 'Europe/Berlin', 'UTC', 'America/New_York'].map(asksIn)).toEqual([0, 0, 1, 1]);
  });
});
