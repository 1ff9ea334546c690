import { describe, expect, it } from 'vitest';
import { fingerprint, personId } from '../../shared/domain/ids.ts';
import { assessOne } from './assess-one.ts';
import { aContact, anInvitation, day, messagesWith } from './builders.ts';

const toOthers = (count: number, overrides: Parameters<typeof anInvitation>[0] = {}) =>
  Array.from({ length: count }, (_, no) =>
    anInvitation({ ...overrides, personId: personId(`in/other-${no}`), foldedName: `other ${no}` }),
  );
const noteOf = (text: string) => ({ by: 'owner' as const, on: day('2024-03-10'), text: fingerprint(text) });

describe('own invitations in numbers', () => {
  const text = 'I would like to add you';
  it.each([
    ['the same text to 2 people is personal', 1, 'strong invitationSentWithNote'],
    ['to 3 people it is as if without words', 2, 'weak invitationSent'],
  ])('%s', (_, others, found) => {
    const note = { note: text, sentOn: day('2024-02-01') };
    const memory = { invitations: [anInvitation({ note: text }), ...toOthers(others, note)] };
    expect(assessOne({ memory }).found).toEqual([found]);
  });

  it('tells texts apart by letters and digits alone', () => {
    const memory = {
      invitations: [anInvitation({ note: 'Hi! We met.' }), ...toOthers(2, { note: 'hi we MET' })],
    };
    expect(assessOne({ memory }).found).toEqual(['weak invitationSent']);
  });

  it('counts a person once, in whichever files the note stands', () => {
    const contact = aContact({ facts: { messages: messagesWith({ note: noteOf(text) }) } });
    const memory = { invitations: [anInvitation({ note: text }), ...toOthers(1, { note: text })] };
    expect(assessOne({ contact, memory }).found).toEqual(['strong invitationSentWithNote']);
  });

  it('counts the notes that only messages.csv has', () => {
    const facts = { messages: messagesWith({ note: noteOf(text) }) };
    const others = ['a', 'b'].map((slug) => aContact({ row: { slug, lastName: slug }, facts }));
    expect(assessOne({ contact: aContact({ facts }), others }).found).toEqual(['weak invitationSent']);
  });

  it.each([
    ['10 on one day still hint', 9, ['weak invitationSent']],
    ['11 on one day hint at nothing', 10, []],
  ])('%s', (_, others, found) => {
    const memory = { invitations: [anInvitation(), ...toOthers(others)] };
    expect(assessOne({ memory }).found).toEqual(found);
  });

  it('a personal note stays strong among more than 10', () => {
    const memory = { invitations: [anInvitation({ note: text }), ...toOthers(20)] };
    expect(assessOne({ memory }).found).toEqual(['strong invitationSentWithNote']);
  });

  it('incoming ones count neither as text nor as bulk', () => {
    const memory = {
      invitations: [anInvitation({ note: text }), ...toOthers(20, { direction: 'incoming', note: text })],
    };
    expect(assessOne({ memory }).found).toEqual(['strong invitationSentWithNote']);
  });
});

describe('whom a remembered invitation means', () => {
  const nameless = { bySlug: false, personId: personId('name/anna muster') };
  it('the only contact of the name, where the export named no profile', () => {
    expect(assessOne({ memory: { invitations: [anInvitation(nameless)] } }).found).toEqual([
      'weak invitationSent',
    ]);
  });
  it('nobody, when two contacts have the name', () => {
    const others = [aContact({ row: { slug: 'other-anna' } })];
    expect(assessOne({ ...{ memory: { invitations: [anInvitation(nameless)] } }, others }).found).toEqual([]);
  });
  it('nobody, when it named another profile', () => {
    expect(
      assessOne({ memory: { invitations: [anInvitation({ personId: personId('in/other-anna') })] } }).found,
    ).toEqual([]);
  });
  it('the contact under a former slug', () => {
    const contact = aContact({ keys: ['in/anna-muster', 'in/anna-old'] });
    const given = {
      ...{ memory: { invitations: [anInvitation({ personId: personId('in/anna-old') })] } },
      contact,
    };
    expect(assessOne(given).found).toEqual(['weak invitationSent']);
  });
});
