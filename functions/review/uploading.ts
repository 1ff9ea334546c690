import { isoTime } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import { parseTicket } from '../../shared/domain/ticket.ts';
import { type Receipt, uploadIdPattern } from '../../shared/domain/upload.ts';
import { importOf } from '../../shared/ports/queue.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';
import type { UploadProblem } from '../../shared/render/locales/upload-texts.ts';
import { heldLines, importLines } from '../../shared/render/pages/import-lines.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { pageHeaders, uploadPageHeaders } from '../../shared/render/pages/page-headers.ts';
import {
  type ResultView,
  renderResultPage,
  renderUploadPage,
} from '../../shared/render/pages/upload-page.tsx';
import { readFields } from './form.ts';
import { isHumanPress } from './gesture.ts';
import type { ReviewServices } from './services.ts';

/** A page whose headers are not those of every page. */
export type PageWithHeaders = { readonly html: string; readonly headers: Readonly<Record<string, string>> };

/** A verified upload ticket, and the request that it came with. */
export type UploadInput = {
  readonly services: ReviewServices;
  readonly owner: Owner;
  readonly ticket: string;
  readonly request: Request;
  readonly now: Date;
};

/** How soon a waiting page looks again, and after how long it says that this takes longer than usual. */
const lookAgainSeconds = 3;
const patienceSeconds = 300;

/** The upload page. Each view names an upload of its own, of which nothing is kept unless a file comes. */
export function showUpload(
  { services, owner, ticket }: Omit<UploadInput, 'request' | 'now'>,
  problem?: UploadProblem,
): PageWithHeaders {
  const uploadId = services.newUploadId();
  const next = resultPath(ticket, uploadId);
  const form = services.desk.openUpload({
    ownerId: owner.ownerId,
    uploadId,
    returnTo: `${services.baseUrl.replace(/\/+$/, '')}${next}`,
  });
  return {
    html: renderUploadPage(
      { form, next, ...(problem === undefined ? {} : { problem }) },
      wordingFor(owner, parseTicket(ticket)),
    ),
    headers: uploadPageHeaders(form.origin),
  };
}

/** What became of one upload; undefined for an id that no upload can have. */
export async function showResult(
  input: UploadInput,
  uploadId: string,
  problem?: OverrideProblem,
): Promise<PageWithHeaders | undefined> {
  const { services, owner, ticket } = input;
  if (!uploadIdPattern.test(uploadId)) return undefined;
  const receipt = await services.store.readReceipt(owner.ownerId, uploadId);
  const links = { upload: `/u/${ticket}`, again: resultPath(ticket, uploadId) };
  if (receipt === undefined) return waitingPage({ ...input, links, result: 'waiting' });
  const imports = await services.store.readImports(owner.ownerId);
  const view = resultOf(owner, receipt, imports);
  const held = view.result === 'held' ? heldOf(receipt, imports) : undefined;
  if (held !== undefined && (await services.store.readOverride(owner.ownerId, held.fileHash)) !== undefined)
    return waitingPage({ ...input, links, result: 'taking' });
  const override = held && { post: links.again, ...(problem === undefined ? {} : { problem }) };
  return {
    html: renderResultPage(
      { ...view, links: { upload: links.upload }, ...(override === undefined ? {} : { override }) },
      wordingFor(owner, parseTicket(ticket)),
    ),
    headers: pageHeaders(),
  };
}

type OverrideProblem = 'notPressed' | 'unreadable';

/**
 * Takes the owner's word that a held export is right, and has it imported again. The word is bound to the file's hash: a
 * second press is the same word, and the same bytes are imported once. Only a press counts.
 */
export async function postOverride(
  input: UploadInput,
  uploadId: string,
): Promise<PageWithHeaders | undefined> {
  const { services, owner, request, now } = input;
  const { store, uploads, log } = services;
  const { ownerId } = owner;
  if (!uploadIdPattern.test(uploadId)) return undefined;
  const pressed = isHumanPress((name) => request.headers.get(name) ?? undefined);
  const isRight = pressed && (await readFields(request))?.get('export') === 'right';
  if (!isRight) {
    const problem = pressed ? 'unreadable' : 'notPressed';
    log.info('overrideRefused', { ownerId, problem });
    return showResult(input, uploadId, problem);
  }
  const receipt = await store.readReceipt(ownerId, uploadId);
  const held = receipt && heldOf(receipt, await store.readImports(ownerId));
  if (held?.uploadId !== undefined) {
    await store.recordOverride(ownerId, { fileHash: held.fileHash, at: isoTime(now), via: 'review' });
    await uploads.send(
      importOf({ ownerId, uploadId: held.uploadId, fileName: held.fileName }, held.uploadedAt),
    );
    log.info('overridden', { ownerId, importId: held.importId });
  }
  return showResult(input, uploadId);
}

/** The held import that a receipt tells of. */
const heldOf = ({ importId, status }: Receipt, imports: readonly ImportRecord[]): ImportRecord | undefined =>
  status === 'held'
    ? imports.findLast((record) => record.importId === importId && record.status === 'held')
    : undefined;

const resultPath = (ticket: string, uploadId: string): string => `/u/${ticket.toLowerCase()}/${uploadId}`;

// The page itself carries since when it waits: nothing is written while somebody looks. S3 hangs the name of the file to
// the address that it leads to; the first look again drops it.
function waitingPage(input: {
  owner: Owner;
  ticket: string;
  request: Request;
  now: Date;
  links: { upload: string; again: string };
  /** What is waited for: the first result, or the one after the owner's word. */
  result: 'waiting' | 'taking';
}): PageWithHeaders {
  const { owner, ticket, request, now, links } = input;
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const asked = new URL(request.url).searchParams.get('since') ?? '';
  const since = /^\d{1,12}$/.test(asked) ? Number(asked) : nowSeconds;
  const isLate = nowSeconds - since > patienceSeconds;
  const result = isLate ? 'late' : input.result;
  const refresh = { Refresh: `${lookAgainSeconds}; url=${links.again}?since=${since}` };
  return {
    html: renderResultPage({ result, lines: [], links }, wordingFor(owner, parseTicket(ticket))),
    headers: { ...pageHeaders(), ...(isLate ? {} : refresh) },
  };
}

/** A finished upload in words; the receipt says which of the imports is meant. */
export function resultOf(
  { locale }: Pick<Owner, 'locale'>,
  receipt: Receipt,
  imports: readonly ImportRecord[],
): Omit<ResultView, 'links'> {
  const words = catalogueFor(locale);
  const ofStatus = (wanted: ImportRecord['status']) =>
    imports.findLast(({ importId, status }) => importId === receipt.importId && status === wanted);
  // A held import that was accepted since then is told as it stands now.
  const overridden = receipt.status === 'held' ? ofStatus('accepted') : undefined;
  const record = overridden ?? ofStatus(receipt.status);
  const about = record === undefined ? {} : { fileName: record.fileName };
  if (receipt.status === 'held' && overridden === undefined) {
    if (receipt.code === 'fileGone') return { ...about, result: 'fileGone', lines: [] };
    return {
      ...about,
      result: 'held',
      lines: record?.guard === undefined ? [] : heldLines(record.guard, words),
    };
  }
  if (receipt.code === 'givenUp') return { ...about, result: 'givenUp', lines: [] };
  if (receipt.status === 'rejected') {
    const lines = record?.rejection === undefined ? [] : [words.rejection(record.rejection)];
    return { ...about, result: 'rejected', lines };
  }
  const lines = record === undefined ? [] : importLines(record, words);
  if (receipt.code === 'alreadyImported')
    return { ...about, result: 'alreadyImported', lines: [words.imported.alreadyImported, ...lines] };
  return { ...about, result: 'accepted', lines };
}
