import { origins } from '../../domain/decision.ts';
import type { Subject } from '../../domain/ids.ts';
import { answerWord } from './answer-words.ts';
import { AskingTexts } from './asking.tsx';
import type { CardProps } from './card-parts.tsx';
import type { FilledAnswer } from './views.ts';

/** The buttons of one question: what it takes, and nothing else. */
export const Choices = ({ view: { question, answers, filled }, wording }: CardProps) => (
  <div class={answers.length === 5 ? 'choices five' : 'choices'}>
    {answers.map((answer) => (
      <label class={`choice ${answer}`}>
        <input
          type="radio"
          name={`answer.${question.subject}`}
          value={answer}
          checked={filled.answer === answer}
        />
        {answerWord(question.kind, answer, wording)}
      </label>
    ))}
  </div>
);

/**
 * What goes with an answer. Where a browser knows `:has`, these fields appear once an answer is chosen: origin and labels
 * belong to "keep", the texts to "ask".
 */
export function More({ view, wording }: CardProps) {
  const { question, filled, answers } = view;
  const { texts } = wording;
  const isContact = question.kind === 'contact';
  const compliance = question.reason.kind === 'compliance' ? texts.compliance : undefined;
  return (
    <div class="more">
      {answers.includes('ask') ? (
        <AskingTexts person={question} kind={question.kind} wording={wording} />
      ) : null}
      {isContact ? (
        <KeptFields
          view={view}
          wording={wording}
          words={{ origin: texts.origin.label, labels: texts.labels }}
        />
      ) : null}
      <NoteField
        subject={question.subject}
        filled={filled}
        label={compliance?.label ?? texts.note.label}
        hint={compliance?.hint ?? texts.note.hint}
        {...wrongNote(filled, { missing: texts.compliance.missing, tooLong: texts.note.problem })}
      />
    </div>
  );
}

function wrongNote(filled: FilledAnswer, words: { missing: string; tooLong: string }): { wrong?: string } {
  if (filled.reasonMissing) return { wrong: words.missing };
  return filled.tooLong.includes('note') ? { wrong: words.tooLong } : {};
}

type KeptWords = {
  readonly origin: string;
  readonly labels: { readonly label: string; readonly hint: string };
};

/** Origin and labels: of a contact, or once for a whole group. */
export function KeptFields({ view, wording, words }: CardProps & { words: KeptWords }) {
  const { question, filled } = view;
  const { catalogue, texts } = wording;
  const [id, name] = [idIn(question.subject), nameIn(question.subject)];
  const tooLong = filled.tooLong.includes('labels');
  return (
    <div class="kept">
      <label for={id('origin')}>{words.origin}</label>
      <select id={id('origin')} name={name('origin')}>
        <option value="">{texts.origin.none}</option>
        {origins.map((origin) => (
          <option value={origin} selected={filled.origin === origin}>
            {catalogue.origin[origin]}
          </option>
        ))}
      </select>
      <label for={id('labels')}>{words.labels.label}</label>
      <p class="hint" id={id('labels-hint')}>
        {words.labels.hint}
      </p>
      <input
        type="text"
        id={id('labels')}
        name={name('labels')}
        value={filled.labels}
        maxlength={500}
        aria-describedby={describedBy(id, 'labels', tooLong)}
        {...marked(tooLong)}
      />
      {tooLong ? (
        <p class="wrong" id={id('labels-wrong')}>
          {texts.labels.problem}
        </p>
      ) : null}
    </div>
  );
}

function NoteField(props: {
  subject: Subject;
  filled: FilledAnswer;
  label: string;
  hint: string;
  wrong?: string;
}) {
  const { subject, filled, label, hint, wrong } = props;
  const [id, name] = [idIn(subject), nameIn(subject)];
  return (
    <>
      <label for={id('note')}>{label}</label>
      <p class="hint" id={id('note-hint')}>
        {hint}
      </p>
      <textarea
        id={id('note')}
        name={name('note')}
        rows={3}
        maxlength={1000}
        aria-describedby={describedBy(id, 'note', wrong !== undefined)}
        {...marked(wrong !== undefined)}
      >
        {filled.note}
      </textarea>
      {wrong === undefined ? null : (
        <p class="wrong" id={id('note-wrong')}>
          {wrong}
        </p>
      )}
    </>
  );
}

const idIn =
  (subject: Subject) =>
  (field: string): string =>
    `${field}-${subject.replace(/[^a-z0-9]+/g, '-')}`;
const nameIn =
  (subject: Subject) =>
  (field: string): string =>
    `${field}.${subject}`;

/** Ids of what tells about a field: its hint, and what is wrong with what was typed. */
const describedBy = (id: (field: string) => string, field: string, isWrong: boolean): string =>
  isWrong ? `${id(`${field}-hint`)} ${id(`${field}-wrong`)}` : id(`${field}-hint`);

const marked = (isWrong: boolean) => (isWrong ? { class: 'bad', 'aria-invalid': 'true' as const } : {});
