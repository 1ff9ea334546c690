import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailId, OwnerId } from '../../domain/ids.ts';
import type { Mailer } from '../../ports/mailer.ts';
import { writeFileAtomic } from './atomic-file.ts';

const retryAfterSeconds = 60;

/** Where the outbox keeps one mail. */
export const mailPath = (outbox: string, mail: { ownerId: OwnerId; mailId: MailId }): string =>
  join(outbox, mail.ownerId, `${mail.mailId}.eml`);

/**
 * "Sends" into a folder, one `.eml` a mail. A file is there as a whole or not at all, so this carrier always knows
 * what became of an attempt whose answer was lost.
 */
export function createFolderMailer(options: { outbox: string }): Mailer {
  const lookUp: Mailer['lookUp'] = async (mail) => {
    try {
      await access(mailPath(options.outbox, mail));
      return 'sent';
    } catch (fault) {
      return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT' ? 'notSent' : 'unknown';
    }
  };
  return {
    tellsOutcomes: false,
    lookUp,
    send: async (mail) => {
      try {
        await writeFileAtomic(mailPath(options.outbox, mail), mail.mime);
      } catch (fault) {
        const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'writeFailed';
        if ((await lookUp(mail)) !== 'notSent') return { outcome: 'unknown', code };
        return { outcome: 'refused', code, retryAfterSeconds };
      }
      return { outcome: 'sent', messageId: `${mail.ownerId}.${mail.mailId}.${mail.attempt}` };
    },
  };
}
