import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { ImportId, IsoTime, MailId } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { parseTicket, verifyTicket } from '../../shared/domain/ticket.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { type MailMessage, noticeMessage } from '../../shared/ports/queue.ts';
import { notifyOwner } from '../../shared/workflows/notify-owner.ts';
import { anImport } from '../domain/builders.ts';
import { me, storeWithOwner } from '../network.ts';

const baseUrl = 'https://woher.example';
const at = '2026-11-02T09:00:00.000Z' as IsoTime;
const importId = '00112233445566aa' as ImportId;
const mailId = `notice-${importId}` as MailId;
const message = { kind: 'notice', ownerId: me, importId, uploadId: 'u-7', at } as const;
const key = { uploadKey: '7c'.repeat(32) };

const guard = {
  reasons: ['tooManyMissing'],
  expected: 60,
  missing: 34,
  mayMiss: 10,
  missingCanaries: [],
} as const;
const held: ImportRecord = {
  ...anImport(['connections']),
  importId,
  status: 'held',
  fileName: 'meins.zip',
  guard,
};
const rejected: ImportRecord = {
  ...anImport(['connections']),
  importId,
  status: 'rejected',
  fileName: 'meins.pdf',
  rejection: { rejected: 'pdf' },
};

async function notified(
  record: ImportRecord,
  { store, uploadId = 'u-7' }: { store: ContactStore; uploadId?: string },
) {
  await store.writeImport(me, record);
  const mails: MailMessage[] = [];
  const services = {
    store,
    mails: { send: async (mail: MailMessage) => void mails.push(mail) },
    baseUrl,
    sender: 'Woher <woher@example.org>',
  };
  const mail = await notifyOwner(services, { ...noticeMessage.parse(message), uploadId });
  return { mail, mails, read: mail && (await PostalMime.parse(mail.mime)) };
}

const plain = (text: string | undefined): string => (text ?? '').replace(/[\u2066-\u2069]/gu, '');

describe('the notice about an upload', () => {
  test('that is held says the numbers, that nothing changed, and leads to its page', async () => {
    const store = await storeWithOwner(key);
    const { mail, mails, read } = await notified(held, { store });
    expect(mail).toMatchObject({ mailId, kind: 'notice', frozenAt: at });
    expect(mails).toEqual([{ ownerId: me, mailId, madeBy: 'audit', at }]);
    expect(await store.readMail(me, 'audit', mailId)).toEqual(mail);
    expect(read?.subject).toBe('Stimmt dein LinkedIn-Export? Er wartet auf dich');
    expect(read?.to?.map(({ address }) => address)).toEqual(['mara@feldkamp.example']);
    const text = plain(read?.text);
    for (const part of [
      'Die Datei: meins.zip',
      '34 von 60 Kontakten fehlen in diesem Export; bis zu 10 wären',
      'Es ist nichts geändert worden',
      'Fordere bei LinkedIn einen neuen Export an',
    ]) {
      expect(text).toContain(part);
      expect(plain(read?.html)).toContain(part);
    }
    const [, ticket = ''] = /^https:\/\/woher\.example\/u\/([a-z2-7]+)\/u-7$/mu.exec(text) ?? [];
    const parsed = parseTicket(ticket);
    const owner = await store.readOwner(me);
    expect(parsed && verifyTicket(parsed, owner, { purpose: 'upload', now: new Date(at) })).toBe(true);
    expect(read?.html).toContain(`href="${baseUrl}/u/${ticket}/u-7"`);
    expect(read?.headers.find(({ key: name }) => name === 'list-unsubscribe')?.value).toMatch(
      /^<https:\/\/woher\.example\/s\/[a-z2-7]+>$/,
    );
  });

  test('that was rejected says why, in English too', async () => {
    const store = await storeWithOwner({ ...key, locale: 'en' });
    const { read } = await notified(rejected, { store });
    expect(read?.subject).toBe('Your LinkedIn export was not accepted');
    expect(plain(read?.text)).toContain('PDF');
    expect(plain(read?.text)).toContain('Nothing was changed');
  });

  test('is one mail, however often it is asked for', async () => {
    const store = await storeWithOwner(key);
    const first = await notified(held, { store });
    const again = await notified(held, { store, uploadId: 'u-8' });
    expect(again.mail).toEqual(first.mail);
    expect(again.mails).toEqual(first.mails);
    expect(await store.readMails(me, 'audit')).toHaveLength(1);
  });

  test('leads to the upload page where the upload has a name of somebody else’s making', async () => {
    const { read } = await notified(held, { store: await storeWithOwner(key), uploadId: 'By Hand' });
    expect(read?.text).toMatch(/^https:\/\/woher\.example\/u\/[a-z2-7]+$/mu);
  });

  test.each([
    ['that was accepted since then', { ...held, status: 'accepted' as const }, key],
    ['of an owner without links', held, { uploadKey: undefined }],
  ])('is none about an upload %s', async (_, record, owner) => {
    const { mail, mails } = await notified(record, { store: await storeWithOwner(owner) });
    expect(mail).toBeUndefined();
    expect(mails).toEqual([]);
  });
});
