import { access, readFile } from 'node:fs/promises';
import type { Email } from 'postal-mime';
import { mailPath } from '../../shared/adapters/folder/mailer.ts';
import { compareText, defined } from '../../shared/domain/collections.ts';
import type { MailId, OwnerId } from '../../shared/domain/ids.ts';
import type { FrozenMail, MailMaker } from '../../shared/domain/mail.ts';
import { mailState, recordOf } from '../../shared/domain/mail-state.ts';
import type { OutboxShape } from './commands/shapes.ts';
import { systemCode } from './errors.ts';
import type { Place } from './place.ts';

const makers = ['audit', 'ingest', 'admin'] as const;

/** All mails to one owner with what became of them, oldest first. */
export async function mailsOf(
  place: Pick<Place, 'store' | 'outbox'>,
  ownerId: OwnerId,
): Promise<OutboxShape> {
  const [sends, outcomes, ...made] = await Promise.all([
    place.store.readSends(ownerId),
    place.store.readOutcomes(ownerId),
    ...makers.map((maker) => place.store.readMails(ownerId, maker)),
  ]);
  const shapes = await Promise.all(
    made.flat().map(async (mail) => {
      const state = mailState(recordOf({ sends, outcomes }, mail.mailId));
      return shapeOf(place, mail, state);
    }),
  );
  return shapes.sort((a, b) => compareText(a.at, b.at) || compareText(a.mailId, b.mailId));
}

async function shapeOf(
  { outbox }: Pick<Place, 'outbox'>,
  mail: FrozenMail,
  state: OutboxShape[number]['state'],
): Promise<OutboxShape[number]> {
  const path = outbox === undefined ? undefined : mailPath(outbox, mail);
  const isThere =
    path !== undefined &&
    (await access(path).then(
      () => true,
      () => false,
    ));
  const { mailId, kind, to, subject, frozenAt: at } = mail;
  return defined({ mailId, kind, to, subject, state, emlPath: isThere ? path : undefined, at });
}

/** A mail as it was frozen, with the function that made it; undefined: there is none. */
export async function findMail(
  { store }: Pick<Place, 'store'>,
  ownerId: OwnerId,
  mailId: string,
): Promise<{ mail: FrozenMail; madeBy: MailMaker } | undefined> {
  for (const madeBy of makers) {
    const mail = await store.readMail(ownerId, madeBy, mailId as MailId);
    if (mail !== undefined) return { mail, madeBy };
  }
  return undefined;
}

/** What a mail says, read by a parser that did not write it: what is sent is the same to the byte. */
export async function textOfMail({ mime }: FrozenMail): Promise<string> {
  const { default: PostalMime } = await import('postal-mime');
  return (await PostalMime.parse(mime)).text ?? '';
}

/** A delivered mail, as bytes and read by a parser that did not write it; undefined: there is none. */
export async function readMailFile(
  home: { readonly outbox: string },
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
