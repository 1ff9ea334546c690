import { assessNetwork, type ExplainedEvaluation, type Network } from '../domain/assess.ts';
import { OwnerUnknown } from '../domain/errors.ts';
import type { IsoTime, OwnerId } from '../domain/ids.ts';
import { withReplies } from '../domain/replies.ts';
import { uniteSame } from '../domain/same-person.ts';
import type { ContactStore } from '../ports/contact-store.ts';

export type NetworkReader = Pick<
  ContactStore,
  'readOwner' | 'readContacts' | 'readMemory' | 'readImports' | 'readDecisions' | 'readHead'
>;

/** Reads one owner's whole network, pairs that the owner called the same as one contact. @throws OwnerUnknown */
export async function readNetwork(store: NetworkReader, ownerId: OwnerId): Promise<Network> {
  const owner = await store.readOwner(ownerId);
  if (owner === undefined) throw new OwnerUnknown();
  const [contacts, memory, imports, decisions, head] = await Promise.all([
    store.readContacts(ownerId),
    store.readMemory(ownerId),
    store.readImports(ownerId),
    store.readDecisions(ownerId),
    store.readHead(ownerId),
  ]);
  return withReplies(
    uniteSame({ owner, contacts, memory, imports, decisions, ...(head === undefined ? {} : { head }) }),
  );
}

/** What an audit at this time would find, without writing anything. @throws OwnerUnknown */
export async function evaluateNetwork(input: {
  store: NetworkReader;
  ownerId: OwnerId;
  at: IsoTime;
}): Promise<Network & ExplainedEvaluation> {
  const network = await readNetwork(input.store, input.ownerId);
  return { ...network, ...assessNetwork(network, input.at) };
}
