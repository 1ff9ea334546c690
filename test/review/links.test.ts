import { describe, expect, it } from 'vitest';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import { linkExpiresAt, signLink } from '../../shared/domain/link.ts';
import { subjectOf } from './people.ts';
import { answered, at, createWorld, decisionsOf } from './world.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

describe('a link', () => {
  it('opens nothing with any letter changed', async () => {
    const world = await createWorld({ asked: 2 });
    const path = world.path(1);
    const unknown = await (await world.get('/r/nothing')).text();
    for (let place = 3; place < path.length; place += 1)
      for (const letter of alphabet) {
        if (letter === path[place]) continue;
        const changed = `${path.slice(0, place)}${letter}${path.slice(place + 1)}`;
        expect(await (await world.get(changed)).text()).toBe(unknown);
      }
  });

  it('opens the same page in capitals', async () => {
    const world = await createWorld({ asked: 2 });
    for (const no of [0, 1]) {
      const page = await (await world.get(world.path(no))).text();
      expect(page).toContain('<fieldset');
      expect(await (await world.get(world.path(no).toUpperCase())).text()).toBe(page);
    }
  });

  it('of another owner does not open or answer this one', async () => {
    const world = await createWorld({ asked: 2 });
    const other = { ...world.record, ownerId: 'mia' as OwnerId };
    await world.store.openDigest({ ...other, linkKey: '11'.repeat(32) });
    const page = await (await world.post(`/r/${signLink(other, 0)}`, answered({ 1: 'keep' }))).text();
    expect(page).toBe(await (await world.get('/r/nothing')).text());
    expect(world.writes).toEqual([]);
  });

  it('of one question answers that one only', async () => {
    const world = await createWorld({ asked: 3 });
    const page = await (await world.post(world.path(1), answered({ 1: 'keep', 2: 'remove' }))).text();
    expect(page).toContain('Es wurde nichts gespeichert');
    expect(await decisionsOf(world)).toEqual([]);
    await world.post(world.path(1), answered({ 1: 'keep' }));
    expect((await decisionsOf(world)).map(({ subject }) => subject)).toEqual([subjectOf(1)]);
  });
});

describe('unknown, expired and revoked links', () => {
  it('give one page of one length, with at most one read and nothing about anybody', async () => {
    const world = await createWorld({ asked: 2 });
    const revoked = await createWorld({ asked: 2, record: { linkKey: '' } });
    const pages: Response[] = [];
    const readsOf = async (from: typeof world, path: string): Promise<number> => {
      const before = from.reads.length;
      pages.push(await from.get(path));
      return from.reads.length - before;
    };
    const reads = [
      await readsOf(world, '/r/nothing'),
      await readsOf(world, `/r/${'a'.repeat(47)}`),
      await readsOf(world, `${world.path(1)}.`),
      await readsOf(world, `/r/${signLink({ ...world.record, ownerId: 'nobody' as OwnerId }, 1)}`),
      await readsOf(world, `/r/${signLink({ ...world.record, linkKey: '77'.repeat(32) }, 1)}/removals`),
      await readsOf(revoked, world.path(1)),
    ];
    world.setNow(at('2026-12-31T07:00:00.000Z'));
    reads.push(await readsOf(world, world.path(1)), await readsOf(world, world.path(0, '/next')));
    expect(Math.max(...reads)).toBeLessThanOrEqual(1);
    const bodies = await Promise.all(pages.map((page) => page.arrayBuffer()));
    expect(new Set(bodies.map((body) => body.byteLength)).size).toBe(1);
    expect(new Set(bodies.map((body) => Buffer.from(body).toString())).size).toBe(1);
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(pages.map(({ headers }) => JSON.stringify([...headers]))).size).toBe(1);
    const text = Buffer.from(bodies[0] ?? new ArrayBuffer(0)).toString();
    expect(text).toContain('Dieser Link gilt nicht mehr');
    expect(text).toContain('This link is no longer valid');
  });

  it('are what the links of an erased owner become', async () => {
    const world = await createWorld({ asked: 1 });
    const { store } = world;
    store.readOwner = async () => undefined;
    expect(await (await world.get(world.path(1))).text()).toBe(await (await world.get('/r/nothing')).text());
  });

  it.each([
    ['quarterly', '8. Februar 2027'],
    ['monthly', '30. Dezember 2026'],
  ] as const)('say on every page the last day that they outlive, of a %s digest', async (rhythm, until) => {
    const expiresAt = linkExpiresAt('2026-11-01T07:00:00.000Z' as IsoTime, rhythm);
    // The rhythm that the owner has by now does not matter.
    const world = await createWorld({ asked: 2, record: { expiresAt }, owner: { rhythm: 'twoWeekly' } });
    const pages = [
      await world.get(world.path(0)),
      await world.get(world.path(1)),
      await world.get(world.path(0, '/next')),
      await world.get(world.path(0, '/removals')),
      await world.get(world.path(1, `/why/${subjectOf(1).split(':')[1]}`)),
      await world.post(world.path(0), answered({ 1: 'keep' })),
    ];
    for (const page of pages) expect(await page.text()).toContain(`Der Link darauf gilt bis zum ${until};`);
  });

  it('work until the very last moment', async () => {
    const world = await createWorld({ asked: 1, now: at('2026-12-31T06:59:59.999Z') });
    await world.post(world.path(1), answered({ 1: 'keep' }));
    expect(await decisionsOf(world)).toHaveLength(1);
  });
});

describe('no line of the log', () => {
  it('holds a token, a name or a text', async () => {
    const world = await createWorld({ asked: 3, flagged: 5 });
    await world.post(world.path(0), {
      ...answered({ 1: 'keep' }),
      [`note.${subjectOf(1)}`]: 'Kanarienvogel',
    });
    await world.post(world.path(0, '/undo'), { subject: subjectOf(1), entries: '1' });
    await world.post(world.path(0), 'x=Kanarienvogel');
    world.store.readFlags = async () => {
      throw new Error(`Quellental ${world.path(0)}`);
    };
    await world.get(world.path(0));
    expect(world.logs.length).toBeGreaterThan(3);
    const log = world.logs.join('\n');
    expect(log).not.toMatch(/[a-z2-7]{20}|Kanarienvogel|Quellental|@/);
    expect(log).toContain('"fault":"Error"');
  });
});
