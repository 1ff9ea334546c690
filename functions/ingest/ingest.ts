import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { ImportBusy } from '../../shared/domain/errors.ts';
import { isoTime } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { isRepeated } from '../../shared/domain/upload.ts';
import { type UploadRef, uploadRefOf } from '../../shared/ports/export-source.ts';
import type { Counts } from '../../shared/ports/metrics.ts';
import { type EraseMessage, eraseMessage } from '../../shared/ports/queue.ts';
import { eraseExcerpts } from '../../shared/workflows/erase-excerpts.ts';
import { importLockMinutes } from '../../shared/workflows/import-export.ts';
import { importInOrder, type Taken } from '../../shared/workflows/import-in-order.ts';
import { batchHandler } from '../sqs.ts';
import type { IngestServices } from './services.ts';

/** S3's "Object Created" as EventBridge delivers it; the key is not URL-encoded there (S3 user guide). */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  time: z.iso.datetime(),
  detail: z.object({ object: z.object({ key: z.pipe(z.string(), z.transform(parseKey)) }) }),
});

/** Whatever comes by the queue `uploads`. */
const uploadsQueueMessage = z.union([eraseMessage, objectCreated]);

/**
 * Event in, imports, results into the log: the upload that the event names, after those that came before it. Uploads come
 * by `exports/<ownerId>/<uploadId>/<file name>`; the event's time counts only for one that is gone.
 */
export function createIngestHandler(
  services: IngestServices,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler(
    { schema: uploadsQueueMessage, services, name: 'import', outlastSeconds },
    async (message, { comesAgain }) => {
      if ('kind' in message) return erase(services, message);
      const { time, detail } = message;
      const upload = detail.object.key;
      const uploadedAt = isoTime(new Date(time));
      for await (const taken of importInOrder(services, { upload, uploadedAt, comesAgain }))
        tell(services, taken);
    },
  );
}

async function erase(services: IngestServices, { ownerId }: EraseMessage): Promise<void> {
  const erased = await eraseExcerpts(services, ownerId);
  services.log.info('excerptsErased', { ownerId, erased });
}

// The holder of the lock may have died; with a minute to spare, since no two clocks are the same.
const outlastSeconds = (fault: unknown): number =>
  fault instanceof ImportBusy ? (importLockMinutes + 1) * 60 : 0;

function tell({ log, metrics }: IngestServices, { upload, result }: Taken): void {
  const { ownerId } = upload;
  if (result === 'givenUp') {
    log.error('import given up', { ownerId });
    metrics.count({ importsGivenUp: 1 });
  } else if (typeof result === 'string') log.info('import', { ownerId, status: result });
  else {
    const { importId, status, rejection, writes } = result;
    const code = rejection?.rejected;
    log.info('import', { ownerId, importId, status, code, contactWrites: writes.contacts });
    metrics.count(countsOf(result, upload));
  }
}

// The same bytes once more are an upload whose receipt and mark were written, and no more than that.
function countsOf(record: ImportRecord, { uploadId }: UploadRef): Counts {
  if (isRepeated(record, uploadId))
    return { imports: 1, importsRejected: 0, importsHeld: 0, contacts: 0, writes: 2 };
  const { status, contacts, writes } = record;
  return {
    imports: 1,
    importsRejected: Number(status === 'rejected'),
    importsHeld: Number(status === 'held'),
    contacts: contacts.total,
    writes: writes.contacts + writes.other,
  };
}

function parseKey(key: string, payload: z.core.ParsePayload): UploadRef {
  const upload = uploadRefOf(key);
  if (upload !== undefined) return upload;
  payload.issues.push({ code: 'custom', input: key, message: 'no key of an upload' });
  return z.NEVER;
}
