import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { recordOutcome } from '../../shared/workflows/record-outcome.ts';
import { batchHandler } from '../sqs.ts';
import type { FeedbackServices } from './services.ts';
import { readBody, readSesMessage, sesMessage } from './ses-event.ts';

/**
 * SES event in, one outcome item out. A mail without our tags (a test by the console) has no owner: its event is counted
 * and acknowledged.
 */
export function createFeedbackHandler(
  services: FeedbackServices,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const { log, metrics } = services;
  return batchHandler({ schema: sesMessage, services, name: 'feedback', readBody }, async (message) => {
    const told = readSesMessage(message);
    if (told?.ours !== undefined) await recordOutcome(services, told.ours);
    log.info('feedback', { event: told?.event ?? message.eventType, ...aboutOf(told) });
    metrics.count({
      bounces: Number(told?.event === 'bounce'),
      softBounces: Number(told?.event === 'softBounce'),
      complaints: Number(told?.event === 'complaint'),
    });
  });
}

function aboutOf(told: ReturnType<typeof readSesMessage>) {
  if (told === undefined) return { code: 'ignored' };
  if (told.ours === undefined) return { code: 'untagged' };
  const { mailId, attempt, type, subType } = told.ours.outcome;
  return { ownerId: told.ours.ownerId, mailId, attempt, type, subType };
}
