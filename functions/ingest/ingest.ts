import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { isoTime, type OwnerId, ownerIdPattern } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import { isRepeated } from '../../shared/domain/upload.ts';
import { exportsPrefix } from '../../shared/names.ts';
import type { UploadRef } from '../../shared/ports/export-source.ts';
import type { Counts } from '../../shared/ports/metrics.ts';
import { importExport } from '../../shared/workflows/import-export.ts';
import { batchHandler } from '../sqs.ts';
import type { IngestServices } from './services.ts';

/** S3's "Object Created" as EventBridge delivers it; the key is not URL-encoded there (S3 user guide). */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  time: z.iso.datetime(),
  detail: z.object({ object: z.object({ key: z.string().transform(parseKey) }) }),
});

/**
 * Event in, import, result into the log. Uploads come by `exports/<ownerId>/<uploadId>/<file name>`; the event's time
 * is the upload's.
 */
export function createIngestHandler(
  services: IngestServices,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return batchHandler({ schema: objectCreated, services, name: 'import' }, async ({ time, detail }) => {
    const upload = detail.object.key;
    const record = await importExport(services, { upload, uploadedAt: isoTime(new Date(time)) });
    services.log.info('import', {
      ownerId: upload.ownerId,
      importId: record?.importId,
      status: record?.status ?? 'gone',
      code: record?.rejection?.rejected,
      contactWrites: record?.writes.contacts,
    });
    if (record !== undefined) services.metrics.count(countsOf(record, upload));
  });
}

// The same bytes once more are an upload whose receipt was written, and no more than that.
function countsOf(record: ImportRecord, { uploadId }: UploadRef): Counts {
  if (isRepeated(record, uploadId))
    return { imports: 1, importsRejected: 0, importsHeld: 0, contacts: 0, writes: 1 };
  const { status, contacts, writes } = record;
  return {
    imports: 1,
    importsRejected: Number(status === 'rejected'),
    importsHeld: Number(status === 'held'),
    contacts: contacts.total,
    writes: writes.contacts + writes.other,
  };
}

function parseKey(key: string, context: z.RefinementCtx): UploadRef {
  const [ownerId, uploadId, ...rest] = key.startsWith(exportsPrefix)
    ? key.slice(exportsPrefix.length).split('/')
    : [];
  // Any name is one, and none too: a form that is sent without a file name makes a key that ends here.
  if (ownerId === undefined || !ownerIdPattern.test(ownerId) || !uploadId || rest.length === 0) {
    context.addIssue({ code: 'custom', message: 'no key of an upload' });
    return z.NEVER;
  }
  return { key, ownerId: ownerId as OwnerId, uploadId, fileName: rest.join('/') };
}
