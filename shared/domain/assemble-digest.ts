import type { Evaluation, Network } from './assess.ts';
import { decisionsBySubject } from './assess.ts';
import { contactState } from './contact.ts';
import type { Decision } from './decision.ts';
import type { Digest, DigestRecord, Question } from './digest.ts';
import type { IsoTime } from './ids.ts';
import { contactSubject } from './ids.ts';
import { withOrdinals } from './questions.ts';
import { removalList } from './removal.ts';

/** What the digest of one period says, as a value: the same network and record give the same digest. */
export function assembleDigest(input: {
  evaluation: Network & Evaluation;
  record: DigestRecord;
  questions: readonly Question[];
  openCount: number;
  /** The digest before this one: answers since then are what it achieved. */
  before?: DigestRecord;
}): Digest {
  const { evaluation, record, questions, openCount, before } = input;
  const { owner, contacts, decisions, head } = evaluation;
  const removals = removalList({ contacts, decisions, head });
  return {
    ownerId: owner.ownerId,
    locale: owner.locale,
    zone: owner.zone,
    period: record.period,
    evaluatedAt: record.openedAt,
    exportedAt: head?.exportedAt ?? record.openedAt,
    questions: withOrdinals(questions),
    openCount,
    settled: settledShare(evaluation),
    ...(before === undefined ? {} : { sinceLast: answersSince(decisions, before.openedAt) }),
    removals: {
      done: removals.filter(({ status }) => status === 'done').length,
      stillThere: removals.filter(({ status }) => status === 'stillThere' || status === 'cameBack').length,
    },
  };
}

function settledShare({ contacts, assessments, decisions, head }: Network & Evaluation): Digest['settled'] {
  const decisionOf = decisionsBySubject(decisions);
  const connected = contacts.filter((contact) => contactState(contact, head) === 'connected');
  const settled = connected.filter(
    ({ contactId }) =>
      assessments.get(contactId)?.originStatus === 'known' ||
      decisionOf(contactSubject(contactId))?.given?.answer === 'keep',
  );
  return { count: settled.length, total: connected.length };
}

function answersSince(decisions: readonly Decision[], since: IsoTime): NonNullable<Digest['sinceLast']> {
  const recent = decisions.filter((decision) => decision.decidedAt >= since);
  const count = (answer: string) => recent.filter((decision) => decision.given?.answer === answer).length;
  return { kept: count('keep'), removed: count('remove'), later: count('later') };
}
