import {
  assessNetwork,
  decisionsBySubject,
  type ExplainedEvaluation,
  type Network,
} from '../domain/assess.ts';
import { type DigestRecord, digestSizes, hasMail } from '../domain/digest.ts';
import { ImportBusy } from '../domain/errors.ts';
import {
  type AnswerStateOf,
  answerStatesAt,
  type Flag,
  type FlagPlan,
  flagsAfter,
  flagsToRedate,
  reconcileFlags,
} from '../domain/flag.ts';
import type { IsoTime, MailId, OwnerId, Period } from '../domain/ids.ts';
import { isoTime } from '../domain/ids.ts';
import type { Head } from '../domain/import.ts';
import { linkExpiresAt } from '../domain/link.ts';
import { hasGoneOut } from '../domain/mail-state.ts';
import { isPaused, type Owner } from '../domain/owner.ts';
import { firstQuestions, type OpenSubject, openSubjects } from '../domain/questions.ts';
import { mayOpen } from '../domain/schedule.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { MailMessage, Queue } from '../ports/queue.ts';
import { type NetworkReader, readNetwork } from './evaluate-network.ts';
import { type DigestSources, freezeDigest, openDigest } from './freeze-digest.ts';
import { readMailState } from './read-mail-state.ts';

export type RunAuditServices = {
  readonly store: NetworkReader &
    Pick<
      ContactStore,
      | 'readFlags'
      | 'writeFlags'
      | 'readDigests'
      | 'openDigest'
      | 'readMail'
      | 'freezeMail'
      | 'readSends'
      | 'readOutcomes'
      | 'isImportLocked'
    >;
  readonly mails: Queue<MailMessage>;
  readonly newLinkKey: () => Uint8Array;
  readonly baseUrl: string;
  readonly sender: string;
  readonly now: Clock;
};

/** What became of the digest: handed to the mail, sent before, not due yet, or nothing to ask and nothing to be said of it. */
export type AuditOutcome = {
  readonly evaluation: Network & ExplainedEvaluation;
  readonly flags: FlagPlan;
  readonly digest: 'noExport' | 'notAsked' | 'paused' | 'notDue' | 'nothingToAsk' | 'queued' | 'sent';
};

/**
 * One audit of one owner: assess, bring the flags in line, and with a period open that period's digest, freeze its mail
 * and queue it. Every step may be repeated: a rerun takes the digest and the mail that stand.
 * @throws OwnerUnknown, ImportBusy (an import is being applied: come again)
 */
export async function runAudit(
  services: RunAuditServices,
  { ownerId, at, period }: { ownerId: OwnerId; at: IsoTime; period?: Period | undefined },
): Promise<AuditOutcome> {
  const { store } = services;
  if (await store.isImportLocked(ownerId, isoTime(services.now()))) throw new ImportBusy();
  const network = await readNetwork(store, ownerId);
  const [standing, digests] = await Promise.all([store.readFlags(ownerId), store.readDigests(ownerId)]);

  const evaluation = { ...network, ...assessNetwork(network, at) };
  const answerStateOf = answerStatesAt(
    decisionsBySubject(network.decisions),
    new Date(at),
    network.owner.zone,
    evaluation.policy,
  );
  const flags = isLate(at, digests)
    ? untouched(standing)
    : reconcileFlags({ standing, findings: evaluation.findings, answerStateOf, now: at });

  await store.writeFlags(ownerId, [...flags.open, ...flags.changed, ...flags.closed]);
  const digest = await deliverDigest(services, {
    evaluation,
    at,
    period,
    digests,
    flags: flagsAfter(flags),
    redate: (subjects) => store.writeFlags(ownerId, flagsToRedate(standing, flags, subjects)),
    answerStateOf,
  });
  return { evaluation, flags, digest };
}

// The very first export handed in once more asks for the audit of its own day: what was found since must stay.
const isLate = (at: IsoTime, digests: readonly DigestRecord[]): boolean =>
  digests.some(({ openedAt }) => openedAt > at);

const untouched = (standing: readonly Flag[]): FlagPlan => ({
  open: [],
  kept: standing.filter(({ state }) => state === 'open'),
  changed: [],
  closed: [],
  past: standing.filter(({ state }) => state !== 'open'),
});

type DigestInput = Omit<DigestSources, 'open'> & {
  readonly at: IsoTime;
  readonly period: Period | undefined;
  /** Writes the flags of what is asked with the day up to which this audit looked. */
  readonly redate: (subjects: ReadonlySet<Flag['subject']>) => Promise<void>;
  readonly answerStateOf: AnswerStateOf;
};

async function deliverDigest(
  services: RunAuditServices,
  input: DigestInput,
): Promise<AuditOutcome['digest']> {
  const { evaluation, at, period, digests, flags, answerStateOf } = input;
  const { owner, contacts, head } = evaluation;
  if (head === undefined) return 'noExport';
  if (period === undefined) return 'notAsked';
  if (isPaused(owner)) return 'paused';
  const standing = digests.find((digest) => digest.period === period);
  const { ownerId, rhythm } = owner;
  if (standing === undefined && !mayOpen(period, at, { digests, rhythm })) return 'notDue';

  const open = openSubjects({ flags, contacts, answerStateOf });
  const sources = { evaluation, flags, digests, open };
  const opened =
    standing === undefined
      ? await openDigest(services, sources, newDigest(services, { owner, head, at, period, open }))
      : { record: standing };
  const { record } = opened;
  if (!hasMail(record)) return 'nothingToAsk';
  const frozen = await services.store.readMail(ownerId, 'audit', record.mailId);
  if (frozen === undefined) {
    await input.redate(new Set(record.questions.map(({ subject }) => subject)));
    await freezeDigest(services, sources, opened);
  }
  if (hasGoneOut(await readMailState(services.store, ownerId, record.mailId))) return 'sent';
  await services.mails.send({ ownerId, mailId: record.mailId, madeBy: 'audit', at });
  return 'queued';
}

function newDigest(
  { newLinkKey }: RunAuditServices,
  of: { owner: Owner; head: Head; at: IsoTime; period: Period; open: readonly OpenSubject[] },
): DigestRecord {
  const { owner, at, period } = of;
  const { exportedAt, covers, unread } = of.head;
  const questions = firstQuestions(of.open, sizeOf(owner));
  return {
    ownerId: owner.ownerId,
    period,
    mailId: `digest-${period}` as MailId,
    openedAt: at,
    expiresAt: linkExpiresAt(at, owner.rhythm),
    linkKey: Buffer.from(newLinkKey()).toString('hex'),
    questions,
    ...(questions.length > 0 ? {} : { nothingToAsk: owner.nothingToAsk ?? 'mail' }),
    sight: { exportedAt, ...(covers && { covers }), ...(unread && { unread }) },
  };
}

const sizeOf = ({ digestSize }: Pick<Owner, 'digestSize'>): number =>
  Math.min(digestSizes.max, Math.max(digestSizes.min, digestSize));
