import { describe, expect, it } from 'vitest';
import { assessNetwork, decisionsBySubject, type Network } from '../../shared/domain/assess.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import { answerStatesAt, type Flag } from '../../shared/domain/flag.ts';
import { sameSubject } from '../../shared/domain/ids.ts';
import { policyOf } from '../../shared/domain/policy.ts';
import { questionsOfDigest, rankQuestions } from '../../shared/domain/questions.ts';
import { uniteSame } from '../../shared/domain/same-person.ts';
import { aContact, aDecision, contactNo, employers, time } from './builders.ts';
import { aNetwork, answered, today } from './rules/worlds.ts';

const job = { company: 'Nordwerk', firstName: 'Lena' };
const old = aContact({ row: { ...job, lastName: 'Kurz', slug: 'kurz' }, missingSince: time('2026-05-01') });
const now = aContact({ row: { ...job, lastName: 'Lang', slug: 'lang' }, firstSeenAt: time('2026-05-01') });
const subject = sameSubject(old.contactId, now.contactId);
const network = (decisions: readonly Decision[] = [], contacts: readonly Contact[] = [old, now]): Network =>
  uniteSame(aNetwork(contacts, { decisions }));
const flagsOf = (of: Network): Flag[] =>
  assessNetwork(of, time(today)).findings.map((finding) => ({
    subject: finding.subject,
    ruleId: finding.ruleId,
    state: 'open',
    openedAt: time(today),
    finding,
  }));
const asked = [{ no: 1, subject }];
const flags = flagsOf(network());
const shown = (of: Network) =>
  questionsOfDigest({ asked, flags, ...of, ...of.memory, employers, policy: policyOf(of.owner) });

describe('the question about a pair', () => {
  it('names who appeared and who vanished', () => {
    expect(shown(network())).toMatchObject([
      { kind: 'same', class: 'samePerson', name: 'Lena Lang', members: [{ name: 'Lena Kurz' }] },
    ]);
  });

  it('still has a name when it is answered: the one contact that they are', () => {
    const [question] = shown(network([answered(subject, { answer: 'same' }, today)]));
    expect(question).toMatchObject({ name: 'Lena Lang', contactId: old.contactId, members: [] });
    expect(shown(network([answered(subject, { answer: 'different' }, today)]))).toHaveLength(1);
  });

  it('is gone when who appeared has left', () => {
    expect(shown(network([], [old, { ...now, missingSince: time('2026-05-20') }]))).toEqual([]);
  });

  it('is ranked once, and not at all once it is answered', () => {
    const ranked = (decisions: readonly Decision[]) => {
      const of = network(decisions);
      const answerStateOf = answerStatesAt(
        decisionsBySubject(of.decisions),
        new Date(time(today)),
        of.owner.zone,
        policyOf(of.owner),
      );
      return rankQuestions({
        flags: flagsOf(of),
        ...of,
        ...of.memory,
        employers,
        policy: policyOf(of.owner),
        answerStateOf,
      });
    };
    expect(ranked([]).map((question) => question.subject)).toEqual([subject]);
    const after = ranked([answered(subject, { answer: 'different' }, today)]);
    expect(after.map((question) => question.contactId)).toEqual([now.contactId]);
  });
});

describe('the question about promised removals', () => {
  it('lists the contacts, and nothing of the days on which they connected', () => {
    const contacts = [1, 2].map((no) => contactNo(no));
    const of = aNetwork(contacts, {
      decisions: contacts.map((one) => aDecision(one, 'remove', '2026-05-01')),
    });
    const [question] = rankQuestions({
      flags: flagsOf(of),
      ...of,
      ...of.memory,
      employers,
      policy: policyOf(of.owner),
      answerStateOf: () => 'open',
    });
    expect(question).toMatchObject({ class: 'removals', hooks: [], reason: { count: 2 } });
    expect(question?.members).toHaveLength(2);
  });
});
