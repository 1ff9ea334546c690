import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** What a fresh process can be told to do; see `contestants.ts`. */
export type Contestant =
  | 'inflate only'
  | 'csv-parse, columns: true'
  | 'reading'
  | 'import'
  | 'audit'
  | 'later audit'
  | 'digest';

/** One process. */
export type Run = {
  /** Seconds, without the start of the process. */
  readonly wall: number;
  /** Seconds of processor, of all threads, with the start. */
  readonly cpu: number;
  /** Peak memory of the process, MiB. */
  readonly rss: number;
  /** Rows, bytes or contacts, to check the run by. */
  readonly count: number;
  /** Processor seconds of a part that is looked at by itself. */
  readonly compute?: number;
  /** Flags that stood before an audit. */
  readonly standing?: number;
};

const execute = promisify(execFile);

/** Bundles the contestants as functions are bundled: neither a loader nor what another needs is measured with them. */
export async function bundleContestants(folder: string): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL('./contestants.ts', import.meta.url))],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return join(folder, 'contestants.mjs');
}

/** Runs a contestant in a fresh process with V8's own settings. */
export async function runFresh(
  script: string,
  [name, argument]: readonly [Contestant, string],
  env: NodeJS.ProcessEnv = {},
): Promise<Run> {
  const { stdout } = await execute(process.execPath, [script, name, argument], {
    env: { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS, ...env },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Run;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** `median (min-max)`. */
export function figures(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}

/** The median of the ratios taken round by round. */
export const ratio = (values: readonly number[], to: readonly number[]): string =>
  median(values.map((value, round) => value / (to[round] ?? Number.NaN))).toFixed(2);

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
