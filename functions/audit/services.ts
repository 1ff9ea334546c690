import type { Log } from '../../shared/ports/log.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RunAuditServices } from '../../shared/workflows/run-audit.ts';

/** What `audit` needs: it writes flags, digests, frozen mails and mail messages. */
export type AuditServices = RunAuditServices & { readonly log: Log; readonly metrics: Metrics };
