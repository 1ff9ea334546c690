import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decideShape, decisionsShape, findingsShape } from '../../infra/local/commands/shapes.ts';
import type { Home } from '../../infra/local/services.ts';
import { type ContactId, contactSubject, type IsoTime, subjectPair } from '../../shared/domain/ids.ts';
import { readNetwork } from '../../shared/workflows/evaluate-network.ts';
import { writeZip } from '../fixtures/archive.ts';
import {
  appeared,
  compliance,
  contact,
  entry,
  group,
  invitation,
  member,
  memberSubject,
  pair,
  removals,
} from '../review/kinds.ts';
import { person } from '../review/people.ts';
import { kindsHome } from './kinds-home.ts';
import { inHome, smallExport, tempFolder, tempHome } from './support.ts';

const decide = (home: Home, subject: string, answer: string, more: Record<string, unknown> = {}) =>
  inHome(home, 'decide', { contact: subject, answer, ...more });
const given = async (home: Home, subject: string) =>
  (await home.store.readDecision(home.ownerId, subject as never))?.given;

test('a group is answered with its members, but for those who are excepted', async () => {
  const home = await kindsHome();
  const except = [member(2).contactId, `wave-3`];
  const { json, exit } = await decide(home, group, 'keep', {
    origin: 'event',
    labels: ['Fair'],
    except,
    json: true,
  });
  expect(exit).toBe(0);
  const shape = decideShape.parse(json());
  expect(shape).toMatchObject({
    subject: group,
    given: { answer: 'keep', origin: 'event', labels: ['Fair'] },
  });
  expect(shape.members).toEqual([1, 4, 5].map(memberSubject));
  expect(await given(home, memberSubject(1))).toMatchObject({ answer: 'keep', labels: ['Fair'], group });
  expect(await given(home, memberSubject(2))).toBeUndefined();
  const { out } = await inHome(home, 'decisions');
  expect(out).toContain('3 contacts between 4 March 2025 and 6 March 2025');
  const decisions = decisionsShape.parse((await inHome(home, 'decisions', { json: true })).json());
  expect(decisions.find(({ subject }) => subject === memberSubject(1))?.given).toMatchObject({ group });
});

test('an answer about a group says how many it answers, and what removing them costs', async () => {
  const home = await kindsHome();
  const { out } = await decide(home, group, 'remove', { except: [member(2).contactId] });
  expect(out).toContain('4 contacts between 4 March 2025 and 6 March 2025');
  expect(out).toContain('4 of the 5 contacts of the group are answered by it.');
  expect(out).toContain(member(1).row.company ?? '-');
});

/** An export whose contacts connected in the first days of March 2025. */
async function exportOf(names: readonly string[], day: string): Promise<string> {
  const rows = names.map(
    (name, no) => `${name},Welle,https://www.linkedin.com/in/${name}-welle,,,,0${4 + (no % 3)} Mar 2025\n`,
  );
  const file = join(await tempFolder(), `Complete_LinkedInDataExport_${day}.zip`);
  const [month, dayOfMonth, year] = day.split('-').map(Number) as [number, number, number];
  const modifiedAt = new Date(Date.UTC(year, month - 1, dayOfMonth, 6));
  const [connections, ...others] = smallExport;
  const head = connections?.text.split('\n').slice(0, 4).join('\n');
  const files = [{ name: 'Connections.csv', text: `${head}\n${rows.join('')}` }, ...others];
  await writeZip(
    files.map((one) => ({ ...one, modifiedAt })),
    file,
  );
  return file;
}

test('an answer about a group is about those who were shown, and not about who came to it since', async () => {
  const home = await tempHome();
  const shown = ['Ann', 'Ben', 'Cat', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal', 'Ivy'];
  const files = [
    await exportOf(shown, '06-01-2026'),
    await exportOf([...shown, 'Kim', 'Lea', 'Mia'], '07-01-2026'),
  ];
  await inHome(home, 'import', { files: files.slice(0, 1), at: '2026-06-01T12:00:00.000Z' });
  await inHome(home, 'audit', { at: '2026-06-02T12:00:00.000Z' });
  const wave = 'group:burst-2025-03-04';
  expect((await decide(home, wave, 'later', { at: '2026-06-10T12:00:00.000Z' })).exit).toBe(0);
  await inHome(home, 'import', { files: files.slice(1), at: '2026-07-01T12:00:00.000Z' });

  const kept = await decide(home, wave, 'keep', { at: '2026-07-02T12:00:00.000Z' });
  expect(kept).toMatchObject({ exit: 0, err: '' });
  expect(kept.out).toContain('9 von 9 Kontakten');
  const { decisions } = await readNetwork(home.store, home.ownerId);
  expect(decisions.filter((one) => one.given?.group === wave)).toHaveLength(9);
  const { json } = await inHome(home, 'findings', { json: true });
  const names = findingsShape.parse(json()).map(({ name }) => name);
  expect(names.sort()).toEqual(['Kim Welle', 'Lea Welle', 'Mia Welle']);
});

test('to keep somebody again keeps what was said of them, until it is taken away', async () => {
  const home = await kindsHome();
  const [subject, id] = [memberSubject(1), member(1).contactId];
  const said = { origin: 'event', labels: ['Fair'] };
  await decide(home, id, 'keep', said);
  await decide(home, id, 'keep', { note: 'a reason' });
  expect(await given(home, subject)).toEqual({ answer: 'keep', ...said, note: 'a reason' });
  await decide(home, id, 'keep', { origin: 'none', labels: [''] });
  expect(await given(home, subject)).toEqual({ answer: 'keep', note: 'a reason' });
  await decide(home, id, 'keep', { origin: 'other', note: '' });
  expect(await given(home, subject)).toEqual({ answer: 'keep', origin: 'other' });
  await decide(home, id, 'mute');
  expect(await given(home, subject)).toEqual({ answer: 'mute' });
});

test('a group is not kept with somebody whom the compliance list names, unless they are excepted', async () => {
  const home = await kindsHome();
  const listed = { ...entry, value: member(1).row.company ?? '' };
  await home.store.changeOwner(home.ownerId, (owner) => ({ ...owner, compliance: [entry, listed] }));
  const { exit, err } = await decide(home, group, 'keep', { labels: ['Fair'] });
  expect(exit).not.toBe(0);
  expect(err).toContain('Your compliance list names Wiebke Wellenhofer-1: leave them out with --except');
  expect(await given(home, group)).toBeUndefined();
  expect((await decide(home, group, 'keep', { except: [member(1).contactId] })).exit).toBe(0);
  expect((await given(home, memberSubject(2)))?.group).toBe(group);
  expect(await given(home, memberSubject(1))).toBeUndefined();
});

test('a pair and an invitation are answered by their subjects', async () => {
  const home = await kindsHome();
  expect((await decide(home, pair, 'different')).out).toBe('Merle Sandkrughaus: Two people.\n');
  expect((await decide(home, invitation, 'remove')).out).toBe('Thorben Reetmoor: Decline.\n');
  expect((await decide(home, pair, 'same')).exit).toBe(0);
  expect(await given(home, pair)).toEqual({ answer: 'same' });
  // And once they are one, the answer can still be another one.
  expect((await decide(home, pair, 'different')).exit).toBe(0);
  expect((await inHome(home, 'decisions')).out).toMatch(/Thorben Reetmoor +Decline/);
});

test('of two who are one, what stood under the older name before is in force again when it is decided anew', async () => {
  const home = await kindsHome();
  await decide(home, pair, 'same');
  const vanished = contactSubject(subjectPair(pair)?.vanished as ContactId);
  const renamed = contactSubject(subjectPair(pair)?.appeared as ContactId);
  const { store, ownerId } = home;
  const before = [
    { subject: vanished, given: { answer: 'keep' }, at: '2020-04-01T09:00:00.000Z' as IsoTime },
    { subject: renamed, given: { answer: 'remove' }, at: '2020-05-10T09:00:00.000Z' as IsoTime },
  ] as const;
  for (const one of before) await store.recordAnswer(ownerId, { ...one, via: 'review' });
  const standing = async () =>
    (await readNetwork(store, ownerId)).decisions.find(({ subject }) => subject === vanished);
  expect((await standing())?.given).toEqual({ answer: 'remove' });
  for (let press = 0; press < 2; press += 1) {
    expect((await decide(home, vanished, 'keep')).exit).toBe(0);
    const now = await standing();
    expect(now?.given).toEqual({ answer: 'keep' });
    expect(now?.history).toHaveLength(3);
  }
});

test('a removal tells what goes with the contact', async () => {
  const home = await kindsHome();
  const { out } = await decide(home, contact, 'remove');
  expect(out).toContain('Dörte Ährenfelderin: Remove.');
  expect(out).toContain('What removing costs:\n  Your only contact at Hochschule Brennhagen.');
  const { json } = await decide(home, contact, 'remove', { json: true });
  expect(decideShape.parse(json()).price).toMatchObject({
    onlyContactAt: 'Hochschule Brennhagen',
    withdraws: ['recommendationGiven', 'endorsementReceived'],
  });
});

test.each([
  [group, 'ask', {}, 'That is no answer about a group: it takes keep, remove, later.'],
  [pair, 'keep', {}, 'it takes same, different'],
  [invitation, 'mute', {}, 'it takes keep, remove, later, ask'],
  [contact, 'same', {}, 'That is no answer about a contact'],
  [removals, 'keep', {}, 'woher decide CONTACT keep'],
  [compliance, 'keep', {}, 'say with --note for which reason'],
  [compliance, 'mute', {}, 'it takes keep, remove, later, ask'],
  ['group:burst-1999-01-01', 'keep', {}, 'There is no question about'],
  [group, 'keep', { except: [appeared.contactId] }, 'is not in this group'],
  [contact, 'keep', { except: ['x'] }, '--except belongs to a group'],
  [group, 'later', { except: [member(1).contactId] }, '--except belongs to a group'],
])('%s does not take %s %o, and is told what to do', async (subject, answer, more, sentence) => {
  const home = await kindsHome();
  const before = await home.store.readDecisions(home.ownerId);
  const { exit, err, out } = await decide(home, subject, answer, more);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain(sentence);
  expect(await home.store.readDecisions(home.ownerId)).toEqual(before);
});

test('somebody on the list is kept for a reason, which names the entry', async () => {
  const home = await kindsHome();
  const { json } = await decide(home, person(1).contactId, 'keep', { note: 'allowed in June', json: true });
  expect(decideShape.parse(json()).given?.despite).toHaveLength(1);
});

test('later is taken three times', async () => {
  const home = await kindsHome();
  for (const day of ['2026-11-22', '2026-12-07', '2026-12-22'])
    expect((await decide(home, contact, 'later', { at: `${day}T12:00:00.000Z` })).exit).toBe(0);
  const { exit, err } = await decide(home, contact, 'later', { at: '2027-01-07T12:00:00.000Z' });
  expect(exit).toBe(2);
  expect(err).toContain('It cannot be put off again; now it must be decided: it takes keep, remove, mute');
});
