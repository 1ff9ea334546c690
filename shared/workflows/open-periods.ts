import type { IsoTime, OwnerId } from '../domain/ids.ts';
import { mailState } from '../domain/mail.ts';
import { mayOpen, nextLook, periodOf, slotOf } from '../domain/schedule.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { AuditMessage, Queue } from '../ports/queue.ts';

export type ScheduleWorkflowServices = {
  readonly store: Pick<
    ContactStore,
    'readOwner' | 'readDue' | 'readSchedule' | 'moveDue' | 'readDigests' | 'readSends'
  >;
  readonly audits: Queue<AuditMessage>;
};

/**
 * One hourly tick: sends an audit message for every owner whose period is due and not yet mailed, then moves the due
 * time. The message goes first: a crash in between sends it again, and the audit opens one digest a period. How many
 * audits were asked for.
 */
export async function openPeriods({ store, audits }: ScheduleWorkflowServices, at: IsoTime): Promise<number> {
  let sent = 0;
  for (const ownerId of await store.readDue(at))
    sent += Number(await openPeriod({ store, audits }, ownerId, at));
  return sent;
}

async function openPeriod(
  { store, audits }: ScheduleWorkflowServices,
  ownerId: OwnerId,
  at: IsoTime,
): Promise<boolean> {
  const [owner, schedule, digests] = await Promise.all([
    store.readOwner(ownerId),
    store.readSchedule(ownerId),
    store.readDigests(ownerId),
  ]);
  if (owner === undefined || schedule === undefined || schedule.nextDueAt > at) return false;
  const period = periodOf(at, owner.zone);
  const standing = digests.find((digest) => digest.period === period);
  const mailed =
    standing !== undefined &&
    (standing.questions.length === 0 ||
      mailState(await store.readSends(ownerId, standing.mailId)) === 'sent');
  const isDue =
    at >= slotOf(period, owner.zone) && !mailed && (standing !== undefined || mayOpen(period, at, digests));
  if (isDue) await audits.send({ ownerId, at, period });
  await store.moveDue(ownerId, schedule, {
    nextDueAt: nextLook(at, owner.zone, isDue),
    ...(mailed
      ? { lastPeriod: period }
      : schedule.lastPeriod === undefined
        ? {}
        : { lastPeriod: schedule.lastPeriod }),
  });
  return isDue;
}
