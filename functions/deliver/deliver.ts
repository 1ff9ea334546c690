import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { mailMessage } from '../../shared/ports/queue.ts';
import { deliverMail } from '../../shared/workflows/deliver-mail.ts';
import { batchHandler } from '../sqs.ts';
import type { DeliverServices } from './services.ts';

/** Mail message in, at most one request to the mailer, outcome into the log. */
export function createDeliverHandler(
  services: DeliverServices,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler({ schema: mailMessage, log: services.log, name: 'deliver' }, async (message) => {
    const outcome = await deliverMail(services, message);
    services.log.info('deliver', { ownerId: message.ownerId, mailId: message.mailId, outcome });
    services.metrics.count({ mailsSent: Number(outcome === 'sent') });
  });
}
