import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../../shared/domain/compare-policies.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { contactSubject, groupSubject } from '../../../shared/domain/ids.ts';
import { burst } from '../../../shared/domain/rules/burst.ts';
import { aDecision, anOwner, contactNo, day, messagesWith, time } from '../builders.ts';
import {
  aNetwork,
  answered,
  askedAlone,
  evaluate,
  foundBy,
  idsOf,
  known,
  strangers,
  today,
} from './worlds.ts';

const subject = groupSubject('burst-2024-03-10');
const wave = strangers('2024-03-10', [5, 2, 1]);
const bursts = (contacts: readonly Contact[], on = today, more = {}): readonly Finding[] =>
  foundBy('burst', aNetwork(contacts, more), on);
/** What a digest would ask: of which subject, by which rule, in which class. */
const open = (network: ReturnType<typeof aNetwork>) =>
  questionsOf({ ...network, ...evaluate(network) }, time(today)).map((one) => [
    one.subject,
    ...one.ruleIds,
    one.class,
  ]);
const membersOf = (findings: readonly Finding[]) =>
  findings.flatMap(({ members = [] }) => members).toSorted();

describe('a burst', () => {
  it('is eight connections in three days of which nobody knows anything, asked as one group', () => {
    const [found, ...others] = bursts(wave);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject,
      reason: { kind: 'burst', from: '2024-03-10', to: '2024-03-12', connections: 8, unexplained: 8 },
    });
    expect(membersOf([found as Finding])).toEqual(idsOf(wave));
    expect(askedAlone(aNetwork(wave))).toEqual([]);
  });

  it('is none with seven, or over four days: then everybody is asked about alone', () => {
    for (const contacts of [wave.slice(1), strangers('2024-03-10', [4, 2, 1, 1])]) {
      expect(bursts(contacts)).toEqual([]);
      expect(askedAlone(aNetwork(contacts)).toSorted()).toEqual(idsOf(contacts));
    }
  });

  it('needs 80 % without evidence', () => {
    const explained = (count: number) =>
      strangers('2024-03-10', [10]).map((c, i) => (i < count ? known(c) : c));
    expect(bursts(explained(2))[0]?.reason).toMatchObject({ connections: 10, unexplained: 8 });
    expect(bursts(explained(3))).toEqual([]);
  });

  it('takes the fullest days, and no contact is in two', () => {
    const contacts = strangers('2024-03-08', [1, 2, 9, 8, 3, 8, 1]);
    const found = bursts(contacts);
    expect(found.map((one) => [one.subject, one.members?.length])).toEqual([
      ['group:burst-2024-03-10', 20],
      ['group:burst-2024-03-13', 9],
    ]);
    expect(new Set(membersOf(found)).size).toBe(29);
    expect(askedAlone(aNetwork(contacts))).toHaveLength(3);
    expect(bursts(contacts.toReversed())).toEqual(found);
  });

  it('keeps its identity when members leave, and does not list them', () => {
    const gone = wave.map((one, i) => (i < 4 ? { ...one, missingSince: time('2026-05-01') } : one));
    const [found] = bursts(gone);
    expect(found).toMatchObject({ subject, reason: { connections: 8, unexplained: 4 } });
    expect(membersOf([found as Finding])).toEqual(idsOf(wave.slice(4)));
  });

  it('does not end or change its name when part of it was answered, even if the owner named an origin', () => {
    const decisions = wave
      .slice(0, 5)
      .map((one) => aDecision(one, { answer: 'keep', origin: 'event' }, '2026-05-20'));
    const [found] = bursts(wave, today, { decisions });
    expect(found).toMatchObject({ subject, reason: { connections: 8, unexplained: 3 } });
    expect(membersOf([found as Finding])).toEqual(idsOf(wave.slice(5)));
  });

  it('leaves fewer than three to be asked about alone', () => {
    const decisions = wave.slice(0, 6).map((one) => aDecision(one, 'keep', '2026-05-20'));
    expect(bursts(wave, today, { decisions })).toEqual([]);
    expect(askedAlone(aNetwork(wave, { decisions })).toSorted()).toEqual(idsOf(wave.slice(6)));
  });

  it('put off stays one group, however few are left and whatever is known by now: nobody is asked about early', () => {
    const decisions = [
      answered(subject, { answer: 'later' }, '2026-05-25'),
      ...wave.slice(0, 6).map((one) => aDecision(one, 'keep', '2026-05-26')),
    ];
    const contacts = wave.map((one, i) => (i < 6 ? known(one) : one));
    expect(membersOf(bursts(contacts, today, { decisions }))).toEqual(idsOf(wave.slice(6)));
    expect(askedAlone(aNetwork(contacts, { decisions }))).toEqual([]);
  });

  it('answered speaks for nobody any more: who was left open is asked about alone', () => {
    const given = { answer: 'keep', group: subject } as const;
    const decisions = [
      ...wave.slice(0, 4).map(({ contactId }) => answered(contactSubject(contactId), given, '2026-05-25')),
      answered(subject, { answer: 'keep' }, '2026-05-25'),
    ];
    expect(askedAlone(aNetwork(wave, { decisions })).toSorted()).toEqual(idsOf(wave.slice(4)));
  });

  describe('of which a newer export brings more, because the one before was made amid the wave', () => {
    // 10 March has 5; 11 March had 3 when the first export was made, and has 9 in the end.
    const before = strangers('2024-03-10', [5, 3]);
    const after = strangers('2024-03-10', [5, 9, 6, 9]);
    const moved = groupSubject('burst-2024-03-11');

    it('would be called after other days, had the owner not answered', () => {
      expect(idsOf(after)).toEqual(expect.arrayContaining(idsOf(before)));
      expect(bursts(before).map((one) => one.subject)).toEqual([subject]);
      expect(bursts(after).map((one) => one.subject)).toEqual([moved]);
    });

    it('stays put off under its name, and the rest is a wave of its own', () => {
      const decisions = [answered(subject, { answer: 'later' }, '2026-05-25')];
      const found = bursts(after, today, { decisions });
      expect(found.map((one) => [one.subject, one.members?.length])).toEqual([
        [subject, 20],
        ['group:burst-2024-03-13', 9],
      ]);
      expect(askedAlone(aNetwork(after, { decisions }))).toEqual([]);
      expect(bursts(after.toReversed(), today, { decisions })).toEqual(found);
    });

    it('stays answered: whoever is new in it is asked about alone', () => {
      const keep = { answer: 'keep', group: subject } as const;
      const decisions = [
        ...before.map(({ contactId }) => answered(contactSubject(contactId), keep, '2026-05-25')),
        answered(subject, { answer: 'keep' }, '2026-05-25'),
      ];
      const isOld = new Set(idsOf(before));
      const isRest = ({ row }: Contact) => row.connectedOn === '2024-03-13';
      expect(membersOf(bursts(after, today, { decisions }))).toEqual(idsOf(after.filter(isRest)));
      expect(askedAlone(aNetwork(after, { decisions })).toSorted()).toEqual(
        idsOf(after.filter((one) => !isOld.has(one.contactId) && !isRest(one))),
      );
    });

    it('goes by the fullest days again when the answer is taken back', () => {
      const { given: _, ...open } = answered(subject, { answer: 'later' }, '2026-05-25');
      expect(bursts(after, today, { decisions: [open] }).map((one) => one.subject)).toEqual([moved]);
    });
  });

  it('leaves out whom another rule asks about, and who was put off singly', () => {
    const wroteOnly = messagesWith({ received: 3, firstReceivedOn: day('2024-03-15') });
    const [first, second, ...others] = wave as [Contact, Contact, ...Contact[]];
    const contacts = [{ ...first, facts: { messages: wroteOnly } }, second, ...others];
    const decisions = [aDecision(second, 'later', '2026-05-30')];
    expect(membersOf(bursts(contacts, today, { decisions }))).toEqual(idsOf(others));
  });

  it('waits as a whole until the last of it may be asked about', () => {
    const fresh = strangers('2026-05-01', [6, 6, 6]);
    expect(bursts(fresh, '2026-05-31')).toEqual([]);
    expect(askedAlone(aNetwork(fresh), '2026-05-31')).toEqual([]);
    expect(bursts(fresh, '2026-06-02')[0]?.members).toHaveLength(18);
  });

  it('is never asked about without messages to look at', () => {
    expect(foundBy('burst', aNetwork(wave, { imports: [] }))).toEqual([]);
  });

  it('follows the owner’s own numbers', () => {
    const owner = anOwner({ policyChanges: { burstFromConnections: 9 } });
    expect(bursts(wave, today, { owner })).toEqual([]);
    expect(foundBy('burst', aNetwork(wave, { owner: anOwner({ policy: 'open' }) }))).toEqual([]);
  });

  describe('put off, when the settings change', () => {
    const decisions = [answered(subject, { answer: 'later' }, '2026-05-25')];

    it('stays the group that it was: nobody is asked about alone before its time', () => {
      for (const policyChanges of [
        { burstFromConnections: 20 },
        { burstWithinDays: 5 },
        { groupFromContacts: 9 },
      ]) {
        const owner = anOwner({ policyChanges });
        const found = bursts(wave, today, { owner, decisions });
        expect(found.map((one) => [one.subject, one.members?.length])).toEqual([[subject, 8]]);
        expect(askedAlone(aNetwork(wave, { owner, decisions }))).toEqual([]);
      }
    });

    it('is due again under the open policy as well, as what was put off, and under job search is not', () => {
      const due = [answered(subject, { answer: 'later' }, '2026-05-10')];
      const underOpen = (more: object) => aNetwork(wave, { owner: anOwner({ policy: 'open' }), ...more });
      expect(evaluate(underOpen({})).findings).toEqual([]);
      expect(evaluate(underOpen({ decisions: due })).findings).toMatchObject([
        { subject, ruleId: 'dueAgain', members: { length: 8 }, reason: { kind: 'burst', unexplained: 8 } },
      ]);
      expect(open(underOpen({ decisions: due }))).toEqual([[subject, 'dueAgain', 'dueAgain']]);
      expect(open(underOpen({ decisions }))).toEqual([]);
      const answers = [answered(subject, { answer: 'keep' }, '2026-05-10')];
      expect(evaluate(underOpen({ decisions: answers })).findings).toEqual([]);
      const jobSearch = { owner: anOwner({ policy: 'jobSearch' }), decisions: due };
      expect(evaluate(aNetwork(wave, jobSearch)).findings).toEqual([]);
    });

    it('is due again as what was put off where the owner switched waves off', () => {
      const due = [answered(subject, { answer: 'later' }, '2026-05-10')];
      const owner = anOwner({ policyChanges: { switched: { burst: false, unknownOrigin: false } } });
      expect(open(aNetwork(wave, { owner, decisions: due }))).toEqual([[subject, 'dueAgain', 'dueAgain']]);
    });
  });

  it('says how many connected around a contact who is in none', () => {
    const lone = contactNo(1, { connectedOn: day('2024-03-09') });
    const { networkInput } = evaluate(aNetwork([...strangers('2024-03-10', [2, 3]), lone]));
    expect(burst.restOf(lone, networkInput)).toEqual({ kind: 'noBurst', connections: 6, from: 8 });
  });

  it('is found among 30,000 contacts, and explained for each, in seconds', () => {
    const contacts = Array.from({ length: 30_000 }, (_, no) =>
      contactNo(no, {
        connectedOn: new Date(1.3e12 + (no % 4000) * 8.64e7).toISOString().slice(0, 10) as never,
      }),
    );
    const { networkInput } = evaluate(aNetwork([]));
    const input = { ...networkInput, contacts, everybody: contacts };
    const before = performance.now();
    burst.evaluate(input);
    for (const contact of contacts) burst.restOf(contact, input);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
