import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { assessNetwork } from '../shared/domain/assess.ts';
import type { Owner } from '../shared/domain/owner.ts';
import { auditCrowd, CROWD, leastOfEach } from './fixtures/crowd.ts';
import { COLLEAGUE_WEEKS } from './fixtures/crowd-kinds.ts';
import { ARTICLE_DAYS, EVENTS } from './fixtures/kinds.ts';
import { EMPLOYERS } from './fixtures/owner.ts';
import { outcomeOf, passed, truthRows, truthSection, wronglyAskedTwoWay } from './fixtures/truth-table.ts';
import { truthsOf, truthsOfSample } from './fixtures/truths.ts';

describe('the sample, beside the hidden truth about its people', async () => {
  const truths = await truthsOfSample();
  const wrong = (aspect: 'origin' | 'reciprocity' | 'asked') =>
    truths.filter(({ right }) => !right[aspect]).map(({ person }) => person.key);

  test('holds many people of many kinds', () => {
    expect(truths.length).toBeGreaterThanOrEqual(420);
    expect(new Set(truths.map(({ person }) => person.kind)).size).toBeGreaterThanOrEqual(40);
  });
  test('nobody has another origin status than a fair human would give', () =>
    expect(wrong('origin')).toEqual([]));
  test('nobody has another reciprocity', () => expect(wrong('reciprocity')).toEqual([]));
  test('the unclear are asked by the policy strict, and by balanced only for another reason', async () => {
    const strict = await truthsOfSample('strict');
    const unclear = strict.filter(({ originStatus }) => originStatus === 'unclear');
    expect(unclear.length).toBeGreaterThan(50);
    expect(unclear.filter(({ asked, person }) => !asked && person.kind !== 'too-new')).toEqual([]);
    const passed = new Set(
      unclear.filter(({ reciprocity }) => reciprocity === 'silent').map(({ person }) => person.key),
    );
    expect(truths.filter(({ asked, person }) => asked && passed.has(person.key))).toEqual([]);
  });
  test('nobody is asked or passed against what a fair human would do', () =>
    expect(wrong('asked')).toEqual([]));
});

describe('a larger crowd over four months, beside what the owner, who knows the story, would want', async () => {
  const crowd = await auditCrowd();
  const { balanced, strict, audited } = crowd;
  const rows = truthRows(balanced);
  const wrongIn = ({ counts }: (typeof rows)[number]) =>
    counts.wronglyAsked + counts.leftToHint + counts.wronglyPassed;
  const openIn = ({ counts }: (typeof rows)[number]) => counts.either;

  test(`holds at least ${leastOfEach} people of each of at least 16 kinds`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(80);
    expect(rows.filter(({ people }) => people < leastOfEach)).toEqual([]);
    for (const { people, counts } of rows)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(people);
  });
  test('at most 2 % of the strangers and pitchers are passed; strict passes no more, whatever speaks for them', () => {
    const found = passed(balanced);
    expect(found.of).toBeGreaterThan(700);
    expect(found.wrongly / found.of).toBeLessThanOrEqual(0.02);
    const strictly = passed(strict);
    expect((strictly.wrongly + strictly.hinted) / strictly.of).toBeLessThanOrEqual(0.02);
  });
  test('whoever is passed for a hint is asked about by strict', () => {
    const left = balanced
      .filter((truth) => outcomeOf(truth) === 'leftToHint')
      .map(({ person }) => person.key);
    expect(left.length).toBeGreaterThan(50);
    const asked = new Set(strict.filter((truth) => truth.asked).map(({ person }) => person.key));
    expect(left.filter((key) => !asked.has(key))).toEqual([]);
  });
  test('nobody with whom the owner is in touch is asked about', () => {
    expect(balanced.filter(({ person }) => person.twoWay && person.wanted === false).length).toBeGreaterThan(
      200,
    );
    expect(wronglyAskedTwoWay(balanced)).toEqual([]);
  });
  test('every kind about which the audit errs, or two owners would differ, says why, and no other does', () => {
    const toExplain = rows.filter((row) => wrongIn(row) + openIn(row) > 0).map(({ kind }) => kind);
    expect(rows.filter(({ why }) => why !== '').map(({ kind }) => kind)).toEqual(toExplain);
  });
  test('what the sentences promise comes true: aliases explain, and strict asks', () => {
    const people = balanced.map(({ person }) => person);
    const { renamed, renamedTo } = EMPLOYERS;
    const changes: Partial<Owner> = { employerAliases: [[renamed, renamedTo]] };
    const owner: Owner = { ...audited.owner, ...changes, policy: 'strict' };
    const network = { ...audited, owner };
    const truths = truthsOf(people, { ...network, ...assessNetwork(network, audited.networkInput.at) });
    const wrong = new Map(truthRows(truths).map((row) => [row.kind, wrongIn(row)]));
    const promised = [
      'colleague-renamed-firm',
      'colleague-large-employer',
      'namesake',
      'endorsement-received-only',
    ];
    expect(promised.map((kind) => wrong.get(kind))).toEqual([0, 0, 0, expect.any(Number)]);
    expect(wrong.get('endorsement-received-only')).toBeLessThanOrEqual(2);
  });
  test('answers given over months are kept: nobody settled is asked, and whoever was put off comes back', () => {
    const decided = new Set(CROWD.kinds.flatMap(({ name, decided }) => (decided ? [name] : [])));
    const about = balanced.filter(({ person }) => decided.has(person.kind));
    expect(about.length).toBeGreaterThanOrEqual(10 * leastOfEach);
    expect(about.filter((truth) => outcomeOf(truth).startsWith('wrongly'))).toEqual([]);
  });
  test('bursts arise only on the days of the stories', () => {
    const days = new Set<string>([...EVENTS.flatMap((event) => event.days), ...ARTICLE_DAYS, '2026-06-18']);
    const bursts = audited.findings.flatMap(({ reason }) => (reason.kind === 'burst' ? [reason] : []));
    expect(bursts.length).toBe(5);
    expect(bursts.filter(({ from }) => !days.has(from))).toEqual([]);
  });
  test('hardly anybody is taken for a colleague outside the weeks in which colleagues came', () => {
    const weeks = COLLEAGUE_WEEKS.map((first) => Date.parse(first));
    const isNear = (day: string) =>
      weeks.some(
        (first) => Date.parse(day) > first - 15 * 86_400_000 && Date.parse(day) < first + 43 * 86_400_000,
      );
    const hinted = audited.contacts.filter(({ contactId }) =>
      audited.assessments.get(contactId)?.evidence.some(({ kind }) => kind === 'nearColleagues'),
    );
    expect(hinted.length).toBeGreaterThan(50);
    expect(hinted.filter(({ row }) => !isNear(row.connectedOn)).length).toBeLessThan(hinted.length / 4);
  });
  test('the README has the table', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const told = /<!-- truths -->\n([\s\S]*?)\n<!-- \/truths -->/.exec(readme)?.[1];
    expect(told).toBe(truthSection(crowd));
  });
});
