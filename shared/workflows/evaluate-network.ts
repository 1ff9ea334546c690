import { assessNetwork, type ExplainedEvaluation, type Network } from '../domain/assess.ts';
import { isOneState } from '../domain/begun-imports.ts';
import { ImportBusy, OwnerUnknown } from '../domain/errors.ts';
import type { IsoTime, OwnerId } from '../domain/ids.ts';
import type { ImportRecord } from '../domain/import.ts';
import { withReplies } from '../domain/replies.ts';
import { uniteSame } from '../domain/same-person.ts';
import { withUnconfirmed } from '../domain/unconfirmed.ts';
import type { ContactStore } from '../ports/contact-store.ts';

export type NetworkReader = Pick<
  ContactStore,
  'readOwner' | 'readContacts' | 'readMemory' | 'readImports' | 'readDecisions' | 'readHead'
>;

/**
 * Reads one owner's whole network, all of one and the same export (REQUIREMENTS D-2), pairs that the owner called the same
 * as one contact.
 *
 * @throws OwnerUnknown, ImportBusy (an import was half applied, or applied while this was read)
 */
export async function readNetwork(store: NetworkReader, ownerId: OwnerId): Promise<Network> {
  const { value, imports } = await readSettled(store, ownerId, () => readAround(store, ownerId));
  return networkOf({ ...value, imports });
}

/** The same as it stands in the table, also in the middle of an import: for what claims nothing. @throws OwnerUnknown */
export async function readNetworkAsItStands(store: NetworkReader, ownerId: OwnerId): Promise<Network> {
  const [value, imports] = await Promise.all([readAround(store, ownerId), store.readImports(ownerId)]);
  return networkOf({ ...value, imports });
}

/**
 * Reads what an import changes, between two looks at the imports: nothing was half applied before nor after, and none was
 * applied meanwhile. The first look must be over before anything is read, and the second may not begin earlier.
 *
 * @throws ImportBusy
 */
export async function readSettled<T>(
  store: Pick<ContactStore, 'readImports'>,
  ownerId: OwnerId,
  read: () => Promise<T>,
): Promise<{ readonly value: T; readonly imports: readonly ImportRecord[] }> {
  const before = await store.readImports(ownerId);
  if (!isOneState(before, before)) throw new ImportBusy();
  const value = await read();
  const imports = await store.readImports(ownerId);
  if (!isOneState(before, imports)) throw new ImportBusy();
  return { value, imports };
}

async function readAround(store: NetworkReader, ownerId: OwnerId): Promise<Omit<Network, 'imports'>> {
  const owner = await store.readOwner(ownerId);
  if (owner === undefined) throw new OwnerUnknown();
  const [contacts, memory, decisions, head] = await Promise.all([
    store.readContacts(ownerId),
    store.readMemory(ownerId),
    store.readDecisions(ownerId),
    store.readHead(ownerId),
  ]);
  return { owner, contacts, memory, decisions, ...(head === undefined ? {} : { head }) };
}

const networkOf = (network: Network): Network =>
  withReplies(uniteSame({ ...network, decisions: withUnconfirmed(network.decisions) }));

/** What an audit at this time would find, without writing anything. @throws OwnerUnknown, ImportBusy */
export async function evaluateNetwork(input: {
  store: NetworkReader;
  ownerId: OwnerId;
  at: IsoTime;
  /** Reads in the middle of an import too, for a page that says so. */
  asItStands?: boolean;
}): Promise<Network & ExplainedEvaluation> {
  const read = input.asItStands ? readNetworkAsItStands : readNetwork;
  const network = await read(input.store, input.ownerId);
  return { ...network, ...assessNetwork(network, input.at) };
}
