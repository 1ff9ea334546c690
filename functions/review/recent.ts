import { type Subject, subjectContact } from '../../shared/domain/ids.ts';
import { answeredIn, type RecentAnswer, recentAnswers } from '../../shared/domain/recent-answers.ts';
import { renderAnswersPage } from '../../shared/render/pages/answers-page.tsx';
import { wordingFor } from '../../shared/render/pages/layout.tsx';
import type { RecordedAnswer } from '../../shared/render/pages/views.ts';
import { takenBack } from './answering.ts';
import type { PageInput, PageMaker } from './reading.ts';
import { rowOf } from './receipts.ts';
import type { Showing } from './showing.ts';
import { pageLinks, questionsAbout } from './views.ts';

/** What the owner answered lately, by whatever mail or command. */
export const showAnswers: PageMaker = async (input) => answersPage(input);

/** Takes an answer back, and shows the others again. */
export const postAnswersUndo: PageMaker = (input) => takenBack(input, answersPage);

async function answersPage(input: PageInput, { told }: Showing = {}): Promise<string> {
  const { link, state, importing, now } = input;
  const recent = recentAnswers(state.decisions.values(), now);
  return renderAnswersPage(
    { answers: rowsOf(recent, input), links: pageLinks(link, 'all'), ...(told && { told }) },
    wordingFor(state.owner, link.record, importing),
  );
}

function rowsOf(recent: readonly RecentAnswer[], { state, now }: PageInput): RecordedAnswer[] {
  const subjects = recent.map(({ decision }) => decision.subject);
  const asked = subjects.filter(isNoContact).map((subject, index) => ({ no: index + 1, subject }));
  const questions = new Map(questionsAbout(state, asked).map((question) => [question.subject, question]));
  return recent.flatMap(({ decision: { subject }, members }) => {
    const known = questions.get(subject);
    const question = known && answeredIn(known, state.decisions.values());
    const row = rowOf(subject, { state, now, question });
    if (row === undefined) return [];
    return members === 0 ? [row] : [{ ...row, members: { asGroup: members, kept: 0, removed: 0 } }];
  });
}

const isNoContact = (subject: Subject): boolean => subjectContact(subject) === undefined;
