import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RunAuditServices } from '../../shared/workflows/run-audit.ts';
import type { BatchServices } from '../sqs.ts';

/** What `audit` needs: it writes flags, digests, frozen mails and mail messages. */
export type AuditServices = RunAuditServices & BatchServices & { readonly metrics: Metrics };
