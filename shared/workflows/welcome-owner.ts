import { createHmac } from 'node:crypto';
import { base32 } from '../domain/base32.ts';
import { WoherError } from '../domain/errors.ts';
import { isoTime, type MailId } from '../domain/ids.ts';
import type { FrozenMail } from '../domain/mail.ts';
import type { Owner } from '../domain/owner.ts';
import { ownerLinks, ticketExpiresAt } from '../domain/ticket.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailStore } from '../ports/contact-store.ts';
import type { MailMessage, Queue } from '../ports/queue.ts';
import { buildMime } from '../render/mail/mime.ts';
import { renderWelcome } from '../render/mail/welcome-mail.tsx';

export type WelcomeOwnerServices = {
  readonly store: Pick<MailStore, 'readMail' | 'freezeMail'>;
  readonly mails: Queue<MailMessage>;
  readonly baseUrl: string;
  readonly sender: string;
  readonly now: Clock;
};

/** There is no key to sign this owner's links with. */
export class UploadKeyMissing extends WoherError {
  constructor() {
    super('uploadKeyMissing', 'this owner has no key for upload links');
  }
}

/**
 * Freezes the mail that welcomes an owner and queues it. Every step may be repeated: the mail that stands is queued again,
 * and `deliver` sends it once. One mail a pair of address and upload key: an owner who got another of the two gets another
 * mail, with a link that works. `again` also asks for one more attempt where the mail is held or failed.
 * @throws UploadKeyMissing
 */
export async function welcomeOwner(
  services: WelcomeOwnerServices,
  owner: Owner,
  { again }: { readonly again?: true | undefined } = {},
): Promise<FrozenMail> {
  const { store, mails, now } = services;
  const { ownerId } = owner;
  const mailId = welcomeMailId(owner);
  const standing = await store.readMail(ownerId, 'admin', mailId);
  const mail = standing ?? (await store.freezeMail('admin', await welcomeMail(services, owner, mailId)));
  await mails.send({ ownerId, mailId, madeBy: 'admin', at: isoTime(now()), ...(again && { again }) });
  return mail;
}

/** The id of the mail that welcomes an owner at this address with this key; without the key it tells nothing of both. */
function welcomeMailId({ address, uploadKey }: Owner): MailId {
  if (!uploadKey) throw new UploadKeyMissing();
  const mac = createHmac('sha256', Buffer.from(uploadKey, 'hex')).update(`v1|welcome|${address}`).digest();
  return `welcome-${base32(mac.subarray(0, 5))}` as MailId;
}

async function welcomeMail(
  { baseUrl, sender, now }: WelcomeOwnerServices,
  owner: Owner,
  mailId: MailId,
): Promise<FrozenMail> {
  const frozenAt = isoTime(now());
  const links = ownerLinks(owner, frozenAt, baseUrl);
  if (links === undefined) throw new UploadKeyMissing();
  const { ownerId, address: to, locale } = owner;
  const { subject, text, html } = renderWelcome(owner, {
    links,
    uploadUntil: ticketExpiresAt('upload', frozenAt, owner.rhythm),
  });
  const mime = await buildMime({
    from: sender,
    to,
    subject,
    text,
    html,
    locale,
    date: frozenAt,
    messageId: `${mailId}.${ownerId}`,
    unsubscribeUrl: links.stop,
  });
  return { ownerId, mailId, kind: 'welcome', to, subject, mime, frozenAt };
}
