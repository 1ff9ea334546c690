import type { Clock } from '../../shared/ports/clock.ts';
import type {
  ContactsStore,
  DecisionStore,
  ImportStore,
  MemoryStore,
  OwnerStore,
} from '../../shared/ports/contact-store.ts';
import type { ExportSource } from '../../shared/ports/export-source.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { AuditMessage, Queue } from '../../shared/ports/queue.ts';

/** What `ingest` needs: it writes contacts, memory and imports, and only reads owners and decisions. */
export type IngestServices = {
  readonly source: ExportSource;
  readonly store: ContactsStore &
    MemoryStore &
    ImportStore &
    Pick<OwnerStore, 'readOwner'> &
    Pick<DecisionStore, 'readDecisions'>;
  readonly audits: Queue<AuditMessage>;
  /** The real time, for the lock; what the import says is dated by the upload and the export. */
  readonly now: Clock;
  readonly log: Log;
};
