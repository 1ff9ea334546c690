/**
 * `npm run bench [-- contacts,messages]`: reading and importing a large made-up export, beside inflating alone and plain
 * csv-parse over the same file. Fresh processes in turn, one round of warm-up dropped; medians, and ratios taken round
 * by round. Ratios are what counts: seconds are this machine's.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLargeExport } from '../fixtures/scale.ts';

const contestants = ['inflate only', 'csv-parse, columns: true', 'woher, reading', 'woher, first import'];
const rounds = 3;

const [contacts = 10_000, messages = 100_000] = (process.argv[2] ?? '')
  .split(',')
  .filter(Boolean)
  .map(Number);
const folder = mkdtempSync(join(tmpdir(), 'woher-bench-'));
const path = join(folder, 'Complete_LinkedInDataExport_11-01-2026.zip');
await writeLargeExport({ contacts, messages, path, seed: 1, month: '2026-10' });
console.log(
  `${contacts} contacts, ${messages} messages, ZIP of ${(statSync(path).size / 1e6).toFixed(1)} MB, Node ${process.version}`,
);

type Run = { wall: number; cpu: number; rss: number; count: number };
const runs = new Map<string, Run[]>(contestants.map((name) => [name, []]));
const script = fileURLToPath(new URL('./contestants.ts', import.meta.url));
const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));
for (let round = 0; round <= rounds; round++) {
  for (const name of contestants) {
    const run = JSON.parse(execFileSync(process.execPath, [tsx, script, name, path]).toString()) as Run;
    if (round > 0) runs.get(name)?.push(run);
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const figures = (of: Run[], read: (run: Run) => number, digits: number) => {
  const values = of.map(read);
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}-${Math.max(...values).toFixed(digits)})`;
};
const floor = runs.get('inflate only') ?? [];
const plain = runs.get('csv-parse, columns: true') ?? [];
console.log('| | wall s | CPU s | peak MiB | x inflating | x csv-parse |');
console.log('|---|---|---|---|---|---|');
for (const [name, of] of runs) {
  const ratio = (to: Run[]) =>
    median(of.map((run, round) => run.wall / (to[round]?.wall ?? Number.NaN))).toFixed(2);
  console.log(
    `| ${name} | ${figures(of, (r) => r.wall, 2)} | ${figures(of, (r) => r.cpu, 2)} | ${figures(of, (r) => r.rss, 0)} | ${ratio(floor)} | ${ratio(plain)} |`,
  );
}
const counts = new Set(
  [...runs].filter(([name]) => name !== 'inflate only').flatMap(([, of]) => of.map(({ count }) => count)),
);
rmSync(folder, { recursive: true });
if (counts.size !== 1) {
  console.error(`the contestants do not agree on the number of messages: ${[...counts].join(', ')}`);
  process.exit(1);
}
