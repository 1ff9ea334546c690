import { origins } from '../../domain/decision.ts';
import type { FileKind } from '../../domain/snapshot.ts';
import { offeredAnswers } from '../locales/pages-texts.ts';
import { isolated } from '../locales/words.ts';
import { Name, ProfileLink, type Wording } from './layout.tsx';
import type { QuestionView } from './views.ts';

type Props = { readonly view: QuestionView; readonly wording: Wording };

/** One contact: who it is, why it is asked about, what was found, and the answers. */
export const QuestionCard = ({ view, wording, numbered }: Props & { readonly numbered: boolean }) => (
  <fieldset class="card">
    <legend>
      {numbered ? <span class="no">{wording.catalogue.number(view.question.no)}</span> : null}
      <Name of={view.question.name} catalogue={wording.catalogue} />
    </legend>
    <Person view={view} wording={wording} />
    <p class="reason">{wording.catalogue.reasonOf(view.question)}</p>
    <Excerpts view={view} wording={wording} />
    <Hooks view={view} wording={wording} />
    <Looked view={view} wording={wording} />
    <Standing view={view} wording={wording} />
    <Choices view={view} wording={wording} />
    <More view={view} wording={wording} />
  </fieldset>
);

function Person({ view: { question }, wording: { catalogue, texts } }: Props) {
  const job = texts.jobAt(question);
  return (
    <>
      {job === isolated('') ? null : <p class="job">{job}</p>}
      <p class="meta">
        <span>{texts.connectedSince(catalogue.day(question.connectedOn))}</span>
        {question.profileUrl === undefined ? null : (
          <ProfileLink
            url={question.profileUrl}
            text={texts.profile}
            aside={texts.newTab(catalogue.name(question.name))}
          />
        )}
      </p>
    </>
  );
}

const Excerpts = ({ view, wording: { catalogue, texts } }: Props) => (
  <>
    {view.excerpts.map((excerpt) => (
      <figure class="quote">
        <blockquote dir="auto">{excerpt.text}</blockquote>
        <figcaption>
          {texts.excerpt(excerpt, {
            name: catalogue.name(view.question.name),
            ...(excerpt.on === undefined ? {} : { day: catalogue.day(excerpt.on) }),
          })}
        </figcaption>
      </figure>
    ))}
  </>
);

function Hooks({ view: { question }, wording: { catalogue } }: Props) {
  if (question.hooks.length === 0) return null;
  return (
    <ul class="hooks">
      {question.hooks.map((hook) => (
        <li>{catalogue.hook(hook)}</li>
      ))}
    </ul>
  );
}

function Looked({ view, wording: { catalogue, texts } }: Props) {
  const files = (kinds: readonly FileKind[]): string =>
    kinds.map((kind) => catalogue.fileKind[kind]).join(' · ');
  const lines = [
    [texts.evidence.found, view.evidence.map((fact) => catalogue.evidence(fact)).join(' · ')],
    [texts.evidence.notFound, files(view.notFound)],
    [texts.evidence.notThere, files(view.notThere)],
  ].filter(([, words]) => words !== '');
  if (lines.length === 0) return null;
  return (
    <dl class="looked">
      {lines.map(([label, words]) => (
        <div>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

const Standing = ({ view: { standing, withdraws }, wording: { catalogue, texts, zone } }: Props) => (
  <>
    {withdraws.length === 0 ? null : <p class="soft">{texts.withdraws(withdraws)}</p>}
    {standing === undefined ? null : (
      <p>
        <span class={`tag ${standing.given.answer}`}>
          {texts.answered(catalogue.answer[standing.given.answer], catalogue.dayOf(standing.decidedAt, zone))}
        </span>
      </p>
    )}
  </>
);

const Choices = ({ view: { question, filled }, wording: { catalogue } }: Props) => (
  <div class="choices">
    {offeredAnswers.map((answer) => (
      <label class={`choice ${answer}`}>
        <input
          type="radio"
          name={`answer.${question.subject}`}
          value={answer}
          checked={filled.answer === answer}
        />
        {catalogue.answer[answer]}
      </label>
    ))}
  </div>
);

// Where a browser knows `:has`, these fields appear once an answer is chosen; origin and labels belong to "keep".
function More({ view: { question, filled }, wording: { catalogue, texts } }: Props) {
  const id = (field: string): string => `${field}-${question.contactId}`;
  const name = (field: string): string => `${field}.${question.subject}`;
  return (
    <div class="more">
      <div class="kept">
        <label for={id('origin')}>{texts.origin.label}</label>
        <select id={id('origin')} name={name('origin')}>
          <option value="">{texts.origin.none}</option>
          {origins.map((origin) => (
            <option value={origin} selected={filled.origin === origin}>
              {catalogue.origin[origin]}
            </option>
          ))}
        </select>
        <label for={id('labels')}>{texts.labels.label}</label>
        <p class="hint" id={id('labels-hint')}>
          {texts.labels.hint}
        </p>
        <input
          type="text"
          id={id('labels')}
          name={name('labels')}
          value={filled.labels}
          maxlength={500}
          aria-describedby={id('labels-hint')}
          {...marked(filled.tooLong.includes('labels'))}
        />
        {filled.tooLong.includes('labels') ? <p class="wrong">{texts.labels.problem}</p> : null}
      </div>
      <label for={id('note')}>{texts.note.label}</label>
      <p class="hint" id={id('note-hint')}>
        {texts.note.hint}
      </p>
      <textarea
        id={id('note')}
        name={name('note')}
        rows={3}
        maxlength={1000}
        aria-describedby={id('note-hint')}
        {...marked(filled.tooLong.includes('note'))}
      >
        {filled.note}
      </textarea>
      {filled.tooLong.includes('note') ? <p class="wrong">{texts.note.problem}</p> : null}
    </div>
  );
}

const marked = (tooLong: boolean) => (tooLong ? { class: 'bad', 'aria-invalid': 'true' as const } : {});
