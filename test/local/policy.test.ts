import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  decisionsShape,
  findingsShape,
  ownerChangeShape,
  type PolicyEffectsShape,
  policyEffectsShape,
  policyShape,
} from '../../infra/local/commands/shapes.ts';
import { type PolicyWords, policyWords } from '../../infra/local/policy-words.ts';
import { type Home, openHome } from '../../infra/local/services.ts';
import { parseThreshold } from '../../infra/local/settings.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { type Locale, locales } from '../../shared/domain/owner.ts';
import {
  askIds,
  mustAsk,
  policies,
  policyIds,
  thresholdBounds,
  thresholdNames,
} from '../../shared/domain/policy.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import { archiveName, SAMPLE_DIRECTORY } from '../fixtures/sample.ts';
import { quiet } from '../log.ts';
import { inHome, smallZipFile, tempFolder, tempHome, testNow, woher } from './support.ts';

/** One home with the sample's whole network, for all tests that change only settings and put them back. */
let home: Home;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woher-test-'));
  home = await openHome({ folder, log: quiet, now: testNow });
  const file = join(fileURLToPath(SAMPLE_DIRECTORY), archiveName(Date.UTC(2026, 10, 1)));
  const { exit } = await inHome(home, 'import', { files: [file], at: '2026-11-01T12:00:00.000Z' });
  expect(exit).toBe(0);
});
afterAll(async () => {
  await home.close();
  await rm(folder, { recursive: true, force: true });
});

const compared = async (args: Record<string, unknown> = {}): Promise<PolicyEffectsShape> => {
  const { exit, err, json } = await inHome(home, 'policy-compare', { json: true, ...args });
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return policyEffectsShape.parse(json());
};

/** What `woher findings` lists, counted. */
async function listed() {
  const findings = findingsShape.parse((await inHome(home, 'findings', { json: true })).json());
  const contacts = new Set(
    findings.flatMap(({ contactId, members = [] }) => [
      ...(contactId === undefined ? [] : [contactId]),
      ...members,
    ]),
  );
  const byRule: Record<string, number> = {};
  for (const { rule } of findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
  return { questions: new Set(findings.map(({ subject }) => subject)).size, contacts, byRule };
}

const set = async (args: Record<string, unknown>) => {
  const { exit, json } = await inHome(home, 'owner-set', { id: 'me', json: true, ...args });
  expect(exit).toBe(0);
  return ownerChangeShape.parse(json());
};
/** How things were before the first test. */
const asBefore = () =>
  set({
    locale: 'de',
    policy: 'balanced',
    thresholds: Object.fromEntries(thresholdNames.map((name) => [name, null])),
    switched: Object.fromEntries(askIds.map((id) => [id, null])),
  });

async function expectTold(effect: PolicyEffectsShape[number] | undefined, before: Set<string>) {
  const { questions, contacts, byRule } = await listed();
  expect(effect).toMatchObject({ questions, contacts: contacts.size, byRule });
  expect(effect).toMatchObject({
    more: [...contacts].filter((id) => !before.has(id)).length,
    fewer: [...before].filter((id) => !contacts.has(id)).length,
  });
}

describe('woher policy compare', () => {
  test('tells for each policy what "findings" lists once it is chosen', async () => {
    const { contacts: before } = await listed();
    const effects = await compared();
    expect(effects.map(({ policy, current }) => [policy, current])).toEqual([
      ['balanced', true],
      ['strict', false],
      ['open', false],
      ['jobSearch', false],
    ]);
    for (const effect of effects) {
      await set({ policy: effect.policy });
      await expectTold(effect, before);
    }
    expect(new Set(effects.map(({ questions }) => questions)).size).toBe(4);
    await asBefore();
  });

  test('tries thresholds on top of the owner’s own, under every policy, before they are set', async () => {
    await set({ thresholds: { newContactGraceDays: 0 } });
    const { contacts: before } = await listed();
    const tried = { lostFromSightAfterMonths: 6, unansweredAfterDays: 365 };
    const effects = await compared({ set: tried });
    const changes = { newContactGraceDays: 0, ...tried };
    expect(effects.map(({ policy, changes: one, current }) => ({ policy, one, current }))).toEqual([
      { policy: 'balanced', one: { newContactGraceDays: 0 }, current: true },
      ...['balanced', 'strict', 'open', 'jobSearch'].map((policy) => ({
        policy,
        one: changes,
        current: false,
      })),
    ]);
    await expectTold(effects[0], before);
    await set({ thresholds: tried });
    for (const effect of effects.slice(1)) {
      await set({ policy: effect.policy });
      await expectTold(effect, before);
    }
    expect(effects[1]?.questions).not.toBe(effects[0]?.questions);
    await asBefore();
    const [now, without] = await compared({ set: { newContactGraceDays: null } });
    expect([now?.changes, without?.policy]).toEqual([{}, 'strict']);
  });

  test('tries what asks and what does not, under every policy, before it is set', async () => {
    await set({ switched: { lostFromSight: false } });
    const { contacts: before, byRule } = await listed();
    expect(byRule).not.toHaveProperty('lostFromSight');
    const tried = { unknownOrigin: false, unclearOrigin: true, lostFromSight: null };
    const effects = await compared({ switched: tried });
    expect(effects.map(({ policy, changes, current }) => [policy, changes.switched, current])).toEqual([
      ['balanced', { lostFromSight: false }, true],
      ...['balanced', 'strict', 'open', 'jobSearch'].map((policy) => [
        policy,
        { unknownOrigin: false, unclearOrigin: true },
        false,
      ]),
    ]);
    await expectTold(effects[0], before);
    expect(effects[1]?.byRule).toHaveProperty('lostFromSight');
    await set({ switched: tried });
    for (const effect of effects.slice(1)) {
      expect(effect.byRule).not.toHaveProperty('unknownOrigin');
      await set({ policy: effect.policy });
      await expectTold(effect, before);
    }
    await asBefore();
  });

  test('writes nothing: neither settings nor decisions nor flags nor mails', async () => {
    const state = async () => {
      const { store, ownerId } = home;
      return [
        await store.readOwner(ownerId),
        await store.readContacts(ownerId),
        await store.readFlags(ownerId),
        await store.readDecisions(ownerId),
        await store.readDigests(ownerId),
        await store.readMails(ownerId, 'audit'),
      ];
    };
    const before = await state();
    await compared();
    await inHome(home, 'policy-compare', { set: { lostFromSightAfterMonths: 1 } });
    expect(await state()).toEqual(before);
  });

  test('can look at another day', async () => {
    const [now] = await compared();
    const [then] = await compared({ at: '2020-01-01T12:00:00.000Z' });
    expect(then?.questions).toBeLessThan(now?.questions ?? 0);
  });

  test.each(locales)('is readable in %s: one aligned line for each, with its numbers', async (locale) => {
    await set({ locale, thresholds: { lostFromSightAfterMonths: 12 } });
    const words: PolicyWords = policyWords(locale);
    const effects = await compared({ set: { lostFromSightAfterMonths: 6 } });
    const { exit, out, err } = await inHome(home, 'policy-compare', { set: { lostFromSightAfterMonths: 6 } });
    expect(exit).toBe(0);
    const table = out.split('\n').slice(0, effects.length);
    const columns = new Set<number>();
    for (const [index, { policy, questions, contacts, more, fewer, current }] of effects.entries()) {
      const line = table[index] ?? '';
      expect(line.startsWith(words.policy[policy])).toBe(true);
      columns.add(line.indexOf(words.questions(questions, contacts)));
      expect(line).toContain(words.withChanges);
      expect(line.endsWith(current ? words.means[policy] : words.difference(more, fewer))).toBe(true);
    }
    expect([...columns]).toEqual([expect.toSatisfy((column: number) => column > 0)]);
    expect(out).not.toMatch(/undefined|NaN|[\u2066-\u2069]/);
    expect(err).toContain(`woher owner set me --policy strict --data ${folder}\n`);
    await asBefore();
  });
});

describe('a change of the policy', () => {
  test('keeps every decision, and asks about nobody whose answer stands', async () => {
    const { contacts } = await listed();
    const [kept, removed, muted] = [...contacts] as [ContactId, ContactId, ContactId];
    for (const [contact, answer] of [
      [kept, 'keep'],
      [removed, 'remove'],
      [muted, 'mute'],
    ])
      expect((await inHome(home, 'decide', { contact, answer })).exit).toBe(0);
    const decisions = async () =>
      decisionsShape.parse((await inHome(home, 'decisions', { json: true })).json());
    const before = await decisions();
    expect(before).toHaveLength(3);
    for (const policy of [...policyIds, 'balanced']) {
      await set({ policy, thresholds: { lostFromSightAfterMonths: policy === 'open' ? 1 : null } });
      expect(await decisions()).toEqual(before);
      const asked = (await listed()).contacts;
      for (const contact of [kept, removed, muted]) expect(asked).not.toContain(contact);
    }
    await asBefore();
  });
});

describe('woher policy show', () => {
  test('prints rules and thresholds, the owner’s own ones apart', async () => {
    await set({ policy: 'open', thresholds: { lostFromSightAfterMonths: 12, burstWithinDays: 14 } });
    const { exit, json } = await inHome(home, 'policy-show', { json: true });
    expect(exit).toBe(0);
    const { id, asks, askUnclearOrigin, ...standard } = policies.open;
    const changes = { lostFromSightAfterMonths: 12, burstWithinDays: 14 };
    expect(policyShape.parse(json())).toEqual({
      policy: id,
      asks,
      askUnclearOrigin,
      thresholds: { ...standard, ...changes },
      changes,
    });
    await asBefore();
  });

  test.each(locales)('has a word for every rule and threshold in %s', async (locale: Locale) => {
    const switched = { burst: false, unclearOrigin: true };
    await set({ locale, thresholds: { lostFromSightAfterMonths: 12 }, switched });
    const { out } = await inHome(home, 'policy-show');
    const words = policyWords(locale);
    const [first = '', , ...rows] = out.trimEnd().split('\n');
    expect(first).toContain(words.withChanges);
    const rules = rows.slice(0, askIds.length);
    expect(rules.map((line) => line.split(/\s+/)[0])).toEqual([...askIds]);
    for (const [index, id] of askIds.entries()) {
      const name = id === 'unclearOrigin' ? words.unclearOrigin : catalogueFor(locale).rule[id];
      expect(rules[index]).toContain(name);
      expect(rules[index]?.endsWith(words.ownChoice(words.asks))).toBe(id === 'burst');
      expect(rules[index]?.endsWith(words.ownChoice(words.rests))).toBe(id === 'unclearOrigin');
    }
    const lines = rows.slice(askIds.length + 1);
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual([...thresholdNames]);
    for (const [index, name] of thresholdNames.entries()) {
      expect(lines[index]).toContain(words.threshold[name]);
      expect(lines[index]?.includes(words.ownChoice('36'))).toBe(name === 'lostFromSightAfterMonths');
    }
    await asBefore();
  });
});

describe('a rule', () => {
  test('that is switched off or on stays so under every policy, until it is the policy’s again', async () => {
    await set({ switched: { burst: false, unknownOrigin: true } });
    for (const policy of policyIds) {
      const { policyChanges } = await set({ policy });
      expect(policyChanges).toEqual({ switched: { burst: false, unknownOrigin: true } });
      const shown = policyShape.parse((await inHome(home, 'policy-show', { json: true })).json());
      expect(shown.asks).not.toContain('burst');
      expect(shown.asks).toContain('unknownOrigin');
      expect(shown.changes).toEqual(policyChanges);
    }
    const { out } = await inHome(home, 'owner-list');
    expect(out).toContain('jobSearch +unknownOrigin -burst');
    expect((await set({ switched: { burst: null } })).policyChanges).toEqual({
      switched: { unknownOrigin: true },
    });
    expect((await set({ switched: { unknownOrigin: null } })).policyChanges).toEqual({});
    expect(await home.store.readOwner(home.ownerId)).not.toHaveProperty('policyChanges');
    await asBefore();
  });

  test('that is off is said to be so by "why", and loses no answer', async () => {
    const { contacts } = await listed();
    const [contact] = [...contacts] as [ContactId];
    const decisions = async () => (await inHome(home, 'decisions', { json: true })).out;
    const before = await decisions();
    await set({ switched: { unknownOrigin: false } });
    const { out } = await inHome(home, 'why', { contact });
    expect(out).toContain('Diese Regel hast du ausgeschaltet');
    expect(await decisions()).toBe(before);
    await asBefore();
  });

  test.each(locales)(
    'that nobody can switch off is refused in %s, and nothing is written',
    async (locale) => {
      const small = await tempHome();
      expect((await inHome(small, 'owner-set', { id: 'me', locale })).exit).toBe(0);
      const before = await small.store.readOwner(small.ownerId);
      for (const id of mustAsk) {
        const switched = { [id]: false, burst: false };
        const name = catalogueFor(locale).rule[id as 'compliance'];
        const refusal = { exit: 2, out: '', err: `${policyWords(locale).mustAsk([name])}\n` };
        expect(await inHome(small, 'owner-set', { id: 'me', policy: 'open', switched })).toMatchObject(
          refusal,
        );
        expect(await inHome(small, 'policy-compare', { switched })).toMatchObject(refusal);
        const address = 'anna@wolkenhauerin.example';
        expect(await inHome(small, 'owner-add', { address, locale, switched })).toMatchObject(refusal);
        // Switched on it may be, under a policy that does not ask it.
        const on = { id: 'me', policy: 'jobSearch', switched: { [id]: true } };
        expect((await inHome(small, 'owner-set', on)).exit).toBe(0);
        const back = { id: 'me', policy: before?.policy, switched: { [id]: null } };
        expect((await inHome(small, 'owner-set', back)).exit).toBe(0);
      }
      expect(await small.store.readOwner(small.ownerId)).toEqual(before);
    },
  );
});

describe('a threshold', () => {
  test.each(thresholdNames)('%s is a whole number within its bounds, or the policy’s', (name) => {
    const [least, most] = thresholdBounds[name];
    for (const value of [least, most]) expect(parseThreshold(`${name}=${value}`)).toEqual([name, value]);
    expect(parseThreshold(`${name}=default`)).toEqual([name, null]);
    for (const value of [least - 1, most + 1, '', '1.5', '-1', '1e1', ' 1', '0x1', `${least}=${least}`])
      expect(() => parseThreshold(`${name}=${value}`)).toThrow(
        `${name} is a whole number from ${least} to ${most}, or default.`,
      );
  });

  test.each(['', 'policy=1', 'LostFromSightAfterMonths=12', 'toString=1', '=1'])('%j is none', (text) => {
    expect(() => parseThreshold(text)).toThrow(/^There is no threshold ".*"; there are .*lostFromSight/);
  });

  test('out of bounds is refused wherever it comes from, and nothing is written', async () => {
    const small = await tempHome();
    const before = await small.store.readOwner(small.ownerId);
    for (const value of [0, 241, 1.5]) {
      const thresholds = { lostFromSightAfterMonths: value };
      const refusal = { exit: 2, out: '', err: expect.stringContaining('from 1 to 240') };
      expect(await inHome(small, 'owner-set', { id: 'me', policy: 'open', thresholds })).toMatchObject(
        refusal,
      );
      expect(await inHome(small, 'policy-compare', { set: thresholds })).toMatchObject(refusal);
      const address = 'anna@wolkenhauerin.example';
      expect(await inHome(small, 'owner-add', { address, thresholds })).toMatchObject(refusal);
    }
    expect(await small.store.readOwner(small.ownerId)).toEqual(before);
  });
});

test('the command line takes several thresholds, refuses wrong ones in one sentence, and says what it did', async () => {
  const data = join(await tempFolder(), 'data');
  const run = (...args: string[]) => woher([...args, '--data', data]);
  expect((await run('import', await smallZipFile(await tempFolder()), '--at', '2026-11-01')).exit).toBe(0);
  const wrong = await run('owner', 'set', 'me', '--set', 'lostFromSight=12', '--policy', 'strict');
  expect(wrong).toMatchObject({
    exit: 2,
    out: '',
    err: expect.stringContaining('no threshold "lostFromSight"'),
  });
  const given = ['--set', 'lostFromSightAfterMonths=12', '--set', 'burstWithinDays=7'];
  const tried = await run('policy', 'compare', ...given, '--json', '--at', '2026-11-22');
  expect(policyEffectsShape.parse(JSON.parse(tried.out))).toHaveLength(5);
  const switches = ['--ask', 'unclearOrigin', '--do-not-ask', 'burst', 'colleagues'];
  const effects = await run('policy', 'compare', ...switches, '--json', '--at', '2026-11-22');
  const [, triedOut] = policyEffectsShape.parse(JSON.parse(effects.out));
  expect(triedOut?.changes).toEqual({ switched: { unclearOrigin: true, burst: false, colleagues: false } });
  expect(await run('owner', 'set', 'me', ...switches, '--do-not-ask', 'oneOccasion')).toMatchObject({
    exit: 0,
  });
  for (const [options, told] of [
    [['--ask', 'bursts'], 'There is no rule "bursts"; there are compliance, '],
    [['--ask', 'toString'], 'There is no rule "toString"'],
    [['--ask', 'burst', '--do-not-ask', 'burst'], 'Say one thing about "burst"'],
    [['--do-not-ask', 'burst', 'compliance'], 'Das lässt sich nicht ausschalten: Auf deiner Liste.'],
  ] as const)
    expect(await run('owner', 'set', 'me', ...options)).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringContaining(told),
    });
  expect((await run('owner', 'set', 'me', '--ask-by-policy', 'burst', 'oneOccasion')).exit).toBe(0);
  expect(await run('owner', 'set', 'me', ...given)).toEqual({ exit: 0, out: 'Geändert: me.\n', err: '' });
  const shown = await run('policy', 'show', '--json');
  expect(policyShape.parse(JSON.parse(shown.out))).toMatchObject({
    policy: 'balanced',
    changes: {
      lostFromSightAfterMonths: 12,
      burstWithinDays: 7,
      switched: { unclearOrigin: true, colleagues: false },
    },
  });
}, 120_000);
