import type { Owner } from '../../shared/domain/owner.ts';
import { parseTicket, type TicketPurpose, verifyTicket } from '../../shared/domain/ticket.ts';
import type { OwnerStore } from '../../shared/ports/contact-store.ts';

/** Verifies a ticket with one read at most; undefined for unknown, expired and revoked ones alike. */
export async function openTicket(
  store: Pick<OwnerStore, 'readOwner'>,
  ticket: string,
  asked: { readonly purpose: TicketPurpose; readonly now: Date },
): Promise<Owner | undefined> {
  const parsed = parseTicket(ticket);
  if (parsed === undefined) return undefined;
  const owner = await store.readOwner(parsed.ownerId);
  return verifyTicket(parsed, owner, asked) ? owner : undefined;
}
