import * as z from 'zod/mini';
import {
  type ImportId,
  type IsoTime,
  type MailId,
  type OwnerId,
  ownerIdPattern,
  type Period,
} from '../domain/ids.ts';
import { exportsPrefix } from '../names.ts';
import type { UploadRef } from './export-source.ts';

const owner = z.pipe(
  z.string().check(z.regex(ownerIdPattern)),
  z.transform((id) => id as OwnerId),
);
const instant = z.pipe(
  z.iso.datetime(),
  z.transform((at) => at as IsoTime),
);

/** Asks `audit` to look at one owner; with a period also to open that period's digest, if it may be opened. */
export const auditMessage = z.object({
  ownerId: owner,
  at: instant,
  period: z.optional(
    z.pipe(
      z.string().check(z.regex(/^\d{4}-\d{2}(?:-\d{2})?$/)),
      z.transform((period) => period as Period),
    ),
  ),
});
export type AuditMessage = z.infer<typeof auditMessage>;

/** Asks `audit`, which makes mails, for the notice about one upload that was rejected or held. */
export const noticeMessage = z.object({
  kind: z.literal('notice'),
  ownerId: owner,
  importId: z.pipe(
    z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    z.transform((id) => id as ImportId),
  ),
  /** The upload whose result page the mail leads to. */
  uploadId: z.string().check(z.minLength(1)),
  at: instant,
});
export type NoticeMessage = z.infer<typeof noticeMessage>;

/** Whatever comes by the queue `audits`. */
export const auditsQueueMessage = z.union([noticeMessage, auditMessage]);

/** What S3 tells of a new object, as far as `ingest` reads it; see there. */
export type UploadMessage = {
  readonly 'detail-type': 'Object Created';
  readonly time: IsoTime;
  readonly detail: { readonly object: { readonly key: string } };
};

/** Asks `ingest`, which writes the memory, to erase the excerpts of an owner who wants none kept. */
export const eraseMessage = z.object({ kind: z.literal('eraseExcerpts'), ownerId: owner, at: instant });
export type EraseMessage = z.infer<typeof eraseMessage>;

/** Asks `ingest` to import an upload that lies there, as if it had come at that time. */
export const importOf = (
  { ownerId, uploadId, fileName }: Omit<UploadRef, 'key'>,
  time: IsoTime,
): UploadMessage => ({
  'detail-type': 'Object Created',
  time,
  detail: { object: { key: `${exportsPrefix}${ownerId}/${uploadId}/${fileName}` } },
});

/** Asks `deliver` to send one frozen mail, once. */
export const mailMessage = z.object({
  /** Messages from before there were two kinds have none. */
  kind: z.optional(z.literal('send')),
  ownerId: owner,
  mailId: z.pipe(
    z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
    z.transform((id) => id as MailId),
  ),
  madeBy: z.enum(['audit', 'ingest', 'admin']),
  at: instant,
  /** The operator's request, made at `at`, to send a mail again that is held or failed by then: good for one attempt. */
  again: z.optional(z.literal(true)),
});
export type MailMessage = z.infer<typeof mailMessage>;

/** Asks `deliver` to settle what is open about one owner's mails. */
export const settleMessage = z.object({ kind: z.literal('settle'), ownerId: owner, at: instant });
export type SettleMessage = z.infer<typeof settleMessage>;

/** Whatever comes by the queue `mails`. */
export const mailsQueueMessage = z.union([settleMessage, mailMessage]);

/** One queue; `send` returns when the message is kept safely. */
export type Queue<Message> = { send(message: Message): Promise<void> };

/** Lets a message that was received, and is not acknowledged, come again after so many seconds from now on. */
export type ComeAgainIn = (message: { readonly receiptHandle: string }, seconds: number) => Promise<void>;
