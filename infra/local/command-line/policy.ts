import { type Command, Option } from 'commander';
import { complianceKinds } from '../../../shared/domain/finding.ts';
import { at, type Options, printing, type Run, staged, switchedBy, switches, thresholds } from './options.ts';
import { parseComplianceKind, parseDay } from './parsers.ts';

/** What is asked about: policies, the compliance list, employers. */
export function addPolicyCommands(program: Command, run: Run): void {
  addPolicyCommand(program, run);
  addComplianceCommand(program, run);
  addEmployerCommand(program, run);
}

function addPolicyCommand(program: Command, run: Run): void {
  const policies = program
    .command('policy')
    .description('what is asked about, and what another policy would ask');
  switches(staged(printing(policies.command('compare'))))
    .description('what each policy would ask now; changes nothing')
    .addOption(at())
    .addOption(thresholds('--set <name=number>', 'try another threshold; "policy show" lists them'))
    .action((options: Options) =>
      run('policy-compare', { at: options.at, set: options.set, switched: switchedBy(options) }, options),
    );
  staged(printing(policies.command('show')))
    .description('the rules that ask, and their thresholds')
    .action((options: Options) => run('policy-show', {}, options));
}

function addComplianceCommand(program: Command, run: Run): void {
  const list = program.command('compliance').description('with whom a contract or a rule forbids contact');
  staged(printing(list.command('list')))
    .description('the list, and how many contacts it names')
    .action((options: Options) => run('compliance-list', {}, options));
  staged(printing(list.command('add')))
    .description('put a company, an e-mail domain or a person on the list')
    .argument('<by>', complianceKinds.join(', '), parseComplianceKind)
    .argument('<value>', 'name of the company or the person, or the domain')
    .requiredOption('--reason <text>', 'why; shown on your page, never in a mail')
    .addOption(new Option('--until <day>', 'the last day on which it binds').argParser(parseDay))
    .action((by: string, value: string, { reason, until, ...options }: Options) =>
      run('compliance-add', { by, value, reason, until }, options),
    );
  staged(printing(list.command('remove')))
    .description('take something off the list')
    .argument('<by>', complianceKinds.join(', '), parseComplianceKind)
    .argument('<value>', 'as it stands on the list')
    .action((by: string, value: string, options: Options) =>
      run('compliance-remove', { by, value }, options),
    );
}

function addEmployerCommand(program: Command, run: Run): void {
  const employers = program.command('employer').description('how names of employers are understood');
  staged(printing(employers.command('same')))
    .description('these names mean one employer; without names: what is kept')
    .argument('[name...]', 'two names or more')
    .option('--off', 'they mean it no longer')
    .action((names: string[], { off, ...options }: Options) => run('employer-same', { names, off }, options));
  staged(printing(employers.command('large')))
    .description('so many work there that it hints at nothing; without a name: what is kept')
    .argument('[company]', 'name of the employer')
    .option('--off', 'it is not large after all')
    .action((company: string | undefined, { off, ...options }: Options) =>
      run('employer-large', { company, off }, options),
    );
}
