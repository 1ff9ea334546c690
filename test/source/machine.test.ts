import { describe, expect, test } from 'vitest';
import { takenBy } from './machine.ts';
import { parse, readSources } from './sources.ts';

const sources = readSources();
const taken = sources.flatMap(takenBy);

/** Where the machine comes in: the handlers, which put functions together and hold nothing else. */
const isRoot = (path: string): boolean => /^functions\/[a-z]+\/handler\.ts$/.test(path);

/**
 * What adapters take besides, each with its reason; an adapter is where a port meets the machine. Nothing of it can be in a
 * result: names that no two writers share, limits of waiting, and the pace of writes.
 */
const adapters: Readonly<Record<string, readonly string[]>> = {
  // An answer's body that trickles is ended.
  'shared/adapters/aws-client.ts': ['setTimeout'],
  'shared/adapters/s3/export-source.ts': ['crypto: randomUUID', 'os: tmpdir', 'setTimeout'],
  // Tells the own write whose reply was lost from somebody else's.
  'shared/adapters/dynamodb/access.ts': ['crypto: randomUUID'],
  // Tests give their own; jitter and pace only say when a request goes.
  'shared/adapters/dynamodb/contact-store.ts': [
    'Math.random',
    'performance.now',
    'timers/promises: setTimeout',
  ],
  // Two processes may write beside one file; Windows cannot sync a folder.
  'shared/adapters/folder/atomic-file.ts': ['crypto: randomUUID', 'process.platform'],
};

describe('time, chance and environment come in by ports alone (REQUIREMENTS E-6)', () => {
  test('many files were read, and all six handlers take something, so that the scan sees', () => {
    expect(sources.length).toBeGreaterThan(150);
    const roots = sources.filter(({ path }) => isRoot(path)).map(({ path }) => path);
    expect(roots).toHaveLength(6);
    for (const root of roots)
      expect(taken.filter(({ path }) => path === root)).toContainEqual({ path: root, what: 'process.env' });
  });

  test('domain, ports, exports, rendering, workflows and functions take nothing, without exception', () => {
    const inside = taken.filter(({ path }) => !path.startsWith('shared/adapters/') && !isRoot(path));
    expect(inside).toEqual([]);
  });

  test('adapters take what is named here, each as named', () => {
    const found: Record<string, string[]> = {};
    for (const { path, what } of taken)
      if (path.startsWith('shared/adapters/'))
        found[path] = [...new Set([...(found[path] ?? []), what])].sort();
    expect(found).toEqual(
      Object.fromEntries(Object.entries(adapters).map(([path, what]) => [path, [...what].sort()])),
    );
  });
});

describe('the scan finds', () => {
  test.each([
    ['Date.now()', 'Date.now'],
    ['const now = Date.now;', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['new Date', 'new Date()'],
    ['new Date(2026, 10, 1)', 'new Date(…)'],
    ['Date()', 'Date'],
    ['const { now } = Date;', 'Date'],
    ['at.getHours()', '.getHours'],
    ["at.toLocaleDateString('de')", '.toLocaleDateString'],
    ['new Intl.DateTimeFormat(tag).format()', '.format()'],
    ['Temporal.Now.instant()', 'Temporal.Now'],
    ['performance.now()', 'performance.now'],
    ['process.hrtime()', 'process.hrtime'],
    ['const f = (random = Math.random) => random();', 'Math.random'],
    ['const { random } = Math;', 'Math'],
    ['crypto.randomUUID()', 'crypto.randomUUID'],
    ["import { randomBytes as bytes } from 'node:crypto';", 'crypto: randomBytes'],
    ["import { createHash, randomUUID } from 'crypto';", 'crypto: randomUUID'],
    ["import * as all from 'node:crypto';", 'crypto: *'],
    ["import all from 'node:crypto';", 'crypto: *'],
    ["await import('node:os')", 'node:os: *'],
    ["import { env } from 'node:process';", 'process: env'],
    ["import { hostname } from 'node:os';", 'os: hostname'],
    ['const { env } = process;', 'process'],
    ['const table = process.env.TABLE;', 'process.env'],
    ['f({ process })', 'process'],
    ['globalThis.process', 'globalThis.process'],
    ['setTimeout(f, 5)', 'setTimeout'],
  ])('%s', (text, what) => {
    expect(takenBy(parse('any.ts', text))).toEqual([{ path: 'any.ts', what }]);
  });

  test.each([
    'new Date(at)',
    'Date.parse(at)',
    'at instanceof Date',
    'const f = (now: () => Date): Date => now();',
    'services.random()',
    'message.process()',
    'type Keys = { readonly crypto: string; process(): void };',
    'Math.max(1, 2)',
    "import { createHmac, timingSafeEqual } from 'node:crypto';",
    'at.getTime()',
    'at.getUTCHours()',
    'format(date)',
    '// Date.now()',
  ])('nothing in %s', (text) => {
    expect(takenBy(parse('any.ts', text))).toEqual([]);
  });
});
