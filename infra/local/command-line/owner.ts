import { type Command, Option } from 'commander';
import { locales, rhythms } from '../../../shared/domain/owner.ts';
import { parseAddress, parseDigestSize, parseZone } from '../settings.ts';
import {
  common,
  type Options,
  policy,
  type Run,
  staged,
  switchedBy,
  switches,
  thresholds,
} from './options.ts';
import { parseOwner } from './parsers.ts';

/** `woher owner`: whom Woher works for. */
export function addOwnerCommands(program: Command, run: Run): void {
  const owners = program.command('owner').description('owners: whom Woher works for, and their settings');
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

/** The settings that an owner is made with, and that change. */
const settings = (command: Command): Command =>
  switches(staged(common(command)))
    .addOption(new Option('--locale <locale>', 'language of mails and pages').choices(locales))
    .addOption(new Option('--zone <zone>', 'time zone, such as Europe/Berlin').argParser(parseZone))
    .addOption(policy())
    .addOption(
      new Option('--digest-size <number>', 'contacts that one mail asks about').argParser(parseDigestSize),
    )
    .addOption(new Option('--rhythm <rhythm>', 'how often a digest comes').choices(rhythms))
    .addOption(
      new Option('--nothing-to-ask <what>', 'what comes when there is nothing to ask').choices([
        'mail',
        'noMail',
      ]),
    )
    .addOption(
      new Option(
        '--excerpts <what>',
        'notes and openings of messages, for the page alone: keep them, or none, which erases for good all that are kept',
      ).choices(['keep', 'none']),
    )
    .addOption(thresholds('--set <name=number>', 'a threshold of their own; =default ends it'))
    .option('--json', 'print JSON instead of lines');

const settingsOf = (options: Options) => {
  const { locale, zone, policy: asked, digestSize, rhythm, nothingToAsk, excerpts, set, json } = options;
  const given = { locale, zone, policy: asked, digestSize, rhythm, nothingToAsk, excerpts, thresholds: set };
  return { ...given, switched: switchedBy(options), json: json ?? false };
};
