import * as z from 'zod';
import { exitCodes, UsageError } from '../errors.ts';
import { findMail, mailsOf, textOfMail } from '../mails.ts';
import type { Place } from '../place.ts';
import { type Command, commonArgs, ownerOf, plain, printJson, shownDay, tableText } from './command.ts';
import { outboxShape } from './shapes.ts';

const outboxArgs = commonArgs.extend({ mailId: z.string().optional() });

/** `woher outbox`: the mails so far, oldest first; with an id the text of one. */
export const command: Command<z.infer<typeof outboxArgs>, Place> = {
  args: outboxArgs,
  run: async (place, args, io) => {
    const { owner, words } = await ownerOf(place, args);
    const all = await mailsOf(place, owner.ownerId);
    const mails = args.mailId === undefined ? all : all.filter(({ mailId }) => mailId === args.mailId);
    const [one] = mails;
    if (args.mailId !== undefined && one === undefined) throw new UsageError('There is no mail by this id.');
    if (args.json) printJson(io, outboxShape, mails);
    else if (one === undefined) io.err(`${words.noMails}\n`);
    else if (args.mailId === undefined) {
      const rows = mails.map(({ at, mailId, state, to, subject }) => [
        shownDay(at, owner),
        mailId,
        words.mailState[state],
        to,
        plain(subject),
      ]);
      io.out(tableText(rows));
    } else {
      const found = await findMail(place, owner.ownerId, one.mailId);
      const text = found === undefined ? '' : await textOfMail(found.mail);
      io.out(`${plain(one.subject)}\n\n${plain(text)}\n`);
    }
    return exitCodes.done;
  },
};
