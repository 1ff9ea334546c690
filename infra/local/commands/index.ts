import { WoherError } from '../../../shared/domain/errors.ts';
import type { ExitCode } from '../errors.ts';
import { exitCodeOf, exitCodes } from '../errors.ts';
import type { Home } from '../services.ts';
import type { Command, Io } from './command.ts';

// Loaded when asked for: a command waits only for what it needs.
const commands = {
  import: async () => runner((await import('./import.ts')).command),
  audit: async () => runner((await import('./audit.ts')).command),
  contacts: async () => runner((await import('./contacts.ts')).command),
  findings: async () => runner((await import('./findings.ts')).command),
  decisions: async () => runner((await import('./decisions.ts')).command),
  decide: async () => runner((await import('./decide.ts')).command),
  imports: async () => runner((await import('./imports.ts')).command),
  outbox: async () => runner((await import('./outbox.ts')).command),
} as const;
export type CommandName = keyof typeof commands;

type Runner = (home: Home, args: unknown, io: Io) => Promise<ExitCode>;

const runner =
  <Args>(command: Command<Args>): Runner =>
  (home, args, io) =>
    command.run(home, command.args.parse(args), io);

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** Runs a command in an open home. Faults end here: told in one sentence, and an exit code. */
export async function runCommand(
  home: Home,
  request: { command: string; args: unknown },
  io: Io,
): Promise<ExitCode> {
  if (!isCommandName(request.command)) return exitCodes.usage;
  try {
    const run = await commands[request.command]();
    return await run(home, request.args, io);
  } catch (fault) {
    return tellFault(fault, io);
  }
}

/** Tells a fault to the person in one sentence, and gives its exit code. */
export function tellFault(fault: unknown, io: Io): ExitCode {
  const told = fault instanceof WoherError ? fault.message : `Unexpected fault: ${String(fault)}`;
  io.err(`${told}\n`);
  return exitCodeOf(fault);
}
