import type { Contact } from '../../shared/domain/contact.ts';
import { type Answer, answers, isSettled } from '../../shared/domain/decision.ts';
import type { DigestRecord, Question } from '../../shared/domain/digest.ts';
import { currentFlags } from '../../shared/domain/flag.ts';
import { personId, type Subject } from '../../shared/domain/ids.ts';
import { signLink } from '../../shared/domain/link.ts';
import type { Excerpt } from '../../shared/domain/memory.ts';
import { questionsOfDigest, withOrdinals } from '../../shared/domain/questions.ts';
import { withdrawalsOf } from '../../shared/domain/removal.ts';
import { evidenceFileKinds, type FileKind } from '../../shared/domain/snapshot.ts';
import type { FilledAnswer, PageLinks, QuestionView, ReviewKind } from '../../shared/render/pages/views.ts';
import { contactOf, type OpenLink, openQuestions, type ReviewState } from './reading.ts';

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
  };
}

/** The questions of the digest; with `only` just that one, also if it came after those of the mail. */
export function askedQuestions(state: ReviewState, record: DigestRecord, only?: Subject): Question[] {
  const asked =
    only === undefined || record.questions.some(({ subject }) => subject === only)
      ? record.questions
      : [{ no: 1, subject: only }];
  const questions = questionsOfDigest({ ...state, asked });
  return only === undefined ? questions : questions.filter(({ subject }) => subject === only);
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

/** One question with all that its card shows. What was typed goes before the link's answer, that before the decision. */
export function questionView(
  question: Question,
  sources: {
    readonly state: ReviewState;
    readonly excerpts: ReadonlyMap<string, readonly Excerpt[]>;
    readonly typed: ReadonlyMap<Subject, FilledAnswer>;
    readonly preselected: Answer | undefined;
    readonly now: Date;
  },
): QuestionView {
  const { state, excerpts, typed, preselected, now } = sources;
  const { subject, contactId } = question;
  const [flag] = currentFlags(state.flags.filter((flag) => flag.subject === subject));
  const decision = state.decisions.get(subject);
  const contact = contactOf(state, subject);
  const evidence = flag?.finding.evidence ?? [];
  const held = new Set<string>([
    ...evidence.map(({ file }) => file),
    ...(contact ? filesOf(contact, state) : []),
  ]);
  const { given, decidedAt } = decision ?? {};
  const inForce = isSettled(decision, now) ? given?.answer : undefined;
  return {
    question,
    evidence,
    notFound: (flag?.finding.looked ?? []).filter((kind) => !held.has(kind)),
    notThere: (flag?.finding.cannotKnow ?? []).filter((kind) => !held.has(kind)),
    excerpts: excerpts.get(contactId) ?? [],
    withdraws: contact === undefined ? [] : withdrawalsOf(contact),
    ...(given === undefined || decidedAt === undefined ? {} : { standing: { given, decidedAt } }),
    filled: typed.get(subject) ?? {
      ...answerField(preselected ?? inForce),
      ...(given?.origin === undefined ? {} : { origin: given.origin }),
      labels: given?.labels?.join(', ') ?? '',
      note: given?.note ?? '',
      tooLong: [],
    },
  };
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

const answerField = (answer: Answer | undefined) => (answer === undefined ? {} : { answer });

/** The answer that a link's `?a=` names; it only preselects. */
export const preselectedAnswer = (text: string | undefined): Answer | undefined =>
  answers.find((answer) => answer === text?.toLowerCase());
