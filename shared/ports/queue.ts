import * as z from 'zod';
import { type IsoTime, type MailId, type OwnerId, ownerIdPattern, type Period } from '../domain/ids.ts';

const owner = z
  .string()
  .regex(ownerIdPattern)
  .transform((id) => id as OwnerId);
const instant = z.iso.datetime().transform((at) => at as IsoTime);

/** Asks `audit` to look at one owner; with a period also to open that period's digest, if it may be opened. */
export const auditMessage = z.object({
  ownerId: owner,
  at: instant,
  period: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .transform((period) => period as Period)
    .optional(),
});
export type AuditMessage = z.infer<typeof auditMessage>;

/** Asks `deliver` to send one frozen mail, once. */
export const mailMessage = z.object({
  ownerId: owner,
  mailId: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .transform((id) => id as MailId),
  madeBy: z.enum(['audit', 'ingest', 'admin']),
  at: instant,
});
export type MailMessage = z.infer<typeof mailMessage>;

/** One queue; `send` returns when the message is kept safely. */
export type Queue<Message> = { send(message: Message): Promise<void> };
