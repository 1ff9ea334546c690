import { ImportBusy, WoherError } from '../../shared/domain/errors.ts';

/** Exit codes of every command: done, a fault, wrong usage, input that was refused, an import that is only half applied. */
export const exitCodes = { done: 0, fault: 1, usage: 2, refused: 3, busy: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Another process has the data folder open; LevelDB lets one in. */
export class DataFolderInUse extends WoherError {
  constructor(readonly folder: string) {
    super('dataFolderInUse', `The data folder ${folder} is in use by another Woher.`);
  }
}

/** Another program listens on the port. */
export class PortTaken extends WoherError {
  constructor(readonly port: number) {
    super('portTaken', `Port ${port} is taken; choose another one with --port.`);
  }
}

/** A running home ended before it answered. */
export class HomeGone extends WoherError {
  constructor() {
    super('homeGone', 'The running Woher ended before it answered.');
  }
}

/** The disk failed the queues: nothing is handled any more. */
export class QueuesStopped extends WoherError {
  constructor(cause: unknown) {
    const code = systemCode(cause);
    super(
      'queuesStopped',
      `The data folder cannot be written${code === undefined ? '' : ` (${code})`}; what was queued is kept and goes on at the next start.`,
      { cause },
    );
  }
}

/** The command line says something that cannot be done; its message is for the person. */
export class UsageError extends WoherError {
  constructor(message: string) {
    super('usage', message);
  }
}

/** A file that cannot be taken; its message is for the person. */
export class InputRefused extends WoherError {
  constructor(message: string, options?: ErrorOptions) {
    super('inputRefused', message, options);
  }
}

/** The exit code that a fault stands for. */
export function exitCodeOf(fault: unknown): ExitCode {
  if (fault instanceof UsageError) return exitCodes.usage;
  if (fault instanceof InputRefused) return exitCodes.refused;
  if (fault instanceof ImportBusy) return exitCodes.busy;
  return exitCodes.fault;
}

/** `ENOENT` and the like. */
export const systemCode = (fault: unknown): string | undefined =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
