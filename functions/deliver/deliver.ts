import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { PartlyFailed } from '../../shared/domain/errors.ts';
import { faultCode } from '../../shared/ports/log.ts';
import type { Counts } from '../../shared/ports/metrics.ts';
import { type MailMessage, mailsQueueMessage, type SettleMessage } from '../../shared/ports/queue.ts';
import { type Delivery, deliverMail } from '../../shared/workflows/deliver-mail.ts';
import { settleMails } from '../../shared/workflows/settle-mail.ts';
import { batchHandler } from '../sqs.ts';
import type { DeliverServices } from './services.ts';

/** A mail message in: at most one request to the mailer. A settle message in: one at most for each mail that may go. */
export function createDeliverHandler(
  services: DeliverServices,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler({ schema: mailsQueueMessage, services, name: 'deliver' }, (message) =>
    message.kind === 'settle' ? settle(services, message) : deliver(services, message),
  );
}

async function deliver(services: DeliverServices, message: MailMessage): Promise<void> {
  const delivery = await deliverMail(services, message);
  const { ownerId, mailId, again } = message;
  services.log.info('deliver', { ownerId, mailId, ...told(delivery), again });
  services.metrics.count(countsOf([delivery]));
}

/** @throws PartlyFailed: the message comes again, and finds the other mails settled */
async function settle({ log, metrics, ...services }: DeliverServices, message: SettleMessage): Promise<void> {
  const { ownerId } = message;
  const { deliveries, undelivered, faults } = await settleMails(services, message);
  for (const { mailId, ...delivery } of deliveries)
    log.info('deliver', { ownerId, mailId, ...told(delivery) });
  for (const { item: mailId, fault } of faults)
    log.error('settle failed', { ownerId, mailId, fault: faultCode(fault) });
  log.info('settle', { ownerId, mails: deliveries.length, undelivered, failed: faults.length });
  metrics.count({ ...countsOf(deliveries), mailsUndelivered: undelivered });
  if (faults.length > 0) throw new PartlyFailed(faults.length);
}

const told = ({ outcome, code }: Delivery) => ({ outcome, code });

/** Mails that became held, not those that still are; failed is also what only the operator can make pass. */
function countsOf(deliveries: readonly Delivery[]): Counts {
  const count = (is: (delivery: Delivery) => boolean): number => deliveries.filter(is).length;
  return {
    mailsSent: count(({ outcome }) => outcome === 'sent'),
    mailsFailed: count(({ outcome, needsOperator }) => outcome === 'refused' || needsOperator === true),
    mailsHeld: count(({ outcome }) => outcome === 'held'),
  };
}
