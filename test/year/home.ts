import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import PostalMime from 'postal-mime';
import { createReviewApp } from '../../functions/review/review.tsx';
import { createFolderMailer, mailPath } from '../../shared/adapters/folder/mailer.ts';
import { createMemoryContactStore } from '../../shared/adapters/memory/contact-store.ts';
import type { IsoTime, MailId } from '../../shared/domain/ids.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { Owner } from '../../shared/domain/owner.ts';
import type { ContactStore } from '../../shared/ports/contact-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import { noMetrics } from '../../shared/ports/metrics.ts';
import type { AuditMessage, MailMessage, NoticeMessage, SettleMessage } from '../../shared/ports/queue.ts';
import { deliverMail } from '../../shared/workflows/deliver-mail.ts';
import { importExport } from '../../shared/workflows/import-export.ts';
import { notifyOwner } from '../../shared/workflows/notify-owner.ts';
import { openPeriods } from '../../shared/workflows/open-periods.ts';
import { runAudit } from '../../shared/workflows/run-audit.ts';
import { settleMails } from '../../shared/workflows/settle-mail.ts';
import { anOwner } from '../domain/builders.ts';
import { writeZip } from '../fixtures/archive.ts';
import { me, newRunId, sourceOf } from '../network.ts';
import type { MadeExport } from './life.ts';

export const baseUrl = 'http://127.0.0.1:4477';

/** A mail as it lies in the outbox. */
export type OutboxMail = { readonly mailId: MailId; readonly text: string };

/** One's own machine with its clock in hand: every queue is worked off before anything else happens. */
export type Home = {
  readonly store: ContactStore;
  readonly app: Hono;
  setNow(at: IsoTime): void;
  /** The clock strikes: who is due, and all that follows from it. The periods whose digest was opened. */
  strike(): Promise<readonly string[]>;
  /** Hands in an export; a first one brings a digest. */
  upload(made: MadeExport): Promise<{ record: ImportRecord; opened: readonly string[] }>;
  readMail(mailId: string): Promise<OutboxMail>;
  /** Names of the mails in the outbox. */
  outbox(): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** A home with one owner, in whose zone the exports of the morning come before the digest. */
export async function openHome(options: { owner: Partial<Owner>; at: IsoTime; log: Log }): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'woher-year-'));
  const outboxFolder = join(folder, 'outbox');
  const store = createMemoryContactStore();
  const owner = anOwner({
    ownerId: me,
    address: 'joerdis@wolkenhauerin.example',
    locale: 'en',
    zone: 'Europe/London',
    ...options.owner,
  });
  await store.createOwner(owner, options.at);
  let at = options.at;
  const now = () => new Date(at);
  const work = workOf({ store, now, outboxFolder });
  let uploads = 0;
  return {
    store,
    app: reviewAppOf({ store, now, log: options.log }),
    setNow: (next) => {
      at = next;
    },
    strike: async () => {
      await openPeriods({ store, audits: work.audits, mails: work.mails }, at);
      return work.drain();
    },
    upload: async (made) => {
      uploads += 1;
      const path = join(folder, made.fileName);
      await writeZip(made.files, path);
      const uploadId = `upload-${uploads}`;
      const { fileName } = made;
      const record = await importExport(
        { source: sourceOf(path), store, audits: work.audits, newRunId, now },
        {
          upload: { key: `exports/${me}/${uploadId}/${fileName}`, ownerId: me, uploadId, fileName },
          uploadedAt: at,
        },
      );
      if (record === undefined) throw new Error('the upload is not there');
      return { record, opened: await work.drain() };
    },
    readMail: async (mailId) => {
      const bytes = await readFile(mailPath(outboxFolder, { ownerId: me, mailId: mailId as MailId }));
      const { text = '' } = await PostalMime.parse(bytes);
      return { mailId: mailId as MailId, text: text.replaceAll('\r\n', '\n') };
    },
    outbox: async () =>
      (await readdir(join(outboxFolder, me))).map((name) => name.replace(/\.eml$/, '')).sort(),
    close: () => rm(folder, { recursive: true }),
  };
}

type Parts = { readonly store: ContactStore; readonly now: () => Date; readonly outboxFolder: string };

function workOf({ store, now, outboxFolder }: Parts) {
  const toAudit: (AuditMessage | NoticeMessage)[] = [];
  const toMail: (MailMessage | SettleMessage)[] = [];
  const audits = { send: async (message: AuditMessage | NoticeMessage) => void toAudit.push(message) };
  const mails = { send: async (message: MailMessage | SettleMessage) => void toMail.push(message) };
  let keys = 0;
  const services = {
    store,
    mails,
    newLinkKey: () => new Uint8Array(32).fill(++keys),
    baseUrl,
    sender: 'Woher <woher@localhost>',
    mailer: createFolderMailer({ outbox: outboxFolder }),
    now,
  };
  const audit = async (message: AuditMessage | NoticeMessage): Promise<readonly string[]> => {
    if ('kind' in message) {
      await notifyOwner(services, message);
      return [];
    }
    const { digest } = await runAudit(services, message);
    return digest === 'queued' && message.period !== undefined ? [message.period] : [];
  };
  const drain = async (): Promise<readonly string[]> => {
    const opened: string[] = [];
    for (const message of toAudit.splice(0)) opened.push(...(await audit(message)));
    for (const message of toMail.splice(0)) {
      if (message.kind === 'settle') await settleMails(services, message);
      else await deliverMail(services, message);
    }
    return opened;
  };
  return { audits, mails, drain };
}

const reviewAppOf = ({ store, now, log }: { store: ContactStore; now: () => Date; log: Log }): Hono =>
  createReviewApp({
    store,
    desk: {
      openUpload: () => {
        throw new Error('nobody hands in an export by its page');
      },
    },
    uploads: { send: async () => {} },
    newUploadId: () => 'upload-by-page',
    newSubmitId: randomUUID,
    baseUrl,
    now,
    log,
    metrics: noMetrics,
  });

/** What a browser sends with a form that somebody sends off. */
const pressed = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-user': '?1',
  'sec-fetch-dest': 'document',
} as const;

/** Opens a page. */
export async function openPage(app: Hono, url: string): Promise<string> {
  const response = await app.request(url.replace(baseUrl, ''));
  if (response.status !== 200) throw new Error(`a page answers with ${response.status}`);
  return response.text();
}

/** Sends a form off; an answer that says why nothing was recorded is an error. */
export async function sendForm(
  app: Hono,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const response = await app.request(action, {
    method: 'POST',
    headers: pressed,
    body: new URLSearchParams(fields).toString(),
  });
  const html = await response.text();
  const problem = /class="told problem"[^>]*>(.*?)<\/div>/s.exec(html)?.[1];
  if (response.status !== 200 || problem !== undefined)
    throw new Error(`the form was refused: ${problem ?? response.status}`);
  return html;
}
