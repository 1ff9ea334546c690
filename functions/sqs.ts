import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { maxReceives } from '../shared/names.ts';
import { faultCode, type Log } from '../shared/ports/log.ts';
import type { ComeAgainIn } from '../shared/ports/queue.ts';

const sqsEvent = z.object({ Records: z.array(z.looseObject({ messageId: z.string(), body: z.string() })) });

/** What every function of a queue has. Without `comeAgainIn` the queue itself says when a message comes again. */
export type BatchServices = { readonly log: Log; readonly comeAgainIn?: ComeAgainIn };

/** How a message came: whether it comes again when it fails, or was received for the last time. */
export type Delivery = { readonly comesAgain: boolean };

/**
 * Handles the records of one SQS batch one by one. A record that fails is reported and comes again, the others are done
 * (AWS Lambda guide, "Reporting batch item failures"). A body that does not fit the schema fails like any fault and ends
 * in the dead letters.
 */
export function batchHandler<Message>(
  {
    schema,
    services: { log, comeAgainIn },
    name,
    readBody = JSON.parse,
  }: {
    schema: z.ZodType<Message>;
    services: BatchServices;
    name: string;
    /** Makes a value of a body, for queues that hold more than JSON. */
    readBody?: (body: string) => unknown;
  },
  handle: (message: Message, delivery: Delivery) => Promise<void>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const putOff = async (record: SQSRecord): Promise<void> => {
    try {
      await comeAgainIn?.(record, secondsUntilNext(record));
    } catch (fault) {
      // It comes again all the same, when its visibility is over.
      log.error(`${name} put off`, { messageId: record.messageId, fault: faultCode(fault) });
    }
  };
  const handleRecord = async (record: SQSRecord): Promise<void> => {
    try {
      await handle(schema.parse(readBody(record.body)), { comesAgain: secondsUntilNext(record) > 0 });
    } catch (fault) {
      log.error(`${name} failed`, { messageId: record.messageId, fault: faultCode(fault) });
      await putOff(record);
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

const firstWaitSeconds = 60;

/**
 * How long a message waits that failed at its n-th receive: 1, 2, 4, then 8 minutes, together longer than an import may
 * take and than its lock may hold. After the last receive nothing: the next one only moves it to the dead letters.
 */
export function secondsUntilNext({ attributes }: Pick<SQSRecord, 'attributes'>): number {
  const receives = Math.max(1, Number(attributes?.ApproximateReceiveCount) || 1);
  return receives >= maxReceives ? 0 : firstWaitSeconds * 2 ** (receives - 1);
}
