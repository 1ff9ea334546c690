import type { Log, LogFields } from '../../shared/ports/log.ts';

/** Writes one JSON line an event to standard error when asked to (`--verbose`, `WOHER_LOG=1`), else nothing. */
export function createLog(options: { verbose: boolean; write: (line: string) => void }): Log {
  if (!options.verbose) return { info: () => {}, error: () => {} };
  const line = (level: 'info' | 'error') => (event: string, fields?: LogFields) =>
    options.write(`${JSON.stringify({ level, event, ...fields })}\n`);
  return { info: line('info'), error: line('error') };
}
