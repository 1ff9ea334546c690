import { describe, expect, it } from 'vitest';
import type { Send } from '../../../shared/domain/mail.ts';
import type { StoreUnderTest } from '../contact-store-contract.ts';
import { anotherOwner, asText, mailId, mailOf, second, sending } from './values.ts';

export function mailsContract(store: StoreUnderTest): void {
  describe('mails', () => {
    it('freezes a mail once: the one that stands is given back', async () => {
      const ownerId = anotherOwner();
      expect(await store().readMail(ownerId, 'audit', mailId('digest-2026-01'))).toBeUndefined();
      const mail = mailOf(ownerId, 'digest-2026-01');
      expect(await store().freezeMail('audit', mail)).toEqual(mail);
      expect(await store().freezeMail('audit', { ...mail, mime: 'other' })).toEqual(mail);
      expect(asText(await store().readMail(ownerId, 'audit', mail.mailId))).toBe(asText(mail));
    });

    it('freezes one of many at once', async () => {
      const ownerId = anotherOwner();
      const frozen = await Promise.all(
        [...'0123456789'].map((digit) =>
          store().freezeMail('audit', mailOf(ownerId, 'digest-2026-01', digit)),
        ),
      );
      expect(new Set(frozen.map(({ mime }) => mime)).size).toBe(1);
    });

    it('keeps 150 KB to the byte, and a year of such mails', async () => {
      const ownerId = anotherOwner();
      const mime = `${'=C3=A4 ä\r\n'.repeat(13_600)}`;
      const ids = Array.from({ length: 12 }, (_, i) => `digest-2026-${String(i + 1).padStart(2, '0')}`);
      for (const id of ids) await store().freezeMail('audit', mailOf(ownerId, id, mime));
      const mails = await store().readMails(ownerId, 'audit');
      expect(mails.map((mail) => mail.mailId)).toEqual(ids);
      expect(mails.every((mail) => mail.mime === mime)).toBe(true);
    });

    it('keeps makers and owners apart', async () => {
      const [ownerId, other] = [anotherOwner(), anotherOwner()];
      await store().freezeMail('audit', mailOf(ownerId, 'same', 'audit'));
      await store().freezeMail('ingest', mailOf(ownerId, 'same', 'ingest'));
      await store().freezeMail('admin', mailOf(other, 'same', 'admin'));
      expect((await store().readMails(ownerId, 'ingest')).map(({ mime }) => mime)).toEqual(['ingest']);
      expect(await store().readMails(ownerId, 'admin')).toEqual([]);
      expect((await store().readMail(other, 'admin', mailId('same')))?.mime).toBe('admin');
    });
  });

  describe('sends', () => {
    it('gives the claim to exactly one of many, even at the same millisecond', async () => {
      const ownerId = anotherOwner();
      const claims = await Promise.all(
        Array.from({ length: 25 }, () => store().claimSend(ownerId, sending('digest-2026-01', 1))),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(asText(await store().readSends(ownerId))).toBe(asText([sending('digest-2026-01', 1)]));
    });

    it('writes an answer to what is being sent, and none over an answer', async () => {
      const ownerId = anotherOwner();
      const claim = sending('digest-2026-01', 1);
      const refused: Send = {
        ...claim,
        state: 'refused',
        answeredAt: second(2),
        messageId: '0102-abc',
        code: 'Throttling',
        notBefore: second(600),
        madeBy: 'admin',
        followed: true,
      };
      await store().claimSend(ownerId, claim);
      await store().answerSend(ownerId, refused);
      await store().answerSend(ownerId, { ...claim, state: 'sent', answeredAt: second(3) });
      expect(asText(await store().readSends(ownerId, claim.mailId))).toBe(asText([refused]));
      expect(await store().claimSend(ownerId, claim)).toBe(false);
    });

    it('holds what is being sent, and claims what is held from the start', async () => {
      const ownerId = anotherOwner();
      const held: Send = { ...sending('digest-2026-01', 1), state: 'held', code: 'noSendEvent' };
      await store().claimSend(ownerId, sending('digest-2026-01', 1));
      await store().answerSend(ownerId, held);
      await store().answerSend(ownerId, { ...held, state: 'sent' });
      const another: Send = { ...held, attempt: 2, code: 'addressBounced' };
      expect(await store().claimSend(ownerId, another)).toBe(true);
      expect(asText(await store().readSends(ownerId))).toBe(asText([held, another]));
    });

    it('makes no attempt of an answer', async () => {
      const ownerId = anotherOwner();
      await store().answerSend(ownerId, { ...sending('digest-2026-01', 1), state: 'sent' });
      expect(await store().readSends(ownerId)).toEqual([]);
    });

    it('lists attempts in their order, of one mail or of all', async () => {
      const ownerId = anotherOwner();
      for (const attempt of [2, 10, 1]) await store().claimSend(ownerId, sending('digest-2026-01', attempt));
      await store().claimSend(ownerId, sending('digest-2026-012', 1));
      await store().claimSend(anotherOwner(), sending('digest-2026-01', 1));
      const ofMail = await store().readSends(ownerId, mailId('digest-2026-01'));
      expect(ofMail.map(({ attempt }) => attempt)).toEqual([1, 2, 10]);
      expect(await store().readSends(ownerId)).toHaveLength(4);
    });
  });
}
