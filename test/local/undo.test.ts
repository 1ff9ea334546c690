import { expect, test } from 'vitest';
import { decideShape } from '../../infra/local/commands/shapes.ts';
import type { Home } from '../../infra/local/services.ts';
import type { IsoTime, Subject } from '../../shared/domain/ids.ts';
import { compliance, group, invitation, member, memberSubject, pair } from '../review/kinds.ts';
import { kindsHome } from './kinds-home.ts';
import { inHome, tempFolder, woher } from './support.ts';

const decide = (home: Home, contact: string, answer: string, more: Record<string, unknown> = {}) =>
  inHome(home, 'decide', { contact, answer, ...more });
const undo = (home: Home, contact: string, more: Record<string, unknown> = {}) =>
  inHome(home, 'undo', { contact, ...more });
const standing = (home: Home, subject: Subject) => home.store.readDecision(home.ownerId, subject);

test('an answer is taken back to the one before it, and once, however often the command comes', async () => {
  const home = await kindsHome();
  const [subject, id] = [memberSubject(1), member(1).contactId];
  await decide(home, id, 'keep', { origin: 'source', at: '2026-11-20T08:00:00Z' });
  await decide(home, id, 'remove', { at: '2026-11-21T08:00:00Z' });
  const first = await undo(home, id, { at: '2026-11-22T08:00:00Z' });
  expect([first.exit, first.out]).toEqual([0, expect.stringContaining('it is “Keep” again.')]);
  const after = await standing(home, subject);
  expect(after).toMatchObject({
    given: { answer: 'keep', origin: 'source' },
    decidedAt: '2026-11-20T08:00:00.000Z',
  });
  expect(after?.history.at(-1)).toEqual({ at: '2026-11-22T08:00:00.000Z', via: 'command' });
  const again = await undo(home, id);
  expect([again.exit, again.out]).toEqual([first.exit, first.out]);
  expect(await standing(home, subject)).toEqual(after);
});

/** What so many POSTs at once leave about the first contact: a *keep* of before, and what they said after it. */
async function pressedTooFast(home: Home, ...said: readonly ('keep' | 'remove' | 'undo')[]): Promise<void> {
  await decide(home, member(1).contactId, 'keep', { at: '2026-11-19T08:00:00Z' });
  for (const [index, answer] of said.entries()) {
    const at = `2026-11-20T09:00:00.${100 + index}Z` as IsoTime;
    const post = { subject: memberSubject(1), at, via: 'review', submit: `submit-${index}` } as const;
    if (answer === 'undo') await home.store.undoAnswer(home.ownerId, { ...post, entries: index + 1 });
    else await home.store.recordAnswer(home.ownerId, { ...post, given: { answer } });
  }
}

test('what was taken back too fast is in force still, and the command takes it back, once', async () => {
  const home = await kindsHome();
  await pressedTooFast(home, 'remove', 'undo', 'remove', 'undo');
  const id = member(1).contactId;
  const first = await undo(home, id, { at: '2026-11-22T08:00:00Z' });
  expect([first.exit, first.out]).toEqual([0, expect.stringContaining('open again')]);
  const after = await standing(home, memberSubject(1));
  expect(after?.history).toHaveLength(6);
  const shown = decideShape.parse((await undo(home, id, { json: true })).json());
  expect([shown.given, shown.unconfirmed]).toEqual([undefined, undefined]);
  expect(await standing(home, memberSubject(1))).toEqual(after);
});

test('an answer that was held is not told as in force again', async () => {
  const home = await kindsHome();
  await pressedTooFast(home, 'remove', 'keep', 'remove');
  await decide(home, member(1).contactId, 'mute', { at: '2026-11-21T08:00:00Z' });
  const { out } = await undo(home, member(1).contactId, { at: '2026-11-22T08:00:00Z' });
  expect(out).toContain('it is “Keep” again.');
});

test('the only answer is taken back to none, and then nothing is in force', async () => {
  const home = await kindsHome();
  await decide(home, memberSubject(1), 'mute');
  const { json, exit } = await undo(home, memberSubject(1), { json: true });
  expect(exit).toBe(0);
  const shape = decideShape.parse(json());
  expect(shape).toMatchObject({ subject: memberSubject(1), contactId: member(1).contactId });
  expect(shape.given).toBeUndefined();
  expect(shape.history).toHaveLength(2);
});

test('a group is taken back with the members that it answered', async () => {
  const home = await kindsHome();
  await decide(home, memberSubject(2), 'keep');
  await decide(home, group, 'remove');
  const { json } = await undo(home, group, { json: true });
  expect([...(decideShape.parse(json()).members ?? [])].sort()).toEqual(
    [1, 3, 4, 5].map(memberSubject).sort(),
  );
  expect((await standing(home, memberSubject(1)))?.given).toBeUndefined();
  expect((await standing(home, memberSubject(2)))?.given).toEqual({ answer: 'keep' });
  await decide(home, group, 'keep');
  const { out } = await undo(home, group);
  expect(out).toContain('contacts between 4 March 2025 and 6 March 2025');
});

test.each([
  ['a pair', pair, 'same', 'Merle Sandkrughaus'],
  ['an invitation', invitation, 'keep', 'Thorben Reetmoor'],
])('%s is taken back by its subject', async (_, subject, answer, name) => {
  const home = await kindsHome();
  await decide(home, subject, answer);
  const { exit, out } = await undo(home, subject);
  expect([exit, out]).toEqual([0, expect.stringContaining(name)]);
  expect(out).toContain('open again');
  expect((await standing(home, subject))?.given).toBeUndefined();
});

test('a keep in spite of the compliance list asks again once it is taken back', async () => {
  const home = await kindsHome();
  await decide(home, compliance, 'keep', { note: 'agreed with legal' });
  expect((await inHome(home, 'findings')).out).not.toContain('legal');
  const { exit } = await undo(home, compliance);
  expect(exit).toBe(0);
  expect((await standing(home, compliance))?.given).toBeUndefined();
});

test('nothing to take back, nobody, and both at once are wrong usage', async () => {
  const home = await kindsHome();
  expect(await undo(home, member(3).contactId)).toMatchObject({
    exit: 2,
    err: expect.stringContaining('no answer about'),
  });
  expect((await undo(home, 'nobody-at-all')).exit).toBe(2);
  expect((await undo(home, pair)).exit).toBe(2);
  const data = ['--data', await tempFolder()];
  const wrong: readonly (readonly string[])[] = [
    ['somebody'],
    ['somebody', 'keep', '--undo'],
    ['somebody', '--undo', '--note', 'x'],
    ['somebody', '--undo', '--origin', 'other'],
  ];
  for (const args of wrong) expect((await woher(['decide', ...args, ...data])).exit).toBe(2);
});
