import type { Io } from './commands/command.ts';
import { systemCode } from './errors.ts';

/** The process's own streams. A reader that has gone (`| head`) is no fault: what it does not read is dropped. */
export function processIo(): Io & { flush(): Promise<void> } {
  const writerTo = (stream: NodeJS.WriteStream) => {
    let open = true;
    stream.on('error', (fault) => {
      if (systemCode(fault) !== 'EPIPE') throw fault;
      open = false;
    });
    return {
      write: (text: string) => {
        if (open) stream.write(text);
      },
      flush: () => new Promise<void>((resolve) => (open ? stream.write('', () => resolve()) : resolve())),
    };
  };
  const out = writerTo(process.stdout);
  const err = writerTo(process.stderr);
  return {
    out: out.write,
    err: err.write,
    flush: async () => {
      await out.flush();
      await err.flush();
    },
    ...(process.stderr.isTTY ? { terminal: process.stderr } : {}),
  };
}
