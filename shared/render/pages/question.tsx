import { isolated } from '../locales/words.ts';
import { Choices, More } from './answer-fields.tsx';
import { titleOf } from './answer-words.ts';
import { type CardProps, Excerpts, Hooks, Looked, PersonLines, Price, Standing } from './card-parts.tsx';
import { GroupBody } from './group-card.tsx';
import { PairBody } from './pair-card.tsx';

/** One question of any kind: whom it is about, why it is asked, what was found, and the answers. */
export const QuestionCard = ({ view, wording, numbered }: CardProps & { readonly numbered: boolean }) => (
  <fieldset class="card">
    <legend>
      {numbered ? <span class="no">{wording.catalogue.number(view.question.no)}</span> : null}
      <bdi>{titleOf(view.question, wording)}</bdi>
    </legend>
    {view.filled.shown === undefined ? null : (
      <input type="hidden" name={`shown.${view.question.subject}`} value={view.filled.shown} />
    )}
    <Body view={view} wording={wording} />
  </fieldset>
);

function Body({ view, wording }: CardProps) {
  switch (view.question.kind) {
    case 'contact':
      return <ContactBody view={view} wording={wording} />;
    case 'invitation':
      return <InvitationBody view={view} wording={wording} />;
    case 'group':
      return (
        <>
          <Why view={view} wording={wording} />
          <GroupBody view={view} wording={wording} />
        </>
      );
    case 'same':
      return (
        <>
          <Why view={view} wording={wording} />
          <PairBody view={view} wording={wording} />
        </>
      );
  }
}

/** Why it is asked, what helps to remember, and what was answered before. */
const Why = ({ view, wording }: CardProps) => (
  <>
    <p class="reason">{wording.catalogue.reasonOf(view.question)}</p>
    <Hooks view={view} wording={wording} />
    <Standing view={view} wording={wording} />
  </>
);

const ContactBody = ({ view, wording }: CardProps) => {
  const { question, complianceReason, price } = view;
  const { texts, catalogue } = wording;
  return (
    <>
      <PersonLines
        person={question}
        since={texts.connectedSince(catalogue.day(question.connectedOn))}
        wording={wording}
      />
      <p class="reason">{catalogue.reasonOf(question)}</p>
      {complianceReason === undefined ? null : (
        <p class="soft">{texts.compliance.reason(isolated(complianceReason))}</p>
      )}
      <Excerpts view={view} wording={wording} />
      <Hooks view={view} wording={wording} />
      <Looked view={view} wording={wording} />
      <Price price={price} wording={wording} />
      <Standing view={view} wording={wording} />
      <Choices view={view} wording={wording} />
      <More view={view} wording={wording} />
    </>
  );
};

const InvitationBody = ({ view, wording }: CardProps) => {
  const { texts, catalogue } = wording;
  return (
    <>
      <PersonLines
        person={view.question}
        since={texts.invitation.invitedOn(catalogue.day(view.question.connectedOn))}
        wording={wording}
      />
      <p class="reason">{catalogue.reasonOf(view.question)}</p>
      <Excerpts view={view} wording={wording} />
      <Looked view={view} wording={wording} />
      <Standing view={view} wording={wording} />
      <Choices view={view} wording={wording} />
      <p class="hint">{texts.invitation.hint}</p>
      <More view={view} wording={wording} />
    </>
  );
};
