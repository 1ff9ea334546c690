import type { Answering } from '../../shared/domain/answering.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { Question } from '../../shared/domain/digest.ts';
import { contactSubject, type Subject, subjectKind } from '../../shared/domain/ids.ts';
import { personOf } from '../../shared/domain/questions.ts';
import { answerWord, titleOf } from '../../shared/render/pages/answer-words.ts';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import { renderReceiptPage } from '../../shared/render/pages/receipt-page.tsx';
import type { RecordedAnswer, Told } from '../../shared/render/pages/views.ts';
import { contactOf, type PageInput, type ReviewState } from './reading.ts';
import { removalViews } from './showing.ts';
import { leftOpen, pageLinks, questionsAbout, standingOf } from './views.ts';

/** The page that names what stands now that a form was recorded. */
export function receiptPage(
  { link, now }: PageInput,
  state: ReviewState,
  answered: readonly Answering[],
): string {
  const asked = answered.map(({ subject }, index) => ({ no: index + 1, subject }));
  const questions = new Map(questionsAbout(state, asked).map((question) => [question.subject, question]));
  return renderReceiptPage(
    {
      recorded: answered.flatMap((one) =>
        recordedBy(one, { state, now, question: questions.get(one.subject) }),
      ),
      removals: removalViews(state).filter(({ status }) => status !== 'done'),
      ...leftOpen(state, link.record, now),
      links: pageLinks(link, 'one'),
    },
    wordingFor(state.owner, link.record),
  );
}

/** What an undo brought back, to say so above its question. */
export function undoneOf(
  state: ReviewState,
  subject: Subject,
  standing: Decision | undefined,
): Extract<Told, { undone: unknown }>['undone'] {
  const [question] = questionsAbout(state, [{ no: 1, subject }]);
  const wording = wordingFor(state.owner);
  const answer = standing?.given?.answer;
  return {
    title: titleOf(question ?? personIn(state, subject), wording),
    ...(answer === undefined ? {} : { answer: answerWord(subjectKind(subject), answer, wording) }),
  };
}

type Source = { readonly state: ReviewState; readonly now: Date; readonly question?: Question | undefined };

/** The rows of one answer: the subject's own, or those of the members where only they were answered. */
function recordedBy({ subject, given, members = new Map() }: Answering, source: Source): RecordedAnswer[] {
  const { state, now } = source;
  if (given !== undefined) {
    const row = rowOf(subject, source);
    if (row === undefined || row.kind !== 'group') return row === undefined ? [] : [row];
    const choices = [...members.values()];
    const count = (choice: string): number => choices.filter((one) => one === choice).length;
    return [{ ...row, members: { asGroup: count('group'), kept: count('keep'), removed: count('remove') } }];
  }
  return [...members].flatMap(([contactId, choice]) => {
    const about = contactSubject(contactId);
    const row = choice === 'keep' || choice === 'remove' ? rowOf(about, { state, now }) : undefined;
    return row === undefined ? [] : [row];
  });
}

function rowOf(subject: Subject, { state, now, question }: Source): RecordedAnswer | undefined {
  const decision = state.decisions.get(subject);
  const standing = standingOf(decision, now, state);
  if (decision === undefined || standing === undefined) return undefined;
  const person = question ?? personIn(state, subject);
  return {
    subject,
    kind: subjectKind(subject),
    title: titleOf(person, wordingFor(state.owner)),
    person,
    standing,
    entries: decision.history.length,
  };
}

/** Who a subject is about whose question is over. */
function personIn(state: ReviewState, subject: Subject): RecordedAnswer['person'] {
  const contact = contactOf(state, subject);
  return contact === undefined ? { name: '', connectedOn: '' as never } : personOf(contact);
}
