import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entriesOf, type MemberChoice } from '../../shared/domain/answering.ts';
import type { Decision, GivenAnswer } from '../../shared/domain/decision.ts';
import {
  type ContactId,
  contactSubject,
  groupSubject,
  ownerId,
  type Subject,
} from '../../shared/domain/ids.ts';
import { policies } from '../../shared/domain/policy.ts';
import type { DecisionStore } from '../../shared/ports/contact-store.ts';
import { recordAnswers, undoAnswers } from '../../shared/workflows/record-answers.ts';
import { type OpenTable, openDynalite } from '../adapters/dynamo-engine.ts';

const me = ownerId('me');
const ids = Array.from({ length: 23 }, (_, index) => `m${'abcdefghijklmnopqrstuvwxyz'[index]}` as ContactId);
const first = new Date('2026-11-03T18:00:00.000Z');
const next = new Date('2026-11-04T18:00:00.000Z');

let table: OpenTable;
beforeAll(async () => {
  table = await openDynalite();
});
afterAll(() => table.close());

const all: ReadonlyMap<ContactId, MemberChoice> = new Map(ids.map((id) => [id, 'group']));

/** A store whose n-th writing call is lost before or after it arrived. */
function losing(store: DecisionStore, nth: number, arrives: boolean): DecisionStore {
  let calls = 0;
  const maybeLost = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    calls += 1;
    if (calls !== nth) return run();
    if (arrives) await run();
    throw new Error('lost');
  };
  return {
    ...store,
    recordAnswer: (...call) => maybeLost(() => store.recordAnswer(...call)),
    undoAnswer: (...call) => maybeLost(() => store.undoAnswer(...call)),
  };
}

const decisionsIn = async (): Promise<ReadonlyMap<Subject, Decision>> =>
  new Map((await table.store.readDecisions(me)).map((decision) => [decision.subject, decision]));

const record = async (group: Subject, given: GivenAnswer, store: DecisionStore = table.store, at = first) =>
  recordAnswers({
    store,
    ownerId: me,
    entries: entriesOf({ subject: group, given, members: all }),
    decisions: await decisionsIn(),
    at,
    zone: 'Europe/Berlin',
    policy: policies.balanced,
    via: 'review',
  });

const takeBack = async (group: Subject, entries: number, store: DecisionStore = table.store) =>
  undoAnswers({
    store,
    ownerId: me,
    subject: group,
    entries,
    decisions: await decisionsIn(),
    at: next,
    via: 'review',
  });

const histories = async (group: Subject): Promise<(number | undefined)[]> => {
  const decisions = await decisionsIn();
  return [...ids.map(contactSubject), group].map((subject) => decisions.get(subject)?.history.length);
};

describe('the answer about a group', () => {
  test.each([
    [1, false],
    [1, true],
    [12, false],
    [12, true],
    [23, true],
    [24, false],
    [24, true],
  ])(
    'with its %ith update lost (arrived: %s) is never half done after a repetition',
    async (nth, arrives) => {
      const group = groupSubject(`burst-${nth}-${arrives}`);
      const given = { answer: 'keep', labels: [`${nth} ${arrives}`] } as const;
      const before = await histories(group);
      await expect(record(group, given, losing(table.store, nth, arrives))).rejects.toThrow('lost');
      await record(group, given);
      const { written } = await record(group, given);
      expect(written).toBe(0);
      expect(await histories(group)).toEqual(before.map((count = 0) => count + 1));
      // Taken back with a fault at the same place: each of them once.
      await expect(takeBack(group, 1, losing(table.store, nth, arrives))).rejects.toThrow('lost');
      await takeBack(group, 1);
      await takeBack(group, 1);
      expect(await histories(group)).toEqual(before.map((count = 0) => count + 2));
    },
  );

  test('given by two presses at once is one decision each', async () => {
    const group = groupSubject('burst-at-once');
    const before = await histories(group);
    const given = { answer: 'remove' } as const;
    await Promise.all([record(group, given), record(group, given), record(group, given)]);
    expect(await histories(group)).toEqual(before.map((count = 0) => count + 1));
  });
});
