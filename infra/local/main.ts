import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import * as z from 'zod';
import { WoherError } from '../../shared/domain/errors.ts';
import { policyIds } from '../../shared/domain/policy.ts';
import { addDecideCommand, addMailCommands } from './command-line/answers.ts';
import { addKnowledgeCommands } from './command-line/knowledge.ts';
import type { Options, Run } from './command-line/options.ts';
import { addOwnerCommands } from './command-line/owner.ts';
import { defaultFolder, folderOf, fromCaller, packageRoot, sampleFolder } from './command-line/paths.ts';
import { addPolicyCommands } from './command-line/policy.ts';
import { addImportCommand, addStartCommand } from './command-line/start.ts';
import type { CommandName, StageCommandName } from './commands/index.ts';
import { type ExitCode, exitCodeOf, exitCodes, systemCode } from './errors.ts';
import { createLog } from './log.ts';
import { processIo } from './process-io.ts';

/** Reads the command line, runs the command, ends the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const io = processIo();
  let exit: ExitCode = exitCodes.done;
  const program = commandLine(async (run) => {
    exit = await run;
  }, io);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (fault) {
    if (fault instanceof CommanderError) exit = fault.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    else {
      io.err(`${told(fault)}\n`);
      exit = exitCodeOf(fault);
    }
  }
  await io.flush();
  process.exit(exit);
}

// A fault that Woher or the system names is one sentence; what nobody knows is shown whole.
function told(fault: unknown): string {
  if (fault instanceof WoherError) return fault.message;
  if (!(fault instanceof Error)) return String(fault);
  const refused = [fault, fault.cause].find((one) => /^(E[A-Z]+$|LEVEL_)/u.test(systemCode(one) ?? ''));
  if (!(refused instanceof Error)) return fault.stack ?? fault.message;
  return `The system refused (${refused.message}). The data folder must be a folder that can be written; --data DIR names another.`;
}

function commandLine(
  finish: (run: Promise<ExitCode>) => Promise<void>,
  io: ReturnType<typeof processIo>,
): Command {
  const program = new Command('woher')
    .description('One e-mail a month, a handful of names, one question: Woher kennen wir uns?')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('(add --help for what can be said)');
  const run: Run = (command, args, options) => finish(runOnFolder(command, args, options, io));
  addStartCommand(program, (file, options) => finish(start(file, options, io)));
  addImportCommand(program, run);
  addKnowledgeCommands(program, run);
  addDecideCommand(program, run);
  addMailCommands(program, run);
  addPolicyCommands(program, run);
  addOwnerCommands(program, run);
  return program;
}

async function runOnFolder(
  command: CommandName,
  args: Record<string, unknown>,
  options: Options,
  io: ReturnType<typeof processIo>,
): Promise<ExitCode> {
  const request = { command, args: { ...args, owner: options.owner, json: options.json ?? false } };
  if (options.stage !== undefined) {
    const { runOnStage } = await import('./stage/run.ts');
    // Only commands that know stages have the option.
    return runOnStage(options.stage, { ...request, command: command as StageCommandName }, { io });
  }
  const { runOn } = await import('./run.ts');
  return runOn(folderOf(options, defaultFolder), request, { io, log: logOf(options, io) });
}

async function start(
  file: string | undefined,
  options: Options,
  io: ReturnType<typeof processIo>,
): Promise<ExitCode> {
  const { startHome } = await import('./start.ts');
  const isSample = file === undefined && options.data === undefined;
  return startHome({
    folder: folderOf(options, isSample ? sampleFolder : defaultFolder),
    source: isSample ? 'sample' : file === undefined ? undefined : { path: fromCaller(file) },
    samples: join(packageRoot, 'test/fixtures/sample'),
    port: z.number().optional().parse(options.port),
    policy: z.enum(policyIds).optional().parse(options.policy),
    io,
    log: logOf(options, io),
  });
}

const logOf = (options: Options, io: { err(text: string): void }) =>
  createLog({ verbose: options.verbose === true || process.env.WOHER_LOG === '1', write: io.err });
