import { describe, expect, it } from 'vitest';
import { assembleDigest } from '../../shared/domain/assemble-digest.ts';
import { assessNetwork, type Network } from '../../shared/domain/assess.ts';
import { undo } from '../../shared/domain/decision.ts';
import { reconcileFlags } from '../../shared/domain/flag.ts';
import { emptyMemory } from '../../shared/domain/memory.ts';
import { rankQuestions } from '../../shared/domain/questions.ts';
import { removalList } from '../../shared/domain/removal.ts';
import { aContact, aDecision, aDigest, aHead, anImport, anOwner, contactNo, day, time } from './builders.ts';

const known = contactNo(1, {}, { notedOn: day('2024-05-01') });
const keptAndKnown = contactNo(2, {}, { notedOn: day('2024-05-01') });
const kept = contactNo(3);
const stillThere = contactNo(4);
const done = aContact({ row: { slug: 'done' }, missingSince: time('2026-06-01') });
const cameBack = aContact({ row: { slug: 'back' }, returnedAt: time('2026-06-01') });
const postponed = contactNo(5);
const strangers = Array.from({ length: 15 }, (_, no) => contactNo(100 + no));
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
  head: aHead(),
};

function digestAt(at: string, before?: ReturnType<typeof aDigest>) {
  const evaluation = { ...network, ...assessNetwork(network, time(at)) };
  const settled = new Set(network.decisions.filter(({ given }) => given).map(({ subject }) => subject));
  const isSettled = (subject: (typeof network.decisions)[number]['subject']) => settled.has(subject);
  const flags = reconcileFlags({ standing: [], findings: evaluation.findings, isSettled, now: time(at) });
  const ranked = rankQuestions({
    flags: flags.open,
    contacts: network.contacts,
    jobs: [],
    ownFacts: [],
    answerStateOf: (subject) => (isSettled(subject) ? 'settled' : 'open'),
  });
  const questions = ranked.slice(0, network.owner.digestSize);
  const record = aDigest('2026-06', at);
  return {
    ranked,
    digest: assembleDigest({ evaluation, record, questions, openCount: ranked.length, before }),
  };
}

describe('the numbers of a digest', () => {
  const before = aDigest('2026-05', '2026-05-01');
  const { ranked, digest } = digestAt('2026-06-02', before);

  it('equal what they count: the open questions, those of the digest included', () => {
    expect(digest.questions).toHaveLength(12);
    expect(digest.openCount).toBe(ranked.length);
    expect(ranked.map(({ name }) => name).sort()).toEqual(
      [contactNo(6), ...strangers].map(({ row }) => `${row.firstName} ${row.lastName}`).sort(),
    );
  });

  it('count the settled among the connected, known and kept only once', () => {
    expect(digest.settled).toEqual({ count: 3, total: network.contacts.length - 1 });
  });

  it('count the answers in force since the digest before, and none for the first', () => {
    expect(digest.sinceLast).toEqual({ kept: 1, removed: 1, later: 1 });
    const atOnce = aDigest('2026-05', '2026-05-10');
    expect(digestAt('2026-06-02', atOnce).digest.sinceLast).toEqual({ kept: 1, removed: 1, later: 1 });
    const afterwards = aDigest('2026-05', '2026-05-11');
    expect(digestAt('2026-06-02', afterwards).digest.sinceLast).toEqual({ kept: 0, removed: 1, later: 1 });
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
