import { undoDays } from '../../domain/recent-answers.ts';
import { AnswerRow } from './answer-row.tsx';
import { ComesBack } from './card-parts.tsx';
import { renderOwnerPage, type Wording } from './layout.tsx';
import { Rows } from './removals-page.tsx';
import { ToldBox } from './told.tsx';
import type { AnswersView, RecordedAnswer } from './views.ts';

/** What was answered lately, each with its day and the button that takes it back. */
export function renderAnswersPage(view: AnswersView, wording: Wording): string {
  const { answers: texts, back, removals } = wording.texts;
  const { answers, links, told } = view;
  return renderOwnerPage(wording, {
    heading: texts.heading,
    lead: texts.lead(undoDays),
    children: (
      <>
        <ToldBox told={told} wording={wording} inList />
        {answers.length === 0 ? (
          <p>{texts.none(undoDays)}</p>
        ) : (
          <Rows
            rows={answers.map((answer) => (
              <LateAnswer answer={answer} to={links.answers} wording={wording} />
            ))}
            more={texts.more}
          />
        )}
        <nav class="ways">
          <a class="button quiet" href={links.all}>
            {back}
          </a>
          <a class="button quiet" href={links.removals}>
            {removals.link}
          </a>
        </nav>
      </>
    ),
  });
}

function LateAnswer(props: { answer: RecordedAnswer; to: string; wording: Wording }) {
  const { answer, to, wording } = props;
  const { standing, members } = answer;
  const { catalogue, texts, zone } = wording;
  return (
    <AnswerRow answer={answer} to={to} wording={wording}>
      <p class="soft">{texts.answers.on(catalogue.dayOf(standing.decidedAt, zone))}</p>
      {members === undefined ? null : <p class="soft">{texts.receipt.members(members)}</p>}
      <ComesBack standing={standing} wording={wording} />
    </AnswerRow>
  );
}
