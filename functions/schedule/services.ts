import type { ContactStore, ScheduleStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { AuditMessage, Queue } from '../../shared/ports/queue.ts';

/** What `schedule` needs: it writes due times and audit messages. */
export type ScheduleServices = {
  readonly store: ScheduleStore & Pick<ContactStore, 'readOwner' | 'readDigests' | 'readSends'>;
  readonly audits: Queue<AuditMessage>;
  readonly log: Log;
};
