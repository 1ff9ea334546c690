/** Runs before every test file: whatever is written to standard output or error in it is kept for the scan. */
import { capture } from './capture.ts';

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) => {
    capture('output', typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8'));
    return write(chunk, ...rest);
  };
}

for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
  const print = console[level].bind(console);
  console[level] = (...said: unknown[]) => {
    capture('output', said.map(String).join(' '));
    print(...said);
  };
}
