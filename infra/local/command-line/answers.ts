import { type Command, Option } from 'commander';
import { answers, origins, pairAnswers } from '../../../shared/domain/decision.ts';
import { UsageError } from '../errors.ts';
import { at, type Options, printing, type Run, staged } from './options.ts';
import { parseAnswer, parseMailId } from './parsers.ts';

/** `woher decide`. */
export function addDecideCommand(program: Command, run: Run): void {
  printing(program.command('decide'))
    .description('answer for a contact, a group, a pair or an invitation, as a click in the mail does')
    .argument(
      '<subject>',
      'contact id, profile address, a name that only one contact has, or a subject that "woher findings --json" prints',
    )
    .argument('[answer]', [...answers, ...pairAnswers].join(', '), parseAnswer)
    .addOption(
      new Option('--undo', 'take the latest answer back instead; the one before it holds again').conflicts([
        'origin',
        'label',
        'note',
        'except',
      ]),
    )
    .addOption(
      new Option('--origin <origin>', 'how you know them (keep); none: no longer said').choices([
        ...origins,
        'none',
      ]),
    )
    .option('--label <label...>', 'labels (keep); "": none any more')
    .option('--note <note>', 'a private note; to keep somebody on the compliance list, the reason')
    .option('--except <contact...>', 'members of a group who stay open (keep, remove)')
    .addOption(at())
    .action((contact: string, answer: string | undefined, options: Options) => {
      if ((answer === undefined) !== (options.undo === true))
        throw new UsageError('Say either an answer or --undo, which takes the latest one back.');
      if (answer === undefined) return run('undo', { contact, at: options.at }, options);
      return run(
        'decide',
        {
          contact,
          answer,
          origin: options.origin,
          labels: options.label,
          note: options.note,
          except: options.except,
          at: options.at,
        },
        options,
      );
    });
}

/** `woher outbox` and `woher resend`. */
export function addMailCommands(program: Command, run: Run): void {
  staged(printing(program.command('outbox')))
    .description('the mails so far, or the text of one')
    .argument('[id]', 'id of a mail')
    .action((mailId: string | undefined, options: Options) => run('outbox', { mailId }, options));

  staged(printing(program.command('resend')))
    .description('try once more to send a mail that is held or failed')
    .argument('<id>', 'id of a mail, as outbox lists it', parseMailId)
    .action((mailId: string, options: Options) => run('resend', { mailId }, options));
}
