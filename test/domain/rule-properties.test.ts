import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessNetwork, decisionsBySubject, type Network } from '../../shared/domain/assess.ts';
import { dayOf, daysBetween } from '../../shared/domain/days.ts';
import { type Finding, ruleIds } from '../../shared/domain/finding.ts';
import { answerStatesAt, type Flag, flagsAfter, reconcileFlags } from '../../shared/domain/flag.ts';
import { contactSubject, type IsoTime, subjectContact } from '../../shared/domain/ids.ts';
import {
  mustAsk,
  type PolicyChanges,
  type PolicyId,
  policies,
  policyIds,
  policyOf,
} from '../../shared/domain/policy.ts';
import { rankQuestions } from '../../shared/domain/questions.ts';
import { rules } from '../../shared/domain/rules/index.ts';
import { someDecisions, someOwner, someState, someSwitched } from './arbitraries.ts';
import { aDecision, anImport, anOwner, daysAfter, employers, time } from './builders.ts';

const at = time('2026-07-01');
const often = { numRuns: 150 };

/** Any network of an owner, with answers to some of it. */
const someNetwork: fc.Arbitrary<Network> = fc
  .tuple(someState, someOwner)
  .chain(([state, owner]) => fc.tuple(fc.constant({ state, owner }), someDecisions(state.contacts)))
  .map(([{ state, owner }, decisions]) => ({
    owner,
    contacts: state.contacts,
    memory: state.memory,
    imports: [anImport(['connections', 'messages'], { exportedAt: time('2026-06-29') })],
    decisions,
    ...(state.head === undefined ? {} : { head: state.head }),
  }));

const ofPolicy = (network: Network, policy: PolicyId): Network => {
  const { policyChanges: _, ...owner } = network.owner;
  return { ...network, owner: { ...owner, policy } };
};
/** The same with the owner's own choice of what is asked. */
const switching = (network: Network, switched: PolicyChanges['switched']): Network => ({
  ...network,
  owner: { ...network.owner, policyChanges: { ...network.owner.policyChanges, switched: switched ?? {} } },
});
const contactRules = new Set(rules.map(({ ruleId }) => ruleId));
const ofContacts = ({ findings }: { findings: readonly Finding[] }) =>
  findings.filter(({ ruleId }) => contactRules.has(ruleId));
const keyOf = ({ subject, ruleId }: Pick<Finding, 'subject' | 'ruleId'>) => `${subject} ${ruleId}`;
const answerStates = ({ decisions, owner }: Network, now: IsoTime = at) =>
  answerStatesAt(decisionsBySubject(decisions), new Date(now), 'UTC', policyOf(owner));

/** One audit: what the flags are afterwards. */
function audit(network: Network, standing: readonly Flag[] = []) {
  const { findings } = assessNetwork(network, at);
  const answerStateOf = answerStates(network);
  const plan = reconcileFlags({ standing, findings, answerStateOf, now: at });
  const flags = flagsAfter(plan);
  return { findings, plan, flags, open: flags.filter(({ state }) => state === 'open'), answerStateOf };
}

describe('the rules, about any network', () => {
  it('say the same twice', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        expect(assessNetwork(network, at).findings).toEqual(assessNetwork(network, at).findings);
      }),
      often,
    );
  });

  it('each have a word about everybody who is connected, and about nobody else', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const { verdictsAbout } = assessNetwork(network, at);
        for (const { contactId, missingSince } of network.contacts) {
          expect(verdictsAbout(contactId).map(({ ruleId }) => ruleId)).toEqual(
            missingSince === undefined ? rules.map(({ ruleId }) => ruleId) : [],
          );
        }
      }),
      often,
    );
  });

  it('find what they ask, at most once about one contact, and only what the policy asks', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const { findings, policy, verdictsAbout } = assessNetwork(network, at);
        expect(new Set(findings.map(keyOf)).size).toBe(findings.length);
        for (const { ruleId, subject, reason } of findings) {
          expect(policy.asks).toContain(ruleId);
          const contactId = subjectContact(subject);
          if (contactId === undefined) continue;
          expect(verdictsAbout(contactId)).toContainEqual({ ruleId, verdict: { asks: reason } });
        }
      }),
      often,
    );
  });

  it('ask about nobody in the first days of a connection, but for compliance', () => {
    const someTime = fc.integer({ min: 0, max: 500 }).map((days) => time(daysAfter('2024-03-10', days)));
    fc.assert(
      fc.property(someNetwork, someTime, (network, now) => {
        const { policy, findings } = assessNetwork(network, now);
        const byId = new Map(network.contacts.map((contact) => [contact.contactId, contact]));
        for (const { ruleId, contactId } of ofContacts({ findings })) {
          const contact = contactId && byId.get(contactId);
          if (contact === undefined || ruleId === 'compliance') continue;
          const days = daysBetween(contact.row.connectedOn, dayOf(now));
          expect(days).toBeGreaterThanOrEqual(policy.newContactGraceDays);
        }
      }),
      often,
    );
  });

  it('ask ever more from job search over open and balanced to strict', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const asked = (policy: PolicyId) => {
          const { assessments, verdictsAbout } = assessNetwork(ofPolicy(network, policy), at);
          return [...assessments.keys()].flatMap((contactId) =>
            verdictsAbout(contactId).flatMap(({ ruleId, verdict }) =>
              'asks' in verdict ? [keyOf({ subject: contactSubject(contactId), ruleId })] : [],
            ),
          );
        };
        const [jobSearch, open, balanced, strict] = (
          ['jobSearch', 'open', 'balanced', 'strict'] as const
        ).map((policy) => asked(policy)) as [string[], string[], string[], string[]];
        expect(open).toEqual(expect.arrayContaining(jobSearch));
        expect(balanced).toEqual(expect.arrayContaining(open));
        expect(strict).toEqual(expect.arrayContaining(balanced));
        expect(jobSearch.every((key) => key.endsWith(' compliance'))).toBe(true);
      }),
      often,
    );
  });

  it('ask no more when a threshold rises', () => {
    const name = fc.constantFrom(
      'unansweredFromMessages' as const,
      'unansweredAfterDays' as const,
      'newContactGraceDays' as const,
      'onlyWroteAtYouFromMessages' as const,
      'lostFromSightAfterMonths' as const,
      'oneOccasionSilentMonths' as const,
    );
    fc.assert(
      fc.property(someNetwork, name, fc.integer({ min: 1, max: 20 }), (network, threshold, by) => {
        const asked = (value: number) => {
          const policyChanges = { [threshold]: value };
          const { assessments, verdictsAbout } = assessNetwork(
            { ...network, owner: anOwner({ ...network.owner, policyChanges }) },
            at,
          );
          return [...assessments.keys()].flatMap((contactId) =>
            verdictsAbout(contactId).flatMap(({ ruleId, verdict }) =>
              'asks' in verdict ? [`${contactId} ${ruleId}`] : [],
            ),
          );
        };
        const standard = policies.balanced[threshold];
        expect(asked(standard)).toEqual(expect.arrayContaining(asked(standard + by)));
      }),
      often,
    );
  });
});

describe('a rule that the owner switches off', () => {
  const mayRest = fc.constantFrom(...ruleIds.filter((id) => !mustAsk.includes(id)));
  const choices = fc.tuple(someNetwork, someSwitched, mayRest);

  it('finds nothing, and what every other rule says of a contact stays as it was', () => {
    fc.assert(
      fc.property(choices, ([network, switched, ruleId]) => {
        const on = assessNetwork(switching(network, { ...switched, [ruleId]: true }), at);
        const off = assessNetwork(switching(network, { ...switched, [ruleId]: false }), at);
        expect(on.policy.asks).toContain(ruleId);
        expect(off.findings.filter((finding) => finding.ruleId === ruleId)).toEqual([]);
        for (const contactId of on.assessments.keys()) {
          const others = ({ verdictsAbout }: typeof on) =>
            verdictsAbout(contactId).filter((one) => one.ruleId !== ruleId);
          expect(others(off)).toEqual(others(on));
          const said = off.verdictsAbout(contactId).find((one) => one.ruleId === ruleId);
          if (said !== undefined) expect(said.verdict).toEqual({ rests: { kind: 'switchedOff' } });
        }
      }),
      often,
    );
  });

  it('leaves every finding of the others about whoever is in no group with or without it', () => {
    fc.assert(
      fc.property(choices, ([network, switched, ruleId]) => {
        const findingsWith = (isOn: boolean) =>
          assessNetwork(switching(network, { ...switched, [ruleId]: isOn }), at).findings;
        const [on, off] = [findingsWith(true), findingsWith(false)];
        const grouped = new Set([...on, ...off].flatMap(({ members = [] }) => members));
        const alone = (findings: readonly Finding[]) =>
          findings.filter(
            (finding) =>
              finding.contactId !== undefined && !grouped.has(finding.contactId) && finding.ruleId !== ruleId,
          );
        expect(alone(off)).toEqual(alone(on));
      }),
      often,
    );
  });

  it('loses no answer: nobody whose answer stands is asked about, and switched on again all is as before', () => {
    fc.assert(
      fc.property(someNetwork, fc.array(someSwitched, { maxLength: 4 }), (network, choicesMade) => {
        const before = structuredClone(network.decisions);
        let { flags } = audit(network);
        for (const switched of [...choicesMade, network.owner.policyChanges?.switched ?? {}]) {
          const next = audit(switching(network, switched), flags);
          for (const { finding } of next.open) expect(next.answerStateOf(finding)).not.toBe('settled');
          flags = next.flags;
        }
        expect(network.decisions).toEqual(before);
        const openIn = (all: readonly Flag[]) =>
          all.filter(({ state }) => state === 'open').map((flag) => [keyOf(flag), flag.finding] as const);
        expect(new Map(openIn(flags))).toEqual(new Map(openIn(audit(network).flags)));
      }),
      often,
    );
  });

  it('is found by these properties in every rule about single contacts', () => {
    const silenced = new Set<string>();
    for (const [network, switched, ruleId] of fc.sample(choices, { numRuns: 800, seed: 7 })) {
      const on = assessNetwork(switching(network, { ...switched, [ruleId]: true }), at);
      if (on.findings.some((finding) => finding.ruleId === ruleId)) silenced.add(ruleId);
    }
    expect([...contactRules].filter((id) => !mustAsk.includes(id) && !silenced.has(id))).toEqual([]);
  });
});

describe('an answer', () => {
  it('to keep silences everything but compliance', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const kept = {
          ...network,
          decisions: network.contacts.map((contact) => aDecision(contact, 'keep', '2026-06-10')),
        };
        const ofContact = audit(kept).open.filter(({ subject }) => subjectContact(subject) !== undefined);
        expect(ofContact.filter(({ ruleId }) => ruleId !== 'compliance')).toEqual([]);
        const listed = assessNetwork(kept, at).findings.filter(({ ruleId }) => ruleId === 'compliance');
        expect(ofContact.map(keyOf).sort()).toEqual(listed.map(keyOf).sort());
      }),
      often,
    );
  });

  it('outlives every change of the policy: no settled contact is asked about under any', () => {
    fc.assert(
      fc.property(
        someNetwork,
        fc.array(fc.constantFrom(...policyIds), { maxLength: 4 }),
        (network, changes) => {
          const before = structuredClone(network.decisions);
          let flags: readonly Flag[] = audit(network).flags;
          for (const policy of changes) {
            const { open, flags: after, answerStateOf } = audit(ofPolicy(network, policy), flags);
            for (const { finding } of open) expect(answerStateOf(finding)).not.toBe('settled');
            flags = after;
          }
          expect(network.decisions).toEqual(before);
        },
      ),
      often,
    );
  });

  it('is all that is left of an older policy: everybody is evaluated anew, as if it had always been this one', () => {
    fc.assert(
      fc.property(
        someNetwork,
        fc.array(fc.constantFrom(...policyIds), { minLength: 1, maxLength: 4 }),
        (network, changes) => {
          let flags: readonly Flag[] = audit(network).flags;
          for (const policy of changes) flags = audit(ofPolicy(network, policy), flags).flags;
          const last = changes.at(-1) ?? 'balanced';
          const fresh = audit(ofPolicy(network, last));
          const openOf = (all: readonly Flag[]) =>
            all.filter(({ state }) => state === 'open').map((flag) => [keyOf(flag), flag.finding]);
          expect(new Map(openOf(flags) as [string, Finding][])).toEqual(
            new Map(openOf(fresh.flags) as [string, Finding][]),
          );
          const { assessments } = assessNetwork(ofPolicy(network, last), at);
          expect([...assessments.keys()]).toEqual(network.contacts.map(({ contactId }) => contactId));
        },
      ),
      often,
    );
  });
});

describe('the numbers of the flags', () => {
  it('add up, after any audit on top of any other', () => {
    fc.assert(
      fc.property(someNetwork, someNetwork, (first, second) => {
        const standing = audit(first).flags;
        const { findings, plan, open, answerStateOf } = audit(second, standing);
        const asked = findings.filter((finding) => answerStateOf(finding) !== 'settled');
        const wereOpen = standing.filter(({ state }) => state === 'open');
        expect(open.map(keyOf).sort()).toEqual(asked.map(keyOf).sort());
        expect(plan.open.length + plan.kept.length + plan.changed.length).toBe(asked.length);
        expect(plan.kept.length + plan.changed.length + plan.closed.length).toBe(wereOpen.length);
      }),
      often,
    );
  });

  it('equal the questions: one for each subject with an open flag', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const { flags, open, answerStateOf } = audit(network);
        const { contacts, memory } = network;
        const questions = rankQuestions({
          flags,
          contacts,
          ...memory,
          employers,
          policy: policies.balanced,
          answerStateOf,
        });
        expect(questions.map(({ subject }) => subject).sort()).toEqual(
          [...new Set(open.map(({ subject }) => subject))].sort(),
        );
        expect(questions.map(({ no }) => no)).toEqual(questions.map((_, index) => index + 1));
        expect(questions.flatMap(({ ruleIds }) => ruleIds)).toHaveLength(open.length);
      }),
      often,
    );
  });

  it('come from worlds in which every rule about single contacts asks about somebody', () => {
    const asked = new Set(
      fc.sample(someNetwork, { numRuns: 800, seed: 7 }).flatMap((network) => {
        return ofContacts(assessNetwork(network, at)).map(({ ruleId }) => ruleId);
      }),
    );
    expect([...contactRules].filter((ruleId) => !asked.has(ruleId))).toEqual([]);
  });
});
