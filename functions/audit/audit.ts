import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { auditsQueueMessage } from '../../shared/ports/queue.ts';
import { notifyOwner } from '../../shared/workflows/notify-owner.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { batchHandler } from '../sqs.ts';
import type { AuditServices } from './services.ts';

/** Audit message in, audit of one owner, counts into the log; or the notice about one upload. */
export function createAuditHandler(services: AuditServices): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler({ schema: auditsQueueMessage, services, name: 'audit' }, async (message) => {
    if ('kind' in message) {
      const mail = await notifyOwner(services, message);
      services.log.info('notice', {
        ownerId: message.ownerId,
        importId: message.importId,
        made: mail !== undefined,
      });
      return;
    }
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
