import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { GivenAnswer } from '../../../shared/domain/decision.ts';
import { answerStatesAt } from '../../../shared/domain/flag.ts';
import { contactSubject } from '../../../shared/domain/ids.ts';
import { type ComplianceEntry, complianceId } from '../../../shared/domain/owner.ts';
import { policies } from '../../../shared/domain/policy.ts';
import { compliance } from '../../../shared/domain/rules/compliance.ts';
import { aContact, aDecision, contactNo, day, time } from '../builders.ts';
import { type Given, ruleInput } from './rule-input.ts';

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
});
