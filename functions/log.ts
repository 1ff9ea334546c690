import type { Log, LogFields } from '../shared/ports/log.ts';

/**
 * One JSON line an event to standard output. `timestamp` and `level` are what Lambda looks for in lines that are JSON
 * already (AWS Lambda developer guide, "Advanced logging controls").
 */
export function createLog(
  write: (line: string) => void = (line) => process.stdout.write(line),
  now: () => Date = () => new Date(),
): Log {
  const line = (level: 'INFO' | 'ERROR') => (event: string, fields?: LogFields) =>
    write(`${JSON.stringify({ timestamp: now().toISOString(), level, event, ...fields })}\n`);
  return { info: line('INFO'), error: line('ERROR') };
}
