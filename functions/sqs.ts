import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { maxReceives } from '../shared/names.ts';
import { faultCode, type Log } from '../shared/ports/log.ts';
import type { ComeAgainIn } from '../shared/ports/queue.ts';

const sqsEvent = z.object({ Records: z.array(z.looseObject({ messageId: z.string(), body: z.string() })) });

/** What every function of a queue has. Without `comeAgainIn` the queue itself says when a message comes again. */
export type BatchServices = { readonly log: Log } & (
  | {
      readonly comeAgainIn: ComeAgainIn;
      /** From 0 up to, but not including, 1. */
      readonly random: () => number;
    }
  | { readonly comeAgainIn?: undefined; readonly random?: undefined }
);

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
    services: { log, comeAgainIn, random },
    name,
    readBody = JSON.parse,
    outlastSeconds = () => 0,
  }: {
    schema: z.ZodMiniType<Message>;
    services: BatchServices;
    name: string;
    /** Makes a value of a body, for queues that hold more than JSON. */
    readBody?: (body: string) => unknown;
    /** How long what a fault tells of may last by itself: each of the last two waits is as long at least. */
    outlastSeconds?: (fault: unknown) => number;
  },
  handle: (message: Message, delivery: Delivery) => Promise<void>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const putOff = async (record: SQSRecord, failure: unknown): Promise<void> => {
    const waits = { random: random?.(), outlastSeconds: outlastSeconds(failure) };
    try {
      await comeAgainIn?.(record, secondsUntilNext(record, waits));
    } catch (fault) {
      // It comes again all the same, when its visibility is over.
      log.error(`${name} put off`, { messageId: record.messageId, fault: faultCode(fault) });
    }
  };
  const handleRecord = async (record: SQSRecord): Promise<void> => {
    try {
      await handle(schema.parse(readBody(record.body)), { comesAgain: receivesOf(record) < maxReceives });
    } catch (fault) {
      log.error(`${name} failed`, { messageId: record.messageId, fault: faultCode(fault) });
      await putOff(record, fault);
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
/** The share of a wait that chance may add: what failed together would otherwise come back together. */
const jitter = 0.5;

/**
 * How long a message waits that failed at its n-th receive: 1, 2, 4, then 8 minutes, and up to half as much again by
 * `random` (from 0 to 1). The last two waits are each `outlastSeconds` at least: then the receive before the last meets
 * what was there at the one before it no more, and the last one nothing that began meanwhile. After the last receive
 * nothing: the next one only moves it to the dead letters.
 */
export function secondsUntilNext(
  record: Pick<SQSRecord, 'attributes'>,
  { random = 0, outlastSeconds = 0 }: { random?: number; outlastSeconds?: number } = {},
): number {
  const receives = receivesOf(record);
  if (receives >= maxReceives) return 0;
  const doubled = firstWaitSeconds * 2 ** (receives - 1);
  const seconds = receives >= maxReceives - 2 ? Math.max(doubled, outlastSeconds) : doubled;
  return Math.round(seconds * (1 + jitter * random));
}

const receivesOf = ({ attributes }: Pick<SQSRecord, 'attributes'>): number =>
  Math.max(1, Number(attributes?.ApproximateReceiveCount) || 1);
