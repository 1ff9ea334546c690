import { createDynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { createDynamoContactStore } from '../../shared/adapters/dynamodb/contact-store.ts';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { Flag } from '../../shared/domain/flag.ts';
import type { IsoTime, OwnerId } from '../../shared/domain/ids.ts';
import { periodOf } from '../../shared/domain/schedule.ts';
import { environment } from '../../shared/names.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { readNetwork } from '../../shared/workflows/evaluate-network.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';

/**
 * Reads one owner's network and flags from the table, then audits it with the store out of the way: `compute` is the
 * processor time in seconds from facts to the frozen mail of a digest, `count` the contacts, `standing` the flags that stood
 * before. What is found is then written to the table, for a later audit.
 */
export async function auditFromMemory(
  owner: string,
  at: IsoTime,
): Promise<{ count: number; compute: number; standing: number }> {
  const ownerId = owner as OwnerId;
  const table = process.env[environment.table] ?? '';
  const kept = createDynamoContactStore({ client: createDynamoClient(), table });
  const [network, standing] = await Promise.all([readNetwork(kept, ownerId), kept.readFlags(ownerId)]);
  const written: Flag[] = [];
  const store: ContactStore = {
    ...createMemoryContactStore(),
    readOwner: async () => network.owner,
    readContacts: async () => [...network.contacts],
    readMemory: async () => network.memory,
    readImports: async () => [...network.imports],
    readDecisions: async () => [...network.decisions],
    readHead: async () => network.head,
    // The store in memory copies what it is given: that is not what an audit costs.
    readFlags: async () => standing,
    writeFlags: async (_, flags) => void written.push(...flags),
  };
  const before = process.cpuUsage();
  const { digest } = await runAudit(
    {
      store,
      mails: { send: async () => {} },
      newLinkKey: () => new Uint8Array(32),
      baseUrl: 'https://woher.halvorsen.example',
      sender: 'Woher <woher@halvorsen.example>',
      now: () => new Date(at),
    },
    { ownerId, at, period: periodOf(at, network.owner) },
  );
  const { user, system } = process.cpuUsage(before);
  if (digest !== 'queued') throw new Error(`the audit made no digest: ${digest}`);
  await kept.writeFlags(ownerId, written);
  return { count: network.contacts.length, compute: (user + system) / 1e6, standing: standing.length };
}
