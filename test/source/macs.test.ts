import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { constantTimeCalls, secretComparisons } from './compared-bytes.ts';
import { parse, programOf, readSources, sourcesOf } from './sources.ts';

/** Where MACs are made and compared, with what signs and verifies. */
const tokenFiles = ['token', 'link', 'ticket'].map((name) => `shared/domain/${name}.ts`);
const [tokenFile = ''] = tokenFiles;

const sources = readSources();

describe('MACs are compared in constant time alone (REQUIREMENTS A-5)', () => {
  test('nothing that is called a MAC is compared by an operator or a method, wherever it is', () => {
    expect(secretComparisons(sources)).toEqual([]);
  });

  test('where tokens are made no bytes are compared so, whatever they are called', () => {
    const program = programOf(tokenFiles);
    const own = sourcesOf(program);
    expect(own.map(({ path }) => path)).toEqual(expect.arrayContaining(tokenFiles));
    expect(secretComparisons(own, program)).toEqual([]);
  });

  test('one function compares them, by timingSafeEqual, of what it was given', () => {
    expect(constantTimeCalls(sources)).toEqual([`${tokenFile} equalMacs: timingSafeEqual(a, b)`]);
  });

  test('whatever reads a MAC that came with an address hands it to that function', () => {
    const reading = sources.filter(({ tree }) => /\bparsed\.mac\b/.test(tree.text));
    expect(reading.map(({ path }) => path)).toEqual(expect.arrayContaining(tokenFiles.slice(1)));
    for (const { tree } of reading)
      expect(tree.text.match(/\bparsed\.mac\b/g)).toEqual(
        tree.text.match(/(?<=equalMacs\([^;]*)\bparsed\.mac\b(?=\))/g),
      );
  });
});

describe('it would be found', () => {
  const text = readFileSync(new URL(`../../${tokenFile}`, import.meta.url), 'utf8');
  const planted = [
    'a === b',
    'Buffer.from(a) == b',
    'a.every((byte, at) => byte === b[at])',
    'Buffer.compare(a, b) === 0',
    'Buffer.from(a).equals(b)',
    "Buffer.from(a).toString('hex') === Buffer.from(b).toString('hex')",
    'toText(a) === toText(b)',
    'a[0] === b[0]',
  ];
  const functions = planted.map(
    (comparison, no) => `export const same${no} = (a: Uint8Array, b: Uint8Array): boolean => ${comparison};`,
  );
  const changed = [text, 'const toText = (bytes: Uint8Array): string => String(bytes);', ...functions].join(
    '\n',
  );
  const program = programOf([tokenFile], new Map([[tokenFile, changed]]));
  const found = secretComparisons(sourcesOf(program), program);

  test.each(planted)('%s of bytes', (comparison) => {
    expect(found).toContainEqual({ path: tokenFile, text: comparison });
  });

  test.each(planted)('%s in the place of timingSafeEqual', (comparison) => {
    expect(constantTimeCalls([parse(tokenFile, text)])).toHaveLength(1);
    const replaced = text.replace('timingSafeEqual(a, b)', comparison);
    expect(constantTimeCalls([parse(tokenFile, replaced)])).toEqual([]);
  });

  test.each([
    'parsed.mac === mac',
    'base32(parsed.mac) !== text',
    'wantedMac.equals(given)',
    'macOf(key, x) == y',
  ])('%s elsewhere', (comparison) => {
    expect(secretComparisons([parse('any.ts', comparison)])).toEqual([{ path: 'any.ts', text: comparison }]);
  });

  test.each([
    'a.length === b.length',
    'mac.length === macBytes',
    'parsed.mac === undefined',
    'equalMacs(mac, parsed.mac)',
  ])('and %s is none', (text) => {
    expect(secretComparisons([parse('any.ts', text)])).toEqual([]);
  });
});
