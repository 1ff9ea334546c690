import type { Command } from 'commander';
import { at, type Options, printing, type Run, staged } from './options.ts';

/** What the rules find, and what is known. */
export function addKnowledgeCommands(program: Command, run: Run): void {
  printing(program.command('audit'))
    .description('run the hourly schedule at a time, and print whom the rules ask about')
    .addOption(at())
    .action((options: Options) => run('audit', { at: options.at }, options));

  staged(printing(program.command('why')))
    .description('one contact: what is known, what was looked for, why each rule asks or not')
    .argument('<contact>', 'contact id, profile address, or a name that only one contact has')
    .action((contact: string, options: Options) => run('why', { contact }, options));

  staged(printing(program.command('overview')))
    .description('who is in the network, roughly, and what you do yourself')
    .option('--list <id>', 'everybody whom one number counts, by the id behind it')
    .action(({ list, ...options }: Options) => run('overview', { list }, options));

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
