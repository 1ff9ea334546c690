import type { Io } from '../commands/command.ts';
import { runStageCommand, type StageCommandName, tellFault } from '../commands/index.ts';
import type { ExitCode } from '../errors.ts';
import { explained } from './fault.ts';
import { openStage, type StageOptions } from './open-stage.ts';

/** Runs one command on a deployed stage. Faults end here: told in one sentence, and an exit code. */
export async function runOnStage(
  name: string,
  request: { command: StageCommandName; args: Record<string, unknown> },
  { io, ...options }: { io: Io } & StageOptions,
): Promise<ExitCode> {
  let region: string | undefined;
  try {
    const stage = await openStage(name, options);
    region = stage.region;
    try {
      return await runStageCommand(stage, request, io);
    } finally {
      stage.close();
    }
  } catch (fault) {
    return tellFault(explained(fault, { region }), io);
  }
}
