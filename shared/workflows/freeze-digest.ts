import { assembleDigest, mailedWith, openedWith } from '../domain/assemble-digest.ts';
import type { ExplainedEvaluation, Network } from '../domain/assess.ts';
import { type Digest, type DigestRecord, hasMail } from '../domain/digest.ts';
import type { Flag } from '../domain/flag.ts';
import { digestLinks } from '../domain/link.ts';
import type { FrozenMail } from '../domain/mail.ts';
import { type OpenSubject, questionsOfDigest } from '../domain/questions.ts';
import { ownerLinks } from '../domain/ticket.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import { renderDigest } from '../render/mail/digest-mail.tsx';
import { mimeWithinLimits } from '../render/mail/mime.ts';

export type FreezeDigestServices = {
  readonly store: Pick<ContactStore, 'openDigest' | 'freezeMail'>;
  readonly baseUrl: string;
  readonly sender: string;
};

/** What a digest and its mail are made of. */
export type DigestSources = {
  readonly evaluation: Network & ExplainedEvaluation;
  readonly flags: readonly Flag[];
  readonly digests: readonly DigestRecord[];
  /** Whom the open, unsettled flags ask about. */
  readonly open: readonly OpenSubject[];
};

/** A digest that stands, with its mail where that is made already. */
export type OpenedDigest = { readonly record: DigestRecord; readonly mail?: FrozenMail };

/**
 * Opens a digest with as many of its first questions as one mail holds (REQUIREMENTS B-1); the others stay open for the
 * next ones. Where another audit opened one first, that one stands.
 */
export async function openDigest(
  services: FreezeDigestServices,
  sources: DigestSources,
  wanted: DigestRecord,
): Promise<OpenedDigest> {
  const { store } = services;
  if (!hasMail(wanted)) return { record: await store.openDigest(wanted) };
  const digest = digestOf(sources, wanted);
  const { mail, count } = await withMostQuestions(digest.questions.length, (questions) =>
    mailOf(services, { sources, record: wanted, digest: openedWith(digest, questions) }),
  );
  const firstOut = digest.questions[count]?.no ?? Number.POSITIVE_INFINITY;
  const fitting = { ...wanted, questions: wanted.questions.filter(({ no }) => no < firstOut) };
  const record = await store.openDigest(fitting);
  return record.linkKey === fitting.linkKey ? { record, mail } : { record };
}

/**
 * Freezes the mail of a digest: the one that was made when it was opened, or else one with as many of its first questions
 * as fit today. Its list stands: what is not in the mail is on its page.
 */
export async function freezeDigest(
  services: FreezeDigestServices,
  sources: DigestSources,
  { record, mail }: OpenedDigest,
): Promise<void> {
  await services.store.freezeMail('audit', mail ?? (await mailOfStanding(services, sources, record)));
}

async function mailOfStanding(
  services: FreezeDigestServices,
  sources: DigestSources,
  record: DigestRecord,
): Promise<FrozenMail> {
  const digest = digestOf(sources, record);
  const { mail } = await withMostQuestions(digest.questions.length, (questions) =>
    mailOf(services, { sources, record, digest: mailedWith(digest, questions) }),
  );
  return mail;
}

// The flags of a digest that stands may have been closed since: its people are asked all the same. Where none of them is
// left, the mail says so: without one, no other digest would be opened.
function digestOf({ evaluation, flags, open, digests }: DigestSources, record: DigestRecord): Digest {
  const { contacts, memory, policy, context } = evaluation;
  const { employers } = context;
  const questions = questionsOfDigest({
    asked: record.questions,
    flags,
    contacts,
    ...memory,
    employers,
    policy,
  });
  const asked = new Set(questions.map(({ subject }) => subject));
  const before = digests.findLast((digest) => digest.period < record.period && hasMail(digest));
  return assembleDigest({
    evaluation,
    record,
    questions,
    openCount: questions.length + open.filter(({ subject }) => !asked.has(subject)).length,
    ...(before === undefined ? {} : { before }),
  });
}

/**
 * The mail with the most questions that is made, found by halves; none is made of what does not fit. One question always
 * fits: of each text a mail shows at most 80 graphemes and 240 UTF-16 units (`shownText`), of each list its first few.
 */
async function withMostQuestions(
  count: number,
  make: (count: number) => Promise<FrozenMail | undefined>,
): Promise<{ readonly mail: FrozenMail; readonly count: number }> {
  const whole = await make(count);
  if (whole !== undefined) return { mail: whole, count };
  const one = count > 1 ? await make(1) : undefined;
  if (one === undefined) throw new RangeError('a single question does not fit one mail');
  let most = { mail: one, count: 1 };
  let tooMany = count;
  while (tooMany - most.count > 1) {
    const middle = Math.floor((most.count + tooMany) / 2);
    const mail = await make(middle);
    if (mail === undefined) tooMany = middle;
    else most = { mail, count: middle };
  }
  return most;
}

async function mailOf(
  { baseUrl, sender }: FreezeDigestServices,
  made: { readonly sources: DigestSources; readonly record: DigestRecord; readonly digest: Digest },
): Promise<FrozenMail | undefined> {
  const { record, digest } = made;
  const { owner } = made.sources.evaluation;
  const own = ownerLinks(owner, record.openedAt, baseUrl);
  const { subject, text, html } = renderDigest(digest, { ...digestLinks(record, baseUrl), ...own });
  const mime = await mimeWithinLimits({
    from: sender,
    to: owner.address,
    subject,
    text,
    html,
    locale: owner.locale,
    date: record.openedAt,
    messageId: `${record.mailId}.${owner.ownerId}`,
    ...(own === undefined ? {} : { unsubscribeUrl: own.stop }),
  });
  if (mime === undefined) return undefined;
  const { ownerId, address: to } = owner;
  return { ownerId, mailId: record.mailId, kind: 'digest', to, subject, mime, frozenAt: record.openedAt };
}
