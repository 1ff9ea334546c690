import { access, readFile } from 'node:fs/promises';
import type { Email } from 'postal-mime';
import { mailPath } from '../../shared/adapters/folder/mailer.ts';
import { compareText, defined } from '../../shared/domain/collections.ts';
import type { MailId, OwnerId } from '../../shared/domain/ids.ts';
import { type FrozenMail, mailState } from '../../shared/domain/mail.ts';
import type { OutboxShape } from './commands/shapes.ts';
import { systemCode } from './errors.ts';
import type { Home } from './services.ts';

const makers = ['audit', 'ingest', 'admin'] as const;

/** All mails to one owner with what became of them, oldest first. */
export async function mailsOf(home: Home, ownerId: OwnerId): Promise<OutboxShape> {
  const [sends, ...made] = await Promise.all([
    home.store.readSends(ownerId),
    ...makers.map((maker) => home.store.readMails(ownerId, maker)),
  ]);
  const shapes = await Promise.all(
    made.flat().map(async (mail) => {
      const own = sends.filter((send) => send.mailId === mail.mailId);
      return shapeOf(home, mail, mailState(own));
    }),
  );
  return shapes.sort((a, b) => compareText(a.at, b.at) || compareText(a.mailId, b.mailId));
}

async function shapeOf(
  home: Home,
  mail: FrozenMail,
  state: OutboxShape[number]['state'],
): Promise<OutboxShape[number]> {
  const path = mailPath(home.outbox, mail);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  const { mailId, kind, to, subject, frozenAt: at } = mail;
  return defined({ mailId, kind, to, subject, state, emlPath: isThere ? path : undefined, at });
}

/** A delivered mail, as bytes and read by a parser that did not write it; undefined: there is none. */
export async function readMailFile(
  home: Pick<Home, 'outbox'>,
  mail: { ownerId: OwnerId; mailId: string },
): Promise<{ bytes: Uint8Array<ArrayBuffer>; parsed: Email } | undefined> {
  if (!/^[a-z0-9-]{1,64}$/.test(mail.mailId)) return undefined;
  try {
    const path = mailPath(home.outbox, { ownerId: mail.ownerId, mailId: mail.mailId as MailId });
    const bytes = new Uint8Array(await readFile(path));
    const { default: PostalMime } = await import('postal-mime');
    return { bytes, parsed: await PostalMime.parse(bytes) };
  } catch (fault) {
    if (systemCode(fault) === 'ENOENT') return undefined;
    throw fault;
  }
}
