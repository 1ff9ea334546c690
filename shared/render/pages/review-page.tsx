import { answers } from '../../domain/decision.ts';
import { minutesFor } from '../../domain/digest.ts';
import { overviewTextsFor } from '../locales/overview.ts';
import { undoFormId } from './card-parts.tsx';
import { renderOwnerPage, type Wording } from './layout.tsx';
import { QuestionCard } from './question.tsx';
import { ToldBox } from './told.tsx';
import { UndoFormApart } from './undo.tsx';
import type { QuestionView, ReviewView } from './views.ts';

/** The page with questions: one form, one button, however many there are. */
export function renderReviewPage(view: ReviewView, wording: Wording): string {
  const { texts } = wording;
  return renderOwnerPage(wording, {
    heading: texts.heading,
    lead: leadOf(view, wording),
    children: (
      <>
        <ToldBox told={view.told} wording={wording} />
        {view.questions.length === 0 ? <Nothing view={view} wording={wording} /> : null}
        {view.questions.length > 0 ? <Questions view={view} wording={wording} /> : null}
        <Undo view={view} />
        <Ways view={view} wording={wording} />
      </>
    ),
  });
}

type Props = { readonly view: ReviewView; readonly wording: Wording };

function leadOf({ kind, questions, openCount }: ReviewView, { texts }: Wording): string | undefined {
  if (questions.length === 0) return undefined;
  if (kind === 'one') return texts.oneLead;
  if (kind === 'next') return texts.overviewNext({ questions: questions.length, open: openCount });
  const minutes = minutesFor(questions.length);
  return texts.overview({ questions: questions.length, minutes, open: openCount });
}

const Nothing = ({ view, wording: { texts } }: Props) => (
  <p>{view.kind === 'one' ? texts.noLongerThere : texts.nothingFurther}</p>
);

const Questions = ({ view, wording }: Props) => (
  <form method="post" action={view.links.post}>
    <details class="explained">
      <summary>{wording.texts.answersMean}</summary>
      <dl>
        {answers.map((answer) => (
          <div>
            <dt>{wording.catalogue.answer[answer]}: </dt>
            <dd>{wording.texts.answerMeans[answer](wording.policy)}</dd>
          </div>
        ))}
      </dl>
    </details>
    {view.questions.map((question) => (
      <QuestionCard
        view={{ ...question, hasUndo: question === undoable(view) }}
        wording={wording}
        numbered={view.questions.length > 1}
      />
    ))}
    <div class="bar">
      <button type="submit">
        {view.questions.length === 1 ? wording.texts.save.one : wording.texts.save.many}
      </button>
      {view.questions.length === 1 ? null : <p class="soft">{wording.texts.openStaysOpen}</p>}
    </div>
  </form>
);

/**
 * The question whose answer the page takes back. A page with several has no button for it: a press would drop what is chosen
 * and typed on the other cards. It leads to the recent answers instead.
 */
function undoable({ questions }: ReviewView): QuestionView | undefined {
  const [only, ...others] = questions;
  if (only?.standing === undefined || others.length > 0) return undefined;
  // An answer that is held is not in force; one that a held undo took back is, until the owner presses once more.
  return only.unconfirmed?.given === undefined ? only : undefined;
}

/** What the undo button of the card sends. */
function Undo({ view }: Pick<Props, 'view'>) {
  const { question, standing } = undoable(view) ?? {};
  return question === undefined || standing === undefined ? null : (
    <UndoFormApart
      id={undoFormId}
      to={view.links.undo}
      subject={question.subject}
      entries={standing.entries}
    />
  );
}

const Ways = ({ view: { kind, asked, links }, wording: { texts, locale } }: Props) => (
  <nav class="ways">
    {kind === 'all' || asked === 0 ? null : (
      <a class="button quiet" href={links.all}>
        {kind === 'one' ? texts.all(asked) : texts.back}
      </a>
    )}
    <a class="button quiet" href={links.removals}>
      {texts.removals.link}
    </a>
    <a class="button quiet" href={links.answers}>
      {texts.answers.link}
    </a>
    <a class="button quiet" href={links.overview}>
      {overviewTextsFor(locale).link}
    </a>
  </nav>
);
