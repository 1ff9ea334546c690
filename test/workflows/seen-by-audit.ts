import type { Network } from '../../shared/domain/assess.ts';
import { stableText } from '../../shared/domain/collections.ts';
import { ImportBusy } from '../../shared/domain/errors.ts';
import type { IsoTime } from '../../shared/domain/ids.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { me } from '../network.ts';
import { runsAt } from './bucket.ts';

/** All of a network that an import changes, but for the times of its runs and for what was written in vain. */
export const textOf = ({ contacts, memory, imports, decisions, head }: Network): string =>
  stableText({
    contacts,
    memory,
    decisions,
    head: head ?? 'none',
    imports: imports.map(({ finishedAt, writes, ...record }) => record),
  });

/** The network that an audit saw, or that it did not look at any. */
export async function seenByAudit(store: ContactStore): Promise<string> {
  const services = {
    store,
    mails: { send: async () => {} },
    newLinkKey: () => new Uint8Array(32),
    baseUrl: 'https://pages.example',
    sender: 'Woher <digest@woher.example>',
    now: () => runsAt,
  };
  try {
    const { evaluation } = await runAudit(services, { ownerId: me, at: runsAt.toISOString() as IsoTime });
    return textOf(evaluation);
  } catch (fault) {
    if (fault instanceof ImportBusy) return 'busy';
    throw fault;
  }
}
