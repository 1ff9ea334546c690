import { describe, expect, it } from 'vitest';
import type { Decision } from '../../shared/domain/decision.ts';
import { contactSubject, type IsoTime } from '../../shared/domain/ids.ts';
import { flagOf, person, subjectOf } from './people.ts';
import { answered, at, createWorld, decisionsOf, type Fields, formFields, type World } from './world.ts';

const answerOf = async (world: World, place: number): Promise<Decision | undefined> =>
  world.store.readDecision(world.owner.ownerId, subjectOf(place));

const cardsIn = (html: string): number => html.match(/<fieldset/g)?.length ?? 0;

describe('one submit', () => {
  it('answers all twelve, with origin, labels and note', async () => {
    const world = await createWorld();
    const fields = Object.fromEntries(
      world.record.questions.flatMap(({ no, subject }) => [
        [`answer.${subject}`, (['keep', 'remove', 'later', 'mute'] as const)[no % 4] ?? 'keep'],
        [`origin.${subject}`, 'colleague'],
        [`labels.${subject}`, ' Messe,Hannover , Messe,,'],
        [`note.${subject}`, `Zeile ${no}\r\nund noch eine\u0000`],
      ]),
    );
    const page = await (await world.post(world.path(0), fields)).text();
    expect(page).toContain('12 Antworten gespeichert');
    const decisions = await decisionsOf(world);
    expect(decisions).toHaveLength(12);
    expect((await answerOf(world, 4))?.given).toEqual({
      answer: 'keep',
      origin: 'colleague',
      labels: ['Messe', 'Hannover'],
      note: 'Zeile 4\nund noch eine',
    });
    // Origin and labels belong to keeping somebody; a private note belongs to any answer.
    expect((await answerOf(world, 1))?.given).toEqual({ answer: 'remove', note: 'Zeile 1\nund noch eine' });
    expect(decisions.every(({ history }) => history[0]?.via === 'review')).toBe(true);
  });

  it('takes 27 clicks at most for 25: the link, an answer each, the button', async () => {
    const world = await createWorld({ asked: 25 });
    const page = await (await world.get(world.path(0))).text();
    const { action, fields } = formFields(page);
    const clicked = Object.fromEntries(
      world.record.questions.map(({ subject }) => [`answer.${subject}`, 'keep']),
    );
    await world.post(action, { ...fields, ...clicked });
    expect(1 + Object.keys(clicked).length + 1).toBeLessThanOrEqual(27);
    expect(await decisionsOf(world)).toHaveLength(25);
  });

  it('leaves open what is not answered, and leads there', async () => {
    const world = await createWorld({ asked: 3, flagged: 4 });
    const page = await (await world.post(world.path(0), answered({ 2: 'keep' }))).text();
    expect((await decisionsOf(world)).map(({ subject }) => subject)).toEqual([subjectOf(2)]);
    expect(page).toContain('3 Fragen sind noch offen.');
    expect(page).toContain('Noch 2 Fragen dieser Mail');
    const rest = await (await world.get(world.path(0, '?only=open'))).text();
    expect(cardsIn(rest)).toBe(2);
    expect(rest).not.toContain(subjectOf(2));
  });

  it('sent a hundred times is one decision with one entry', async () => {
    const world = await createWorld({ asked: 2 });
    const fields = { ...answered({ 1: 'keep', 2: 'remove' }), [`note.${subjectOf(1)}`]: 'Tisch 4' };
    const pages = new Set<string>();
    for (let time = 0; time < 100; time += 1)
      pages.add(await (await world.post(world.path(0), fields)).text());
    expect((await decisionsOf(world)).map(({ history }) => history.length)).toEqual([1, 1]);
    expect(pages.size).toBe(1);
    expect(world.writes).toEqual(['recordAnswer', 'recordAnswer']);
  });

  it('with another answer adds to the history', async () => {
    const world = await createWorld({ asked: 1 });
    for (const answer of ['keep', 'remove', 'later'])
      await world.post(world.path(1), answered({ 1: answer }));
    const decision = await answerOf(world, 1);
    expect(decision?.given).toEqual({ answer: 'later' });
    expect(decision?.history.map(({ given }) => given?.answer)).toEqual(['keep', 'remove', 'later']);
  });

  it('leaves an ask that was replied to as it is, unless it is pressed anew', async () => {
    const world = await createWorld({ asked: 2, now: new Date('2026-11-03T12:00:00Z') });
    await world.post(world.path(1), answered({ 1: 'ask' }));
    const one = (await world.store.readContacts(world.owner.ownerId)).find(
      ({ contactId }) => contactSubject(contactId) === subjectOf(1),
    );
    const lastReceivedAt = '2026-11-05T10:00:00.000Z' as IsoTime;
    const messages = { sent: 0, received: 1, turnBack: false, lastReceivedAt };
    await world.store.writeContacts(world.owner.ownerId, one ? [{ ...one, facts: { messages } }] : []);
    world.setNow(new Date('2026-11-20T12:00:00Z'));
    const page = await (await world.get(world.path(0))).text();
    expect(page).not.toMatch(/value="ask"[^>]* checked/);
    await world.post(world.path(0), answered({ 2: 'keep' }));
    expect((await answerOf(world, 1))?.history).toHaveLength(1);
    await world.post(world.path(1), answered({ 1: 'ask' }));
    expect((await answerOf(world, 1))?.decidedAt).toBe('2026-11-20T12:00:05.000Z');
  });

  it('of a page made before takes nothing back that was answered since, as long as nobody touches it', async () => {
    const world = await createWorld({ asked: 3 });
    await world.post(world.path(0), answered({ 1: 'keep' }));
    const { fields: old } = formFields(await (await world.get(world.path(0))).text());
    await world.post(world.path(1), answered({ 1: 'remove' }));
    const receipt = await (await world.post(world.path(0), { ...old, ...answered({ 2: 'mute' }) })).text();
    expect(receipt).toContain('Eine Antwort gespeichert');
    expect((await answerOf(world, 1))?.given).toEqual({ answer: 'remove' });
    expect((await answerOf(world, 2))?.given).toEqual({ answer: 'mute' });
    const again = await (await world.post(world.path(0), old)).text();
    expect(again).toContain('Nichts geändert');
    expect((await answerOf(world, 1))?.given).toEqual({ answer: 'remove' });
    // A word more is a gesture.
    await world.post(world.path(0), { ...old, [`note.${subjectOf(1)}`]: 'Tisch 5' });
    expect((await answerOf(world, 1))?.given).toEqual({ answer: 'keep', note: 'Tisch 5' });
  });

  it('that was recorded in part converges when it is sent again', async () => {
    const world = await createWorld({ asked: 3 });
    const { recordAnswer } = world.store;
    let calls = 0;
    world.store.recordAnswer = async (...call) => {
      calls += 1;
      if (calls === 2) throw new Error('lost');
      return recordAnswer(...call);
    };
    const fields = answered({ 1: 'keep', 2: 'keep', 3: 'keep' });
    const failed = await world.post(world.path(0), fields);
    expect(failed.status).toBe(503);
    expect(await decisionsOf(world)).toHaveLength(1);
    await world.post(world.path(0), fields);
    expect((await decisionsOf(world)).map(({ history }) => history.length)).toEqual([1, 1, 1]);
  });

  it('shows what stands when another answer was faster', async () => {
    const world = await createWorld({ asked: 1 });
    const { store } = world;
    const standing = { answer: 'remove' } as const;
    store.recordAnswer = async (_, { subject, at: decidedAt, via }) => ({
      subject,
      given: standing,
      decidedAt,
      history: [{ at: decidedAt, via, given: standing }],
    });
    const page = await (await world.post(world.path(1), answered({ 1: 'keep' }))).text();
    expect(page).toContain('class="tag remove"');
    expect(page).not.toContain('class="tag keep"');
  });
});

describe('taking back', () => {
  it('is offered for each answer and opens the question again', async () => {
    const world = await createWorld({ asked: 3 });
    const receipt = await (await world.post(world.path(0), answered({ 1: 'keep', 2: 'remove' }))).text();
    const { action, fields } = formFields(receipt, 1);
    expect(fields).toEqual({ subject: subjectOf(2), entries: '1' });
    const page = await (await world.post(action, fields)).text();
    expect(page).toMatch(/Zurückgenommen, wieder offen: \u2068Birte Holmstranderin\u2069\./);
    expect(cardsIn(page)).toBe(1);
    expect(page).not.toMatch(/ checked/);
    expect((await answerOf(world, 2))?.given).toBeUndefined();
    expect((await answerOf(world, 1))?.given?.answer).toBe('keep');
  });

  it('puts the answer before it in force', async () => {
    const world = await createWorld({ asked: 1 });
    await world.post(world.path(1), answered({ 1: 'keep' }));
    await world.post(world.path(1), answered({ 1: 'remove' }));
    const page = await (
      await world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '2' })
    ).text();
    expect(page).toContain('gilt wieder „Behalten“');
    expect((await answerOf(world, 1))?.given).toEqual({ answer: 'keep' });
  });

  it('pressed twice undoes once and says the same', async () => {
    const world = await createWorld({ asked: 1 });
    await world.post(world.path(1), answered({ 1: 'keep' }));
    await world.post(world.path(1), answered({ 1: 'remove' }));
    const press = async () =>
      (await world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '2' })).text();
    expect(await press()).toBe(await press());
    expect((await answerOf(world, 1))?.history).toHaveLength(3);
  });

  it('does nothing once another answer has come since', async () => {
    const world = await createWorld({ asked: 1 });
    for (const answer of ['keep', 'remove']) await world.post(world.path(1), answered({ 1: answer }));
    const page = await (
      await world.post(world.path(1, '/undo'), { subject: subjectOf(1), entries: '1' })
    ).text();
    expect(page).toContain('Seither gab es eine andere Antwort');
    expect((await answerOf(world, 1))?.given?.answer).toBe('remove');
  });

  it('works for 30 days and more, also when an audit has closed the flag', async () => {
    const world = await createWorld({ asked: 1, flagged: 2 });
    await world.post(world.path(0), answered({ 2: 'keep' }));
    await world.store.writeFlags(world.owner.ownerId, [flagOf(2, 'decided')]);
    world.setNow(at('2026-12-20T12:00:00.000Z'));
    await world.post(world.path(0, '/undo'), { subject: subjectOf(2), entries: '1' });
    expect((await answerOf(world, 2))?.given).toBeUndefined();
  });

  it('is refused outside of the link and for odd forms', async () => {
    const world = await createWorld({ asked: 2 });
    await world.post(world.path(0), answered({ 1: 'keep', 2: 'keep' }));
    const forms: Fields[] = [
      { subject: subjectOf(2), entries: '1' },
      { subject: subjectOf(1), entries: '0' },
      { subject: subjectOf(1), entries: '1e0' },
      { subject: subjectOf(1) },
      { subject: 'contact:../x', entries: '1' },
      { subject: subjectOf(1), entries: '1', more: 'x' },
      '',
      `subject=${subjectOf(1)}&subject=${subjectOf(1)}&entries=1`,
    ];
    const before = world.writes.length;
    for (const form of forms) {
      const page = await (await world.post(world.path(1, '/undo'), form)).text();
      expect(page).toContain('Es wurde nichts gespeichert');
    }
    const nobody = { subject: subjectOf(99), entries: '1' };
    expect(await (await world.post(world.path(0, '/undo'), nobody)).text()).toContain('nichts gespeichert');
    expect(world.writes.length).toBe(before);
  });
});

describe('the next twelve', () => {
  it('are those behind the mail, as often as one likes, and never one that is settled', async () => {
    const world = await createWorld({ asked: 2, flagged: 30 });
    const seen: string[] = [];
    const sizes: number[] = [];
    for (;;) {
      const page = await (await world.get(world.path(0, '/next'))).text();
      if (cardsIn(page) === 0) break;
      sizes.push(cardsIn(page));
      const { action, fields } = formFields(page);
      const subjects = Object.keys(fields).flatMap((name) => /^note\.(.+)/.exec(name)?.[1] ?? []);
      seen.push(...subjects);
      const keeps = Object.fromEntries(subjects.map((subject) => [`answer.${subject}`, 'keep']));
      const receipt = await (await world.post(action, { ...fields, ...keeps })).text();
      expect(receipt).toContain('Antworten gespeichert');
    }
    expect(sizes).toEqual([12, 12, 4]);
    expect(new Set(seen).size).toBe(28);
    expect(seen).not.toContain(subjectOf(1));
    expect(await decisionsOf(world)).toHaveLength(28);
  });

  it('are counted as the page lists them', async () => {
    const world = await createWorld({ asked: 2, flagged: 5 });
    const receipt = await (await world.post(world.path(0), answered({ 1: 'keep', 2: 'mute' }))).text();
    expect(receipt).toContain('Die nächsten 3 Fragen');
    expect(cardsIn(await (await world.get(world.path(0, '/next'))).text())).toBe(3);
  });

  it('can be answered from behind the link of one question, too', async () => {
    const world = await createWorld({ asked: 2, flagged: 5 });
    const { action, fields } = formFields(await (await world.get(world.path(1, '/next'))).text());
    expect(action).toBe(world.path(0));
    await world.post(action, { ...fields, ...answered({ 4: 'keep' }) });
    expect((await decisionsOf(world)).map(({ subject }) => subject)).toEqual([subjectOf(4)]);
  });

  it('come again as the same page when their form was refused', async () => {
    const world = await createWorld({ asked: 2, flagged: 5 });
    const { action, fields } = formFields(await (await world.get(world.path(0, '/next'))).text());
    const page = await (await world.post(action, fields)).text();
    expect(page).toContain('Noch ist keine Antwort gewählt');
    expect(cardsIn(page)).toBe(3);
    expect(page).toContain(subjectOf(5));
  });
});

describe('later', () => {
  it('is not preselected once its 14 days are over', async () => {
    const world = await createWorld({ asked: 1 });
    await world.post(world.path(1), answered({ 1: 'later' }));
    expect(await (await world.get(world.path(1))).text()).toMatch(/value="later" checked/);
    world.setNow(at('2026-11-18T18:00:00.000Z'));
    expect(await (await world.get(world.path(1))).text()).not.toMatch(/ checked/);
  });
});

describe('somebody who is no longer in the export', () => {
  it('has no question any more', async () => {
    const world = await createWorld({ asked: 2 });
    const gone = { ...person(1), missingSince: '2026-10-28T09:00:00.000Z' as IsoTime };
    await world.store.writeContacts(world.owner.ownerId, [gone]);
    const page = await (await world.get(world.path(1))).text();
    expect(page).toContain('Diese Frage hat sich erledigt');
    expect(cardsIn(page)).toBe(0);
  });
});
