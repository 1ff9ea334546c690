import { profileUrl } from '../../shared/domain/contact.ts';
import { answerKey, type Decision, type GivenAnswer, isSettled } from '../../shared/domain/decision.ts';
import { type IsoTime, isoTime, type Subject } from '../../shared/domain/ids.ts';
import { removalList } from '../../shared/domain/removal.ts';
import type { FormProblem } from '../../shared/render/locales/pages-texts.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderReceiptPage } from '../../shared/render/pages/receipt-page.tsx';
import type { RecordedAnswer } from '../../shared/render/pages/views.ts';
import { type ReviewForm, readBody, readReviewForm, readUndoForm } from './form.ts';
import { isHumanPress } from './gesture.ts';
import {
  contactOf,
  covers,
  coversUndo,
  nameOf,
  type OpenLink,
  type PageInput,
  type PageMaker,
  type ReviewState,
} from './reading.ts';
import { reviewPage, type Showing } from './showing.ts';
import { leftOpen, pageLinks } from './views.ts';

/** Records every answered question of the form, or none of them and says why. */
export const postAnswers: PageMaker = async (input) => {
  const { link, state, request, services } = input;
  const form = readReviewForm(await readBody(request));
  const problem = problemOf(form, input);
  if (problem !== undefined) {
    services.log.info('reviewRefused', { ownerId: link.record.ownerId, problem });
    return reviewPage(input, { ...placeOf(form, input), typed: form.typed, told: { problem } });
  }
  const decisions = new Map(state.decisions);
  const at = isoTime(input.now);
  for (const [subject, given] of form.answers)
    decisions.set(subject, await record(input, { subject, given, at }));
  return receipt(input, { ...state, decisions }, form.answers);
};

/** Takes one answer back and shows its question again; the same press twice is success. */
export const postUndo: PageMaker = async (input) => {
  const { link, state, request, services } = input;
  const form = readUndoForm(await readBody(request));
  const pressed = isHumanPress((name) => request.headers.get(name) ?? undefined);
  if (!pressed || form === undefined || !coversUndo(link, state, form.subject)) {
    const problem = pressed ? 'unreadable' : 'notPressed';
    services.log.info('reviewRefused', { ownerId: link.record.ownerId, problem });
    return reviewPage(input, { ...startOf(link), told: { problem } });
  }
  const { subject, entries } = form;
  const { ownerId } = link.record;
  const standing = await services.store.undoAnswer(ownerId, {
    subject,
    entries,
    at: isoTime(input.now),
    via: 'review',
  });
  const decisions = new Map(state.decisions);
  if (standing !== undefined) decisions.set(subject, standing);
  const undone = isUndoOf(standing, entries);
  services.log.info('reviewUndone', { ownerId, undone });
  return reviewPage(
    { ...input, state: { ...state, decisions } },
    {
      only: subject,
      told: undone
        ? { undone: { name: nameOf(state, subject), ...(standing?.given && { given: standing.given }) } }
        : { problem: 'changedSince' },
    },
  );
};

function problemOf(form: ReviewForm, { link, state, request }: PageInput): FormProblem | undefined {
  if (!isHumanPress((name) => request.headers.get(name) ?? undefined)) return 'notPressed';
  if (form.problem !== undefined) return form.problem;
  const outside = [...form.answers.keys()].some((subject) => !covers(link, state, subject));
  return outside ? 'unreadable' : undefined;
}

/** The page from which a form came, to show it again: its fields name the contacts even if none is answered. */
function placeOf({ typed }: ReviewForm, { link }: PageInput): Showing {
  const asked = new Set(link.record.questions.map(({ subject }) => subject));
  const further = [...typed.keys()].some((subject) => !asked.has(subject));
  return link.scope.scope === 'digest' && further ? { kind: 'next' } : startOf(link);
}

const startOf = ({ scope }: OpenLink): Showing =>
  scope.scope === 'question' ? { only: scope.subject } : { kind: 'all' };

/** One conditional update; none for an answer that stands already. */
async function record(
  { services, link, state, now }: PageInput,
  entry: { subject: Subject; given: GivenAnswer; at: IsoTime },
): Promise<Decision> {
  const standing = state.decisions.get(entry.subject);
  if (standing && answerKey(standing.given) === answerKey(entry.given) && isSettled(standing, now))
    return standing;
  const decision = await services.store.recordAnswer(link.record.ownerId, { ...entry, via: 'review' });
  services.log.info('answerRecorded', { ownerId: link.record.ownerId, answer: entry.given.answer });
  services.metrics.count({ decisions: 1 });
  return decision;
}

function receipt(
  { link, now }: PageInput,
  state: ReviewState,
  answers: ReadonlyMap<Subject, GivenAnswer>,
): string {
  const recorded = [...answers.keys()].flatMap((subject) => recordedAnswer(state, subject));
  const removals = removalList({ ...state, decisions: [...state.decisions.values()] });
  return renderReceiptPage(
    {
      recorded,
      removals: removals.filter(({ status }) => status !== 'done'),
      ...leftOpen(state, link.record, now),
      links: pageLinks(link, 'one'),
    },
    wordingFor(state.owner),
  );
}

function recordedAnswer(state: ReviewState, subject: Subject): RecordedAnswer[] {
  const decision = state.decisions.get(subject);
  if (decision?.given === undefined) return [];
  const contact = contactOf(state, subject);
  const url = contact && profileUrl(contact.row);
  return [
    {
      subject,
      name: nameOf(state, subject),
      ...(url === undefined ? {} : { profileUrl: url }),
      given: decision.given,
      entries: decision.history.length,
    },
  ];
}

/** Whether the history's end is the undo that was asked for, now or by an earlier press of the same button. */
const isUndoOf = (standing: Decision | undefined, entries: number): boolean =>
  standing?.history.length === entries + 1 && standing.history.at(-1)?.given === undefined;
