import { vi } from 'vitest';
import type { Log, LogFields } from '../shared/ports/log.ts';
import { capture } from './canary/capture.ts';

/** A logger for tests: its lines are kept for the canary scan, and in `lines` for a test that wants to see them. */
export function testLog(lines: string[] = []): Log {
  const line = (level: 'info' | 'error') => (event: string, fields?: LogFields) => {
    const text = JSON.stringify({ level, event, ...fields });
    lines.push(text);
    capture('log', text);
  };
  return { info: line('info'), error: line('error') };
}

/** A logger that nobody looks at but the canary scan. */
export const quiet: Log = testLog();

/** Keeps what is written to standard output and error until `vi.restoreAllMocks()`, and prints none of it. */
export function keepOutput(): string[] {
  const lines: string[] = [];
  const keep = (chunk: unknown) => {
    capture('output', String(chunk));
    return lines.push(String(chunk)) > 0;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  return lines;
}

/** What was kept, line by line: each is JSON, as Lambda's log wants it. */
export const keptLines = (kept: readonly string[]) =>
  kept
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
