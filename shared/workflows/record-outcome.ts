import type { OwnerId } from '../domain/ids.ts';
import { addressHashOf, type Outcome, stopReasonOf } from '../domain/outcome.ts';
import type { ContactStore } from '../ports/contact-store.ts';

/** What the carrier told about one attempt, and the addresses that the mail went to. */
export type ToldOutcome = {
  readonly ownerId: OwnerId;
  readonly outcome: Outcome;
  readonly addresses: readonly string[];
};

/**
 * Keeps one event of the carrier, and ends all mail to an address that takes none or whose owner complains. Both writes
 * may be repeated and may come in any order (REQUIREMENTS C-6); the end of all mail is written first.
 */
export async function recordOutcome(
  { store }: { readonly store: Pick<ContactStore, 'recordOutcome' | 'stopMailing'> },
  { ownerId, outcome, addresses }: ToldOutcome,
): Promise<void> {
  const stopped = stopReasonOf(outcome.event);
  if (stopped !== undefined)
    for (const address of addresses) {
      const addressHash = addressHashOf(ownerId, address);
      await store.stopMailing(ownerId, { stopped, at: outcome.at, addressHash });
    }
  await store.recordOutcome(ownerId, outcome);
}
