import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { IsoDay } from '../../../shared/domain/ids.ts';
import { groupSubject, personId } from '../../../shared/domain/ids.ts';
import type { RememberedInvitation } from '../../../shared/domain/memory.ts';
import { aDecision, anInvitation, contactNo, day, daysAfter } from '../builders.ts';
import { aNetwork, answered, askedAlone, foundBy, idsOf, known, strangers, today } from './worlds.ts';

const on = day('2024-03-01');
// Far apart, so that they are no burst.
const accepted = Array.from({ length: 4 }, (_, no) =>
  contactNo(no, { connectedOn: daysAfter('2024-03-05', no * 10) }),
);
const invitationTo = (contact: Contact, more: Partial<RememberedInvitation> = {}): RememberedInvitation =>
  anInvitation({ personId: contact.contactId, foldedName: contact.row.lastName, sentOn: on, ...more });
const toStrangers = (count: number, sentOn: IsoDay = on): RememberedInvitation[] =>
  Array.from({ length: count }, (_, no) =>
    anInvitation({ personId: personId(`in/nobody-${no}`), foldedName: `nobody ${no}`, sentOn }),
  );
const bulk = (contacts: readonly Contact[], invitations: readonly RememberedInvitation[], more = {}) =>
  foundBy('bulkInvitation', aNetwork(contacts, { memory: { invitations }, ...more }));

describe('invitations in bulk', () => {
  const invitations = [...accepted.map((one) => invitationTo(one)), ...toStrangers(7)];

  it('are asked about as one group of those who accepted and of whom nothing else is known', () => {
    const [found, ...others] = bulk(accepted, invitations);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject: 'group:bulk-2024-03-01',
      reason: { kind: 'bulkInvitation', on, invitations: 11, unexplained: 4 },
    });
    expect(found?.members?.toSorted()).toEqual(idsOf(accepted));
    expect(askedAlone(aNetwork(accepted, { memory: { invitations } }))).toEqual([]);
  });

  it('are more than ten a day: ten are a hint each, and no bulk', () => {
    expect(bulk(accepted, [...accepted.map((one) => invitationTo(one)), ...toStrangers(6)])).toEqual([]);
  });

  it('leave out who is explained, answered, or connected before', () => {
    const [first, second, third, fourth] = accepted as [Contact, Contact, Contact, Contact];
    const early = contactNo(9, { connectedOn: day('2024-02-01') });
    const more = [...invitations, invitationTo(early)];
    const contacts = [known(first), second, third, fourth, early];
    expect(bulk(contacts, more)[0]?.members?.toSorted()).toEqual(idsOf([second, third, fourth]));
    expect(bulk(contacts, more, { decisions: [aDecision(second, 'keep')] })).toEqual([]);
  });

  it('count only those without personal words: the same text to three people is none', () => {
    const own = (no: number, note: string) =>
      anInvitation({ personId: personId(`in/own-${no}`), foldedName: `own ${no}`, sentOn: on, note });
    const more = [
      ...invitations,
      own(1, 'Danke für das Gespräch in Ulm'),
      ...[2, 3, 4].map((no) => own(no, 'Hallo')),
    ];
    expect(bulk(accepted, more)[0]?.reason).toMatchObject({ invitations: 14 });
  });

  it('of fewer than three are asked about alone, but for a group that was put off', () => {
    const two = accepted.slice(0, 2);
    const most = [...invitations, ...toStrangers(12)];
    expect(bulk(two, most)).toEqual([]);
    expect(askedAlone(aNetwork(two, { memory: { invitations: most } }))).toHaveLength(2);
    const decisions = [answered(groupSubject('bulk-2024-03-01'), { answer: 'later' }, '2026-05-25')];
    expect(bulk(two, most, { decisions })[0]?.members).toHaveLength(2);
    expect(askedAlone(aNetwork(two, { memory: { invitations: most }, decisions }))).toEqual([]);
  });

  it('count for the last day before the connection, whatever the order of what is remembered', () => {
    const again = day('2024-03-03');
    const both = [
      ...invitations,
      ...accepted.map((one) => invitationTo(one, { sentOn: again })),
      ...toStrangers(7, again),
    ];
    for (const memory of [both, both.toReversed()])
      expect(bulk(accepted, memory).map(({ subject }) => subject)).toEqual(['group:bulk-2024-03-03']);
  });

  it('never ask about somebody in a burst a second time', () => {
    const wave = strangers('2024-03-10', [8]);
    const network = aNetwork(wave, {
      memory: { invitations: [...wave.map((one) => invitationTo(one)), ...toStrangers(9)] },
    });
    expect(foundBy('burst', network)[0]?.members).toHaveLength(8);
    expect(foundBy('bulkInvitation', network, today)).toEqual([]);
  });
});
