import { expect, test } from 'vitest';
import { mailsOf } from '../../infra/local/mails.ts';
import type { MailEvent } from '../../shared/domain/outcome.ts';
import { aMail, anOutcome, aSend } from '../domain/mails.ts';
import { inHome, tempHome } from './support.ts';

test('the outbox tells what became of a mail, by its attempts and by what the carrier told', async () => {
  const home = await tempHome();
  const { ownerId, store } = home;
  await store.freezeMail('audit', aMail(ownerId));
  const seen: string[] = [];
  const look = async () => seen.push(...(await mailsOf(home, ownerId)).map(({ state }) => state));
  await look();
  await store.claimSend(ownerId, aSend());
  await look();
  await store.answerSend(ownerId, aSend({ state: 'held', code: 'noSendEvent' }));
  await look();
  for (const event of ['send', 'delivery', 'bounce'] satisfies MailEvent[]) {
    await store.recordOutcome(ownerId, anOutcome(event));
    await look();
  }
  expect(seen).toEqual(['rendered', 'sending', 'held', 'sent', 'delivered', 'bounced']);
  const { out } = await inHome(home, 'outbox');
  expect(out).toContain('zurückgekommen');
  expect((await inHome(home, 'outbox', { json: true })).json()).toMatchObject([{ state: 'bounced' }]);
});
