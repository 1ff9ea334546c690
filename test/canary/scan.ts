import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Leak, leakOf } from './canaries.ts';
import type { Captured, CapturedKind } from './capture.ts';

/** Where something leaked, how often, and what; never the line itself, because this report is a log, too. */
export type LeakReport = {
  readonly test: string;
  readonly kind: CapturedKind;
  readonly leak: Leak;
  readonly lines: number;
};

export type Scan = {
  readonly lines: number;
  readonly leaks: readonly LeakReport[];
  /** Test files under which something was written. */
  readonly heard: ReadonlySet<string>;
};

/** Looks through everything that was captured. */
export function scan(entries: Iterable<Captured>): Scan {
  const leaks = new Map<string, LeakReport>();
  const heard = new Set<string>();
  // Most lines come again and again.
  const seen = new Map<string, Leak | undefined>();
  let lines = 0;
  for (const { test, kind, text } of entries)
    for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
      heard.add(test);
      lines += 1;
      if (!seen.has(line)) seen.set(line, leakOf(line));
      const leak = seen.get(line);
      if (leak === undefined) continue;
      const place = `${test} ${kind} ${leak}`;
      leaks.set(place, { test, kind, leak, lines: (leaks.get(place)?.lines ?? 0) + 1 });
    }
  return { lines, leaks: [...leaks.values()], heard };
}

/** What the workers of one run have written into its folder. */
export function* readCaptured(folder: string): Generator<Captured> {
  for (const file of readdirSync(folder))
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n'))
      if (line !== '') yield JSON.parse(line) as Captured;
}

/**
 * Why a run must fail, one sentence each. `mustBeHeard` are test files that passed and are known to log: when nothing was
 * captured of one of them, nobody listened, and a scan of nothing proves nothing.
 */
export function complaints({ leaks, heard }: Scan, mustBeHeard: readonly string[]): string[] {
  return [
    ...leaks.map(({ test, kind, leak, lines }) => `${test}: ${lines} lines of ${kind} give away: ${leak}`),
    ...mustBeHeard.filter((test) => !heard.has(test)).map((test) => `${test}: nothing was captured`),
  ];
}
