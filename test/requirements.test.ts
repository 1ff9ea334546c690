import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

/** One test that a row names: a file, and words that stand in it. */
type Proof = { readonly file: string; readonly words: readonly string[] };
type Row = { readonly id: string; readonly number: string; readonly proofs: readonly Proof[] };

/** The rows of the README's table, as they are written: `| A-1 | number | `file` “words”, “words” |`. */
function rowsOf(text: string): Row[] {
  const table = /<!-- requirements -->\n([\s\S]*?)\n<!-- \/requirements -->/.exec(text)?.[1] ?? '';
  return table
    .split('\n')
    .slice(2)
    .map((line) => {
      const [, id = '', number = '', proved = ''] = line.split('|').map((cell) => cell.trim());
      const proofs = [...proved.matchAll(/`([^`]+)`((?:,? “[^”]+”)*)/g)].map(
        ([, file = '', quoted = '']) => ({
          file,
          words: [...quoted.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words),
        }),
      );
      return { id, number, proofs };
    });
}

/** What a row promises and the tests do not hold. */
const broken = ({ id, proofs }: Row): string[] =>
  proofs.length === 0
    ? [`${id}: no test`]
    : proofs.flatMap(({ file, words }) => {
        const path = new URL(file, root);
        if (!/^test\/.*\.ts$/.test(file) || !existsSync(path)) return [`${id}: ${file} is no test`];
        const text = readFileSync(path, 'utf8');
        const missing = words.filter((each) => !text.includes(each));
        return [
          ...(words.length === 0 ? [`${id}: ${file} without words`] : []),
          ...missing.map((each) => `${id}: ${each}`),
        ];
      });

describe('the README names what proves each number', () => {
  const rows = rowsOf(readme);

  test('of requirements in their order, each once', () => {
    expect(rows.length).toBeGreaterThan(30);
    const sorted = rows.map(({ id }) => id).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    expect(rows.map(({ id }) => id)).toEqual([...new Set(sorted)]);
    for (const { id, number } of rows) {
      expect(id).toMatch(/^[A-E]-[1-9]\d?$/);
      expect(number, id).not.toBe('');
    }
  });

  test('in a file that is there, by words that stand in it', () => {
    expect(rows.flatMap(broken)).toEqual([]);
  });

  test('or says that it is not proved, or in part', () => {
    const told = /^Not proved by a test, or in part only: ([\s\S]*?)\n\n/m.exec(readme)?.[1] ?? '';
    const ids = told.match(/\b[A-E]-\d+/g) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ['B-4', 'B-5', 'E-2', 'E-3', 'E-5'])
      expect([...ids, ...rows.map((row) => row.id)]).toContain(id);
  });
});

describe('it would be found', () => {
  const table = (row: string) =>
    rowsOf(`<!-- requirements -->\n| a | b | c |\n|---|---|---|\n${row}\n<!-- /requirements -->`);

  test.each([
    [
      'a file that is gone',
      '| A-1 | 0 | `test/gone.test.ts` “words” |',
      ['A-1: test/gone.test.ts is no test'],
    ],
    [
      'a file of the product',
      '| A-1 | 0 | `shared/names.ts` “export” |',
      ['A-1: shared/names.ts is no test'],
    ],
    [
      'words that nobody says',
      `| A-1 | 0 | \`test/requirements.test.ts\` “it would be found”, “${['not', 'said'].join(' ')}” |`,
      [`A-1: ${['not', 'said'].join(' ')}`],
    ],
    ['a file without words', '| A-1 | 0 | `test/log.ts` |', ['A-1: test/log.ts without words']],
    ['a number without a test', '| A-1 | 0 | all of them |', ['A-1: no test']],
  ])('%s', (_, row, complaint) => {
    expect(table(row).flatMap(broken)).toEqual(complaint);
  });
});
