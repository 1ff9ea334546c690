import { ImportBusy, WoherError } from '../../../shared/domain/errors.ts';
import type { ExitCode } from '../errors.ts';
import { exitCodeOf, exitCodes } from '../errors.ts';
import type { Home } from '../services.ts';
import type { Stage } from '../stage/open-stage.ts';
import { type Command, commonArgs, type Io, ownerOf } from './command.ts';

type Runner<On> = (on: On, args: unknown, io: Io) => Promise<ExitCode>;

const runner =
  <Args, On>(command: Command<Args, On>): Runner<On> =>
  (on, args, io) =>
    command.run(on, command.args.parse(args), io);

// Loaded when asked for: a command waits only for what it needs.
const placeCommands = {
  contacts: async () => runner((await import('./contacts.ts')).command),
  findings: async () => runner((await import('./findings.ts')).command),
  overview: async () => runner((await import('./overview.ts')).command),
  why: async () => runner((await import('./why.ts')).command),
  decisions: async () => runner((await import('./decisions.ts')).command),
  imports: async () => runner((await import('./imports.ts')).command),
  outbox: async () => runner((await import('./outbox.ts')).command),
  resend: async () => runner((await import('./resend.ts')).command),
  'policy-compare': async () => runner((await import('./policy.ts')).compareCommand),
  'policy-show': async () => runner((await import('./policy.ts')).showCommand),
  'compliance-list': async () => runner((await import('./compliance.ts')).listCommand),
  'compliance-add': async () => runner((await import('./compliance.ts')).addCommand),
  'compliance-remove': async () => runner((await import('./compliance.ts')).removeCommand),
  'employer-same': async () => runner((await import('./employers.ts')).sameCommand),
  'employer-large': async () => runner((await import('./employers.ts')).largeCommand),
  'owner-add': async () => runner((await import('./owner.ts')).addCommand),
  'owner-list': async () => runner((await import('./owner.ts')).listCommand),
  'owner-set': async () => runner((await import('./owner.ts')).setCommand),
} as const;
const commands = {
  ...placeCommands,
  import: async () => runner((await import('./import.ts')).command),
  audit: async () => runner((await import('./audit.ts')).command),
  decide: async () => runner((await import('./decide.ts')).command),
  undo: async () => runner((await import('./undo.ts')).command),
} as const;
const stageCommands = {
  ...placeCommands,
  import: async () => runner((await import('../stage/import.ts')).command),
} as const;
export type CommandName = keyof typeof commands;
/** Commands that also work on a deployed stage. */
export type StageCommandName = keyof typeof stageCommands;

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** Runs a command in an open home. Faults end here: told in one sentence, and an exit code. */
export async function runCommand(
  home: Home,
  request: { command: string; args: unknown },
  io: Io,
): Promise<ExitCode> {
  if (!isCommandName(request.command)) return exitCodes.usage;
  try {
    const run: Runner<Home> = await commands[request.command]();
    return await run(home, request.args, io);
  } catch (fault) {
    if (!(fault instanceof ImportBusy)) return tellFault(fault, io);
    const { words } = await ownerOf(home, commonArgs.parse(request.args));
    io.err(`${words.halfRead}\n`);
    return exitCodeOf(fault);
  }
}

/** Runs a command on a deployed stage. @throws the faults of the command, for `runOnStage` to tell */
export async function runStageCommand(
  stage: Stage,
  request: { command: StageCommandName; args: unknown },
  io: Io,
): Promise<ExitCode> {
  const run: Runner<Stage> = await stageCommands[request.command]();
  return run(stage, request.args, io);
}

/** Tells a fault to the person in one sentence, and gives its exit code. */
export function tellFault(fault: unknown, io: Io): ExitCode {
  const told = fault instanceof WoherError ? fault.message : `Unexpected fault: ${String(fault)}`;
  io.err(`${told}\n`);
  return exitCodeOf(fault);
}
