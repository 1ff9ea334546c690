import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Subject } from '../../shared/domain/ids.ts';
import { signLink } from '../../shared/domain/link.ts';
import { aContact, aDigest, contactNo } from '../domain/builders.ts';
import { LETTERED_NAMES, ODD_NAMES } from '../fixtures/names.ts';
import { rowIn, scripts } from '../fixtures/scripts.ts';
import { people, profileCsv, rowsOf } from '../guard/exports.ts';
import { person } from '../review/people.ts';
import { leakOf } from './canaries.ts';
import type { Captured } from './capture.ts';
import { madeUpIn } from './made-up.ts';
import { complaints, scan } from './scan.ts';

const line = (fields: Record<string, unknown>): string =>
  JSON.stringify({ level: 'INFO', message: 'made up', timestamp: '2026-11-01T07:00:00.000Z', ...fields });

const digest = {
  ...aDigest('2026-11', '2026-11-01'),
  linkKey: 'a5'.repeat(32),
  questions: [{ no: 1, subject: 'contact:abcdefgh' as Subject }],
};
const token = signLink(digest, 1);

describe('a line gives away', () => {
  test.each([
    ['an address of the fixtures', 'address', { to: 'joerdis@wolkenhauerin.example' }],
    ['any other address', 'address', { fault: 'no mailbox for <somebody+else@mail.example.org>' }],
    ['the address of the owner on this machine', 'address', { to: 'me@localhost' }],
    ['an address in a text in JSON', 'address', { body: JSON.stringify({ to: 'a@b.example' }) }],
    ['a link', 'token', { path: `/r/${token}/undo` }],
    ['a link in capitals', 'token', { path: `/R/${token.toUpperCase()}` }],
    ['a link in an address', 'token', { url: `https://woher.example.org/r/${token}?a=keep` }],
    ['the key of links', 'token', { linkKey: digest.linkKey }],
    ['a contact of the sample export', 'name', { name: 'Elif Rüterbusch' }],
    ['a contact in another form of Unicode and case', 'name', { name: 'elif RÜTERBUSCH'.normalize('NFD') }],
    ['a contact by profile', 'name', { key: 'in/elif-rueterbusch' }],
    ['somebody of a generated account', 'name', { reason: 'unknown: Norbert Ellerkamp, since 2020' }],
    ['somebody whom a test made up', 'name', { name: 'Anna Muster' }],
    ['the owner', 'name', { owner: 'Jördis Wolkenhauerin' }],
    ['the owner of the guard’s exports', 'name', { owner: 'Mara Halm' }],
    ['a contact of the pages', 'name', { asked: 'Cosmo Vellamonte' }],
    ['a contact of the guard', 'name', { missing: 'No5 Person, No6 Person' }],
    ['the profile of a contact of the guard', 'name', { key: 'in/p-5' }],
    ['a contact of a case by profile', 'name', { key: 'in/hjalmar-toensing' }],
    ['whatever profile’s address', 'name', { url: 'https://www.linkedin.com/in/x1/' }],
  ])('%s', (_, leak, fields) => {
    expect(leakOf(line(fields))).toBe(leak);
  });

  test.each([
    [
      'ids and counts',
      { ownerId: 'me', importId: '0011223344556677', contactWrites: 312, status: 'accepted' },
    ],
    ['an import’s id', { importId: '2026-11-01T06:12:00.000Z-e0e0e0e0e0e0e0e0' }],
    ['a contact’s subject', { subject: 'contact:2jio5ezeu5utsz6q' }],
    ['a fault’s code', { fault: 'AccessDeniedException' }],
    ['a name of a package with its version', { agent: 'aws-sdk-js@3.1162.0' }],
    ['a first name alone, which is a word', { word: 'Norbert' }],
    ['a word that begins as somebody’s name ends', { table: 'metanna musterschule' }],
    ['a row that has no person', { fault: 'no 5 persons', reason: 'LinkedIn Member' }],
  ])('nothing: %s', (_, fields) => {
    expect(leakOf(line(fields))).toBeUndefined();
  });
});

describe('everybody whom fixtures make up is known, by name and by profile', () => {
  const makers: Readonly<Record<string, readonly { firstName: string; lastName: string; slug?: string }[]>> =
    {
      'the pages': Array.from({ length: 60 }, (_, place) => person(place + 1).row),
      'the builders': [aContact().row, ...[1, 2, 30].map((no) => contactNo(no).row)],
      'the guard': rowsOf(people(60)).map((row) => {
        const [firstName = '', lastName = '', url = ''] = row.split(',');
        return { firstName, lastName, slug: url.replace('https://www.linkedin.com/', '') };
      }),
      'the generator, with names that are odd': [...ODD_NAMES, ...LETTERED_NAMES].map(({ first, last }) => ({
        firstName: first,
        lastName: last,
      })),
      'the scripts': scripts.flatMap((script) =>
        Array.from({ length: 30 }, (_, no) => ({ ...rowIn(script, no), slug: undefined })),
      ),
    };

  test.each(Object.entries(makers))('%s', (_, rows) => {
    expect(rows.length).toBeGreaterThan(3);
    const unknown = rows.flatMap(({ firstName, lastName, slug = `${firstName} ${lastName}` }) =>
      [`${firstName} ${lastName}`, slug].filter((each) => leakOf(line({ of: each })) !== 'name'),
    );
    expect(unknown).toEqual([]);
  });

  test('the cases, by the rows of their exports', () => {
    const folder = fileURLToPath(new URL('../cases/', import.meta.url));
    const rows = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('Connections.csv'))
      .flatMap((path) => readFileSync(`${folder}${path}`, 'utf8').split('\n'))
      .flatMap((row) => {
        const [, first, last, url = ''] = /^([^",]+),([^",]+),(https:[^,]+)/.exec(row) ?? [];
        return first === undefined ? [] : [`${first} ${last}`, url];
      });
    expect(new Set(rows).size).toBeGreaterThan(150);
    expect(rows.filter((each) => leakOf(line({ of: each })) !== 'name')).toEqual([]);
  });

  test('a new one from the moment at which a test makes them up', () => {
    const text = [
      "aContact({ row: { firstName: 'Ottokar', lastName: 'Neuwind', slug: 'ottokar-neu' } })",
      'Wilma,Nebelsang,https://www.linkedin.com/in/wilma-n%C3%B6,,,,08 Feb 2026',
      "{ name: 'Xaver Yserlohn' }",
      profileCsv('Zita'),
    ].join('\n');
    expect(new Set(madeUpIn(text))).toEqual(
      new Set([
        'Ottokar Neuwind',
        'ottokar-neu',
        'Wilma Nebelsang',
        'wilma-n%C3%B6',
        'wilma-nö',
        'Xaver Yserlohn',
        'Zita Halm',
      ]),
    );
  });
});

describe('a run', () => {
  const log = (test: string, text: string): Captured => ({ test, kind: 'log', text });

  test('is told where something leaked, what and how often, and never the text', () => {
    const bad = line({ to: 'joerdis@wolkenhauerin.example' });
    const found = scan([log('one', `${line({})}\n${bad}`), log('one', bad), log('two', line({}))]);
    expect(found).toMatchObject({
      lines: 4,
      leaks: [{ test: 'one', kind: 'log', leak: 'address', lines: 2 }],
    });
    expect(complaints(found, [])).toEqual(['one: 2 lines of log give away: address']);
  });

  test('fails when nothing was heard of a test that logs', () => {
    expect(complaints(scan([log('one', line({}))]), ['one'])).toEqual([]);
    expect(complaints(scan([log('one', '\n')]), ['one'])).toEqual(['one: nothing was captured']);
    expect(complaints(scan([]), ['one', 'two'])).toHaveLength(2);
  });

  const runPlanted = (file: string) => {
    const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
    const args = [vitest, 'run', '--config', 'test/canary/planted/vitest.config.ts', file];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, said: stderr, all: `${stdout}${stderr}` };
  };

  test('in which a test passes and logs an address and a name fails, and says so without them', () => {
    const { status, said, all } = runPlanted('leak');
    expect(all).toMatch(/Tests .*1 passed/);
    expect(status).toBe(1);
    expect(said).toMatch(/leak\.planted\.ts: 1 lines of output give away: address/);
    expect(said).toMatch(/leak\.planted\.ts: 1 lines of log give away: name/);
    expect(
      said
        .split('\n')
        .filter((each) => each.startsWith('Canary'))
        .join(),
    ).not.toMatch(/wolken|muster/i);
  });

  test('in which nothing leaks passes', () => {
    const { status, said } = runPlanted('clean');
    expect(status).toBe(0);
    expect(said).toMatch(/Canary scan: 2 lines from 1 test files, 0 complaints/);
  });
});
