import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { faultCode, type Log } from '../shared/ports/log.ts';

const sqsEvent = z.object({ Records: z.array(z.looseObject({ messageId: z.string(), body: z.string() })) });

/**
 * Handles the records of one SQS batch one by one. A record that fails is reported and comes again, the others are done
 * (AWS Lambda guide, "Reporting batch item failures"). A body that does not fit the schema fails like any fault and ends
 * in the dead letters.
 */
export function batchHandler<Message>(
  { schema, log, name }: { schema: z.ZodType<Message>; log: Log; name: string },
  handle: (message: Message) => Promise<void>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const handleRecord = async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      await handle(schema.parse(JSON.parse(body)));
    } catch (fault) {
      log.error(`${name} failed`, { messageId, fault: faultCode(fault) });
      throw fault;
    }
  };
  return async (event) => {
    sqsEvent.parse(event);
    return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
  };
}
