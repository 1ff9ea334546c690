import { describe, expect, it } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import { factsFromMessages } from '../../shared/domain/facts.ts';
import { fingerprint, personId } from '../../shared/domain/ids.ts';
import { withNoteApart } from '../../shared/domain/invitation-evidence.ts';
import { noteFingerprint } from '../../shared/domain/note-text.ts';
import { assessOne } from './assess-one.ts';
import { aContact, anInvitation, aSide, day, messagesOf, messagesWith, time } from './builders.ts';
import { explainOne } from './explain-one.ts';

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

describe('one invitation a person', () => {
  const others = Array.from({ length: 9 }, (_, no) =>
    anInvitation({
      personId: personId(`in/other-${no}`),
      foldedName: `other ${no}`,
      sentOn: day('2024-03-10'),
    }),
  );
  const onThatDay = [anInvitation({ sentOn: day('2024-03-10') }), ...others];
  const noted = aContact({
    row: { slug: 'eleventh', lastName: 'Eleventh' },
    facts: { messages: messagesWith({ note: noteOf('Shall we connect?') }) },
  });
  const ofNoted = (sentOn: string) =>
    anInvitation({ personId: noted.contactId, foldedName: 'anna eleventh', sentOn: day(sentOn) });

  it('counts on the day that Invitations.csv names, and not on that of the first message as well', () => {
    const memory = { invitations: [...onThatDay, ofNoted('2024-02-20')] };
    expect(assessOne({ others: [noted], memory }).found).toEqual(['weak invitationSent']);
  });

  it('counts on the day of the first message where no file names another', () => {
    expect(assessOne({ others: [noted], memory: { invitations: onThatDay } }).found).toEqual([]);
  });

  it('is no hint by its message alone where it was one of many by the file', () => {
    const facts = { messages: messagesWith({ note: noteOf('Shall we connect?') }) };
    const same = ['a', 'b'].map((slug) => aContact({ row: { slug, lastName: slug }, facts }));
    const memory = { invitations: [anInvitation(), ...toOthers(10)] };
    expect(assessOne({ contact: aContact({ facts }), others: same, memory }).found).toEqual([]);
  });
});

describe('who invited whom, where Invitations.csv tells', () => {
  const noteBy = (by: 'owner' | 'contact') => ({
    messages: messagesWith({
      lastSentIn: undefined,
      note: { by, on: day('2024-03-09'), text: fingerprint('Hello, do we know each other?') },
    }),
  });
  const incoming = anInvitation({ direction: 'incoming', sentOn: day('2024-03-08') });
  const outgoing = anInvitation({ sentOn: day('2024-03-08') });

  it('the owner’s first message to somebody who invited the owner is no invitation', () => {
    const contact = aContact({ facts: noteBy('owner') });
    expect(assessOne({ contact, memory: { invitations: [incoming] } }).found).toEqual([]);
    expect(assessOne({ contact }).found).toEqual(['strong invitationSentWithNote']);
  });

  it('nor is theirs to the owner, where the owner invited', () => {
    const contact = aContact({ facts: noteBy('contact') });
    expect(assessOne({ contact, memory: { invitations: [outgoing] } }).found).toEqual([
      'weak invitationSent',
    ]);
    expect(assessOne({ contact }).found).toEqual(['weak invitationReceivedWithNote']);
  });

  it('an invitation after the connection tells nothing of who invited', () => {
    const contact = aContact({ facts: noteBy('owner') });
    const later = { ...incoming, sentOn: day('2024-03-11') };
    expect(assessOne({ contact, memory: { invitations: [later] } }).found).toEqual([
      'strong invitationSentWithNote',
    ]);
  });

  it('is a message then, in the balance and for every rule', () => {
    const of = (by: 'owner' | 'contact') =>
      explainOne({
        contact: aContact({ facts: noteBy(by) }),
        memory: { invitations: [by === 'owner' ? incoming : outgoing] },
      });
    const counts = (by: 'owner' | 'contact') =>
      of(by)
        .balance.slice(0, 2)
        .map(({ kind, given, received }) => [kind, given, received]);
    expect(counts('owner')).toEqual([
      ['messages', 1, 0],
      ['invitations', 0, 1],
    ]);
    expect(counts('contact')).toEqual([
      ['messages', 0, 1],
      ['invitations', 1, 0],
    ]);
    const since = day('2024-03-09');
    for (const [by, reciprocity] of [
      ['owner', 'theyNeverAnswered'],
      ['contact', 'youNeverAnswered'],
    ] as const) {
      expect(of(by).assessment.reciprocity).toBe(reciprocity);
      const unreciprocated = of(by).rules.find(({ ruleId }) => ruleId === 'unreciprocated');
      expect(unreciprocated?.verdict).toMatchObject({ asks: { kind: reciprocity, messages: 1, since } });
    }
  });

  it('stays a message whose answer is one answer, and no turn more', () => {
    const { messages } = noteBy('owner');
    const answered = { ...messages, received: 1, firstReceivedOn: day('2024-03-12') };
    const contact = aContact({ facts: { messages: answered } });
    const { evidence } = explainOne({ contact, memory: { invitations: [incoming] } }).assessment;
    expect(evidence.map(({ kind, strength }) => `${strength} ${kind}`)).toEqual(['weak answeredOnce']);
  });
});

describe('the first message and the day of the connection', () => {
  const wrote = (on: string, overrides: Parameters<typeof aContact>[0] = {}) => {
    const facts = factsFromMessages(messagesOf([on], []));
    return aContact({ ...overrides, facts: { ...facts, ...overrides.facts } });
  };
  const balance = (contact: Contact) =>
    explainOne({ contact })
      .balance.slice(0, 2)
      .map(({ given }) => given);
  const [asMessage, asNote] = [
    [1, 0],
    [0, 1],
  ];

  it.each([
    ['2024-03-11', asMessage],
    ['2024-03-10', asNote],
    ['2024-01-01', asNote],
    ['2023-09-10', asNote],
    // LinkedIn takes invitations back after six months.
    ['2023-09-09', asMessage],
    ['2018-01-01', asMessage],
  ])('of %s is one thing: a message or an invitation', (on, expected) => {
    expect(balance(wrote(on))).toEqual(expected);
    const evidence = expected === asNote ? ['strong invitationSentWithNote'] : [];
    expect(assessOne({ contact: wrote(on) }).found).toEqual(evidence);
  });

  it('is a note of the first of two connections, or what was written in the days of it', () => {
    const back = { row: { connectedOn: day('2026-04-20') }, firstSeenAt: time('2026-01-01') };
    const facts = { firstConnectedOn: day('2023-01-05') };
    const given = (on: string) => balance(wrote(on, { ...back, facts }));
    expect(given('2023-01-05')).toEqual(asNote);
    expect(given('2023-06-01')).toEqual(asMessage);
    expect(given('2025-12-20')).toEqual(asMessage);
    // Nobody had ever written: the note of the invitation that brought them back.
    expect(given('2026-04-18')).toEqual(asNote);
    expect(given('2026-04-21')).toEqual(asMessage);
  });

  it('is a note where both invited, and no message beside it', () => {
    const invitations = [
      anInvitation({ direction: 'incoming' }),
      anInvitation({ sentOn: day('2024-03-08') }),
    ];
    const { balance } = explainOne({ contact: wrote('2024-03-08'), memory: { invitations } });
    expect(balance.slice(0, 2).map(({ given }) => given)).toEqual([0, 1]);
  });

  it('is no personal note without words', () => {
    const file = { ...aSide(['2024-03-08']), firstText: '', opening: '' };
    const sent = messagesOf([], [], { sent: file });
    const contact = aContact({ facts: factsFromMessages(sent) });
    expect(assessOne({ contact }).found).toEqual(['weak invitationSent']);
  });

  it('is looked at as such once, however often', () => {
    const context = { invitationsOf: new Map() };
    const seen = withNoteApart(wrote('2024-03-10'), context);
    expect(withNoteApart(seen, context)).toBe(seen);
    expect(seen.facts.messages).toMatchObject({ sent: 0, note: { by: 'owner', on: '2024-03-10' } });
  });
});

describe('a note that is no evidence of its own', () => {
  const text = 'Join my newsletter about bees';
  const sent = (slug: string, received: readonly string[]): Contact =>
    aContact({
      row: { slug, lastName: slug },
      facts: factsFromMessages(messagesOf(['2024-03-09'], received)),
    });
  const invitations = toOthers(11, { note: text });
  const others = ['a', 'b'].map((slug) => sent(slug, []));

  it('is one message, and with an answer one message and one answer', () => {
    const invited = { ...anInvitation({ personId: sent('anna-muster', []).contactId }) };
    const memory = { invitations: [...invitations, invited] };
    const answered = { contact: sent('anna-muster', ['2024-03-14']), others, memory };
    expect(assessOne(answered).found).toEqual(['weak answeredOnce']);
    expect(assessOne(answered).evidence).toMatchObject([{ at: '2024-03-14' }]);
    const { assessment, rules } = explainOne({ ...answered, contact: sent('anna-muster', []) });
    expect(assessment.evidence).toEqual([]);
    expect(rules.find(({ ruleId }) => ruleId === 'unknownOrigin')?.verdict).toMatchObject({
      asks: { kind: 'noTrace', messages: 1 },
    });
  });
});

describe('a template with the addressee’s name in it', () => {
  const template = (name: string) => `Hallo ${name}, ich möchte mein Netzwerk erweitern.`;
  const people = ['Lena Eins', 'Lena Zwei', 'Jörg Müller', 'Zoë O’Brien-Smith'];
  const contactOf = (name: string, text: string, by: 'owner' | 'contact' = 'owner') => {
    const [firstName = '', lastName = ''] = name.split(' ');
    return aContact({
      row: { slug: name.toLowerCase().replace(' ', '-'), firstName, lastName },
      facts: {
        messages: messagesWith({ note: { by, on: day('2024-03-10'), text: noteFingerprint(text, name) } }),
      },
    });
  };
  const foundAmong = (contacts: readonly ReturnType<typeof contactOf>[]) => {
    const [contact, ...others] = contacts;
    return assessOne({ ...(contact && { contact }), others }).found;
  };

  it.each<[string, (name: string) => string]>([
    ['full', (name) => name],
    ['first', (name) => name.split(' ')[0] ?? ''],
    ['last', (name) => `Frau ${name.split(' ')[1]}`],
    ['without accents', (name) => name.replace('ö', 'oe').replace('ü', 'ue').replace('ë', 'e')],
  ])('is the same text to all of them: %s name', (_, called) => {
    const sent = people.map((name) => contactOf(name, template(called(name))));
    expect(foundAmong(sent)).toEqual(['weak invitationSent']);
    expect(foundAmong(sent.slice(0, 2))).toEqual(['strong invitationSentWithNote']);
  });

  it('is the same for a woman and a man', () => {
    const sent = ['Lieber Herr Müller', 'Liebe Frau Eins', 'Liebe Frau Zwei'].map((called, no) =>
      contactOf(['Jörg Müller', 'Lena Eins', 'Lena Zwei'][no] ?? '', `${called}, wollen wir uns vernetzen?`),
    );
    expect(foundAmong(sent)).toEqual(['weak invitationSent']);
  });

  it('is personal with other words', () => {
    const sent = people.map((name, no) => contactOf(name, `${template(name)} ${'abcd'[no]}`));
    expect(foundAmong(sent)).toEqual(['strong invitationSentWithNote']);
  });

  it('is as it always was without the name, or without knowing it', () => {
    const text = 'Shall we connect?';
    expect(noteFingerprint(text, 'Lena Eins')).toBe(fingerprint(text));
    expect(noteFingerprint(text, undefined)).toBe(fingerprint(text));
    expect(noteFingerprint(template('Lena'), undefined)).toBe(fingerprint(template('Lena')));
  });

  it('takes the particles of a name for it only within the name', () => {
    const text = (name: string) => `Hoi ${name}, ik ken de firma van de beurs`;
    expect(noteFingerprint(text('Jan de Vries'), 'Jan de Vries')).toBe(
      noteFingerprint(text('Lena'), 'Lena Eins'),
    );
    expect(noteFingerprint('Welkom bij de club', 'Jan de Vries')).toBe(fingerprint('Welkom bij de club'));
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
