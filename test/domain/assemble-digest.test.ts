import { describe, expect, it } from 'vitest';
import { assembleDigest } from '../../shared/domain/assemble-digest.ts';
import { assessNetwork, decisionsBySubject, type Network } from '../../shared/domain/assess.ts';
import { type Decision, decide, type GivenAnswer, undo } from '../../shared/domain/decision.ts';
import type { Question } from '../../shared/domain/digest.ts';
import { answerStatesAt, reconcileFlags } from '../../shared/domain/flag.ts';
import {
  type ContactId,
  contactSubject,
  groupSubject,
  invitationSubject,
  type Subject,
  sameSubject,
} from '../../shared/domain/ids.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import { rankQuestions } from '../../shared/domain/questions.ts';
import { removalList } from '../../shared/domain/removal.ts';
import { renderDigest } from '../../shared/render/mail/digest-mail.tsx';
import { achieved, links, question } from '../render/digests.ts';
import {
  aContact,
  aDecision,
  aDigest,
  aHead,
  anImport,
  anOwner,
  contactNo,
  day,
  daysAfter,
  employers,
  time,
} from './builders.ts';

const known = contactNo(1, {}, { notedOn: day('2024-05-01') });
const keptAndKnown = contactNo(2, {}, { notedOn: day('2024-05-01') });
const kept = contactNo(3);
const stillThere = contactNo(4);
const done = aContact({ row: { slug: 'done' }, missingSince: time('2026-06-01') });
const cameBack = aContact({ row: { slug: 'back' }, returnedAt: time('2026-06-01') });
const postponed = contactNo(5);
// Two on a day, and a month between the days: no burst.
const strangers = Array.from({ length: 15 }, (_, no) =>
  contactNo(100 + no, { connectedOn: daysAfter('2020-01-10', 31 * Math.floor(no / 2)) }),
);
const undone = aDecision(contactNo(6), 'keep', '2026-05-10');
const network: Network = {
  owner: anOwner(),
  contacts: [known, keptAndKnown, kept, stillThere, done, cameBack, postponed, contactNo(6), ...strangers],
  memory: emptyMemory,
  imports: [anImport(['connections', 'messages'])],
  decisions: [
    aDecision(keptAndKnown, 'keep', '2026-03-10'),
    aDecision(kept, 'keep', '2026-05-10'),
    aDecision(stillThere, 'remove', '2026-05-11'),
    aDecision(done, 'remove', '2026-03-11'),
    aDecision(cameBack, 'remove', '2026-03-11'),
    aDecision(postponed, 'later', '2026-05-31'),
    undo(undone, { entries: 1, at: time('2026-05-11'), via: 'review' }),
  ],
  head: { ...aHead(), covers: { order: 'newestFirst', from: day('2017-01-01'), to: day('2026-05-01') } },
};

function digestAt(at: string, before?: ReturnType<typeof aDigest>) {
  const evaluation = { ...network, ...assessNetwork(network, time(at)) };
  const answerStateOf = answerStatesAt(
    decisionsBySubject(network.decisions),
    new Date(time(at)),
    network.owner.zone,
    evaluation.policy,
  );
  const { findings } = evaluation;
  const flags = reconcileFlags({ standing: [], findings, answerStateOf, now: time(at) });
  const ranked = rankQuestions({
    policy: evaluation.policy,
    flags: flags.open,
    contacts: network.contacts,
    jobs: [],
    ownFacts: [],
    employers,
    answerStateOf,
  });
  const questions = ranked.slice(0, network.owner.digestSize);
  const record = aDigest('2026-06', at);
  return {
    ranked,
    digest: assembleDigest({ evaluation, record, questions, openCount: ranked.length, before }),
  };
}

const none = achieved();

describe('the numbers of a digest', () => {
  const before = aDigest('2026-05', '2026-05-01');
  const { ranked, digest } = digestAt('2026-06-02', before);

  it('equal what they count: the open questions, those of the digest included', () => {
    expect(digest.questions).toHaveLength(12);
    expect(digest.openCount).toBe(ranked.length);
    expect(ranked.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(
      [
        ...[contactNo(6), ...strangers].map(({ row }) => `contact ${row.firstName} ${row.lastName}`),
        'group ',
      ].sort(),
    );
    expect(ranked[0]).toMatchObject({
      class: 'removals',
      reason: { kind: 'removals', count: 2, cameBack: 1 },
    });
  });

  it('count the settled among the connected, known and kept only once', () => {
    expect(digest.settled).toEqual({ count: 3, total: network.contacts.length - 1 });
  });

  it('count the answers in force since the digest before, and none for the first', () => {
    expect(digest.sinceLast).toEqual({ ...none, kept: 1, removed: 1, later: 1 });
    const atOnce = aDigest('2026-05', '2026-05-10');
    expect(digestAt('2026-06-02', atOnce).digest.sinceLast).toEqual({
      ...none,
      kept: 1,
      removed: 1,
      later: 1,
    });
    const afterwards = aDigest('2026-05', '2026-05-11');
    expect(digestAt('2026-06-02', afterwards).digest.sinceLast).toEqual({ ...none, removed: 1, later: 1 });
    expect(digestAt('2026-06-02').digest.sinceLast).toBeUndefined();
  });

  it('equal the list of removals', () => {
    const list = removalList({ ...network, head: network.head })
      .map(({ status }) => status)
      .sort();
    expect(list).toEqual(['cameBack', 'done', 'stillThere']);
    expect(digest.removals).toEqual({ done: 1, stillThere: 2 });
  });

  it('never say the same of two people', () => {
    const said = digest.questions.map(({ reason, ordinal }) => JSON.stringify([reason, ordinal]));
    expect(new Set(said).size).toBe(12);
  });

  it('are the same when asked again', () => {
    expect(digestAt('2026-06-02', before).digest).toEqual(digest);
    expect(digest).toMatchObject({ evaluatedAt: time('2026-06-02'), exportedAt: time('2026-06-01') });
  });
});

describe('what a digest says of answers', () => {
  const given = (subject: Subject, answer: GivenAnswer['answer']): Decision => ({
    subject,
    given: { answer },
    decidedAt: time('2026-05-20'),
    history: [{ at: time('2026-05-20'), via: 'review', given: { answer } }],
  });
  const assembled = (change: Partial<Network>, questions: readonly Question[] = []) => {
    const changed = { ...network, ...change };
    return assembleDigest({
      evaluation: { ...changed, ...assessNetwork(changed, time('2026-06-02')) },
      record: aDigest('2026-06', '2026-06-02'),
      questions,
      openCount: questions.length,
      before: aDigest('2026-05', '2026-05-01'),
    });
  };

  it('counts each once: members of a group as contacts, the group as one that was answered or put off', () => {
    const member = aDecision(kept, { answer: 'keep', group: groupSubject('burst-2024-01-01') }, '2026-05-20');
    const decisions = [
      member,
      given(groupSubject('burst-2024-01-01'), 'keep'),
      given(groupSubject('burst-2025-01-01'), 'later'),
      given(invitationSubject('aaaa' as ContactId), 'keep'),
      given(invitationSubject('bbbb' as ContactId), 'ask'),
      given(sameSubject('aaaa' as ContactId, 'bbbb' as ContactId), 'different'),
      aDecision(postponed, 'mute', '2026-05-20'),
      aDecision(done, 'remove', '2026-05-20'),
    ];
    expect(assembled({ decisions }).sinceLast).toEqual({
      kept: 1,
      removed: 1,
      done: 1,
      muted: 1,
      later: 1,
      asked: 1,
      groups: 1,
      invitations: 1,
      pairs: 1,
    });
  });

  const [asked = question(1)] = digestAt('2026-06-02').digest.questions;

  it.each([1, 2, 3])('offers no more later after three rounds: %i', (rounds) => {
    const at = (round: number) => time(`2026-0${round}-01`);
    const decision = Array.from({ length: rounds }, (_, index) => index + 1).reduce<Decision | undefined>(
      (standing, round) =>
        decide(standing, {
          subject: asked.subject,
          given: { answer: 'later' },
          at: at(round),
          via: 'review',
          renews: standing?.decidedAt,
        }),
      undefined,
    );
    const decisions = decision === undefined ? [] : [decision];
    expect(assembled({ decisions }, [asked]).questions[0]?.mustDecide).toBe(rounds === 3 ? true : undefined);
  });

  it('names nobody who is to be removed for a reason that the owner wrote down', () => {
    const name = `${stillThere.row.firstName} ${stillThere.row.lastName}`;
    const reminded: Question = {
      ...asked,
      kind: 'group',
      subject: groupSubject('removals'),
      members: [
        { contactId: stillThere.contactId, name, connectedOn: day('2024-03-10') },
        { contactId: kept.contactId, name: 'Somebody Else', connectedOn: day('2024-03-10') },
      ],
      hooks: [
        { kind: 'sameDay', names: [name, 'Somebody Else'], others: 2 },
        { kind: 'sameCompany', company: 'Nordwerk', names: [name], others: 0 },
      ],
    };
    const removed = (note?: string) => ({
      decisions: [aDecision(stillThere, { answer: 'remove', ...(note === undefined ? {} : { note }) })],
    });
    const { members, hooks } = assembled(removed('frightens me'), [reminded]).questions[0] ?? asked;
    expect(members.map((member) => member.name)).toEqual(['', 'Somebody Else']);
    expect(hooks).toEqual([{ kind: 'sameDay', names: ['Somebody Else'], others: 3 }]);
    expect(assembled(removed(), [reminded]).questions[0]).toMatchObject({ hooks: reminded.hooks });
  });

  describe('about somebody who is to be removed for a reason that the owner wrote down', () => {
    const gone = aContact({
      row: { firstName: 'Vera', lastName: 'Falkenried', slug: 'vera-f', email: 'v@falkenried.example' },
      missingSince: time('2026-05-01'),
    });
    const renamed = aContact({
      row: { firstName: 'Vera', lastName: 'Quellmann', slug: 'vera-q', email: 'v@falkenried.example' },
      firstSeenAt: time('2026-05-01'),
    });
    const decided = (contact: typeof gone) => ({
      contacts: [...network.contacts, gone, renamed],
      decisions: [aDecision(contact, { answer: 'remove', note: 'frightens me' })],
    });
    const told = /Vera|Falkenried|Quellmann|vera-|Sägewerk|Prüferin/;
    const about = (contact: typeof gone, change: Partial<Question>): Question => ({
      ...asked,
      contactId: contact.contactId,
      name: `${contact.row.firstName} ${contact.row.lastName}`,
      position: 'Prüferin',
      company: 'Sägewerk Nord',
      profileUrl: `https://www.linkedin.com/in/${contact.row.slug}`,
      kind: 'contact',
      subject: contactSubject(contact.contactId),
      hooks: [{ kind: 'sameCompany', company: 'Sägewerk Nord', names: ['Somebody Else'], others: 0 }],
      ...change,
    });
    const rendered = (change: Partial<Network>, question: Question) =>
      (['de', 'en', 'nl'] as const).map((locale) => {
        const made = assembled({ ...change, owner: anOwner({ locale }) }, [question]);
        return renderDigest(made, links);
      });

    it.each([
      ['vanished', gone],
      ['appeared', renamed],
    ])('names neither of a pair when it is the one who %s', (_, removed) => {
      const pair = about(renamed, {
        kind: 'same',
        subject: sameSubject(gone.contactId, renamed.contactId),
        reason: {
          kind: 'samePerson',
          other: 'Vera Falkenried',
          missingSince: day('2026-05-01'),
          connectedOn: gone.row.connectedOn,
          by: 'email',
        },
        members: [{ contactId: gone.contactId, name: 'Vera Falkenried', connectedOn: gone.row.connectedOn }],
      });
      for (const mail of rendered({}, pair)) expect(mail.text).toMatch(told);
      for (const mail of rendered(decided(removed), pair)) expect(JSON.stringify(mail)).not.toMatch(told);
      // Nor where somebody else's question remembers them under either name.
      const hooks = [{ kind: 'sameDay', names: ['Vera Quellmann', 'Vera Falkenried'], others: 1 } as const];
      expect(assembled(decided(removed), [{ ...asked, hooks }]).questions[0]?.hooks).toEqual([]);
    });

    it.each([
      asked.reason,
      {
        kind: 'compliance',
        by: 'person',
        value: 'Vera Quellmann',
        entry: 'person/vera quellmann',
        connectedOn: renamed.row.connectedOn,
      } as const,
    ])('names nobody in a question that was opened before the decision', (reason) => {
      const question = about(renamed, { reason });
      for (const mail of rendered({}, question)) expect(mail.text).toMatch(told);
      for (const mail of rendered(decided(renamed), question)) {
        expect(JSON.stringify(mail)).not.toMatch(told);
        expect(mail.text).not.toMatch(/\u2068\u2069/);
      }
    });
  });

  it('counts those of whom nothing can be said, as long as no export held messages', () => {
    expect(assembled({}).withoutMessages).toBeUndefined();
    const blind = assembled({ imports: [anImport(['connections'])], decisions: [] });
    expect(blind.withoutMessages).toBe(blind.settled.total - blind.settled.count);
  });

  it('says when the next one is opened, by the rhythm and in the zone of the owner', () => {
    const next = (owner: Partial<Network['owner']>) => assembled({ owner: anOwner(owner) }).nextOn;
    expect(next({})).toBe('2026-07-01');
    expect(next({ rhythm: 'twoWeekly' })).toBe('2026-06-15');
    expect(next({ rhythm: 'quarterly', zone: 'UTC' })).toBe('2026-08-01');
  });
});

describe('who left by themselves', () => {
  const covers = { order: 'newestFirst', from: day('2000-01-01'), to: day('2026-06-01') } as const;
  const sightOf = (on: string, unread: readonly ContactId[] = []) => ({
    exportedAt: time(on),
    covers,
    unread,
  });
  const [early, late] = ['2026-03-01', '2026-05-10'].map((on, no) => ({
    ...contactNo(200 + no),
    missingSince: time(on),
  }));
  const left = (before?: Parameters<typeof assembleDigest>[0]['before'], lost = [early, late]) => {
    const gone = lost.flatMap((contact) => contact ?? []);
    const head = { ...aHead('2026-06-01'), covers };
    const changed = { ...network, contacts: [...network.contacts, ...gone], head };
    return assembleDigest({
      evaluation: { ...changed, ...assessNetwork(changed, time('2026-06-02')) },
      record: aDigest('2026-06', '2026-06-02'),
      questions: [],
      openCount: 0,
      ...(before === undefined ? {} : { before }),
    }).left;
  };
  const before = aDigest('2026-05', '2026-05-01');

  it('are all told at first, and where nothing was kept of what the exports showed', () => {
    expect(left()).toEqual({ count: 2, total: 2 });
    expect(left(before)).toEqual({ count: 2, total: 2 });
  });

  it('are told once: those whom the export of the last mail did not show', () => {
    expect(left({ ...before, sight: sightOf('2026-04-30') })).toEqual({ count: 1, total: 2 });
    expect(left({ ...before, sight: sightOf('2026-05-20') })).toBeUndefined();
    expect(left({ ...before, sight: sightOf('2026-05-16') })).toEqual({ count: 1, total: 2 });
  });

  it('are told later where a row that could not be read hid that they had left', () => {
    const hidden = early === undefined ? [] : [early.contactId];
    expect(left({ ...before, sight: sightOf('2026-05-20', hidden) })).toEqual({ count: 1, total: 2 });
  });

  it('are nobody who was to be removed, and nobody whom only one export lacks', () => {
    expect(left(undefined, [])).toBeUndefined();
    const justMissing = { ...contactNo(202), missingSince: time('2026-05-28') };
    expect(left(undefined, [justMissing])).toBeUndefined();
  });
});
