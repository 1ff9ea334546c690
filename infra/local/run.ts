import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/ports/log.ts';
import type { Io } from './commands/command.ts';
import type { CommandName } from './commands/index.ts';
import { askHome } from './control.ts';
import { controlPath } from './control-path.ts';
import { DataFolderInUse, type ExitCode } from './errors.ts';

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
  const [{ openHome }, { runCommand }] = await Promise.all([
    import('./services.ts'),
    import('./commands/index.ts'),
  ]);
  const home = await openHome({ folder, log, now: () => new Date() });
  try {
    await home.queues.drain();
    const exit = await runCommand(home, request, io);
    await home.queues.drain();
    return exit;
  } finally {
    await home.close();
  }
}
