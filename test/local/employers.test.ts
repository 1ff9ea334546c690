import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contactsShape, employersShape } from '../../infra/local/commands/shapes.ts';
import type { Home } from '../../infra/local/services.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import { type ArchiveFile, writeZip } from '../fixtures/archive.ts';
import { inHome, smallExport, tempFolder, tempHome, testNow, woher } from './support.ts';

const positions: ArchiveFile = {
  name: 'Positions.csv',
  text:
    'Company Name,Title,Description,Location,Started On,Finished On\n' +
    'Nordwerk GmbH,Leiterin,,,Jan 2019,\n',
  modifiedAt: new Date('2026-11-01T06:00:00Z'),
};

/** A home whose owner works at Nordwerk; Ada of Firma Eins and Bodo of Firma Zwei came during that job. */
async function nordwerkHome(): Promise<Home> {
  const home = await tempHome();
  const path = join(await tempFolder(), 'Complete_LinkedInDataExport_11-01-2026.zip');
  await writeZip([...smallExport, positions], path);
  const { exit } = await inHome(home, 'import', { files: [path], at: '2026-11-01T12:00:00.000Z' });
  expect(exit).toBe(0);
  return home;
}

/** How strongly the employer says how the owner knows Ada; undefined: it says nothing. */
async function sharedWithAda(home: Home) {
  const contacts = contactsShape.parse((await inHome(home, 'contacts', { json: true })).json());
  const ada = contacts.find(({ name }) => name === 'Ada Beispielmann');
  return ada?.evidence.find(({ kind }) => kind === 'sharedEmployer')?.strength;
}

const same = (home: Home, names: readonly string[], args: Record<string, unknown> = {}) =>
  inHome(home, 'employer-same', { names, ...args });
const large = (home: Home, company?: string, args: Record<string, unknown> = {}) =>
  inHome(home, 'employer-large', { company, ...args });
const kept = async (home: Home) =>
  employersShape.parse((await inHome(home, 'employer-same', { names: [], json: true })).json());

test('names that mean one employer and employers that are large change the evidence, and back', async () => {
  const home = await nordwerkHome();
  expect(await sharedWithAda(home)).toBeUndefined();
  const told = await same(home, ['Firma Eins', 'NORDWERK AG']);
  expect(told).toMatchObject({ exit: 0, out: 'Firma Eins = NORDWERK AG\n', err: '' });
  expect(await sharedWithAda(home)).toBe('strong');
  // By whichever of its names it is called.
  expect(await large(home, 'Nordwerk')).toMatchObject({
    exit: 0,
    out: 'Firma Eins = NORDWERK AG\nNordwerk (groß)\n',
  });
  expect(await sharedWithAda(home)).toBe('weak');
  expect((await large(home, 'firma eins', { off: true })).exit).toBe(0);
  expect(await sharedWithAda(home)).toBe('strong');
  expect((await same(home, ['Nordwerk'], { off: true })).exit).toBe(0);
  expect(await sharedWithAda(home)).toBeUndefined();
  expect(await kept(home)).toEqual({ same: [], large: [] });
});

describe('woher employer same', () => {
  test('joins groups that share a name, and keeps the first spelling and the first name', async () => {
    const home = await tempHome();
    await same(home, ['Firma A', 'Firma B']);
    await same(home, ['Firma X', 'Firma Y']);
    await same(home, ['Firma C', 'Firma D']);
    const { json } = await same(home, ['FIRMA B GmbH', 'Firma D', 'Firma E'], { json: true });
    const joined = ['Firma A', 'Firma B', 'Firma C', 'Firma D', 'Firma E'];
    expect(employersShape.parse(json())).toEqual({ same: [joined, ['Firma X', 'Firma Y']], large: [] });
    await same(home, ['Firma E', 'Firma A']);
    expect((await kept(home)).same).toEqual([joined, ['Firma X', 'Firma Y']]);
    await same(home, ['firma a', 'Firma X'], { off: true });
    expect((await kept(home)).same).toEqual([joined.slice(1)]);
  });

  test.each([
    [['Firma A'], 'Say two names of the employer at least; capitals and legal forms make no other.'],
    [
      ['Firma A', 'FIRMA A GmbH'],
      'Say two names of the employer at least; capitals and legal forms make no other.',
    ],
    [['Firma A', 'Freelance'], '"Freelance" names no employer.'],
    [['Firma A', ' '], 'Say the name of an employer in 1 to 200 letters.'],
    [['Firma A', 'x'.repeat(201)], 'Say the name of an employer in 1 to 200 letters.'],
  ])('refuses %j in one sentence', async (names, sentence) => {
    const home = await tempHome();
    expect(await same(home, names)).toMatchObject({ exit: 2, out: '', err: `${sentence}\n` });
    expect(await kept(home)).toEqual({ same: [], large: [] });
  });

  test('parts only what is together', async () => {
    const home = await tempHome();
    await same(home, ['Firma A', 'Firma B']);
    for (const names of [['Firma C'], ['Firma A', 'Firma C'], []])
      expect(await same(home, names, { off: true })).toMatchObject({
        exit: 2,
        err: expect.stringContaining('"woher employer same" lists them'),
      });
    expect((await kept(home)).same).toEqual([['Firma A', 'Firma B']]);
  });
});

describe('woher employer large', () => {
  test('keeps an employer once, and takes off only what is there', async () => {
    const home = await tempHome();
    await large(home, 'Nordwerk GmbH');
    await large(home, 'NORDWERK');
    expect(await kept(home)).toEqual({ same: [], large: ['Nordwerk GmbH'] });
    const { json } = await large(home, undefined, { json: true });
    expect(employersShape.parse(json()).large).toEqual(['Nordwerk GmbH']);
    expect(await large(home, 'Südwerk', { off: true })).toMatchObject({
      exit: 2,
      out: '',
      err: '"Südwerk" is not marked as large.\n',
    });
    expect(await large(home, 'Student')).toMatchObject({ exit: 2, err: '"Student" names no employer.\n' });
    expect((await large(home, 'nordwerk ag', { off: true })).exit).toBe(0);
    expect(await kept(home)).toEqual({ same: [], large: [] });
  });

  test('ends somewhere', async () => {
    const home = await tempHome();
    const names = Array.from({ length: 200 }, (_, no) => `Werk ${no}`);
    await home.store.changeOwner(home.ownerId, (owner) => ({ ...owner, largeEmployers: names }));
    const full = { exit: 2, out: '', err: 'At most 200 are kept; --off takes one off.\n' };
    expect(await large(home, 'Nordwerk')).toMatchObject(full);
    expect((await large(home, 'werk 7')).exit).toBe(0);
    await home.store.changeOwner(home.ownerId, (owner) => ({
      ...owner,
      largeEmployers: [],
      employerAliases: [names],
    }));
    expect(await same(home, ['Werk 1', 'Nordwerk'])).toMatchObject(full);
    expect((await kept(home)).same).toEqual([names]);
  });
});

test.each([
  ['de', 'Namen von Arbeitgebern gelten, wie sie im Export stehen.\n', 'Nordwerk (groß)\n'],
  ['en', 'Names of employers count as the exports have them.\n', 'Nordwerk (large)\n'],
  ['nl', 'Namen van werkgevers gelden zoals ze in de export staan.\n', 'Nordwerk (groot)\n'],
])('where nothing is kept a sentence says so, in %s', async (locale, nothing, told) => {
  const home = await tempHome();
  await inHome(home, 'owner-set', { id: 'me', locale });
  for (const command of ['employer-same', 'employer-large'] as const)
    expect(await inHome(home, command, { names: [] })).toMatchObject({ exit: 0, out: '', err: nothing });
  expect((await large(home, 'Nordwerk')).out).toBe(told);
});

test('a pause by click that comes meanwhile stays', async () => {
  const home = await tempHome();
  const pausedAt = isoTime(testNow());
  const readOwner: Home['store']['readOwner'] = async (ownerId) => {
    const owner = await home.store.readOwner(ownerId);
    await home.store.pauseOwner(ownerId, pausedAt);
    return owner;
  };
  const clicked: Home = { ...home, store: { ...home.store, readOwner } };
  await same(clicked, ['Firma A', 'Firma B']);
  await large(clicked, 'Firma A');
  expect(await home.store.readOwner(home.ownerId)).toMatchObject({
    pausedAt,
    employerAliases: [['Firma A', 'Firma B']],
    largeEmployers: ['Firma A'],
  });
});

test('the command line keeps, lists and parts', async () => {
  const data = join(await tempFolder(), 'data');
  const run = (...args: string[]) => woher(['employer', ...args, '--data', data]);
  expect(await run('same', 'Firma A', 'Firma B')).toMatchObject({ exit: 0, out: 'Firma A = Firma B\n' });
  expect((await run('large', 'Firma A')).out).toBe('Firma A = Firma B\nFirma A (groß)\n');
  expect(employersShape.parse(JSON.parse((await run('same', '--json')).out))).toEqual({
    same: [['Firma A', 'Firma B']],
    large: ['Firma A'],
  });
  expect((await run('same', 'Firma B', '--off')).out).toBe('Firma A (groß)\n');
  expect((await run('large', 'Firma A', '--off')).exit).toBe(0);
}, 60_000);
