import type { DigestRecord } from '../domain/digest.ts';
import type { IsoTime, OwnerId } from '../domain/ids.ts';
import { mailState } from '../domain/mail.ts';
import { mayOpen, nextLook, periodOf, slotOf } from '../domain/schedule.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { AuditMessage, Queue } from '../ports/queue.ts';

export type OpenPeriodsServices = {
  readonly store: Pick<
    ContactStore,
    'readOwner' | 'readDue' | 'readSchedule' | 'moveDue' | 'readDigests' | 'readSends'
  >;
  readonly audits: Queue<AuditMessage>;
};

/**
 * One hourly tick: sends an audit message for every owner whose period is due or whose last digest is not mailed yet,
 * whatever its month, then moves the due time. The message goes first: a crash in between sends it again, and the audit
 * opens one digest a period. How many audits were asked for.
 */
export async function openPeriods({ store, audits }: OpenPeriodsServices, at: IsoTime): Promise<number> {
  let sent = 0;
  for (const ownerId of await store.readDue(at))
    sent += Number(await openPeriod({ store, audits }, ownerId, at));
  return sent;
}

async function openPeriod(
  { store, audits }: OpenPeriodsServices,
  ownerId: OwnerId,
  at: IsoTime,
): Promise<boolean> {
  const [owner, schedule, digests] = await Promise.all([
    store.readOwner(ownerId),
    store.readSchedule(ownerId),
    store.readDigests(ownerId),
  ]);
  if (owner === undefined || schedule === undefined || schedule.nextDueAt > at) return false;
  const last = digests.at(-1);
  const period = periodOf(at, owner.zone);
  const unsent = last !== undefined && (await waitsForItsMail(store, last)) ? last.period : undefined;
  const opens = at >= slotOf(period, owner.zone) && mayOpen(period, at, digests) ? period : undefined;
  const due = unsent ?? opens;
  if (due !== undefined) await audits.send({ ownerId, at, period: due });
  const lastPeriod = unsent === undefined ? last?.period : schedule.lastPeriod;
  await store.moveDue(ownerId, schedule, {
    nextDueAt: nextLook(at, owner.zone, due !== undefined),
    ...(lastPeriod === undefined ? {} : { lastPeriod }),
  });
  return due !== undefined;
}

// A digest without questions has no mail, and a mail that was refused for good needs a person, not another try.
async function waitsForItsMail(store: OpenPeriodsServices['store'], digest: DigestRecord): Promise<boolean> {
  if (digest.questions.length === 0) return false;
  const state = mailState(await store.readSends(digest.ownerId, digest.mailId));
  return state !== 'sent' && state !== 'failed';
}
