import type { ExplainedEvaluation, Network } from './assess.ts';
import { decisionsBySubject } from './assess.ts';
import { type Contact, contactsById, fullName } from './contact.ts';
import { dayIn } from './days.ts';
import { type Decision, type GivenAnswer, mayPutOff } from './decision.ts';
import type { Achieved, Digest, DigestRecord, Hook, Person, Question } from './digest.ts';
import type { Reason } from './finding.ts';
import type { ContactId, IsoTime, Subject } from './ids.ts';
import { subjectContact, subjectKind } from './ids.ts';
import { noLongerConnected } from './no-longer-connected.ts';
import { policyOf } from './policy.ts';
import { withOrdinals } from './questions.ts';
import { promisedAtOf, type Removal, removalList } from './removal.ts';
import { openPairs } from './same-person.ts';
import { nextOpeningOn } from './schedule.ts';
import { connectedOf, settledAmong } from './settled.ts';

type Assessed = Network & Pick<ExplainedEvaluation, 'assessments' | 'sight'>;

/** What the digest of one period says, as a value: the same network and record give the same digest. */
export function assembleDigest(input: {
  evaluation: Assessed;
  record: DigestRecord;
  questions: readonly Question[];
  openCount: number;
  /** The last digest before this one with a mail: answers since then are what it achieved, who left since then is news. */
  before?: DigestRecord;
}): Digest {
  const { evaluation, record, questions, openCount, before } = input;
  const { owner, contacts, decisions, head } = evaluation;
  const removals = removalList({ contacts, decisions, head });
  const left = leftSince(before?.sight, evaluation);
  const withoutMessages = ofWhomNothingCanBeSaid(evaluation);
  return {
    ownerId: owner.ownerId,
    locale: owner.locale,
    zone: owner.zone,
    period: record.period,
    evaluatedAt: record.openedAt,
    exportedAt: head?.exportedAt ?? record.openedAt,
    questions: withOrdinals(asMailed(questions, evaluation)),
    openCount,
    settled: settledShare(evaluation),
    ...(before === undefined ? {} : { sinceLast: achievedSince(before.openedAt, { decisions, removals }) }),
    removals: {
      done: removals.filter(({ status }) => status === 'done').length,
      stillThere: removals.filter(({ status }) => status === 'stillThere' || status === 'cameBack').length,
    },
    ...(left.count === 0 ? {} : { left }),
    nextOn: nextOpeningOn(record, owner),
    ...(withoutMessages === 0 ? {} : { withoutMessages }),
  };
}

/** A digest that is opened with its first questions only: there are no others on its page either. */
export const openedWith = (digest: Digest, count: number): Digest => ({
  ...digest,
  questions: withOrdinals(
    digest.questions.slice(0, count).map(({ ordinal: _ordinal, ...question }) => question),
  ),
});

/** A digest that stands, with its first questions only in the mail: its page lists the others too. */
export const mailedWith = (digest: Digest, count: number): Digest => ({
  ...digest,
  questions: digest.questions.slice(0, count),
  ...(count < digest.questions.length ? { pageOnly: digest.questions.length - count } : {}),
});

/** Who left by themselves, and how many of them an earlier look at the exports did not show yet. */
function leftSince(earlier: DigestRecord['sight'], evaluation: Assessed): NonNullable<Digest['left']> {
  const { contacts, head } = evaluation;
  const decisions = new Map(evaluation.decisions.map((decision) => [decision.subject, decision]));
  const all = noLongerConnected({ contacts, decisions, head });
  if (all.length === 0) return { count: 0, total: 0 };
  const known = new Set(
    noLongerConnected({ contacts, decisions, head: earlier }).map(({ contactId }) => contactId),
  );
  return { count: all.filter(({ contactId }) => !known.has(contactId)).length, total: all.length };
}

function settledShare(evaluation: Assessed): Digest['settled'] {
  const connected = connectedOf(evaluation);
  return { count: settledAmong(connected, evaluation).length, total: connected.length };
}

// With messages somebody may be out of reach for another reason, by a name that several people bear.
function ofWhomNothingCanBeSaid(evaluation: Assessed): number {
  const { assessments, sight } = evaluation;
  if (sight.looked.includes('messages')) return 0;
  return connectedOf(evaluation).filter(
    ({ contactId }) => assessments.get(contactId)?.originStatus === 'cannotKnow',
  ).length;
}

/** What was answered since an instant, by the answers that are in force. */
function achievedSince(
  since: IsoTime,
  { decisions, removals }: { decisions: readonly Decision[]; removals: readonly Removal[] },
): Achieved {
  const recent = decisions.filter((decision) => decision.given !== undefined && saidAt(decision) >= since);
  const proved = new Set(
    removals.filter(({ status }) => status === 'done').map(({ subject }): Subject => subject),
  );
  const isPutOff = ({ given }: Decision) => given?.answer === 'later' || given?.answer === 'ask';
  const ofKind = (kind: ReturnType<typeof subjectKind>) =>
    recent.filter((decision) => subjectKind(decision.subject) === kind && !isPutOff(decision));
  const about = (answer: string) => ofKind('contact').filter(({ given }) => given?.answer === answer);
  const putOff = (answer: string) => recent.filter(({ given }) => given?.answer === answer).length;
  return {
    kept: about('keep').length,
    removed: about('remove').length,
    done: about('remove').filter(({ subject }) => proved.has(subject)).length,
    muted: about('mute').length,
    later: putOff('later'),
    asked: putOff('ask'),
    groups: ofKind('group').length,
    invitations: ofKind('invitation').length,
    pairs: ofKind('same').length,
  };
}

// A removal that was promised before, and said again with a note, is nothing new.
const saidAt = (decision: Decision): IsoTime =>
  decision.given?.answer === 'remove' ? promisedAtOf(decision) : decision.decidedAt;

/**
 * The questions as a mail may put them: *later* only as often as it may be said; and whoever is to be removed for a reason
 * that the owner wrote down is not named (PRODUCT section 1, "odd or unsafe contacts").
 */
function asMailed(questions: readonly Question[], { contacts, decisions, owner }: Network): Question[] {
  const decisionOf = decisionsBySubject(decisions);
  const unnamed = unnamedAmong({ contacts, decisions });
  const policy = policyOf(owner);
  return questions.map((question) => ({
    ...withoutNamesOf(unnamed, question),
    ...(mayPutOff(decisionOf(question.subject), policy) ? {} : { mustDecide: true as const }),
    ...toConfirm(question, decisionOf(question.subject), owner),
  }));
}

/** That an answer is held, where the question's reason does not say so. */
const toConfirm = (
  { reason }: Question,
  decision: Decision | undefined,
  { zone }: Network['owner'],
): Pick<Question, 'unconfirmed'> =>
  decision?.unconfirmed === undefined || reason.kind === 'unconfirmed'
    ? {}
    : {
        unconfirmed: {
          what: decision.unconfirmed.given === undefined ? 'takenBack' : 'answered',
          on: dayIn(decision.unconfirmed.at, zone),
        },
      };

/** Who must not be named in a mail. */
type Unnamed = { readonly ids: ReadonlySet<ContactId>; readonly names: ReadonlySet<string> };

/** Those with such a reason, and who may be one of them under another name as long as the owner has not told them apart. */
function unnamedAmong({ contacts, decisions }: Pick<Network, 'contacts' | 'decisions'>): Unnamed {
  const byId = contactsById(contacts);
  const unnamedIds = new Set(
    decisions.flatMap(({ subject, given, unconfirmed }) =>
      isForReason(given) || isForReason(unconfirmed?.given) ? [subjectContact(subject)] : [],
    ),
  );
  const isUnnamed = ({ contactId }: Contact): boolean => unnamedIds.has(contactId);
  const decided = [...unnamedIds].flatMap((id) => (id && byId.get(id)) ?? []);
  const paired = decided.length === 0 ? [] : openPairs(contacts, decisionsBySubject(decisions));
  const unnamed = [
    ...decided,
    ...paired.flatMap(({ vanished, appeared }) =>
      isUnnamed(vanished) || isUnnamed(appeared) ? [vanished, appeared] : [],
    ),
  ];
  return {
    ids: new Set(unnamed.map(({ contactId }) => contactId)),
    names: new Set(unnamed.map(({ row }) => fullName(row))),
  };
}

const isForReason = (given: GivenAnswer | undefined): boolean =>
  given?.answer === 'remove' && given.note !== undefined;

function withoutNamesOf({ ids, names }: Unnamed, question: Question): Question {
  const isUnnamed = ({ contactId }: Person): boolean => contactId !== undefined && ids.has(contactId);
  const { kind, reason, members } = question;
  const namesOther = reason.kind === 'samePerson' && names.has(reason.other);
  if (isUnnamed(question) || namesOther || (kind === 'same' && members.some(isUnnamed)))
    return nameless(question);
  return {
    ...question,
    members: members.map((member) => (isUnnamed(member) ? personWithoutName(member) : member)),
    hooks: question.hooks.flatMap((hook) => withoutNames(hook, names)),
  };
}

// A digest that was opened before the owner decided asks about them all the same. The job would tell who they are, and so
// would what helps to remember them; the page names them.
function nameless({
  profileUrl: _url,
  position: _position,
  company: _company,
  ...question
}: Question): Question {
  return {
    ...question,
    name: '',
    reason: reasonWithoutName(question.reason),
    members: question.members.map(personWithoutName),
    hooks: [],
  };
}

const personWithoutName = ({ contactId, connectedOn }: Person): Person => ({
  ...(contactId === undefined ? {} : { contactId }),
  name: '',
  connectedOn,
});

function reasonWithoutName(reason: Reason): Reason {
  if (reason.kind === 'samePerson') return { ...reason, other: '' };
  return reason.kind === 'compliance' && reason.by === 'person' ? { ...reason, value: '' } : reason;
}

function withoutNames(hook: Hook, unnamed: ReadonlySet<string>): Hook[] {
  if (!('names' in hook)) return [hook];
  const names = hook.names.filter((name) => !unnamed.has(name));
  if (names.length === 0) return [];
  return [{ ...hook, names, others: hook.others + hook.names.length - names.length }];
}
