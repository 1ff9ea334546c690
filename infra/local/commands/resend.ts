import * as z from 'zod';
import { isoTime } from '../../../shared/domain/ids.ts';
import { type MailState, mailState } from '../../../shared/domain/mail-state.ts';
import { exitCodes, UsageError } from '../errors.ts';
import { findMail } from '../mails.ts';
import { ownerWords } from '../owner-words.ts';
import type { Place } from '../place.ts';
import { type Command, commonArgs, ownerOf, printJson } from './command.ts';
import { resendShape } from './shapes.ts';

const resendArgs = commonArgs.extend({ mailId: z.string().regex(/^[a-z0-9-]{1,64}$/) });

/**
 * `woher resend`: asks for one more attempt to send a mail that is held or failed. What was sent, or may have been sent
 * until an event or a day tells, is never sent again (REQUIREMENTS C-3).
 */
export const command: Command<z.infer<typeof resendArgs>, Place> = {
  args: resendArgs,
  run: async (place, args, io) => {
    const {
      owner: { ownerId, locale },
    } = await ownerOf(place, args);
    const found = await findMail(place, ownerId, args.mailId);
    if (found === undefined)
      throw new UsageError(`There is no mail "${args.mailId}" to ${ownerId}; "woher outbox" lists them.`);
    const { mailId } = found.mail;
    const [sends, outcomes] = await Promise.all([
      place.store.readSends(ownerId, mailId),
      place.store.readOutcomes(ownerId, mailId),
    ]);
    const state = mailState({ sends, outcomes });
    const words = ownerWords(locale);
    const isAsked = mayGoAgain(state);
    if (isAsked)
      await place.mails.send({
        ownerId,
        mailId,
        madeBy: found.madeBy,
        at: isoTime(place.now()),
        again: true,
      });
    if (args.json) printJson(io, resendShape, { mailId, state, asked: isAsked });
    else if (isAsked) io.out(`${words.resent(mailId)}\n`);
    if (mayGoAgain(state)) return exitCodes.done;
    io.err(`${words.notResent(words.notAgain[state])}\n`);
    return exitCodes.refused;
  },
};

const mayGoAgain = (state: MailState): state is 'held' | 'failed' => state === 'held' || state === 'failed';
