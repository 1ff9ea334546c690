import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessNetwork, decisionsBySubject, type Network } from '../../shared/domain/assess.ts';
import { changesAfter, comparePolicies, questionsOf } from '../../shared/domain/compare-policies.ts';
import { answerStatesAt, flagsAfter, reconcileFlags } from '../../shared/domain/flag.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import {
  askIds,
  type PolicyChanges,
  policyIds,
  policyOf,
  type Thresholds,
  thresholdBounds,
  thresholdNames,
} from '../../shared/domain/policy.ts';
import { someDecisions, someOwner, someState, someSwitched } from './arbitraries.ts';
import { aDecision, anImport, anOwner, contactNo, time } from './builders.ts';

const at = time('2026-07-01');

const someChanges: fc.Arbitrary<PolicyChanges> = fc.record(
  Object.fromEntries(
    thresholdNames.map((name) => {
      const [min, max] = thresholdBounds[name];
      return [name, fc.integer({ min, max })];
    }),
  ),
  { requiredKeys: [] },
);
const someVariants = fc.array(
  fc.record({ policy: fc.constantFrom(...policyIds), changes: someChanges }, { requiredKeys: ['policy'] }),
  { minLength: 1, maxLength: 4 },
);

const someNetwork: fc.Arbitrary<Network> = fc
  .tuple(someState, someOwner, someChanges)
  .chain(([state, owner, policyChanges]) =>
    fc.tuple(fc.constant({ state, owner: { ...owner, policyChanges } }), someDecisions(state.contacts)),
  )
  .map(([{ state, owner }, decisions]) => ({
    owner,
    contacts: state.contacts,
    memory: state.memory,
    imports: [anImport(['connections', 'messages', 'invitations'], { exportedAt: time('2026-06-29') })],
    decisions,
    ...(state.head === undefined ? {} : { head: state.head }),
  }));

/** What the first audit asks once a policy is chosen: its open flags, and the contacts that they are about. */
function askedOnceChosen(network: Network, chosen: Pick<Owner, 'policy' | 'policyChanges'>) {
  const { findings } = assessNetwork({ ...network, owner: { ...network.owner, ...chosen } }, at);
  const answerStateOf = answerStatesAt(
    decisionsBySubject(network.decisions),
    new Date(at),
    network.owner.zone,
    policyOf({ ...network.owner, ...chosen }),
  );
  const plan = reconcileFlags({ standing: [], findings, answerStateOf, now: at });
  const open = flagsAfter(plan).filter(({ state }) => state === 'open');
  const contacts = open.flatMap(({ finding: { contactId, members = [] } }) => [
    ...(contactId === undefined ? [] : [contactId]),
    ...members,
  ]);
  return { open, subjects: new Set(open.map(({ subject }) => subject)), contacts: new Set(contacts) };
}

describe('comparing policies', () => {
  it('counts what the first audit asks once the policy is chosen, whatever stands now', () => {
    const sums = { questions: 0, contacts: 0, more: 0, fewer: 0 };
    fc.assert(
      fc.property(someNetwork, someVariants, (network, variants) => {
        const now = askedOnceChosen(network, network.owner).contacts;
        const effects = comparePolicies(network, at, variants);
        expect(effects.map(({ policy }) => policy)).toEqual(variants.map(({ policy }) => policy));
        for (const [index, effect] of effects.entries()) {
          const { policy = 'balanced', changes = network.owner.policyChanges ?? {} } = variants[index] ?? {};
          const { open, subjects, contacts } = askedOnceChosen(network, { policy, policyChanges: changes });
          const { byRule, questions, contacts: count, more, fewer } = effect;
          const of = (ruleId: string) => open.filter((flag) => flag.ruleId === ruleId).length;
          expect(effect.changes).toEqual(changes);
          expect(questions).toBe(subjects.size);
          expect(count).toBe(contacts.size);
          expect(Object.fromEntries(open.map(({ ruleId }) => [ruleId, of(ruleId)]))).toEqual(byRule);
          expect(more).toBe([...contacts].filter((id) => !now.has(id)).length);
          expect(fewer).toBe([...now].filter((id) => !contacts.has(id)).length);
          expect(count - now.size).toBe(more - fewer);
          for (const name of ['questions', 'contacts', 'more', 'fewer'] as const) sums[name] += effect[name];
        }
      }),
      { numRuns: 200 },
    );
    expect(Math.min(...Object.values(sums))).toBeGreaterThan(0);
  });

  it('changes nothing of what it looks at', () => {
    fc.assert(
      fc.property(someNetwork, someVariants, (network, variants) => {
        const before = structuredClone(network);
        comparePolicies(network, at, variants);
        expect(network).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('finds no difference to how things are', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const { policy, policyChanges } = network.owner;
        const same = comparePolicies(network, at, [{ policy }, { policy, changes: policyChanges ?? {} }]);
        for (const { more, fewer } of same) expect({ more, fewer }).toEqual({ more: 0, fewer: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('asks about nobody whose answer stands', () => {
    const contacts = [1, 2, 3].map((no) => contactNo(no));
    const network: Network = {
      owner: anOwner(),
      contacts,
      memory: { invitations: [], jobs: [], formerEmployers: [], ownFacts: [] },
      imports: [anImport(['connections', 'messages'], { exportedAt: time('2026-06-29') })],
      decisions: contacts.slice(1).map((contact) => aDecision(contact, 'keep', '2026-06-10')),
    };
    const asked = questionsOf({ ...network, ...assessNetwork(network, at) }, at);
    expect(asked.map(({ contactId }) => contactId)).toEqual([contacts[0]?.contactId]);
    const [strict, jobSearch] = comparePolicies(network, at, [{ policy: 'strict' }, { policy: 'jobSearch' }]);
    expect(strict).toMatchObject({
      questions: 1,
      contacts: 1,
      byRule: { unknownOrigin: 1 },
      more: 0,
      fewer: 0,
    });
    expect(jobSearch).toMatchObject({ questions: 0, contacts: 0, byRule: {}, more: 0, fewer: 1 });
  });
});

describe('switching rules on and off', () => {
  const askId = fc.constantFrom(...askIds);

  it('leaves everything else, and goes back to the policy where it is told so', () => {
    fc.assert(
      fc.property(someChanges, someSwitched, askId, fc.boolean(), (thresholds, switched, id, isOn) => {
        const before = changesAfter(thresholds, { switched });
        const set = changesAfter(before, { switched: { [id]: isOn } });
        expect(set).toEqual({ ...thresholds, switched: { ...switched, [id]: isOn } });
        const { [id]: _, ...rest } = switched;
        const back = changesAfter(set, { switched: { [id]: undefined } });
        expect(back).toEqual(changesAfter(thresholds, { switched: rest }));
        if (Object.keys(rest).length === 0) expect(back).not.toHaveProperty('switched');
      }),
    );
  });
});

describe('changing thresholds', () => {
  const name = fc.constantFrom(...(thresholdNames as (keyof Thresholds)[]));

  it('leaves the others, and goes back to the policy where it is told so', () => {
    fc.assert(
      fc.property(someChanges, name, fc.integer({ min: 1, max: 9 }), (before, one, value) => {
        const set = changesAfter(before, { thresholds: { [one]: value } });
        expect(set).toEqual({ ...before, [one]: value });
        const { [one]: _, ...rest } = before;
        const back = changesAfter(set, { thresholds: { [one]: undefined } });
        expect(back).toEqual(rest);
        expect(Object.keys(back)).not.toContain(one);
        for (const policy of policyIds)
          expect(policyOf({ policy, policyChanges: back })[one]).toBe(policyOf({ policy })[one]);
      }),
    );
  });
});
