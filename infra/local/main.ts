import { realpathSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command as CliCommand, CommanderError, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { answers, origins } from '../../shared/domain/decision.ts';
import { WoherError } from '../../shared/domain/errors.ts';
import { ownerIdPattern } from '../../shared/domain/ids.ts';
import { locales } from '../../shared/domain/owner.ts';
import { policyIds } from '../../shared/domain/policy.ts';
import type { CommandName, StageCommandName } from './commands/index.ts';
import { type ExitCode, exitCodeOf, exitCodes, systemCode, UsageError } from './errors.ts';
import { createLog } from './log.ts';
import { processIo } from './process-io.ts';
import { parseAddress, parseDigestSize, parseZone } from './settings.ts';

const packageRoot = fileURLToPath(new URL('../../', import.meta.url));
const defaultFolder = '.woher';
const sampleFolder = '.woher-sample';

type Options = Record<string, unknown> & {
  data?: string;
  stage?: string;
  verbose?: boolean;
  json?: boolean;
};

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
): CliCommand {
  const program = new CliCommand('woher')
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
  addOwnerCommands(program, run);
  return program;
}

/** Runs one of the home's commands, or of a stage's. */
type Run = (command: CommandName, args: Record<string, unknown>, options: Options) => Promise<void>;

const common = (command: CliCommand): CliCommand =>
  command
    .option('--data <dir>', 'data folder', undefined)
    .option('--verbose', 'log to standard error: ids and codes only');

const printing = (command: CliCommand): CliCommand =>
  common(command)
    .addOption(new Option('--owner <id>', 'another owner than the first').argParser(parseOwner))
    .option('--json', 'print JSON instead of lines');

const staged = (command: CliCommand): CliCommand =>
  command.addOption(
    new Option('--stage <name>', 'on a deployed stage, with your own AWS credentials')
      .argParser(parseStage)
      .conflicts(['data']),
  );

const at = (): Option =>
  new Option('--at <time>', 'as if it were then: an instant, or a day (its noon, UTC)').argParser(parseAt);

const policy = (): Option =>
  new Option('--policy <policy>', 'what is asked about, from now on').choices(policyIds);

function addStartCommand(
  program: CliCommand,
  run: (file: string | undefined, options: Options) => Promise<void>,
): void {
  common(program.command('start'))
    .description('start the local home: import, audit, deliver, then serve its pages')
    .argument('[export]', 'ZIP, CSV or unpacked folder; without it the sample')
    .addOption(new Option('--port <port>', 'port of the pages; 0 takes any free one').argParser(parsePort))
    .addOption(policy())
    .action(run);
}

function addImportCommand(program: CliCommand, run: Run): void {
  staged(printing(program.command('import')))
    .description('import one or several exports, in this order')
    .argument('<file...>', 'ZIP, CSV or unpacked folder')
    .addOption(at())
    .addOption(policy())
    .option('--accept-shrink', 'the exports are right: take them in, also where contacts are missing')
    .action(async (files: string[], options: Options) => {
      if (options.stage !== undefined && (options.at ?? options.policy) !== undefined)
        throw new UsageError('--at and --policy do not go with --stage; "woher owner set" changes a policy.');
      const paths = files.map(fromCaller);
      const { checkReadable } = await import('./upload.ts');
      for (const path of paths) await checkReadable(path);
      const { at: when, policy: asked, acceptShrink } = options;
      await run('import', { files: paths, at: when, policy: asked, acceptShrink }, options);
    });
}

/** What the rules find, and what is known. */
function addKnowledgeCommands(program: CliCommand, run: Run): void {
  printing(program.command('audit'))
    .description('run the hourly schedule at a time, and print whom the rules ask about')
    .addOption(at())
    .action((options: Options) => run('audit', { at: options.at }, options));

  for (const [name, description] of [
    ['contacts', 'everybody, with what is known of them'],
    ['findings', 'whom the rules ask about, and why'],
    ['decisions', 'your answers, and what the exports prove about removals'],
    ['imports', 'every upload and what became of it'],
  ] as const)
    staged(printing(program.command(name)))
      .description(description)
      .action((options: Options) => run(name, {}, options));
}

function addDecideCommand(program: CliCommand, run: Run): void {
  printing(program.command('decide'))
    .description('answer for one contact, as a click in the mail does')
    .argument('<contact>', 'contact id, profile address, or a name that only one contact has')
    .argument('<answer>', answers.join(', '), parseAnswer)
    .addOption(new Option('--origin <origin>', 'how you know them (keep)').choices(origins))
    .option('--label <label...>', 'labels (keep)')
    .option('--note <note>', 'a private note')
    .addOption(at())
    .action((contact: string, answer: string, options: Options) =>
      run(
        'decide',
        {
          contact,
          answer,
          origin: options.origin,
          labels: options.label,
          note: options.note,
          at: options.at,
        },
        options,
      ),
    );
}

function addMailCommands(program: CliCommand, run: Run): void {
  staged(printing(program.command('outbox')))
    .description('the mails so far, or the text of one')
    .argument('[id]', 'id of a mail')
    .action((mailId: string | undefined, options: Options) => run('outbox', { mailId }, options));

  staged(printing(program.command('resend')))
    .description('try once more to send a mail that is held or failed')
    .argument('<id>', 'id of a mail, as outbox lists it', parseMailId)
    .action((mailId: string, options: Options) => run('resend', { mailId }, options));
}

function addOwnerCommands(program: CliCommand, run: Run): void {
  const owners = program.command('owner').description('owners: whom Woher works for, and their settings');
  const settings = (command: CliCommand): CliCommand =>
    staged(common(command))
      .addOption(new Option('--locale <locale>', 'language of mails and pages').choices(locales))
      .addOption(new Option('--zone <zone>', 'time zone, such as Europe/Berlin').argParser(parseZone))
      .addOption(policy())
      .addOption(
        new Option('--digest-size <number>', 'contacts that one mail asks about').argParser(parseDigestSize),
      )
      .option('--json', 'print JSON instead of lines');
  const settingsOf = ({ locale, zone, policy: asked, digestSize, json }: Options) => {
    return { locale, zone, policy: asked, digestSize, json: json ?? false };
  };

  settings(owners.command('add'))
    .description('add somebody, and send them the mail with the upload link; again mends what failed')
    .argument('<address>', 'mail address', parseAddress)
    .addOption(new Option('--id <id>', 'id of the owner; a random one without it').argParser(parseOwner))
    .action((address: string, options: Options) =>
      run('owner-add', { address, id: options.id, ...settingsOf(options) }, options),
    );

  staged(common(owners.command('list')))
    .description('everybody, with their settings')
    .option('--json', 'print JSON instead of lines')
    .action((options: Options) => run('owner-list', {}, options));

  settings(owners.command('set'))
    .description('change the settings of an owner')
    .argument('<id>', 'id of the owner', parseOwner)
    .addOption(new Option('--address <address>', 'where the mails go').argParser(parseAddress))
    .option('--new-upload-links', 'end all links to upload and to unsubscribe, and mail new ones')
    .addOption(
      new Option('--lift-stop', 'mail again to an address that bounced or complained').conflicts('address'),
    )
    .addOption(new Option('--pause', 'no digests until --resume').conflicts('resume'))
    .option('--resume', 'digests come again')
    .action((id: string, options: Options) => {
      const { address, newUploadLinks, liftStop, pause, resume } = options;
      const paused = pause === true ? true : resume === true ? false : undefined;
      const given = { id, address, newUploadLinks, liftStop, paused };
      return run('owner-set', { ...given, ...settingsOf(options) }, options);
    });
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

/** Without `--data` the folder lies in the package: the same one, wherever the person calls from. */
const folderOf = (options: Options, name: string): string =>
  options.data === undefined ? join(packageRoot, name) : fromCaller(options.data);

/** npm runs scripts in the package's folder; what the person typed is meant from where they are. */
function fromCaller(path: string): string {
  if (isAbsolute(path)) return path;
  const byNpm = process.env.npm_lifecycle_event !== undefined && process.env.npm_command !== 'exec';
  const inPackage = realpathSync(process.cwd()) === realpathSync(packageRoot);
  const caller = byNpm && inPackage ? process.env.INIT_CWD : undefined;
  return resolve(caller ?? process.cwd(), path);
}

function parseAt(text: string): string {
  const at = z.iso.date().safeParse(text).success ? `${text}T12:00:00Z` : text;
  const isInstant = z.iso.datetime({ offset: true }).safeParse(at).success;
  const year = new Date(at).getUTCFullYear();
  if (!isInstant || year < 2000 || year > 2100)
    throw new InvalidArgumentError('Say a time like 2026-11-01T08:00:00Z, or a day like 2026-11-01.');
  return new Date(at).toISOString();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

function parseOwner(text: string): string {
  if (!ownerIdPattern.test(text)) throw new InvalidArgumentError('An owner id is 2 to 13 of a-z and 2-7.');
  return text;
}

function parseStage(text: string): string {
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(text))
    throw new InvalidArgumentError(
      'A stage is called by up to 20 small letters, digits and hyphens, such as prod.',
    );
  return text;
}

function parseMailId(text: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(text))
    throw new InvalidArgumentError('The ids are those that "woher outbox" lists.');
  return text;
}

function parseAnswer(text: string): string {
  if (!answers.some((answer) => answer === text))
    throw new InvalidArgumentError(`Allowed answers are ${answers.join(', ')}.`);
  return text;
}
