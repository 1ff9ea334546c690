import type { Child } from 'hono/jsx';
import { answerWord } from './answer-words.ts';
import type { Wording } from './layout.tsx';
import { UndoForm } from './undo.tsx';
import type { RecordedAnswer } from './views.ts';

type Props = {
  readonly answer: RecordedAnswer;
  /** Where the undo button posts to. */
  readonly to: string;
  readonly wording: Wording;
  readonly children?: Child;
};

/** Whom an answer is about, the answer, more of it, and the button that takes it back. */
export function AnswerRow({ answer, to, wording, children }: Props) {
  const { subject, kind, title, standing } = answer;
  const { given, entries } = standing;
  return (
    <li class="row split">
      <div>
        <p class="who">
          <bdi>{title}</bdi>
        </p>
        <p>
          <span class={`tag ${given.answer}`}>{answerWord(kind, given.answer, wording)}</span>
        </p>
        {children}
      </div>
      <UndoForm to={to} subject={subject} entries={entries} title={title} wording={wording} />
    </li>
  );
}
