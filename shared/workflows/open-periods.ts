import { dayInMs, later } from '../domain/days.ts';
import { type DigestRecord, hasMail } from '../domain/digest.ts';
import type { IsoTime, OwnerId, Period } from '../domain/ids.ts';
import {
  hasGoneOut,
  isHeldByPause,
  isPending,
  isUnsettled,
  type MailRecord,
  mailState,
  mailsIn,
  recordOf,
} from '../domain/mail-state.ts';
import { isPaused, type Owner } from '../domain/owner.ts';
import { mayOpen, mayOpenFrom, nextLook, periodOf, slotOf } from '../domain/schedule.ts';
import type { ContactStore, Schedule } from '../ports/contact-store.ts';
import type { AuditMessage, Queue, SettleMessage } from '../ports/queue.ts';
import { type Fault, forEach } from './for-each.ts';

export type OpenPeriodsServices = {
  readonly store: Pick<
    ContactStore,
    | 'readOwner'
    | 'readDue'
    | 'readSchedule'
    | 'moveDue'
    | 'readDigests'
    | 'readSends'
    | 'readOutcomes'
    | 'readHead'
    | 'readImports'
  >;
  readonly audits: Queue<AuditMessage>;
  readonly mails: Queue<SettleMessage>;
};

/** What one tick asked for, and whom it could not look at. */
export type Tick = {
  readonly audits: number;
  readonly settles: number;
  /**
   * Owners whose digest of this period should have been out for two days, and is not. One that this very look is the
   * first to ask for, or that a pause held back, is late through nobody's fault: its owner has just resumed.
   */
  readonly overdue: number;
  readonly faults: readonly Fault<OwnerId>[];
};

/** PRODUCT promises the digest on the 1st; the operator hears of one that is not out by the 3rd. */
const overdueAfterDays = 2;

/**
 * One hourly tick: for every owner who is due an audit message where a period is to be opened or its digest has no mail
 * that was ever attempted, a settle message where mails are open, and then the next due time: in an hour where something
 * was asked for or is overdue, otherwise within a day. Messages go first: a crash in between sends them again, and the
 * audit opens one digest a period. An owner who fails stays due and does not keep the others.
 */
export async function openPeriods(services: OpenPeriodsServices, at: IsoTime): Promise<Tick> {
  const asked: Asked[] = [];
  const faults = await forEach(await services.store.readDue(at), async (ownerId) => {
    const result = await openPeriod(services, ownerId, at);
    if (result !== undefined) asked.push(result);
  });
  const count = (key: keyof Asked): number => asked.filter((each) => each[key]).length;
  return { audits: count('audit'), settles: count('settle'), overdue: count('overdue'), faults };
}

type Asked = { readonly audit: boolean; readonly settle: boolean; readonly overdue: boolean };

/** Everything that a look at one owner is made of. */
type Look = {
  readonly owner: Owner;
  readonly schedule: Schedule;
  readonly digests: readonly DigestRecord[];
  readonly mails: MailRecord;
  readonly hasExport: boolean;
};

async function openPeriod(
  { store, audits, mails }: OpenPeriodsServices,
  ownerId: OwnerId,
  at: IsoTime,
): Promise<Asked | undefined> {
  const look = await lookAt(store, ownerId);
  if (look === undefined) return undefined;
  const { owner, schedule, digests } = look;
  const { due, isUnsent } = periodToAsk(look, at);
  const settle = hasToSettle(look, at);
  const overdue = isOverdue(look, { due, at }) && (await isImportedFor(store, { ownerId, at }));
  if (due !== undefined) await audits.send({ ownerId, at, period: due });
  if (settle) await mails.send({ kind: 'settle', ownerId, at });
  const lastPeriod = isUnsent ? schedule.lastPeriod : digests.at(-1)?.period;
  await store.moveDue(ownerId, schedule, {
    nextDueAt: nextLook(at, owner, due !== undefined || settle || overdue),
    ...(lastPeriod === undefined ? {} : { lastPeriod }),
    ...(due === undefined ? {} : { askedPeriod: due }),
  });
  return { audit: due !== undefined, settle, overdue };
}

async function lookAt(store: OpenPeriodsServices['store'], ownerId: OwnerId): Promise<Look | undefined> {
  const [owner, schedule, digests, sends, outcomes, head] = await Promise.all([
    store.readOwner(ownerId),
    store.readSchedule(ownerId),
    store.readDigests(ownerId),
    store.readSends(ownerId),
    store.readOutcomes(ownerId),
    store.readHead(ownerId),
  ]);
  if (owner === undefined || schedule === undefined) return undefined;
  return { owner, schedule, digests, mails: { sends, outcomes }, hasExport: head !== undefined };
}

/** The period to ask an audit for, and whether the last digest is not mailed yet: none is opened after it until then. */
function periodToAsk(
  { owner, digests, mails }: Look,
  at: IsoTime,
): { due: Period | undefined; isUnsent: boolean } {
  const last = digests.at(-1);
  const mail = last && recordOf(mails, last.mailId);
  const lacksMail =
    last !== undefined && hasMail(last) && mail !== undefined && mailState(mail) === 'rendered';
  const isUnsent = lacksMail || (mail !== undefined && isPending(mail, at));
  if (isPaused(owner)) return { due: undefined, isUnsent };
  if (isUnsent) return { due: lacksMail ? last.period : undefined, isUnsent };
  const period = periodOf(at, owner);
  const { rhythm } = owner;
  const opens = at >= slotOf(period, owner.zone) && mayOpen(period, at, { digests, rhythm });
  return { due: opens ? period : undefined, isUnsent };
}

// What a pause holds back waits for the owner: nothing is to be done about it before they resume.
const hasToSettle = ({ owner, mails }: Look, at: IsoTime): boolean =>
  mailsIn(mails).some((mail) => isUnsettled(mail, at) && !(isPaused(owner) && isHeldByPause(mail)));

function isOverdue(
  { owner, schedule, digests, mails, hasExport }: Look,
  { due, at }: { due: Period | undefined; at: IsoTime },
): boolean {
  const newest = digests.at(-1);
  const waitedForOwner = newest !== undefined && isHeldByPause(recordOf(mails, newest.mailId));
  if (!hasExport || isPaused(owner) || waitedForOwner) return false;
  if (due !== undefined && due !== schedule.askedPeriod) return false;
  // After a change of zone or rhythm the newest digest may be of a later period than today's: then it stands for today.
  const period = later(periodOf(at, owner), newest?.period) ?? periodOf(at, owner);
  const standing = digests.find((digest) => digest.period === period);
  if (standing !== undefined && isOut(standing, mails)) return false;
  const last = digests.filter((digest) => digest.period < period).at(-1);
  const dueAt = [
    slotOf(period, owner.zone),
    ...(last === undefined ? [] : [mayOpenFrom(last, owner.rhythm)]),
  ];
  return dueAt.every((time) => isLongAgo(time, at));
}

const isLongAgo = (time: IsoTime, at: IsoTime): boolean =>
  Date.parse(time) + overdueAfterDays * dayInMs <= Date.parse(at);

/**
 * Whether the owner's first import was done long enough ago for a digest to be missed; the export's own date may be
 * weeks older, and the newest import younger than the fault. Read only when a digest is missing.
 */
async function isImportedFor(
  store: OpenPeriodsServices['store'],
  { ownerId, at }: { ownerId: OwnerId; at: IsoTime },
): Promise<boolean> {
  const imports = await store.readImports(ownerId);
  return imports.some(
    ({ status, finishedAt }) =>
      status === 'accepted' && finishedAt !== undefined && isLongAgo(finishedAt, at),
  );
}

const isOut = (digest: DigestRecord, mails: MailRecord): boolean =>
  !hasMail(digest) || hasGoneOut(mailState(recordOf(mails, digest.mailId)));
