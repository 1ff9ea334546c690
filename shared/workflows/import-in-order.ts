import { firstToCarryOn } from '../domain/begun-imports.ts';
import { ImportBusy } from '../domain/errors.ts';
import { type IsoTime, importIdOf, isoTime } from '../domain/ids.ts';
import type { ImportRecord } from '../domain/import.ts';
import { type Receipt, receiptOf } from '../domain/upload.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ExportSource, StandingUpload, UploadRef } from '../ports/export-source.ts';
import { type ImportExportServices, importExport } from './import-export.ts';
import { aboutUnread } from './import-records.ts';

export type ImportInOrderServices = ImportExportServices & {
  readonly source: ExportSource;
  readonly store: Pick<ContactStore, 'readReceipt' | 'isImportLocked'>;
};

/** What came of one upload: its import, or that there is nothing to import, or that the others need wait for it no more. */
export type Taken = {
  readonly upload: UploadRef;
  readonly result: ImportRecord | 'gone' | 'done' | 'givenUp';
};

/**
 * For so long one run begins with another upload, its own or an earlier one; what is left then waits for the message to
 * come again. With the longest import behind it a run still ends before the function's time limit of 10 minutes.
 */
const beginsForMs = 180_000;

/**
 * Takes in an upload, and before it the one that was left half applied, if there is one, then each of its owner's uploads
 * that came earlier and is not taken in yet, the earliest first. Events come twice, late, in any order or not at all
 * (Amazon S3 user guide, "Event ordering and duplicate events"); the bucket tells in which order the uploads came, whatever
 * the events do. So the events only say *when* to look, and every run arrives at what one pass in order would: by the time
 * an upload is begun all before it are marked as taken in, and what is marked is not begun again. Two runs at once meet at
 * the import's lock. That an event was lost is made good by the owner's next one.
 *
 * An upload that fails holds up the later ones only while their messages come again, and its own. At the last receive of
 * either it is given up: marked, so that nobody waits for it any more, while its own message, sent again from the dead
 * letters, still imports it. At the last receive of its own its sender is told too. One that was begun stays half applied
 * then, and audits wait (`begunImports`) until any later upload carries it on, or, where it fails that one too, replaces it.
 *
 * To meet another run is no failure, also at the last receive: nothing is given up then. The message ends in the dead
 * letters, which calls a person; its upload stays waited for, and is taken in before the owner's next one at the latest.
 *
 * S3's `sequencer` is not needed: an event names a key, and what lies there now is what is imported. Of two files put under
 * one key the later one wins, whichever event comes first. An upload that is not there yet when a later one is taken in
 * (S3 dates a multipart upload by its beginning) comes after it.
 *
 * @param about.comesAgain - whether the message comes again after a fault
 * @throws like `importExport`; ImportBusy also when the time is over or an earlier upload is under way elsewhere
 */
export async function* importInOrder(
  services: ImportInOrderServices,
  about: { upload: UploadRef; uploadedAt: IsoTime; comesAgain: boolean },
): AsyncGenerator<Taken> {
  const { upload, comesAgain } = about;
  const uploads = await services.source.list(upload.ownerId);
  const place = uploads.findIndex(({ key }) => key === upload.key);
  const own = uploads[place];
  if (own === undefined) {
    yield { upload, result: (await importExport(services, about)) ?? 'gone' };
  } else if (await isTaken(services, own)) {
    yield { upload, result: 'done' };
  } else {
    const earlier = await waitedFor(services, uploads.slice(0, place));
    if (comesAgain) yield* takeAll(services, [...(await begunOf(services, uploads)), ...earlier, own]);
    else yield* takeAtLast(services, { earlier, own });
  }
}

async function* takeAll(
  services: ImportInOrderServices,
  uploads: readonly StandingUpload[],
): AsyncGenerator<Taken> {
  const startedAt = services.now().getTime();
  for (const upload of new Set(uploads)) {
    if (services.now().getTime() - startedAt > beginsForMs) throw new ImportBusy();
    yield await take(services, upload);
  }
}

// Not even tried once more: what ends the process at every try would end this one too.
async function* takeAtLast(
  services: ImportInOrderServices,
  { earlier, own }: { earlier: readonly StandingUpload[]; own: StandingUpload },
): AsyncGenerator<Taken> {
  try {
    // Any of the earlier ones may be what the holder of the lock is at, and without the lock there is no import.
    if (await services.store.isImportLocked(own.ownerId, isoTime(services.now()))) throw new ImportBusy();
    for (const upload of earlier) {
      await giveUp(services, upload);
      yield { upload, result: 'givenUp' };
    }
    yield await take(services, own);
  } catch (fault) {
    // Where this fails too, the later ones wait until the last receive of theirs.
    const isGivenUp = !(fault instanceof ImportBusy) && (await giveUpOwn(services, own).catch(() => false));
    if (isGivenUp) yield { upload: own, result: 'givenUp' };
    throw fault;
  }
}

async function take(services: ImportInOrderServices, upload: StandingUpload): Promise<Taken> {
  const record = await importExport(services, { upload, uploadedAt: upload.uploadedAt });
  if (record === undefined) return { upload, result: 'gone' };
  await mark(services, upload, receiptOf(record, upload.uploadId, isoTime(services.now())));
  return { upload, result: record };
}

/** False: of an owner who was erased nothing is written any more. */
async function giveUp(services: ImportInOrderServices, upload: StandingUpload): Promise<boolean> {
  if ((await services.store.readOwner(upload.ownerId)) === undefined) return false;
  if (!isMarked(await readMark(services, upload), upload))
    await mark(services, upload, receiptOfGivenUp(services, upload));
  return true;
}

// What was told before stays: a result, or that an earlier file of the same form was taken in.
async function giveUpOwn(services: ImportInOrderServices, own: StandingUpload): Promise<boolean> {
  const { ownerId, uploadId } = own;
  if (!(await giveUp(services, own))) return false;
  if ((await services.store.readReceipt(ownerId, uploadId)) === undefined)
    await services.store.writeReceipt(ownerId, uploadId, receiptOfGivenUp(services, own));
  return true;
}

const receiptOfGivenUp = ({ now }: ImportInOrderServices, upload: StandingUpload): Receipt => ({
  importId: importIdOf(aboutUnread(upload, upload.uploadedAt).fileHash),
  status: 'rejected',
  code: 'givenUp',
  at: isoTime(now()),
});

// Several files may lie under one upload id, where somebody sent a form twice or put them there: each has a mark of its own,
// beside the receipt of the newest, which is what people look at.
const markOf = ({ uploadId, fileName }: UploadRef): string => `${uploadId}/${fileName}`;

const mark = ({ store }: ImportInOrderServices, upload: StandingUpload, receipt: Receipt): Promise<void> =>
  store.writeReceipt(upload.ownerId, markOf(upload), { ...receipt, version: upload.version });

const readMark = ({ store }: ImportInOrderServices, upload: UploadRef): Promise<Receipt | undefined> =>
  store.readReceipt(upload.ownerId, markOf(upload));

// Something else that was put under the same key since then is another upload.
const isMarked = (receipt: Receipt | undefined, { version }: StandingUpload): receipt is Receipt =>
  receipt !== undefined && receipt.version === version;

async function waitedFor(
  services: ImportInOrderServices,
  uploads: readonly StandingUpload[],
): Promise<StandingUpload[]> {
  const marks = await Promise.all(uploads.map((upload) => readMark(services, upload)));
  return uploads.filter((upload, place) => !isMarked(marks[place], upload));
}

// Whatever its mark says: while it stands, no older upload can be applied, and no audit looks at what it left.
async function begunOf(
  { store }: ImportInOrderServices,
  uploads: readonly StandingUpload[],
): Promise<readonly StandingUpload[]> {
  const [{ ownerId } = { ownerId: undefined }] = uploads;
  const begun = ownerId && firstToCarryOn(await store.readImports(ownerId));
  return uploads.filter(
    (upload) => upload.uploadId === begun?.uploadId && upload.fileName === begun.fileName,
  );
}

/** Whether an upload's own event has nothing left to do: not where it was given up, or held and found right since then. */
async function isTaken(services: ImportInOrderServices, upload: StandingUpload): Promise<boolean> {
  const receipt = await readMark(services, upload);
  if (!isMarked(receipt, upload) || receipt.code === 'givenUp') return false;
  return receipt.status !== 'held' || !(await isOverridden(services, upload, receipt));
}

async function isOverridden(
  { store }: ImportInOrderServices,
  { ownerId }: UploadRef,
  { importId }: Receipt,
): Promise<boolean> {
  const imports = await store.readImports(ownerId);
  const held = imports.find((record) => record.importId === importId);
  return held !== undefined && (await store.readOverride(ownerId, held.fileHash)) !== undefined;
}
