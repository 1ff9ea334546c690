import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decision } from '../../shared/domain/decision.ts';
import { ownerId } from '../../shared/domain/ids.ts';
import { withUnconfirmed } from '../../shared/domain/unconfirmed.ts';
import { type OpenTable, openDynalite } from '../adapters/dynamo-engine.ts';
import { createKinds, group, membersAs } from './kinds.ts';
import { person, subjectOf } from './people.ts';
import { answered, at, createWorld, decisionsOf, formFields, pressed, type World } from './world.ts';

let table: OpenTable;
let worlds = 0;
beforeAll(async () => {
  table = await openDynalite();
});
afterAll(() => table.close());

/** A world on the real engine, of an owner of its own. */
const realWorld = (asked: number): Promise<World> =>
  createWorld({ asked, store: table.store, owner: { ownerId: ownerId(`me${'abcdefgh'[worlds++]}`) } });

const standing = async (world: World): Promise<readonly Decision[]> =>
  withUnconfirmed(await decisionsOf(world));
const inForce = async (world: World) => (await standing(world)).flatMap(({ given }) => given?.answer ?? []);
const held = async (world: World) =>
  (await standing(world)).flatMap(({ unconfirmed }) => unconfirmed?.given?.answer ?? []);
const countedHeld = (world: World): number[] => world.counted.flatMap(({ answersHeld = [] }) => answersHeld);
const heldLines = (world: World) =>
  world.logs.map((line) => JSON.parse(line)).filter(({ event }) => event === 'answersHeld');
const html = async (response: Response | Promise<Response>): Promise<string> => (await response).text();
const places = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
/** Answers each of these questions by a POST of its own, all at once. */
const burst = (world: World, count: number, answer = 'keep'): Promise<string[]> =>
  Promise.all(places(count).map((no) => html(world.post(world.path(no), answered({ [no]: answer })))));
const notInForce = 'schneller, als jemand drücken kann';

describe('ten POSTs at once', () => {
  it('put nothing in force, whichever was first, and tell the operator by a count and no name', async () => {
    const world = await realWorld(12);
    const pages = await burst(world, 10);
    expect(await inForce(world)).toEqual([]);
    expect(await held(world)).toHaveLength(10);
    // Whoever wrote last has read all ten; those before may have.
    expect(countedHeld(world).length).toBeGreaterThan(0);
    expect(new Set(countedHeld(world))).toEqual(new Set([1]));
    expect(pages.filter((page) => page.includes('Gilt noch nicht')).length).toBe(countedHeld(world).length);
    for (const { ownerId: owner, held: count, unconfirmed, ...rest } of heldLines(world)) {
      expect([owner, count, rest]).toEqual([world.owner.ownerId, 1, { level: 'info', event: 'answersHeld' }]);
      expect(unconfirmed).toBe(10);
    }
  });

  it('are too many by the tenth: nine are answers like any other', async () => {
    const world = await realWorld(12);
    await burst(world, 9, 'remove');
    expect(await inForce(world)).toEqual(Array.from({ length: 9 }, () => 'remove'));
    expect([countedHeld(world), heldLines(world)]).toEqual([[], []]);
  });

  it('are not one POST that answers twelve, nor that one sent a hundred times', async () => {
    const world = await createWorld({ asked: 12 });
    const all = answered(Object.fromEntries(places(12).map((no) => [no, 'keep'])));
    await Promise.all(Array.from({ length: 100 }, () => world.post(world.path(0), all)));
    expect(await inForce(world)).toHaveLength(12);
    expect((await decisionsOf(world)).map(({ history }) => history.length)).toEqual(places(12).map(() => 1));
    expect(countedHeld(world)).toEqual([]);
  });

  it('leave in force what was answered before', async () => {
    const world = await realWorld(12);
    await world.post(world.path(3), answered({ 3: 'keep' }));
    await burst(world, 10, 'remove');
    await world.post(world.path(11), answered({ 11: 'keep' }));
    expect(await inForce(world)).toEqual(['keep', 'keep']);
    expect(await held(world)).toHaveLength(10);
  });

  it('of a scanner that presses every button as a person would change nothing that is in force', async () => {
    const world = await createWorld({ asked: 12 });
    const pages = await Promise.all(places(12).map((no) => html(world.get(world.path(no)))));
    await Promise.all(
      pages.flatMap((page, index) => {
        const { action, fields } = formFields(page);
        return ['keep', 'remove', 'later'].map((answer) =>
          world.post(action, { ...fields, ...answered({ [index + 1]: answer }) }, pressed),
        );
      }),
    );
    expect(await inForce(world)).toEqual([]);
    expect(await held(world)).toHaveLength(12);
    expect(countedHeld(world).length).toBeGreaterThan(0);
  });
});

describe('POSTs about one contact that contradict each other', () => {
  it('put nothing in force when they are three at once', async () => {
    const world = await realWorld(3);
    const forms = ['keep', 'remove', 'mute'].map((answer) =>
      world.post(world.path(1), answered({ 1: answer })),
    );
    await Promise.all(forms);
    await world.post(world.path(2), answered({ 2: 'keep' }));
    expect([await inForce(world), (await held(world)).length]).toEqual([['keep'], 1]);
    expect(countedHeld(world).length).toBeGreaterThan(0);
  });

  it('are changes of mind when a person presses them', async () => {
    const world = await realWorld(3);
    for (const answer of ['keep', 'remove', 'mute', 'keep'])
      await world.post(world.path(1), answered({ 1: answer }));
    expect([await inForce(world), await held(world)]).toEqual([['keep'], []]);
  });
});

/** A world in memory with ten held answers, a minute later. */
async function heldWorld(answer = 'remove'): Promise<World> {
  const world = await createWorld({ asked: 12 });
  await burst(world, 10, answer);
  world.setNow(at('2026-11-03T18:01:00.000Z'));
  return world;
}

describe('a held answer', () => {
  it.each(['', '?a=keep', '?a=remove'])('is told on its card, and nothing is chosen%s', async (query) => {
    const world = await heldWorld();
    const page = await html(world.get(world.path(1, query)));
    expect(page).toContain(notInForce);
    expect(page).toContain('„Entfernen“ vom 3. November 2026');
    expect(page).not.toMatch(/ checked/);
    expect(page).not.toContain('class="tag remove"');
  });

  it.each(['remove', 'keep'])('is over by %s', async (answer) => {
    const world = await heldWorld();
    const receipt = await html(world.post(world.path(1), answered({ 1: answer })));
    expect(receipt).toContain('Eine Antwort gespeichert');
    expect(receipt).not.toContain('Gilt noch nicht');
    expect([await inForce(world), (await held(world)).length]).toEqual([[answer], 9]);
    expect(await html(world.get(world.path(1)))).not.toContain(notInForce);
  });

  it('can be given once more after another answer was given and taken back', async () => {
    for (const world of [await createWorld({ asked: 12 }), await realWorld(12)]) {
      await burst(world, 10, 'remove');
      world.setNow(at('2026-11-03T18:01:00.000Z'));
      await world.post(world.path(1), answered({ 1: 'keep' }));
      world.setNow(at('2026-11-03T18:02:00.000Z'));
      await world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '2' });
      expect([await inForce(world), (await held(world)).length]).toEqual([[], 9]);
      world.setNow(at('2026-11-03T18:03:00.000Z'));
      const receipt = await html(world.post(world.path(1), answered({ 1: 'remove' })));
      expect(receipt).toContain('Eine Antwort gespeichert');
      expect(await inForce(world)).toEqual(['remove']);
    }
  });

  it('is confirmed for all of the mail with one press', async () => {
    const world = await heldWorld('keep');
    await world.post(world.path(0), answered(Object.fromEntries(places(10).map((no) => [no, 'keep']))));
    expect([(await inForce(world)).length, await held(world)]).toEqual([10, []]);
  });

  it('counts among the questions that are open', async () => {
    const world = await heldWorld();
    expect(await html(world.get(world.path(0)))).toContain('12 insgesamt offen');
    const page = await html(world.get(world.path(0, '?only=open')));
    expect(page.match(/<fieldset/g)?.length).toBeGreaterThanOrEqual(12);
  });

  it('keeps what was typed with it', async () => {
    const world = await createWorld({ asked: 12 });
    const note = { [`note.${subjectOf(1)}`]: 'Bahnsteig 7' };
    const forms = places(10).map((no) =>
      world.post(world.path(no), { ...answered({ [no]: 'keep' }), ...(no === 1 ? note : {}) }),
    );
    await Promise.all(forms);
    expect(await html(world.get(world.path(1)))).toContain('Bahnsteig 7');
  });

  it('is told by the receipt in the owner’s language, by name, and nowhere as an answer that stands', async () => {
    for (const [locale, words] of [
      ['de', 'Gilt noch nicht'],
      ['en', 'Not in force yet'],
      ['nl', 'Geldt nog niet'],
    ] as const) {
      const world = await createWorld({ asked: 12, owner: { locale } });
      const pages = await burst(world, 10);
      const last = pages.findLast((page) => page.includes(words)) ?? '';
      expect(last).toMatch(new RegExp(`<h1>${words}</h1>`));
      expect(pages.some((page) => page.includes(words) && page.includes(person(10).row.lastName))).toBe(true);
      expect(last).not.toContain('class="tag keep"');
    }
  });
});

describe('taking back too fast', () => {
  it('is held as well: what was in force stays so', async () => {
    const world = await createWorld({ asked: 12 });
    await world.post(world.path(1), answered({ 1: 'keep' }));
    const [page = ''] = await Promise.all([
      html(world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '1' })),
      ...places(9).map((no) => world.post(world.path(no + 1), answered({ [no + 1]: 'remove' }))),
    ]);
    expect(await inForce(world)).toEqual(['keep']);
    const card = await html(world.get(world.path(1)));
    expect(card).toContain('wurde eine Antwort zurückgenommen');
    expect(page).toMatch(/Zurückgenommen|Das gilt noch nicht/);
    const told = await html(world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '1' }));
    expect(told).toContain('Das gilt noch nicht');
  });
});

/** A world in which an answer was taken back among nine POSTs at once, a minute later. */
async function takenBackWorld(world: World, answer: string): Promise<World> {
  await world.post(world.path(1), answered({ 1: answer }));
  world.setNow(at('2026-11-03T18:10:00.000Z'));
  await Promise.all([
    world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '1' }),
    ...places(9).map((no) => world.post(world.path(no + 1), answered({ [no + 1]: 'mute' }))),
  ]);
  world.setNow(at('2026-11-03T18:11:00.000Z'));
  expect(await inForce(world)).toEqual([answer]);
  return world;
}

describe('what was taken back too fast is taken back by one more press', () => {
  const worlds: [string, () => Promise<World>][] = [
    ['in memory', () => createWorld({ asked: 12 })],
    ['on the real engine', () => realWorld(12)],
  ];
  const placesOf: [string, string, string][] = [
    ['', '/undo', 'keep'],
    ['/answers', '/answers', 'keep'],
    ['/removals', '/removals', 'remove'],
  ];
  it.each(worlds.flatMap(([where, open]) => placesOf.map((place) => [where, ...place, open] as const)))(
    '%s, of the page "%s"',
    async (_, shown, to, answer, open) => {
      const world = await takenBackWorld(await open(), answer);
      const page = await html(world.get(world.path(1, shown)));
      expect(page).toContain('>Zurücknehmen');
      expect(page).toContain(`name="subject" value="${subjectOf(1)}"`);
      expect(page).toContain('name="entries" value="2"');
      const press = { subject: subjectOf(1), entries: '2' };
      expect(await html(world.post(world.path(1, to), press))).toContain('role="status"');
      expect(await inForce(world)).toEqual([]);
      const after = (await standing(world)).find(({ subject }) => subject === subjectOf(1));
      expect([after?.unconfirmed, after?.history.length]).toEqual([undefined, 3]);
      await world.post(world.path(1, to), press);
      await world.post(world.path(1, to), { ...press, entries: '3' });
      expect((await standing(world)).find(({ subject }) => subject === subjectOf(1))).toEqual(after);
    },
  );

  it.each([
    ['/undo', 'keep', 'Wähle dort eine Antwort'],
    ['/answers', 'keep', 'gilt weiter, bis du noch einmal'],
    ['/removals', 'remove', 'gilt weiter, bis du noch einmal'],
  ])('as %s says', async (to, answer, words) => {
    const world = await takenBackWorld(await createWorld({ asked: 12 }), answer);
    const page = await html(world.post(world.path(1, to), { subject: subjectOf(1), entries: '1' }));
    expect(page).toContain('Das gilt noch nicht');
    expect(page).toContain(words);
  });
});

describe('a group', () => {
  it('that is answered three ways at once is held with all of its members, and confirmed with all', async () => {
    const world = await createKinds({ members: 5 });
    const answer = (what: string) =>
      world.post(world.path(4), { ...membersAs(5), [`answer.${group}`]: what });
    await Promise.all(['keep', 'remove', 'keep'].map(answer));
    const ofGroup = (await standing(world)).filter(
      ({ subject, history }) => subject === group || history.some(({ given }) => given?.group === group),
    );
    expect(ofGroup.length).toBe(6);
    expect(
      ofGroup.every(
        (decision) => decision.given === undefined && decision.history.every((entry) => entry.held),
      ),
    ).toBe(true);
    world.setNow(at('2026-11-03T19:00:00.000Z'));
    const page = await html(world.get(world.path(4)));
    expect(page).toContain(notInForce);
    await answer('keep');
    const after = (await standing(world)).filter(
      ({ given }) => given?.group === group || given?.answer === 'keep',
    );
    expect(after.length).toBe(6);
  });
});
