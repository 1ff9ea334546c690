import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/ports/log.ts';
import type { Io } from './commands/command.ts';
import type { CommandName } from './commands/index.ts';
import { askHome } from './control.ts';
import { controlPath } from './control-path.ts';
import { DataFolderInUse, type ExitCode, exitCodes } from './errors.ts';

/** How long a command waits for another one that has the folder open. */
const waitForFolderMs = 15_000;

/**
 * Runs one command on a data folder: in the home that is running there, or else in one that is opened for it, its
 * queues drained before and after.
 *
 * @throws DataFolderInUse when the folder stays in use by a process that answers no commands
 */
export async function runOn(
  folder: string,
  request: { command: CommandName; args: Record<string, unknown> },
  { io, log }: { io: Io; log: Log },
): Promise<ExitCode> {
  const until = Date.now() + waitForFolderMs;
  for (;;) {
    const asked = { ...request, terminal: io.terminal !== undefined };
    const answered = await askHome(controlPath(folder), asked, io);
    if (answered !== undefined) return answered;
    try {
      return await runHere(folder, request, { io, log });
    } catch (fault) {
      // It may be starting and not listen yet, or be a command like this one.
      if (!(fault instanceof DataFolderInUse) || Date.now() > until) throw fault;
      await sleep(150);
    }
  }
}

async function runHere(
  folder: string,
  request: { command: CommandName; args: Record<string, unknown> },
  { io, log }: { io: Io; log: Log },
): Promise<ExitCode> {
  const [{ openHome }, { runCommand }, { tellLeft }] = await Promise.all([
    import('./services.ts'),
    import('./commands/index.ts'),
    import('./left.ts'),
  ]);
  const home = await openHome({ folder, log, now: () => new Date() });
  try {
    const { buried } = await home.queues.drain();
    const owner = await home.ensureOwner(home.ownerId);
    const before = tellLeft(home, { left: { waiting: [], buried }, owner, io });
    const exit = await runCommand(home, request, io);
    await home.queues.drain();
    // An audit that an earlier one left over is given up: this one has nothing new to do, and is no success.
    return exit === exitCodes.done && request.command === 'audit' ? before : exit;
  } finally {
    await home.close();
  }
}
