import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { captureFolderVariable } from './capture-folder.ts';

/**
 * What the code under test wrote: `log` by a logger, `output` to a process's standard output or error, `error` the
 * message of a fault that left a function.
 *
 * What a command tells the person at its terminal is not captured: `woher contacts` is there to print names, and
 * `woher decide` asks which of two people of one name is meant.
 */
export type CapturedKind = 'log' | 'output' | 'error';
export type Captured = { readonly test: string; readonly kind: CapturedKind; readonly text: string };

/** Keeps what was written for the scan at the end of the run, together with the test file it was written under. */
export function capture(kind: CapturedKind, text: string): void {
  const folder = process.env[captureFolderVariable];
  if (folder === undefined) return;
  const entry: Captured = { test: expect.getState().testPath ?? 'no test', kind, text };
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(entry)}\n`);
}
