import {
  type Answering,
  completed,
  type Entry,
  entriesOf,
  keptMembers,
  type MemberChoice,
  refusalOf,
} from '../../shared/domain/answering.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import {
  type ContactId,
  contactSubject,
  type Subject,
  subjectContact,
  subjectKind,
} from '../../shared/domain/ids.ts';
import type { FormProblem } from '../../shared/render/locales/pages-texts.ts';
import type { FilledAnswer, Told } from '../../shared/render/pages/views.ts';
import { recordAnswers, undoAnswers } from '../../shared/workflows/record-answers.ts';
import { markOf, type ReviewForm, readBody, readReviewForm, readUndoForm } from './form.ts';
import { isHumanPress } from './gesture.ts';
import { standingAfter } from './holding.ts';
import {
  askedOf,
  covers,
  coversUndo,
  isKeptAware,
  keepNeedsReason,
  membersOf,
  type OpenLink,
  type PageInput,
  type PageMaker,
} from './reading.ts';
import { receiptPage, undoneOf } from './receipts.ts';
import { reviewPage, type Showing } from './showing.ts';

/** Records every answered question of the form, or none of them and says why. */
export const postAnswers: PageMaker = async (input) => {
  const { link, state, request, services, now } = input;
  const { ownerId } = link.record;
  const form = readReviewForm(await readBody(request));
  const said = [...form.answers.values()];
  const touched = said.filter((answering) => !isAsShown(answering, form));
  const answered = touched.map((answering) => toRecord(answering, form, input));
  const problem = problemOf(form, input) ?? refusedAmong(answered, input);
  if (problem !== undefined) {
    services.log.info('reviewRefused', { ownerId, problem });
    const typed = markedIn(form, answered, input);
    return reviewPage(input, { ...placeOf(form, input), typed, told: { problem } });
  }
  const entries = distinctEntries(answered);
  const { store } = services;
  const submit = services.newSubmitId();
  const { decisions, written } = await recordAnswers({
    store,
    ownerId,
    entries,
    decisions: state.decisions,
    at: now,
    zone: state.owner.zone,
    policy: state.policy,
    via: 'review',
    submit,
  });
  services.log.info('answersRecorded', { ownerId, questions: answered.length, written });
  if (touched.length === 0) return receiptPage(input, { ...state, decisions }, { stands: said });
  if (written === 0) return receiptPage(input, { ...state, decisions }, { answered });
  services.metrics.count({ decisions: written });
  const standing = await standingAfter(input, { recorded: decisions, submit });
  return receiptPage(input, { ...state, decisions: standing }, { answered });
};

/** Takes one answer back and shows its question again; the same press twice is success. */
export const postUndo: PageMaker = (input) => takenBack(input, reviewPage);

/** Takes one answer back, and shows on a page of the caller's what became of it. */
export async function takenBack(
  input: PageInput,
  show: (input: PageInput, showing: Showing) => Promise<string>,
): Promise<string> {
  const { link, state, request, services, now } = input;
  const form = readUndoForm(await readBody(request));
  const pressed = isHumanPress((name) => request.headers.get(name) ?? undefined);
  if (!pressed || form === undefined || !coversUndo(link, state, form.subject)) {
    const problem = pressed ? 'unreadable' : 'notPressed';
    services.log.info('reviewRefused', { ownerId: link.record.ownerId, problem });
    return show(input, { ...startOf(link), told: { problem } });
  }
  const { subject, entries } = form;
  const { ownerId } = link.record;
  const { store } = services;
  const submit = services.newSubmitId();
  const recorded = await undoAnswers({
    store,
    ownerId,
    subject,
    entries,
    decisions: state.decisions,
    at: now,
    via: 'review',
    submit,
  });
  const decisions = await standingAfter(input, { recorded, submit });
  const standing = decisions.get(subject);
  const undone = isUndoOf(standing, entries);
  services.log.info('reviewUndone', { ownerId, undone });
  const after = { ...state, decisions };
  return show({ ...input, state: after }, { ...placeOfUndone(subject, input), told: toldOf() });

  function toldOf(): Told {
    if (standing?.unconfirmed) return { problem: 'unconfirmed' };
    return undone ? { undone: undoneOf(after, subject, standing) } : { problem: 'changedSince' };
  }
}

/** Whether a card came back as its page filled it in: sent along with others, it must not undo what was answered since. */
function isAsShown({ subject }: Answering, { typed }: ReviewForm): boolean {
  const filled = typed.get(subject);
  return filled?.shown !== undefined && filled.shown === markOf(subject, { members: [], ...filled });
}

/** An answer as it would be recorded: with what a *keep* is given in spite of, and with those who are members still. */
function toRecord(answering: Answering, { answers }: ReviewForm, { state }: PageInput): Answering {
  const { subject, given, members } = answering;
  const asked = askedOf(state, subject);
  const known = membersOf(state, subject);
  // Who left the group since the page was made stays as they are; who got an answer of their own is not dropped unsaid.
  const isStill = ([contactId, choice]: [ContactId, MemberChoice]): boolean =>
    known.has(contactId) || choice === 'keep' || choice === 'remove';
  // Who is kept for a reason, before or in this very form, keeps it: an answer for the group would drop the reason.
  const kept = new Set(
    keptMembers({ ...(given && { given }), ...(members && { members }) }).filter(
      (id) => isKeptAware(state, id) || (keepNeedsReason(state, id) && answers.has(contactSubject(id))),
    ),
  );
  return {
    subject,
    ...(given && {
      given: completed(given, asked, state.decisions.get(subject)),
    }),
    ...(members && { members: new Map([...members].filter((one) => isStill(one) && !kept.has(one[0]))) }),
  };
}

function problemOf(form: ReviewForm, { link, state, request }: PageInput): FormProblem | undefined {
  if (!isHumanPress((name) => request.headers.get(name) ?? undefined)) return 'notPressed';
  if (form.problem !== undefined) return form.problem;
  const outside = [...form.answers.keys()].some((subject) => !covers(link, state, subject));
  return outside ? 'unreadable' : undefined;
}

/** Why one of the answers may not be recorded: then none of them is, and nothing that was typed is lost. */
function refusedAmong(answered: readonly Answering[], input: PageInput): FormProblem | undefined {
  const refusals = new Set(answered.flatMap((answering) => refusalIn(answering, input) ?? []));
  return (['unreadable', 'laterTooOften', 'reasonMissing'] as const).find((problem) => refusals.has(problem));
}

function refusalIn(
  { subject, given, members = new Map() }: Answering,
  { state, now }: PageInput,
): 'unreadable' | 'laterTooOften' | 'reasonMissing' | undefined {
  const known = membersOf(state, subject);
  if ([...members.keys()].some((contactId) => !known.has(contactId))) return 'unreadable';
  if (subjectKind(subject) !== 'group' && members.size > 0) return 'unreadable';
  // One reason for many is none: they are answered about on a card of their own.
  const needsReason = keptMembers({ ...(given && { given }), members }).some((id) =>
    keepNeedsReason(state, id),
  );
  if (given === undefined) return needsReason ? 'reasonMissing' : undefined;
  const decision = state.decisions.get(subject);
  const { owner, policy } = state;
  const refusal = refusalOf(askedOf(state, subject), given, { decision, now, zone: owner.zone, policy });
  if (refusal === undefined && needsReason) return 'reasonMissing';
  return refusal === 'notTaken' ? 'unreadable' : refusal;
}

/** What was typed, with the questions marked for which an answer lacks its reason. */
function markedIn(
  { typed }: ReviewForm,
  answered: readonly Answering[],
  input: PageInput,
): ReadonlyMap<Subject, FilledAnswer> {
  const marked = new Map(typed);
  for (const answering of answered) {
    const filled = typed.get(answering.subject);
    if (filled !== undefined && refusalIn(answering, input) === 'reasonMissing')
      marked.set(answering.subject, { ...filled, reasonMissing: true });
  }
  return marked;
}

/** The decisions of all answers; an answer about somebody alone goes before one about a group that they are in. */
function distinctEntries(answered: readonly Answering[]): Entry[] {
  const alone = new Set(answered.map(({ subject }) => subject));
  return answered.flatMap((answering) =>
    entriesOf(answering).filter(({ subject }) => subject === answering.subject || !alone.has(subject)),
  );
}

/** The page from which a form came, to show it again: its fields name the questions even if none is answered. */
function placeOf({ typed }: ReviewForm, { link }: PageInput): Showing {
  const asked = new Set(link.record.questions.map(({ subject }) => subject));
  const further = [...typed.keys()].some((subject) => !asked.has(subject));
  return link.scope.scope === 'digest' && further ? { kind: 'next' } : startOf(link);
}

/** The question whose answer was taken back; of a member who got an answer alone, the group. */
function placeOfUndone(subject: Subject, { link, state }: PageInput): Showing {
  const contactId = subjectContact(subject);
  const isAsked = state.flags.some((flag) => flag.subject === subject);
  const { scope } = link;
  if (scope.scope === 'question' && contactId !== undefined && scope.subject !== subject)
    return startOf(link);
  return isAsked || scope.scope === 'question' ? { only: subject } : startOf(link);
}

const startOf = ({ scope }: OpenLink): Showing =>
  scope.scope === 'question' ? { only: scope.subject } : { kind: 'all' };

/** Whether the history's end is the undo that was asked for, now or by an earlier press of the same button. */
const isUndoOf = (standing: Decision | undefined, entries: number): boolean =>
  standing?.history.length === entries + 1 && standing.history.at(-1)?.given === undefined;
