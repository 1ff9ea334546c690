import type { Person } from '../../domain/digest.ts';
import type { Evidence } from '../../domain/evidence-kinds.ts';
import type { SubjectKind } from '../../domain/ids.ts';
import { isFree, type RemovalPrice } from '../../domain/removal-price.ts';
import type { FileKind } from '../../domain/snapshot.ts';
import { whyTextsFor } from '../locales/why.ts';
import { isolated } from '../locales/words.ts';
import { answerWord, titleOf } from './answer-words.ts';
import { ProfileLink, type Wording } from './layout.tsx';
import { NotInForce } from './unconfirmed.tsx';
import { UndoButton } from './undo.tsx';
import type { QuestionView, StandingAnswer } from './views.ts';

// What cards of every kind are put together from.

export type CardProps = { readonly view: CardView; readonly wording: Wording };

/** With a button that takes the standing answer back: only where the page has one question (`undoable`). */
export type CardView = QuestionView & { readonly hasUndo?: boolean };

/** What somebody does, since when one is connected, and what there is to open about them. */
export function PersonLines(props: { person: Person; since: string; wording: Wording }) {
  const { person, since, wording } = props;
  const job = wording.texts.jobAt(person);
  return (
    <>
      {job === isolated('') ? null : <p class="job">{job}</p>}
      <p class="meta">
        <span>{since}</span>
        <PersonLinks person={person} wording={wording} />
      </p>
    </>
  );
}

/** The addresses behind one person, beside each other; every page about a single contact belongs here. */
export const PersonLinks = ({ person, wording }: { person: Person; wording: Wording }) => (
  <>
    {person.profileUrl === undefined ? null : (
      <ProfileLink
        url={person.profileUrl}
        text={wording.texts.profile}
        aside={wording.texts.newTab(wording.catalogue.name(person.name))}
      />
    )}
    <WhyLink person={person} wording={wording} />
  </>
);

const WhyLink = ({ person, wording }: { person: Person; wording: Wording }) =>
  person.contactId === undefined || wording.whyUrl === undefined ? null : (
    <a href={wording.whyUrl(person.contactId)}>
      {whyTextsFor(wording.locale).link}
      <span class="hidden"> {wording.catalogue.name(person.name)}</span>
    </a>
  );

export const Excerpts = ({ view, wording: { catalogue, texts } }: CardProps) => (
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

export function Hooks({ view: { question }, wording: { catalogue } }: CardProps) {
  if (question.hooks.length === 0) return null;
  return (
    <ul class="hooks">
      {question.hooks.map((hook) => (
        <li>{catalogue.hook(hook)}</li>
      ))}
    </ul>
  );
}

export const evidenceText = (evidence: readonly Evidence[], { catalogue }: Wording): string =>
  evidence.map((fact) => catalogue.evidence(fact)).join(' · ');

export function Looked({ view, wording }: CardProps) {
  const { catalogue, texts } = wording;
  const files = (kinds: readonly FileKind[]): string =>
    kinds.map((kind) => catalogue.fileKind[kind]).join(' · ');
  const lines = [
    [texts.evidence.found, evidenceText(view.evidence, wording)],
    [texts.evidence.notFound, files(view.notFound)],
    [texts.evidence.empty, files(view.empty)],
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

/** What a removal costs, from facts alone; nothing where it costs nothing that is known. */
export function Price({ price, wording: { texts } }: { price: RemovalPrice | undefined; wording: Wording }) {
  if (price === undefined || isFree(price)) return null;
  return (
    <div class="price">
      <p>{texts.price.heading}</p>
      <ul class="plain">
        {texts.price.lines(price).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** The answer in force: which, since when, and until when where it only puts the question off. */
export function standingText(standing: StandingAnswer, kind: SubjectKind, wording: Wording): string {
  const { catalogue, texts, zone } = wording;
  const { given, decidedAt, rounds } = standing;
  const day = catalogue.dayOf(decidedAt, zone);
  if (given.answer === 'later') return texts.later(rounds, wording.policy.laterRounds);
  return given.answer === 'ask'
    ? texts.asked(day)
    : texts.answered(answerWord(kind, given.answer, wording), day);
}

export const ComesBack = ({ standing, wording }: { standing: StandingAnswer; wording: Wording }) =>
  standing.comesBackOn === undefined ? null : (
    <p class="soft">{wording.texts.comesBack(wording.catalogue.day(standing.comesBackOn))}</p>
  );

// Of *ask* the answer in force tells the day.
const PutOff = ({ standing, wording }: { standing: StandingAnswer; wording: Wording }) =>
  standing.given.answer !== 'later' || standing.comesBackOn !== undefined ? null : (
    <p class="soft">{wording.texts.putOff(wording.catalogue.dayOf(standing.decidedAt, wording.zone))}</p>
  );

/** Id of the form that takes back the answer on the card: one of its own, beside that of the page. */
export const undoFormId = 'undo';

export const Standing = ({
  view: { standing, unconfirmed, question, laterOver, answers, hasUndo },
  wording,
}: CardProps) => (
  <>
    <NotInForce held={unconfirmed} kind={question.kind} wording={wording} />
    {standing === undefined ? null : (
      <>
        <p>
          <span class={`tag ${standing.given.answer}`}>{standingText(standing, question.kind, wording)}</span>
        </p>
        <ComesBack standing={standing} wording={wording} />
        <PutOff standing={standing} wording={wording} />
        {hasUndo ? (
          <UndoButton form={undoFormId} title={titleOf(question, wording)} wording={wording} />
        ) : null}
      </>
    )}
    {laterOver && !answers.includes('later') ? <p class="soft">{wording.texts.laterOver}</p> : null}
  </>
);
