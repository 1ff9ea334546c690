import type { IsoTime, MailId } from '../domain/ids.ts';
import type { ImportRecord } from '../domain/import.ts';
import type { FrozenMail } from '../domain/mail.ts';
import type { Owner } from '../domain/owner.ts';
import { type OwnerLinks, ownerLinks, ticketExpiresAt } from '../domain/ticket.ts';
import { uploadIdPattern } from '../domain/upload.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { MailMessage, NoticeMessage, Queue } from '../ports/queue.ts';
import { buildMime } from '../render/mail/mime.ts';
import { renderNotice } from '../render/mail/notice-mail.tsx';

export type NotifyOwnerServices = {
  readonly store: Pick<ContactStore, 'readOwner' | 'readImports' | 'readMail' | 'freezeMail'>;
  readonly mails: Queue<MailMessage>;
  readonly baseUrl: string;
  readonly sender: string;
};

/**
 * Freezes the notice about an upload that was rejected or held, and queues it. Every step may be repeated: one notice an
 * import, and the mail that stands is queued again. Undefined when there is nothing to tell any more, or no link.
 */
export async function notifyOwner(
  services: NotifyOwnerServices,
  { ownerId, importId, uploadId, at }: NoticeMessage,
): Promise<FrozenMail | undefined> {
  const { store, mails, baseUrl } = services;
  const [owner, imports] = await Promise.all([store.readOwner(ownerId), store.readImports(ownerId)]);
  const record = imports.findLast((one) => one.importId === importId && isTold(one));
  const links = owner && ownerLinks(owner, at, baseUrl);
  if (owner === undefined || record === undefined || links === undefined) return undefined;
  const mailId = `notice-${importId}` as MailId;
  const mail =
    (await store.readMail(ownerId, 'audit', mailId)) ??
    (await store.freezeMail(
      'audit',
      await noticeOf(services, { owner, record, links, mailId, uploadId, at }),
    ));
  await mails.send({ ownerId, mailId, madeBy: 'audit', at });
  return mail;
}

const isTold = ({ status }: ImportRecord): boolean => status === 'rejected' || status === 'held';

async function noticeOf(
  { sender }: NotifyOwnerServices,
  of: {
    owner: Owner;
    record: ImportRecord;
    links: OwnerLinks;
    mailId: MailId;
    uploadId: string;
    at: IsoTime;
  },
): Promise<FrozenMail> {
  const { owner, record, links, mailId, uploadId, at } = of;
  const { ownerId, address: to, locale } = owner;
  // Whoever puts an object into the bucket may call the upload what they like; a page has only those that Woher named.
  const result = uploadIdPattern.test(uploadId) ? `${links.upload}/${uploadId}` : links.upload;
  const { subject, text, html } = renderNotice(owner, {
    record,
    links: { result, stop: links.stop },
    resultUntil: ticketExpiresAt('upload', at, owner.rhythm),
  });
  const mime = await buildMime({
    from: sender,
    to,
    subject,
    text,
    html,
    locale,
    date: at,
    messageId: `${mailId}.${ownerId}`,
    unsubscribeUrl: links.stop,
  });
  return { ownerId, mailId, kind: 'notice', to, subject, mime, frozenAt: at };
}
