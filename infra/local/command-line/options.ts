import { type Command, Option } from 'commander';
import { policyIds } from '../../../shared/domain/policy.ts';
import type { CommandName } from '../commands/index.ts';
import { UsageError } from '../errors.ts';
import { parseAskId, parseThreshold } from '../settings.ts';
import { parseAt, parseOwner, parseStage } from './parsers.ts';

/** What commander read; what is not named here each command checks again by its own schema. */
export type Options = Record<string, unknown> & {
  data?: string;
  stage?: string;
  verbose?: boolean;
  json?: boolean;
};

/** Runs one of the home's commands, or of a stage's. */
export type Run = (command: CommandName, args: Record<string, unknown>, options: Options) => Promise<void>;

/** Options of every command. */
export const common = (command: Command): Command =>
  command
    .option('--data <dir>', 'data folder', undefined)
    .option('--verbose', 'log to standard error: ids and codes only');

/** Of a command that prints data about one owner. */
export const printing = (command: Command): Command =>
  common(command)
    .addOption(new Option('--owner <id>', 'another owner than the first').argParser(parseOwner))
    .option('--json', 'print JSON instead of lines');

/** Of a command that also works on a deployed stage. */
export const staged = (command: Command): Command =>
  command.addOption(
    new Option('--stage <name>', 'on a deployed stage, with your own AWS credentials')
      .argParser(parseStage)
      .conflicts(['data']),
  );

/** `--at`: the time that counts as now. */
export const at = (): Option =>
  new Option('--at <time>', 'as if it were then: an instant, or a day (its noon, UTC)').argParser(parseAt);

/** `--policy`: the policy that is chosen. */
export const policy = (): Option =>
  new Option('--policy <policy>', 'what is asked about, from now on').choices(policyIds);

/** A threshold by its name, as often as one likes. */
export const thresholds = (flags: string, description: string): Option =>
  new Option(flags, description).argParser(
    (text: string, before: Record<string, number | null> = {}): Record<string, number | null> => {
      const [name, value] = parseThreshold(text);
      return { ...before, [name]: value };
    },
  );

/** What asks and what does not, each several at once and as often as one likes. */
export const switches = (command: Command): Command =>
  command
    .addOption(askIdsOf('--ask <rule...>', 'rules that ask, whatever the policy; "policy show" lists them'))
    .addOption(askIdsOf('--do-not-ask <rule...>', 'rules that do not ask, whatever the policy'))
    .addOption(askIdsOf('--ask-by-policy <rule...>', 'rules that ask where the policy does, again'));

const askIdsOf = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text: string, before: string[] = []): string[] => [
    ...before,
    parseAskId(text),
  ]);

/** What is switched on and off by these options; `null` is the policy's. @throws UsageError where they contradict */
export function switchedBy({ ask, doNotAsk, askByPolicy }: Options): Record<string, boolean | null> {
  const said = new Map<string, boolean | null>();
  const options = [
    [ask, true],
    [doNotAsk, false],
    [askByPolicy, null],
  ] as const;
  for (const [rules, value] of options)
    for (const rule of (rules ?? []) as readonly string[]) {
      if (said.has(rule) && said.get(rule) !== value)
        throw new UsageError(`Say one thing about "${rule}": that it asks, that it does not, or the policy.`);
      said.set(rule, value);
    }
  return Object.fromEntries(said);
}
