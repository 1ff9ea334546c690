import { answersOffered, askedAbout, keptMembers, type MemberChoice } from '../../shared/domain/answering.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import {
  type Answer,
  answers,
  comesBackOn,
  type Decision,
  type GivenAnswer,
  isSettled,
  laterRounds,
  mayPutOff,
} from '../../shared/domain/decision.ts';
import type { DigestRecord, Question } from '../../shared/domain/digest.ts';
import type { Evidence } from '../../shared/domain/evidence-kinds.ts';
import {
  type ContactId,
  contactSubject,
  personId,
  type Subject,
  subjectInvited,
  subjectKind,
  subjectPair,
} from '../../shared/domain/ids.ts';
import { signLink } from '../../shared/domain/link.ts';
import type { Excerpt } from '../../shared/domain/memory.ts';
import { complianceIds } from '../../shared/domain/owner.ts';
import { personOf, questionsOfDigest, withOrdinals } from '../../shared/domain/questions.ts';
import type { RemovalPrice } from '../../shared/domain/removal-price.ts';
import { removalsSubject } from '../../shared/domain/rules/removals.ts';
import { evidenceFileKinds, type FileKind } from '../../shared/domain/snapshot.ts';
import type {
  FilledAnswer,
  MemberView,
  PageLinks,
  PairView,
  QuestionView,
  ReviewKind,
  StandingAnswer,
} from '../../shared/render/pages/views.ts';
import { markOf } from './form.ts';
import {
  contactOf,
  flagsOf,
  keepNeedsReason,
  type OpenLink,
  openQuestions,
  type ReviewState,
  unkeptIn,
} from './reading.ts';

/** How many further questions a page offers. */
export const nextQuestions = 12;

/** Addresses for the pages behind one link. A page with the link's one question posts to it, all others to the digest's. */
export function pageLinks({ record, scope, token }: OpenLink, kind: ReviewKind): PageLinks {
  const all = `/r/${signLink(record, 0)}`;
  const post = kind === 'one' && scope.scope === 'question' ? `/r/${token}` : all;
  return {
    post,
    undo: `${post}/undo`,
    all,
    unanswered: `${all}?only=open`,
    next: `${all}/next`,
    removals: `${all}/removals`,
    answers: `${all}/answers`,
    overview: `${all}/overview`,
  };
}

/** The questions of the digest; with `only` just that one, also if it came after those of the mail. */
export function askedQuestions(state: ReviewState, record: DigestRecord, only?: Subject): Question[] {
  const asked =
    only === undefined || record.questions.some(({ subject }) => subject === only)
      ? record.questions
      : [{ no: 1, subject: only }];
  const questions = questionsAbout(state, asked);
  return only === undefined ? questions : questions.filter(({ subject }) => subject === only);
}

/** Questions about these subjects, as far as there is somebody to ask about; pairs as the two people that they are. */
export function questionsAbout(
  state: ReviewState,
  asked: readonly { readonly no: number; readonly subject: Subject }[],
): Question[] {
  const pairs = asked.filter(({ subject }) => subjectKind(subject) === 'same');
  const others = asked.filter((one) => !pairs.includes(one));
  const ofPairs =
    pairs.length === 0 ? [] : questionsOfDigest({ ...state, contacts: state.apart, asked: pairs });
  return [...ofPairs, ...questionsOfDigest({ ...state, unkept: unkeptIn(state), asked: others })].sort(
    (a, b) => a.no - b.no,
  );
}

/** The next open questions that the digest does not ask, numbered anew. */
export function furtherQuestions(open: readonly Question[], record: DigestRecord): Question[] {
  const asked = new Set(record.questions.map(({ subject }) => subject));
  const next = open.filter(({ subject }) => !asked.has(subject)).slice(0, nextQuestions);
  return withOrdinals(next.map((question, index) => ({ ...question, no: index + 1 })));
}

/** Counts after which a page says what is left: of the digest, on the next page, in all. */
export function leftOpen(state: ReviewState, record: DigestRecord, now: Date) {
  const open = openQuestions(state, now);
  const asked = new Set(record.questions.map(({ subject }) => subject));
  return {
    unanswered: open.filter(({ subject }) => asked.has(subject)).length,
    nextCount: furtherQuestions(open, record).length,
    openCount: open.length,
  };
}

/** What the cards of one page are made of. */
type CardSources = {
  readonly state: ReviewState;
  readonly excerpts: ReadonlyMap<ContactId, readonly Excerpt[]>;
  readonly typed: ReadonlyMap<Subject, FilledAnswer>;
  readonly preselected: Answer | undefined;
  readonly now: Date;
  readonly priceOf: (contact: Contact) => RemovalPrice;
  /** What is known of one of a pair. */
  readonly evidenceOf: (contact: Contact) => readonly Evidence[];
};

/** One question with all that its card shows. */
export function questionView(question: Question, sources: CardSources): QuestionView {
  const { state, excerpts, now, priceOf, typed, preselected } = sources;
  const { owner, policy } = state;
  const { subject, contactId, reason } = question;
  const decision = state.decisions.get(subject);
  const contact = contactOf(state, subject);
  const standing = standingOf(decision, now, state);
  const members = question.kind === 'group' ? membersIn(question, sources) : [];
  const filled = filledFor(question, sources);
  const shown =
    typed.has(subject) || preselected
      ? filled.shown
      : markOf(subject, { ...filled, members: choicesIn(members) });
  const entry = reason.kind === 'compliance' ? reason.entry : undefined;
  const listed = state.owner.compliance?.find(
    (one) => entry !== undefined && complianceIds(one).includes(entry),
  );
  return {
    question: withOpenMembers(question, sources),
    answers: answersOffered(askedAbout(question), { decision, now, zone: owner.zone, policy }),
    ...lookedAt(question, state),
    excerpts: excerpts.get(subjectInvited(subject) ?? contactId ?? ('' as ContactId)) ?? [],
    ...(contact === undefined ? {} : { price: priceOf(contact) }),
    ...(standing === undefined ? {} : { standing }),
    ...(decision?.unconfirmed && { unconfirmed: decision.unconfirmed }),
    laterOver: !mayPutOff(decision, policy),
    ...(listed === undefined ? {} : { complianceReason: listed.reason }),
    members,
    pair: question.kind === 'same' ? pairIn(question, sources) : [],
    filled: { ...filled, ...(shown && { shown }) },
  };
}

/** A wave with the number of those of whom it is still open today: some may have got answers of their own since. */
function withOpenMembers(question: Question, { state, now }: CardSources): Question {
  const { subject, reason, members } = question;
  if (reason.kind !== 'burst') return question;
  const open = members.filter(({ contactId }) => ownAnswer(contactId, subject, { state, now }) === undefined);
  return { ...question, reason: { ...reason, unexplained: open.length } };
}

/** The answer in force about a member of a group alone, not by an answer about that group. */
function ownAnswer(
  contactId: ContactId | undefined,
  group: Subject,
  { state, now }: Pick<CardSources, 'state' | 'now'>,
): Decision | undefined {
  const decision = contactId && state.decisions.get(contactSubject(contactId));
  const isOwn = decision?.given?.group !== group && isSettled(decision, now, state.owner.zone, state.policy);
  return isOwn ? decision : undefined;
}

/** What was found about somebody, where nothing was, and what was not there to look at. */
function lookedAt(
  { subject }: Question,
  state: ReviewState,
): Pick<QuestionView, 'evidence' | 'notFound' | 'empty' | 'notThere'> {
  const [flag] = flagsOf(state, subject);
  const contact = contactOf(state, subject);
  const evidence = flag?.finding.evidence ?? [];
  const held = new Set<string>([
    ...evidence.map(({ file }) => file),
    ...(contact ? filesOf(contact, state) : []),
    // Where who is no contact yet comes from; of no other file is that known.
    ...(subjectKind(subject) === 'invitation' ? ['connections', 'profile', 'invitations'] : []),
  ]);
  const { looked = [], cannotKnow = [], empty = [] } = flag?.finding ?? {};
  const isSilent = (kind: FileKind): boolean => !held.has(kind);
  return {
    evidence,
    notFound: looked.filter(isSilent),
    empty: empty.filter(isSilent),
    notThere: cannotKnow.filter((kind) => isSilent(kind) && !empty.includes(kind)),
  };
}

const choicesIn = (members: readonly MemberView[]): [ContactId, MemberChoice][] =>
  members.map(({ person, choice }) => [person.contactId, choice]);

const keepsUnaware = (given: GivenAnswer | undefined, reason: Question['reason']): boolean =>
  reason.kind === 'compliance' && given?.answer === 'keep' && !given.despite?.includes(reason.entry);

/** What was typed goes before the link's answer, that before the decision. */
function filledFor(question: Question, { state, typed, preselected, now }: CardSources): FilledAnswer {
  const decision = state.decisions.get(question.subject);
  // What was typed with a held answer is not lost, and none is chosen, not by the link either.
  const given = decision?.given ?? decision?.unconfirmed?.given;
  // The reason for which somebody is kept is none for another entry of the compliance list: it asks for one of its own.
  const isKeptUnaware = keepsUnaware(given, question.reason);
  // An *ask* that was replied to is over: sent along with other answers, it would ask anew.
  const isInForce =
    !decision?.replied && !isKeptUnaware && isSettled(decision, now, state.owner.zone, state.policy);
  const inForce = isInForce ? given?.answer : undefined;
  const answer = decision?.unconfirmed ? undefined : (preselected ?? inForce);
  return (
    typed.get(question.subject) ?? {
      ...(answer === undefined ? {} : { answer }),
      ...(given?.origin === undefined ? {} : { origin: given.origin }),
      labels: given?.labels?.join(', ') ?? '',
      note: isKeptUnaware ? '' : (given?.note ?? ''),
      tooLong: [],
    }
  );
}

/** A decision as a page tells it. */
export function standingOf(
  decision: Decision | undefined,
  now: Date,
  { owner: { zone }, policy }: Pick<ReviewState, 'owner' | 'policy'>,
): StandingAnswer | undefined {
  if (decision?.given === undefined) return undefined;
  const back = isSettled(decision, now, zone, policy) ? comesBackOn(decision, zone, policy) : undefined;
  return {
    given: decision.given,
    decidedAt: decision.decidedAt,
    ...(back === undefined ? {} : { comesBackOn: back }),
    rounds: laterRounds(decision),
    entries: decision.history.length,
  };
}

function membersIn({ subject, members }: Question, sources: CardSources): MemberView[] {
  const { state, typed, now, priceOf } = sources;
  const group = state.decisions.get(subject);
  return members.flatMap((person): MemberView[] => {
    const { contactId } = person;
    const contact = contactId && state.byId.get(contactId);
    if (contactId === undefined || contact === undefined) return [];
    const decision = state.decisions.get(contactSubject(contactId));
    const own = ownAnswer(contactId, subject, sources);
    const standing = standingOf(own ?? remindedOf(subject, decision), now, state);
    const filled = typed.get(subject);
    const choice =
      filled?.members?.get(contactId) ??
      (subject === removalsSubject ? reminded(decision) : choiceFor({ decision, own, group }));
    const [isKept] = keptMembers({
      ...(filled?.answer && { given: { answer: filled.answer } }),
      members: new Map([[contactId, choice]]),
    });
    const needsReason = filled?.reasonMissing && isKept && keepNeedsReason(state, contactId);
    return [
      {
        person: { ...person, contactId },
        choice,
        ...(needsReason ? { reasonMissing: true as const } : {}),
        ...(standing === undefined ? {} : { standing }),
        price: priceOf(contact),
      },
    ];
  });
}

// Of whom the owner promised to remove, that promise is told, also where it was made for a group.
const remindedOf = (subject: Subject, decision: Decision | undefined): Decision | undefined =>
  subject === removalsSubject ? decision : undefined;

const reminded = (decision: Decision | undefined): MemberChoice =>
  decision?.given?.answer === 'keep' ? 'keep' : 'group';

/** What a member's field starts with: an answer that somebody has by themselves is not swept away with the group's. */
function choiceFor(of: {
  decision: Decision | undefined;
  own: Decision | undefined;
  group: Decision | undefined;
}): MemberChoice {
  const answerOfGroup = of.group?.given?.answer;
  if (of.own !== undefined) return 'single';
  const answer = of.decision?.given?.answer;
  if (answer === undefined)
    return answerOfGroup === 'keep' || answerOfGroup === 'remove' ? 'single' : 'group';
  return answer !== answerOfGroup && (answer === 'keep' || answer === 'remove') ? answer : 'group';
}

function pairIn({ subject }: Question, { state, evidenceOf, now }: CardSources): PairView[] {
  const pair = subjectPair(subject);
  const about = (id: ContactId | undefined, role: PairView['role']): PairView[] => {
    const contact = state.apart.find(({ contactId }) => contactId === id);
    if (contact === undefined) return [];
    const standing = standingOf(state.decisions.get(contactSubject(contact.contactId)), now, state);
    const { firstSeenAt, missingSince = firstSeenAt } = contact;
    return [
      {
        person: personOf(contact),
        role,
        at: role === 'vanished' ? missingSince : firstSeenAt,
        evidence: evidenceOf(contact),
        ...(standing === undefined ? {} : { standing }),
      },
    ];
  };
  return [...about(pair?.vanished, 'vanished'), ...about(pair?.appeared, 'appeared')];
}

/** Files that hold something about a contact, be it evidence or not: of these nobody may say "nothing found". */
function filesOf({ contactId, keys, facts }: Contact, { invited }: ReviewState): FileKind[] {
  const doubtful = new Set(facts.doubtful?.map(({ kind }) => kind));
  const held: Readonly<Record<(typeof evidenceFileKinds)[number], boolean>> = {
    connections: true,
    profile: true,
    messages: (facts.messages ?? facts.groups) !== undefined || doubtful.has('messages'),
    invitations:
      [contactId, ...keys.map(personId)].some((id) => invited.has(id)) || doubtful.has('invitation'),
    positions: false,
    notes: facts.notedOn !== undefined || doubtful.has('note'),
    recommendationsGiven: facts.recommendationGivenOn !== undefined || doubtful.has('recommendation'),
    recommendationsReceived: facts.recommendationReceivedOn !== undefined || doubtful.has('recommendation'),
    endorsementsGiven: facts.endorsementGivenOn !== undefined || doubtful.has('endorsement'),
    endorsementsReceived: facts.endorsementReceivedOn !== undefined || doubtful.has('endorsement'),
    addressBook:
      (facts.addressByEmailOn ?? facts.addressByNameOn) !== undefined || doubtful.has('addressBook'),
    importedContacts: facts.addressImportedOn !== undefined || doubtful.has('addressBook'),
    searchQueries: facts.searchedOn !== undefined || doubtful.has('search'),
    events: false,
  };
  return evidenceFileKinds.filter((kind) => held[kind]);
}

/** The answer that a link's `?a=` names; it only preselects. */
export const preselectedAnswer = (text: string | undefined): Answer | undefined =>
  answers.find((answer) => answer === text?.toLowerCase());
