import type { MailId, OwnerId } from '../../domain/ids.ts';
import type { MailMaker } from '../../domain/mail.ts';
import { families } from '../../names.ts';
import type { MailStore, SendStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import { attemptIsSending, itemIsAbsent } from './conditions.ts';
import { ItemVanished } from './errors.ts';
import { mailShape, sendShape } from './items.ts';
import { mailPartition, partition, sendKey, sendsOf } from './keys.ts';
import { decodeItem, encodeItem } from './schema.ts';

export function createMailStore(table: TableAccess): MailStore {
  const readMail = async (ownerId: OwnerId, madeBy: MailMaker, mailId: MailId) => {
    const item = await table.get({ pk: mailPartition(madeBy, ownerId), sk: mailId });
    return item && decodeItem(mailShape, item);
  };
  return {
    readMail,

    async readMails(ownerId, madeBy) {
      return table.query({ pk: mailPartition(madeBy, ownerId) }, (item) => decodeItem(mailShape, item));
    },

    async freezeMail(madeBy, mail) {
      const pk = mailPartition(madeBy, mail.ownerId);
      if (await table.putIf(encodeItem(mailShape, { pk, sk: mail.mailId }, mail), itemIsAbsent)) return mail;
      const standing = await readMail(mail.ownerId, madeBy, mail.mailId);
      if (standing === undefined) throw new ItemVanished(pk.split('#')[0] ?? '');
      return standing;
    },
  };
}

export function createSendStore(table: TableAccess): SendStore {
  const sendsOfOwner = (ownerId: OwnerId): string => partition(families.sends, ownerId);
  return {
    async readSends(ownerId, mailId) {
      const range = {
        pk: sendsOfOwner(ownerId),
        ...(mailId === undefined ? {} : { prefix: sendsOf(mailId) }),
      };
      return table.query(range, (item) => decodeItem(sendShape, item));
    },

    async claimSend(ownerId, send) {
      const key = { pk: sendsOfOwner(ownerId), sk: sendKey(send.mailId, send.attempt) };
      return table.putIf(encodeItem(sendShape, key, send), itemIsAbsent);
    },

    async answerSend(ownerId, send) {
      const key = { pk: sendsOfOwner(ownerId), sk: sendKey(send.mailId, send.attempt) };
      await table.putIf(encodeItem(sendShape, key, send), attemptIsSending, { ':sending': 'sending' });
    },
  };
}
