import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { auditMessage } from '../../shared/ports/queue.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { batchHandler } from '../sqs.ts';
import type { AuditServices } from './services.ts';

/** Audit message in, audit of one owner, counts into the log. */
export function createAuditHandler(services: AuditServices): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler({ schema: auditMessage, log: services.log, name: 'audit' }, async (message) => {
    const { evaluation, flags, digest } = await runAudit(services, message);
    services.log.info('audit', {
      ownerId: message.ownerId,
      period: message.period,
      findings: evaluation.findings.length,
      opened: flags.open.length,
      closed: flags.closed.length,
      digest,
    });
    services.metrics.count({ findings: evaluation.findings.length, digests: Number(digest === 'queued') });
  });
}
