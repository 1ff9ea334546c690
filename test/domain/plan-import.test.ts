import { describe, expect, it } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import { contactIdOf } from '../../shared/domain/contact.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import { fingerprint, sameSubject } from '../../shared/domain/ids.ts';
import type { Head } from '../../shared/domain/import.ts';
import { emptyMemory, excerptId, type Memory } from '../../shared/domain/memory.ts';
import { type ImportPlan, pendingInvitations, planImport } from '../../shared/domain/plan-import.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import {
  aContact,
  aDecision,
  aHead,
  aJob,
  anInvitation,
  aRow,
  aSnapshot,
  day,
  messagesOf,
  month,
  time,
} from './builders.ts';
import { explainOne } from './explain-one.ts';

type Given = {
  readonly known?: readonly Contact[];
  readonly memory?: Partial<Memory>;
  readonly head?: Head;
  readonly keepExcerpts?: boolean;
  readonly excerptIds?: ReadonlySet<string>;
  readonly decisions?: readonly Decision[];
};
const plan = (snapshot: Partial<Snapshot>, given: Given = {}): ImportPlan =>
  planImport({
    known: given.known ?? [],
    memory: { ...emptyMemory, ...given.memory },
    excerptIds: given.excerptIds ?? new Set(),
    head: given.head,
    snapshot: aSnapshot(snapshot),
    keepExcerpts: given.keepExcerpts ?? true,
    decisions: given.decisions ?? [],
  });

const anna = aContact();
const bert = aRow({ firstName: 'Bert', slug: 'bert' });
const person = { slug: 'anna-muster', name: 'Anna Muster' };

describe('the first export', () => {
  it('adds everybody with what the files say about them', () => {
    const planned = plan({
      contacts: [aRow(), bert],
      messages: [messagesOf(['2024-04-01', '2024-04-03'], ['2024-04-02'])],
      notes: [{ person, text: 'from Ulm' }],
      recommendations: [{ person: { name: 'Bert Muster' }, direction: 'received', on: day('2024-05-01') }],
      endorsements: [{ person, direction: 'given', on: day('2024-05-02') }],
    });
    const [a, b] = ['anna-muster', 'bert'].map((slug) =>
      planned.contacts.find(({ row }) => row.slug === slug),
    );
    expect(a?.facts).toMatchObject({
      messages: { sent: 2, received: 1, turnBack: true },
      notedOn: '2026-06-01',
      bySeen: ['notedOn'],
      endorsementGivenOn: '2024-05-02',
    });
    expect(b?.facts).toEqual({ recommendationReceivedOn: '2024-05-01' });
    expect(planned.counts).toMatchObject({ total: 2, added: 2, missing: 0, unchanged: 0 });
    expect(a?.firstSeenAt).toBe(time('2026-06-01'));
  });

  it('never guesses between namesakes: the fact is doubtful for each of them', () => {
    const planned = plan({
      contacts: [aRow(), aRow({ slug: 'other-anna', connectedOn: day('2020-01-01') })],
      recommendations: [{ person: { name: 'Anna Muster' }, direction: 'given' }],
      messages: [messagesOf(['2024-04-01'], [], { person: { name: 'Anna Muster' } })],
    });
    const doubtful = [
      { kind: 'messages', namesakes: 2 },
      { kind: 'recommendation', namesakes: 2 },
    ];
    expect(planned.contacts.map(({ facts }) => facts)).toEqual([{ doubtful }, { doubtful }]);
  });

  it('takes the messages of a former and a new address of one person together', () => {
    const known = [
      aContact({
        keys: ['in/anna-old', 'in/anna-muster'],
        contactId: contactIdOf(aRow({ slug: 'anna-old' })),
      }),
    ];
    const old = messagesOf(['2024-04-01'], [], { person: { slug: 'anna-old' } });
    const young = messagesOf(['2024-04-03'], ['2024-04-02']);
    for (const messages of [
      [old, young],
      [young, old],
    ])
      expect(plan({ contacts: [aRow()], messages }, { known }).contacts[0]?.facts.messages).toMatchObject({
        sent: 2,
        received: 1,
        turnBack: true,
      });
  });
});

describe('the counts of an export', () => {
  it('tell of everybody once', () => {
    const goneSoon = aContact({ row: { slug: 'gone' }, missingSince: time('2026-05-01') });
    const missing = aContact({ row: { slug: 'missing', connectedOn: day('2020-01-01') } });
    const back = aContact({ row: { slug: 'back' }, missingSince: time('2026-05-01') });
    const edited = aContact({ row: { slug: 'edited' } });
    const renamed = aContact({ row: { slug: 'renamed' } });
    const known = [anna, goneSoon, missing, back, edited, renamed];
    const contacts = [
      anna.row,
      back.row,
      { ...edited.row, company: 'New' },
      { ...renamed.row, lastName: 'New' },
      bert,
    ];
    const covers = { order: 'newestFirst', from: day('2019-01-01'), to: day('2026-05-01') } as const;
    expect(plan({ contacts, covers }, { known, head: aHead('2026-05-01') }).counts).toEqual({
      total: 5,
      added: 1,
      edited: 1,
      renamed: 1,
      missing: 1,
      gone: 1,
      returned: 1,
      unchanged: 1,
    });
  });

  it('count nobody as gone twice', () => {
    const known = [aContact({ missingSince: time('2026-01-01') })];
    expect(plan({ contacts: [bert] }, { known, head: aHead('2026-05-01') }).counts.gone).toBe(0);
  });

  it('count as gone who left by themselves, as every page does: nobody of an open pair, nobody to be removed', () => {
    const covers = { order: 'newestFirst', from: day('2019-01-01'), to: day('2026-05-01') } as const;
    const left = aContact({ missingSince: time('2026-05-01') });
    const married = aContact({ row: { slug: 'anna-neu' }, firstSeenAt: time('2026-05-01') });
    const gone = (known: readonly Contact[], decisions: readonly Decision[] = []) =>
      plan(
        { contacts: [bert, married.row], covers },
        { known, head: { ...aHead('2026-05-01'), covers }, decisions },
      ).counts.gone;
    const about = (answer: 'same' | 'different'): Decision => {
      const subject = sameSubject(left.contactId, married.contactId);
      const [given, at] = [{ answer }, time('2026-05-02')];
      return { subject, given, decidedAt: at, history: [{ at, via: 'review', given }] };
    };
    expect(gone([left])).toBe(1);
    expect(gone([left], [aDecision(left, 'keep')])).toBe(1);
    expect(gone([left], [aDecision(left, 'remove')])).toBe(0);
    expect(gone([left, married])).toBe(0);
    expect(gone([left, married], [about('different')])).toBe(1);
    expect(gone([left, married], [about('same')])).toBe(0);
  });

  it('are empty for an upload without Connections.csv, and nobody is missing', () => {
    const planned = plan({ contacts: undefined, notes: [{ person, text: 'x' }] }, { known: [anna] });
    expect(planned.changes).toEqual([]);
    expect(planned.counts.total).toBe(0);
    expect(planned.contacts).toEqual([{ ...anna, facts: { notedOn: '2026-06-01', bySeen: ['notedOn'] } }]);
  });
});

describe('an older export', () => {
  const head = aHead('2026-07-01');
  const known = [
    aContact({ row: { company: 'Now' }, firstSeenAt: time('2026-07-01') }),
    aContact({ row: bert }),
  ];
  const planned = plan(
    {
      contacts: [aRow({ company: 'Before' }), aRow({ slug: 'cleo', firstName: 'Cleo' })],
      notes: [{ person, text: 'x', on: day('2024-01-01') }],
      jobs: [{ company: 'Mine', title: 'CEO', startedIn: month('2020') }],
      invitations: [{ person, direction: 'outgoing', sentOn: day('2024-01-01'), note: 'hi' }],
    },
    { known, head },
  );

  it('adds memory: employers, invitations, notes, jobs, and when somebody was first seen', () => {
    expect(planned.older).toBe(true);
    expect(planned.contacts).toEqual([
      { ...known[0], firstSeenAt: time('2026-06-01'), facts: { notedOn: '2024-01-01' } },
    ]);
    expect(planned.formerEmployers.map(({ company }) => company)).toEqual(['Before']);
    expect([planned.jobs.length, planned.invitations.length]).toEqual([1, 1]);
  });

  it('is one dated before the newest; one of the same moment is not', () => {
    const olderThan = (headAt: string) =>
      plan({ exportedAt: time('2026-06-01') }, { known, head: aHead(headAt) }).older;
    expect(['2026-05-31', '2026-06-01', '2026-06-02'].map(olderThan)).toEqual([false, false, true]);
  });

  it('changes nothing current, adds nobody and counts nobody as missing', () => {
    expect(planned.changes).toEqual([]);
    expect(planned.counts).toMatchObject({ total: 2, added: 0, missing: 0 });
  });
});

describe('another day of the connection', () => {
  const [early, late] = [aRow({ connectedOn: day('2024-01-05') }), aRow({ connectedOn: day('2024-01-06') })];
  const messages = [messagesOf(['2024-01-06'], [])];
  const uploaded = (...rows: (readonly [typeof early, string])[]): readonly Contact[] => {
    let [known, head]: [readonly Contact[], Head | undefined] = [[], undefined];
    for (const [row, on] of rows) {
      const planned = plan(
        { contacts: [row], messages, exportedAt: time(on) },
        { known, ...(head && { head }) },
      );
      known = planned.contacts.length > 0 ? planned.contacts : known;
      if (!planned.older) head = aHead(on);
    }
    return known;
  };

  it('leaves one message one, in either order of the uploads', () => {
    for (const [first, second] of [
      [early, late],
      [late, early],
    ] as const) {
      const inOrder = uploaded([first, '2026-06-01'], [second, '2026-06-20']);
      expect(uploaded([second, '2026-06-20'], [first, '2026-06-01'])).toEqual(inOrder);
      expect(inOrder).toMatchObject([{ row: second, facts: { messages: { sent: 1 } } }]);
      const [contact] = inOrder;
      const explained = explainOne({ ...(contact && { contact }) });
      expect(explained.balance.slice(0, 2).map(({ given }) => given)).toEqual([1, 0]);
      expect(explained.assessment.evidence).toEqual([]);
    }
  });

  it('is kept where it is the earlier one, and forgotten where the newest export says so again', () => {
    expect(uploaded([early, '2026-06-01'], [late, '2026-06-20'])[0]?.facts.firstConnectedOn).toBe(
      '2024-01-05',
    );
    for (const days of [[early], [late, early], [early, late, early]]) {
      const rows = days.map((row, no) => [row, `2026-06-0${no + 1}`] as const);
      expect(uploaded(...rows)[0]?.facts).not.toHaveProperty('firstConnectedOn');
    }
  });
});

describe('a contact as an earlier version kept them', () => {
  const messages = [messagesOf(['2024-04-01', '2024-04-03'], ['2024-04-02'])];
  const [now] = plan({ contacts: [aRow()], messages }).contacts;
  const {
    first: _,
    secondSentOn,
    ...kept
  } = now?.facts.messages ?? { sent: 0, received: 0, turnBack: false };
  const before = aContact({ facts: { messages: kept }, firstSeenAt: time('2026-05-01') });
  const newer = { exportedAt: time('2026-07-01') };

  it('is not written for the words of a first message that are no note', () => {
    expect(secondSentOn).toBe('2024-04-03');
    expect(plan({ contacts: [aRow()], messages, ...newer }, { known: [before] }).contacts).toEqual([]);
  });

  it('is completed as soon as they may be one, or when anything else of the messages is new', () => {
    const full = { messages: now?.facts.messages };
    const row = aRow({ connectedOn: day('2024-04-01') });
    const [changed] = plan({ contacts: [row], messages, ...newer }, { known: [before] }).contacts;
    expect(changed?.facts).toMatchObject(full);
    const more = [messagesOf(['2024-04-01', '2024-04-03', '2026-06-01'], ['2024-04-02'])];
    const [written] = plan({ contacts: [aRow()], messages: more, ...newer }, { known: [before] }).contacts;
    expect(written?.facts.messages).toMatchObject({ sent: 3, first: full.messages?.first });
  });
});

describe('the memory of an import', () => {
  it('keeps an employer that a contact left, unless it is none', () => {
    const from = (company: string | undefined, to: string | undefined) =>
      plan(
        { contacts: [aRow({ company: to })] },
        { known: [aContact({ row: { company } })], head: aHead('2026-05-01') },
      ).formerEmployers.map((former) => former.company);
    expect(from('Nordwerk', 'Südwerk')).toEqual(['Nordwerk']);
    expect(from('Nordwerk', undefined)).toEqual(['Nordwerk']);
    expect(from('Nordwerk', 'Nordwerk')).toEqual([]);
    expect(from('Freelance', 'Südwerk')).toEqual([]);
    expect(from(undefined, 'Südwerk')).toEqual([]);
  });

  it('lets the newest export say when a job ended', () => {
    const job = { company: 'Nordwerk GmbH', title: 'Engineer', startedIn: month('2023-01') };
    const ended = { ...job, finishedIn: month('2026-05') };
    const jobsAfter = (seenAt: string) =>
      plan({ jobs: [ended] }, { memory: { jobs: [aJob({ seenAt: time(seenAt) })] } }).jobs;
    expect(jobsAfter('2026-05-01')).toEqual([{ ...ended, seenAt: time('2026-06-01') }]);
    expect(jobsAfter('2026-07-01')).toEqual([]);
  });

  it('keeps one mark for a template with the names in it, whichever marks stood before', () => {
    const invited = (no: number) => {
      const named = { slug: `in-${no}`, name: `Lena No${no}` };
      const note = `Hallo Lena No${no}, ich erweitere mein Netzwerk`;
      return { person: named, direction: 'outgoing' as const, sentOn: day('2024-03-09'), note };
    };
    const invitations = [1, 2, 3].map(invited);
    const fresh = plan({ invitations }).invitations;
    expect(new Set(fresh.map(({ note }) => note)).size).toBe(1);
    // As they were kept before names were taken out.
    const old = fresh.map((one, no) => ({ ...one, note: fingerprint(invitations[no]?.note ?? '') }));
    const memory = { memory: { ...emptyMemory, invitations: old } };
    expect(plan({ invitations }, memory).invitations).toEqual(fresh);
    const settled = { memory: { ...emptyMemory, invitations: fresh } };
    expect(plan({ invitations }, settled).invitations).toEqual([]);
    expect(
      plan({ invitations: invitations.map(({ note: _, ...bare }) => bare) }, settled).invitations,
    ).toEqual([]);
  });

  it('never loses a note that a later export no longer shows, and gains one that it does', () => {
    const sentOn = day('2024-03-09');
    const bare = { person, direction: 'outgoing' as const, sentOn };
    const withNote = { memory: { invitations: [anInvitation({ note: 'We met' })] } };
    const without = { memory: { invitations: [anInvitation()] } };
    expect(plan({ invitations: [bare] }, withNote).invitations).toEqual([]);
    expect(plan({ invitations: [{ ...bare, note: 'We met' }] }, without).invitations).toEqual(
      withNote.memory.invitations,
    );
    for (const invitations of [
      [bare, { ...bare, note: 'We met' }],
      [{ ...bare, note: 'We met' }, bare],
    ])
      expect(plan({ invitations }).invitations).toEqual(withNote.memory.invitations);
  });
});

describe('the words that are kept', () => {
  const long = `${'ä'.repeat(159)}🚀🚀`;
  const snapshot = {
    contacts: [aRow()],
    invitations: [{ person, direction: 'incoming' as const, sentOn: day('2024-03-01'), note: long }],
    notes: [{ person, text: 'from Ulm' }],
    messages: [messagesOf(['2024-04-02'], ['2024-04-01'])],
  };

  it('are the note of an invitation, the first message and the LinkedIn note, at most 160 characters each', () => {
    const kept = plan(snapshot).excerpts.map(({ kind, by, text }) => [kind, by, text]);
    expect(kept).toHaveLength(3);
    expect(kept).toContainEqual(['invitationNote', 'contact', `${'ä'.repeat(159)}🚀`]);
    expect(kept).toContainEqual(['firstMessage', 'contact', 'first words']);
    expect(kept).toContainEqual(['linkedInNote', 'owner', 'from Ulm']);
  });

  it('are the oldest of a kind, whatever the order of the rows', () => {
    const old = { person, text: 'first', on: day('2024-01-01') };
    const young = { person, text: 'second', on: day('2025-01-01') };
    for (const notes of [
      [old, young],
      [young, old],
    ])
      expect(plan({ contacts: [aRow()], notes }).excerpts.map(({ text }) => text)).toEqual(['first']);
  });

  it('are none when the owner switched them off, and none that are kept already', () => {
    expect(plan(snapshot, { keepExcerpts: false }).excerpts).toEqual([]);
    const excerptIds = new Set(plan(snapshot).excerpts.map(excerptId));
    expect(plan(snapshot, { excerptIds }).excerpts).toEqual([]);
  });
});

describe('the invitations that wait', () => {
  const files = [{ kind: 'invitations', name: 'Invitations.csv', rows: 1 }] as const;
  const from = (slug: string, sentOn: string) =>
    ({ person: { slug, name: slug }, direction: 'incoming', sentOn: day(sentOn) }) as const;

  it('are as many as fit, the newest first, and who is a contact by now takes nobody their place', () => {
    const accepted = Array.from({ length: 100 }, (_, no) => aRow({ slug: `accepted-${no}` }));
    const waiting = Array.from({ length: 101 }, (_, no) => `waiting-${no}`);
    const listed = pendingInvitations(
      aSnapshot({
        files,
        contacts: accepted,
        invitations: [
          ...accepted.map(({ slug = '' }) => from(slug, '2026-05-20')),
          ...waiting.map((slug, no) => from(slug, no === 7 ? '2026-03-01' : '2026-04-01')),
        ],
      }),
    );
    expect(listed?.length).toBe(100);
    expect(listed?.filter((id) => !id.endsWith('2026-04-01'))).toEqual([]);
  });

  it('are not known from an export without such a file', () => {
    expect(pendingInvitations(aSnapshot({ invitations: [from('bert', '2026-04-01')] }))).toBe(undefined);
  });
});
