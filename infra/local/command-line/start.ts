import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { at, common, type Options, policy, printing, type Run, staged } from './options.ts';
import { parsePort } from './parsers.ts';
import { fromCaller } from './paths.ts';

/** `woher start`. */
export function addStartCommand(
  program: Command,
  run: (file: string | undefined, options: Options) => Promise<void>,
): void {
  common(program.command('start'))
    .description('start the local home: import, audit, deliver, then serve its pages')
    .argument(
      '[export]',
      'ZIP, CSV or unpacked folder; without it the sample, or with --data what is there already',
    )
    .addOption(new Option('--port <port>', 'port of the pages; 0 takes any free one').argParser(parsePort))
    .addOption(policy())
    .action(run);
}

/** `woher import`. */
export function addImportCommand(program: Command, run: Run): void {
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
      const { checkReadable } = await import('../upload.ts');
      for (const path of paths) await checkReadable(path);
      const { at: when, policy: asked, acceptShrink } = options;
      await run('import', { files: paths, at: when, policy: asked, acceptShrink }, options);
    });
}
