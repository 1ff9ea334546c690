import { assembleDigest } from '../domain/assemble-digest.ts';
import {
  assessNetwork,
  decisionsBySubject,
  type ExplainedEvaluation,
  type Network,
} from '../domain/assess.ts';
import { type DigestRecord, digestSizes, hasMail, type Question } from '../domain/digest.ts';
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
import { digestLinks, linkExpiresAt } from '../domain/link.ts';
import { hasGoneOut } from '../domain/mail-state.ts';
import { isPaused, type Owner } from '../domain/owner.ts';
import { firstQuestions, openSubjects, questionsOfDigest } from '../domain/questions.ts';
import { mayOpen } from '../domain/schedule.ts';
import { ownerLinks } from '../domain/ticket.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { MailMessage, Queue } from '../ports/queue.ts';
import { renderDigest } from '../render/mail/digest-mail.tsx';
import { buildMime } from '../render/mail/mime.ts';
import { type NetworkReader, readNetwork } from './evaluate-network.ts';
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
      | 'isImporting'
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
  if (await store.isImporting(ownerId, isoTime(services.now()))) throw new ImportBusy();
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

type DigestInput = {
  readonly evaluation: Network & ExplainedEvaluation;
  readonly at: IsoTime;
  readonly period: Period | undefined;
  readonly digests: readonly DigestRecord[];
  readonly flags: readonly Flag[];
  /** Writes the flags of what is asked with the day up to which this audit looked. */
  readonly redate: (subjects: ReadonlySet<Flag['subject']>) => Promise<void>;
  readonly answerStateOf: AnswerStateOf;
};

async function deliverDigest(
  services: RunAuditServices,
  input: DigestInput,
): Promise<AuditOutcome['digest']> {
  const { evaluation, at, period, digests, flags, answerStateOf } = input;
  const { owner, contacts, memory, policy, head } = evaluation;
  if (head === undefined) return 'noExport';
  if (period === undefined) return 'notAsked';
  if (isPaused(owner)) return 'paused';
  const standing = digests.find((digest) => digest.period === period);
  const { rhythm } = owner;
  if (standing === undefined && !mayOpen(period, at, { digests, rhythm })) return 'notDue';

  const open = openSubjects({ flags, contacts, answerStateOf });
  const record =
    standing ??
    (await services.store.openDigest(newDigest(services, input, firstQuestions(open, sizeOf(owner)))));
  if (!hasMail(record)) return 'nothingToAsk';
  const { ownerId } = owner;
  const frozen = await services.store.readMail(ownerId, 'audit', record.mailId);
  if (frozen === undefined) {
    // The flags of a digest that stands may have been closed since: its people are asked all the same. Where none of them
    // is left, the mail says so: without one, no other digest would be opened.
    const questions = questionsOfDigest({ asked: record.questions, flags, contacts, ...memory, policy });
    const asked = new Set(questions.map(({ subject }) => subject));
    await input.redate(asked);
    const openCount = questions.length + open.filter(({ subject }) => !asked.has(subject)).length;
    await freezeDigestMail(services, { input, record, questions, openCount });
  }
  if (hasGoneOut(await readMailState(services.store, ownerId, record.mailId))) return 'sent';
  await services.mails.send({ ownerId, mailId: record.mailId, madeBy: 'audit', at });
  return 'queued';
}

const sizeOf = ({ digestSize }: Pick<Owner, 'digestSize'>): number =>
  Math.min(digestSizes.max, Math.max(digestSizes.min, digestSize));

function newDigest(
  { newLinkKey }: RunAuditServices,
  { evaluation, at, period }: DigestInput,
  questions: DigestRecord['questions'],
): DigestRecord {
  return {
    ownerId: evaluation.owner.ownerId,
    period: period as Period,
    mailId: `digest-${period}` as MailId,
    openedAt: at,
    expiresAt: linkExpiresAt(at, evaluation.owner.rhythm),
    linkKey: Buffer.from(newLinkKey()).toString('hex'),
    questions,
    ...(questions.length > 0 ? {} : { nothingToAsk: evaluation.owner.nothingToAsk ?? 'mail' }),
  };
}

async function freezeDigestMail(
  { store, baseUrl, sender }: RunAuditServices,
  made: { input: DigestInput; record: DigestRecord; questions: readonly Question[]; openCount: number },
): Promise<void> {
  const { record, questions, openCount } = made;
  const { evaluation, digests } = made.input;
  const { owner } = evaluation;
  const before = digests.filter((digest) => digest.period < record.period).at(-1);
  const digest = assembleDigest({
    evaluation,
    record,
    questions,
    openCount,
    ...(before === undefined ? {} : { before }),
  });
  const own = ownerLinks(owner, record.openedAt, baseUrl);
  const rendered = renderDigest(digest, { ...digestLinks(record, baseUrl), ...own });
  const mime = await buildMime({
    from: sender,
    to: owner.address,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    locale: owner.locale,
    date: record.openedAt,
    messageId: `${record.mailId}.${owner.ownerId}`,
    ...(own === undefined ? {} : { unsubscribeUrl: own.stop }),
  });
  await store.freezeMail('audit', {
    ownerId: owner.ownerId,
    mailId: record.mailId,
    kind: 'digest',
    to: owner.address,
    subject: rendered.subject,
    mime,
    frozenAt: record.openedAt,
  });
}
