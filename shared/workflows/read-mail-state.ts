import type { MailId, OwnerId } from '../domain/ids.ts';
import { type MailState, mailState } from '../domain/mail-state.ts';
import type { ContactStore } from '../ports/contact-store.ts';

/** What has become of one mail so far. */
export async function readMailState(
  store: Pick<ContactStore, 'readSends' | 'readOutcomes'>,
  ownerId: OwnerId,
  mailId: MailId,
): Promise<MailState> {
  const sends = await store.readSends(ownerId, mailId);
  return mailState({ sends, outcomes: await store.readOutcomes(ownerId, mailId) });
}
