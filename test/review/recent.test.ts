import { describe, expect, it } from 'vitest';
import type { GivenAnswer } from '../../shared/domain/decision.ts';
import {
  contactSubject,
  type IsoDay,
  type IsoTime,
  type Period,
  type Subject,
} from '../../shared/domain/ids.ts';
import { linkExpiresAt } from '../../shared/domain/link.ts';
import { appeared, createKinds, group, invitation, member, memberSubject, membersAs, pair } from './kinds.ts';
import { flagOf, person, subjectOf } from './people.ts';
import { answered, at, createWorld, decisionsOf, pressed, type World } from './world.ts';

const byScript = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', origin: 'null' };
/** The last moment at which the mail's links answer, and the last at which that answer can surely be taken back. */
const lastAnswer = at('2026-12-31T06:59:59.999Z');
const lastUndo = at('2027-01-30T06:59:59.999Z');

const page = async (world: World, path: string): Promise<string> => (await world.get(path)).text();
const unknown = (world: World): Promise<string> => page(world, '/r/nothing');
const answers = (world: World, no = 0) => world.path(no, '/answers');
const record = (world: World, subject: Subject, given: GivenAnswer, when: string) =>
  world.store.recordAnswer(world.owner.ownerId, { subject, given, at: when as IsoTime, via: 'command' });
const decision = (world: World, subject: Subject) => world.store.readDecision(world.owner.ownerId, subject);

/** The buttons of a page, as pressing each would send it. */
function undosIn(html: string): { action: string; subject: string; entries: string }[] {
  const form =
    /<form method="post" action="([^"]+)"[^>]*><input type="hidden" name="subject" value="([^"]+)"\/><input type="hidden" name="entries" value="(\d+)"\/>/g;
  return [...html.matchAll(form)].map(([, action = '', subject = '', entries = '']) => ({
    action,
    subject,
    entries,
  }));
}

async function press(world: World, html: string, subject: Subject, headers = { ...pressed }) {
  const undo = undosIn(html).find((one) => one.subject === subject);
  if (undo === undefined) throw new Error('there is no such button');
  const { action, ...fields } = undo;
  return (await world.post(action, fields, headers)).text();
}

describe('the page of recent answers', () => {
  it("lists the owner's answers by whatever mail or command, the newest first, and writes nothing", async () => {
    const world = await createWorld({ asked: 2, flagged: 3 });
    await world.store.writeContacts(world.owner.ownerId, [person(8), person(9)]);
    await record(world, subjectOf(9), { answer: 'mute' }, '2026-10-20T10:00:00.000Z');
    await record(world, subjectOf(8), { answer: 'mute' }, '2026-09-20T10:00:00.000Z');
    await world.post(world.path(0), answered({ 1: 'remove' }));
    const before = world.writes.length;
    const html = await page(world, answers(world));
    expect(undosIn(html).map(({ subject }) => subject)).toEqual([subjectOf(1), subjectOf(9)]);
    expect(html).toMatch(/Entfernen<\/span>.*Geantwortet am 3. November 2026/s);
    expect(html).toContain('Geantwortet am 20. Oktober 2026');
    await world.app.request(answers(world), { method: 'HEAD' });
    expect(world.writes.length).toBe(before);
  });

  it('shows groups, pairs and invitations by what they are called', async () => {
    const world = await createKinds({ members: 5 });
    await world.post(world.path(0), {
      [`answer.${group}`]: 'keep',
      ...membersAs(5, { 2: 'remove' }),
      [`answer.${pair}`]: 'same',
      [`answer.${invitation}`]: 'keep',
    });
    const html = await page(world, answers(world));
    expect(html).toContain('4 Kontakte wie die Gruppe');
    expect(html).toContain('Merle Sandkrughaus');
    expect(html).toContain('Thorben Reetmoor');
    expect(html).toContain('Annehmen');
    const listed = undosIn(html).map(({ subject }) => subject);
    expect(listed).toEqual(expect.arrayContaining([group, pair, invitation, memberSubject(2)]));
    expect(listed).not.toContain(memberSubject(1));
  });

  it('still names a pair and an invitation whose questions are gone', async () => {
    const world = await createKinds({ members: 5 });
    await record(world, pair, { answer: 'different' }, '2026-11-02T10:00:00.000Z');
    await world.store.writeContacts(world.owner.ownerId, [
      { ...appeared, missingSince: '2026-10-28T09:00:00.000Z' as IsoTime },
    ]);
    expect(await page(world, answers(world))).toContain('Merle Sandkrughaus');
  });

  it.each([
    ['de', '5 Kontakte zwischen', 'Zurückgenommen: ', 'derzeit nichts', 'ohne Namen'],
    ['en', '5 contacts between', 'Taken back: ', 'nothing to ask', 'without a name'],
    ['nl', '5 contacten tussen', 'Teruggenomen: ', 'niets te vragen', 'zonder naam'],
  ] as const)(
    'still names a group all of whom have left, and says that nothing is open, in %s',
    async (...row) => {
      const [locale, title, taken, nothing, nameless] = row;
      const world = await createKinds({ members: 5, owner: { locale } });
      await world.post(world.path(0), { [`answer.${group}`]: 'remove', ...membersAs(5) });
      const missingSince = '2026-10-28T09:00:00.000Z' as IsoTime;
      await world.store.writeContacts(
        world.owner.ownerId,
        [1, 2, 3, 4, 5].map((place) => ({ ...member(place), missingSince })),
      );
      const html = await page(world, answers(world));
      expect(html).toContain(title);
      const after = await press(world, html, group);
      expect(after).toContain(`${taken}${title}`);
      expect(after).toContain(nothing);
      for (const shown of [html, after]) expect(shown).not.toContain(nameless);
    },
  );

  it('takes an answer back by a press alone, lists the others again, and twice is once', async () => {
    const world = await createWorld({ asked: 3 });
    await world.post(world.path(0), answered({ 1: 'keep', 2: 'remove' }));
    await world.post(world.path(0), answered({ 1: 'mute' }));
    const html = await page(world, answers(world));
    expect(await press(world, html, subjectOf(1), byScript as never)).toContain(
      'Es wurde nichts gespeichert',
    );
    expect((await decision(world, subjectOf(1)))?.given).toEqual({ answer: 'mute' });
    const after = await press(world, html, subjectOf(1));
    expect(after).toContain('gilt wieder „Behalten“');
    expect(after).toContain('<h1>Deine letzten Antworten</h1>');
    expect(await press(world, html, subjectOf(1))).toBe(after);
    expect((await decision(world, subjectOf(1)))?.history).toHaveLength(3);
    expect(undosIn(after).map(({ subject }) => subject)).toEqual([subjectOf(1), subjectOf(2)].sort());
    expect(await press(world, html, subjectOf(2))).toContain('wieder offen');
    expect((await decision(world, subjectOf(2)))?.given).toBeUndefined();
  });

  it('takes a group back with its members', async () => {
    const world = await createKinds({ members: 5 });
    await world.post(world.path(0), { [`answer.${group}`]: 'remove', ...membersAs(5) });
    await press(world, await page(world, answers(world)), group);
    for (const place of [1, 2, 3, 4, 5])
      expect((await decision(world, memberSubject(place as 1)))?.given).toBeUndefined();
    expect(await page(world, answers(world))).not.toContain(member(1).contactId);
  });

  it('is empty where nothing was answered, and reached from every page that answers', async () => {
    const world = await createWorld({ asked: 2 });
    expect(await page(world, answers(world))).toContain('keine Antworten, die noch gelten');
    const link = `href="${answers(world)}"`;
    expect(await page(world, world.path(0))).toContain(link);
    expect(await page(world, world.path(1))).toContain(link);
    expect(await page(world, world.path(0, '/removals'))).toContain(link);
    expect(await (await world.post(world.path(0), answered({ 1: 'keep' }))).text()).toContain(link);
  });
});

describe('an answer by an old mail', () => {
  it('is taken back by the newest one, which never asked about it', async () => {
    const world = await createWorld({ asked: 1, flagged: 2 });
    await record(world, subjectOf(2), { answer: 'remove' }, '2026-10-05T10:00:00.000Z');
    await world.store.writeFlags(world.owner.ownerId, [flagOf(2, 'lapsed')]);
    await press(world, await page(world, answers(world)), subjectOf(2));
    expect((await decision(world, subjectOf(2)))?.given).toBeUndefined();
  });

  it("of its link's very last moment is taken back by the next mail's, and an expired link takes nothing back", async () => {
    const world = await createWorld({ asked: 2, now: lastAnswer });
    await world.post(world.path(0), answered({ 1: 'remove' }));
    world.setNow(lastUndo);
    const before = world.writes.length;
    const undo = { subject: subjectOf(1), entries: '1' };
    expect(await page(world, answers(world))).toBe(await unknown(world));
    expect(await (await world.post(answers(world), undo)).text()).toBe(await unknown(world));
    expect(world.writes.length).toBe(before);
    const openedAt = '2027-01-01T07:00:00.000Z' as IsoTime;
    const next = { period: '2027-01' as Period, openedAt, expiresAt: linkExpiresAt(openedAt) };
    const newer = await createWorld({ asked: 2, now: lastUndo, record: next });
    await record(newer, subjectOf(1), { answer: 'remove' }, '2026-12-31T06:59:59.999Z');
    await press(newer, await page(newer, answers(newer)), subjectOf(1));
    expect((await decision(newer, subjectOf(1)))?.given).toBeUndefined();
  });
});

describe('a standing answer', () => {
  it('has its button on the card that stands alone, sent by a form beside that of the page', async () => {
    const world = await createWorld({ asked: 3 });
    await world.post(world.path(0), answered({ 2: 'later' }));
    const path = world.path(2);
    const html = await page(world, path);
    const [id] = /<button type="submit" class="quiet undo" form="([^"]+)">/.exec(html)?.slice(1) ?? [];
    expect(html.match(new RegExp(`id="${id}"`, 'g'))).toHaveLength(1);
    // HTML drops a form that stands inside of another one.
    expect(html.indexOf('</form>')).toBeLessThan(html.indexOf(`id="${id}"`));
    expect(undosIn(html)).toMatchObject([{ action: `${path}/undo`, subject: subjectOf(2), entries: '1' }]);
    expect(await press(world, html, subjectOf(2))).toContain('wieder offen');
    expect(undosIn(await page(world, path))).toEqual([]);
  });

  it('has none beside other cards, whose answers and words a press would drop, but the way to the recent answers', async () => {
    const world = await createWorld({ asked: 3 });
    await world.post(world.path(0), answered({ 2: 'keep' }));
    const html = await page(world, world.path(0));
    expect(html).toContain('Beantwortet: Behalten');
    expect(undosIn(html)).toEqual([]);
    expect(html).not.toContain('quiet undo');
    expect(html).toContain(`href="${answers(world)}"`);
    expect(undosIn(await page(world, answers(world))).map(({ subject }) => subject)).toEqual([subjectOf(2)]);
  });

  it('that is held has neither the button nor its form', async () => {
    const world = await createWorld({ asked: 12 });
    await world.post(world.path(1), answered({ 1: 'keep' }));
    const places = Array.from({ length: 10 }, (_, index) => index + 1);
    await Promise.all(places.map((no) => world.post(world.path(no), answered({ [no]: 'remove' }))));
    const html = await page(world, world.path(1));
    expect(html).toContain('Gilt nicht: „Entfernen“');
    expect(html).not.toContain('quiet undo');
    expect(undosIn(html)).toEqual([]);
  });

  it('has it on the list of removals, but for those that are done, and shows the list again', async () => {
    const covers = {
      order: 'newestFirst',
      from: '2005-01-01' as IsoDay,
      to: '2026-10-01' as IsoDay,
    } as const;
    const world = await createWorld({ asked: 3, head: { covers } });
    const { ownerId } = world.owner;
    const gone = { ...person(2), missingSince: '2026-10-28T09:00:00.000Z' as IsoTime };
    await world.store.writeContacts(ownerId, [gone]);
    for (const place of [1, 2])
      await record(world, subjectOf(place), { answer: 'remove' }, '2026-10-20T10:00:00.000Z');
    const html = await page(world, world.path(1, '/removals'));
    expect(undosIn(html)).toEqual([
      { action: world.path(0, '/removals'), subject: contactSubject(person(1).contactId), entries: '1' },
    ]);
    const byScriptAlone = await press(world, html, subjectOf(1), byScript as never);
    expect(byScriptAlone).toContain('Es wurde nichts gespeichert');
    expect(undosIn(byScriptAlone)).toEqual(undosIn(html));
    const after = await press(world, html, subjectOf(1));
    expect(after).toContain('wieder offen');
    expect(after).toContain('<h1>Vorgemerkt zum Entfernen</h1>');
    expect(undosIn(after)).toEqual([]);
    // Who is gone for good is taken back where the recent answers are.
    await press(world, await page(world, answers(world)), subjectOf(2));
    expect((await decisionsOf(world)).flatMap(({ given }) => given ?? [])).toEqual([]);
  });
});
